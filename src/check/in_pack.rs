//! What a check does in one pack: looks documents up, aligns the page with them, and minds what is damaged.

use std::sync::Arc;

use wherefrom_pack::{Answer, Keyed, PackError, Source, View, identity};
use wherefrom_page::metadata::PageMetadata;
use wherefrom_text::Words;
use wherefrom_text::model::{Direction, Metadata};
use wherefrom_text::order;
use wherefrom_text::url::url_identity;

use crate::align::{self, Run, align, rewording};
use crate::report::Version;
use crate::search;
use crate::verdict::standing::same_outlet;
use crate::verdict::{Match, direction, follows};

/// One pack while a page is being searched for in it.
pub struct Search<'a> {
    pub number: usize,
    pub pack: View<'a>,
    /// Documents that are no sources of the page, sorted.
    pub barred: Vec<u32>,
    pub damaged: Option<PackError>,
}

impl Search<'_> {
    /// What was asked for, if it is there and whole.
    fn take<T>(&mut self, answer: Result<Answer<T>, PackError>) -> Option<T> {
        match answer {
            Ok(Answer::Here(it)) => Some(it),
            Ok(Answer::Wanted) => None,
            Err(error) => {
                self.damaged.get_or_insert(error);
                None
            }
        }
    }

    /// Bars the documents that are excluded and those that are the page itself; gives the latter, and puts the ids of the former to those of
    /// other packs.
    pub fn bar(&mut self, own: &[Option<String>], exclude: &[String], excluded: &mut Vec<String>) -> Vec<Version> {
        let mut known = Vec::new();
        let keys = exclude.iter().map(|id| identity::of_id(id)).chain(own.iter().flatten().filter_map(|url| identity::of_url(url)));
        keys.for_each(|key| self.pack.find(key, |document| known.push(document)));
        order::sort_numbers(&mut known);
        known.dedup();
        let mut versions = Vec::new();
        for document in known {
            let answer = self.pack.metadata(document as usize);
            let Some(metadata) = self.take(answer) else { continue };
            // Fingerprints may have the same key.
            let is_own = own.iter().any(|url| is_same_page(url.as_deref(), &metadata));
            if is_own {
                versions.push(Version::of(&metadata));
            }
            if is_own || exclude.contains(&metadata.id) {
                self.barred.push(document);
            }
            if exclude.contains(&metadata.id) {
                excluded.push(metadata.id);
            }
        }
        versions
    }

    /// Aligns the page with documents.
    pub fn align(&mut self, page: &align::Page<'_>, documents: Vec<u32>, matches: &mut Vec<Match>) {
        let keyed = self.keyed(documents);
        let standing = keyed.into_iter().filter_map(|(document, keyed)| {
            let runs = align::may_stand(page, keyed.keys())?;
            Some((document, keyed, runs))
        });
        let standing: Vec<(u32, Keyed, Vec<Run>)> = standing.collect();
        let sourced = standing.into_iter().filter_map(|(document, keyed, runs)| Some((document, self.source(document, keyed)?, runs)));
        let sourced: Vec<(u32, Arc<Source>, Vec<Run>)> = sourced.collect();
        for (document, source, runs) in sourced {
            let passages = align::align_from(page, &source, &runs);
            if !passages.is_empty() {
                matches.push(Match::of(self.number, document, source, passages));
            }
        }
    }

    /// Documents with the keys of their words. Step by step for all of them, here and behind, since what a step looks into stays at
    /// hand so.
    fn keyed(&mut self, documents: Vec<u32>) -> Vec<(u32, Keyed)> {
        let keyed = self.pack.keys(&documents);
        documents.into_iter().zip(keyed).filter_map(|(document, keyed)| Some((document, self.take(keyed)?))).collect()
    }

    fn source(&mut self, document: u32, keyed: Keyed) -> Option<Arc<Source>> {
        let answer = self.pack.source_of(document as usize, keyed);
        self.take(answer)
    }

    /// Aligns the page with documents of which the pack has hashes of shingles.
    pub fn align_shingles(&mut self, page: &align::Page<'_>, words: &Words, documents: Vec<u32>, matches: &mut Vec<Match>) {
        let shared = search::shared_places(words, self.pack, &documents);
        for (document, shared) in documents.into_iter().zip(&shared) {
            let source = self.pack.source(document as usize);
            let Some(source) = self.take(source) else { continue };
            let passages = align::shingles::align(page, &source, shared);
            if !passages.is_empty() {
                matches.push(Match::of(self.number, document, source, passages));
            }
        }
    }

    /// Looks for sentences that are told in other words, in the documents that were found and in others that share rare
    /// terms with the page. Gives how many words of the page, from the first on, were compared with all of them.
    pub fn find_reworded(
        &mut self,
        page: &align::Page<'_>,
        open: &rewording::Open,
        names: &follows::Names,
        terms: &[u32],
        matches: &mut Vec<Match>,
    ) -> usize {
        let mut compared = usize::MAX;
        if self.pack.info().text_free {
            return compared;
        }
        let others = if open.asks_for_more() { search::retold(terms, self.pack, &self.barred) } else { Vec::new() };
        let known = |document: &u32| matches.iter().any(|m| (m.pack, m.document) == (self.number, *document));
        let others = others.into_iter().filter(|document| !known(document)).collect();
        let others = self.keyed(others);
        let is_worth = |keys: &[u32]| rewording::may_hold(page, open, keys) || align::may_stand(page, keys).is_some();
        let (worth, others): (Vec<_>, Vec<_>) = others.into_iter().partition(|(_, keyed)| is_worth(keyed.keys()));
        for (document, keyed) in worth {
            let Some(source) = self.source(document, keyed) else { continue };
            let passages = align(page, &source);
            matches.push(Match::of(self.number, document, source, passages));
        }
        for of in matches.iter_mut().filter(|m| m.pack == self.number) {
            let found = rewording::links(page, open, &of.source, &of.passages);
            of.links = found.links;
            compared = compared.min(found.compared);
        }
        // What shares neither sentences nor words in a row may be followed all the same.
        for (document, keyed) in others.into_iter().filter(|(_, keyed)| names.may_be_of(keyed.keys())) {
            let Some(source) = self.source(document, keyed) else { continue };
            matches.push(Match::of(self.number, document, source, Vec::new()));
        }
        compared
    }

    /// Looks for documents of which the page tells the points in their order, among those that were found. None is a later one, nor one
    /// of the same outlet, which may make all its texts alike.
    pub fn find_followed(&mut self, page: &align::Page<'_>, names: &follows::Names, meta: &PageMetadata, matches: &mut [Match]) {
        for of in matches.iter_mut().filter(|m| m.pack == self.number && !m.source.text_free) {
            let theirs = &of.source.meta;
            let is_later = direction::direction(meta.published.as_deref(), theirs.published.as_deref()) == Direction::Later;
            let outlet = (meta.publisher.as_deref(), meta.url.as_deref());
            let is_own = || same_outlet(outlet, (theirs.publisher.as_deref(), theirs.url.as_deref()));
            if !is_later && names.may_be_of(&of.source.words.keys) && !is_own() {
                of.follows = follows::follows(page, &of.source);
            }
        }
    }
}

fn is_same_page(url: Option<&str>, document: &Metadata) -> bool {
    match (url, document.url.as_deref()) {
        (Some(page), Some(document)) => url_identity(page).is_some_and(|page| url_identity(document) == Some(page)),
        _ => false,
    }
}
