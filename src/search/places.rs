//! Which of a page's 5-grams each candidate has among its fingerprints.

use wherefrom_pack::View;
use wherefrom_text::Words;
use wherefrom_text::fingerprint::{self, key_of};

/// For each of these documents where on the page the 5-grams begin that it has, in order. One that too many documents have
/// may be each one's.
pub fn shared_places(page: &Words, pack: View<'_>, documents: &[u32]) -> Vec<Vec<usize>> {
    let mut places: Vec<Vec<usize>> = vec![Vec::new(); documents.len()];
    for (at, gram) in fingerprint::grams(&page.keys).into_iter().enumerate() {
        let key = key_of(gram);
        if pack.is_common(key) {
            places.iter_mut().for_each(|of| of.push(at));
        } else {
            pack.find(key, |document| {
                if let Some(number) = documents.iter().position(|d| *d == document) {
                    places[number].push(at);
                }
            });
        }
    }
    places
}
