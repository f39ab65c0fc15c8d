//! The documents that a pack's vocabulary and codes are chosen from.

use rustc_hash::FxHashMap;

use super::prepare::{Body, Prepared};
use super::record;
use wherefrom_pack::coder::CutText;
use wherefrom_pack::records;
use wherefrom_pack::shingles::SHINGLE_BITS;

/// What the vocabulary and the codes are chosen from: the first parts.
pub struct Sample {
    pub parts: Vec<(usize, Vec<Prepared>)>,
}

impl Sample {
    fn documents(&self) -> impl Iterator<Item = &Prepared> {
        self.parts.iter().flat_map(|(_, documents)| documents)
    }

    /// All texts, those together that stand in one stream of bits: of a document's metadata and, with text, of its blocks.
    pub fn texts(&self) -> Vec<Vec<CutText<'_>>> {
        let mut texts = Vec::new();
        for document in self.documents() {
            let borrows = document.meta.title.as_ref().is_some_and(|title| record::borrowed(title, &document.body).is_some());
            let fields = records::fields(&document.meta).into_iter().enumerate();
            let fields = fields.filter_map(|(number, text)| text.as_ref().filter(|_| number != records::TITLE || !borrows));
            texts.push(
                std::iter::once(&document.meta.id).chain(fields).chain(&document.meta.licence).map(|text| record::field(text)).collect(),
            );
            if let Body::Text(text) = &document.body {
                texts.push(text.blocks().map(|(block, _)| block).collect());
            }
        }
        texts
    }

    /// How often each hash of a phrase comes.
    pub fn hash_counts(&self) -> [u64; 256] {
        let mut counts = [0; 256];
        counts[..1 << SHINGLE_BITS].fill(1);
        for document in self.documents() {
            if let Body::Hashes(hashes) = &document.body {
                hashes.hashes.iter().for_each(|&hash| counts[usize::from(hash)] += 1);
            }
        }
        counts
    }

    /// In how many documents each term is.
    pub fn term_counts(&self) -> FxHashMap<u32, u32> {
        let mut counts = FxHashMap::default();
        self.documents().flat_map(|d| &d.terms).for_each(|&term| *counts.entry(term).or_default() += 1);
        counts
    }
}
