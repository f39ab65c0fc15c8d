//! Which documents of a pack share which fingerprints with a page.

use std::ops::{Range, RangeInclusive};

use super::Query;
use wherefrom_pack::View;
use wherefrom_text::fingerprint::{K, WINDOW};
use wherefrom_text::order;
use wherefrom_text::{Flags, Words};

/// A fingerprint in more documents than this is a formula or a boilerplate and finds no candidates.
const MAX_POSTINGS: usize = 256;

pub struct Shared {
    /// In order.
    pub documents: Vec<u32>,
    /// The fingerprints of document `d`, by their numbers, are `of[starts[d]..starts[d + 1]]`.
    starts: Vec<usize>,
    of: Vec<u32>,
    /// Fingerprints that page and pack have in common, in the order of their keys.
    fingerprints: Vec<Fingerprint>,
    /// The holders of all fingerprints, as places in `documents`.
    holders: Vec<u32>,
    /// Where on the page fingerprints stand, in order, and which.
    places: Vec<(u32, u32)>,
}

struct Fingerprint {
    holders: Range<usize>,
    /// The entries of the query that have this key.
    entries: Range<usize>,
}

impl Shared {
    pub fn find(query: &Query, pack: View<'_>, barred: &[u32]) -> Shared {
        let mut fingerprints: Vec<Fingerprint> = Vec::new();
        // Document above fingerprint.
        let mut pairs: Vec<u64> = Vec::new();
        let mut documents = Vec::new();
        pack.touch(query.keys());
        let mut end = 0;
        for entries in query.grams.chunk_by(|a, b| a.0 == b.0) {
            let start = end;
            end += entries.len();
            documents.clear();
            pack.find(entries[0].0, |document| documents.push(document));
            if documents.is_empty() || documents.len() > MAX_POSTINGS {
                continue;
            }
            let allowed = documents.iter().filter(|d| barred.binary_search(d).is_err());
            let from = pairs.len();
            pairs.extend(allowed.map(|&document| u64::from(document) << 32 | fingerprints.len() as u64));
            fingerprints.push(Fingerprint { holders: from..pairs.len(), entries: start..end });
        }
        order::sort_longs(&mut pairs);
        let (mut documents, mut starts, mut of) = (Vec::new(), vec![0], Vec::with_capacity(pairs.len()));
        let mut holders = vec![0; pairs.len()];
        let mut filled: Vec<usize> = fingerprints.iter().map(|f| f.holders.start).collect();
        for pairs in pairs.chunk_by(|a, b| a >> 32 == b >> 32) {
            for &pair in pairs {
                let place = &mut filled[pair as u32 as usize];
                holders[*place] = documents.len() as u32;
                *place += 1;
                of.push(pair as u32);
            }
            documents.push((pairs[0] >> 32) as u32);
            starts.push(of.len());
        }
        let at = |(number, f): (u32, &Fingerprint)| query.grams[f.entries.clone()].iter().map(move |&(_, place)| (place, number));
        let mut places: Vec<(u32, u32)> = (0..).zip(&fingerprints).flat_map(at).collect();
        order::sort_pairs(&mut places);
        Shared { documents, starts, of, fingerprints, holders, places }
    }

    /// The number of fingerprints that are shared.
    pub fn len(&self) -> usize {
        self.fingerprints.len()
    }

    /// Where on the page fingerprints stand, in order, and how many documents have them.
    pub fn spread(&self) -> Vec<(u32, u32)> {
        self.places.iter().map(|&(place, number)| (place, self.holders(number).len() as u32)).collect()
    }

    /// The fingerprints of a document, by its place.
    pub fn of(&self, document: usize) -> &[u32] {
        &self.of[self.starts[document]..self.starts[document + 1]]
    }

    /// The documents that have a fingerprint, by their places.
    pub fn holders(&self, fingerprint: u32) -> &[u32] {
        &self.holders[self.fingerprints[fingerprint as usize].holders.clone()]
    }

    /// Where on the page the 5-grams of a document begin, in order.
    fn places_of(&self, document: usize, query: &Query) -> Vec<u32> {
        let entries = |f: &u32| &query.grams[self.fingerprints[*f as usize].entries.clone()];
        let mut places: Vec<u32> = self.of(document).iter().flat_map(entries).map(|&(_, at)| at).collect();
        order::sort_numbers(&mut places);
        places
    }

    /// Stretches of the page of which a document has all words, by the 5-grams that they begin and end with: 5-grams stand on the
    /// page one after the other as selected ones do.
    fn stretches(&self, document: usize, query: &Query) -> Vec<RangeInclusive<u32>> {
        let places = self.places_of(document, query);
        places.chunk_by(|a, b| b - a <= WINDOW as u32).map(|near| near[0]..=near[near.len() - 1]).collect()
    }

    /// The fingerprints that a document explains: its own, and those between two of its own. It has all words there, though other
    /// 5-grams of them were selected.
    pub fn explained(&self, document: usize, query: &Query, is_explained: &mut [bool]) -> Vec<u32> {
        let within = |stretch: RangeInclusive<u32>| {
            let from = self.places.partition_point(|(place, _)| place < stretch.start());
            self.places[from..].iter().take_while(move |(place, _)| place <= stretch.end())
        };
        let explained = self.stretches(document, query).into_iter().flat_map(within).map(|&(_, f)| f);
        explained.filter(|&f| !std::mem::replace(&mut is_explained[f as usize], true)).collect()
    }

    /// How many words of each block of the page a document has at least.
    pub fn words_by_block(&self, document: usize, page: &Words, query: &Query) -> Vec<u32> {
        let mut words = vec![0; page.blocks.last().map_or(0, |last| *last as usize + 1)];
        let mut end = 0;
        for stretch in self.stretches(document, query) {
            let to = *stretch.end() as usize + K;
            page.blocks[end.max(*stretch.start() as usize)..to].iter().for_each(|&block| words[block as usize] += 1);
            end = to;
        }
        words
    }

    /// Whether what a document shares may be more than a formula. Of 12 words in a row two 5-grams are selected that begin
    /// within [`NEAR`] words; a single one stands for [`REACH`] words at most, and if these are a small part of their sentence,
    /// nine in ten times nothing else of it is shared.
    pub fn is_plausible(&self, document: usize, page: &Words, query: &Query) -> bool {
        if self.of(document).len() >= MANY {
            return true;
        }
        // A page that goes on repeating a 5-gram is looked at no longer for each document that has it.
        let entries = |f: &u32| self.fingerprints[*f as usize].entries.len();
        if self.of(document).iter().map(entries).sum::<usize>() > MAX_PLACES {
            return true;
        }
        let places = self.places_of(document, query);
        let alone = |at: usize| {
            let gram = at..at + K;
            let quoted = page.flags[gram.clone()].iter().all(|f| f.has(Flags::QUOTED));
            let sentence = page.sentence(gram.start + K / 2);
            !quoted && (REACH as f32) < MIN_SHARE * sentence.len() as f32
        };
        places.windows(2).any(|two| two[1] - two[0] <= NEAR) || !places.iter().all(|&at| alone(at as usize))
    }
}

/// A document that shares so many fingerprints is looked at wherever they stand.
const MANY: usize = 3;
/// A page has few 5-grams in more than two places.
const MAX_PLACES: usize = 64;
/// 5-grams that are selected one after the other begin within so many words, where twelve words are shared.
const NEAR: u32 = 2 * WINDOW as u32 - 1;
/// More shared words in a row have a second fingerprint.
const REACH: usize = K + 2 * (WINDOW - 1);
/// A formula has less of its sentence. Of the documents that stand in the end one in a hundred is lost so, and a third of all
/// that are looked at is saved.
const MIN_SHARE: f32 = 0.4;
