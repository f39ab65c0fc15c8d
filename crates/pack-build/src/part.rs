//! A part of the documents: sorted, freed of duplicates, written.

use std::io;

use rustc_hash::FxHashMap;

use super::entry::Entry;
use super::prepare::Prepared;
use super::record;
use wherefrom_pack::coder;
use wherefrom_pack::coder::{Coder, Room};
use wherefrom_pack::cursor::Cursor;
use wherefrom_pack::postings::{TERM_BITS, kept};
use wherefrom_text::date::{Day, publication_order};

/// Terms of a document that rewordings of it are found by.
const RARE_TERMS: usize = 12;

/// What every part is written with.
pub struct Work<'a> {
    pub coder: &'a Coder<'a>,
    pub hashes: Option<&'a coder::Encoder>,
    pub terms: &'a FxHashMap<u32, u32>,
    /// Bits of a fingerprint that are kept.
    pub key_bits: u32,
}

/// A part, written.
#[derive(Default)]
pub struct Part {
    pub records: Vec<u8>,
    pub lengths: Vec<u64>,
    /// With the document's number in the part.
    pub keys: Vec<(u32, u32)>,
    pub terms: Vec<(u32, u32)>,
    pub date: Option<String>,
}

impl Work<'_> {
    pub fn write(&self, documents: Vec<Prepared>) -> Part {
        let (mut part, mut room) = (Part::default(), Room::default());
        for (number, document) in (0..).zip(documents) {
            let from = part.records.len();
            record::put(&mut part.records, &document, self.coder, self.hashes, &mut room);
            part.lengths.push((part.records.len() - from) as u64);
            part.keys.extend(document.keys.iter().map(|&key| (kept(key, self.key_bits), number)));
            part.terms.extend(self.rarest(document.terms).into_iter().map(|term| (term, number)));
            part.date = newest(part.date.take(), document.meta.published);
        }
        part
    }

    /// Terms that fewest documents of the sample have.
    fn rarest(&self, terms: Vec<u32>) -> Vec<u32> {
        let mut ranked: Vec<(u32, u32)> = terms.into_iter().map(|term| (self.terms.get(&term).copied().unwrap_or(0), term)).collect();
        if ranked.len() > RARE_TERMS {
            ranked.select_nth_unstable(RARE_TERMS);
            ranked.truncate(RARE_TERMS);
        }
        ranked.sort_unstable();
        // What is not kept of a key is none of it, or keys that become one would be out of order.
        ranked.into_iter().map(|(_, term)| kept(term, TERM_BITS)).collect()
    }
}

pub fn newest(known: Option<String>, other: Option<String>) -> Option<String> {
    let dated = other.filter(|d| Day::parse(d).is_some());
    known.into_iter().chain(dated).max_by(|a, b| (publication_order(Some(a)), a).cmp(&(publication_order(Some(b)), b)))
}

/// The documents of a part in the order of the pack, without duplicates. All of them are prepared before the first is
/// written: each of the two goes through tables that fill the nearer caches.
pub fn prepare(raw: &[Vec<u8>], text_free: bool) -> io::Result<Vec<Prepared>> {
    let mut entries = Vec::new();
    for piece in raw {
        let mut cursor = Cursor::new(piece, "scratch");
        while cursor.left() > 0 {
            entries.push(Entry::read(&mut cursor).map_err(io::Error::other)?);
        }
    }
    entries.sort_by(|(a, of_a), (b, of_b)| a.cmp(b).then_with(|| of_a.rank(*a).cmp(&of_b.rank(*b))));
    let mut kept: Vec<(u64, Entry)> = Vec::with_capacity(entries.len());
    for (hash, entry) in entries {
        let is_copy = kept.iter().rev().take_while(|(h, _)| *h == hash).any(|(_, k)| k.is_copy_of(&entry));
        if !is_copy {
            kept.push((hash, entry));
        }
    }
    Ok(kept.into_iter().map(|(hash, entry)| entry.prepare(hash, text_free)).collect())
}
