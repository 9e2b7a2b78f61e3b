//! A site to read from a folder: links that name the file, since no server adds `index.html` there.

use super::OutputTree;

/// The attributes that lead to other pages.
const LINKS: [&str; 3] = [" href=\"", " src=\"", "; url="];

/// The tree with every relative link to a folder of it leading to the folder's `index.html`. Everything else stays as it is, so the
/// site works from a server too; scripts, which browsers do not load from folders, only add to pages.
pub fn portable(files: &OutputTree) -> OutputTree {
    let html = |path: &str| path.ends_with(".html");
    let named = |path: &String, bytes: &std::sync::Arc<[u8]>| match std::str::from_utf8(bytes) {
        Ok(text) if html(path) => named(files, path, text).into_bytes().into(),
        _ => bytes.clone(),
    };
    files.iter().map(|(path, bytes)| (path.clone(), named(path, bytes))).collect()
}

fn named(files: &OutputTree, page: &str, html: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 16);
    let mut rest = html;
    while let Some((at, attribute)) = LINKS.iter().filter_map(|name| Some((rest.find(name)?, *name))).min() {
        let start = at + attribute.len();
        let end = rest[start..].find('"').map_or(rest.len(), |length| start + length);
        out.push_str(&rest[..start]);
        out.push_str(&link(files, page, &rest[start..end]));
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// `address` with `index.html`, if it leads to a folder of the site.
fn link(files: &OutputTree, page: &str, address: &str) -> String {
    let (path, after) = address.split_at(address.find(['#', '?']).unwrap_or(address.len()));
    let outside = path.is_empty() || path.starts_with('/') || path.contains(':');
    let named = format!("{}{}index.html", path, if path.ends_with('/') { "" } else { "/" });
    match place(page, &named) {
        Some(target) if !outside && files.contains_key(&target) && !path.ends_with(".html") => format!("{named}{after}"),
        _ => address.to_owned(),
    }
}

/// Where `address` leads from the file `page`; `None` above the site.
pub(super) fn place(page: &str, address: &str) -> Option<String> {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(html: &str) -> String {
        let mut files = OutputTree::new();
        for path in ["index.html", "fi/index.html", "fi/a/index.html", "assets/style.css", "fi/a/plan.xlsx"] {
            files.insert(path.to_owned(), b"".as_slice().into());
        }
        files.insert("fi/a/index.html".to_owned(), html.as_bytes().into());
        String::from_utf8(portable(&files)["fi/a/index.html"].to_vec()).unwrap()
    }

    #[test]
    fn links_to_folders_of_the_site_name_their_file() {
        for (before, after) in [
            ("../", "../index.html"),
            ("..", "../index.html"),
            ("../../", "../../index.html"),
            ("./", "./index.html"),
            ("../#now", "../index.html#now"),
            ("../a/?q=1", "../a/index.html?q=1"),
        ] {
            assert_eq!(read(&format!("<a class=\"x\" href=\"{before}\">x</a>")), format!("<a class=\"x\" href=\"{after}\">x</a>"));
        }
        assert_eq!(read("<meta content=\"0; url=../\">"), "<meta content=\"0; url=../index.html\">");
    }

    #[test]
    fn nothing_else_changes() {
        for link in
            ["#x", "plan.xlsx", "../../assets/style.css", "https://a.example/", "mailto:a@b.example", "/fi/", "../b/", "../../../", "../index.html", "data:,"]
        {
            let html = format!("<p>„href=“ <a href=\"{link}\">{link}</a></p>");
            assert_eq!(read(&html), html);
        }
    }
}
