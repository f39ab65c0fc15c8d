//! Documents that may tell a page's story in other words: those that share several rare terms with it.

use wherefrom_pack::{FEW, View};
use wherefrom_text::order;

/// Documents that are looked at.
const PICKS: usize = 4;
/// Rare terms that a document must share with the page.
const MIN_SHARED: usize = 3;
/// A term that more documents have among their rare ones is not rare.
const MAX_HOLDERS: usize = 64;

/// Documents that share most rare terms with a page of these ([`wherefrom_pack::terms_of`]), best first; all of a pack that has
/// few.
pub fn retold(page: &[u32], pack: View<'_>, barred: &[u32]) -> Vec<u32> {
    let allowed = |document: &u32| barred.binary_search(document).is_err();
    if pack.len() <= FEW {
        return (0..pack.len() as u32).filter(allowed).collect();
    }
    // A document above the number of those that have the term.
    let mut shared: Vec<u64> = Vec::new();
    let mut holders = Vec::new();
    for &term in page {
        holders.clear();
        pack.find_term(term, |document| holders.push(document));
        if holders.len() <= MAX_HOLDERS {
            let count = holders.len() as u64;
            shared.extend(holders.iter().copied().filter(allowed).map(|document| u64::from(document) << 32 | count));
        }
    }
    order::sort_longs(&mut shared);
    let of_document = shared.chunk_by(|a, b| a >> 32 == b >> 32).filter(|terms| terms.len() >= MIN_SHARED);
    let weight = |terms: &[u64]| terms.iter().map(|term| 1.0 / *term as u32 as f32).sum::<f32>();
    let mut ranked: Vec<(u32, usize, f32)> = of_document.map(|terms| ((terms[0] >> 32) as u32, terms.len(), weight(terms))).collect();
    order::sort_by(&mut ranked, |a, b| b.1.cmp(&a.1).then(b.2.total_cmp(&a.2)).then(a.0.cmp(&b.0)));
    ranked.into_iter().take(PICKS).map(|(document, ..)| document).collect()
}
