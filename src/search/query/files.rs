//! Reading the files of an index. FORMAT.md describes the bytes.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Read as _;

use serde_json::Value;

use super::super::files::{FORMAT_VERSION, HASH, INDEX_FOLDER, hash_of};
use super::super::stem::Stemmer;
use super::super::tokens::fold;
use super::QueryError;

/// Bytes that a file may have unpacked: more than any that this program writes.
const LARGEST: u64 = 1 << 28;

fn corrupt(what: impl Into<String>) -> QueryError {
    QueryError::Corrupt(what.into())
}

/// What the manifest says.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    pub(super) languages: Vec<String>,
    pub(super) pages: usize,
    pub(super) sections: usize,
    pub(super) stemmer: String,
    pub(super) stop: BTreeSet<String>,
    pub(super) other_stop: BTreeSet<String>,
    pub(super) linking: Vec<String>,
    kinds: Vec<String>,
}

/// A key of the dictionary.
#[derive(Debug, Default)]
pub(super) struct KeyEntry {
    pub(super) word: String,
    pub(super) folded: String,
    pub(super) letters: Vec<char>,
    pub(super) stem: String,
    pub(super) terms: Vec<(u32, u8)>,
    pub(super) glossary: Vec<u32>,
    pub(super) on_pages: bool,
}

/// A dictionary shard: keys by folded form.
#[derive(Debug, Default)]
pub(super) struct Shard {
    pub(super) keys: Vec<KeyEntry>,
}

/// A page of a term: its number, its strength, and sections with their strengths.
pub(super) type PagePosting = (usize, u8, Vec<(usize, u8)>);

/// Postings of one term.
#[derive(Debug, Default, Clone)]
pub(super) struct List {
    pub(super) page_count: usize,
    pub(super) section_count: usize,
    pub(super) pages: Vec<PagePosting>,
}

/// A name of a record.
#[derive(Debug, Default)]
pub(super) struct Phrase {
    pub(super) text: String,
    pub(super) sequences: Vec<Vec<u32>>,
    pub(super) letters: Vec<usize>,
    /// For names in the language of the index: terms and codes of each word of the first sequence.
    pub(super) terms: Option<Vec<Vec<(u32, u8)>>>,
}

/// The names of all records.
#[derive(Debug, Default)]
pub(super) struct Glossary {
    pub(super) concepts: Vec<Vec<Phrase>>,
    pub(super) by_word: HashMap<u32, Vec<(usize, usize)>>,
}

/// What a result shows of a section.
#[derive(Debug, Default)]
pub(super) struct SectionCard {
    pub(super) anchor: String,
    pub(super) heading: String,
}

/// What a result shows of a page.
#[derive(Debug, Default)]
pub(super) struct Card {
    pub(super) kind: String,
    pub(super) url: String,
    pub(super) title: String,
    /// The pages it has to do with.
    pub(super) related: Vec<usize>,
    pub(super) sections: Vec<SectionCard>,
}

/// Posting shards as bytes of single lists.
type Lists = Vec<Vec<Vec<u8>>>;

/// An index in memory.
#[derive(Debug, Default)]
pub(super) struct Index {
    pub(super) manifest: Manifest,
    /// Whether everything is one file.
    pub(super) whole: bool,
    pub(super) shards: Vec<Shard>,
    pub(super) glossary: Glossary,
    pub(super) cards: Vec<Card>,
    boundaries: Vec<String>,
    starts: Vec<usize>,
    lists: Lists,
    rests: BTreeMap<usize, Vec<Vec<u8>>>,
}

impl Index {
    pub(super) fn open<'a>(lang: &str, load: impl Fn(&str) -> Option<&'a [u8]>) -> Result<Self, QueryError> {
        let file = |name: &str| load(&format!("{INDEX_FOLDER}{name}")).ok_or_else(|| QueryError::Missing(name.to_owned()));
        let value: Value = serde_json::from_slice(file(&format!("{lang}/manifest.json"))?).map_err(|error| corrupt(format!("its manifest: {error}")))?;
        let format = value["format"].as_u64().ok_or_else(|| corrupt("its manifest has no format"))?;
        if format > u64::from(FORMAT_VERSION) {
            return Err(QueryError::Version(format));
        }
        let manifest = manifest(&value);
        let own = manifest.languages.iter().position(|id| id == lang).ok_or_else(|| corrupt("its manifest lacks the language"))?;
        let files = &value["files"];
        let mut index = Index { whole: files["index"].is_string(), manifest, ..Index::default() };
        if let Some(name) = files["index"].as_str() {
            let bytes = unzip(file(name)?)?;
            let mut rest = bytes.as_slice();
            let mut pieces = Vec::new();
            for length in numbers(&files["lengths"]) {
                let (piece, after) = rest.split_at_checked(length).ok_or_else(|| corrupt("its file is shorter than the manifest says"))?;
                pieces.push(piece);
                rest = after;
            }
            let [glossary, dictionary, lists, cards] = pieces.as_slice() else { return Err(corrupt("its manifest lacks lengths")) };
            index.boundaries = vec![String::new()];
            index.starts = vec![0];
            index.glossary = read_glossary(glossary, own)?;
            index.shards = vec![read_dictionary(dictionary)?];
            index.lists = vec![read_lists(lists)?];
            index.cards = read_cards(cards, &index.manifest.kinds)?;
            return Ok(index);
        }
        let part = |kind: &str, shard: usize, shards: usize| {
            let hashes = files["hashes"][kind].as_str().unwrap_or_default();
            let at = hash_of(shard, hashes.len() / HASH, shards) * HASH;
            let hash = hashes.get(at..at + HASH).ok_or_else(|| corrupt("its manifest lacks hashes"))?;
            unzip(file(&format!("{lang}/files/{kind}{shard}-{hash}.bin"))?)
        };
        index.boundaries = texts(&files["dictionary"]);
        index.starts = numbers(&files["postings"]);
        index.glossary = read_glossary(&part("g", 0, 1)?, own)?;
        for shard in 0..index.boundaries.len() {
            index.shards.push(read_dictionary(&part("d", shard, index.boundaries.len())?)?);
        }
        for shard in 0..index.starts.len() {
            index.lists.push(read_lists(&part("p", shard, index.starts.len())?)?);
        }
        let rests = numbers(&files["rests"]);
        for (shard, lists) in rests.iter().enumerate() {
            index.rests.insert(*lists, read_lists(&part("r", shard, rests.len())?)?);
        }
        let each = files["cards"].as_u64().unwrap_or(1).max(1) as usize;
        let shards = index.manifest.pages.div_ceil(each);
        for shard in 0..shards {
            index.cards.extend(read_cards(&part("s", shard, shards)?, &index.manifest.kinds)?);
        }
        Ok(index)
    }

    /// The index with the stem of every key.
    pub(super) fn with_stems(mut self, stemmer: &Stemmer) -> Self {
        for key in self.shards.iter_mut().flat_map(|shard| &mut shard.keys) {
            key.stem = stemmer.stem(&key.word).into_owned();
        }
        self
    }

    /// Number of the shard in which a folded key stands or would stand.
    pub(super) fn shard_of(&self, folded: &str) -> usize {
        self.boundaries.partition_point(|from| from.as_str() <= folded).saturating_sub(1)
    }

    /// Number of the file in which a term's list stands.
    pub(super) fn list_file(&self, term: u32) -> usize {
        self.starts.partition_point(|start| *start <= term as usize).saturating_sub(1)
    }

    pub(super) fn list(&self, term: u32) -> Result<List, QueryError> {
        let file = self.list_file(term);
        let at = (term as usize).checked_sub(self.starts.get(file).copied().unwrap_or(0));
        let bytes = at.and_then(|at| self.lists.get(file)?.get(at)).ok_or_else(|| corrupt("a term has no list"))?;
        let mut read = Cursor { bytes };
        let (page_count, section_count) = (read.number()?, read.number()?);
        Ok(List { page_count, section_count, pages: read_block(&mut read, self.manifest.pages)? })
    }

    /// The weaker part of a long list.
    pub(super) fn rest(&self, term: u32) -> Result<Option<List>, QueryError> {
        let file = self.list_file(term);
        let at = (term as usize).checked_sub(self.starts.get(file).copied().unwrap_or(0));
        let Some(bytes) = at.and_then(|at| self.rests.get(&file)?.get(at)).filter(|bytes| !bytes.is_empty()) else { return Ok(None) };
        Ok(Some(List { pages: read_block(&mut Cursor { bytes }, self.manifest.pages)?, ..List::default() }))
    }
}

fn manifest(value: &Value) -> Manifest {
    let set = |name: &str| texts(&value[name]).into_iter().collect();
    Manifest {
        languages: texts(&value["languages"]),
        pages: value["pages"].as_u64().unwrap_or(0) as usize,
        sections: value["sections"].as_u64().unwrap_or(0) as usize,
        stemmer: value["stemmer"].as_str().unwrap_or_default().to_owned(),
        stop: set("stop"),
        other_stop: set("otherStop"),
        linking: texts(&value["linking"]),
        kinds: texts(&value["kinds"]),
    }
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(|item| item.as_str().map(str::to_owned)).collect()
}

fn numbers(value: &Value) -> Vec<usize> {
    value.as_array().into_iter().flatten().filter_map(|item| item.as_u64().map(|number| number as usize)).collect()
}

fn unzip(bytes: &[u8]) -> Result<Vec<u8>, QueryError> {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Ok(bytes.to_vec());
    }
    let mut out = Vec::new();
    flate2::read::GzDecoder::new(bytes).take(LARGEST).read_to_end(&mut out).map_err(|error| corrupt(error.to_string()))?;
    Ok(out)
}

/// A cursor over bytes that never reads past their end.
struct Cursor<'a> {
    bytes: &'a [u8],
}

impl<'a> Cursor<'a> {
    fn byte(&mut self) -> Result<u8, QueryError> {
        let (byte, rest) = self.bytes.split_first().ok_or_else(|| corrupt("a file ends too early"))?;
        self.bytes = rest;
        Ok(*byte)
    }

    fn number(&mut self) -> Result<usize, QueryError> {
        let mut value = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            value |= usize::from(byte & 127) << shift;
            if byte < 128 {
                return Ok(value);
            }
        }
        Err(corrupt("a number is too long"))
    }

    fn signed(&mut self) -> Result<i64, QueryError> {
        let value = self.number()? as i64;
        Ok(if value % 2 == 1 { -(value + 1) / 2 } else { value / 2 })
    }

    /// A count of things that take at least one byte each.
    fn count(&mut self) -> Result<usize, QueryError> {
        let value = self.number()?;
        if value > self.bytes.len() { Err(corrupt("a count is too high")) } else { Ok(value) }
    }

    fn slice(&mut self, length: usize) -> Result<&'a [u8], QueryError> {
        let (slice, rest) = self.bytes.split_at_checked(length).ok_or_else(|| corrupt("a file ends too early"))?;
        self.bytes = rest;
        Ok(slice)
    }

    fn text(&mut self) -> Result<String, QueryError> {
        let length = self.number()?;
        String::from_utf8(self.slice(length)?.to_vec()).map_err(|_| corrupt("a text is not UTF-8"))
    }
}

fn read_dictionary(bytes: &[u8]) -> Result<Shard, QueryError> {
    let mut read = Cursor { bytes };
    let count = read.count()?;
    let mut lengths = Vec::with_capacity(count);
    for _ in 0..count {
        lengths.push((read.number()?, read.number()?));
    }
    // Lengths are in UTF-16 units, as the browser counts.
    let letters: Vec<u16> = read.text()?.encode_utf16().collect();
    let mut shard = Shard::default();
    let (mut word, mut at): (Vec<u16>, usize) = (Vec::new(), 0);
    for (shared, further) in lengths {
        word.truncate(shared);
        word.extend(letters.get(at..at + further).ok_or_else(|| corrupt("a word is too long"))?);
        at += further;
        let text = String::from_utf16(&word).map_err(|_| corrupt("a word is not text"))?;
        let folded = fold(&text);
        shard.keys.push(KeyEntry { letters: folded.chars().collect(), folded, word: text, ..KeyEntry::default() });
    }
    let mut term = 0;
    for key in &mut shard.keys {
        let head = read.number()?;
        for _ in 0..head >> 2 {
            let code = read.byte()?;
            term += read.signed()?;
            key.terms.push((u32::try_from(term).map_err(|_| corrupt("a term is negative"))?, code));
        }
        if head & 1 == 1 {
            for _ in 0..read.count()? {
                key.glossary.push(read.number()? as u32);
            }
        }
        key.on_pages = head & 2 == 2;
    }
    Ok(shard)
}

fn read_lists(bytes: &[u8]) -> Result<Vec<Vec<u8>>, QueryError> {
    let mut read = Cursor { bytes };
    let mut lengths = Vec::new();
    for _ in 0..read.count()? {
        lengths.push(read.number()?);
    }
    lengths.into_iter().map(|length| read.slice(length).map(<[u8]>::to_vec)).collect()
}

fn read_block(read: &mut Cursor<'_>, page_limit: usize) -> Result<Vec<PagePosting>, QueryError> {
    let mut pages = Vec::new();
    let mut page = 0;
    for _ in 0..read.count()? {
        page += read.number()?;
        if page >= page_limit {
            return Err(corrupt("a page number is too high"));
        }
        let head = read.byte()?;
        let mut count = usize::from(head & 3);
        if count == 3 {
            count += read.number()?;
        }
        let (mut sections, mut section) = (Vec::new(), 0);
        for _ in 0..count {
            let value = read.byte()?;
            let mut step = usize::from(value >> 4);
            if step == 15 {
                step += read.number()?;
            }
            section += step;
            sections.push((section, value & 15));
        }
        pages.push((page, head >> 2, sections));
    }
    Ok(pages)
}

fn read_glossary(bytes: &[u8], own: usize) -> Result<Glossary, QueryError> {
    let mut glossary = Glossary::default();
    if bytes.is_empty() {
        return Ok(glossary);
    }
    let mut read = Cursor { bytes };
    for concept in 0..read.count()? {
        let mut phrases = Vec::new();
        for number in 0..read.count()? {
            let own = read.number()? == own;
            let mut phrase = Phrase { text: read.text()?, terms: own.then(Vec::new), ..Phrase::default() };
            for at in 0..read.count()? {
                let mut sequence = Vec::new();
                for _ in 0..read.count()? {
                    let word = read.number()? as u32;
                    sequence.push(word);
                    let letters = read.number()?;
                    let places = glossary.by_word.entry(word).or_default();
                    if places.last() != Some(&(concept, number)) {
                        places.push((concept, number));
                    }
                    if at > 0 {
                        continue;
                    }
                    phrase.letters.push(letters);
                    if let Some(terms) = &mut phrase.terms {
                        let mut of_word = Vec::new();
                        for _ in 0..read.count()? {
                            let code = read.byte()?;
                            of_word.push((read.number()? as u32, code));
                        }
                        terms.push(of_word);
                    }
                }
                phrase.sequences.push(sequence);
            }
            phrases.push(phrase);
        }
        glossary.concepts.push(phrases);
    }
    Ok(glossary)
}

fn read_cards(bytes: &[u8], kinds: &[String]) -> Result<Vec<Card>, QueryError> {
    let mut read = Cursor { bytes };
    let mut cards = Vec::new();
    while !read.bytes.is_empty() {
        let kind = kinds.get(read.number()?).and_then(|kind| kind.split(' ').next()).unwrap_or_default().to_owned();
        let mut card = Card { kind, ..Card::default() };
        let mut page = 0_usize;
        for _ in 0..read.count()? {
            page = page.saturating_add(read.number()?);
            card.related.push(page);
        }
        (card.url, card.title) = (read.text()?, read.text()?);
        for _ in 0..read.count()? {
            let (anchor, heading) = (read.text()?, read.text()?);
            read.text()?;
            card.sections.push(SectionCard { anchor, heading });
        }
        cards.push(card);
    }
    Ok(cards)
}
