//! A glance at a document's words before the rest of it is decoded: whether anything that it has in common with the page
//! could stand.
//!
//! In a large corpus most documents that share a fingerprint with a page share a formula and no more: an alignment finds
//! nothing, or `verdict::chance` takes it out. Both are asked here of the keys alone, from the seeds that are found on the
//! way; what only the rest of the document would tell (names, topics, moved words) counts for it.

use std::ops::Range;

use crate::align::{MAX_PLACES, MIN_CHAIN, Page, Passage, Run, sketch, weight};
use crate::fingerprint::{self, TRIGRAM};
use crate::verdict::chance;

/// Whether a source with words of these keys may have a passage in common with the page that is more than chance.
pub fn may_stand(page: &Page<'_>, source: &[u32], text_free: bool) -> bool {
    let mut seeds = Seeds::of(page, source, text_free);
    if !page.blocks.iter().any(|block| seeds.may_begin_chain(page, block)) {
        return false;
    }
    // One short key stands for many words: an alignment of them bounds nothing.
    if text_free || seeds.hits.len() > MAX_HITS || page.blocks.iter().any(|block| seeds.has_long_run(page, block)) {
        return true;
    }
    let passages = sketch(page, source, std::mem::take(&mut seeds.runs));
    let stands = |passages: &[Passage], on_one_topic: bool| chance::is_more(page.words, passages, chance::asked(on_one_topic));
    let block_of = |p: &Passage| page.words.blocks[p.runs[0].page];
    let mut one_topic: Option<bool> = None;
    passages
        .chunk_by(|a, b| block_of(a) == block_of(b))
        .any(|in_block| stands(in_block, true) && stands(in_block, *one_topic.get_or_insert_with(|| may_share_topic(page, source, &seeds))))
}

/// Where a source and the page have trigrams in common.
struct Seeds {
    /// Of every word of the page, whether it stands in a seed, or may.
    marked: Vec<bool>,
    /// Pairs of places, on the page and in the source, in the order of the source.
    hits: Vec<(u32, u32)>,
    /// Words in a row that both have.
    runs: Vec<Run>,
    /// Of every word of the source the first place on the page, or [`NOWHERE`]; empty where it is text-free.
    met: Vec<u32>,
}

/// With more places in common a document is looked at in any case: what the seeds of refrains cost has to have a bound.
const MAX_HITS: usize = 1 << 14;
const NOWHERE: u32 = u32::MAX;

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
            if hits.len() > MAX_HITS {
                break;
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
        let mut inside = self.runs.iter().map(|run| run.page.max(block.start)..run.page_end().min(block.end)).filter(|run| !run.is_empty());
        inside.any(|run| chance::is_long_run(&page.words.flags, run))
    }
}

/// Joins trigrams that follow each other on both sides.
fn runs(hits: &[(u32, u32)]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
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
                runs.push(Run { page: at as usize, source: place as usize, len: 0 });
                runs.len() - 1
            }
        };
        runs[run].len = at as usize + TRIGRAM - runs[run].page;
        next.push((at + 1, run));
    }
    runs
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::align;
    use crate::model::Metadata;
    use crate::pack::Source;
    use crate::text::words;

    /// Whether an alignment shares more than chance in some block, and whether the glance lets it be made.
    fn judged(page: &str, source: &str) -> (bool, bool) {
        let words = words::read(&[Some(page)], None);
        let blocks = words.block_ranges(1);
        let texts = [page];
        let page = Page::new(&words, &blocks, &texts);
        let source = Source::from_blocks(Metadata::default(), &[(source, false)]);
        let passages = align(&page, &source);
        (chance::is_more(&words, &passages, chance::asked(true)), may_stand(&page, &source.words.keys, false))
    }

    #[test]
    fn pieces_that_were_moved_count() {
        let (run, moved) = ("gorse heather bracken thistle nettle dock", "otter heron grebe");
        let page = format!("plum {moved} pear fig {run} quince medlar sloe damson bullace cherry apple lime");
        let source = format!("iron copper {run} zinc tin {moved} lead");
        assert_eq!(judged(&page, &source), (true, true));
        assert_eq!(judged(&page, &format!("iron copper {run} zinc tin lead")), (false, false));
    }

    #[test]
    fn refrains_have_a_bound() {
        let page = "tra la la la la la la la la la la la la la la la la la la";
        assert!(judged(page, &"la ".repeat(200_000)).1);
    }
}
