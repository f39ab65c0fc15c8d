//! Fingerprints: hashes of word 5-grams, selected so that every [`WINDOW`] successive ones have one among them.
//!
//! Winnowing (Schleimer, Wilkerson, Aiken: *Winnowing: Local Algorithms for Document Fingerprinting*, SIGMOD 2003) keeps
//! the smallest hash of every window, so that two documents keep the same ones of what they share. Here a page asks for
//! all of its 5-grams, so documents need not agree: of all selections with the same guarantee the cheapest is taken,
//! where 5-grams of function words cost more. That takes a quarter of all 5-grams where winnowing takes two fifths, and
//! those it takes are rarer.
//!
//! Any run of `K + WINDOW - 1` = 8 shared words has a selected 5-gram. Inside quotation marks every 5-gram is kept, so
//! that a quotation is found from 5 words on.

use crate::order;
use crate::text::{Flags, Words};

/// Words a k-gram. Five words are rarely shared by chance; four are.
pub const K: usize = 5;

/// 5-grams a window.
pub const WINDOW: usize = 4;

/// What a selected 5-gram costs, and what each of its function words and formulas adds.
const COST: u32 = 8;
const COST_FUNCTION: u32 = 3;

/// The hash of the 5-gram that starts at each word; one for every position but the last four.
pub fn grams(keys: &[u32]) -> Vec<u32> {
    keys.windows(K).map(hash).collect()
}

/// The hash of some words in a row.
pub fn hash(gram: &[u32]) -> u32 {
    let mut h = 0u64;
    for &key in gram {
        h = (h ^ u64::from(key)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        h ^= h >> 29;
    }
    (h >> 32) as u32
}

/// Words a trigram. Three, so that a sentence with every fourth word replaced still has some in common.
pub const TRIGRAM: usize = 3;

/// The hash of the trigram that starts at each word; one for every position but the last two.
pub fn trigrams(keys: &[u32]) -> Vec<u32> {
    keys.windows(TRIGRAM).map(hash).collect()
}

/// The hash of the trigram that these words begin with.
pub fn trigram(keys: &[u32]) -> u32 {
    hash(&keys[..TRIGRAM])
}

/// Where the trigrams of a document stand: what seeds of an alignment are found with.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// Hash and position, sorted.
    sorted: Vec<(u32, u32)>,
    /// A bit for every hash, by its upper bits: most of a page's trigrams stand in no given document, and are passed
    /// over after one look.
    bits: Vec<u64>,
    shift: u32,
}

/// Bits a trigram: one of 16 passes the first look by chance.
const BITS: usize = 16;

impl Places {
    pub fn of(keys: &[u32]) -> Places {
        let mut sorted: Vec<(u32, u32)> = trigrams(keys).into_iter().zip(0..).collect();
        order::sort_pairs(&mut sorted);
        let width = (sorted.len() * BITS).next_power_of_two().clamp(64, 1 << 31);
        let shift = 32 - width.trailing_zeros();
        let mut bits = vec![0u64; width / 64];
        for (hash, _) in &sorted {
            let at = (hash >> shift) as usize;
            bits[at / 64] |= 1 << (at % 64);
        }
        Places { sorted, bits, shift }
    }

    /// Hash and position of every place that has this hash; other trigrams may have it too.
    pub fn get(&self, hash: u32) -> &[(u32, u32)] {
        let at = (hash >> self.shift) as usize;
        if self.bits.get(at / 64).is_none_or(|word| word & (1 << (at % 64)) == 0) {
            return &[];
        }
        let from = self.sorted.partition_point(|(h, _)| *h < hash);
        let len = self.sorted[from..].partition_point(|(h, _)| *h == hash);
        &self.sorted[from..from + len]
    }
}

/// The keys of the selected fingerprints of a document, sorted, each once.
pub fn select(words: &Words) -> Vec<u32> {
    let grams = grams(&words.keys);
    let light = Flags(Flags::FUNCTION.0 | Flags::FORMULA.0);
    // The least that a selection costs which ends with this 5-gram, and the one selected before it.
    let mut least: Vec<(u32, usize)> = Vec::with_capacity(grams.len());
    let mut selected = Vec::with_capacity(grams.len() / 2);
    for (at, &gram) in grams.iter().enumerate() {
        let flags = &words.flags[at..at + K];
        let cost = COST + COST_FUNCTION * flags.iter().filter(|f| f.has(light)).count() as u32;
        let before = if at < WINDOW { (0, usize::MAX) } else { (at - WINDOW..at).map(|b| (least[b].0, b)).min().unwrap_or_default() };
        least.push((before.0 + cost, before.1));
        if flags.iter().all(|f| f.has(Flags::QUOTED)) {
            selected.push(key_of(gram));
        }
    }
    let last = (grams.len().saturating_sub(WINDOW)..grams.len()).min_by_key(|&at| least[at].0);
    let mut next = last.unwrap_or(usize::MAX);
    while let Some(&(_, before)) = least.get(next) {
        selected.push(key_of(grams[next]));
        next = before;
    }
    order::sort_numbers(&mut selected);
    selected.dedup();
    selected
}

/// Bits of a key. At 24 bits a page of 500 words meets some hundred documents by chance among 20,000, at 28 bits 6.
pub const KEY_BITS: u32 = 28;

/// The part of a hash that packs keep.
pub fn key_of(hash: u32) -> u32 {
    hash >> (32 - KEY_BITS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words;

    fn selected(text: &str) -> Vec<u32> {
        select(&words::read(&[Some(text)], None))
    }

    #[test]
    fn eight_shared_words_share_a_fingerprint() {
        let a = selected("one two three four five six seven eight nine ten eleven twelve");
        let b = selected("zero three four five six seven eight nine ten blue green red");
        assert!(a.iter().any(|h| b.contains(h)));
    }

    #[test]
    fn quotations_are_indexed_whole() {
        let grams = selected("\"one two three four five six seven eight nine ten\"");
        assert_eq!(grams.len(), 6);
    }
}
