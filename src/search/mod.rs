//! Search: sections of pages in, the files of an index per language out.
//!
//! The stages, each a module: `tokens` cuts text into words, `lexicon` and `stem` and `decompound` analyse each
//! distinct word form once (`analyse`; `apart`: a stem of several words is one of each; `families` joins what a stemmer leaves
//! apart), `postings` counts terms in pages and sections, `glossary` makes the names of all languages keys of every language,
//! `dictionary`, `cards` and `postings` encode, `files` packs into shards.
//! `query` reads the files again and searches in them. FORMAT.md in this folder describes the bytes. Nothing here reads a disk, a clock or the environment.

pub mod analyse;
mod apart;
mod build;
mod bytes;
mod cards;
mod decompound;
mod dictionary;
mod families;
mod files;
mod found;
mod glossary;
mod gradation;
mod hunspell;
mod inflection;
mod input;
mod language;
pub mod lexicon;
mod postings;
pub mod query;
mod report;
mod stem;
mod texts;
pub mod tokens;
mod vfst;
mod vocabulary;
mod voikko;

pub use build::{Memo, ReadPages, build, build_pages, build_read, build_with, read};
pub use files::{FORMAT_VERSION, INDEX_FOLDER, SearchFiles, hashed_folder};
pub use found::{FoundLexicon, LexiconData, LexiconPackage, lexicon_package};
pub use input::{GlossaryEntry, LexiconSource, Names, Pages, SearchDocument, SearchInput};
pub use lexicon::{LEXICON_FORMATS, Lexicon, LexiconBytes, LexiconError, Lexicons};
pub use report::{IndexReport, LexiconUse, SearchReport};
pub use stem::Stemmer;
