//! Packs the parts of an index into files.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::slice;
use std::sync::Arc;

use ahash::AHashMap as HashMap;
use rayon::prelude::*;
use serde_json::json;

use super::bytes::{Gzip, put_varint};
use super::cards::Card;
use super::dictionary::Dictionary;
use super::input::LexiconSource;
use super::postings::Lists;
use super::report::SearchReport;

/// Version of the format; a reader refuses a higher one.
pub const FORMAT_VERSION: u32 = 3;
/// Where a site has the files of its indexes.
pub const INDEX_FOLDER: &str = "search/";
/// Bytes after compression up to which a language is one file.
const SMALL: usize = 30_000;
/// Least and most bytes of a shard before compression, and how many shards are wanted between these limits.
const DICTIONARY_SHARD: (usize, usize) = (4_000, 16_000);
const DICTIONARY_SHARDS: usize = 24;
const POSTING_SHARD: (usize, usize) = (1_600, 12_000);
const POSTING_SHARDS: usize = 60;
/// Pages whose cards stand in one file, on sites of up to so many pages; larger ones have four, so that there are not too many files.
const CARDS: [(usize, usize); 3] = [(200, 1), (1_000, 2), (usize::MAX, 4)];
/// Most hashes of a kind of shards, so that the manifest, which every reader loads, does not grow with the site. Where there are more shards, some that stand
/// side by side share one.
const HASHES: usize = 64;
/// Hexadecimal digits of a hash: one change of a shard in four billion would keep its name.
pub(super) const HASH: usize = 8;

/// The folder of those files of a language's index whose names change with their content: all but its manifest.
pub fn hashed_folder(language: &str) -> String {
    format!("{INDEX_FOLDER}{language}/files/")
}

/// The files of all indexes: path within the site and bytes, in order of path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchFiles {
    /// Path (`search/fi/manifest.json`) and bytes.
    pub files: Vec<(String, Arc<[u8]>)>,
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
    pub(super) kinds: &'a [Cow<'a, str>],
    pub(super) kind_names: Option<&'a BTreeMap<String, String>>,
    pub(super) sections: usize,
    pub(super) dictionary: Dictionary<'a>,
    pub(super) glossary: Vec<u8>,
    pub(super) lists: Lists,
    pub(super) cards: Vec<Card<'a>>,
}

/// A file's path and bytes.
pub(super) type File = (String, Arc<[u8]>);

/// Packed pieces by the fingerprints of what was packed.
pub(super) type Packed = HashMap<[u8; 32], Arc<[u8]>>;

/// Packs pieces that are not packed from before, and remembers what it gave.
pub(super) struct Packer<'a> {
    pub(super) before: &'a Packed,
    pub(super) given: Packed,
}

impl Packer<'_> {
    /// The pieces of `parts` packed, in their order. The bytes of each are there only until it is packed.
    fn pack(&mut self, pieces: &[Piece<'_>], parts: &Parts<'_>) -> Vec<Arc<[u8]>> {
        let before = self.before;
        let pack = |gzip: &mut Option<Gzip>, piece: &Piece<'_>| {
            let bytes = piece.bytes(parts);
            let fingerprint = *blake3::hash(&bytes).as_bytes();
            let packed = before.get(&fingerprint).cloned();
            (fingerprint, packed.unwrap_or_else(|| gzip.get_or_insert_with(Gzip::new).pack(&bytes).into()))
        };
        let packed: Vec<([u8; 32], Arc<[u8]>)> = pieces.par_iter().with_min_len(8).map_init(|| None, pack).collect();
        self.given.extend(packed.iter().cloned());
        packed.into_iter().map(|(_, bytes)| bytes).collect()
    }
}

/// What is packed as one.
enum Piece<'a> {
    /// These bytes.
    Bytes(Cow<'a, [u8]>),
    /// The blocks of these lists that are always read.
    Firsts(Range<usize>),
    /// The other blocks of these lists.
    Rests(Range<usize>),
    /// The cards of these pages.
    Cards(Range<usize>),
}

impl Piece<'_> {
    fn bytes(&self, parts: &Parts<'_>) -> Cow<'_, [u8]> {
        match self {
            Piece::Bytes(bytes) => Cow::Borrowed(bytes),
            Piece::Firsts(lists) => posting_shard(lists.clone().map(|list| parts.lists.first(list))).into(),
            Piece::Rests(lists) => posting_shard(lists.clone().map(|list| parts.lists.rests.get(&list).map_or(&[][..], Vec::as_slice))).into(),
            Piece::Cards(pages) => joined(parts.cards.get(pages.clone()).unwrap_or_default()).into(),
        }
    }
}

fn joined(cards: &[Card<'_>]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for card in cards {
        bytes.extend_from_slice(&card.relations);
        bytes.extend_from_slice(card.page);
    }
    bytes
}

/// Files of one language.
pub(super) fn pack(parts: &Parts<'_>, packer: &mut Packer<'_>) -> Vec<File> {
    pack_small(parts, packer).unwrap_or_else(|| pack_shards(parts, packer))
}

fn manifest(parts: &Parts<'_>, files: serde_json::Value) -> File {
    let lexicon = parts.lexicon.map(|source| json!({ "name": source.name, "version": source.version }));
    let kind_names: BTreeMap<&str, &String> =
        parts.kinds.iter().filter_map(|kind| kind.split(' ').next()).filter_map(|kind| Some((kind, parts.kind_names?.get(kind)?))).collect();
    let value = json!({
        "format": FORMAT_VERSION, "lang": parts.lang, "languages": parts.languages, "pages": parts.cards.len(), "sections": parts.sections,
        "terms": parts.lists.len(), "stemmer": parts.stemmer, "stop": parts.stop_words, "otherStop": parts.other_stop_words, "linking": parts.linking, "kinds": parts.kinds,
        "kindNames": kind_names, "lexicon": lexicon, "files": files,
    });
    (format!("{INDEX_FOLDER}{}/manifest.json", parts.lang), value.to_string().into_bytes().into())
}

/// Everything in one file, if that is small. The file is the glossary, one dictionary shard, one posting shard and one card shard end to end.
fn pack_small(parts: &Parts<'_>, packer: &mut Packer<'_>) -> Option<Vec<File>> {
    let lists = || (0..parts.lists.len()).map(|list| parts.lists.first(list));
    if !parts.lists.rests.is_empty() || lists().map(<[u8]>::len).sum::<usize>() > SMALL * 6 {
        return None;
    }
    let dictionary = parts.dictionary.whole().bytes;
    let lists = posting_shard(lists());
    let cards = joined(&parts.cards);
    let pieces = [parts.glossary.as_slice(), &dictionary, &lists, &cards];
    let packed = packer.pack(&[Piece::Bytes(pieces.concat().into())], parts).pop()?;
    if packed.len() > SMALL {
        return None;
    }
    let lengths: Vec<usize> = pieces.iter().map(|piece| piece.len()).collect();
    let name = format!("{}index-{}.bin", hashed_folder(parts.lang), content_hash(slice::from_ref(&packed)));
    let files = json!({ "index": name.trim_start_matches(INDEX_FOLDER), "lengths": lengths });
    Some(vec![(name, packed), manifest(parts, files)])
}

/// Shards, each with a hash of its content in its name: most are the same after an edit, and readers have them already.
fn pack_shards(parts: &Parts<'_>, packer: &mut Packer<'_>) -> Vec<File> {
    let dictionary = parts.dictionary.encode(DICTIONARY_SHARDS, DICTIONARY_SHARD);
    let each = CARDS.iter().find(|(pages, _)| parts.cards.len() <= *pages).map_or(1, |(_, cards)| *cards);
    let from: Vec<String> = dictionary.iter().map(|shard| shard.from.clone()).collect();
    let lists = posting_ranges(&parts.lists);
    let starts: Vec<usize> = lists.iter().map(|range| range.start).collect();
    let rests: Vec<usize> = (0..lists.len()).filter(|shard| parts.lists.rests.range(lists[*shard].clone()).next().is_some()).collect();
    let pages = parts.cards.len();
    let kinds = [
        ("g", vec![Piece::Bytes(parts.glossary.as_slice().into())]),
        ("d", dictionary.into_iter().map(|shard| Piece::Bytes(shard.bytes.into())).collect()),
        ("r", rests.iter().map(|shard| Piece::Rests(lists[*shard].clone())).collect()),
        ("p", lists.into_iter().map(Piece::Firsts).collect()),
        ("s", (0..pages).step_by(each).map(|start| Piece::Cards(start..pages.min(start + each))).collect()),
    ];
    let counts = kinds.each_ref().map(|(kind, shards)| (*kind, shards.len()));
    let shards: Vec<Piece<'_>> = kinds.into_iter().flat_map(|(_, shards)| shards).collect();
    let mut packed = packer.pack(&shards, parts);
    let folder = hashed_folder(parts.lang);
    let (mut files, mut hashes) = (Vec::with_capacity(packed.len() + 1), BTreeMap::new());
    for (kind, count) in counts {
        let shards: Vec<_> = packed.drain(..count).collect();
        let of_kind = shared_hashes(&shards);
        let name = |shard| format!("{}{kind}{shard}-{}.bin", folder, of_kind[hash_of(shard, of_kind.len(), count)]);
        files.extend(shards.into_iter().enumerate().map(|(shard, bytes)| (name(shard), bytes)));
        hashes.insert(kind, of_kind.concat());
    }
    files.push(manifest(parts, json!({ "hashes": hashes, "dictionary": from, "postings": starts, "rests": rests, "cards": each })));
    files
}

/// The hashes of the shards of a kind, each of as many that stand side by side.
fn shared_hashes(shards: &[Arc<[u8]>]) -> Vec<String> {
    let hashes = shards.len().min(HASHES);
    let of = |hash: usize| shards.iter().enumerate().filter(move |(shard, _)| hash_of(*shard, hashes, shards.len()) == hash);
    (0..hashes).map(|hash| content_hash(of(hash).map(|(_, bytes)| bytes))).collect()
}

/// Which of the hashes of a kind stands in the name of a shard.
pub(super) fn hash_of(shard: usize, hashes: usize, shards: usize) -> usize {
    shard * hashes / shards
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

fn posting_ranges(lists: &Lists) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let whole: usize = (0..lists.len()).map(|list| lists.first(list).len()).sum();
    let most = (whole / POSTING_SHARDS).clamp(POSTING_SHARD.0, POSTING_SHARD.1);
    let (mut start, mut size) = (0, 0);
    for index in 0..lists.len() {
        size += lists.first(index).len() + 1;
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

fn content_hash<'a>(pieces: impl IntoIterator<Item = &'a Arc<[u8]>>) -> String {
    let mut hasher = blake3::Hasher::new();
    for piece in pieces {
        hasher.update(&(piece.len() as u64).to_le_bytes());
        hasher.update(piece);
    }
    hasher.finalize().to_hex().chars().take(HASH).collect()
}
