//! What words come to, kept from word to word: a few thousand forms make up nearly all of a text, and looking one up
//! costs a tenth of normalising, folding, hashing and classifying it.
//!
//! The memo is bounded (two words a hash, those that were asked for last stay) and changes no result.

use std::cell::RefCell;

use super::letters::{Letters, NO_LETTERS, hash, letters};
use super::lexicon::{self, Language, Lexicon};
use super::normal::{is_spaceless, normalise};
use super::scan::Core;
use super::segments::Segments;
use super::words::{CutWords, Flags, key};

/// A word by itself, without what stands around it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known {
    pub key: u32,
    /// A bit for every language that has it among its function words.
    pub functions: u32,
    /// [`Flags::NUMBER`], [`Flags::SYLLABLE`], [`Flags::FUNCTION`], [`Flags::FORMULA`], or none of them.
    pub class: Flags,
    traits: u8,
    /// The language that the class is of.
    language: u8,
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
            language: NO_CLASS,
        }
    }

    fn number(language: Option<Language>) -> u8 {
        language.map_or(lexicon::LANGUAGES, |l| l as usize) as u8
    }

    /// Whether it has the class that it has in a language.
    pub fn is_classified(self, language: Option<Language>) -> bool {
        self.language == Known::number(language)
    }

    /// With the class that it has in a language.
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
        Known { class, traits, language: Known::number(language), ..self }
    }

    /// Class and traits, to be kept beside the key.
    pub fn to_class(self) -> u16 {
        u16::from(self.class.0) << 8 | u16::from(self.traits)
    }

    /// What [`Self::to_class`] gave, without the languages.
    pub fn of_class(key: u32, class: u16) -> Known {
        Known { key, functions: 0, class: Flags((class >> 8) as u8), traits: class as u8, language: NO_CLASS }
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

/// Two words of one hash, the one that was asked for last first: a line of the caches, and no more.
#[derive(Clone, Copy)]
#[repr(align(64))]
struct Pair([Slot; 2]);

#[derive(Clone, Copy)]
struct Slot {
    /// The [`Letters`], side by side with the rest.
    first: [u64; 2],
    rest: u32,
    known: Known,
}

impl Slot {
    fn new((first, rest): Letters, known: Known) -> Slot {
        Slot { first, rest, known }
    }

    #[inline]
    fn letters(&self) -> Letters {
        (self.first, self.rest)
    }
}

const NO_WORD: Known = Known { key: 0, functions: 0, class: Flags(0), traits: 0, language: NO_CLASS };
const NO_PAIR: Pair = Pair([Slot { first: NO_LETTERS.0, rest: NO_LETTERS.1, known: NO_WORD }; 2]);

/// Pairs kept at first, as a power of two: the forms of a page and its sources are some two thousand.
const FEW_BITS: u32 = 11;
/// And at most: of the forms of a corpus these hold all that come again soon. Browsers read pages.
const MOST_BITS: u32 = if cfg!(target_arch = "wasm32") { FEW_BITS } else { 14 };

/// The class is of no language yet.
const NO_CLASS: u8 = u8::MAX;

#[derive(Default)]
pub struct Memo {
    pairs: Vec<Pair>,
    /// Words that were not there since the number of pairs changed.
    missed: usize,
    /// The language that was last asked for.
    language: Option<Language>,
    terms: Vec<Term>,
    /// Words that are asked for at once.
    asked: Vec<Lookup>,
    /// Room for what tells them.
    core: Core,
}

struct Lookup {
    start: u32,
    end: u32,
    letters: Letters,
    hash: u32,
}

/// The stem of a word, as a hash; 0 where none is kept.
#[derive(Clone, Copy, Default)]
struct Term {
    key: u32,
    language: u8,
    term: u32,
}

thread_local! {
    static MEMO: RefCell<Memo> =
        const { RefCell::new(Memo { pairs: Vec::new(), missed: 0, language: None, terms: Vec::new(), asked: Vec::new(), core: Core::new() }) };
}

/// Lends the memo of this thread.
pub fn with<T>(work: impl FnOnce(&mut Memo) -> T) -> T {
    MEMO.with_borrow_mut(work)
}

/// Terms kept.
const TERMS: usize = 1 << 12;

impl Memo {
    /// What is known of a word as `language` has it.
    pub fn get(&mut self, raw: &str, language: Option<Language>) -> Known {
        self.language = language;
        let known = self.known(raw);
        if !known.is_classified(language) {
            *known = known.classified(raw, language);
        }
        *known
    }

    /// `None` where nothing is left of the word when it is normalised.
    pub fn key(&mut self, raw: &str) -> Option<u32> {
        let known = self.known(raw);
        (!known.is_empty()).then_some(known.key)
    }

    /// Whether nothing is left of a word when it is normalised.
    pub fn is_empty(&mut self, raw: &str) -> bool {
        !raw.is_ascii() && self.known(raw).is_empty()
    }

    fn known(&mut self, raw: &str) -> &mut Known {
        let letters = letters(raw.as_bytes(), 0, raw.len());
        self.open();
        self.filled(letters, hash(letters), raw)
    }

    /// What is known of the words of a text, behind those that are there already.
    ///
    /// The pairs are more than the nearest caches hold: they are looked at for all words before anything is done with
    /// what is there, so that the looks need not wait for each other.
    pub fn cut(&mut self, text: &str, words: &mut CutWords) {
        let mut asked = std::mem::take(&mut self.asked);
        let mut segments = Segments::with(text, std::mem::take(&mut self.core));
        for word in &mut segments {
            let letters = letters(text.as_bytes(), word.start, word.len());
            asked.push(Lookup { start: word.start as u32, end: word.end as u32, letters, hash: hash(letters) });
        }
        self.core = segments.into_room();
        self.open();
        let look = |of: &Lookup| self.pairs[self.place(of.hash)].0[0].rest;
        std::hint::black_box(asked.iter().fold(0, |all, of| all ^ look(of)));
        words.known.extend(asked.iter().map(|of| *self.filled(of.letters, of.hash, &text[of.start as usize..of.end as usize])));
        words.starts.extend(asked.iter().map(|of| of.start));
        words.ends.extend(asked.iter().map(|of| of.end));
        asked.clear();
        self.asked = asked;
    }

    /// The hash of a word's stem, which `find` finds; never 0.
    pub fn term(&mut self, key: u32, language: Option<Language>, find: impl FnOnce() -> u32) -> u32 {
        if self.terms.is_empty() {
            self.terms = vec![Term::default(); TERMS];
        }
        let language = Language::number(language) as u8;
        let kept = &mut self.terms[key as usize % TERMS];
        if kept.term == 0 || kept.key != key || kept.language != language {
            *kept = Term { key, language, term: find().max(1) };
        }
        kept.term
    }

    /// Makes room, more of it where many words were missed.
    fn open(&mut self) {
        if self.pairs.is_empty() {
            self.pairs = vec![NO_PAIR; 1 << FEW_BITS];
        }
        if FEW_BITS < MOST_BITS && self.pairs.len() < 1 << MOST_BITS && self.missed > self.pairs.len() {
            let old = std::mem::take(&mut self.pairs);
            self.pairs = vec![NO_PAIR; old.len() * 2];
            self.missed = 0;
            for slot in old.iter().flat_map(|pair| pair.0.iter().rev()).filter(|slot| slot.letters() != NO_LETTERS) {
                let place = self.place(hash(slot.letters()));
                self.pairs[place] = Pair([*slot, self.pairs[place].0[0]]);
            }
        }
    }

    fn place(&self, hash: u32) -> usize {
        hash as usize & (self.pairs.len() - 1)
    }

    /// What is known of a word, found out where it was not kept.
    #[inline]
    fn filled(&mut self, letters: Letters, hash: u32, raw: &str) -> &mut Known {
        let place = self.place(hash);
        if self.pairs[place].0[0].letters() != letters || letters == NO_LETTERS {
            self.bring(letters, place, raw);
        }
        &mut self.pairs[place].0[0].known
    }

    /// Makes a word the first of its pair.
    #[inline(never)]
    fn bring(&mut self, letters: Letters, place: usize, raw: &str) {
        let pair = &mut self.pairs[place].0;
        pair.swap(0, 1);
        // Long words have all the same letters here, and are found out each time.
        if pair[0].letters() != letters || letters == NO_LETTERS {
            // Most texts are in the language of the last one.
            pair[0] = Slot::new(letters, Known::of(raw).classified(raw, self.language));
            self.missed += 1;
        }
    }
}
