//! A stretch of the page that tells a whole document in short.
//!
//! A summary takes its words from all over the source, so no stretch of the source holds it up. What gives it away is
//! that nearly all of its content words stand in the source, while of the rest of the page only some do.

use std::ops::Range;

use super::evidence::Evidence;
use super::grow::max_sum;
use wherefrom_text::order;

/// Share of a summary's content words that stand in its source.
const RELATED: f32 = 0.88;
/// Share of other text's content words that do, where the rest of the page is too short to tell, and how many words of
/// the page outweigh it.
const BACKGROUND: f32 = 0.35;
const BACKGROUND_WORDS: f32 = 60.0;
/// A summary has this evidence, in nats. At 30, 34 and 38 PlagDet on the summaries of the PAN 2013 training corpus is
/// 0.91, 0.89 and 0.87; at 34 two of its 1,947 pairs without a case are taken for one.
const MIN_NATS: f32 = 34.0;
/// The source is so much longer than what is told of it.
const MIN_RATIO: f32 = 3.5;
/// Where a stretch of the source of `LOCAL_LENGTH` times the summary's length has this share of its words, it is that
/// stretch that is reworded. Nine in ten summaries lie below, nine in ten reworded passages above.
const LOCAL_SHARE: f32 = 0.85;
const LOCAL_LENGTH: f32 = 1.6;
/// What is word for word is no summary.
const MAX_VERBATIM: f32 = 0.6;
/// The background is taken anew from the words outside the summary until it stays.
const ROUNDS: usize = 3;

/// The words of the page that are a summary of the source. `verbatim` counts the words of a range that are in verbatim
/// sections.
pub fn find(evidence: &Evidence, verbatim: impl Fn(&Range<usize>) -> usize) -> Option<Range<usize>> {
    let in_source: Vec<Option<bool>> = evidence.page.terms.iter().map(|t| t.map(|t| !evidence.source.places(t).is_empty())).collect();
    let tally = |range: Range<usize>| {
        let words = in_source[range].iter().flatten();
        (words.clone().count() as f32, words.filter(|found| **found).count() as f32)
    };
    let (words, found) = tally(0..in_source.len());
    let background = |words: f32, found: f32| (found + BACKGROUND_WORDS * BACKGROUND) / (words + BACKGROUND_WORDS);
    let mut rest = background(words, found);
    let (mut best, mut gained) = (0..0, 0.0);
    for _ in 0..ROUNDS {
        let chance = rest.clamp(0.1, 0.8);
        let (present, absent) = ((RELATED / chance).ln(), ((1.0 - RELATED) / (1.0 - chance)).ln());
        let gain = |found: &Option<bool>| found.map_or(0.0, |found| if found { present } else { absent });
        (best, gained) = max_sum(in_source.iter().map(gain), 0);
        let (inside, found_inside) = tally(best.clone());
        let outside = background(words - inside, found - found_inside);
        if (outside - rest).abs() < 0.001 {
            break;
        }
        rest = outside;
    }
    let length = best.len() as f32;
    let is_summary = gained >= MIN_NATS
        && evidence.source.len() as f32 >= MIN_RATIO * length
        && (verbatim(&best) as f32) < MAX_VERBATIM * length
        && share_of_best_stretch(evidence, &best) < LOCAL_SHARE;
    is_summary.then_some(best)
}

/// Of the terms that a stretch of the page has in common with the source, the largest share that one stretch of the
/// source of comparable length has.
fn share_of_best_stretch(evidence: &Evidence, page: &Range<usize>) -> f32 {
    let terms: Vec<u32> = evidence.page.distinct(page).into_iter().filter(|&t| !evidence.source.places(t).is_empty()).collect();
    let mut places: Vec<(u32, u32)> = terms.iter().flat_map(|&t| evidence.source.places(t).iter().map(move |&p| (p, t))).collect();
    order::sort_pairs(&mut places);
    let length = (page.len() as f32 * LOCAL_LENGTH) as u32;
    // How often each term stands in the stretch, and how many do.
    let mut inside = vec![0u32; terms.last().map_or(0, |&t| t as usize + 1)];
    let (mut first, mut count, mut most) = (0, 0usize, 0);
    for &(place, term) in &places {
        count += usize::from(inside[term as usize] == 0);
        inside[term as usize] += 1;
        while place - places[first].0 >= length.max(1) {
            let left = places[first].1 as usize;
            inside[left] -= 1;
            count -= usize::from(inside[left] == 0);
            first += 1;
        }
        most = most.max(count);
    }
    most as f32 / terms.len().max(1) as f32
}
