//! Where the links of pages lead.

use super::outline::Outline;
use crate::view::{PageAddress, base_path};
use ahash::AHashMap;
use std::borrow::Cow;

/// All pages of a site, in the order of their addresses: most links lead to one of them as a whole.
pub(super) struct Numbers<'a> {
    by_file: AHashMap<&'a str, u32>,
    base_url: &'a str,
}

impl<'a> Numbers<'a> {
    pub(super) fn new(addresses: &'a [PageAddress], base_url: &'a str) -> Self {
        Numbers { by_file: addresses.iter().map(|address| address.file.as_str()).zip(0..).collect(), base_url }
    }

    /// Takes the links out of the outline of the page `file` that lead to pages as a whole, and gives the numbers of these pages: a link
    /// takes some forty bytes, a number four.
    pub(super) fn take(&self, file: &str, outline: &mut Outline) -> Box<[u32]> {
        let mut numbers = Vec::new();
        let mut is_kept = |link: &str| {
            let number = self.number(file, link);
            numbers.extend(number);
            number.is_none()
        };
        outline.head = outline.head.filtered(|link| is_kept(&own(link, self.base_url)));
        outline.links = outline.links.filtered(is_kept);
        numbers.into()
    }

    fn number(&self, from: &str, link: &str) -> Option<u32> {
        match target(from, link, self.base_url) {
            Target::Inside(file, None) => self.by_file.get(file.as_str()).copied(),
            _ => None,
        }
    }
}

/// An address in the head of a page, where the site's own are absolute. In the text these lead to other things, even if they stand on the same host.
pub(super) fn own<'a>(link: &'a str, base_url: &str) -> Cow<'a, str> {
    link.strip_prefix(base_url).map_or(Cow::Borrowed(link), |path| Cow::Owned(format!("{}{path}", base_path(base_url))))
}

/// Where a link leads.
pub(super) enum Target<'a> {
    /// Out of the site, or nowhere in particular.
    Elsewhere,
    /// To a file of the site, as a whole or to an element in it.
    Inside(String, Option<&'a str>),
}

/// Where `link` leads that stands on the page `from` of a site published at `base_url`.
pub(super) fn target<'a>(from: &str, link: &'a str, base_url: &str) -> Target<'a> {
    let (address, anchor) = match link.split_once('#') {
        Some((address, anchor)) => (address, Some(anchor)),
        None => (link, None),
    };
    let address = address.split('?').next().unwrap_or_default();
    let inside = if has_scheme(address) || address.starts_with("//") {
        return Target::Elsewhere;
    } else if let Some(path) = address.strip_prefix('/') {
        match base_path(base_url).strip_prefix('/').map(|base| path.strip_prefix(base)) {
            Some(Some(path)) => normal("", path),
            // The host's, not the site's.
            _ => return Target::Elsewhere,
        }
    } else if address.is_empty() {
        from.to_owned()
    } else {
        normal(from, address)
    };
    let file = if inside.is_empty() || inside.ends_with('/') { inside + "index.html" } else { inside };
    let file = if file.contains('%') { decoded(&file).into_owned() } else { file };
    // Without a name, and with that of the top, it is the whole page.
    Target::Inside(file, anchor.filter(|anchor| !anchor.is_empty() && *anchor != "top"))
}

fn has_scheme(address: &str) -> bool {
    address
        .split_once(':')
        .is_some_and(|(scheme, _)| !scheme.is_empty() && scheme.chars().all(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter)))
}

/// `address` seen from the file `from`, without dots; a folder ends with a slash.
fn normal(from: &str, address: &str) -> String {
    let folder = from.rfind('/').map_or("", |end| &from[..end]);
    let mut path = String::with_capacity(folder.len() + address.len() + 12);
    path.push_str(folder);
    let mut folder = false;
    for part in address.split('/') {
        folder = matches!(part, "" | "." | "..");
        match part {
            "" | "." => {}
            ".." => path.truncate(path.rfind('/').unwrap_or(0)),
            part => {
                if !path.is_empty() {
                    path.push('/');
                }
                path.push_str(part);
            }
        }
    }
    if folder && !path.is_empty() {
        path.push('/');
    }
    path
}

/// The text with `%C3%A4` as `ä`.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let code = (*first == b'%').then(|| after.get(..2)).flatten().and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok());
        match code {
            Some(code) => {
                bytes.push(code);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::outline::outline;
    use crate::view::Subject;

    fn leads(from: &str, link: &str) -> Option<String> {
        match target(from, link, "https://a.example/base/") {
            Target::Elsewhere => None,
            Target::Inside(file, anchor) => Some(format!("{file}{}", anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default())),
        }
    }

    #[test]
    fn links_of_every_form_are_followed() {
        let from = "fi/ohjeet/kuvat/index.html";
        for (link, file) in [
            ("../../", "fi/index.html"),
            ("../..", "fi/index.html"),
            ("../", "fi/ohjeet/index.html"),
            ("./", "fi/ohjeet/kuvat/index.html"),
            ("", "fi/ohjeet/kuvat/index.html"),
            ("#a", "fi/ohjeet/kuvat/index.html#a"),
            ("#top", "fi/ohjeet/kuvat/index.html"),
            ("../#", "fi/ohjeet/index.html"),
            ("?q=1", "fi/ohjeet/kuvat/index.html"),
            ("../../../assets/style.css", "assets/style.css"),
            ("plan.xlsx", "fi/ohjeet/kuvat/plan.xlsx"),
            ("/base/sv/#x", "sv/index.html#x"),
            ("%C3%A4/", "fi/ohjeet/kuvat/ä/index.html"),
            ("../../../../../", "index.html"),
        ] {
            assert_eq!(leads(from, link).as_deref(), Some(file), "{link}");
        }
        for link in ["mailto:a@b.example", "https://a.example/base/x.pdf", "https://b.example/", "//b.example/", "/other/", "tel:+358", "data:image/png,x"] {
            assert_eq!(leads(from, link), None, "{link}");
        }
    }
    #[test]
    fn links_to_whole_pages_become_numbers() {
        let address = |file: &str| PageAddress { path: format!("/{file}"), file: file.to_owned(), language: 0, subject: Subject::NotFound };
        let addresses = ["a/b/index.html", "a/index.html", "index.html"].map(address);
        let numbers = Numbers::new(&addresses, "https://a.example/base/");
        let html = "<html lang=\"fi\"><head><link rel=\"canonical\" href=\"https://a.example/base/a/b/\"><link href=\"../../assets/a.css\"></head>\
            <body><a href=\"../\"></a><a href=\"../#top\"></a><a href=\"../#x\"></a><a href=\"c/\"></a><a href=\"/base/\"></a><a href=\"https://b.example/\"></a>\
            <a href=\"https://a.example/base/\"></a></body></html>";
        let mut outline = outline(html);
        assert_eq!(*numbers.take("a/b/index.html", &mut outline), [0, 1, 1, 2]);
        assert_eq!(outline.head.iter().collect::<Vec<_>>(), ["../../assets/a.css"]);
        assert_eq!(outline.links.iter().collect::<Vec<_>>(), ["../#x", "c/", "https://a.example/base/", "https://b.example/"]);
    }
}
