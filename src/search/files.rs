//! Packs the parts of an index into files.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde_json::json;

use super::bytes::{gzip, put_varint};
use super::dictionary::DictionaryShard;
use super::input::LexiconSource;
use super::postings::List;
use super::report::SearchReport;

/// Version of the format; a reader refuses a higher one.
pub const FORMAT_VERSION: u32 = 2;
/// Bytes after compression up to which a language is one file.
const SMALL: usize = 30_000;
/// Least and most bytes of a shard before compression, and how many shards are wanted between these limits.
const DICTIONARY_SHARD: (usize, usize) = (10_000, 16_000);
const DICTIONARY_SHARDS: usize = 8;
const POSTING_SHARD: (usize, usize) = (4_000, 12_000);
const POSTING_SHARDS: usize = 24;
/// Pages whose cards stand in one file, on a site of up to so many pages, and above.
const FEW_PAGES: usize = 1_000;
const CARDS: (usize, usize) = (2, 4);

/// The files of all indexes: path within the site and bytes, in order of path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchFiles {
    /// Path (`search/fi/manifest.json`) and bytes.
    pub files: Vec<(String, Vec<u8>)>,
    /// What was built.
    pub report: SearchReport,
}

/// The parts of one language's index.
pub(super) struct Parts<'a> {
    pub(super) lang: &'a str,
    pub(super) languages: &'a [String],
    pub(super) stemmer: &'a str,
    pub(super) stop_words: &'a [&'a str],
    pub(super) other_stop_words: &'a [&'a str],
    pub(super) linking: &'a [&'a str],
    pub(super) lexicon: Option<&'a LexiconSource>,
    pub(super) kinds: &'a [&'a str],
    pub(super) kind_names: Option<&'a BTreeMap<String, String>>,
    pub(super) sections: usize,
    pub(super) dictionary: Box<dyn Fn(usize) -> Vec<DictionaryShard> + 'a>,
    pub(super) glossary: Vec<u8>,
    pub(super) lists: Vec<List>,
    pub(super) cards: Vec<Vec<u8>>,
}

/// Files of one language.
pub(super) fn pack(parts: &Parts<'_>) -> Vec<(String, Vec<u8>)> {
    pack_small(parts).unwrap_or_else(|| pack_shards(parts))
}

fn manifest(parts: &Parts<'_>, files: serde_json::Value) -> (String, Vec<u8>) {
    let lexicon = parts.lexicon.map(|source| json!({ "name": source.name, "version": source.version }));
    let kind_names: BTreeMap<&str, &String> = parts.kinds.iter().filter_map(|kind| Some((*kind, parts.kind_names?.get(*kind)?))).collect();
    let value = json!({
        "format": FORMAT_VERSION, "lang": parts.lang, "languages": parts.languages, "pages": parts.cards.len(), "sections": parts.sections,
        "terms": parts.lists.len(), "stemmer": parts.stemmer, "stop": parts.stop_words, "otherStop": parts.other_stop_words, "linking": parts.linking, "kinds": parts.kinds,
        "kindNames": kind_names, "lexicon": lexicon, "files": files,
    });
    (format!("search/{}/manifest.json", parts.lang), value.to_string().into_bytes())
}

/// Everything in one file, if that is small. The file is the glossary, one dictionary shard, one posting shard and one card shard end to end.
fn pack_small(parts: &Parts<'_>) -> Option<Vec<(String, Vec<u8>)>> {
    let raw: usize = parts.lists.iter().map(|list| list.first.len() + list.rest.len()).sum();
    if raw > SMALL * 6 || parts.lists.iter().any(|list| !list.rest.is_empty()) {
        return None;
    }
    let dictionary = (parts.dictionary)(usize::MAX);
    let dictionary = dictionary.into_iter().next()?.bytes;
    let lists = posting_shard(parts.lists.iter().map(|list| list.first.as_slice()));
    let cards = parts.cards.concat();
    let pieces = [parts.glossary.as_slice(), &dictionary, &lists, &cards];
    let packed = gzip(&pieces.concat());
    if packed.len() > SMALL {
        return None;
    }
    let hash = content_hash([packed.as_slice()]);
    let lengths: Vec<usize> = pieces.iter().map(|piece| piece.len()).collect();
    let name = format!("{}/index-{hash}.bin", parts.lang);
    Some(vec![(format!("search/{name}"), packed), manifest(parts, json!({ "index": name, "lengths": lengths }))])
}

/// Shards. One hash stands in all names of a language: a change of the text renumbers terms, so that shards of two builds never fit together.
fn pack_shards(parts: &Parts<'_>) -> Vec<(String, Vec<u8>)> {
    let whole: usize = (parts.dictionary)(usize::MAX).iter().map(|shard| shard.bytes.len()).sum();
    let dictionary = (parts.dictionary)((whole / DICTIONARY_SHARDS).clamp(DICTIONARY_SHARD.0, DICTIONARY_SHARD.1));
    let cards = if parts.cards.len() <= FEW_PAGES { CARDS.0 } else { CARDS.1 };
    let mut starts = Vec::new();
    let mut shards: Vec<(String, Vec<u8>)> = vec![("g".to_owned(), parts.glossary.clone())];
    let mut rests = Vec::new();
    for (index, range) in posting_ranges(&parts.lists).into_iter().enumerate() {
        starts.push(range.start);
        let lists = &parts.lists[range];
        shards.push((format!("p{index}"), posting_shard(lists.iter().map(|list| list.first.as_slice()))));
        if lists.iter().any(|list| !list.rest.is_empty()) {
            rests.push(index);
            shards.push((format!("r{index}"), posting_shard(lists.iter().map(|list| list.rest.as_slice()))));
        }
    }
    let from: Vec<String> = dictionary.iter().map(|shard| shard.from.clone()).collect();
    shards.extend(dictionary.into_iter().enumerate().map(|(index, shard)| (format!("d{index}"), shard.bytes)));
    shards.extend(parts.cards.chunks(cards).enumerate().map(|(index, cards)| (format!("s{index}"), cards.concat())));
    let packed: Vec<(String, Vec<u8>)> = shards.into_par_iter().map(|(name, bytes)| (name, gzip(&bytes))).collect();
    let hash = content_hash(packed.iter().map(|(_, bytes)| bytes.as_slice()));
    let mut files: Vec<(String, Vec<u8>)> = packed.into_iter().map(|(name, bytes)| (format!("search/{}/{name}-{hash}.bin", parts.lang), bytes)).collect();
    files.push(manifest(parts, json!({ "hash": hash, "dictionary": from, "postings": starts, "rests": rests, "cards": cards })));
    files
}

/// Number of lists, their lengths, the lists.
fn posting_shard<'a>(lists: impl Iterator<Item = &'a [u8]> + Clone) -> Vec<u8> {
    let mut out = Vec::new();
    put_varint(&mut out, lists.clone().count());
    for list in lists.clone() {
        put_varint(&mut out, list.len());
    }
    for list in lists {
        out.extend_from_slice(list);
    }
    out
}

fn posting_ranges(lists: &[List]) -> Vec<std::ops::Range<usize>> {
    let mut ranges = Vec::new();
    let whole: usize = lists.iter().map(|list| list.first.len()).sum();
    let most = (whole / POSTING_SHARDS).clamp(POSTING_SHARD.0, POSTING_SHARD.1);
    let (mut start, mut size) = (0, 0);
    for (index, list) in lists.iter().enumerate() {
        size += list.first.len() + 1;
        if size >= most {
            ranges.push(start..index + 1);
            (start, size) = (index + 1, 0);
        }
    }
    if start < lists.len() {
        ranges.push(start..lists.len());
    }
    ranges
}

fn content_hash<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = blake3::Hasher::new();
    for piece in pieces {
        hasher.update(&(piece.len() as u64).to_le_bytes());
        hasher.update(piece);
    }
    hasher.finalize().to_hex().chars().take(16).collect()
}
