//! A glance at a document's words before the rest of it is decoded: whether anything that it has in common with the page
//! could stand.
//!
//! In a large corpus most documents that share a fingerprint with a page share a formula and no more: `verdict::chance`
//! would take out all that an alignment finds. What is asked there is asked here of bounds that take a tenth of the time:
//! words in a row of seeds rather than of runs, and of a sentence all words that an alignment could possibly add to its
//! seeds. Where in doubt the document is looked at.

use std::ops::Range;

use crate::align::{MAX_PLACES, MIN_CHAIN, Page, REACH_SOURCE, weight};
use crate::fingerprint::{self, TRIGRAM};
use crate::verdict::chance::{self, Asked};

/// Whether a source with words of these keys may have a passage in common with the page that is more than chance.
pub fn may_stand(page: &Page<'_>, source: &[u32], text_free: bool) -> bool {
    let seeds = Seeds::of(page, source, text_free);
    let mut one_topic: Option<bool> = None;
    page.blocks.iter().filter(|block| !block.is_empty() && seeds.may_begin_chain(page, block)).any(|block| {
        // One short key stands for many words: bounds would bound nothing.
        if text_free || seeds.has_long_run(page, block) {
            return true;
        }
        let filled = seeds.filled(page, block);
        let enough = |asked: &Asked| filled.share >= asked.share && filled.substance >= asked.substance;
        enough(chance::asked(true)) && enough(chance::asked(*one_topic.get_or_insert_with(|| may_share_topic(page, source, &seeds))))
    })
}

/// Where a source and the page have trigrams in common.
struct Seeds {
    /// Of every word of the page, whether it stands in a seed, or may.
    marked: Vec<bool>,
    /// Pairs of places, on the page and in the source, in the order of the source.
    hits: Vec<(u32, u32)>,
    /// Words in a row that both have, by their places on the page.
    runs: Vec<Range<usize>>,
    /// Of every word of the source the first place on the page, or [`NOWHERE`]; empty where it is text-free.
    met: Vec<u32>,
}

const NOWHERE: u32 = u32::MAX;

/// Bounds of what `chance` asks of a block.
struct Filled {
    /// Of the words of a sentence; that sentence's with the largest share.
    share: f32,
    /// Words.
    substance: f32,
}

impl Seeds {
    fn of(page: &Page<'_>, source: &[u32], text_free: bool) -> Seeds {
        let keys = page.keys(text_free);
        let first_place = |&key: &u32| page.places.get(key).next().unwrap_or(NOWHERE);
        let met: Vec<u32> = if text_free { Vec::new() } else { source.iter().map(first_place).collect() };
        let mut marked = vec![false; keys.keys.len()];
        let mut hits = Vec::new();
        // Trigrams with many places on the page: their places are marked once.
        let mut refrains: Vec<u32> = Vec::new();
        for (place, words) in source.windows(TRIGRAM).enumerate() {
            if met.get(place..place + TRIGRAM).is_some_and(|met| met.contains(&NOWHERE)) {
                continue;
            }
            let gram = fingerprint::trigram(words);
            if keys.places.get(gram).nth(MAX_PLACES).is_some() {
                if refrains.contains(&gram) {
                    continue;
                }
                refrains.push(gram);
            }
            for at in keys.places.get(gram).map(|at| at as usize) {
                if keys.keys[at..at + TRIGRAM] == *words {
                    marked[at..at + TRIGRAM].fill(true);
                    hits.push((at as u32, place as u32));
                }
            }
        }
        let runs = runs(&hits);
        Seeds { marked, hits, runs, met }
    }

    fn may_begin_chain(&self, page: &Page<'_>, block: &Range<usize>) -> bool {
        let weigh = |at: usize| if self.marked[at] { weight(page.words.flags[at]) } else { 0.0 };
        block.clone().map(weigh).sum::<f32>() >= MIN_CHAIN || self.marked[block.clone()].iter().all(|seed| *seed)
    }

    /// Whether words in a row are more than chance by their number.
    fn has_long_run(&self, page: &Page<'_>, block: &Range<usize>) -> bool {
        let mut inside = self.runs.iter().map(|run| run.start.max(block.start)..run.end.min(block.end)).filter(|run| !run.is_empty());
        inside.any(|run| chance::is_long_run(&page.words.flags, run))
    }

    /// What an alignment could find in the block at most, beside and between the seeds.
    fn filled(&self, page: &Page<'_>, block: &Range<usize>) -> Filled {
        let words = page.words;
        let mut filled = Filled { share: 0.0, substance: 0.0 };
        let mut at = block.start;
        while at < block.end {
            let sentence = at..words.sentence_end(at).min(block.end);
            at = sentence.end;
            if !self.marked[sentence.clone()].contains(&true) {
                continue;
            }
            let near = self.near(page, &sentence);
            let weighs = |i: usize| weight(words.flags[sentence.start + i]) >= MIN_WEIGHT;
            filled.share = filled.share.max(countable(&near, weighs) as f32 / sentence.len() as f32);
            let found = sentence.clone().filter(|at| near[at - sentence.start]).map(|at| words.flags[at]);
            filled.substance += found.filter(|f| chance::is_substance(*f)).count() as f32;
        }
        filled
    }

    /// Of every word of a sentence whether it stands in the source within reach of the sentence's seeds.
    fn near(&self, page: &Page<'_>, sentence: &Range<usize>) -> Vec<bool> {
        let mut within_reach = vec![false; page.first.len()];
        let mut end = 0;
        for &(_, place) in self.hits.iter().filter(|(at, _)| sentence.contains(&(*at as usize))) {
            let place = place as usize;
            let from = place.saturating_sub(REACH_SOURCE).max(end);
            end = (place + TRIGRAM + REACH_SOURCE).min(self.met.len()).max(end);
            for first in self.met[from.min(end)..end].iter().copied().filter(|first| *first != NOWHERE) {
                within_reach[first as usize] = true;
            }
        }
        sentence.clone().map(|at| self.marked[at] || within_reach[page.first[at] as usize]).collect()
    }
}

/// Joins trigrams that follow each other on both sides.
fn runs(hits: &[(u32, u32)]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    // Those that the trigram before belongs to, with its place in the source.
    let mut open: Vec<(u32, usize)> = Vec::new();
    let mut next: Vec<(u32, usize)> = Vec::new();
    let mut last = 0;
    for &(at, place) in hits {
        if place != last {
            open = std::mem::take(&mut next);
            if place != last + 1 {
                open.clear();
            }
            last = place;
        }
        let run = match open.iter().find(|(end, _)| *end == at) {
            Some(&(_, run)) => run,
            None => {
                runs.push(at as usize..0);
                runs.len() - 1
            }
        };
        runs[run].end = at as usize + TRIGRAM;
        next.push((at + 1, run));
    }
    runs
}

/// A word of less weight does not pay for a run of its own.
const MIN_WEIGHT: f32 = 0.5;

/// The words that runs could hold: those near, where words beside each other weigh enough to begin a run.
fn countable(near: &[bool], weighs: impl Fn(usize) -> bool) -> usize {
    let (mut at, mut count) = (0, 0);
    while at < near.len() {
        let len = near[at..].iter().take_while(|near| **near).count();
        if (at..at + len).any(&weighs) {
            count += len;
        }
        at += len.max(1);
    }
    count
}

/// Of the different words of a text so many are no content words, at most.
const NO_CONTENT: usize = 120;
/// Numbers of hashes that different words are counted by.
const COUNTED: usize = 4096;

/// Whether page and source may have enough content words in common beside their seeds to be on one topic. Which words of
/// the source are content words is not known yet, only which of the page's.
fn may_share_topic(page: &Page<'_>, source: &[u32], seeds: &Seeds) -> bool {
    let mut ours = vec![false; page.words.len()];
    for (at, &first) in page.first.iter().enumerate() {
        ours[first as usize] |= !seeds.marked[at] && chance::is_content(page.words.flags[at]);
    }
    let count = ours.iter().filter(|is_ours| **is_ours).count();
    let mut in_seeds = vec![false; source.len()];
    seeds.hits.iter().for_each(|&(_, place)| in_seeds[place as usize..place as usize + TRIGRAM].fill(true));
    let mut met = [0u64; COUNTED / 64];
    let mut shared = 0;
    for at in (0..source.len()).filter(|at| !in_seeds[*at]) {
        let bit = source[at] as usize % COUNTED;
        met[bit / 64] |= 1 << (bit % 64);
        if let Some(is_ours) = ours.get_mut(seeds.met[at] as usize) {
            shared += usize::from(std::mem::take(is_ours));
        }
    }
    let different: usize = met.iter().map(|bits| bits.count_ones() as usize).sum();
    let theirs = different.saturating_sub(NO_CONTENT).max(different / 3);
    chance::is_one_topic(shared, count.min(theirs))
}
