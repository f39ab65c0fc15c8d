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
pub fn prepare(pieces: impl Iterator<Item = io::Result<Vec<u8>>>, text_free: bool) -> io::Result<Vec<Prepared>> {
    let mut singles = Singles::default();
    for piece in pieces {
        let piece = piece?;
        let mut cursor = Cursor::new(&piece, "scratch");
        while cursor.left() > 0 {
            let (hash, entry) = Entry::read(&mut cursor).map_err(io::Error::other)?;
            singles.add(hash, entry);
        }
    }
    let mut entries = singles.0;
    entries.iter_mut().for_each(|(hash, alike)| alike.sort_by_cached_key(|entry| entry.rank(*hash)));
    let mut entries: Vec<(u64, Entry)> = entries.into_iter().flat_map(|(hash, alike)| alike.into_iter().map(move |e| (hash, e))).collect();
    // The order of those with one hash stays.
    entries.sort_by_key(|(hash, _)| *hash);
    Ok(entries.into_iter().map(|(hash, entry)| entry.prepare(hash, text_free)).collect())
}

/// Documents by the hash of their content; of those with the same content the one that ranks first. Others are let go of as
/// they come: a part may hold any number of copies of one text.
#[derive(Default)]
struct Singles(FxHashMap<u64, Vec<Entry>>);

impl Singles {
    fn add(&mut self, hash: u64, entry: Entry) {
        let same_hash = self.0.entry(hash).or_default();
        match same_hash.iter_mut().find(|kept| kept.is_copy_of(&entry)) {
            Some(kept) if entry.rank(hash) < kept.rank(hash) => *kept = entry,
            Some(_) => {}
            None => same_hash.push(entry),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wherefrom_text::model::Document;

    #[test]
    fn of_copies_the_first_is_held_and_no_other() {
        let mut singles = Singles::default();
        for number in [3, 1, 2, 1] {
            for text in ["The ferry ran aground.", "It was towed to port."] {
                let document = Document { id: Some(number.to_string()), text: text.into(), ..Document::default() };
                // As if both texts had one hash.
                singles.add(7, Entry::Document(document));
                assert!(singles.0.values().map(Vec::len).sum::<usize>() <= 2);
            }
        }
        let is_first = |entry: &Entry| matches!(entry, Entry::Document(document) if document.id.as_deref() == Some("1"));
        assert!(singles.0[&7].len() == 2 && singles.0[&7].iter().all(is_first));
    }
}
