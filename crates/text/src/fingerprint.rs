//! Fingerprints: hashes of word 5-grams, selected so that every [`WINDOW`] successive ones have one among them.
//!
//! Winnowing (Schleimer, Wilkerson, Aiken: *Winnowing: Local Algorithms for Document Fingerprinting*, SIGMOD 2003) keeps
//! the smallest hash of every window, so that two documents keep the same ones of what they share. Here a page asks for
//! all of its 5-grams, so documents need not agree: of all selections with the same guarantee the cheapest is taken,
//! where 5-grams of function words cost more. That takes a quarter of all 5-grams where winnowing takes two fifths, and
//! those it takes are rarer.
//!
//! Any run of `K + WINDOW - 1` = 8 shared words has a selected 5-gram. Inside quotation marks every second is kept, so that 6
//! words of a quotation have one, and of short quotations every one, so that they are found from 5 words on.

use std::ops::Range;

use crate::{Flags, Words};

/// Words a k-gram. Five words are rarely shared by chance; four are.
pub const K: usize = 5;

/// 5-grams a window.
pub const WINDOW: usize = 4;

/// 5-grams a window inside quotation marks. To keep all of them, which finds 5 words of a long quotation as well, takes a fifth
/// more room in a corpus of press releases.
const QUOTED_WINDOW: usize = 2;
const ALL_QUOTED: usize = (1 << QUOTED_WINDOW) - 1;
/// Of quotations of up to so many words every 5-gram is kept: they are quoted whole.
const SHORT_QUOTATION: usize = 12;

/// In place of a 5-gram or a place where there is none.
const NONE: u32 = u32::MAX;

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

/// Where which hashes stand in a document: an open table of their first places, from which lists lead on.
#[derive(Debug, Clone)]
pub struct Places {
    /// Hash and first place, [`NONE`] where there is none; at the hash or in the next free slot behind.
    slots: Vec<(u32, u32)>,
    /// Of every place the next one with the same hash, or [`NONE`].
    next: Vec<u32>,
    shift: u32,
}

impl Places {
    pub fn of(hashes: &[u32]) -> Places {
        let slots = (2 * hashes.len()).next_power_of_two().clamp(4, 1 << 31);
        let mut places = Places { slots: vec![(0, NONE); slots], next: vec![NONE; hashes.len()], shift: 32 - slots.trailing_zeros() };
        // From behind, so that every list comes to be in order.
        for (place, &hash) in hashes.iter().enumerate().rev() {
            let slot = places.slot(hash);
            places.next[place] = std::mem::replace(&mut places.slots[slot], (hash, place as u32)).1;
        }
        places
    }

    /// Where a hash is, or would be.
    #[inline]
    fn slot(&self, hash: u32) -> usize {
        let mut slot = (spread(hash) >> self.shift) as usize;
        while self.slots[slot].1 != NONE && self.slots[slot].0 != hash {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        slot
    }

    /// The first place of a hash.
    #[inline]
    pub fn first(&self, hash: u32) -> Option<u32> {
        Some(self.slots[self.slot(hash)].1).filter(|first| *first != NONE)
    }

    /// The places of a hash, in order.
    #[inline]
    pub fn get(&self, hash: u32) -> impl Iterator<Item = u32> {
        self.from(self.first(hash))
    }

    /// This place and all that have the same hash behind it, in order.
    #[inline]
    pub fn from(&self, place: Option<u32>) -> impl Iterator<Item = u32> {
        std::iter::successors(place, |&place| Some(self.next[place as usize]).filter(|next| *next != NONE))
    }
}

/// Spreads hashes that differ in few bits: their upper bits differ then.
pub fn spread(hash: u32) -> u32 {
    hash.wrapping_mul(0x9E37_79B1)
}

/// The keys of the selected fingerprints of a document, in no order; equal 5-grams may be there more than once.
pub fn select(words: &Words) -> Vec<u32> {
    let grams = grams(&words.keys);
    let light = Flags(Flags::FUNCTION.0 | Flags::FORMULA.0);
    // How far before a place the last selected 5-gram may be: no window lies between the two. Of the 5-grams before the place a
    // bit each, that of the last one the lowest, tells whether it is quoted.
    let reach = |before: usize| {
        let in_quotation = |reach: &usize| before >> (reach - QUOTED_WINDOW) & ALL_QUOTED == ALL_QUOTED;
        (QUOTED_WINDOW..WINDOW).find(in_quotation).unwrap_or(WINDOW)
    };
    let mut before = 0;
    let mut lights = words.flags.iter().take(K - 1).filter(|f| f.has(light)).count() as u32;
    // Quoted words in a row, up to here; and where 5-grams of such begin.
    let mut quoted_words = words.flags.iter().take(K - 1).rev().take_while(|f| f.has(Flags::QUOTED)).count();
    let mut quoted: Vec<Range<usize>> = Vec::new();
    // Dynamic programming over the places of 5-grams. `recent` holds, for each of the last few places, the least cost of a selection
    // that ends there (upper half of the number) and that place itself (lower half), so that the smallest number is the cheapest
    // selection and, of several, the earliest. `selected_before` holds for every place the one that its cheapest selection has before
    // it, or none where that selection begins there.
    let mut recent = [u64::from(NONE); WINDOW];
    let mut selected_before: Vec<u32> = Vec::with_capacity(grams.len());
    for (at, (first, last)) in words.flags.iter().zip(words.flags.iter().skip(K - 1)).enumerate() {
        lights += u32::from(last.has(light));
        let cost = COST + COST_FUNCTION * lights;
        lights -= u32::from(first.has(light));
        let reach = reach(before);
        let [four_before, three_before, two_before, before_it] = recent;
        let of_two = two_before.min(before_it);
        let cheapest = match reach {
            QUOTED_WINDOW => of_two,
            WINDOW => of_two.min(three_before).min(four_before),
            _ => of_two.min(three_before),
        };
        let (least, previous) = ((cheapest >> 32) as u32, cheapest as u32);
        recent = [three_before, two_before, before_it, u64::from(least + cost) << 32 | at as u64];
        selected_before.push(previous);
        quoted_words = if last.has(Flags::QUOTED) { quoted_words + 1 } else { 0 };
        let is_quoted = quoted_words >= K;
        match quoted.last_mut() {
            Some(run) if is_quoted && run.end == at => run.end = at + 1,
            _ if is_quoted => quoted.push(at..at + 1),
            _ => {}
        }
        before = before << 1 | usize::from(is_quoted);
    }
    let mut selected = Vec::with_capacity(grams.len() / 2);
    let last = &recent[WINDOW - reach(before).min(grams.len())..];
    let mut next = last.iter().copied().min().map_or(NONE, |cheapest| cheapest as u32);
    while let Some(&previous) = selected_before.get(next as usize) {
        selected.push(key_of(grams[next as usize]));
        next = previous;
    }
    let short = |run: &Range<usize>| run.len() + K - 1 <= SHORT_QUOTATION;
    selected.extend(quoted.into_iter().filter(short).flatten().map(|at| key_of(grams[at])));
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
    use crate::words;

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
    fn short_quotations_are_indexed_whole() {
        let mut grams = selected("\"one two three four five six seven eight nine ten\"");
        grams.sort_unstable();
        grams.dedup();
        assert_eq!(grams.len(), 6);
    }

    #[test]
    fn six_words_of_a_long_quotation_share_a_fingerprint() {
        let words: Vec<String> = (0..40).map(|n| format!("word{n}")).collect();
        let whole = selected(&format!("He said \"{}\" and left the room at once", words.join(" ")));
        for part in words.windows(6) {
            let grams: Vec<u32> = grams(&words::read(&[Some(&part.join(" "))], None).keys).into_iter().map(key_of).collect();
            assert!(grams.iter().any(|gram| whole.contains(gram)), "{part:?}");
        }
    }
}
