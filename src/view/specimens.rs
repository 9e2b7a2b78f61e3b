//! Specimens of what a site shows only at times, with words that every site has. They stand in the gallery of a theme, on no page.

use super::PageAddress;
use super::Subject;
use super::context::{View, page_showing};
use super::pages::Specimens;
use super::types::{Behind, ChangeView, Link, RetiredView};

/// The page of specimens of the site's language at the place `language`, whose id is `lang`.
pub fn address(language: usize, lang: &str) -> PageAddress {
    PageAddress { path: format!("/{lang}/"), file: format!("{lang}/specimens.html"), language, subject: Subject::Specimens }
}

/// One of each, dated the as-of date and leading to the home page.
pub fn page(view: &View<'_>) -> Specimens {
    let site = &view.site.model.site;
    let on = view.day(site.as_of);
    let words = view.text(site.tagline.as_ref().unwrap_or(&site.title));
    let home = page_showing(&view.site, "home").map(|key| view.link(&key));
    let link = home.clone().unwrap_or_else(|| Link { url: view.root(), text: words.text.clone(), lang: words.lang.clone(), current: false });
    let newer = view.site.model.languages().list.iter().enumerate().find(|(place, _)| *place != view.language);
    let newer = newer.map(|(place, language)| Link { url: view.root(), text: language.name.clone(), lang: view.foreign(place), current: false });
    Specimens {
        behind: Behind { block: "lead".to_owned(), heading: words.text.clone(), confirmed_on: on.clone(), newer: newer.unwrap_or_default() },
        changes: vec![ChangeView { on: on.clone(), link, text: words.clone(), revision: 1 }],
        retired: RetiredView { on, replaced_by: home, note: Some(words) },
    }
}
