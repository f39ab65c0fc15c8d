//! Terms: the content words of a document as stems, which are what the forms of a word have in common ("reports",
//! "reported"), by the Snowball algorithms for a few languages; other words are their own stems.

use std::cmp::Ordering;

use rust_stemmers::{Algorithm, Stemmer};

use super::lexicon::Language;
use super::memo::{self, Memo};
use super::normal::normalise;
use super::words;
use super::{Flags, Words, spelling};
use crate::order;

/// A word that says nothing by itself: "the", "of".
pub const NONE: u32 = 0;

/// The content words of a document, one entry a word.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    /// Hash of the stem; [`NONE`] for function words.
    pub ids: Vec<u32>,
    /// Each of them once, sorted.
    pub distinct: Vec<u32>,
}

impl Terms {
    /// `text` gives the raw text of a block. In scripts without spaces a term is two characters.
    pub fn of<'a>(words: &Words, text: impl Fn(usize) -> &'a str) -> Terms {
        let stemmer = words.language.and_then(stemmer);
        let term = |memo: &mut Memo, at: usize| {
            let flags = words.flags[at];
            if flags.has(Flags::FUNCTION) {
                return NONE;
            }
            if flags.has(Flags::SYLLABLE) {
                return pair(words, at);
            }
            memo.term(words.keys[at], words.language, || {
                let raw = &text(words.blocks[at] as usize)[words.starts[at] as usize..words.ends[at] as usize];
                let normal = normalise(raw);
                let folded = spelling::fold(&normal);
                let stem = stemmer.as_ref().map(|s| s.stem(&folded));
                words::hash(stem.as_deref().unwrap_or(&folded))
            })
        };
        let ids: Vec<u32> = memo::with(|memo| (0..words.len()).map(|at| term(memo, at)).collect());
        let mut distinct: Vec<u32> = ids.iter().copied().filter(|&id| id != NONE).collect();
        order::sort_numbers(&mut distinct);
        distinct.dedup();
        Terms { ids, distinct }
    }

    /// How many different terms both have.
    pub fn shared(&self, other: &Terms) -> usize {
        let (mut a, mut b, mut shared) = (self.distinct.iter().peekable(), other.distinct.iter().peekable(), 0);
        while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
            match x.cmp(y) {
                Ordering::Less => drop(a.next()),
                Ordering::Greater => drop(b.next()),
                Ordering::Equal => {
                    a.next();
                    b.next();
                    shared += 1;
                }
            }
        }
        shared
    }
}

/// A character and the next, where the next is one of the same script.
fn pair(words: &Words, at: usize) -> u32 {
    let next = at + 1;
    let goes_on = next < words.len() && words.flags[next].has(Flags::SYLLABLE) && !words.flags[next].has(Flags::BLOCK);
    if goes_on { (words.keys[at].rotate_left(9) ^ words.keys[next]).max(1) } else { NONE }
}

/// Each stemmer has a function of its own, so that those of other languages are left out of the Wasm: they are a
/// fifth of it.
fn stemmer(language: Language) -> Option<Stemmer> {
    let create: fn() -> Stemmer = match language {
        Language::English => || Stemmer::create(Algorithm::English),
        Language::German => || Stemmer::create(Algorithm::German),
        Language::French => || Stemmer::create(Algorithm::French),
        Language::Swedish => || Stemmer::create(Algorithm::Swedish),
        _ => return None,
    };
    Some(create())
}
