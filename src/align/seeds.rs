//! Seeds: maximal runs of three or more equal words.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{Run, Sides};
use crate::fingerprint::{Places, TRIGRAM};
use crate::order;
use crate::text::{Flags, Words};

/// Words a seed.
const MIN_WORDS: usize = TRIGRAM;
/// A trigram with more places in the source is a refrain: its neighbours find what it would.
pub const MAX_PLACES: usize = 24;

/// Finds all seeds, in the order of the page: where the page's `trigrams` have `places` in the source.
pub fn find(sides: &Sides<'_>, trigrams: &[u32], places: &Places) -> Vec<Run> {
    // The end of the last run found on each diagonal (source minus page, modulo 2^32), so that a run is found once.
    let mut covered: FxHashMap<u32, u32> = FxHashMap::default();
    let mut seeds = Vec::new();
    for (at, &gram) in trigrams.iter().enumerate() {
        let mut found = places.get(gram).peekable();
        if found.peek().is_none() || places.get(gram).nth(MAX_PLACES).is_some() {
            continue;
        }
        if is_light(&sides.page_words.flags[at..at + MIN_WORDS]) {
            continue;
        }
        for place in found {
            let place = place as usize;
            let diagonal = (place as u32).wrapping_sub(at as u32);
            if covered.get(&diagonal).is_some_and(|&end| at < end as usize) {
                continue;
            }
            let before = sides.page[..at].iter().rev().zip(sides.source[..place].iter().rev()).take_while(|(a, b)| a == b).count();
            let after = sides.page[at..].iter().zip(&sides.source[place..]).take_while(|(a, b)| a == b).count();
            if after < MIN_WORDS {
                // Another trigram with the same hash.
                continue;
            }
            covered.insert(diagonal, (at + after) as u32);
            seeds.push(Run { page: at - before, source: place - before, len: before + after });
        }
    }
    in_order(&mut seeds);
    seeds
}

/// Trigrams of function words alone start no seed: they stand everywhere, and where they matter a neighbouring trigram finds
/// them.
fn is_light(trigram: &[Flags]) -> bool {
    trigram.iter().all(|f| f.has(Flags(Flags::FUNCTION.0 | Flags::FORMULA.0)))
}

/// Whether [`find`] would have found a run.
pub fn may_start(page: &Words, run: &Run) -> bool {
    !page.flags[run.page..run.page_end()].windows(MIN_WORDS).all(is_light)
}

/// By the page, then by the source.
pub fn in_order(seeds: &mut Vec<Run>) {
    order::sort_by_key(seeds, |s| (s.page, s.source));
}

/// The parts of the seeds that lie in `block`.
pub fn clip(seeds: &[Run], block: &Range<usize>) -> Vec<Run> {
    let mut clipped = Vec::new();
    for seed in seeds {
        let from = seed.page.max(block.start);
        let to = seed.page_end().min(block.end);
        if from < to {
            clipped.push(Run { page: from, source: seed.source + from - seed.page, len: to - from });
        }
    }
    in_order(&mut clipped);
    clipped
}
