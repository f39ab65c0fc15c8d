//! What an attacker restores of the words of a text-free pack.
//!
//! The attacker knows the format, all words there are, and how often each follows which in other documents of the same corpus.
//! It looks for the likeliest words by dynamic programming, keeping the likeliest beginnings ([`decode`]), once with the
//! hashes of the shingles alone, and once with the document's fingerprints too, which anybody can collect from the pack.
//!
//! A word is *restored* where the attacker's best guess for its place is right. Who has no pack at all and says the most frequent
//! word everywhere is right in some places too: what a pack gives away is what is restored beyond that, and the words of
//! content that are restored, of which nothing can be had without it.

mod decode;
mod statistics;

use std::collections::HashMap;
use std::sync::Arc;

use rustc_hash::FxHashSet;
use serde::Serialize;
use wherefrom_pack::postings::TEXT_FREE_KEY_BITS;
use wherefrom_pack::shingles::{SHINGLE, SHINGLE_BITS};
use wherefrom_pack::{Pack, Source};
use wherefrom_pack_build::{Description, build};
use wherefrom_text::Flags;
use wherefrom_text::fingerprint::{self, KEY_BITS};
use wherefrom_text::model::Document;

use decode::{Known, restore};
use statistics::Statistics;

/// Bits of a hash that is of one word alone.
const NARROW: u32 = 8;

/// A word that makes up less of a corpus is rare: a name, a number.
const RARE: f64 = 1e-5;

/// Shares of words restored, of all, of those that are no function words, and of the rare ones.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Restored {
    pub all: f64,
    pub content: f64,
    pub rare: f64,
}

#[derive(Debug, Clone, Serialize)]
pub struct Figures {
    /// Words in the documents attacked.
    pub words: usize,
    /// Beginnings that the attacker keeps in mind.
    pub width: usize,
    /// The most frequent word everywhere.
    pub nothing: Restored,
    /// From the hashes of the shingles.
    pub hashes: Restored,
    /// From these and the fingerprints.
    pub with_fingerprints: Restored,
    /// From a hash of 8 bits of each word: what a pack that kept those would give away.
    pub words_alone: Restored,
}

/// Attacks `attacked` of the documents, at most the first `most` words of each, with the statistics of half of the others.
pub fn measure(documents: &[Document], attacked: usize, most: usize, width: usize) -> Result<Figures, Box<dyn std::error::Error>> {
    let corpus = Pack::of_documents("corpus", documents);
    let sources = (0..corpus.len()).map(|number| corpus.source(number)).collect::<Result<Vec<_>, _>>()?;
    let statistics = Statistics::of(&sources, |number| number % 2 == 0);
    let held: Vec<usize> = (0..attacked).map(|at| (at * (documents.len() - 1) / attacked) | 1).collect();
    let packed: Vec<Document> = held.iter().map(|&at| documents[at].clone()).collect();
    let (bytes, _) = build(&packed, &Description { name: "held".to_owned(), text_free: true, ..Description::default() })?;
    let pack = Pack::open(bytes)?;
    let hashed = (0..pack.len()).map(|number| pack.source(number)).collect::<Result<Vec<_>, _>>()?;
    let hashed: HashMap<&str, &Arc<Source>> = hashed.iter().map(|source| (source.meta.id.as_str(), source)).collect();

    let attack = |at: &usize| -> Option<[Counts; 4]> {
        let words = &sources[*at].words;
        let hashes = &hashed.get(sources[*at].meta.id.as_str())?.words.keys;
        let len = words.len().min(most);
        let fingerprints: FxHashSet<u32> =
            fingerprint::select(words).into_iter().map(|key| key >> (KEY_BITS - TEXT_FREE_KEY_BITS)).collect();
        let none = FxHashSet::default();
        let narrow: Vec<u32> = words.keys.iter().map(|key| key >> (32 - NARROW)).collect();
        let shingles = |fingerprints| Known { hashes: &hashes[..len], of: SHINGLE, bits: SHINGLE_BITS, fingerprints };
        let guesses = [
            vec![statistics.most_frequent(); len],
            restore(&statistics, &shingles(&none), width),
            restore(&statistics, &shingles(&fingerprints), width),
            restore(&statistics, &Known { hashes: &narrow[..len], of: 1, bits: NARROW, fingerprints: &none }, width),
        ];
        let count = |guess: Vec<u32>| {
            let mut counts = Counts::default();
            for (place, guess) in guess.into_iter().enumerate() {
                let rare = statistics.share(words.keys[place]) < RARE;
                counts.count(guess == words.keys[place], !words.flags[place].has(Flags::FUNCTION), rare);
            }
            counts
        };
        Some(guesses.map(count))
    };
    let mut counts = [Counts::default(); 4];
    for of in in_parallel(&held, &attack).into_iter().flatten() {
        counts.iter_mut().zip(of).for_each(|(all, of)| all.add(of));
    }
    let [nothing, hashes, with_fingerprints, words_alone] = counts.map(|c| c.shares());
    Ok(Figures { words: counts[0].all.1, width, nothing, hashes, with_fingerprints, words_alone })
}

/// What `with` gives for each, on all cores.
fn in_parallel<T: Sync, R: Send>(all: &[T], with: &(impl Fn(&T) -> R + Sync)) -> Vec<R> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let parts = all.chunks(all.len().div_ceil(cores).max(1)).map(|part| scope.spawn(move || part.iter().map(with).collect::<Vec<R>>()));
        let parts: Vec<_> = parts.collect();
        parts.into_iter().flat_map(|part| part.join().expect("an attack does not panic")).collect()
    })
}

/// Words restored, and words.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    all: (usize, usize),
    content: (usize, usize),
    rare: (usize, usize),
}

impl Counts {
    fn count(&mut self, restored: bool, content: bool, rare: bool) {
        for (of, counts) in [(&mut self.all, true), (&mut self.content, content), (&mut self.rare, rare)] {
            of.0 += usize::from(restored && counts);
            of.1 += usize::from(counts);
        }
    }

    fn add(&mut self, other: Counts) {
        for (of, more) in [(&mut self.all, other.all), (&mut self.content, other.content), (&mut self.rare, other.rare)] {
            *of = (of.0 + more.0, of.1 + more.1);
        }
    }

    fn shares(&self) -> Restored {
        let share = |of: (usize, usize)| of.0 as f64 / of.1.max(1) as f64;
        Restored { all: share(self.all), content: share(self.content), rare: share(self.rare) }
    }
}
