//! Plain TOML in one pass: what most files of a site are written in, and all ledgers. The rest is left to `toml`, which knows all of the
//! language and what is wrong with a text: a text that this reader gives back means what `toml` makes of it, to the byte.
//!
//! Plain are bare keys, headers of one key, texts without escapes, whole numbers, days, true and false, lists and inline tables.

use super::{Entry, Node, Table, Value};
use std::ops::Range;

/// Lists and tables inside each other that are read here.
const DEEPEST: usize = 16;
/// Entries of a table that are read here: each is compared with those before it.
const MOST: usize = 200;

/// The table that a plain text stands for; `None` if it is not plain.
pub(super) fn parse(text: &str) -> Option<Table> {
    let mut reader = Reader { text, bytes: text.as_bytes(), at: 0 };
    let mut root = Table::default();
    let mut open: Option<Open> = None;
    while reader.at < reader.bytes.len() {
        reader.spaces();
        match reader.peek() {
            Some(b'[') => {
                if let Some(open) = open.take() {
                    open.close(&mut root)?;
                }
                open = Some(reader.header()?);
            }
            Some(b'#' | b'\n') | None => {}
            Some(_) => {
                let entry = reader.key_value(0)?;
                let table = open.as_mut().map_or(&mut root, |open| &mut open.table);
                add(table, entry)?;
            }
        }
        reader.end_of_line()?;
    }
    if let Some(open) = open {
        open.close(&mut root)?;
    }
    Some(root)
}

/// Adds an entry; `None` if its key is taken, or if there are many.
fn add(table: &mut Table, entry: Entry) -> Option<()> {
    (table.entries.len() < MOST && table.get(&entry.key).is_none()).then(|| table.entries.push(entry))
}

/// A table below its header, `[key]` or `[[key]]`.
struct Open {
    key: Range<usize>,
    name: String,
    span: Range<usize>,
    in_list: bool,
    table: Table,
}

impl Open {
    fn close(self, root: &mut Table) -> Option<()> {
        let Open { key, name, span, in_list, table } = self;
        let node = Node { value: Value::Table(table), span: span.clone() };
        if !in_list {
            return add(root, Entry { key: name, key_span: key, node });
        }
        match root.entries.iter_mut().find(|entry| entry.key == name) {
            // A list that stands as a value cannot be added to: its brackets are not those of a header.
            Some(entry) => match &mut entry.node.value {
                Value::Array(nodes) if entry.key_span.start > entry.node.span.start => nodes.push(node),
                _ => return None,
            },
            None => return add(root, Entry { key: name, key_span: key, node: Node { value: Value::Array(vec![node]), span } }),
        }
        Some(())
    }
}

struct Reader<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn rest(&self) -> &[u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn expect(&mut self, sign: u8) -> Option<()> {
        (self.peek() == Some(sign)).then(|| self.at += 1)
    }

    fn spaces(&mut self) {
        self.at += self.rest().iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    }

    fn spaces_and_lines(&mut self) {
        self.at += self.rest().iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n')).count();
    }

    /// Passes over the end of a line, with a comment before it.
    fn end_of_line(&mut self) -> Option<()> {
        self.spaces();
        if self.peek() == Some(b'#') {
            let length = memchr::memchr(b'\n', self.rest()).unwrap_or(self.rest().len());
            self.rest()[..length].iter().all(|byte| is_plain(*byte)).then(|| self.at += length)?;
        }
        match self.peek() {
            Some(b'\n') => self.at += 1,
            Some(_) => return None,
            None => {}
        }
        Some(())
    }

    fn key(&mut self) -> Option<Range<usize>> {
        let length = self.rest().iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')).count();
        let key = self.at..self.at + length;
        self.at = key.end;
        (length > 0).then_some(key)
    }

    fn header(&mut self) -> Option<Open> {
        let start = self.at;
        let in_list = self.rest().starts_with(b"[[");
        let brackets = if in_list { 2 } else { 1 };
        self.at += brackets;
        let key = self.key()?;
        for _ in 0..brackets {
            self.expect(b']')?;
        }
        Some(Open { name: self.text[key.clone()].to_owned(), key, span: start..self.at, in_list, table: Table::default() })
    }

    fn key_value(&mut self, depth: usize) -> Option<Entry> {
        let key_span = self.key()?;
        self.spaces();
        self.expect(b'=')?;
        self.spaces();
        let node = self.value(depth)?;
        Some(Entry { key: self.text[key_span.clone()].to_owned(), key_span, node })
    }

    fn value(&mut self, depth: usize) -> Option<Node> {
        let start = self.at;
        let value = match self.peek()? {
            b'"' => Value::String(self.string("\"", "\"\"\"", |byte| is_plain(byte) && byte != b'\\')?),
            b'\'' => Value::String(self.string("'", "'''", is_plain)?),
            b'[' => Value::Array(self.list(depth)?),
            b'{' => Value::Table(self.inline_table(depth)?),
            b't' => self.word("true", true)?,
            b'f' => self.word("false", false)?,
            b'0'..=b'9' => self.number_or_day()?,
            _ => return None,
        };
        Some(Node { value, span: start..self.at })
    }

    /// A text between `quote`s on one line, or between three on several, of bytes that are `plain`.
    fn string(&mut self, quote: &str, three: &str, plain: impl Fn(u8) -> bool) -> Option<String> {
        let on_lines = self.rest().starts_with(three.as_bytes());
        let mark = if on_lines { three } else { quote };
        let mut start = self.at + mark.len();
        if on_lines && self.bytes.get(start) == Some(&b'\n') {
            start += 1;
        }
        let rest = self.bytes.get(start..)?;
        let length = if on_lines { memchr::memmem::find(rest, mark.as_bytes())? } else { memchr::memchr(mark.as_bytes()[0], rest)? };
        let odd = rest[..length].iter().fold(false, |odd, byte| odd | !(plain(*byte) || (on_lines && *byte == b'\n')));
        self.at = start + length + mark.len();
        // A quote more is a part of the text, or a fault.
        let ends = !self.rest().starts_with(quote.as_bytes());
        (!odd && ends).then(|| self.text[start..start + length].to_owned())
    }

    fn list(&mut self, depth: usize) -> Option<Vec<Node>> {
        self.at += 1;
        let mut nodes = Vec::new();
        loop {
            self.spaces_and_lines();
            if self.peek()? == b']' {
                break;
            }
            nodes.push(self.inner(depth)?);
            self.spaces_and_lines();
            match self.peek()? {
                b',' => self.at += 1,
                b']' => break,
                _ => return None,
            }
        }
        self.at += 1;
        Some(nodes)
    }

    fn inline_table(&mut self, depth: usize) -> Option<Table> {
        self.at += 1;
        let mut table = Table::default();
        (depth < DEEPEST).then_some(())?;
        loop {
            self.spaces();
            add(&mut table, self.key_value(depth + 1)?)?;
            self.spaces();
            match self.peek()? {
                b',' => self.at += 1,
                b'}' => break,
                _ => return None,
            }
        }
        self.at += 1;
        Some(table)
    }

    fn inner(&mut self, depth: usize) -> Option<Node> {
        if depth < DEEPEST { self.value(depth + 1) } else { None }
    }

    fn word(&mut self, word: &str, value: bool) -> Option<Value> {
        let is_it = self.rest().starts_with(word.as_bytes());
        self.at += word.len();
        (is_it && self.ends_value()).then_some(Value::Boolean(value))
    }

    fn number_or_day(&mut self) -> Option<Value> {
        let start = self.at;
        self.at += self.rest().iter().take_while(|byte| byte.is_ascii_digit() || **byte == b'-').count();
        let written = &self.text[start..self.at];
        let value = match written.as_bytes() {
            [_, _, _, _, b'-', _, _, b'-', _, _] => Value::Date(written.parse().ok()?),
            [b'0'] => Value::Integer(0),
            [b'1'..=b'9', ..] if written.len() <= 18 => Value::Integer(written.parse().ok()?),
            _ => return None,
        };
        // A time may follow a day after a space.
        let time = matches!(self.rest(), [b' ', b'0'..=b'9', ..]);
        (self.ends_value() && !time).then_some(value)
    }

    /// Whether what follows cannot belong to the word or number before it.
    fn ends_value(&self) -> bool {
        matches!(self.peek(), None | Some(b' ' | b'\t' | b'\n' | b',' | b']' | b'}' | b'#'))
    }
}

/// Whether a byte may stand in a comment and in a text as it is.
fn is_plain(byte: u8) -> bool {
    byte >= 0x20 && byte != 0x7F || byte == b'\t'
}

#[cfg(test)]
mod tests {
    use super::super::{convert_table, parse as parse_file};
    use super::*;
    use crate::source::SourcePath;
    use proptest::prelude::*;
    use toml::de::DeTable;

    /// What `toml` makes of a text; `None` if anything is wrong with it.
    fn general(text: &str) -> Option<Table> {
        let (table, errors) = DeTable::parse_recoverable(text);
        errors.is_empty().then(|| convert_table(table.get_ref()))
    }

    #[test]
    fn plain_texts_are_read_as_toml_reads_them() {
        for text in [
            "",
            "# a\n\n",
            "a = \"x\"\nb = 'ä'\nc = 1\nd = 2021-04-07\ne = [1, [\"a\",\n 2], ]\nf = { a = 1, b = { c = true } }\n",
            "a = '''\nx\n'y''''\n",
            "a = '''\nx\n\"y\"'''\nb = \"\"\"x\n\n\"\"\"  # c",
            "[a]\non = 2021-04-07\n[b-1]\n\tfi = \"\"\n[[c]]\na = 0 # x\n[[c]]\n[d]",
            "a = []\n[[b]]\n[[b]]\na = { }\n",
        ] {
            let general = general(text);
            assert!(general.is_some(), "{text:?}");
            assert!(parse(text).is_none_or(|simple| Some(simple) == general), "{text:?}");
        }
        for plain in ["a = 1\n[b]\nc = \"ä\"", "[[a]]\nb = [ 1,\n2 ]\n[[a]]\nb = {c = 'x'}", "[x]\non = 2021-04-07\nfi = '''\nA\nb'''\n"] {
            assert!(parse(plain).is_some(), "{plain:?}");
        }
    }

    #[test]
    fn what_is_not_plain_or_wrong_is_left_to_toml() {
        for text in [
            "a = 1\na = 2",
            "[a]\n[a]",
            "a = 1\n[a]",
            "a = []\n[[a]]",
            "[a]\n[[a]]",
            "[[a]]\n[a]",
            "a.b = 1",
            "[a.b]",
            "\"a\" = 1",
            "a = \"\\n\"",
            "a = \"x",
            "a = \"x\ny\"",
            "a = '\u{7f}'",
            "# \u{1}",
            "a = 01",
            "a = 1_0",
            "a = 1.5",
            "a = -1",
            "a = 2021-02-30",
            "a = 2021-04-07T10:00:00",
            "a = 2021-04-07 10:00:00",
            "a = truex",
            "a = tru",
            "a = 1 2",
            "a = [1 2]",
            "a = [1",
            "a = {b = 1",
            "a = {b = 1, b = 2}",
            "a =",
            "= 1",
            "a 1",
            "\r\n",
            "a = 9999999999999999999",
            "a = '''x",
            "[a",
            "[[a]",
            "[]",
            "a = {b = 1,}",
            "a = 1\r\n",
            "a = \"\"\"\"",
            "a = {\nb = 1}",
            "a = [#\n]",
        ] {
            assert!(parse(text).is_none(), "{text:?}");
        }
        assert!(parse(&format!("a = {}1{}", "[".repeat(200), "]".repeat(200))).is_none());
        assert_eq!(parse_file(&SourcePath::new("x.toml"), "a = 1\na = 2").findings.len(), 1);
    }

    proptest! {
        #[test]
        fn whatever_is_read_here_is_read_so_by_toml(text in "((a|b|c-1) ?= ?(1|20|2021-04-0[0-9]|true|\"[aä\\\\' ]{0,2}\"|'''\n?[a'\n]{0,4}'''|\"\"\"a\n\"\"\"|\\[(1|'a')?,? ?1?\n?\\]|\\{ ?a = (1|'')(, ?(a|b) = 1)?,? ?\\}) ?(#ä)?\n|\\[(a|b|d)\\]\n|\\[\\[(a|b|d)\\]\\]\n|\n| #x\n){0,6}") {
            if let Some(simple) = parse(&text) {
                prop_assert_eq!(Some(simple), general(&text));
            }
        }

        #[test]
        fn whatever_letters_are_read_here_are_read_so_by_toml(text in "[ab=\\[\\]{},'\"0-3 \n#.\t-]{0,24}") {
            if let Some(simple) = parse(&text) {
                prop_assert_eq!(Some(simple), general(&text));
            }
        }
    }
}
