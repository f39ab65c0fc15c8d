//! From a first guess to a stretch that both sides agree on.

use std::ops::Range;

use super::Draft;
use super::evidence::{Evidence, Side};
use crate::align::budget::Budget;

/// Share of content words that stand on both sides of a reworded passage: half. 0.45 and 0.55 give 0.001 less.
const RELATED: f32 = 0.5;
/// Growing ends where the evidence has fallen by so much from its best, in nats. 5, 7 and 9 give the same.
const DROP: f32 = 7.0;
/// Or where it has not risen for so many words.
const BARREN: usize = 400;
/// Rounds until both sides stay as they are; most take three.
const ROUNDS: usize = 8;

/// Grows both sides in turn until they stay. `None` where either side has nothing that speaks for the other, or the budget is spent.
pub fn settle(evidence: &Evidence, mut page: Range<usize>, mut source: Range<usize>, budget: &Budget<'_>) -> Option<Draft> {
    let mut score = 0.0;
    for _ in 0..ROUNDS {
        let (wider_page, for_page) = grow(evidence, &evidence.page, &evidence.source, &page, &source, budget);
        let (wider_source, for_source) = grow(evidence, &evidence.source, &evidence.page, &source, &wider_page, budget);
        if for_page <= 0.0 || for_source <= 0.0 || budget.is_spent() {
            return None;
        }
        score = for_page + for_source;
        if wider_page == page && wider_source == source {
            break;
        }
        (page, source) = (wider_page, wider_source);
    }
    Some(Draft { page, source, score, verbatim: false })
}

/// The stretch of `side` around `seed` that `fixed`, a stretch of the other side, speaks for most.
fn grow(
    evidence: &Evidence,
    side: &Side,
    other: &Side,
    seed: &Range<usize>,
    fixed: &Range<usize>,
    budget: &Budget<'_>,
) -> (Range<usize>, f32) {
    let gain = |at: usize| side.terms[at].map_or(0.0, |t| evidence.gain(t, other.count(t, fixed) > 0, fixed.len(), RELATED));
    let (core, best) = max_sum(seed.clone().map(gain), seed.start);
    let (more_after, after) = reach((core.end..side.len()).map(gain));
    let (more_before, before) = reach((0..core.start).rev().map(gain));
    budget.spend(seed.len() + more_after + more_before);
    (core.start - more_before..core.end + more_after, best + after + before)
}

/// How many values from the first on have the highest sum, and that sum; ends at a drop.
fn reach(values: impl Iterator<Item = f32>) -> (usize, f32) {
    let (mut sum, mut best, mut reached) = (0.0f32, 0.0f32, 0);
    for (at, value) in values.enumerate() {
        sum += value;
        if sum > best {
            (best, reached) = (sum, at + 1);
        }
        if sum < best - DROP || at + 1 - reached >= BARREN {
            break;
        }
    }
    (reached, best)
}

/// The contiguous values with the highest sum (Kadane), as a range from `start` on, and that sum.
pub fn max_sum(values: impl Iterator<Item = f32>, start: usize) -> (Range<usize>, f32) {
    let (mut best, mut best_sum) = (start..start, f32::NEG_INFINITY);
    let (mut from, mut sum) = (start, 0.0f32);
    for (at, value) in (start..).zip(values) {
        if sum <= 0.0 {
            (from, sum) = (at, 0.0);
        }
        sum += value;
        if sum > best_sum {
            (best, best_sum) = (from..at + 1, sum);
        }
    }
    (best, best_sum)
}

/// A guess has at least so much information in common with its window, in nats.
const MIN_INFORMATION: f32 = 5.0;
/// A term that stands in more places tells none of them.
const MAX_PLACES: usize = 60;

/// How much the stretches of a source have in common with a window: room for one window after the other.
pub struct Bins {
    /// A number for each half of a window.
    information: Vec<f32>,
    /// Those that are not 0.
    touched: Vec<usize>,
}

impl Bins {
    pub fn of(evidence: &Evidence) -> Bins {
        Bins { information: vec![0.0; evidence.source.len() / (super::WINDOW / 2) + 2], touched: Vec::new() }
    }
}

/// The stretch of the source, as long as the window, that has most in common with a window of the page.
pub fn guess(evidence: &Evidence, window: &Range<usize>, bins: &mut Bins) -> Option<Range<usize>> {
    let half = super::WINDOW / 2;
    bins.touched.drain(..).for_each(|bin| bins.information[bin] = 0.0);
    for term in evidence.page.distinct(window) {
        let places = evidence.source.places(term);
        if places.len() > MAX_PLACES {
            continue;
        }
        let information = evidence.information(term, super::WINDOW);
        let mut last = usize::MAX;
        for &place in places {
            let bin = place as usize / half;
            if bin != last {
                if bins.information[bin] == 0.0 {
                    bins.touched.push(bin);
                }
                bins.information[bin] += information;
                last = bin;
            }
        }
    }
    let both = |bin: usize| bins.information[bin] + bins.information[bin + 1];
    let touched = bins.touched.iter().copied().filter(|&bin| bins.information[bin] > 0.0);
    let best = touched.max_by(|&a, &b| both(a).total_cmp(&both(b)).then(b.cmp(&a)))?;
    let range = best * half..((best + 2) * half).min(evidence.source.len());
    (both(best) >= MIN_INFORMATION && !range.is_empty()).then_some(range)
}
