//! Equal words of two regions, between or beside runs that are known.

use std::ops::Range;

use super::{Run, Sides};

/// Which ends of a region touch a run.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    Left,
    Right,
    Both,
}

/// Between two runs, with so few words on either side, a single equal function word is the same word.
const NARROW_GAP: usize = 8;

/// Aligns the words of two regions by dynamic programming with two states, in a run and out of one, so that a run
/// pays once for its start unless it touches an anchor. At an end without an anchor both sides are free to stop.
pub fn align(sides: &Sides<'_>, page: Range<usize>, source: Range<usize>, anchor: Anchor) -> Vec<Run> {
    let (m, n) = (page.len(), source.len());
    if m == 0 || n == 0 {
        return Vec::new();
    }
    // A region anchored on the right alone is read backwards, so that its anchor is on the left.
    let backwards = anchor == Anchor::Right;
    let page_at = |i: usize| if backwards { page.end - 1 - i } else { page.start + i };
    let source_at = |j: usize| if backwards { source.end - 1 - j } else { source.start + j };

    let equal = equal_words(m, sides, page_at, n, source_at);
    if equal.iter().all(|row| *row == 0) {
        return Vec::new();
    }
    let narrow_gap = anchor == Anchor::Both && m.max(n) <= NARROW_GAP && !sides.shingles;
    let costs =
        Costs { open: if narrow_gap { 0.2 } else { sides.open_cost() }, page: sides.skip_cost(1, 0), source: sides.skip_cost(0, 1) };
    // What the words of this row and of those behind it can add at most: a word has to pay for a run's start, or stand in one.
    let mut rest = vec![0.0; m + 1];
    let mut counted = 0;
    // Whether a run can be worth its start, and what has to be passed over before.
    let mut pays = anchor == Anchor::Both || equal[0] & 1 == 1;
    for i in (0..m).rev() {
        let beside = equal.get(i.wrapping_sub(1)).map_or(1, |before| before << 1) | equal.get(i + 1).map_or(1 << (n - 1), |next| next >> 1);
        let weight = sides.weights.of(page_at(i));
        let counts = if weight > costs.open { equal[i] } else { equal[i] & beside };
        rest[i] = rest[i + 1] + if counts > 0 { weight } else { 0.0 };
        counted |= counts;
        let skipped = i as f32 * costs.page + counts.trailing_zeros() as f32 * costs.source;
        pays |= counts > 0 && rest[i] > costs.open + skipped - ROUNDING;
    }
    if rest[0] == 0.0 || !pays {
        return Vec::new();
    }
    // Where the other end is free, nothing is gained behind the last word that counts.
    let n = if anchor == Anchor::Both { n } else { (u64::BITS - counted.leading_zeros()) as usize };
    let scores = Scores::of(&equal, n, &rest, &costs, |i| sides.weights.of(page_at(i)), anchor);

    let (mut at, mut in_run) = match anchor {
        // The run that follows touches this region's end: ending in a run saves its start.
        Anchor::Both => ((m, n), scores.run((m, n)) >= scores.gap((m, n)) - costs.open),
        Anchor::Left | Anchor::Right => (scores.best, true),
    };
    let mut runs: Vec<Run> = Vec::new();
    while at != (0, 0) {
        let (i, j) = at;
        if in_run {
            let (page, source) = (page_at(i - 1), source_at(j - 1));
            match runs.last_mut() {
                Some(r) if backwards && r.page_end() == page && r.source_end() == source => r.len += 1,
                Some(r) if !backwards && r.page == page + 1 && r.source == source + 1 => *r = Run { page, source, len: r.len + 1 },
                _ => runs.push(Run { page, source, len: 1 }),
            }
            at = (i - 1, j - 1);
            in_run = scores.run(at) >= scores.gap(at) - costs.open;
        } else {
            (at, in_run) = scores.before_gap(at, &costs);
        }
    }
    if !backwards {
        runs.reverse();
    }
    runs
}

/// More than all roundings of one alignment's scores together.
const ROUNDING: f32 = 1e-3;

/// Which words of the source each word of the page is equal to: a bit each, the first word's the lowest.
fn equal_words(m: usize, sides: &Sides<'_>, page_at: impl Fn(usize) -> usize, n: usize, source_at: impl Fn(usize) -> usize) -> Vec<u64> {
    // Most words of the page are told by their hash to be none of these.
    let mut met = [0u64; MET / 64];
    let place = |word: u32| (word as usize % MET / 64, 1 << (word % 64));
    for j in 0..n {
        let (number, bit) = place(sides.source[source_at(j)]);
        met[number] |= bit;
    }
    let row = |i: usize| {
        let word = sides.page[page_at(i)];
        let (number, bit) = place(word);
        if met[number] & bit == 0 {
            return 0;
        }
        (0..n).fold(0, |mask, j| mask | u64::from(sides.source[source_at(j)] == word) << j)
    };
    (0..m).map(row).collect()
}

const MET: usize = 1024;

/// What the start of a run costs, and passing over a word of either side.
struct Costs {
    open: f32,
    page: f32,
    source: f32,
}

/// The best scores of all ways that align the first words of both sides.
struct Scores {
    /// By the number of words of the page and, in a row, of the source.
    cells: Vec<Cell>,
    width: usize,
    /// The numbers of words where the best run ends.
    best: (usize, usize),
}

/// The best scores of the alignments up to a pair of words: of those that end with the two words equal, in a run, and of those that
/// end with a word passed over, in a gap.
#[derive(Clone, Copy)]
struct Cell {
    run: f32,
    gap: f32,
}

const BLANK: Cell = Cell { run: f32::NEG_INFINITY, gap: f32::NEG_INFINITY };

impl Scores {
    fn of(equal: &[u64], n: usize, rest: &[f32], costs: &Costs, weight: impl Fn(usize) -> f32, anchor: Anchor) -> Scores {
        let width = n + 1;
        let mut cells: Vec<Cell> = Vec::with_capacity((equal.len() + 1) * width);
        cells.resize(width, BLANK);
        cells[0].run = 0.0;
        let (mut best, mut best_at) = (0.0, (0, 0));
        reach_along(&mut cells, costs.source);
        for (i, row) in (1..).zip(equal) {
            cells.resize((i + 1) * width, BLANK);
            let (above, this) = cells.split_at_mut(i * width);
            let above = &above[(i - 1) * width..];
            for (cell, above) in this.iter_mut().zip(above) {
                cell.gap = max(above.gap, above.run) - costs.page;
            }
            // Few words are equal.
            let mut left = row & (u64::MAX >> (u64::BITS - n as u32));
            while left != 0 {
                let j = left.trailing_zeros() as usize;
                left &= left - 1;
                let run = max(above[j].run, above[j].gap - costs.open) + weight(i - 1);
                this[j + 1].run = run;
                if run > best {
                    (best, best_at) = (run, (i, j + 1));
                }
            }
            reach_along(this, costs.source);
            // Where only the left end is fixed, no later row can be better.
            let highest = || this.iter().fold(f32::NEG_INFINITY, |all, cell| max(all, max(cell.run, cell.gap)));
            if anchor != Anchor::Both && highest() + rest[i] <= best {
                break;
            }
        }
        Scores { cells, width, best: best_at }
    }

    fn cell(&self, (i, j): (usize, usize)) -> Cell {
        self.cells[i * self.width + j]
    }

    fn run(&self, at: (usize, usize)) -> f32 {
        self.cell(at).run
    }

    fn gap(&self, at: (usize, usize)) -> f32 {
        self.cell(at).gap
    }

    /// Which cell a gap comes from, and whether it follows a run there.
    fn before_gap(&self, (i, j): (usize, usize), costs: &Costs) -> ((usize, usize), bool) {
        let mut from = (((i, j.wrapping_sub(1)), false), f32::NEG_INFINITY);
        let mut reach = |at: (usize, usize), cost: f32| {
            let cell = self.cell(at);
            for (score, in_run) in [(cell.gap - cost, false), (cell.run - cost, true)] {
                if score > from.1 {
                    from = ((at, in_run), score);
                }
            }
        };
        if i > 0 {
            reach((i - 1, j), costs.page);
        }
        if j > 0 {
            reach((i, j - 1), costs.source);
        }
        from.0
    }
}

/// Passes over words of the source in a row of cells.
fn reach_along(row: &mut [Cell], cost: f32) {
    let mut last = BLANK;
    for cell in row {
        cell.gap = max(cell.gap, max(last.gap, last.run) - cost);
        last = *cell;
    }
}

/// Of numbers that are none of them NaN: a single instruction.
fn max(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}
