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
    /// Nothing is left of it when it is normalised.
    pub empty: bool,
    /// [`Flags::NUMBER`], [`Flags::SYLLABLE`], [`Flags::FUNCTION`], [`Flags::FORMULA`], or none of them.
    pub class: Flags,
    pub capital: bool,
    /// The second character is a capital too.
    pub acronym: bool,
    /// A bit for every language that has it among its function words.
    pub functions: u32,
}

impl Known {
    /// All of it but the class.
    fn of(raw: &str) -> Known {
        let normal = normalise(raw);
        let key = key(&normal);
        let mut letters = raw.chars();
        let (first, second) = (letters.next(), letters.next());
        Known {
            key,
            empty: normal.is_empty(),
            class: Flags::default(),
            capital: first.is_some_and(char::is_uppercase),
            acronym: second.is_some_and(char::is_uppercase),
            functions: lexicon::function_in(key),
        }
    }

    fn classified(self, raw: &str, language: Option<Language>) -> Known {
        let lexicon = Lexicon::of(language);
        let is_function = match language {
            Some(language) => self.functions & 1 << language as u32 != 0,
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
        Known { class, ..self }
    }
}

/// Words kept. The forms of a page and its sources are some two thousand.
const SLOTS: usize = 1 << 12;
/// Longer words are not kept.
const MAX_BYTES: usize = 22;

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
}

thread_local! {
    static MEMO: RefCell<Memo> = const { RefCell::new(Memo { slots: Vec::new() }) };
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

    /// Whether nothing is left of a word when it is normalised.
    pub fn is_empty(&mut self, raw: &str) -> bool {
        !raw.is_ascii() && self.slot(raw).map_or_else(|| Known::of(raw).empty, |slot| slot.known.empty)
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
