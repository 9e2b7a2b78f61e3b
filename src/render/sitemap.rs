//! `sitemap.xml` with the languages of every page, and `robots.txt`, which names it.

use super::pages::Pages;
use super::xml;
use crate::render::OutputTree;

/// Adds both to `files`.
pub fn add(pages: &Pages, base_url: &str, files: &mut OutputTree) {
    let sitemap = xml::document(|writer| {
        let root = writer
            .create_element("urlset")
            .with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"))
            .with_attribute(("xmlns:xhtml", "http://www.w3.org/1999/xhtml"));
        root.write_inner_content(|writer| {
            for listing in pages.made.iter().filter_map(|page| page.listing.as_ref()) {
                writer.create_element("url").write_inner_content(|writer| {
                    xml::text(writer, "loc", &listing.canonical)?;
                    if let Some(changed) = &listing.changed {
                        xml::text(writer, "lastmod", changed)?;
                    }
                    for (lang, address) in &listing.alternates {
                        xml::empty(writer, "xhtml:link", &[("rel", "alternate"), ("hreflang", lang), ("href", address)])?;
                    }
                    Ok(())
                })?;
            }
            Ok(())
        })?;
        Ok(())
    });
    files.insert("sitemap.xml".to_owned(), sitemap);
    files.insert("robots.txt".to_owned(), format!("User-agent: *\nAllow: /\n\nSitemap: {base_url}sitemap.xml\n").into_bytes().into());
}
