//! Packs: a corpus in one file.
//!
//! # The format
//!
//! All numbers are little-endian; a *varint* is LEB128. Sections follow each other without gaps.
//!
//! | bytes | what |
//! |---|---|
//! | 8 | magic `WHFROM\r\n` |
//! | 2, 2 | format version, major and minor. A newer major version is refused, a newer minor one read |
//! | 4 | number of sections |
//! | 24 a section | name (4 ASCII letters), CRC-32 of the section, offset and length (8 each) |
//! | 4 | CRC-32 of everything above |
//!
//! | section | holds |
//! |---|---|
//! | `META` | JSON: name, publisher, license, date, documents, text_free, gram, window |
//! | `DOCS` | JSON: the documents' [`Metadata`], in pack order |
//! | `GRAM` | fingerprints sorted by hash, then document: varint count; for each the hash as a difference from the one before and the document number, varints |
//! | `TEXT` | with text. A document after the other: varint compressed length, varint raw length, its blocks in raw DEFLATE, or as they are where both lengths are equal: a flag byte (1: furniture), varint length, UTF-8 |
//! | `HASH` | text-free. A document after the other: varint number of blocks; for each a flag byte (1: furniture), varint number of words, the upper 8 bits of each word's key, then as varint pairs (skip, length) the quoted runs and as varint differences the sentence starts, each list behind its length |
//!
//! Unknown sections are passed over. Documents are ordered by a hash of their text, so that the same documents give
//! the same bytes in any input order.

mod codec;
mod reader;
mod writer;

use std::sync::OnceLock;

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::fingerprint::Places;
use crate::model::Metadata;
use crate::text::terms::Terms;
use crate::text::{Flags, Words};

pub use reader::Pack;
pub use writer::{Built, Description, build, build_in_memory};

pub(crate) const MAGIC: &[u8; 8] = b"WHFROM\r\n";
pub(crate) const MAJOR: u16 = 1;
pub(crate) const MINOR: u16 = 0;

/// What a pack says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PackInfo {
    pub name: String,
    pub publisher: Option<String>,
    pub license: Option<String>,
    pub documents: usize,
    pub text_free: bool,
    /// ISO 8601: given, or the newest document's.
    pub date: Option<String>,
}

/// One section's share of the file, in bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SectionSize {
    pub name: String,
    pub bytes: usize,
}

/// Why a pack is refused.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum PackError {
    #[error("this is not a Wherefrom pack (its first bytes are others)")]
    Foreign,
    #[error("the pack has format version {found}, newer than version {known} that is read here; update Wherefrom")]
    Newer { found: u16, known: u16 },
    #[error("the pack is cut short: {what} should end at byte {end}, the file has {have}; fetch it again")]
    Truncated { what: String, end: u64, have: u64 },
    #[error("the pack is damaged: section {section} does not match its checksum; fetch it again")]
    Checksum { section: String },
    #[error("the pack is damaged: section {section} at byte {at}: {what}")]
    Damaged { section: &'static str, at: usize, what: &'static str },
    #[error("the pack has no section {section}; it is not complete")]
    Missing { section: &'static str },
}

/// A corpus document ready to be aligned with a page.
#[derive(Debug, Clone, Default)]
pub struct Source {
    pub meta: Metadata,
    pub blocks: Vec<SourceBlock>,
    /// Words of the blocks that are no furniture. Keys are 8 bits wide where `text_free`.
    pub words: Words,
    /// Where the words' trigrams stand.
    pub places: Places,
    /// Keys of the words that are names.
    pub names: FxHashSet<u32>,
    pub text_free: bool,
    /// Made when a page is first compared with it.
    terms: OnceLock<Terms>,
}

impl Source {
    /// The stems of the words; `None` in a text-free pack, which has no letters to find them by.
    pub fn terms(&self) -> Option<&Terms> {
        let text = |block: usize| self.blocks[block].text.as_deref().unwrap_or("");
        (!self.text_free).then(|| self.terms.get_or_init(|| Terms::of(&self.words, text)))
    }

    /// A document that is in no pack: its blocks, and which of them are furniture.
    pub fn from_blocks(meta: Metadata, blocks: Vec<(String, bool)>) -> Source {
        let words = reader::words_of(&blocks, meta.language.as_deref());
        let blocks = blocks.into_iter().map(|(text, furniture)| SourceBlock { text: Some(text), furniture }).collect();
        Source::new(meta, blocks, words, false)
    }

    fn new(meta: Metadata, blocks: Vec<SourceBlock>, words: Words, text_free: bool) -> Source {
        let places = Places::of(&words.keys);
        let names = words.keys.iter().zip(&words.flags).filter(|(_, f)| f.has(Flags::NAME)).map(|(key, _)| *key).collect();
        Source { meta, blocks, words, places, names, text_free, terms: OnceLock::new() }
    }
}

#[derive(Debug, Clone, Default)]
pub struct SourceBlock {
    /// `None` in a text-free pack.
    pub text: Option<String>,
    pub furniture: bool,
}

/// The part of a word's key that a text-free pack keeps.
///
/// 8 bits: some 270 of 68,000 English words share each value, so that a dictionary restores little, while five words
/// in a row are still told apart from 10¹² others.
pub fn narrow(key: u32) -> u32 {
    key >> 24
}
