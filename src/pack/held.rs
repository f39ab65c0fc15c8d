//! Documents that are held decoded: those that a page is compared with, and those of old packs.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Source, identity};
use crate::order;

#[derive(Debug, Default)]
pub struct Held {
    pub sources: Vec<Arc<Source>>,
    /// Sorted: fingerprints, and what documents are known by, each with its document.
    postings: Vec<(u32, u32)>,
    terms: FxHashMap<u32, Vec<u32>>,
}

impl Held {
    /// `postings` are the documents' fingerprints.
    pub fn new(sources: Vec<Source>, mut postings: Vec<(u32, u32)>) -> Held {
        let mut terms: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for (document, source) in (0..).zip(&sources) {
            postings.extend(identity::keys(&source.meta).map(|key| (key, document)));
            // Where there are few, all are looked at.
            if sources.len() > super::FEW && !source.text_free {
                super::terms_of(&source.words).into_iter().for_each(|term| terms.entry(term).or_default().push(document));
            }
        }
        order::sort_pairs(&mut postings);
        postings.dedup();
        Held { sources: sources.into_iter().map(Arc::new).collect(), postings, terms }
    }

    pub fn postings(&self) -> &[(u32, u32)] {
        &self.postings
    }

    pub fn find(&self, key: u32, mut each: impl FnMut(u32)) {
        let from = self.postings.partition_point(|p| p.0 < key);
        self.postings[from..].iter().take_while(|p| p.0 == key).for_each(|p| each(p.1));
    }

    pub fn find_term(&self, key: u32, each: impl FnMut(u32)) {
        self.terms.get(&key).into_iter().flatten().copied().for_each(each);
    }
}
