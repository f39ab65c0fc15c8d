//! Chaining: the best sequence of seeds that run in the same order on both sides, near each other.

use super::{Run, Sides};

/// Seeds further apart than this many words belong to different passages.
const MAX_PAGE_GAP: usize = 24;
const MAX_SOURCE_GAP: usize = super::gaps::REACH_SOURCE;

/// The chain with the highest score; `None` where there are no seeds.
///
/// Dynamic programming over the seeds of a block. Seeds that overlap on either side are joined at the end of the
/// first.
pub fn best(sides: &Sides<'_>, seeds: &[Run]) -> Option<Vec<Run>> {
    let own: Vec<f32> = seeds.iter().map(|s| sides.weights.sum(s.page..s.page_end())).collect();
    let mut score = own.clone();
    let mut from: Vec<Option<usize>> = vec![None; seeds.len()];
    for i in 0..seeds.len() {
        for j in 0..i {
            let Some(joined) = join(&seeds[j], &seeds[i]) else { continue };
            let gained = own[i] - sides.weights.sum(seeds[i].page..joined.page);
            let candidate = score[j] + gained - cost(sides, &seeds[j], &joined);
            if candidate > score[i] {
                score[i] = candidate;
                from[i] = Some(j);
            }
        }
    }
    let mut at = (0..seeds.len()).max_by(|&a, &b| score[a].total_cmp(&score[b]).then(b.cmp(&a)))?;
    let mut chain = vec![seeds[at]];
    while let Some(previous) = from[at] {
        chain.push(seeds[previous]);
        at = previous;
    }
    chain.reverse();
    for i in 1..chain.len() {
        if let Some(joined) = join(&chain[i - 1], &chain[i]) {
            chain[i] = joined;
        }
    }
    Some(chain)
}

/// `next` without what it shares with `last`, if it goes on from there on both sides.
fn join(last: &Run, next: &Run) -> Option<Run> {
    let overlap = last.page_end().saturating_sub(next.page).max(last.source_end().saturating_sub(next.source));
    if overlap >= next.len {
        return None;
    }
    let joined = Run { page: next.page + overlap, source: next.source + overlap, len: next.len - overlap };
    let near = joined.page - last.page_end() <= MAX_PAGE_GAP && joined.source - last.source_end() <= MAX_SOURCE_GAP;
    near.then_some(joined)
}

fn cost(sides: &Sides<'_>, last: &Run, next: &Run) -> f32 {
    let (page, source) = (next.page - last.page_end(), next.source - last.source_end());
    let open = if page + source > 0 { sides.open_cost().min(0.35) } else { 0.0 };
    open + sides.skip_cost(page, source)
}

/// The evidence of a chain of runs.
pub fn score(sides: &Sides<'_>, runs: &[Run]) -> f32 {
    let shared: f32 = runs.iter().map(|r| sides.weights.sum(r.page..r.page_end())).sum();
    let gaps: f32 = runs.windows(2).map(|w| cost(sides, &w[0], &w[1])).sum();
    shared - gaps
}
