//! Stems: the content words of a document as stems, which are what the forms of a word have in common ("reports",
//! "reported"), by the Snowball algorithms for a few languages; other words are their own stems.

use rust_stemmers::{Algorithm, Stemmer};

use super::lexicon::Language;
use super::memo::{self, Memo};
use super::normal::normalise;
use super::words;
use super::{Flags, Words, spelling};

/// A word that says nothing by itself: "the", "of".
pub const NONE: u32 = 0;

/// The content words of a document, one entry a word.
#[derive(Debug, Clone)]
pub struct Stems {
    /// Hash of the stem; [`NONE`] for function words.
    pub ids: Vec<u32>,
}

impl Stems {
    /// `text` gives the raw text of a block. In scripts without spaces a term is two characters.
    pub fn of<'a>(words: &Words, text: impl Fn(usize) -> &'a str) -> Stems {
        let stemmer = words.language.and_then(stemmer);
        let term = |memo: &mut Memo, at: usize| {
            let flags = words.flags[at];
            if !has_stem(words, at) {
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
        Stems { ids: memo::with(|memo| (0..words.len()).map(|at| term(memo, at)).collect()) }
    }
}

/// Whether a word says something by itself; a character of a script without spaces does with another one behind it.
pub fn has_stem(words: &Words, at: usize) -> bool {
    let goes_on = || words.flags.get(at + 1).is_some_and(|next| next.has(Flags::SYLLABLE) && !next.has(Flags::BLOCK));
    let flags = words.flags[at];
    !flags.has(Flags::FUNCTION) && (!flags.has(Flags::SYLLABLE) || goes_on())
}

/// A character and the next.
fn pair(words: &Words, at: usize) -> u32 {
    (words.keys[at].rotate_left(9) ^ words.keys[at + 1]).max(1)
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
