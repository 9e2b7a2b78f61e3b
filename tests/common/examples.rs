//! The examples of the pages of the findings: what is laid over the small sound site, and what is found then.

#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::panic, reason = "each test takes what it needs; a test that cannot go on ends so")]

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

/// A fenced block: its opening line in words, and its body.
pub struct Block {
    pub kind: String,
    pub path: String,
    pub body: String,
}

/// One example: what is laid over the base site, and the lines that name the findings of the page's code that come of it.
pub struct Example {
    pub blocks: Vec<Block>,
    pub findings: Vec<String>,
}

fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for event in Parser::new(page) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let (kind, path) = info.split_once(' ').unwrap_or((&info, ""));
                open = Some(Block { kind: kind.to_owned(), path: path.trim().to_owned(), body: String::new() });
            }
            Event::Text(text) => open.iter_mut().for_each(|block| block.body.push_str(&text)),
            Event::End(pulldown_cmark::TagEnd::CodeBlock) => blocks.extend(open.take()),
            _ => {}
        }
    }
    blocks
}

/// The examples of a page.
pub fn examples(page: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut laid = Vec::new();
    for block in blocks(page) {
        match (block.kind.as_str(), block.path.is_empty()) {
            ("findings", _) => {
                let findings = block.body.lines().map(str::to_owned).collect();
                examples.push(Example { blocks: std::mem::take(&mut laid), findings });
            }
            (_, false) => laid.push(block),
            // A block without a path is an illustration.
            (_, true) => {}
        }
    }
    assert!(laid.is_empty(), "the last example has no block of findings");
    examples
}
