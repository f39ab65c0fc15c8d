//! Opening a pack and reading its documents. The file is hostile until every check has passed.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use miniz_oxide::inflate::decompress_to_vec_with_limit;

use super::codec::Cursor;
use super::{MAGIC, MAJOR, PackError, PackInfo, SectionSize, Source, SourceBlock};
use crate::model::Metadata;
use crate::text::lexicon::{self, Language};
use crate::text::{Flags, Words, words};

/// An open pack: metadata and fingerprints decoded, texts still compressed.
#[derive(Debug)]
pub struct Pack {
    info: PackInfo,
    documents: Vec<Metadata>,
    /// Sorted; `postings[i]` is the document that has `grams[i]`.
    grams: Vec<u32>,
    postings: Vec<u32>,
    bytes: Vec<u8>,
    /// Byte range in `bytes` of each document's text or hashes.
    contents: Vec<std::ops::Range<usize>>,
    /// Documents decoded before, in a small pack.
    decoded: Vec<OnceLock<Arc<Source>>>,
    kept_bytes: AtomicUsize,
    sections: Vec<SectionSize>,
}

/// A pack of at most so many bytes keeps the documents that it has decoded: the next page is likely to need them again.
const SMALL_PACK: usize = 4 << 20;

/// No document of a pack is larger: a claim beyond it is damage, or an attack on memory.
const MAX_DOCUMENT_BYTES: u64 = 16 << 20;
/// Texts of more bytes in all are not kept decoded.
const MAX_KEPT_BYTES: usize = 32 << 20;

impl Pack {
    /// Opens a pack and checks all of it that can be checked without decompressing the texts.
    pub fn open(bytes: Vec<u8>) -> Result<Pack, PackError> {
        let table = Table::read(&bytes)?;
        for (name, crc, range) in &table.sections {
            if crc32fast::hash(&bytes[range.clone()]) != *crc {
                return Err(PackError::Checksum { section: name.clone() });
            }
        }
        let meta = table.get("META").ok_or(PackError::Missing { section: "META" })?;
        let docs = table.get("DOCS").ok_or(PackError::Missing { section: "DOCS" })?;
        let gram = table.get("GRAM").ok_or(PackError::Missing { section: "GRAM" })?;
        let info: PackInfo = serde_json::from_slice(&bytes[meta.clone()]).map_err(|e| PackError::Damaged {
            section: "META",
            at: e.column(),
            what: "it is no JSON of the expected shape",
        })?;
        let documents: Vec<Metadata> = serde_json::from_slice(&bytes[docs.clone()]).map_err(|e| PackError::Damaged {
            section: "DOCS",
            at: e.column(),
            what: "it is no JSON of the expected shape",
        })?;
        if documents.len() != info.documents {
            return Err(PackError::Damaged { section: "DOCS", at: 0, what: "the number of documents is another than in META" });
        }
        let (grams, postings) = read_grams(&bytes[gram], documents.len())?;
        let name = if info.text_free { "HASH" } else { "TEXT" };
        let content = table.get(name).ok_or(PackError::Missing { section: name })?;
        let contents =
            if info.text_free { split_hashes(&bytes, content, documents.len()) } else { split_texts(&bytes, content, documents.len()) }?;
        let sections = table.sections.iter().map(|(name, _, range)| SectionSize { name: name.clone(), bytes: range.len() }).collect();
        let decoded = (0..if bytes.len() <= SMALL_PACK { documents.len() } else { 0 }).map(|_| OnceLock::new()).collect();
        Ok(Pack { info, documents, grams, postings, bytes, contents, decoded, kept_bytes: AtomicUsize::new(0), sections })
    }

    pub fn info(&self) -> &PackInfo {
        &self.info
    }

    pub fn documents(&self) -> &[Metadata] {
        &self.documents
    }

    pub fn sections(&self) -> &[SectionSize] {
        &self.sections
    }

    pub fn size(&self) -> usize {
        self.bytes.len()
    }

    /// The number of fingerprints that the pack holds.
    pub fn fingerprints(&self) -> usize {
        self.grams.len()
    }

    /// The documents that have this fingerprint.
    pub fn lookup(&self, gram: u32) -> &[u32] {
        let from = self.grams.partition_point(|&g| g < gram);
        let len = self.grams[from..].iter().take_while(|&&g| g == gram).count();
        &self.postings[from..from + len]
    }

    /// One document, decoded.
    pub fn source(&self, document: usize) -> Result<Arc<Source>, PackError> {
        if let Some(source) = self.decoded.get(document).and_then(OnceLock::get) {
            return Ok(source.clone());
        }
        let meta = self.documents[document].clone();
        let content = &self.bytes[self.contents[document].clone()];
        let source = Arc::new(if self.info.text_free { read_hashes(content, meta) } else { read_text(content, meta) }?);
        if let Some(place) = self.decoded.get(document) {
            let bytes: usize = source.blocks.iter().filter_map(|b| b.text.as_ref()).map(String::len).sum();
            if self.kept_bytes.fetch_add(bytes, Ordering::Relaxed) + bytes <= MAX_KEPT_BYTES {
                // Another thread may have been first; both have decoded the same.
                let _ = place.set(source.clone());
            }
        }
        Ok(source)
    }

    /// Decodes the first documents of a small pack, up to `most`, so that the first page need not wait for it. Damage
    /// is told when a page asks for the document.
    pub fn preload(&self, most: usize) {
        for document in 0..most.min(self.decoded.len()) {
            let _ = self.source(document);
        }
    }

    /// Decodes every document: what [`Pack::open`] leaves out.
    pub fn verify(&self) -> Result<(), PackError> {
        (0..self.documents.len()).try_for_each(|document| self.source(document).map(drop))
    }
}

/// The words of a document's blocks. Builder and reader call this, so that both see the same words.
pub(super) fn words_of(blocks: &[(String, bool)], language: Option<&str>) -> Words {
    let prose: Vec<Option<&str>> = blocks.iter().map(|(text, furniture)| (!furniture).then_some(text.as_str())).collect();
    let language = match language {
        Some(tag) => Language::from_tag(tag),
        None => lexicon::detect(prose.iter().copied().flatten()),
    };
    words::read(&prose, language)
}

struct Table {
    sections: Vec<(String, u32, std::ops::Range<usize>)>,
}

impl Table {
    fn read(bytes: &[u8]) -> Result<Table, PackError> {
        if !bytes.starts_with(&MAGIC[..bytes.len().min(MAGIC.len())]) || bytes.is_empty() {
            return Err(PackError::Foreign);
        }
        let need = |what: &str, end: u64| {
            if end > bytes.len() as u64 {
                Err(PackError::Truncated { what: what.to_owned(), end, have: bytes.len() as u64 })
            } else {
                Ok(())
            }
        };
        need("the header", 16)?;
        let short = |at: usize| u16::from_le_bytes([bytes[at], bytes[at + 1]]);
        let word = |at: usize| u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
        let long = |at: usize| u64::from(word(at)) | u64::from(word(at + 4)) << 32;
        if short(8) > MAJOR {
            return Err(PackError::Newer { found: short(8), known: MAJOR });
        }
        let count = u64::from(word(12));
        let end = 16 + count * 24;
        need("the section table", end + 4)?;
        let end = end as usize;
        if crc32fast::hash(&bytes[..end]) != word(end) {
            return Err(PackError::Checksum { section: "table".to_owned() });
        }
        let mut sections = Vec::new();
        for at in (16..end).step_by(24) {
            let name = String::from_utf8_lossy(&bytes[at..at + 4]).into_owned();
            let (from, len) = (long(at + 8), long(at + 16));
            let to = from.checked_add(len).ok_or(PackError::Damaged { section: "table", at, what: "a section ends beyond any file" })?;
            need(&format!("section {name}"), to)?;
            sections.push((name, word(at + 4), from as usize..to as usize));
        }
        Ok(Table { sections })
    }

    fn get(&self, name: &str) -> Option<std::ops::Range<usize>> {
        self.sections.iter().find(|s| s.0 == name).map(|s| s.2.clone())
    }
}

fn read_grams(bytes: &[u8], documents: usize) -> Result<(Vec<u32>, Vec<u32>), PackError> {
    let mut cursor = Cursor::new(bytes, "GRAM");
    let count = cursor.count()?;
    let (mut grams, mut postings) = (Vec::with_capacity(count), Vec::with_capacity(count));
    let mut last = 0u32;
    for _ in 0..count {
        last = last.checked_add(cursor.number()?).ok_or_else(|| cursor.damaged("a fingerprint is too large"))?;
        let document = cursor.number()?;
        if document as usize >= documents {
            return Err(cursor.damaged("a fingerprint names a document that is not there"));
        }
        grams.push(last);
        postings.push(document);
    }
    Ok((grams, postings))
}

fn split_texts(bytes: &[u8], section: std::ops::Range<usize>, documents: usize) -> Result<Vec<std::ops::Range<usize>>, PackError> {
    let mut cursor = Cursor::new(&bytes[section.clone()], "TEXT");
    let mut contents = Vec::with_capacity(documents);
    for _ in 0..documents {
        let from = cursor.at();
        let compressed = cursor.varint()?;
        if cursor.varint()? > MAX_DOCUMENT_BYTES || compressed > cursor.left() as u64 {
            return Err(cursor.damaged("a document is larger than it can be"));
        }
        cursor.take(compressed as usize)?;
        contents.push(section.start + from..section.start + cursor.at());
    }
    Ok(contents)
}

fn read_text(content: &[u8], meta: Metadata) -> Result<Source, PackError> {
    let mut cursor = Cursor::new(content, "TEXT");
    let compressed = cursor.count()?;
    let raw_len = cursor.varint()?;
    let data = cursor.take(compressed.min(cursor.left()))?;
    let inflated: Vec<u8>;
    let raw = if compressed as u64 == raw_len {
        data
    } else {
        inflated = decompress_to_vec_with_limit(data, raw_len.min(MAX_DOCUMENT_BYTES) as usize)
            .map_err(|_| cursor.damaged("a text cannot be decompressed"))?;
        &inflated
    };
    let mut raw = Cursor::new(raw, "TEXT");
    let mut blocks = Vec::new();
    while raw.left() > 0 {
        let furniture = raw.byte()? & 1 != 0;
        let len = raw.count()?;
        let text = std::str::from_utf8(raw.take(len)?).map_err(|_| raw.damaged("a text is not UTF-8"))?;
        blocks.push((text.to_owned(), furniture));
    }
    Ok(Source::from_blocks(meta, blocks))
}

fn split_hashes(bytes: &[u8], section: std::ops::Range<usize>, documents: usize) -> Result<Vec<std::ops::Range<usize>>, PackError> {
    let mut cursor = Cursor::new(&bytes[section.clone()], "HASH");
    let mut contents = Vec::with_capacity(documents);
    for _ in 0..documents {
        let from = cursor.at();
        scan_hashes(&mut cursor, |_, _| {})?;
        contents.push(section.start + from..section.start + cursor.at());
    }
    Ok(contents)
}

fn read_hashes(content: &[u8], meta: Metadata) -> Result<Source, PackError> {
    let mut words = Words::default();
    let mut blocks = Vec::new();
    scan_hashes(&mut Cursor::new(content, "HASH"), |furniture, block| {
        for (at, &hash) in block.hashes.iter().enumerate() {
            words.keys.push(u32::from(hash));
            words.flags.push(block.flags[at]);
            words.blocks.push(blocks.len() as u32);
        }
        blocks.push(SourceBlock { text: None, furniture });
    })?;
    Ok(Source::new(meta, blocks, words, true))
}

struct HashBlock<'a> {
    hashes: &'a [u8],
    flags: Vec<Flags>,
}

fn scan_hashes(cursor: &mut Cursor<'_>, mut each: impl FnMut(bool, HashBlock<'_>)) -> Result<(), PackError> {
    for _ in 0..cursor.count()? {
        let furniture = cursor.byte()? & 1 != 0;
        let count = cursor.count()?;
        let hashes = cursor.take(count)?;
        let mut flags = vec![Flags::default(); count];
        if let Some(first) = flags.first_mut() {
            first.set(Flags::BLOCK);
        }
        let mut at = 0usize;
        for _ in 0..cursor.count()? {
            let from = at.saturating_add(cursor.number()? as usize);
            at = from.saturating_add(cursor.number()? as usize);
            let run = flags.get_mut(from..at).ok_or_else(|| cursor.damaged("a quotation runs beyond its block"))?;
            run.iter_mut().for_each(|f| f.set(Flags::QUOTED));
        }
        let mut at = 0usize;
        for _ in 0..cursor.count()? {
            at = at.saturating_add(cursor.number()? as usize);
            flags.get_mut(at).ok_or_else(|| cursor.damaged("a sentence starts beyond its block"))?.set(Flags::SENTENCE);
        }
        each(furniture, HashBlock { hashes, flags });
    }
    Ok(())
}
