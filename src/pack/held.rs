//! Documents that are held decoded: those that a page is compared with, and those of old packs.

use std::sync::Arc;

use super::buckets::Buckets;
use super::source::content_of;
use super::{FEW, Source, identity};
use crate::distinct::Distinct;

#[derive(Debug)]
pub struct Held {
    pub sources: Vec<Arc<Source>>,
    /// The documents of fingerprints, and of what documents are known by.
    postings: Buckets,
    terms: Buckets,
}

impl Held {
    /// `postings` are the documents' fingerprints.
    pub fn new(sources: Vec<Source>, mut postings: Vec<(u32, u32)>) -> Held {
        let mut terms = Vec::new();
        for (document, source) in (0..).zip(&sources) {
            postings.extend(identity::keys(&source.meta).map(|key| (key, document)));
            // Where there are few, all are looked at.
            if sources.len() > FEW && !source.text_free {
                let of = Distinct::of(content_of(&source.words), source.words.len());
                terms.extend(of.numbers().iter().map(|&term| (term, document)));
            }
        }
        Held { sources: sources.into_iter().map(Arc::new).collect(), postings: Buckets::of(&postings), terms: Buckets::of(&terms) }
    }

    /// The number of fingerprints and of what documents are known by.
    pub fn fingerprints(&self) -> usize {
        self.postings.len()
    }

    pub fn find(&self, key: u32, each: impl FnMut(u32)) {
        self.postings.find(key, each);
    }

    pub fn find_term(&self, key: u32, each: impl FnMut(u32)) {
        self.terms.find(key, each);
    }
}
