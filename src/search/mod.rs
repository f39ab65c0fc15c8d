//! A few candidate documents for a page, from the fingerprints they share with it.
//!
//! Every 5-gram of the page is looked up (the pack holds only selected ones). Documents are then picked by *greedy
//! cover*: the one that explains most of the page's shared fingerprints, weighted by rarity, then the one that
//! explains most of what is left, and so on; ranking by rarity alone loses the source of a short passage behind the
//! many documents that share a long one. A document explains words, not only the 5-grams that were selected of it: those
//! between, which others have by chance, count no more (a quarter of all candidates). Since equal copies explain the same,
//! those of the best by plain weight are added that have as much of some block.

mod places;
mod shared;
mod terms;

use std::collections::BinaryHeap;

use wherefrom_pack::{FEW, View};
use wherefrom_text::Words;
use wherefrom_text::fingerprint::{self, key_of};
use wherefrom_text::order;

pub use places::shared_places;
pub use terms::retold;

use shared::Shared;

/// Documents picked by greedy cover. 8 picks find 99.5 % of planted 12-word passages, 16 find 99.8 %.
const COVER_PICKS: usize = 24;
/// Of documents that explain as much of the same, copies most often, so many are looked at with the one that is picked.
const EQUALS: usize = 3;
const EQUAL: f32 = 0.95;
/// A little less than [`EQUAL`], for what rounding takes.
const LEAST_EQUAL: f32 = 0.9;
/// Documents added by plain weight, so that all copies of one text are compared and the earliest can be told. What is told has half
/// the words of some block that its source has; by fingerprints alone, a quarter. That leaves six in ten of these documents, and of
/// a thousand pages no verdict changes, while 47 of 5,027 documents are no longer told as having a block too.
const WEIGHT_PICKS: usize = 12;
const COPY_SHARE: f32 = 0.25;
/// What a fingerprint that a picked document explains still counts for the next pick.
const EXPLAINED: f32 = 0.05;

/// Packs of more documents share formulas with every page: a document that explains no more than one fingerprint in 400
/// documents would is left.
const LARGE: usize = 1000;
const MIN_LEFT: f32 = 6.0;

/// What a page is looked up by.
pub struct Query {
    /// The key of every 5-gram, and its place; sorted.
    grams: Vec<(u32, u32)>,
}

impl Query {
    pub fn of(page: &Words) -> Query {
        let mut grams: Vec<(u32, u32)> = fingerprint::grams(&page.keys).into_iter().map(key_of).zip(0..).collect();
        order::sort_pairs(&mut grams);
        Query { grams }
    }

    fn keys(&self) -> impl Iterator<Item = u32> {
        self.grams.iter().map(|(key, _)| *key)
    }
}

/// What a pack has of a page.
pub struct Found {
    /// Documents that may share a passage with it, best first.
    pub documents: Vec<u32>,
    /// Places of the page's 5-grams that the pack has, in order, and in how many documents.
    pub spread: Vec<(u32, u32)>,
}

/// The documents of `pack` that may share a passage with a page, best first; of a pack that has few, all. None of the `barred`
/// (sorted) is ranked, so that they take no place and explain nothing.
pub fn candidates(page: &Words, query: &Query, pack: View<'_>, barred: &[u32]) -> Found {
    let shared = Shared::find(query, pack, barred);
    let mut found = ranked(page, query, pack, &shared);
    if pack.len() <= FEW {
        // A quotation of five words may have no fingerprint.
        let more: Vec<u32> = (0..pack.len() as u32).filter(|d| barred.binary_search(d).is_err() && !found.contains(d)).collect();
        found.extend(more);
    }
    Found { documents: found, spread: shared.spread() }
}

fn ranked(page: &Words, query: &Query, pack: View<'_>, shared: &Shared) -> Vec<u32> {
    let large = pack.len() > LARGE;
    let is_looked_at = |document: usize| !large || shared.is_plausible(document, page, query);

    // What each fingerprint counts, and all of a document's.
    let mut weights: Vec<f32> = (0..shared.len() as u32).map(|f| rarity(shared.holders(f).len(), pack.len())).collect();
    let mut totals: Vec<f32> = (0..shared.documents.len()).map(|d| shared.of(d).iter().map(|&f| weights[f as usize]).sum()).collect();
    // The heaviest first: greater numbers that are not negative have greater bits.
    let mut by_weight: Vec<u64> = (0..).zip(&totals).map(|(at, total)| u64::from(!total.to_bits()) << 32 | at).collect();
    order::sort_longs(&mut by_weight);

    let mut picked: Vec<usize> = Vec::new();
    // Those that may be picked, or be equal to one that is, in order: what documents explain only gets less.
    let least = if large { LEAST_EQUAL * MIN_LEFT } else { 0.0 };
    let mut left: Vec<usize> = (0..totals.len()).filter(|&at| totals[at] >= least).collect();
    let mut is_explained = vec![false; weights.len()];
    while picked.len() < COVER_PICKS {
        let Some(best) = take_best(&mut left, |at| totals[at], if large { MIN_LEFT } else { 0.0 }, is_looked_at) else { break };
        picked.push(best);
        let gained = totals[best];
        let before: Vec<f32> = left.iter().map(|&at| totals[at]).collect();
        for fingerprint in shared.explained(best, query, &mut is_explained) {
            let weight = &mut weights[fingerprint as usize];
            let explained = *weight * (1.0 - EXPLAINED);
            *weight -= explained;
            shared.holders(fingerprint).iter().for_each(|&d| totals[d as usize] -= explained);
        }
        let is_equal = |(at, before): &(&usize, &f32)| *before - totals[**at] >= EQUAL * gained && is_looked_at(**at);
        let equals: Vec<usize> = left.iter().zip(&before).filter(is_equal).take(EQUALS).map(|(at, _)| *at).collect();
        left.retain(|at| totals[*at] >= least && !equals.contains(at));
        picked.extend(equals);
    }
    // Of each block the most words that a picked document has there.
    let mut most: Vec<u32> = Vec::new();
    for &at in &picked {
        let words = shared.words_by_block(at, page, query);
        most.resize(words.len(), 0);
        most.iter_mut().zip(words).for_each(|(most, words)| *most = words.max(*most));
    }
    let is_copy = |at: &usize| {
        let words = shared.words_by_block(*at, page, query);
        words.iter().zip(&most).any(|(&words, &most)| words > 0 && words as f32 >= COPY_SHARE * most as f32)
    };
    let heaviest = by_weight.into_iter().take(WEIGHT_PICKS).map(|entry| entry as u32 as usize);
    let more = heaviest.filter(|at| !picked.contains(at) && is_looked_at(*at) && is_copy(at));
    let more: Vec<usize> = more.collect();
    picked.into_iter().chain(more).map(|at| shared.documents[at]).collect()
}

/// Takes out of those documents that are `left`, in order, the heaviest that is looked at, with all heavier ones, which are not; `None`
/// where none of this weight is. Each is weighed and asked once.
fn take_best(left: &mut Vec<usize>, weight: impl Fn(usize) -> f32, least: f32, is_looked_at: impl Fn(usize) -> bool) -> Option<usize> {
    let weighed = left.iter().map(|&at| (at, weight(at))).filter(|(_, weight)| *weight >= least);
    // Of equal weight the first comes first.
    let mut heaviest: BinaryHeap<u64> =
        weighed.map(|(at, weight)| u64::from(weight.abs().to_bits()) << 32 | u64::from(!(at as u32))).collect();
    let mut taken = vec![false; left.last().map_or(0, |last| last + 1)];
    let mut best = None;
    while best.is_none()
        && let Some(entry) = heaviest.pop()
    {
        let at = !(entry as u32) as usize;
        taken[at] = true;
        best = is_looked_at(at).then_some(at);
    }
    left.retain(|&at| !taken[at]);
    best
}

fn rarity(documents: usize, of: usize) -> f32 {
    (1.0 + of as f32 / documents as f32).ln()
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use wherefrom_pack::Pack;
    use wherefrom_text::model::Document;
    use wherefrom_text::words;

    #[test]
    fn copies_are_looked_at_and_formulas_beside_them_are_not() {
        // Sentences of ten words.
        let word = |n: usize| format!("told{n}{}", if n % 10 == 9 { "." } else { "" });
        let told: Vec<String> = (0..40).map(word).collect();
        let document = |shared: &[String], other: usize| Document {
            text: format!("{} {}", shared.join(" "), (0..9).map(|n| format!("other{other}x{n}")).collect::<Vec<_>>().join(" ")),
            ..Document::default()
        };
        // The first explains all that the next two share.
        let mut documents = vec![document(&told, 0), document(&told[..25], 1), document(&told[20..28], 2)];
        documents.extend((0..LARGE).map(|n| document(&[], 3 + n)));
        let pack = Pack::of_documents("press", &documents);
        let page = words::read(&[Some(&told.join(" "))], None);
        assert_eq!(candidates(&page, &Query::of(&page), pack.view(), &[]).documents, [0, 1]);
    }

    #[test]
    fn documents_that_are_not_looked_at_are_weighed_once() {
        for documents in [1000, 2000] {
            let weighed = Cell::new(0);
            let weight = |at: usize| {
                weighed.set(weighed.get() + 1);
                [7.0, 9.0, 8.0][at % 3]
            };
            let mut left: Vec<usize> = (0..documents).collect();
            assert_eq!(take_best(&mut left, weight, 8.0, |at| at % 3 == 2), Some(2));
            assert_eq!((weighed.get(), left.len()), (documents, documents - (documents + 1) / 3 - 1));
            assert_eq!(take_best(&mut left, weight, 8.0, |_| false), None);
            assert_eq!(left, (0..documents).step_by(3).collect::<Vec<_>>());
        }
    }
}
