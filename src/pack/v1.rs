//! Packs of format version 1: metadata and fingerprints as lists, texts in DEFLATE. They are read whole and held decoded.
//!
//! | section | holds |
//! |---|---|
//! | `META` | JSON, as today |
//! | `DOCS` | JSON: the documents' [`Metadata`] |
//! | `GRAM` | fingerprints of 32 bits, sorted by hash, then document: varint count; for each the hash as a difference from the one before and the document number, varints |
//! | `TEXT` | a document after the other: varint compressed length, varint raw length, its blocks in raw DEFLATE, or as they are where both lengths are equal: a flag byte (1: furniture), varint length, UTF-8 |
//! | `HASH` | a document after the other: varint number of blocks; for each a flag byte (1: furniture), varint number of words, the upper 8 bits of each word's key, then as varint pairs (skip, length) the quoted runs and as varint differences the sentence starts, each list behind its length |

use miniz_oxide::inflate::decompress_to_vec_with_limit;

use super::codec::Cursor;
use super::header::Header;
use super::held::Held;
use super::{PackError, PackInfo, Source, SourceBlock};
use crate::fingerprint::key_of;
use crate::model::Metadata;
use crate::text::{Flags, Words};

/// No document of a pack is larger: a claim beyond it is damage, or an attack on memory.
const MAX_DOCUMENT_BYTES: u64 = 16 << 20;

/// Reads the documents of a pack whose header and checksums were found to be right.
pub fn read(bytes: &[u8], header: &Header, info: &PackInfo) -> Result<Held, PackError> {
    let slice = |name| header.get(name).map(|s| &bytes[s.range.start as usize..s.range.end as usize]);
    let documents: Vec<Metadata> = serde_json::from_slice(slice("DOCS")?).map_err(|e| PackError::Damaged {
        section: "DOCS",
        at: e.column(),
        what: "it is no JSON of the expected shape",
    })?;
    if documents.len() != info.documents {
        return Err(PackError::Damaged { section: "DOCS", at: 0, what: "the number of documents is another than in META" });
    }
    let grams = read_grams(slice("GRAM")?, documents.len())?;
    let content = slice(if info.text_free { "HASH" } else { "TEXT" })?;
    let sources = if info.text_free { read_hashes(content, documents) } else { read_texts(content, documents) }?;
    Ok(Held::new(sources, grams))
}

fn read_grams(bytes: &[u8], documents: usize) -> Result<Vec<(u32, u32)>, PackError> {
    let mut cursor = Cursor::new(bytes, "GRAM");
    let count = cursor.count()?;
    let mut postings = Vec::with_capacity(count);
    let mut last = 0u32;
    for _ in 0..count {
        last = last.checked_add(cursor.number()?).ok_or_else(|| cursor.damaged("a fingerprint is too large"))?;
        let document = cursor.number()?;
        if document as usize >= documents {
            return Err(cursor.damaged("a fingerprint names a document that is not there"));
        }
        postings.push((key_of(last), document));
    }
    Ok(postings)
}

fn read_texts(bytes: &[u8], documents: Vec<Metadata>) -> Result<Vec<Source>, PackError> {
    let mut cursor = Cursor::new(bytes, "TEXT");
    documents.into_iter().map(|meta| read_text(&mut cursor, meta)).collect()
}

fn read_text(cursor: &mut Cursor<'_>, meta: Metadata) -> Result<Source, PackError> {
    let compressed = cursor.varint()?;
    let raw_len = cursor.varint()?;
    if raw_len > MAX_DOCUMENT_BYTES || compressed > cursor.left() as u64 {
        return Err(cursor.damaged("a document is larger than it can be"));
    }
    let data = cursor.take(compressed as usize)?;
    let inflated: Vec<u8>;
    let raw = if compressed == raw_len {
        data
    } else {
        inflated = decompress_to_vec_with_limit(data, raw_len as usize).map_err(|_| cursor.damaged("a text cannot be decompressed"))?;
        &inflated
    };
    let mut raw = Cursor::new(raw, "TEXT");
    let mut blocks = Vec::new();
    while raw.left() > 0 {
        let furniture = raw.byte()? & 1 != 0;
        let len = raw.count()?;
        let text = std::str::from_utf8(raw.take(len)?).map_err(|_| raw.damaged("a text is not UTF-8"))?;
        blocks.push((text, furniture));
    }
    Ok(Source::from_blocks(meta, &blocks))
}

fn read_hashes(bytes: &[u8], documents: Vec<Metadata>) -> Result<Vec<Source>, PackError> {
    let mut cursor = Cursor::new(bytes, "HASH");
    documents.into_iter().map(|meta| read_hash(&mut cursor, meta)).collect()
}

fn read_hash(cursor: &mut Cursor<'_>, meta: Metadata) -> Result<Source, PackError> {
    let mut words = Words::default();
    let mut blocks = Vec::new();
    scan_hashes(cursor, |furniture, block| {
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
