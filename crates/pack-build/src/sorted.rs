//! Postings on their way into a pack: put aside by key, sorted, and written.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};

use rustc_hash::FxHashSet;

use super::in_order::in_order;
use super::spool::Spool;
use wherefrom_pack::cursor::put_varint;
use wherefrom_pack::postings;
use wherefrom_text::fingerprint;

/// Parts that postings are put aside in, by the upper bits of the key.
pub const KEY_PARTS_BITS: u32 = 8;
/// Bits of half of what is left of a key then.
const DIGIT_BITS: u32 = (fingerprint::KEY_BITS - KEY_PARTS_BITS).div_ceil(2);
/// Bits of a document's number in a posting that is put aside.
const DOCUMENT_BITS: u32 = 24;

/// `room` is used again from call to call.
pub fn put_postings(spool: &Spool<'_>, postings: &[(u32, u32)], first: usize, room: &mut Vec<Vec<u8>>) -> io::Result<()> {
    // Most parts of a small pack have none.
    if postings.is_empty() {
        return Ok(());
    }
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

/// Writes postings: gives their directory, and the keys that were left out. `each` takes the buckets.
pub fn write_postings(
    spool: &Spool<'_>,
    jobs: usize,
    documents: usize,
    key_bits: u32,
    leave_out: &Common<'_>,
    mut each: impl FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<(Vec<u8>, Vec<u8>)> {
    let parts = 1 << KEY_PARTS_BITS;
    // Sorted and thinned, part after part, and put aside again: how many stay decides how they are written.
    let mut common = Vec::new();
    let mut count = 0;
    let begun = AtomicUsize::new(0);
    let thin = || numbered(&begun, parts, |part| thin(spool, part, leave_out));
    in_order(jobs, thin, |thinned: Thinned| {
        count += thinned.count;
        common.extend(thinned.left_out);
        Ok(())
    })?;
    let split = postings::Split::new(count, documents, key_bits);
    let mut directory = split.directory();
    // No bucket is of two of these.
    let (pieces, parts_a_piece) = if split.bits < KEY_PARTS_BITS { (1, parts) } else { (parts, 1) };
    let begun = AtomicUsize::new(0);
    let write = |piece: usize| {
        let mut postings = Vec::new();
        for part in piece * parts_a_piece..(piece + 1) * parts_a_piece {
            postings.extend(put_aside(spool, part)?.map(|posting| {
                let (key, document) = (posting >> DOCUMENT_BITS, posting & ((1 << DOCUMENT_BITS) - 1));
                (key as u32, document as u32)
            }));
        }
        let buckets = 1 << split.bits;
        Ok(split.write(buckets / pieces * piece..buckets / pieces * (piece + 1), &postings))
    };
    in_order(
        jobs,
        || numbered(&begun, pieces, write),
        |written: postings::Written| {
            directory.extend(written.lengths);
            each(&written.buckets)
        },
    )?;
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

/// The next of so many pieces of work, done.
fn numbered<T>(begun: &AtomicUsize, count: usize, work: impl Fn(usize) -> io::Result<T>) -> Option<(usize, io::Result<T>)> {
    let number = begun.fetch_add(1, Ordering::Relaxed);
    (number < count).then(|| (number, work(number)))
}

/// What became of a part's postings.
struct Thinned {
    count: usize,
    /// Keys.
    left_out: Vec<u32>,
}

fn thin(spool: &Spool<'_>, part: usize, leave_out: &Common<'_>) -> io::Result<Thinned> {
    let mut postings: Vec<u64> = put_aside(spool, part)?.collect();
    sort_by_key(&mut postings);
    postings.dedup();
    let mut thinned = Thinned { count: 0, left_out: Vec::new() };
    let mut bytes = Vec::with_capacity(postings.len() * 8);
    for of_key in postings.chunk_by(|a, b| a >> DOCUMENT_BITS == b >> DOCUMENT_BITS) {
        let key = (of_key[0] >> DOCUMENT_BITS) as u32;
        if of_key.len() > leave_out.most || leave_out.known.contains(&key) {
            thinned.left_out.push(key);
            continue;
        }
        thinned.count += of_key.len();
        of_key.iter().for_each(|posting| bytes.extend(posting.to_le_bytes()));
    }
    spool.replace(part, &bytes)?;
    Ok(thinned)
}

/// The postings of a part, as they were put aside.
fn put_aside(spool: &Spool<'_>, part: usize) -> io::Result<impl Iterator<Item = u64> + use<>> {
    let posting = |b: &[u8; 8]| u64::from_le_bytes(*b);
    Ok(spool.take(part)?.into_iter().flat_map(move |piece| piece.as_chunks().0.iter().map(posting).collect::<Vec<_>>()))
}
