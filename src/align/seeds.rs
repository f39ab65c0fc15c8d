//! Seeds: maximal runs of three or more equal words.

use std::ops::Range;

use super::known::Known;
use super::{Run, quoted};
use wherefrom_text::fingerprint::{self, Places, TRIGRAM};
use wherefrom_text::order;
use wherefrom_text::{Flags, Words};

/// A trigram with more places in the source is a refrain: its neighbours find what it would.
const MAX_PLACES: u32 = 24;

/// Pages and sources of a few words that come again and again have as many pairs of trigrams as the square of their length, up to this
/// many a word. A trigram that has no more places than this is never a refrain.
const PAIRS: usize = 4;
/// Where fewer trigrams of a source are the page's, their pairs are not counted.
const FEW_MET: usize = 1 << 12;
/// From so many on seeds are put in their places by number.
const MANY_SEEDS: usize = 1 << 10;

/// A page's keys, of one width, and where they stand.
pub(crate) struct Keys {
    pub keys: Vec<u32>,
    pub places: Places,
    trigrams: Places,
    pub known: Known,
}

impl Keys {
    pub fn new(keys: Vec<u32>) -> Keys {
        let known = Known::of(keys.iter().copied());
        Keys { places: Places::of(&keys), trigrams: Places::of(&fingerprint::trigrams(&keys)), known, keys }
    }

    /// The maximal runs of words that page and source have in common, but those of refrains alone; in the order of the page, then
    /// of the source.
    pub fn runs(&self, source: &[u32]) -> Vec<Run> {
        let met = self.met(source);
        // By the first place of each of the page's trigrams, how many the source has.
        let mut counts = vec![0u32; if met.is_empty() { 0 } else { self.keys.len() }];
        met.iter().for_each(|(_, first)| counts[*first as usize] += 1);
        let most = self.most_places(&counts, met.len());
        let is_refrain = |first: u32| counts[first as usize] > most;
        let any_refrain = met.iter().any(|(_, first)| is_refrain(*first));
        // The end of the last run on each diagonal: beside a refrain nothing else tells whether a run was found before.
        let mut ends = vec![0u32; if any_refrain { self.keys.len() + source.len() } else { 0 }];
        let mut runs = Vec::new();
        for (number, &(place, first)) in met.iter().enumerate().filter(|(_, (_, first))| !is_refrain(*first)) {
            let place = place as usize;
            let before = number.checked_sub(1).map(|before| met[before]).filter(|before| before.0 as usize + 1 == place);
            let beside_refrain = before.is_some_and(|(_, first)| is_refrain(first));
            for at in self.trigrams.from(Some(first)).map(|at| at as usize) {
                let diagonal = self.keys.len() - at + place;
                let goes_on = at > 0 && place > 0 && self.keys[at - 1] == source[place - 1];
                let is_found = goes_on && (!beside_refrain || ends[diagonal] as usize > at);
                // Another trigram may have the same hash.
                if !is_found && self.keys[at..at + TRIGRAM] == source[place..place + TRIGRAM] {
                    let run = run(&self.keys, at, source, place);
                    if any_refrain {
                        ends[diagonal] = run.page_end() as u32;
                    }
                    runs.push(run);
                }
            }
        }
        in_order(&mut runs);
        runs
    }

    /// A trigram with more places in the source is a refrain, given how many each has by its first place on the page: [`MAX_PLACES`], or
    /// fewer where there are so many on both sides that their pairs would be more than [`PAIRS`] for every word of the page.
    fn most_places(&self, counts: &[u32], met: usize) -> u32 {
        if met <= FEW_MET {
            return MAX_PLACES;
        }
        let mut pairs = [0; MAX_PLACES as usize + 1];
        for (first, &count) in (0..).zip(counts).filter(|(_, count)| (1..=MAX_PLACES).contains(*count)) {
            pairs[count as usize] += count as usize * self.trigrams.from(Some(first)).count();
        }
        let mut sum = 0;
        let is_enough = |pairs: &usize| {
            sum += pairs;
            sum > PAIRS * self.keys.len()
        };
        pairs.iter().position(is_enough).map_or(MAX_PLACES, |most| most as u32 - 1)
    }

    /// Where the source has a trigram of the page, and the first place of that.
    fn met(&self, source: &[u32]) -> Vec<(u32, u32)> {
        let mut met = Vec::new();
        // A bit each for the words up to this one, the last one the lowest, whether the page may have it. Most words are told without
        // a branch so, which is what takes time.
        let mut row = 0u32;
        for (end, &key) in (1..).zip(source) {
            row = row << 1 | u32::from(self.known.has(key));
            if row & ALL_KNOWN == ALL_KNOWN
                && end >= TRIGRAM
                && let Some(first) = self.trigrams.first(fingerprint::trigram(&source[end - TRIGRAM..end]))
            {
                met.push(((end - TRIGRAM) as u32, first));
            }
        }
        met
    }
}

const ALL_KNOWN: u32 = (1 << TRIGRAM) - 1;

/// The words in a row that stand here on both sides.
fn run(page: &[u32], at: usize, source: &[u32], place: usize) -> Run {
    let before = page[..at].iter().rev().zip(source[..place].iter().rev()).take_while(|(a, b)| a == b).count();
    let after = page[at..].iter().zip(&source[place..]).take_while(|(a, b)| a == b).count();
    Run { page: at - before, source: place - before, len: before + after }
}

/// Seeds of function words alone start no chain, since they stand everywhere, but where they are a quotation.
pub fn that_start(page: &Words, seeds: &[Run]) -> Vec<Run> {
    let is_light = |flags: &Flags| flags.has(Flags(Flags::FUNCTION.0 | Flags::FORMULA.0));
    let starts = |seed: &Run| {
        let words = seed.page..seed.page_end();
        !page.flags[words.clone()].iter().all(is_light) || quoted::whole_in(page, words).is_some()
    };
    seeds.iter().copied().filter(starts).collect()
}

/// By the page, then by the source.
pub fn in_order(seeds: &mut Vec<Run>) {
    let place = |seed: &Run| (seed.page, seed.source);
    if seeds.is_sorted_by_key(place) {
        return;
    }
    if seeds.len() >= MANY_SEEDS {
        // Mostly they are in the order of the source: that is kept.
        let mut from = vec![0; seeds.iter().map(|seed| seed.page).max().map_or(0, |last| last + 2)];
        seeds.iter().for_each(|seed| from[seed.page + 1] += 1);
        (1..from.len()).for_each(|page| from[page] += from[page - 1]);
        let mut placed = seeds.clone();
        for seed in seeds.iter() {
            placed[from[seed.page]] = *seed;
            from[seed.page] += 1;
        }
        *seeds = placed;
    }
    if !seeds.is_sorted_by_key(place) {
        order::sort_by_key(seeds, place);
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// All runs of three or more equal words that go no further on either side.
    fn expected(page: &[u32], source: &[u32]) -> Vec<Run> {
        let equal = |at: usize, place: usize| page.get(at).is_some_and(|word| source.get(place) == Some(word));
        let starts = (0..page.len()).flat_map(|at| (0..source.len()).map(move |place| (at, place)));
        let maximal = starts.filter(|&(at, place)| at == 0 || place == 0 || !equal(at - 1, place - 1));
        let run = |(at, place)| Run { page: at, source: place, len: (0..).take_while(|step| equal(at + step, place + step)).count() };
        maximal.map(run).filter(|run| run.len >= TRIGRAM).collect()
    }

    #[test]
    fn runs_are_maximal_and_all_there() {
        let mut random = 0x9E37_79B9_7F4A_7C15_u64;
        let mut text = |words: usize, of: u64| -> Vec<u32> {
            let word = |_| {
                random ^= random << 13;
                random ^= random >> 7;
                random ^= random << 17;
                ((random >> 33) % of) as u32
            };
            (0..words).map(word).collect()
        };
        for round in 0..400 {
            let (page, source) = (text(round % 60, 4 + round as u64 % 9), text(round * 7 % 50, 4 + round as u64 % 9));
            assert_eq!(Keys::new(page.clone()).runs(&source), expected(&page, &source), "{page:?} {source:?}");
        }
    }

    #[test]
    fn what_a_page_repeats_is_found_everywhere() {
        let sentence: Vec<u32> = (0..9).collect();
        let runs = Keys::new(sentence.repeat(700)).runs(&sentence);
        assert_eq!(runs.len(), 700);
        assert!(runs.iter().all(|run| run.len == 9));
    }

    #[test]
    fn refrains_have_a_bound() {
        for period in [1, 3, 40, 100, 1000] {
            let verse: Vec<u32> = (0..200_000).map(|n| n % period).collect();
            assert!(Keys::new(verse.clone()).runs(&verse).is_empty());
            // A run that goes on over a refrain is found once.
            let page: Vec<u32> = [2001, 2002, 2003].into_iter().chain(verse[..2000].iter().copied()).chain([2004, 2005, 2006]).collect();
            let whole = Run { page: 0, source: 0, len: page.len() };
            let source: Vec<u32> = page.iter().copied().chain(verse.iter().copied()).collect();
            assert!(Keys::new(page).runs(&source).contains(&whole));
        }
    }
}
