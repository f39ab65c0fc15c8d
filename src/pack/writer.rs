//! Building a pack from documents, deterministically.

use std::collections::HashMap;

use miniz_oxide::deflate::compress_to_vec;

use super::codec::put_varint;
use super::{MAGIC, MAJOR, MINOR, narrow, reader};
use crate::date::{Day, publication_order};
use crate::fingerprint;
use crate::model::{Document, Metadata};
use crate::page;
use crate::text::{Flags, Words};

/// What the builder is told of the pack as a whole.
#[derive(Debug, Clone, Default)]
pub struct Description {
    pub name: String,
    pub publisher: Option<String>,
    pub license: Option<String>,
    /// ISO 8601; the newest document's date unless given.
    pub date: Option<String>,
    /// Keep hashes and no words.
    pub text_free: bool,
}

/// A pack's bytes and what became of the documents.
#[derive(Debug)]
pub struct Built {
    pub bytes: Vec<u8>,
    pub documents: usize,
    /// Documents whose text stood in another one already.
    pub duplicates: usize,
    /// Documents without a word of text.
    pub empty: usize,
}

/// DEFLATE level 9: packs are built once and opened often.
const LEVEL: u8 = 9;

/// Builds a pack to be kept. Of documents with the same text the one with the lowest date, URL and id stays.
pub fn build(documents: &[Document], about: &Description) -> Built {
    build_with(documents, about, |raw| compress_to_vec(raw, LEVEL))
}

/// Builds a pack that is opened at once: its texts are stored as they are.
pub fn build_in_memory(documents: &[Document], about: &Description) -> Built {
    build_with(documents, about, <[u8]>::to_vec)
}

fn build_with(documents: &[Document], about: &Description, compress: fn(&[u8]) -> Vec<u8>) -> Built {
    let mut kept: Vec<(u64, &Document)> = Vec::with_capacity(documents.len());
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let mut empty = 0;
    for document in documents {
        if document.text.trim().is_empty() {
            empty += 1;
            continue;
        }
        match seen.get(document.text.as_str()) {
            Some(&at) if rank(document) < rank(kept[at].1) => kept[at].1 = document,
            Some(_) => {}
            None => {
                seen.insert(&document.text, kept.len());
                kept.push((content_hash(&document.text), document));
            }
        }
    }
    let duplicates = documents.len() - empty - kept.len();
    kept.sort_by(|a, b| (a.0, &a.1.text).cmp(&(b.0, &b.1.text)));

    let mut metadata = Vec::with_capacity(kept.len());
    let mut postings: Vec<(u32, u32)> = Vec::new();
    let mut content = Vec::new();
    for (number, (hash, document)) in kept.iter().enumerate() {
        let meta = metadata_of(document, *hash);
        let furniture: Vec<bool> = page::prose_blocks(&document.text).into_iter().map(|prose| !prose).collect();
        let words = reader::words_of(
            &document.blocks().map(str::to_owned).zip(furniture.iter().copied()).collect::<Vec<_>>(),
            meta.language.as_deref(),
        );
        postings.extend(fingerprint::select(&words).into_iter().map(|gram| (gram, number as u32)));
        if about.text_free {
            put_hashes(&mut content, &words, &furniture);
        } else {
            put_text(&mut content, document, &furniture, compress);
        }
        metadata.push(meta);
    }
    postings.sort_unstable();

    let date = about.date.clone().or_else(|| {
        metadata.iter().filter_map(|m| m.published.clone()).filter(|d| Day::parse(d).is_some()).max_by_key(|d| publication_order(Some(d)))
    });
    let info = serde_json::json!({
        "name": about.name, "publisher": about.publisher, "license": about.license, "date": date,
        "documents": metadata.len(), "textFree": about.text_free, "gram": fingerprint::K, "window": fingerprint::WINDOW,
    });
    let sections = [
        (*b"META", info.to_string().into_bytes()),
        (*b"DOCS", serde_json::to_vec(&metadata).unwrap_or_default()),
        (*b"GRAM", grams(&postings)),
        (if about.text_free { *b"HASH" } else { *b"TEXT" }, content),
    ];
    Built { bytes: assemble(&sections), documents: metadata.len(), duplicates, empty }
}

/// An undated document ranks behind every dated one. The other fields decide between documents that are alike in date,
/// URL and id, so that the order of the input never does.
fn rank(document: &Document) -> impl Ord + '_ {
    let Document { id, url, publisher, author, published, title, language, revision_of, .. } = document;
    (published.is_none(), published, url, id, publisher, author, title, (language, revision_of))
}

fn content_hash(text: &str) -> u64 {
    twox_hash::XxHash64::oneshot(0, text.as_bytes())
}

fn metadata_of(document: &Document, hash: u64) -> Metadata {
    let told = |field: &Option<String>| field.as_deref().map(str::trim).filter(|f| !f.is_empty()).map(str::to_owned);
    Metadata {
        id: told(&document.id).unwrap_or_else(|| format!("{hash:016x}")),
        title: told(&document.title),
        url: told(&document.url),
        publisher: told(&document.publisher),
        author: told(&document.author),
        published: told(&document.published),
        language: told(&document.language),
        revision_of: told(&document.revision_of),
    }
}

fn grams(postings: &[(u32, u32)]) -> Vec<u8> {
    let mut out = Vec::with_capacity(postings.len() * 4);
    put_varint(&mut out, postings.len() as u64);
    let mut last = 0;
    for &(gram, document) in postings {
        put_varint(&mut out, u64::from(gram - last));
        put_varint(&mut out, u64::from(document));
        last = gram;
    }
    out
}

fn put_text(out: &mut Vec<u8>, document: &Document, furniture: &[bool], compress: fn(&[u8]) -> Vec<u8>) {
    let mut raw = Vec::with_capacity(document.text.len() + 16);
    for (text, &furniture) in document.blocks().zip(furniture) {
        raw.push(u8::from(furniture));
        put_varint(&mut raw, text.len() as u64);
        raw.extend_from_slice(text.as_bytes());
    }
    let mut compressed = compress(&raw);
    if compressed.len() >= raw.len() {
        compressed.clone_from(&raw);
    }
    put_varint(out, compressed.len() as u64);
    put_varint(out, raw.len() as u64);
    out.extend_from_slice(&compressed);
}

fn put_hashes(out: &mut Vec<u8>, words: &Words, furniture: &[bool]) {
    put_varint(out, furniture.len() as u64);
    for (range, &furniture) in words.block_ranges(furniture.len()).into_iter().zip(furniture) {
        out.push(u8::from(furniture));
        put_varint(out, range.len() as u64);
        out.extend(words.keys[range.clone()].iter().map(|&key| narrow(key) as u8));
        let flags = &words.flags[range];
        put_runs(out, flags);
        put_starts(out, flags);
    }
}

fn put_runs(out: &mut Vec<u8>, flags: &[Flags]) {
    let mut runs = Vec::new();
    let mut at = 0;
    let mut last = 0;
    while at < flags.len() {
        let len = flags[at..].iter().take_while(|f| f.has(Flags::QUOTED)).count();
        if len > 0 {
            runs.push((at - last, len));
            last = at + len;
        }
        at += len.max(1);
    }
    put_varint(out, runs.len() as u64);
    for (skip, len) in runs {
        put_varint(out, skip as u64);
        put_varint(out, len as u64);
    }
}

fn put_starts(out: &mut Vec<u8>, flags: &[Flags]) {
    let starts: Vec<usize> = (0..flags.len()).filter(|&i| flags[i].has(Flags::SENTENCE)).collect();
    put_varint(out, starts.len() as u64);
    let mut last = 0;
    for start in starts {
        put_varint(out, (start - last) as u64);
        last = start;
    }
}

fn assemble(sections: &[([u8; 4], Vec<u8>)]) -> Vec<u8> {
    let head = MAGIC.len() + 8 + sections.len() * 24 + 4;
    let mut out = Vec::with_capacity(head + sections.iter().map(|s| s.1.len()).sum::<usize>());
    out.extend_from_slice(MAGIC);
    out.extend_from_slice(&MAJOR.to_le_bytes());
    out.extend_from_slice(&MINOR.to_le_bytes());
    out.extend_from_slice(&(sections.len() as u32).to_le_bytes());
    let mut offset = head as u64;
    for (name, bytes) in sections {
        out.extend_from_slice(name);
        out.extend_from_slice(&crc32fast::hash(bytes).to_le_bytes());
        out.extend_from_slice(&offset.to_le_bytes());
        out.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
        offset += bytes.len() as u64;
    }
    out.extend_from_slice(&crc32fast::hash(&out).to_le_bytes());
    for (_, bytes) in sections {
        out.extend_from_slice(bytes);
    }
    out
}
