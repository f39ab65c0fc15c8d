//! Packs: a corpus in one file.
//!
//! **One idea**: a page needs a few pieces of a corpus, however large that is, and knows which. So every piece stands by itself, with
//! its place in a directory and its own checksum, and who has the bytes is asked for ranges of them.
//!
//! **Boundary**: bytes in, documents and postings out. Nothing here opens a file, and nothing trusts one. Packs are built by
//! `wherefrom-pack-build`.
//!
//! ```
//! use wherefrom_pack::{Answer, Pack};
//! use wherefrom_text::model::Document;
//!
//! let documents = [Document { text: "The ferry ran aground at dawn off Skarn Head.".into(), ..Document::default() }];
//! let pack = Pack::of_documents("one document", &documents);
//! let Ok(Answer::Here(source)) = pack.view().source(0) else { panic!("all of it is in memory") };
//! assert_eq!(source.words.len(), 9);
//! ```
//!
//! # The format, version 3.1
//!
//! All numbers are little-endian; a *varint* is LEB128, *gamma* is Elias gamma, a *squeezed* table is one in a Huffman code
//! of its own ([`coder::squeeze`]). Sections follow each other without gaps.
//!
//! | bytes | what |
//! |---|---|
//! | 8 | magic `WHFROM\r\n` |
//! | 2, 2 | format version, major and minor. Another major version is refused, older or newer; a newer minor one is read |
//! | 4 | number of sections |
//! | 24 a section | name (4 ASCII letters), CRC-32 of the section, offset and length (8 each) |
//! | 4 | CRC-32 of everything above |
//!
//! | section | holds |
//! |---|---|
//! | `META` | JSON: name, publisher, license, date, documents, textFree, words ([`wherefrom_text::WORDS_VERSION`]), and the parameters gram (words of a fingerprint) and keyBits (of a fingerprint's 28 so many upper bits are kept; terms have 20); text-free: phrase and phraseBits, the words and bits of a shingle's hash ([`shingles`]) |
//! | `VOCB` | the [vocabulary](coder) that metadata and texts are written in, as its tables |
//! | `CODE` | text-free only: the Huffman code of the hashes, squeezed |
//! | `ODIR` | where the documents' records are: varint lengths |
//! | `GDIR`, `GRAM` | fingerprints, and what documents are known by: directory and buckets of [`postings`] |
//! | `TDIR`, `TERM` | with text only: the rare terms of each document, by which rewordings are found: [`postings`] |
//! | `COMM` | text-free only: fingerprints that too many documents have to find any: varint count and differences |
//! | `TEXT` or `HASH` | a [record](records) a document: metadata, and the blocks with what each is: furniture, and since 3.1, with text, a quotation as a whole; since 3.2 the licence |
//!
//! A page needs `META`, `VOCB`, `CODE`, `COMM` and the directories once, then a few buckets, then a few records. The directories
//! (`ODIR`, `GDIR`, `TDIR`) are read whole and grow with the corpus, by a few bytes a document; everything else that grows with it
//! is read by ranges. Every piece has a checksum of its own. Unknown sections are passed over.
//! Documents are ordered by a hash of their text, and everything that is chosen from a corpus (vocabulary, codes) is
//! chosen from the first of them, so that the same documents give the same bytes in any input order.
//!
//! # Packs of several shards
//!
//! A pack may be a folder of shards, each a pack of its own, with a [`manifest`] beside them, `manifest.json`: format ("wherefrom shards"),
//! version (1), words (the rules that all shards were built under), name, publisher, license, textFree, documents, and the shards, each with its file
//! (the SHA-256 of its bytes, and `.wfp`), bytes, documents, date and checksum. A shard is added or taken away without touching another: its name says
//! what is in it, and the manifest is written last. Every shard is searched by itself, and a report tells of them as one pack. A single
//! file is the case of one shard.
//!
//! | file | idea |
//! |---|---|
//! | `manifest` | a folder of shards |
//! | `whole` | a pack in memory: a file's bytes, or documents that are held |
//! | `ranged`, `opening` | a pack of which only ranges are read; how one is opened |
//! | `view` | a pack as a check sees it, whichever of the two it is |
//! | `bytes` | all of a file's bytes, or what was brought of them to one check |
//! | `info` | what a pack says of itself: `META` |
//! | `error` | why a pack is refused |
//! | `header` | magic, version, section table |
//! | `index` | all of a file but its bytes: directories decoded |
//! | `held` | documents that are in no file |
//! | `source` | a document ready to be aligned |
//! | `records` | a document in the file, and what it may unpack to |
//! | `postings`, `buckets` | which documents have which fingerprint or term: in the file, in memory |
//! | `shingles` | what a text-free pack keeps of the words |
//! | `identity` | ids and URLs among the fingerprints |
//! | `coder/` | the text coder behind four verbs |
//! | `cursor` | reading and writing of the numbers in a section |
//! | `threads` | several things at once, where there are threads |

pub mod coder;
pub mod cursor;
pub mod header;
pub mod identity;
pub mod manifest;
pub mod postings;
pub mod records;
pub mod shingles;
pub mod source;
pub mod threads;

mod buckets;
mod bytes;
mod crc;
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
