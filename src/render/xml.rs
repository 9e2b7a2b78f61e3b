//! XML documents. Everything that is text is escaped by the writer.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::io;
use std::sync::Arc;

/// A document whose root element `write` writes.
pub(super) fn document(write: impl FnOnce(&mut Writer<Vec<u8>>) -> io::Result<()>) -> Arc<[u8]> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    // Writing to memory cannot fail.
    let _ = writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None))).and_then(|()| write(&mut writer));
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    bytes.into()
}

/// An element with a text.
pub(super) fn text(writer: &mut Writer<Vec<u8>>, element: &str, text: &str) -> io::Result<()> {
    text_with(writer, element, &[], text)
}

/// An element with attributes and a text.
pub(super) fn text_with(writer: &mut Writer<Vec<u8>>, element: &str, attributes: &[(&str, &str)], text: &str) -> io::Result<()> {
    writer.create_element(element).with_attributes(attributes.iter().copied()).write_text_content(BytesText::new(&printable(text))).map(drop)
}

/// An element with attributes only.
pub(super) fn empty(writer: &mut Writer<Vec<u8>>, element: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    writer.create_element(element).with_attributes(attributes.iter().copied()).write_empty().map(drop)
}

/// The text without the control characters that XML 1.0 has no way to write.
fn printable(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_control() || matches!(letter, '\t' | '\n' | '\r'))
        .filter(|letter| !matches!(letter, '\u{fffe}' | '\u{ffff}'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_attributes_are_escaped() {
        let bytes = document(|writer| text_with(writer, "a", &[("b", "\"<&")], "<script>&\u{0}\u{1b}ä</script>"));
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        assert_eq!(text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a b=\"&quot;&lt;&amp;\">&lt;script&gt;&amp;ä&lt;/script&gt;</a>\n");
    }
}
