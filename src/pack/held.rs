//! Documents that are held decoded: those that a page is compared with, and those of old packs.

use std::sync::Arc;

use super::source::content_of;
use super::{FEW, Source, identity};
use crate::distinct::Distinct;
use crate::order;

#[derive(Debug)]
pub struct Held {
    pub sources: Vec<Arc<Source>>,
    /// The documents of fingerprints, and of what documents are known by.
    postings: Postings,
    terms: Postings,
}

impl Held {
    /// `postings` are the documents' fingerprints.
    pub fn new(sources: Vec<Source>, mut postings: Vec<(u32, u32)>) -> Held {
        let mut terms = Vec::new();
        for (document, source) in (0..).zip(&sources) {
            postings.extend(identity::keys(&source.meta).map(|key| (key, document)));
            // Where there are few, all are looked at.
            if sources.len() > FEW && !source.text_free {
                let of = Distinct::of(content_of(&source.words), source.words.len());
                terms.extend(of.numbers().iter().map(|&term| (term, document)));
            }
        }
        Held { sources: sources.into_iter().map(Arc::new).collect(), postings: Postings::of(&postings), terms: Postings::of(&terms) }
    }

    /// The number of fingerprints and of what documents are known by.
    pub fn fingerprints(&self) -> usize {
        self.postings.entries.len()
    }

    pub fn find(&self, key: u32, each: impl FnMut(u32)) {
        self.postings.find(key, each);
    }

    pub fn find_term(&self, key: u32, each: impl FnMut(u32)) {
        self.terms.find(key, each);
    }
}

/// Keys and documents in buckets by the upper bits of the key.
#[derive(Debug)]
struct Postings {
    /// Key above document, each pair once, in order.
    entries: Vec<u64>,
    /// The entries of bucket `b` are `entries[starts[b]..starts[b + 1]]`.
    starts: Vec<u32>,
    /// What a key is shifted by to get its bucket.
    shift: u32,
}

/// Entries a bucket, about: they are one or two lines of the caches.
const BUCKET: usize = 8;

impl Postings {
    fn of(pairs: &[(u32, u32)]) -> Postings {
        let bits = (pairs.len() / BUCKET).max(2).ilog2();
        let shift = (u32::BITS - pairs.iter().fold(0, |all, (key, _)| all | key).leading_zeros()).saturating_sub(bits);
        let bucket = |key: u32| (key >> shift) as usize;
        let mut ends = vec![0u32; (1 << bits) + 1];
        pairs.iter().for_each(|(key, _)| ends[bucket(*key)] += 1);
        let mut end = 0;
        ends.iter_mut().for_each(|at| end += std::mem::replace(at, end));
        let mut entries = vec![0u64; pairs.len()];
        for &(key, document) in pairs {
            // From the bucket's start to its end, which is where the next one starts.
            let at = &mut ends[bucket(key)];
            entries[*at as usize] = u64::from(key) << 32 | u64::from(document);
            *at += 1;
        }
        let mut starts = vec![0u32];
        let (mut from, mut kept) = (0, 0);
        for &end in &ends[..1 << bits] {
            order::sort_longs(&mut entries[from..end as usize]);
            for at in from..end as usize {
                if at == from || entries[at] != entries[kept - 1] {
                    entries[kept] = entries[at];
                    kept += 1;
                }
            }
            from = end as usize;
            starts.push(kept as u32);
        }
        entries.truncate(kept);
        Postings { entries, starts, shift }
    }

    fn find(&self, key: u32, each: impl FnMut(u32)) {
        let bucket = (key >> self.shift) as usize;
        let Some(&[from, to]) = self.starts.get(bucket..bucket + 2) else { return };
        let entries = &self.entries[from as usize..to as usize];
        // What many documents have may fill a bucket.
        let first = entries.partition_point(|entry| ((entry >> 32) as u32) < key);
        entries[first..].iter().take_while(|entry| (*entry >> 32) as u32 == key).map(|entry| *entry as u32).for_each(each);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_posting_is_found_once() {
        for count in [0u32, 1, 2, 100, 5000] {
            let key = |n: u32| (n / 3).wrapping_mul(0x9E37_79B1);
            let pairs: Vec<(u32, u32)> = (0..count).chain(0..count).map(|n| (key(n), n % 7)).collect();
            let postings = Postings::of(&pairs);
            for n in 0..count + 9 {
                let mut expected: Vec<u32> = pairs.iter().filter(|pair| pair.0 == key(n)).map(|pair| pair.1).collect();
                expected.sort_unstable();
                expected.dedup();
                let mut found = Vec::new();
                postings.find(key(n), |document| found.push(document));
                assert_eq!(found, expected, "{n} of {count}");
            }
        }
    }
}
