//! A text split into words for the search of names, and what stands between them.

use std::borrow::Cow;

use wherefrom_text::marks::is_apostrophe;
use wherefrom_text::normal::{is_spaceless, normalise};
use wherefrom_text::words::pieces;

/// A text split into words.
pub struct Words<'a> {
    pub text: &'a str,
    pub words: Vec<Word<'a>>,
}

/// Only sets how much memory is asked for at once.
const BYTES_A_WORD: usize = 5;
const POSSESSIVE: &str = "'s";

pub struct Word<'a> {
    pub raw: &'a str,
    pub at: usize,
    /// Without a possessive ending.
    pub normal: Cow<'a, str>,
}

impl Word<'_> {
    pub fn end(&self) -> usize {
        self.at + self.raw.len()
    }

    /// Written with a capital or a digit first, be it behind an article ("l'Onda"), or in a script that has neither capitals nor
    /// small letters.
    pub fn has_capital(&self) -> bool {
        let first = |word: &str| word.chars().next().is_some_and(|c| !c.is_lowercase());
        first(self.raw) || self.raw.split_once(is_apostrophe).is_some_and(|(_, own)| first(own) && !own.is_empty())
    }

    pub fn is_possessive(&self) -> bool {
        self.raw.ends_with(['s', 'S']) && self.raw[..self.raw.len() - 1].ends_with(is_apostrophe)
    }

    pub fn has_case(&self) -> bool {
        self.raw.chars().next().is_some_and(|c| c.is_lowercase() || c.is_uppercase())
    }

    pub fn is_number(&self) -> bool {
        self.raw.starts_with(char::is_numeric)
    }

    pub fn is_spaceless(&self) -> bool {
        self.raw.chars().next().is_some_and(is_spaceless)
    }
}

impl<'a> Words<'a> {
    pub fn of(text: &'a str) -> Words<'a> {
        let mut words = Vec::with_capacity(text.len() / BYTES_A_WORD);
        pieces(text, |at, raw| {
            let normal = normalise(raw);
            let len = normal.trim_end_matches(POSSESSIVE).len();
            let normal = match normal {
                Cow::Borrowed(normal) => Cow::Borrowed(&normal[..len]),
                Cow::Owned(mut normal) => {
                    normal.truncate(len);
                    Cow::Owned(normal)
                }
            };
            words.push(Word { raw, at, normal });
        });
        Words { text, words }
    }

    /// The text between a word and the one before it; all before the first.
    pub fn gap_before(&self, at: usize) -> &'a str {
        let from = at.checked_sub(1).map_or(0, |before| self.words[before].end());
        &self.text[from..self.words.get(at).map_or(self.text.len(), |word| word.at)]
    }

    /// The text between a word and the next; all behind the last.
    pub fn gap_behind(&self, at: usize) -> &'a str {
        &self.text[self.words[at].end()..self.words.get(at + 1).map_or(self.text.len(), |word| word.at)]
    }
}
