//! A few candidate documents for a page, from the fingerprints they share with it.
//!
//! Every 5-gram of the page is looked up (the pack holds only selected ones). Documents are then picked by *greedy
//! cover*: the one that explains most of the page's shared fingerprints, weighted by rarity, then the one that
//! explains most of what is left, and so on; ranking by rarity alone loses the source of a short passage behind the
//! many documents that share a long one. Since equal copies explain the same, the best by plain weight are added.

mod shared;
mod terms;

use rustc_hash::FxHashMap;

use crate::fingerprint::{self, key_of};
use crate::order;
use crate::pack::Pack;
use crate::text::Words;

pub use shared::shared;
pub use terms::retold;

/// Documents picked by greedy cover. 8 picks find 99.5 % of planted 12-word passages, 16 find 99.8 %.
const COVER_PICKS: usize = 24;
/// Documents added by plain weight, so that all copies of one text are compared and the earliest can be told.
const WEIGHT_PICKS: usize = 12;
/// A fingerprint in more documents than this is a formula or a boilerplate and finds no candidates.
const MAX_POSTINGS: usize = 256;
/// What a fingerprint that a picked document explains still counts for the next pick.
const EXPLAINED: f32 = 0.05;

/// Packs of more documents share formulas with every page: a document that explains no more than one fingerprint in 400
/// documents would is left.
const LARGE: usize = 1000;
const MIN_LEFT: f32 = 6.0;

/// The keys that a page is looked up by, sorted, each once.
pub fn keys_of(page: &Words) -> Vec<u32> {
    let mut keys: Vec<u32> = fingerprint::grams(&page.keys).into_iter().map(key_of).collect();
    order::sort_numbers(&mut keys);
    keys.dedup();
    keys
}

/// The documents of `pack` that may share a passage with a page of these keys, best first. None of the `barred` (sorted)
/// is ranked, so that they take no place and explain nothing.
pub fn candidates(keys: &[u32], pack: &Pack, barred: &[u32]) -> Vec<u32> {
    // Per shared fingerprint its weight, per document the fingerprints it shares.
    let mut weights: Vec<f32> = Vec::new();
    let mut shared: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    let mut documents = Vec::new();
    pack.touch(keys);
    for &key in keys {
        documents.clear();
        pack.find(key, |document| documents.push(document));
        if documents.is_empty() || documents.len() > MAX_POSTINGS {
            continue;
        }
        for document in documents.iter().filter(|d| barred.binary_search(d).is_err()) {
            shared.entry(*document).or_default().push(weights.len() as u32);
        }
        weights.push(rarity(documents.len(), pack.len()));
    }
    let mut ranked: Vec<(u32, Vec<u32>)> = shared.into_iter().collect();
    order::sort_by_key(&mut ranked, |(document, _)| *document);
    let plain: Vec<f32> = ranked.iter().map(|(_, grams)| total(grams, &weights)).collect();

    let mut picked = Vec::new();
    for _ in 0..COVER_PICKS.min(ranked.len()) {
        let best = (0..ranked.len())
            .filter(|at| !picked.contains(at))
            .max_by(|&a, &b| total(&ranked[a].1, &weights).total_cmp(&total(&ranked[b].1, &weights)).then(b.cmp(&a)));
        let Some(best) = best else { break };
        if pack.len() > LARGE && total(&ranked[best].1, &weights) < MIN_LEFT {
            break;
        }
        picked.push(best);
        for &gram in &ranked[best].1 {
            weights[gram as usize] *= EXPLAINED;
        }
    }
    let mut by_weight: Vec<usize> = (0..ranked.len()).collect();
    order::sort_by(&mut by_weight, |&a, &b| plain[b].total_cmp(&plain[a]).then(a.cmp(&b)));
    for at in by_weight.into_iter().take(WEIGHT_PICKS) {
        if !picked.contains(&at) {
            picked.push(at);
        }
    }
    picked.into_iter().map(|at| ranked[at].0).collect()
}

fn total(grams: &[u32], weights: &[f32]) -> f32 {
    grams.iter().map(|&g| weights[g as usize]).sum()
}

fn rarity(documents: usize, of: usize) -> f32 {
    (1.0 + of as f32 / documents as f32).ln()
}
