//! Equal words between and beside the runs of a chain, and short pieces that were moved.

use std::ops::Range;

use super::region::{Anchor, align};
use super::{Passage, Run, Sides, Taken};
use wherefrom_text::order;

/// Words looked at beside a chain, on either side.
pub(super) const REACH_PAGE: usize = 40;
/// No more than 64: [`align`] has a bit for each.
pub const REACH_SOURCE: usize = 48;

/// Fills the gaps of a chain, and goes on beyond its ends, over free words of the same sentence.
pub fn fill(sides: &Sides<'_>, chain: Vec<Run>, taken: &Taken) -> Vec<Run> {
    let words = sides.page_words;
    let mut runs = Vec::with_capacity(chain.len() + 4);
    let first = chain[0];
    let from = taken.free_before(first.page, REACH_PAGE).max(words.sentence(first.page).start);
    let before = align(sides, from..first.page, first.source.saturating_sub(REACH_SOURCE)..first.source, Anchor::Right);
    runs.extend(before);
    for (at, run) in chain.iter().enumerate() {
        if at > 0 {
            let last = chain[at - 1];
            let gap = last.page_end()..run.page;
            // Where another passage lies in the gap, its words are its own and the rest is left to the moved pieces.
            if gap.clone().all(|word| taken.is_free(word)) {
                runs.extend(align(sides, gap, last.source_end()..run.source, Anchor::Both));
            }
        }
        runs.push(*run);
    }
    let last = chain[chain.len() - 1];
    let to = taken.free_after(last.page_end(), REACH_PAGE).min(words.sentence(last.page_end() - 1).end);
    let source_to = (last.source_end() + REACH_SOURCE).min(sides.source.len());
    runs.extend(align(sides, last.page_end()..to, last.source_end()..source_to, Anchor::Left));
    merge(runs)
}

/// Joins runs that touch on both sides.
fn merge(runs: Vec<Run>) -> Vec<Run> {
    let mut merged: Vec<Run> = Vec::with_capacity(runs.len());
    for run in runs {
        match merged.last_mut() {
            Some(last) if last.page_end() == run.page && last.source_end() == run.source => last.len += run.len,
            _ => merged.push(run),
        }
    }
    merged
}

/// A piece that was moved within its sentence or paragraph has at least so much evidence in at least two words.
const MOVED_EVIDENCE: f32 = 1.2;

/// Pieces a block that are looked for; a sentence has one or two.
const MAX_MOVED: usize = 12;
/// Pairs of words that pieces may begin with: only refrains have more.
const MAX_PAIRS: usize = 4096;
/// Words of a sentence, on either side, that are looked at: longer ones are lists.
const MAX_MOVED_WORDS: usize = 160;

/// Short runs that crossed a passage: free words of the page beside free words of the source blocks that the passages
/// already draw on.
pub fn moved(sides: &Sides<'_>, passages: &[Passage], taken: &Taken) -> Vec<Passage> {
    let mut used = drawn_on(passages);
    let mut regions: Vec<Range<usize>> = Vec::new();
    for passage in passages {
        let span = passage.source();
        regions.push(match sides.source_words {
            Some(source) => clip(source.sentence(span.start).start..source.sentence(span.end - 1).end),
            None => clip(span.start.saturating_sub(REACH_SOURCE)..(span.end + REACH_SOURCE).min(sides.source.len())),
        });
    }
    // Only in the same sentences: words of other sentences are other statements.
    let words = sides.page_words;
    let sentences: Vec<Range<usize>> =
        passages.iter().map(Passage::page).map(|p| clip(words.sentence(p.start).start..words.sentence(p.end - 1).end)).collect();
    let mut free: Vec<bool> = (taken.block.clone()).map(|i| taken.is_free(i)).collect();
    let pairs = sentences.iter().zip(&regions).flat_map(|(near, region)| equal_pairs(sides, taken, near, region));
    let pairs: Vec<Pair> = pairs.take(MAX_PAIRS).collect();
    let mut found = Vec::new();
    while found.len() < MAX_MOVED {
        let mut best: Option<(f32, Run)> = None;
        for (page, source) in &pairs {
            let equal = |&(p, s): &(usize, usize)| sides.page[p] == sides.source[s] && free[p - taken.block.start] && !is_used(&used, s);
            let len = page.clone().zip(source.clone()).take_while(equal).count();
            let evidence = sides.weights.sum(page.start..page.start + len);
            if len >= 2 && evidence >= MOVED_EVIDENCE && best.is_none_or(|(e, _)| evidence > e) {
                best = Some((evidence, Run { page: page.start, source: source.start, len }));
            }
        }
        let Some((score, run)) = best else { break };
        free[run.page - taken.block.start..run.page_end() - taken.block.start].fill(false);
        used.insert(used.partition_point(|r| r.start < run.source), run.source..run.source_end());
        found.push(Passage { runs: vec![run], score });
    }
    found
}

/// The words of the source that passages draw on: ranges in order that do not overlap. A source may be long and a page have many
/// blocks, so that a mark a word would take the product of both.
fn drawn_on(passages: &[Passage]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = passages.iter().flat_map(|p| &p.runs).map(|r| r.source..r.source_end()).collect();
    order::sort_by_key(&mut ranges, |r| r.start);
    let mut used: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match used.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => used.push(range),
        }
    }
    used
}

fn is_used(used: &[Range<usize>], at: usize) -> bool {
    used[..used.partition_point(|r| r.start <= at)].last().is_some_and(|r| at < r.end)
}

/// Where two equal words stand on both sides, free ones of the page, up to the ends of both regions.
type Pair = (Range<usize>, Range<usize>);

fn equal_pairs(sides: &Sides<'_>, taken: &Taken, near: &Range<usize>, region: &Range<usize>) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for page in (near.start..near.end.saturating_sub(1)).filter(|&at| taken.is_free(at) && taken.is_free(at + 1)) {
        let (first, second) = (sides.page[page], sides.page[page + 1]);
        let places = sides.source[region.clone()].windows(2).enumerate().filter(|(_, two)| two[0] == first && two[1] == second);
        pairs.extend(places.map(|(at, _)| (page..near.end, region.start + at..region.end)));
    }
    pairs
}

fn clip(words: Range<usize>) -> Range<usize> {
    words.start..words.end.min(words.start + MAX_MOVED_WORDS)
}
