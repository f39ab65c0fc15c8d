//! Packs: a corpus in one file.
//!
//! # The format, version 2
//!
//! All numbers are little-endian; a *varint* is LEB128, *gamma* is Elias gamma, a *squeezed* table is one in a Huffman code
//! of its own. Sections follow each other without gaps.
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
//! | `META` | JSON: name, publisher, license, date, documents, text_free, and the parameters gram and key_bits |
//! | `VOCB` | the [`vocabulary`] that metadata and texts are written in |
//! | `CODE` | text-free only: the Huffman code of the words' hashes, squeezed |
//! | `ODIR` | where the documents' records are: varint lengths |
//! | `GDIR`, `GRAM` | fingerprints, and what documents are known by: directory and buckets of [`postings`] |
//! | `TDIR`, `TERM` | with text only: the rare terms of each document, by which rewordings are found: [`postings`] |
//! | `COMM` | text-free only: fingerprints that too many documents have to find any: varint count and differences. Merging needs it |
//! | `TEXT` or `HASH` | a [record](records) a document |
//!
//! A page needs `META`, `VOCB`, `CODE` and the directories once, then a few buckets, then a few records: everything that
//! grows with the corpus is read by ranges, and every piece has a checksum of its own. Unknown sections are passed over.
//! Documents are ordered by a hash of their text, and everything that is chosen from a corpus (vocabulary, codes) is
//! chosen from the first of them, so that the same documents give the same bytes in any input order.
//!
//! | file | idea |
//! |---|---|
//! | `header` | magic, version, section table |
//! | `store` | bytes in memory, or ranges as they are brought |
//! | `packed` | a pack in its file's form |
//! | `held` | documents held decoded |
//! | `vocabulary`, `huffman`, `bits`, `codec` | texts as numbers of words and phrases |
//! | `records` | a document |
//! | `postings` | which documents have which fingerprint or term |
//! | `identity` | ids and URLs among the fingerprints |
//! | `write` | building |
//! | `v1` | the format before |

// Of these the Wasm module, which builds no packs, needs the half that reads.
#[cfg_attr(target_arch = "wasm32", allow(dead_code))]
mod bits;
#[cfg_attr(target_arch = "wasm32", allow(dead_code))]
mod codec;
#[cfg_attr(target_arch = "wasm32", allow(dead_code))]
mod header;
#[cfg_attr(target_arch = "wasm32", allow(dead_code))]
mod huffman;
#[cfg_attr(target_arch = "wasm32", allow(dead_code))]
mod packed;
#[cfg_attr(target_arch = "wasm32", allow(dead_code))]
pub mod postings;
#[cfg_attr(target_arch = "wasm32", allow(dead_code))]
mod records;
#[cfg_attr(target_arch = "wasm32", allow(dead_code))]
mod vocabulary;

mod held;
pub mod identity;
mod store;
#[cfg(not(target_arch = "wasm32"))]
mod v1;
#[cfg(not(target_arch = "wasm32"))]
pub mod write;

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::fingerprint::{self, Places};
use crate::model::{Document, Metadata};
use crate::order;
use crate::page;
use crate::text::lexicon::{self, Language};
use crate::text::terms::Terms;
use crate::text::{Flags, Words, words};

use header::Header;
use held::Held;
use packed::{DIRECTORIES, Packed};
use store::Store;

pub use packed::coalesce;

/// In packs of at most so many documents every one may be looked at.
pub const FEW: usize = 24;

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
    #[error("the pack has the old format version 1; `wherefrom pack merge` makes it one of today's")]
    Old,
}

/// A corpus that pages are searched in.
#[derive(Debug)]
pub struct Pack {
    info: PackInfo,
    content: Content,
    sections: Vec<SectionSize>,
    size: u64,
}

#[derive(Debug)]
enum Content {
    Packed(Box<Packed>),
    Held(Held),
}

/// What was asked of a pack.
#[derive(Debug)]
pub enum Answer<T> {
    Here(T),
    /// Its bytes have to be brought first: [`Pack::take_wanted`] tells which.
    Wanted,
}

impl Pack {
    /// Opens a pack in memory and checks all of it that can be checked without decoding the texts.
    pub fn open(bytes: Vec<u8>) -> Result<Pack, PackError> {
        let size = bytes.len() as u64;
        let header = Header::read(&bytes, size)?;
        let slice = |range: &Range<u64>| &bytes[range.start as usize..range.end as usize];
        for section in &header.sections {
            if crc32fast::hash(slice(&section.range)) != section.crc {
                return Err(PackError::Checksum { section: section.name.clone() });
            }
        }
        let info = read_info(slice(&header.get("META")?.range))?;
        if header.major < 2 {
            #[cfg(not(target_arch = "wasm32"))]
            return Ok(Pack::of(&header, size, info.clone(), Content::Held(v1::read(&bytes, &header, &info)?)));
            #[cfg(target_arch = "wasm32")]
            return Err(PackError::Old);
        }
        // The directories are decoded before the bytes are moved into the store.
        let mut packed = Packed::open(&header, &info, Store::by_ranges(), size, |name| Ok(slice(&header.get(name)?.range)))?;
        packed.store = Store::Memory(bytes);
        Ok(Pack::of(&header, size, info, Content::Packed(Box::new(packed))))
    }

    /// Opens a pack of which ranges are brought as they are wanted.
    pub fn by_ranges(size: u64) -> Opening {
        Opening { size, header: None, wanted: std::iter::once(0..header::FIXED.min(size)).collect() }
    }

    /// A corpus of documents that are in no file.
    pub fn of_documents(name: &str, documents: &[Document]) -> Pack {
        let mut sources = Vec::with_capacity(documents.len());
        let mut postings = Vec::new();
        for (number, document) in (0..).zip(documents) {
            let source = Source::from_blocks(document.metadata(), blocks_of(document));
            postings.extend(fingerprint::select(&source.words).into_iter().map(|gram| (gram, number)));
            sources.push(source);
        }
        let info = PackInfo { name: name.to_owned(), documents: sources.len(), ..PackInfo::default() };
        Pack { info, content: Content::Held(Held::new(sources, postings)), sections: Vec::new(), size: 0 }
    }

    fn of(header: &Header, size: u64, info: PackInfo, content: Content) -> Pack {
        let bytes = |range: &Range<u64>| (range.end - range.start) as usize;
        let sections = header.sections.iter().map(|s| SectionSize { name: s.name.clone(), bytes: bytes(&s.range) }).collect();
        Pack { info, content, sections, size }
    }

    pub fn info(&self) -> &PackInfo {
        &self.info
    }

    /// Documents.
    pub fn len(&self) -> usize {
        match &self.content {
            Content::Packed(packed) => packed.len(),
            Content::Held(held) => held.sources.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn sections(&self) -> &[SectionSize] {
        &self.sections
    }

    /// Bytes of the file.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The number of fingerprints that the pack holds.
    pub fn fingerprints(&self) -> usize {
        match &self.content {
            Content::Packed(packed) => packed.fingerprints(),
            Content::Held(held) => held.postings().len(),
        }
    }

    /// Calls `each` with the documents that have a key among their fingerprints.
    pub fn find(&self, key: u32, each: impl FnMut(u32)) {
        match &self.content {
            Content::Packed(packed) => packed.find(key, each),
            Content::Held(held) => held.find(key, each),
        }
    }

    /// Looks into the bytes that these keys will be found in. A large pack lies outside all caches; looks that need not
    /// wait for each other take a tenth of the time.
    pub fn touch(&self, keys: &[u32]) {
        if let Content::Packed(packed) = &self.content {
            packed.touch(keys);
        }
    }

    /// Calls `each` with the documents that have a key among their rare terms.
    pub fn find_term(&self, key: u32, each: impl FnMut(u32)) {
        match &self.content {
            Content::Packed(packed) => packed.find_term(key, each),
            Content::Held(held) => held.find_term(key, each),
        }
    }

    pub fn metadata(&self, document: usize) -> Result<Answer<Metadata>, PackError> {
        match &self.content {
            Content::Packed(packed) => packed.metadata(document).map(Answer::of),
            Content::Held(held) => Ok(Answer::Here(held.sources[document].meta.clone())),
        }
    }

    /// The keys of a document's words, which take less time than all of it.
    pub fn keys(&self, document: usize) -> Result<Answer<Vec<u32>>, PackError> {
        match &self.content {
            Content::Packed(packed) => packed.keys(document).map(Answer::of),
            Content::Held(held) => Ok(Answer::Here(held.sources[document].words.keys.clone())),
        }
    }

    /// Whether a document is at hand decoded.
    pub fn is_decoded(&self, document: usize) -> bool {
        match &self.content {
            Content::Packed(packed) => packed.is_decoded(document),
            Content::Held(_) => true,
        }
    }

    /// One document, decoded.
    pub fn source(&self, document: usize) -> Result<Answer<Arc<Source>>, PackError> {
        match &self.content {
            Content::Packed(packed) => packed.source(document).map(Answer::of),
            Content::Held(held) => Ok(Answer::Here(held.sources[document].clone())),
        }
    }

    /// Decodes the first documents of a small pack, up to `most`, so that the first page need not wait for it.
    pub fn preload(&self, most: usize) {
        if let Content::Packed(packed) = &self.content {
            packed.preload(most);
        }
    }

    /// Decodes every document of a pack in memory: what [`Pack::open`] leaves out.
    pub fn verify(&self) -> Result<(), PackError> {
        match &self.content {
            Content::Packed(packed) => packed.verify(),
            Content::Held(_) => Ok(()),
        }
    }

    /// The ranges that answers are waiting for, in order, each once.
    pub fn take_wanted(&self) -> Vec<Range<u64>> {
        match &self.content {
            Content::Packed(packed) => packed.store.take_wanted(),
            Content::Held(_) => Vec::new(),
        }
    }

    /// Brings the bytes of a range that was wanted.
    pub fn bring(&self, from: u64, bytes: Vec<u8>) {
        if let Content::Packed(packed) = &self.content {
            packed.store.bring(from, bytes);
        }
    }

    /// Lets go of what was brought for pages before, if that is much.
    pub fn tidy(&self) {
        if let Content::Packed(packed) = &self.content {
            packed.store.tidy();
        }
    }
}

impl<T> Answer<T> {
    fn of(there: Option<T>) -> Answer<T> {
        there.map_or(Answer::Wanted, Answer::Here)
    }
}

/// A pack on the way to be opened by ranges: bring what is wanted until it is there.
#[derive(Debug)]
pub struct Opening {
    size: u64,
    header: Option<Header>,
    wanted: Vec<Range<u64>>,
}

/// What came of bringing ranges to an [`Opening`].
pub enum Opened {
    More(Opening),
    Pack(Pack),
}

impl Opening {
    /// The ranges to bring, all at once.
    pub fn wanted(&self) -> &[Range<u64>] {
        &self.wanted
    }

    /// Takes the bytes of the ranges, in their order.
    pub fn bring(self, brought: &[Vec<u8>]) -> Result<Opened, PackError> {
        let Some(header) = self.header else {
            let first = brought.first().map_or(&[][..], Vec::as_slice);
            if self.wanted[0].end <= header::FIXED {
                let len = Header::len(first)?;
                if len > self.size {
                    return Err(PackError::Truncated { what: "the section table".to_owned(), end: len, have: self.size });
                }
                return Ok(Opened::More(Opening { wanted: std::iter::once(0..len).collect(), ..self }));
            }
            let header = Header::read(first, self.size)?;
            if header.major < 2 {
                return Err(PackError::Old);
            }
            let wanted = DIRECTORIES.iter().filter_map(|name| header.get(name).ok()).map(|s| s.range.clone()).collect();
            return Ok(Opened::More(Opening { header: Some(header), wanted, ..self }));
        };
        let sections: Vec<_> = DIRECTORIES.iter().filter_map(|name| header.get(name).ok()).zip(brought).collect();
        if let Some((section, _)) = sections.iter().find(|(section, bytes)| crc32fast::hash(bytes) != section.crc) {
            return Err(PackError::Checksum { section: section.name.clone() });
        }
        let slice = |name: &'static str| {
            let found = sections.iter().find(|(section, _)| section.name == name);
            found.map(|(_, bytes)| bytes.as_slice()).ok_or(PackError::Missing { section: name })
        };
        let info = read_info(slice("META")?)?;
        let packed = Packed::open(&header, &info, Store::by_ranges(), self.size, slice)?;
        Ok(Opened::Pack(Pack::of(&header, self.size, info, Content::Packed(Box::new(packed)))))
    }
}

fn read_info(bytes: &[u8]) -> Result<PackInfo, PackError> {
    serde_json::from_slice(bytes).map_err(|e| PackError::Damaged {
        section: "META",
        at: e.column(),
        what: "it is no JSON of the expected shape",
    })
}

/// The blocks of a document, and which of them are furniture.
fn blocks_of(document: &Document) -> Vec<(String, bool)> {
    document.blocks().map(str::to_owned).zip(page::prose_blocks(&document.text).into_iter().map(|prose| !prose)).collect()
}

/// The keys of the content words of a text, sorted, each once. They are not stemmed: those that a rewording keeps are
/// names and numbers.
pub fn terms_of(words: &Words) -> Vec<u32> {
    let light = Flags(Flags::FUNCTION.0 | Flags::FORMULA.0 | Flags::SYLLABLE.0);
    let content = words.keys.iter().zip(&words.flags).filter(|(_, flags)| !flags.has(light));
    let mut terms: Vec<u32> = content.map(|(key, _)| fingerprint::key_of(*key)).collect();
    order::sort_numbers(&mut terms);
    terms.dedup();
    terms
}

/// The words of a document's blocks. Builder and reader call this, so that both see the same words.
fn words_of(blocks: &[(String, bool)], language: Option<&str>) -> Words {
    let prose: Vec<Option<&str>> = blocks.iter().map(|(text, furniture)| (!furniture).then_some(text.as_str())).collect();
    let language = match language {
        Some(tag) => Language::from_tag(tag),
        None => lexicon::detect(prose.iter().copied().flatten()),
    };
    words::read(&prose, language)
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
        let words = words_of(&blocks, meta.language.as_deref());
        let blocks = blocks.into_iter().map(|(text, furniture)| SourceBlock { text: Some(text), furniture }).collect();
        Source::new(meta, blocks, words, false)
    }

    /// The document as JSONL gives it, where the text is there.
    pub fn to_document(&self) -> Document {
        let Metadata { id, title, url, publisher, author, published, language, revision_of } = self.meta.clone();
        let text = self.blocks.iter().filter_map(|b| b.text.as_deref()).collect::<Vec<_>>().join("\n");
        Document { id: Some(id), url, publisher, author, published, title, text, language, revision_of }
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
pub const NARROW: u32 = 8;

pub fn narrow(key: u32) -> u32 {
    key >> (32 - NARROW)
}
