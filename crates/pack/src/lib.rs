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

pub mod coder;
pub mod cursor;
pub mod header;
pub mod identity;
pub mod postings;
pub mod records;
pub mod shingles;
pub mod source;
pub mod threads;

mod buckets;
mod bytes;
mod error;
mod held;
mod index;
mod info;
mod opening;
mod ranged;
mod view;
mod whole;

pub use bytes::Brought;
pub use error::PackError;
pub use info::{PackInfo, SectionSize};
pub use opening::{Opened, Opening};
pub use ranged::RangedPack;
pub use records::Keyed;
pub use source::{Source, SourceBlock, blocks_of, terms_of};
pub use view::{Answer, View};
pub use whole::Pack;

/// In packs of at most so many documents every one may be looked at.
pub const FEW: usize = 24;
