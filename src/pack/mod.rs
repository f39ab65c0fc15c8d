//! Packs: a corpus in one file.
//!
//! # The format, version 3
//!
//! All numbers are little-endian; a *varint* is LEB128, *gamma* is Elias gamma, a *squeezed* table is one in a Huffman code
//! of its own ([`huffman::squeeze`]). Sections follow each other without gaps.
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
//! | `META` | JSON: name, publisher, license, date, documents, text_free, and the parameters gram (words of a fingerprint) and key_bits (of a fingerprint's 28 so many upper bits are kept; terms have 20); text-free: phrase and phrase_bits, the words and bits of a hash ([`phrases`]), without which every word has a hash of its own, of 8 bits |
//! | `VOCB` | the [`vocabulary`] that metadata and texts are written in, as [`tables`] |
//! | `CODE` | text-free only: the Huffman code of the hashes, squeezed |
//! | `ODIR` | where the documents' records are: varint lengths |
//! | `GDIR`, `GRAM` | fingerprints, and what documents are known by: directory and buckets of [`postings`] |
//! | `TDIR`, `TERM` | with text only: the rare terms of each document, by which rewordings are found: [`postings`] |
//! | `COMM` | text-free only: fingerprints that too many documents have to find any: varint count and differences |
//! | `TEXT` or `HASH` | a [record](records) a document |
//!
//! A page needs `META`, `VOCB`, `CODE`, `COMM` and the directories once, then a few buckets, then a few records: everything that
//! grows with the corpus is read by ranges, and every piece has a checksum of its own. Unknown sections are passed over.
//! Documents are ordered by a hash of their text, and everything that is chosen from a corpus (vocabulary, codes) is
//! chosen from the first of them, so that the same documents give the same bytes in any input order.
//!
//! | file | idea |
//! |---|---|
//! | `handle` | a pack, whatever it is made of |
//! | `opening` | opening by ranges |
//! | `source` | a document ready to be aligned |
//! | `header` | magic, version, section table |
//! | `store` | bytes in memory, or ranges as they are brought |
//! | `packed` | a pack in its file's form |
//! | `held` | documents held decoded |
//! | `vocabulary`, `ranks`, `lanes`, `expansions`, `code`, `tables`, `huffman`, `bits`, `codec` | texts as numbers of words and phrases |
//! | `records` | a document |
//! | `phrases` | what a text-free pack keeps of the words |
//! | `postings` | which documents have which fingerprint or term |
//! | `identity` | ids and URLs among the fingerprints |
//! | `write` | building |
//! | `v2`, `v1` | the formats before |

// Of these the Wasm module, which builds no packs, needs the half that reads.
#[cfg_attr(target_arch = "wasm32", allow(dead_code))]
mod bits;
mod code;
#[cfg_attr(target_arch = "wasm32", allow(dead_code))]
mod codec;
mod expansions;
#[cfg_attr(target_arch = "wasm32", allow(dead_code))]
mod header;
#[cfg_attr(target_arch = "wasm32", allow(dead_code))]
mod huffman;
mod lanes;
#[cfg_attr(target_arch = "wasm32", allow(dead_code))]
mod packed;
#[cfg_attr(target_arch = "wasm32", allow(dead_code))]
pub mod postings;
#[cfg_attr(target_arch = "wasm32", allow(dead_code))]
mod ranks;
#[cfg_attr(target_arch = "wasm32", allow(dead_code))]
mod records;
#[cfg_attr(target_arch = "wasm32", allow(dead_code))]
mod strings;
mod tables;
#[cfg_attr(target_arch = "wasm32", allow(dead_code))]
mod v2;
#[cfg_attr(target_arch = "wasm32", allow(dead_code))]
mod vocabulary;

mod buckets;
mod handle;
mod held;
pub mod identity;
mod opening;
pub mod phrases;
mod source;
mod store;
mod threads;
#[cfg(not(target_arch = "wasm32"))]
mod v1;
#[cfg(not(target_arch = "wasm32"))]
pub mod write;

use serde::Serialize;
use serde_json::Value;
use thiserror::Error;

use crate::fingerprint::KEY_BITS;
pub use handle::{Answer, Pack};
pub use opening::{Opened, Opening};
pub use records::Keyed;
use source::blocks_of;
pub use source::{NARROW, Source, SourceBlock, narrow, terms_of};

/// In packs of at most so many documents every one may be looked at.
pub const FEW: usize = 24;

/// What a pack says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PackInfo {
    pub name: String,
    pub publisher: Option<String>,
    pub license: Option<String>,
    pub documents: usize,
    pub text_free: bool,
    /// Bits of a fingerprint that are kept.
    pub key_bits: u32,
    /// Words that each hash of a text-free pack is of; 0 before format 3, where each word had a hash of its own.
    pub phrase: usize,
    pub phrase_bits: u32,
    /// ISO 8601: given, or the newest document's.
    pub date: Option<String>,
}

impl PackInfo {
    /// `None` where something is missing or of another kind. Read by hand: a derived reader is half a percent of the Wasm.
    fn of_json(json: &Value) -> Option<PackInfo> {
        let text = |name: &str| json[name].as_str().map(str::to_owned);
        let number = |name: &str| json[name].as_u64().and_then(|n| usize::try_from(n).ok());
        Some(PackInfo {
            name: text("name")?,
            publisher: text("publisher"),
            license: text("license"),
            documents: number("documents")?,
            text_free: json["textFree"].as_bool()?,
            key_bits: number("keyBits").and_then(|bits| u32::try_from(bits).ok()).unwrap_or(KEY_BITS),
            phrase: number("phrase").unwrap_or(0),
            phrase_bits: number("phraseBits").unwrap_or(0) as u32,
            date: text("date"),
        })
    }

    /// Whether its hashes are of phrases.
    pub fn has_phrases(&self) -> bool {
        self.phrase > 0
    }
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
    #[error("the pack has an old format version; `wherefrom pack merge` makes it one of today's")]
    Old,
}
