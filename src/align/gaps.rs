//! Equal words between and beside the runs of a chain, and short pieces that were moved.

use std::ops::Range;

use super::{Passage, Run, Sides, Taken};

/// Words looked at beside a chain, on either side.
pub(super) const REACH_PAGE: usize = 40;
/// No more than 64: a bit for each is a number.
pub const REACH_SOURCE: usize = 48;

/// Fills the gaps of a chain, and goes on beyond its ends, over free words of the same sentence.
pub fn fill(sides: &Sides<'_>, chain: Vec<Run>, taken: &Taken) -> Vec<Run> {
    let words = sides.page_words;
    let mut runs = Vec::with_capacity(chain.len() + 4);
    let first = chain[0];
    let from = taken.free_before(first.page).max(words.sentence(first.page).start).max(first.page.saturating_sub(REACH_PAGE));
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
    let to = taken.free_after(last.page_end()).min(words.sentence(last.page_end() - 1).end).min(last.page_end() + REACH_PAGE);
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

/// Which ends of a region touch a run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Anchor {
    Left,
    Right,
    Both,
}

/// Between two runs, with so few words on either side, a single equal function word is the same word.
const NARROW_GAP: usize = 8;

/// Aligns the words of two regions by dynamic programming with two states, in a run and out of one, so that a run
/// pays once for its start unless it touches an anchor. At an end without an anchor both sides are free to stop.
fn align(sides: &Sides<'_>, page: Range<usize>, source: Range<usize>, anchor: Anchor) -> Vec<Run> {
    let (m, n) = (page.len(), source.len());
    if m == 0 || n == 0 {
        return Vec::new();
    }
    // A region anchored on the right alone is read backwards, so that its anchor is on the left.
    let backwards = anchor == Anchor::Right;
    let page_at = |i: usize| if backwards { page.end - 1 - i } else { page.start + i };
    let source_at = |j: usize| if backwards { source.end - 1 - j } else { source.start + j };

    let narrow_gap = anchor == Anchor::Both && m.max(n) <= NARROW_GAP && !sides.text_free;
    let open_cost = if narrow_gap { 0.2 } else { sides.open_cost() };
    let (skip_page, skip_source) = (sides.skip_cost(1, 0), sides.skip_cost(0, 1));
    let equal: Vec<u64> = (0..m)
        .map(|i| {
            let word = sides.page[page_at(i)];
            (0..n).fold(0, |mask, j| mask | u64::from(sides.source[source_at(j)] == word) << j)
        })
        .collect();
    // What the words of this row and of those behind it can add at most: a word has to pay for a run's start, or stand in one.
    let mut rest = vec![0.0; m + 1];
    let mut counted = 0;
    for i in (0..m).rev() {
        let beside = equal.get(i.wrapping_sub(1)).map_or(1, |before| before << 1) | equal.get(i + 1).map_or(1 << (n - 1), |next| next >> 1);
        let weight = sides.weights.of(page_at(i));
        let counts = if weight > open_cost { equal[i] } else { equal[i] & beside };
        rest[i] = rest[i + 1] + if counts > 0 { weight } else { 0.0 };
        counted |= counts;
    }
    if rest[0] == 0.0 {
        return Vec::new();
    }
    // Where the other end is free, nothing is gained behind the last word that counts.
    let n = if anchor == Anchor::Both { n } else { (u64::BITS - counted.leading_zeros()) as usize };
    const NONE: f32 = f32::NEG_INFINITY;
    const BLANK: Cell = Cell { run: NONE, gap: NONE, run_from_run: false, gap_from: From::Nowhere };
    let width = n + 1;
    let mut cells: Vec<Cell> = Vec::with_capacity((m + 1) * width);
    let mut best = 0.0;
    for i in 0..=m {
        cells.resize((i + 1) * width, BLANK);
        let mut highest = NONE;
        for j in 0..=n {
            let at = i * width + j;
            let mut cell = BLANK;
            if at == 0 {
                cell.run = 0.0;
            }
            if i > 0 && j > 0 && equal[i - 1] >> (j - 1) & 1 == 1 {
                let before = cells[at - width - 1];
                let opened = before.gap - open_cost;
                cell.run_from_run = before.run >= opened;
                cell.run = before.run.max(opened) + sides.weights.of(page_at(i - 1));
            }
            if i > 0 {
                cell.reach(cells[at - width], skip_page, From::Page, From::PageRun);
            }
            if j > 0 {
                cell.reach(cells[at - 1], skip_source, From::Source, From::SourceRun);
            }
            cells[at] = cell;
            best = cell.run.max(best);
            highest = cell.run.max(cell.gap).max(highest);
        }
        // Where only the left end is fixed, no later row can be better.
        if anchor != Anchor::Both && highest + rest[i] <= best {
            break;
        }
    }
    let last = cells.len() - 1;
    let (mut at, mut in_run) = match anchor {
        // The run that follows touches this region's end: ending in a run saves its start.
        Anchor::Both => (last, cells[last].run >= cells[last].gap - open_cost),
        Anchor::Left | Anchor::Right => {
            ((0..=last).max_by(|&a, &b| cells[a].run.total_cmp(&cells[b].run).then(b.cmp(&a))).unwrap_or(0), true)
        }
    };
    let mut runs: Vec<Run> = Vec::new();
    while at > 0 {
        let (i, j) = (at / width, at % width);
        if in_run {
            let (page, source) = (page_at(i - 1), source_at(j - 1));
            match runs.last_mut() {
                Some(r) if backwards && r.page_end() == page && r.source_end() == source => r.len += 1,
                Some(r) if !backwards && r.page == page + 1 && r.source == source + 1 => *r = Run { page, source, len: r.len + 1 },
                _ => runs.push(Run { page, source, len: 1 }),
            }
            in_run = cells[at].run_from_run;
            at -= width + 1;
        } else {
            let from = cells[at].gap_from;
            in_run = matches!(from, From::PageRun | From::SourceRun);
            at -= if matches!(from, From::Page | From::PageRun) { width } else { 1 };
        }
    }
    if !backwards {
        runs.reverse();
    }
    runs
}

/// The best scores of all ways that align the first words of both sides and end in a run, or out of one.
#[derive(Clone, Copy)]
struct Cell {
    run: f32,
    gap: f32,
    run_from_run: bool,
    gap_from: From,
}

/// Which word a gap passed over last, and whether it followed a run.
#[derive(Clone, Copy)]
enum From {
    Nowhere,
    Page,
    PageRun,
    Source,
    SourceRun,
}

impl Cell {
    fn reach(&mut self, before: Cell, cost: f32, from_gap: From, from_run: From) {
        for (score, from) in [(before.gap - cost, from_gap), (before.run - cost, from_run)] {
            if score > self.gap {
                (self.gap, self.gap_from) = (score, from);
            }
        }
    }
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
    let mut used = vec![false; sides.source.len()];
    let mut regions: Vec<Range<usize>> = Vec::new();
    for passage in passages {
        passage.runs.iter().for_each(|r| used[r.source..r.source_end()].fill(true));
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
            let equal = |&(p, s): &(usize, usize)| free[p - taken.block.start] && !used[s] && sides.page[p] == sides.source[s];
            let len = page.clone().zip(source.clone()).take_while(equal).count();
            let evidence = sides.weights.sum(page.start..page.start + len);
            if len >= 2 && evidence >= MOVED_EVIDENCE && best.is_none_or(|(e, _)| evidence > e) {
                best = Some((evidence, Run { page: page.start, source: source.start, len }));
            }
        }
        let Some((score, run)) = best else { break };
        free[run.page - taken.block.start..run.page_end() - taken.block.start].fill(false);
        used[run.source..run.source_end()].fill(true);
        found.push(Passage { runs: vec![run], score });
    }
    found
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
