//! Documents that may tell a page's story in other words: those that share several rare terms with it.

use rustc_hash::FxHashMap;

use crate::order;
use crate::pack::{FEW, Pack};

/// Documents that are looked at.
const PICKS: usize = 4;
/// Rare terms that a document must share with the page.
const MIN_SHARED: u32 = 3;
/// A term that more documents have among their rare ones is not rare.
const MAX_HOLDERS: usize = 64;

/// Documents that share most rare terms with a page of these ([`crate::pack::terms_of`]), best first; all of a pack that has
/// few.
pub fn retold(page: &[u32], pack: &Pack, barred: &[u32]) -> Vec<u32> {
    let allowed = |document: &u32| barred.binary_search(document).is_err();
    if pack.len() <= FEW {
        return (0..pack.len() as u32).filter(allowed).collect();
    }
    let mut shared: FxHashMap<u32, (u32, f32)> = FxHashMap::default();
    let mut holders = Vec::new();
    for &term in page {
        holders.clear();
        pack.find_term(term, |document| holders.push(document));
        if holders.len() > MAX_HOLDERS {
            continue;
        }
        for document in holders.iter().copied().filter(allowed) {
            let of = shared.entry(document).or_default();
            of.0 += 1;
            of.1 += 1.0 / holders.len() as f32;
        }
    }
    let mut ranked: Vec<(u32, u32, f32)> = shared
        .into_iter()
        .filter(|(_, (count, _))| *count >= MIN_SHARED)
        .map(|(document, (count, weight))| (document, count, weight))
        .collect();
    order::sort_by(&mut ranked, |a, b| b.1.cmp(&a.1).then(b.2.total_cmp(&a.2)).then(a.0.cmp(&b.0)));
    ranked.into_iter().take(PICKS).map(|(document, ..)| document).collect()
}
