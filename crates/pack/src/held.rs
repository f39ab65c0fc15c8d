//! Documents that are held decoded and are in no file: those that a page is compared with.

use std::sync::Arc;

use super::buckets::Buckets;
use super::source::content_of;
use super::{FEW, PackError, Source, identity, threads};
use wherefrom_text::distinct::Distinct;
use wherefrom_text::fingerprint;
use wherefrom_text::model::Document;

#[derive(Debug)]
pub struct Held {
    pub sources: Vec<Arc<Source>>,
    /// The documents of fingerprints, and of what documents are known by.
    postings: Buckets,
    terms: Buckets,
}

impl Held {
    /// Makes documents ready, many on all cores.
    pub fn of_documents(documents: &[Document]) -> Held {
        let is_few = documents.len() <= FEW;
        let parts = threads::parts(documents, |first, documents| {
            let mut part = Part::default();
            for (number, document) in (first as u32..).zip(documents) {
                let source = Source::from_document(document);
                part.postings.extend(fingerprint::select(&source.words).into_iter().map(|gram| (gram, number)));
                part.add(number, source, is_few);
            }
            part
        });
        Held::of_parts(parts)
    }

    fn of_parts(parts: Vec<Part>) -> Held {
        let (mut sources, mut postings, mut terms) = (Vec::new(), Vec::new(), Vec::new());
        for part in parts {
            sources.extend(part.sources);
            postings.push(part.postings);
            terms.push(part.terms);
        }
        let many = postings.len() > 1;
        let (postings, terms) = threads::both(many, || Buckets::of(&postings), || Buckets::of(&terms));
        Held { sources, postings, terms }
    }

    pub fn source(&self, document: usize) -> Result<&Arc<Source>, PackError> {
        self.sources.get(document).ok_or(PackError::NoDocument { number: document, of: self.sources.len() })
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

/// Some of the documents, with pairs of a key and the document's number.
#[derive(Default)]
struct Part {
    sources: Vec<Arc<Source>>,
    postings: Vec<(u32, u32)>,
    terms: Vec<(u32, u32)>,
}

impl Part {
    fn add(&mut self, number: u32, source: Source, is_few: bool) {
        self.postings.extend(identity::keys(&source.meta).map(|key| (key, number)));
        // Where there are few, all are looked at.
        if !is_few && !source.text_free {
            let of = Distinct::of(content_of(&source.words), source.words.len());
            self.terms.extend(of.numbers().iter().map(|&term| (term, number)));
        }
        self.sources.push(Arc::new(source));
    }
}
