//! Writes a document's record, as [`wherefrom_pack::records`] reads it.

use std::borrow::Cow;

use super::prepare::{Body, HashedBlock, Hashes, Prepared};
use wherefrom_pack::coder::BitWriter;
use wherefrom_pack::coder::CutText;
use wherefrom_pack::coder::Encoder;
use wherefrom_pack::coder::{Coder, Room, Stream};
use wherefrom_pack::cursor::put_varint;
use wherefrom_pack::records::{FIELDS, LANGUAGE_BITS, TITLE, fields, filling};
use wherefrom_text::Flags;
use wherefrom_text::lexicon::Language;
use wherefrom_text::words::pieces;

pub fn put(out: &mut Vec<u8>, document: &Prepared, coder: &Coder<'_>, hashes: Option<&Encoder>, room: &mut Room) {
    let from = out.len();
    let metadata = metadata(document, coder, room);
    put_varint(out, metadata.len() as u64);
    out.extend(metadata);
    let mut bits = BitWriter::default();
    match (&document.body, hashes) {
        (Body::Hashes(Hashes { blocks, hashes, flags }), Some(code)) => {
            bits.put_gamma(blocks.len() as u32);
            for HashedBlock { words, furniture } in blocks {
                bits.put(u32::from(*furniture), 1);
                bits.put_gamma(words.len() as u32);
                hashes[words.clone()].iter().for_each(|&hash| code.put(&mut bits, usize::from(hash)));
                put_runs(&mut bits, &flags[words.clone()]);
                put_starts(&mut bits, &flags[words.clone()]);
            }
        }
        (Body::Text(text), _) => {
            bits.put(Language::number(document.language), LANGUAGE_BITS);
            bits.put_gamma(text.blocks().count() as u32);
            let mut stream = Stream::new(text.bytes());
            for (block, furniture) in text.blocks() {
                bits.put(u32::from(furniture), 1);
                coder.put(&block, &mut stream, room, &mut bits);
            }
        }
        (Body::Hashes(_), None) => unreachable!("hashes are written in a pack that has a code for them"),
    }
    let mut blocks = bits.finish();
    if let Body::Text(text) = &document.body {
        blocks.resize(blocks.len().max(filling(text.bytes())), 0);
    }
    out.extend(blocks);
    let crc = crc32fast::hash(&out[from..]);
    out.extend_from_slice(&crc.to_le_bytes());
}

fn metadata(document: &Prepared, coder: &Coder<'_>, room: &mut Room) -> Vec<u8> {
    let Prepared { hash, meta, body, .. } = document;
    let mut bits = BitWriter::default();
    let fields = fields(meta);
    for (number, field) in fields.iter().enumerate() {
        debug_assert!(number < FIELDS);
        bits.put(u32::from(field.is_some()), 1);
    }
    let put_long = |bits: &mut BitWriter| {
        bits.put((hash >> 32) as u32, 32);
        bits.put(*hash as u32, 32);
    };
    let mut texts = Vec::with_capacity(1 + FIELDS);
    if meta.id == format!("{hash:016x}") {
        bits.put(0, 1);
        put_long(&mut bits);
    } else {
        bits.put(1, 1);
        if matches!(body, Body::Hashes(_)) {
            put_long(&mut bits);
        }
        texts.push((None, field(&meta.id)));
    }
    let there = fields.into_iter().enumerate().filter_map(|(number, text)| text.as_ref().map(|text| (Some(number), field(text))));
    texts.extend(there);
    let mut stream = Stream::default();
    for (number, text) in &texts {
        if let (Some(TITLE), Body::Text(_)) = (number, body) {
            let more = borrowed(text.text, body);
            bits.put(u32::from(more.is_some()), 1);
            if let Some(more) = more {
                bits.put_gamma(more as u32);
                continue;
            }
        }
        coder.put(text, &mut stream, room, &mut bits);
    }
    let quotations: Vec<u32> = if let Body::Text(text) = body { text.quotations().collect() } else { Vec::new() };
    let is_told = (!quotations.is_empty(), meta.licence.is_some());
    if let (Body::Text(_), (true, _) | (_, true)) = (body, is_told) {
        bits.put(u32::from(is_told.0), 1);
        put_quotations(&mut bits, &quotations);
    }
    if let Some(licence) = &meta.licence {
        bits.put(1, 1);
        coder.put(&field(licence), &mut stream, room, &mut bits);
    }
    bits.finish()
}

fn put_quotations(bits: &mut BitWriter, quotations: &[u32]) {
    let Some(more) = quotations.len().checked_sub(1) else { return };
    bits.put_gamma(more as u32);
    let mut next = 0;
    for &number in quotations {
        bits.put_gamma(number - next);
        next = number + 1;
    }
}

/// How many bytes the first block has more than a title that it begins with.
pub fn borrowed(title: &str, body: &Body) -> Option<usize> {
    let Body::Text(text) = body else { return None };
    text.blocks().next()?.0.text.strip_prefix(title).map(str::len)
}

/// A field of the metadata. What mixes letters and digits, as many ids do, is cut where they meet, unless that leaves crumbs
/// alone: words come again, where the whole does not.
pub fn field(text: &str) -> CutText<'_> {
    let mut words = Vec::new();
    let mut parts: Vec<u32> = Vec::new();
    pieces(text, |start, word| {
        let kind = |c: char| (c.is_ascii_digit(), c.is_alphabetic());
        let pairs = word.char_indices().zip(word.chars().skip(1));
        parts.clear();
        parts.push(0);
        parts.extend(pairs.filter(|((_, a), b)| kind(*a) != kind(*b)).map(|((at, a), _)| (at + a.len_utf8()) as u32));
        if parts.len() * CRUMB > word.len() {
            parts.truncate(1);
        }
        parts.push(word.len() as u32);
        words.extend(parts.windows(2).map(|part| (start as u32 + part[0], part[1] - part[0])));
    });
    CutText { text, words: Cow::Owned(words) }
}

/// Parts of fewer bytes than this, on average, are crumbs.
const CRUMB: usize = 3;

fn put_runs(bits: &mut BitWriter, flags: &[Flags]) {
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
    bits.put_gamma(runs.len() as u32);
    for (skip, len) in runs {
        bits.put_gamma(skip as u32);
        bits.put_gamma(len as u32);
    }
}

fn put_starts(bits: &mut BitWriter, flags: &[Flags]) {
    let starts: Vec<usize> = (0..flags.len()).filter(|&i| flags[i].has(Flags::SENTENCE)).collect();
    bits.put_gamma(starts.len() as u32);
    let mut next = 0;
    for start in starts {
        bits.put_gamma((start - next) as u32);
        next = start + 1;
    }
}
