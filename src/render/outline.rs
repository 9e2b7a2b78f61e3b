//! What a finished page holds that others depend on: its language, element ids and links.
//!
//! Pages are written by templates and nearly always plain: quoted attributes, no comments. Those are read by a scanner that stops at
//! whatever else HTML permits; then a tokenizer that knows all of it reads the page.

mod parse;
mod scan;
mod texts;

pub use texts::Texts;

use std::borrow::Cow;

/// What a page holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// The language of its `html` element.
    pub lang: Option<String>,
    /// The ids of its elements.
    pub ids: Texts,
    /// Ids that stand more than once.
    pub repeated: Texts,
    /// Addresses that its elements link to or load.
    pub links: Texts,
    /// Addresses that its head names: itself, its other languages, its styles.
    pub head: Texts,
    /// Ids that its elements name: labels and descriptions.
    pub named: Texts,
}

/// Reads a page.
pub fn outline(html: &str) -> Outline {
    scan::scan(html).unwrap_or_else(|| parse::parse(html)).finish()
}

/// What has been read of a page, in the order in which it stands there.
#[derive(Default)]
struct Notes<'a> {
    lang: Option<Cow<'a, str>>,
    ids: Vec<Cow<'a, str>>,
    links: Vec<Cow<'a, str>>,
    head: Vec<Cow<'a, str>>,
    named: Vec<Cow<'a, str>>,
}

/// What the value of an attribute is to others.
#[derive(Clone, Copy)]
enum Use {
    Language,
    Id,
    Head,
    Link,
    Names,
}

impl Use {
    /// What the `attribute` of the element `tag` is, both in small letters; `None`: nothing.
    fn of(tag: &str, attribute: &str) -> Option<Use> {
        Some(match (attribute, tag) {
            ("id", _) => Use::Id,
            ("href", "link") => Use::Head,
            ("href", "a" | "area" | "use" | "image") | ("xlink:href", "use" | "image") | ("src" | "poster", _) | ("action", "form") => Use::Link,
            ("for", "label" | "output") | ("aria-labelledby" | "aria-describedby" | "aria-details", _) => Use::Names,
            ("lang", "html") => Use::Language,
            _ => return None,
        })
    }
}

impl<'a> Notes<'a> {
    fn note(&mut self, to: Use, value: Cow<'a, str>) {
        match to {
            Use::Language => self.lang = Some(value),
            Use::Id => self.ids.push(value),
            Use::Head => self.head.push(value),
            Use::Link => self.links.push(value),
            Use::Names => match value {
                Cow::Borrowed(value) => self.named.extend(value.split_ascii_whitespace().map(Cow::Borrowed)),
                Cow::Owned(value) => self.named.extend(value.split_ascii_whitespace().map(|id| Cow::Owned(id.to_owned()))),
            },
        }
    }

    fn finish(mut self) -> Outline {
        self.ids.sort_unstable();
        let repeated = self.ids.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0].clone()).collect();
        Outline {
            lang: self.lang.map(Cow::into_owned),
            ids: Texts::new(self.ids),
            repeated: Texts::new(repeated),
            links: Texts::new(self.links),
            head: Texts::new(self.head),
            named: Texts::new(self.named),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(texts: &Texts) -> Vec<&str> {
        texts.iter().collect()
    }

    #[test]
    fn ids_links_and_language_are_read_and_text_is_not() {
        let html = "<!doctype html><html lang=fi><head><link rel='canonical' href=\"https://a.example/\"><script type=\"application/json\">{\"a\": \"<a id='no' href='no'>\"}</script>\
            <title>id=\"t\"</title></head><body id=b><a href='x/?a=1&amp;b=2#c' id=\"c\">href=\"no\"</a><p id=c aria-describedby='b  d'><label for=e></label></body></html>";
        // Without quotes only the tokenizer reads it, with them both.
        let quoted = html.replace("lang=fi", "lang='fi'").replace("id=b", "id=\"b\"").replace("id=c", "id='c'").replace("for=e", "for='e'");
        assert!(scan::scan(html).is_none() && scan::scan(&quoted).is_some());
        for html in [html, &quoted] {
            let read = outline(html);
            assert_eq!(read.lang.as_deref(), Some("fi"));
            assert_eq!((texts(&read.ids), texts(&read.repeated)), (vec!["b", "c"], vec!["c"]));
            assert_eq!((texts(&read.head), texts(&read.links)), (vec!["https://a.example/"], vec!["x/?a=1&b=2#c"]));
            assert_eq!(texts(&read.named), ["b", "d", "e"]);
        }
    }

    /// Parts of pages, sound and not, of which pages are put together.
    const PARTS: [&str; 48] = [
        "<!doctype html>",
        "<html lang=\"fi\">",
        "<HTML lang='sv'>",
        "<head>",
        "</head>",
        "<p>",
        "</p>",
        "teksti &amp; muuta ",
        "a < b ",
        "a > b ",
        "<a href=\"x/\">",
        "<a href='y?a=1&amp;b=&#39;2&#x27;'>",
        "<a href=\"z&auml;\">",
        "<a href=\"u&b\">",
        "</a>",
        "</a >",
        "</a href='no'>",
        "<p id=\"i\">",
        "<p id='j' class=\"k\">",
        "<p id=\"\">",
        "<p id=k>",
        "<p id>",
        "<p  id = \"m\">",
        "<p id=\"n\"id=\"o\">",
        "<br/>",
        "<br id=\"q\"/>",
        "<input id=\"r\" checked>",
        "<svg viewBox=\"0 0 1 1\"><use href=\"#s\"/></svg>",
        "<P ID=\"t\">",
        "<p Id=\"T\">",
        "<!-- <p id='no'> -->",
        "<script>var a = \"<p id='no'>\";</script>",
        "<script><!-- <script></script> --></script>",
        "<style>a > b {}</style>",
        "<title>a <b id='no'> &amp;</title>",
        "<textarea id='v'><p id='no'></textarea>",
        "<label for=\"w x\">",
        "<p aria-labelledby='y  z\ny'>",
        "<form action=\"/a\">",
        "<img src=\"b.png\" alt=\"\">",
        "<noscript><p id=\"c\"></p></noscript>",
        "<![CDATA[<p id='d'>]]>",
        "<p id=\"e\r\nf\">",
        "<p\nid=\"g\"\n>",
        "<style></Style>",
        "<title></p></title><p id=\"h\">",
        "<noscript></noscript >",
        "<script>a</b</script>",
    ];

    #[test]
    fn what_the_scanner_reads_the_tokenizer_reads_too() {
        let mut scanned = 0;
        let mut state = 1_u64;
        for _ in 0..60_000 {
            let mut html = String::new();
            for _ in 0..6 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                html.push_str(PARTS[(state >> 33) as usize % PARTS.len()]);
            }
            if let Some(notes) = scan::scan(&html) {
                scanned += 1;
                assert_eq!(notes.finish(), parse::parse(&html).finish(), "{html}");
            }
        }
        assert!(scanned > 3_000, "{scanned}");
    }
}
