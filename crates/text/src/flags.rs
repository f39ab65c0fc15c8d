//! What words are beside their keys: by themselves, and by where they stand in their block.

use std::ops::Range;

use super::lexicon::Lexicon;
use super::memo::Known;
use super::{scan, sentences};
use crate::distinct::Distinct;

/// What is known of a word beside its key. A bit set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Flags(pub u8);

impl Flags {
    /// "the", "of", "would": little evidence by itself.
    pub const FUNCTION: Flags = Flags(1);
    /// Capitalised inside a sentence: a name, which two reports of one event share by necessity.
    pub const NAME: Flags = Flags(2);
    pub const NUMBER: Flags = Flags(4);
    /// Inside direct quotation marks, or in a block that is a quotation as a whole.
    pub const QUOTED: Flags = Flags(8);
    /// First of its sentence.
    pub const SENTENCE: Flags = Flags(16);
    /// Words of attribution and dating: "said", "according", "Tuesday".
    pub const FORMULA: Flags = Flags(32);
    /// One character of a script without spaces.
    pub const SYLLABLE: Flags = Flags(64);
    /// First of its block.
    pub const BLOCK: Flags = Flags(128);

    pub fn has(self, other: Flags) -> bool {
        self.0 & other.0 != 0
    }

    pub fn set(&mut self, other: Flags) {
        self.0 |= other.0;
    }
}

/// A block and its words.
pub(crate) struct Block<'a> {
    pub text: &'a str,
    pub keys: &'a [u32],
    pub starts: &'a [u32],
    pub ends: &'a [u32],
    pub known: &'a [Known],
}

impl Block<'_> {
    /// Adds what the words are by where they stand to what they are by themselves.
    pub fn flag(&self, flags: &mut [Flags], quoted: &[Range<usize>], lexicon: &Lexicon) {
        let from = |word: usize, byte: usize| word + self.starts[word..].partition_point(|start| (*start as usize) < byte);
        let mut at = 0;
        for start in sentences::starts(self.text) {
            at = from(at, start);
            flags[at..].iter_mut().take(1).for_each(|flags| flags.set(Flags::SENTENCE));
        }
        let mut at = 0;
        for quotation in quoted {
            let start = from(at, quotation.start);
            at = from(start, quotation.end);
            flags[start..at].iter_mut().for_each(|flags| flags.set(Flags::QUOTED));
        }
        let told_nothing = is_shouting(self.text) || self.has_every_capital(flags);
        let tells_names = !told_nothing && lexicon.capitals_are_names();
        // Without a branch: which words have capitals is what no processor foresees.
        let mut phrase_openers = vec![0; self.known.len()];
        let mut openers = 0;
        for (at, (word, flags)) in self.known.iter().zip(flags.iter_mut()).enumerate() {
            let tells_name = tells_names & word.is_capital() & (word.class == Flags::default());
            let is_name = tells_name & (word.is_acronym() | !flags.has(Flags::SENTENCE));
            flags.0 |= Flags::NAME.0 * u8::from(is_name);
            phrase_openers[openers] = at;
            openers += usize::from(word.opens_phrase());
        }
        phrase_openers.truncate(openers);
        // It is the first of a sentence too: a text's first sentence starts where the text does.
        flags.iter_mut().take(1).for_each(|flags| flags.set(Flags::BLOCK));
        mark_phrases(self.keys, &phrase_openers, lexicon, flags);
        if !lexicon.capitals_are_names() && !told_nothing {
            let raw = |at: usize| &self.text[self.starts[at] as usize..self.ends[at] as usize];
            let between = |at: usize| &self.text[self.ends[at] as usize..self.starts[at + 1] as usize];
            mark_capital_pairs(raw, between, flags);
        }
    }

    /// Where Every Word Has A Capital, "the" and "of" too, or all but the shortest have, capitals tell nothing about names.
    fn has_every_capital(&self, flags: &[Flags]) -> bool {
        let (mut words, mut capitals, mut long, mut long_capitals) = (0, 0, 0, 0);
        for (at, word) in self.known.iter().enumerate() {
            let inside = flags[at].has(Flags::FUNCTION) && !flags[at].has(Flags::SENTENCE);
            let (is_long, capital) = (self.ends[at] - self.starts[at] >= LONG_WORD, word.is_capital());
            words += usize::from(inside);
            capitals += usize::from(inside & capital);
            long += usize::from(inside & is_long);
            long_capitals += usize::from(inside & is_long & capital);
        }
        words >= CASED_WORDS && 4 * capitals >= 3 * words || long >= CASED_LONG_WORDS && 4 * long_capitals >= 3 * long
    }
}

/// So many function words tell how a block writes them, and so many of those that titles write with a capital where they write "of"
/// without one.
const CASED_WORDS: usize = 4;
const CASED_LONG_WORDS: usize = 3;
const LONG_WORD: u32 = 4;

/// Formulas of several words, where a word may open one.
fn mark_phrases(keys: &[u32], opens: &[usize], lexicon: &Lexicon, flags: &mut [Flags]) {
    for &at in opens {
        let words = lexicon.phrase(&keys[at..]);
        flags[at..at + words].iter_mut().for_each(|f| f.set(Flags::FORMULA));
    }
}

/// Where every noun has a capital, two words with one right beside each other are a name, or an office and a name.
fn mark_capital_pairs<'a>(raw: impl Fn(usize) -> &'a str, between: impl Fn(usize) -> &'a str, flags: &mut [Flags]) {
    let capital = |at: usize, flags: &[Flags]| {
        raw(at).starts_with(char::is_uppercase) && !flags[at].has(Flags(Flags::FUNCTION.0 | Flags::FORMULA.0 | Flags::NUMBER.0))
    };
    for at in 1..flags.len() {
        if between(at - 1) == " " && capital(at - 1, flags) && capital(at, flags) {
            flags[at - 1].set(Flags::NAME);
            flags[at].set(Flags::NAME);
        }
    }
}

/// A name that opens a sentence is known by its other uses in the same document.
pub(crate) fn spread_names(flags: &mut [Flags], keys: &[u32]) {
    // Without a branch, as where names are told.
    let mut names = vec![0; flags.len()];
    let mut count = 0;
    for (flags, key) in flags.iter().zip(keys) {
        names[count] = *key;
        count += usize::from(flags.has(Flags::NAME));
    }
    let names = Distinct::of(names[..count].iter().copied(), count);
    let opening = Flags(Flags::SENTENCE.0 | Flags::BLOCK.0);
    for (flags, key) in flags.iter_mut().zip(keys) {
        if flags.has(opening) && names.has(*key) {
            flags.set(Flags::NAME);
        }
    }
}

/// Text in capitals tells nothing about names.
fn is_shouting(text: &str) -> bool {
    let (mut upper, mut lower) = (scan::count(text, |b| b.is_ascii_uppercase()), scan::count(text, |b| b.is_ascii_lowercase()));
    let beyond = scan::count(text, |b| b >= 0xC2);
    if upper.abs_diff(lower) <= beyond && beyond > 0 {
        // They may turn the balance.
        for c in text.chars().filter(|c| !c.is_ascii()) {
            upper += usize::from(c.is_uppercase());
            lower += usize::from(c.is_lowercase());
        }
    }
    upper > lower
}
