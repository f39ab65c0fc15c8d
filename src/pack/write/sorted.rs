//! Postings on their way into a pack: put aside by key, sorted, and written.

use std::io::{self, Write};

use rustc_hash::FxHashSet;

use super::Sections;
use super::spool::Spool;
use crate::fingerprint;
use crate::pack::codec::put_varint;
use crate::pack::postings;

/// Parts that postings are put aside in, by the upper bits of the key.
pub const KEY_PARTS_BITS: u32 = 8;
/// Bits of half of what is left of a key then.
const DIGIT_BITS: u32 = (fingerprint::KEY_BITS - KEY_PARTS_BITS).div_ceil(2);
/// Bits of a document's number in a posting that is put aside.
const DOCUMENT_BITS: u32 = 24;

/// `room` is used again from call to call.
pub fn put_postings(spool: &Spool<'_>, postings: &[(u32, u32)], first: usize, room: &mut Vec<Vec<u8>>) -> io::Result<()> {
    room.resize(1 << KEY_PARTS_BITS, Vec::new());
    room.iter_mut().for_each(Vec::clear);
    for &(key, document) in postings {
        let posting = u64::from(key) << DOCUMENT_BITS | (first as u64 + u64::from(document));
        room[(key >> (fingerprint::KEY_BITS - KEY_PARTS_BITS)) as usize].extend(posting.to_le_bytes());
    }
    room.iter().enumerate().try_for_each(|(part, bytes)| spool.put(part, bytes))
}

/// Sorts the postings of a part. They come by document, and those of a key stay as they come: the key is all that is
/// looked at, in two digits.
fn sort_by_key(postings: &mut Vec<u64>) {
    let mut sorted = vec![0; postings.len()];
    for digit in 0..2 {
        let digit = |posting: u64| (posting >> (DOCUMENT_BITS + digit * DIGIT_BITS)) as usize % (1 << DIGIT_BITS);
        let mut places = [0; 1 << DIGIT_BITS];
        postings.iter().for_each(|&posting| places[digit(posting)] += 1);
        let mut before = 0;
        for place in &mut places {
            before += std::mem::replace(place, before);
        }
        for &posting in &*postings {
            let place = &mut places[digit(posting)];
            sorted[*place] = posting;
            *place += 1;
        }
        std::mem::swap(postings, &mut sorted);
    }
}

/// Which keys are left out: those that more than `most` documents have, and those that are known to be so.
pub struct Common<'a> {
    pub most: usize,
    pub known: &'a FxHashSet<u32>,
}

/// Writes postings: gives their directory, and the keys that were left out.
pub fn write_postings<W: Write>(
    spool: &Spool<'_>,
    documents: usize,
    key_bits: u32,
    leave_out: &Common<'_>,
    name: &'static str,
    sections: &mut Sections<'_, W>,
) -> io::Result<(Vec<u8>, Vec<u8>)> {
    let mut common = Vec::new();
    let mut count = 0;
    // Sorted and thinned, part after part, and put aside again: how many stay decides how they are written.
    for part in 0..1 << KEY_PARTS_BITS {
        let mut postings: Vec<u64> =
            spool.take(part)?.chunks_exact(8).map(|b| u64::from_le_bytes([b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7]])).collect();
        sort_by_key(&mut postings);
        postings.dedup();
        let mut bytes = Vec::with_capacity(postings.len() * 8);
        for of_key in postings.chunk_by(|a, b| a >> DOCUMENT_BITS == b >> DOCUMENT_BITS) {
            let key = (of_key[0] >> DOCUMENT_BITS) as u32;
            if of_key.len() > leave_out.most || leave_out.known.contains(&key) {
                common.push(key);
                continue;
            }
            count += of_key.len();
            of_key.iter().for_each(|posting| bytes.extend(posting.to_le_bytes()));
        }
        spool.replace(part, bytes)?;
    }
    sections.begin(name);
    let mut writer = postings::Writer::new(count, documents, key_bits);
    let mut buckets = Vec::new();
    for part in 0..1 << KEY_PARTS_BITS {
        for b in spool.take(part)?.chunks_exact(8) {
            let posting = u64::from_le_bytes([b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7]]);
            writer.put((posting >> DOCUMENT_BITS) as u32, (posting & ((1 << DOCUMENT_BITS) - 1)) as u32, &mut buckets);
        }
        sections.add(&buckets)?;
        buckets.clear();
    }
    let directory = writer.finish(&mut buckets);
    sections.add(&buckets)?;
    common.extend(leave_out.known);
    common.sort_unstable();
    common.dedup();
    let mut listed = Vec::new();
    put_varint(&mut listed, common.len() as u64);
    let mut last = 0;
    for key in common {
        put_varint(&mut listed, u64::from(key - last));
        last = key;
    }
    Ok((directory, listed))
}
