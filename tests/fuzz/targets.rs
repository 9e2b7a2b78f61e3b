//! What is fuzzed: a function for each parser, which takes any bytes and panics where a promise is broken. libFuzzer calls them
//! (`fuzz_targets/`), and so does the test `fuzzing` with the corpus and its own mutations.
#![allow(dead_code, reason = "a fuzz target takes one of the functions")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a broken promise ends the run")]

use opastin::compile::saved::{Kind, Saved, compile_saved};
use opastin::compile::{Options, OutputTree, compile};
use opastin::diagnostics::{Diagnostic, Severity, text};
use opastin::exchange::{files, import};
use opastin::model::{Languages, build_with, ledger};
use opastin::parse::{Memo, Parsed, fluent, ledger as confirmed, markdown, parse, source_text, toml};
use opastin::publish::Record;
use opastin::search::query::Engine;
use opastin::search::{Lexicon, LexiconBytes};
use opastin::source::disk::{embedded, load};
use opastin::source::{FileKind, SourceFile, SourcePath, SourceTree, kind_of};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::sync::LazyLock;

/// Takes any bytes.
pub(crate) type Target = fn(&[u8]);

/// Every target with its name, which is also the name of its corpus.
pub(crate) const TARGETS: [(&str, Target); 11] = [
    ("toml", toml),
    ("markdown", markdown),
    ("fluent", fluent),
    ("ledger", ledger),
    ("hunspell", hunspell),
    ("voikko", voikko),
    ("workbook", workbook),
    ("csv", csv),
    ("site", site),
    ("index", index),
    ("saved", saved),
];

/// The small sound site, with the built-in theme.
static SITE: LazyLock<SourceTree> = LazyLock::new(|| {
    // The fuzz targets are a package of their own inside the repository.
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().map(|folder| folder.join("tests/sites/base")).find(|folder| folder.is_dir());
    let (mut tree, findings) = load(&folder.unwrap());
    assert_eq!(findings, []);
    for (path, file) in embedded().iter().filter(|(path, _)| matches!(kind_of(path), FileKind::Theme(..))) {
        tree.insert(path.clone(), file.clone());
    }
    tree
});

/// What is known of it, so that a run reads only what it changes.
static KNOWN: LazyLock<(Memo, opastin::model::Memo, Languages)> = LazyLock::new(|| {
    let (mut syntax, mut records) = (Memo::default(), opastin::model::Memo::default());
    let parsed = parse(&SITE, &mut syntax);
    let site = build_with(&parsed, &mut records).0.unwrap();
    (syntax, records, site.languages().clone())
});

fn parsed(tree: &SourceTree) -> std::sync::Arc<Parsed> {
    parse(tree, &mut KNOWN.0.clone())
}

fn with(path: &SourcePath, bytes: &[u8]) -> SourceTree {
    let mut tree = SITE.clone();
    tree.insert(path.clone(), SourceFile::new(bytes));
    tree
}

/// Every place lies inside its file and between characters, so that each finding can be shown.
fn places(tree: &SourceTree, findings: &[Diagnostic]) {
    for finding in findings {
        let Some(span) = &finding.span else { continue };
        if let Some(file) = tree.get(&span.path) {
            assert!(span.start <= span.end && span.start <= file.bytes.len(), "{finding:?} lies outside of its file");
        }
    }
    let first = &findings[..findings.len().min(5)];
    text::render(first, tree, text::Look::Plain);
}

/// Records: a file of the registry, read into the model of a site.
pub(crate) fn toml(data: &[u8]) {
    let path = SourcePath::new("content/registry/fuzzed.toml");
    let tree = with(&path, data);
    let parsed = parsed(&tree);
    let (_, findings) = build_with(&parsed, &mut KNOWN.1.clone());
    places(&tree, &parsed.findings);
    places(&tree, &findings);
    let text = source_text(&path, data).text;
    let file = toml::parse(&path, &text);
    assert!(file.table.entries.iter().all(|entry| text.get(entry.key_span.clone()).is_some() && text.get(entry.node.span.clone()).is_some()));
}

/// Words with references.
pub(crate) fn markdown(data: &[u8]) {
    let path = SourcePath::new("content/tasks/pay-fee/en.md");
    let text = source_text(&path, data).text;
    let file = markdown::parse(&path, &text);
    for block in &file.blocks {
        assert!(text.get(block.span.clone()).is_some());
        let mut ranges = block.events.iter().map(|(_, range)| range).chain(block.heading.iter().map(|(_, range)| range.clone()));
        assert!(ranges.all(|range| text.get(range).is_some()));
    }
    assert!(file.references.iter().all(|reference| text.get(reference.span.clone()).is_some()));
    places(&with(&path, data), &file.findings);
    assert_eq!(
        file.blocks.iter().map(|block| block.text()).collect::<Vec<_>>(),
        markdown::parse(&path, &text).blocks.iter().map(|block| block.text()).collect::<Vec<_>>()
    );
}

/// Messages.
pub(crate) fn fluent(data: &[u8]) {
    let path = SourcePath::new("i18n/en/fuzzed.ftl");
    let text = source_text(&path, data).text;
    let file = fluent::parse(&path, &text);
    assert!(file.messages.iter().all(|message| text.get(message.span.clone()).is_some()));
    let tree = with(&path, data);
    places(&tree, &file.findings);
    let files = BTreeMap::from([(path, std::sync::Arc::new(file))]);
    let (messages, findings) = opastin::i18n::Messages::new(&KNOWN.2, &files);
    places(&tree, &findings);
    drop(messages);
}

/// Ledgers: what is read comes back when it is written.
pub(crate) fn ledger(data: &[u8]) {
    let path = SourcePath::new("content/tasks/pay-fee/parity.lock");
    let text = source_text(&path, data).text;
    let languages = &KNOWN.2;
    let mut findings = Vec::new();
    let read = ledger::read(&confirmed::parse(&path, &text), languages, &mut findings);
    let again = confirmed::parse(&path, &ledger::write::ledger(&read));
    assert_eq!(again.findings, []);
    assert_eq!(ledger::read(&again, languages, &mut Vec::new()), read);
    let file = toml::parse(&path, &text);
    if let Some(published) = ledger::read_published(&file.table) {
        let again = toml::parse(&path, &ledger::write::published(&published));
        assert_eq!(again.findings, []);
        assert_eq!(ledger::read_published(&again.table), Some(published));
    }
}

/// A pair of hunspell files, with a NUL between them.
pub(crate) fn hunspell(data: &[u8]) {
    let (affixes, words) = split(data);
    let Ok(lexicon) = Lexicon::read(LexiconBytes::Hunspell { affixes, words }) else { return };
    let listed: Vec<String> = String::from_utf8_lossy(words).lines().take(8).map(str::to_lowercase).collect();
    look_up(&lexicon, listed.iter().map(String::as_str));
}

/// Voikko's transducer.
pub(crate) fn voikko(data: &[u8]) {
    let Ok(lexicon) = Lexicon::read(LexiconBytes::Voikko(data)) else { return };
    look_up(&lexicon, []);
}

fn look_up<'a>(lexicon: &Lexicon, more: impl IntoIterator<Item = &'a str>) {
    for word in ["", "a", "talo", "taloissa", "åäö", "kuorma-auto"].into_iter().chain(more) {
        let analyses = lexicon.analyse(word);
        assert!(analyses.len() <= 1_000, "{} readings of {word}", analyses.len());
        lexicon.raw(word);
    }
}

fn split(data: &[u8]) -> (&[u8], &[u8]) {
    let at = data.iter().position(|byte| *byte == 0).unwrap_or(data.len());
    (&data[..at], data.get(at + 1..).unwrap_or_default())
}

/// Spreadsheets: bytes as they are, or as a part of an otherwise sound workbook, so that what stands behind the packing is reached.
pub(crate) fn workbook(data: &[u8]) {
    let Some((which, rest)) = data.split_first() else { return };
    let bytes = match which {
        b'x' => xlsx(rest, b"<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>task</t></si></sst>"),
        b's' => xlsx(b"<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row></sheetData></worksheet>", rest),
        b'o' => zipped(&[
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            ("META-INF/manifest.xml", b"<manifest:manifest></manifest:manifest>"),
            ("content.xml", rest),
        ]),
        _ => data.to_vec(),
    };
    if let Ok(table) = files::from_workbook(&bytes) {
        taken_over(&table);
    }
}

fn xlsx(sheet: &[u8], strings: &[u8]) -> Vec<u8> {
    zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/workbook.xml", b"<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", b"<Relationships><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
        ("xl/sharedStrings.xml", strings),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in files {
        archive.start_file(*name, stored).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// Separated values.
pub(crate) fn csv(data: &[u8]) {
    if let Ok(table) = files::from_csv(data) {
        taken_over(&table);
    }
}

/// What a table changes is what it says: after the change it changes nothing.
fn taken_over(table: &opastin::exchange::Table) {
    let languages = &KNOWN.2;
    let plan = import::plan(&SITE, &parsed(&SITE), languages, table);
    if plan.findings.is_empty() {
        let changed = import::with(&SITE, &import::apply(&SITE, &plan.changes));
        let again = import::plan(&changed, &parsed(&changed), languages, table);
        assert_eq!((again.changes, again.findings), (Vec::new(), Vec::new()));
    }
}

/// The files of a site that `site` replaces, by the first byte.
const REPLACED: [&str; 8] = [
    "content/tasks/pay-fee/en.md",
    "content/tasks/pay-fee/task.toml",
    "content/guides/first-loan/guide.toml",
    "content/registry/things.toml",
    "content/registry/questions.toml",
    "content/sources/rules-2024.toml",
    "content/site.toml",
    "i18n/en/search.ftl",
];

/// A whole site of which one file is replaced: it is built or has errors, and what is built runs no script of an editor's.
pub(crate) fn site(data: &[u8]) {
    let Some((which, rest)) = data.split_first() else { return };
    let path = SourcePath::new(REPLACED[usize::from(*which) % REPLACED.len()]);
    let tree = with(&path, rest);
    let compiled = compile(&tree, &options());
    places(&tree, &compiled.findings);
    let errors = compiled.findings.iter().any(|finding| finding.severity == Severity::Error);
    assert_eq!(errors, compiled.files.is_empty(), "a site is built exactly when it has no errors");
    for (path, bytes) in compiled.files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = std::str::from_utf8(bytes).unwrap();
        assert!(!page.contains("<script>") && !page.contains("javascript:") && !page.contains(" onerror="), "{path}");
    }
}

/// The files of a search index, of which one is replaced: which one, the first byte says.
pub(crate) fn index(data: &[u8]) {
    static FILES: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
        let compiled = compile(&SITE, &options());
        compiled.files.iter().filter(|(path, _)| path.starts_with("search/en/")).map(|(path, bytes)| (path.clone(), bytes.to_vec())).collect()
    });
    let Some((which, rest)) = data.split_first() else { return };
    let replaced = FILES.keys().nth(usize::from(*which) % FILES.len()).unwrap();
    let load = |name: &str| if name == replaced { Some(rest) } else { FILES.get(name).map(Vec::as_slice) };
    if let Ok(engine) = Engine::open("en", load) {
        for query in ["fee", "borow itms", "card"] {
            let _ = engine.search(query, 10);
        }
    }
}

/// Where a value lies among what a build left: its kind and the fingerprint that it stands under.
type Place = (Kind, [u8; 32]);

/// What a build left for the next one, of which one value is changed: which one, the first two bytes say, and each four bytes after them
/// where, how and to what. A value that is cut changes nothing of the site; others end no build. After an `r` a record of published files.
pub(crate) fn saved(data: &[u8]) {
    static LEFT: LazyLock<(Saved, Vec<Place>)> = LazyLock::new(|| {
        let mut saved = Saved::default();
        let site = compile_saved(&SITE, &options(), &mut saved);
        let files: BTreeSet<[u8; 32]> = site.files.values().map(|file| file.fingerprint).collect();
        let own = saved.iter().map(|(kind, under, _)| (kind, *under)).filter(|(kind, under)| *kind != Kind::Bytes || !files.contains(under)).collect();
        (saved, own)
    });
    // After an edit of words, so that what was left is read and not the whole site taken over.
    static EDITED: LazyLock<(SourceTree, OutputTree)> = LazyLock::new(|| {
        let path = SourcePath::new("content/tasks/pay-fee/en.md");
        let tree = with(&path, &[&SITE.get(&path).unwrap().bytes, &b"\nKeep it.\n"[..]].concat());
        let files = compile(&tree, &options()).files;
        assert!(!files.is_empty());
        (tree, files)
    });
    if let Some(record) = data.strip_prefix(b"r") {
        if let Some(record) = Record::of_bytes(record) {
            assert_eq!(Record::of_bytes(&record.bytes()), Some(record));
        }
        return;
    }
    let Some((which, edits)) = data.split_first_chunk() else { return };
    let (kind, under) = LEFT.1[usize::from(u16::from_le_bytes(*which)) % LEFT.1.len()];
    let whole = LEFT.0.iter().find_map(|(of, at, value)| (of == kind && *at == under).then(|| value.bytes())).flatten().unwrap();
    let mut value = whole.to_vec();
    let (edits, _) = edits.as_chunks::<4>();
    for [low, high, how, byte] in edits {
        let at = usize::from(u16::from_le_bytes([*low, *high])) % (value.len() + 1);
        match how {
            0 => value.truncate(at),
            1 => value.insert(at, *byte),
            _ => value.get_mut(at..).and_then(<[u8]>::first_mut).into_iter().for_each(|place| *place = *byte),
        }
    }
    let mut saved = LEFT.0.clone();
    saved.insert(kind, under, value.clone());
    let site = compile_saved(&EDITED.0, &options(), &mut saved);
    if whole.starts_with(&value) {
        let files: OutputTree = site.files.into_iter().map(|(path, file)| (path, file.bytes.bytes().unwrap())).collect();
        assert!(files == EDITED.1, "a {kind:?} of {} bytes that was cut to {} changes the site", whole.len(), value.len());
    }
}

fn options() -> Options {
    Options::new(jiff::civil::date(2025, 6, 1))
}
