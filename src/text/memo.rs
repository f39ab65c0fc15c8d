//! What words come to, kept from word to word: a few thousand forms make up nearly all of a text, and looking one up
//! costs a tenth of normalising, folding, hashing and classifying it.
//!
//! The memo is bounded (a slot a hash, the newer word stays) and changes no result.

use std::cell::RefCell;
use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::lexicon::{self, Language, Lexicon};
use super::words::{Flags, is_spaceless, key, normalise};

/// A word by itself, without what stands around it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known {
    pub key: u32,
    /// A bit for every language that has it among its function words.
    pub functions: u32,
    /// [`Flags::NUMBER`], [`Flags::SYLLABLE`], [`Flags::FUNCTION`], [`Flags::FORMULA`], or none of them.
    pub class: Flags,
    traits: u8,
}

/// Nothing is left of the word when it is normalised.
const EMPTY_WORD: u8 = 1;
const CAPITAL: u8 = 2;
/// The second character is a capital too.
const ACRONYM: u8 = 4;
const OPENS_PHRASE: u8 = 8;

impl Known {
    /// All of it but the class.
    fn of(raw: &str) -> Known {
        let normal = normalise(raw);
        let key = key(&normal);
        let mut letters = raw.chars();
        let (first, second) = (letters.next(), letters.next());
        Known {
            key,
            functions: lexicon::function_in(key),
            class: Flags::default(),
            traits: (u8::from(normal.is_empty()) * EMPTY_WORD)
                | (u8::from(first.is_some_and(char::is_uppercase)) * CAPITAL)
                | (u8::from(second.is_some_and(char::is_uppercase)) * ACRONYM),
        }
    }

    fn classified(self, raw: &str, language: Option<Language>) -> Known {
        let lexicon = Lexicon::of(language);
        let is_function = match language {
            Some(language) => self.functions & (1 << language as u32) != 0,
            None => lexicon::may_be_function(&normalise(raw)),
        };
        let class = if raw.chars().any(char::is_numeric) {
            Flags::NUMBER
        } else if raw.chars().next().is_some_and(is_spaceless) {
            Flags::SYLLABLE
        } else if is_function {
            Flags::FUNCTION
        } else if lexicon.is_formula(self.key) {
            Flags::FORMULA
        } else {
            Flags::default()
        };
        let traits = (self.traits & !OPENS_PHRASE) | (u8::from(lexicon.opens_phrase(self.key)) * OPENS_PHRASE);
        Known { class, traits, ..self }
    }

    /// Class and traits, to be kept beside the key.
    pub fn to_class(self) -> u16 {
        u16::from(self.class.0) << 8 | u16::from(self.traits)
    }

    /// What [`Self::to_class`] gave, without the languages.
    pub fn of_class(key: u32, class: u16) -> Known {
        Known { key, functions: 0, class: Flags((class >> 8) as u8), traits: class as u8 }
    }

    fn has(self, traits: u8) -> bool {
        self.traits & traits != 0
    }

    pub fn is_empty(self) -> bool {
        self.has(EMPTY_WORD)
    }

    pub fn is_capital(self) -> bool {
        self.has(CAPITAL)
    }

    pub fn is_acronym(self) -> bool {
        self.has(ACRONYM)
    }

    /// Whether a formula of several words begins with it.
    pub fn opens_phrase(self) -> bool {
        self.has(OPENS_PHRASE)
    }
}

/// Words kept. The forms of a page and its sources are some two thousand.
const SLOTS: usize = 1 << 12;
/// Longer words are not kept.
const MAX_BYTES: usize = 18;

#[derive(Clone, Copy)]
struct Slot {
    raw: [u8; MAX_BYTES],
    /// [`EMPTY`] where nothing is kept.
    len: u8,
    /// The language that the class is of; [`NO_CLASS`] where it is of none yet.
    language: u8,
    known: Known,
}

const EMPTY: u8 = u8::MAX;
const NO_CLASS: u8 = u8::MAX;

#[derive(Default)]
pub struct Memo {
    slots: Vec<Slot>,
    terms: Vec<Term>,
}

/// The stem of a word, as a hash; 0 where none is kept.
#[derive(Clone, Copy, Default)]
struct Term {
    key: u32,
    language: u8,
    term: u32,
}

thread_local! {
    static MEMO: RefCell<Memo> = const { RefCell::new(Memo { slots: Vec::new(), terms: Vec::new() }) };
}

/// Lends the memo of this thread.
pub fn with<T>(work: impl FnOnce(&mut Memo) -> T) -> T {
    MEMO.with_borrow_mut(work)
}

impl Memo {
    /// What is known of a word as `language` has it.
    pub fn get(&mut self, raw: &str, language: Option<Language>) -> Known {
        let Some(slot) = self.slot(raw) else { return Known::of(raw).classified(raw, language) };
        let number = language.map_or(lexicon::LANGUAGES, |l| l as usize) as u8;
        if slot.language != number {
            slot.known = slot.known.classified(raw, language);
            slot.language = number;
        }
        slot.known
    }

    /// The languages that have a word among their function words: a bit for each.
    pub fn functions(&mut self, raw: &str) -> u32 {
        self.slot(raw).map_or_else(|| Known::of(raw).functions, |slot| slot.known.functions)
    }

    pub fn key(&mut self, raw: &str) -> u32 {
        self.slot(raw).map_or_else(|| Known::of(raw).key, |slot| slot.known.key)
    }

    /// The hash of a word's stem, which `find` finds; never 0.
    pub fn term(&mut self, key: u32, language: Option<Language>, find: impl FnOnce() -> u32) -> u32 {
        if self.terms.is_empty() {
            self.terms = vec![Term::default(); SLOTS];
        }
        let language = Language::number(language) as u8;
        let kept = &mut self.terms[key as usize % SLOTS];
        if kept.term == 0 || kept.key != key || kept.language != language {
            *kept = Term { key, language, term: find().max(1) };
        }
        kept.term
    }

    /// Whether nothing is left of a word when it is normalised.
    pub fn is_empty(&mut self, raw: &str) -> bool {
        !raw.is_ascii() && self.slot(raw).map_or_else(|| Known::of(raw).is_empty(), |slot| slot.known.is_empty())
    }

    /// The slot of a word, filled; none for a long word.
    fn slot(&mut self, raw: &str) -> Option<&mut Slot> {
        if raw.len() > MAX_BYTES {
            return None;
        }
        if self.slots.is_empty() {
            self.slots = vec![Slot { raw: [0; MAX_BYTES], len: EMPTY, language: NO_CLASS, known: Known::default() }; SLOTS];
        }
        let mut hasher = FxHasher::default();
        hasher.write(raw.as_bytes());
        let slot = &mut self.slots[hasher.finish() as usize % SLOTS];
        if usize::from(slot.len) != raw.len() || &slot.raw[..raw.len()] != raw.as_bytes() {
            slot.known = Known::of(raw);
            slot.raw[..raw.len()].copy_from_slice(raw.as_bytes());
            (slot.len, slot.language) = (raw.len() as u8, NO_CLASS);
        }
        Some(slot)
    }
}
