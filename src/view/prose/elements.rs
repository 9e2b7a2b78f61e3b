//! Elements: paragraphs, lists, tables, quotations, code.

use super::writer::Writer;
use crate::view::html::{attribute, escape};
use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Tag, TagEnd};

impl Writer<'_, '_> {
    pub(super) fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph => self.out.push_str("<p>"),
            Tag::BlockQuote(kind) => self.quote(*kind),
            Tag::CodeBlock(kind) => {
                self.plain += 1;
                self.out.push_str("<pre tabindex=\"0\"><code");
                if let CodeBlockKind::Fenced(language) = kind
                    && let Some(language) = language.split_whitespace().next()
                {
                    attribute("class", &format!("language-{language}"), &mut self.out);
                }
                self.out.push('>');
            }
            Tag::List(Some(1)) => self.out.push_str("<ol>"),
            Tag::List(Some(start)) => self.out.push_str(&format!("<ol start=\"{start}\">")),
            Tag::List(None) => self.out.push_str("<ul>"),
            Tag::Item => self.out.push_str("<li>"),
            Tag::Table(alignments) => {
                self.alignments = alignments.clone();
                self.heads.clear();
                self.out.push_str("<div class=\"table\" role=\"group\" tabindex=\"0\"><table class=\"stack\">");
            }
            Tag::TableHead => {
                self.column = 0;
                self.in_head = true;
                self.out.push_str("<thead><tr>");
            }
            Tag::TableRow => {
                self.column = 0;
                self.out.push_str("<tr>");
            }
            Tag::TableCell => self.cell(),
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Strikethrough => self.out.push_str("<s>"),
            _ => {}
        }
    }

    fn cell(&mut self) {
        let element = if self.in_head { "th" } else { "td" };
        self.out.push('<');
        self.out.push_str(element);
        if self.in_head {
            attribute("scope", "col", &mut self.out);
        } else if let Some(head) = self.heads.get(self.column).filter(|head| !head.is_empty()) {
            let head = head.clone();
            attribute("data-label", &head, &mut self.out);
        }
        if self.alignments.get(self.column) == Some(&Alignment::Right) {
            attribute("class", "end", &mut self.out);
        }
        self.out.push('>');
        if self.in_head {
            self.heads.push(String::new());
        }
        self.column += 1;
    }

    fn quote(&mut self, kind: Option<BlockQuoteKind>) {
        let Some(kind) = kind else { return self.out.push_str("<blockquote>") };
        let (class, message) = match kind {
            BlockQuoteKind::Note => ("note", "alert-note"),
            BlockQuoteKind::Tip => ("tip", "alert-tip"),
            BlockQuoteKind::Important => ("important", "alert-important"),
            BlockQuoteKind::Warning => ("warning", "alert-warning"),
            BlockQuoteKind::Caution => ("caution", "alert-caution"),
        };
        let label = self.view.message(message);
        self.out.push_str("<div role=\"note\"");
        attribute("class", &format!("alert alert-{class}"), &mut self.out);
        self.out.push_str("><p class=\"alert-label\">");
        escape(&label, &mut self.out);
        self.out.push_str("</p>");
    }

    pub(super) fn end(&mut self, tag: TagEnd) {
        if tag == TagEnd::CodeBlock {
            self.plain = self.plain.saturating_sub(1);
        }
        let text = match tag {
            TagEnd::Paragraph => "</p>\n",
            TagEnd::BlockQuote(None) => "</blockquote>\n",
            TagEnd::BlockQuote(Some(_)) => "</div>\n",
            TagEnd::CodeBlock => "</code></pre>\n",
            TagEnd::List(true) => "</ol>\n",
            TagEnd::List(false) => "</ul>\n",
            TagEnd::Item => "</li>\n",
            TagEnd::Table => "</tbody></table></div>\n",
            TagEnd::TableHead => {
                self.in_head = false;
                "</tr></thead><tbody>\n"
            }
            TagEnd::TableRow => "</tr>\n",
            TagEnd::TableCell if self.in_head => {
                self.note_head();
                "</th>"
            }
            TagEnd::TableCell => "</td>",
            TagEnd::Emphasis => "</em>",
            TagEnd::Strong => "</strong>",
            TagEnd::Strikethrough => "</s>",
            _ => "",
        };
        self.out.push_str(text);
    }

    /// Keeps the words of the head cell that ends here: narrow screens show them beside each cell.
    fn note_head(&mut self) {
        let Some(start) = self.out.rfind("<th") else { return };
        let cell = &self.out[start..];
        let content = cell.find('>').map_or("", |end| &cell[end + 1..]);
        let mut words = String::new();
        let mut inside = false;
        for character in content.chars() {
            match character {
                '<' => inside = true,
                '>' => inside = false,
                _ if !inside => words.push(character),
                _ => {}
            }
        }
        if let Some(head) = self.heads.last_mut() {
            *head = words.replace("&quot;", "\"").replace("&#39;", "'").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        }
    }
}
