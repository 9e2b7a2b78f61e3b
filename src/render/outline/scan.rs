//! A page of plain HTML: tags in small letters, values in quotes, no comments. It goes from one `<` to the next.

use super::{Notes, Use};
use memchr::{memchr, memchr2, memmem};
use std::borrow::Cow;

/// Reads a page; `None` if anything in it is not plain.
pub(super) fn scan(html: &str) -> Option<Notes<'_>> {
    // So many of them most pages have; more are as welcome.
    let mut notes = Notes { ids: Vec::with_capacity(48), links: Vec::with_capacity(96), ..Notes::default() };
    let mut at = 0;
    while let Some(found) = memchr(b'<', html.as_bytes().get(at..)?) {
        at += found + 1;
        at = match html.as_bytes().get(at)? {
            b'/' => end_tag(html, at + 1)?,
            b'a'..=b'z' => start_tag(html, at, &mut notes)?,
            b'!' if html.get(at..)?.get(..14)?.eq_ignore_ascii_case("!doctype html>") => at + 14,
            _ => return None,
        };
    }
    Some(notes)
}

/// The name of an element that begins at `at`.
fn name(html: &str, at: usize) -> Option<&str> {
    let rest = html.get(at..)?;
    let length = rest.bytes().position(|byte| !(byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'))?;
    (length > 0).then(|| &rest[..length])
}

fn end_tag(html: &str, at: usize) -> Option<usize> {
    let end = at + name(html, at)?.len();
    (html.as_bytes().get(end) == Some(&b'>')).then_some(end + 1)
}

/// Reads the start tag whose name begins at `at`, and the text of elements that hold nothing else; gives where it ends.
fn start_tag<'a>(html: &'a str, at: usize, notes: &mut Notes<'a>) -> Option<usize> {
    let bytes = html.as_bytes();
    let tag = name(html, at)?;
    let mut at = at + tag.len();
    loop {
        let blanks = bytes.get(at..)?.iter().position(|byte| !matches!(byte, b' ' | b'\n'))?;
        at += blanks;
        match bytes.get(at)? {
            b'>' => return after(html, tag, at + 1),
            b'/' if bytes.get(at + 1) == Some(&b'>') => return after(html, tag, at + 2),
            byte if blanks > 0 && byte.is_ascii_alphabetic() => at = attribute(html, tag, at, notes)?,
            _ => return None,
        }
    }
}

/// Reads the attribute that begins at `at`; gives where it ends.
fn attribute<'a>(html: &'a str, tag: &str, at: usize, notes: &mut Notes<'a>) -> Option<usize> {
    let rest = html.get(at..)?;
    let length = rest.bytes().position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':')))?;
    let (name, at) = (&rest[..length], at + length);
    let quote = match html.as_bytes().get(at)? {
        b'=' => *html.as_bytes().get(at + 1).filter(|byte| matches!(byte, b'"' | b'\''))?,
        // Without a value it is none of those that are noted, and a name that goes on is not plain.
        b'>' | b'/' => return Some(at),
        b' ' | b'\n' => {
            let next = html.as_bytes().get(at..)?.iter().find(|byte| !matches!(byte, b' ' | b'\n'))?;
            return (*next != b'=').then_some(at);
        }
        _ => return None,
    };
    let start = at + 2;
    let value = html.get(start..start + memchr(quote, html.as_bytes().get(start..)?)?)?;
    let to = if name.bytes().any(|byte| byte.is_ascii_uppercase()) { Use::of(tag, &name.to_ascii_lowercase()) } else { Use::of(tag, name) };
    if let Some(to) = to {
        notes.note(to, plain(value)?);
    }
    Some(start + value.len() + 1)
}

/// The value with what it escapes; `None` if it has more than what templates escape, or is empty.
fn plain(value: &str) -> Option<Cow<'_, str>> {
    if value.is_empty() || memchr2(b'\r', 0, value.as_bytes()).is_some() {
        return None;
    }
    if memchr(b'&', value.as_bytes()).is_none() {
        return Some(Cow::Borrowed(value));
    }
    let mut text = String::with_capacity(value.len());
    let mut parts = value.split('&');
    text.push_str(parts.next()?);
    for part in parts {
        let (entity, rest) = part.split_once(';')?;
        text.push(match entity {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "#39" | "#x27" => '\'',
            _ => return None,
        });
        text.push_str(rest);
    }
    Some(Cow::Owned(text))
}

/// Where to go on after a start tag that ends at `at`: behind the text of elements in which nothing else is a tag.
fn after(html: &str, tag: &str, at: usize) -> Option<usize> {
    match tag {
        "script" | "style" | "title" | "textarea" | "noscript" => {}
        "iframe" | "xmp" | "noembed" | "noframe" | "noframes" | "plaintext" => return None,
        _ => return Some(at),
    }
    let mut text = at;
    loop {
        let end = text + memmem::find(html.as_bytes().get(text..)?, b"</")? + 2;
        let rest = html.as_bytes().get(end..)?;
        text = end;
        if !rest.get(..tag.len())?.eq_ignore_ascii_case(tag.as_bytes()) {
            continue;
        }
        // A comment in a script may hide its end.
        let hidden = tag == "script" && memmem::find(html.as_bytes().get(at..end)?, b"<!").is_some();
        return (rest.starts_with(tag.as_bytes()) && rest.get(tag.len()) == Some(&b'>') && !hidden).then_some(end + tag.len() + 1);
    }
}
