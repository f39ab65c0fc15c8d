//! The strings of a vocabulary's base symbols, and what is known of those that are words.

use std::sync::atomic::{AtomicU32, Ordering};

use super::tables::Tables;
use super::vocabulary::{FIRST, MAX_STRING, SPELLED_SEPARATOR, SPELLED_WORD};
use wherefrom_text::lexicon::Language;
use wherefrom_text::memo::{Known, Memo};

#[derive(Debug)]
pub struct Strings {
    /// Separators and words, one behind the other, and [`COPIED`] more bytes.
    text: String,
    /// By base symbol.
    entries: Vec<Entry>,
    /// By base symbol, found out when it is first asked for: the key of a word; 0 until then and for what is spelled, anything
    /// else for what is no word. It depends on nothing else, so it does not matter which thread stores it.
    keys: Vec<AtomicU32>,
}

/// A base symbol's string.
#[derive(Debug)]
struct Entry {
    start: u32,
    /// The class and the traits of a word, with the number of the language that they are of; 0 until they are asked for.
    class: AtomicU32,
    len: u8,
}

/// Bytes of a string that are copied at once: most have fewer.
pub const COPIED: usize = 16;
/// In place of a key where there is none to be found.
pub const NO_KEY: u32 = 1;

impl Strings {
    /// `None` where a string is too long.
    pub fn of(tables: &Tables) -> Option<Strings> {
        let (mut text, mut entries) = (String::new(), Vec::with_capacity(tables.base()));
        let entry = |start, len| Entry { start, class: AtomicU32::new(0), len };
        entries.extend((0..FIRST).map(|_| entry(0, 0)));
        for string in tables.strings.iter() {
            let len = u8::try_from(string.len()).ok().filter(|&len| usize::from(len) <= MAX_STRING)?;
            entries.push(entry(u32::try_from(text.len()).ok()?, len));
            text.push_str(string);
        }
        text.extend(std::iter::repeat_n(' ', COPIED));
        let first_word = FIRST + tables.separators as u32;
        let has_key = |symbol: u32| symbol >= first_word || [SPELLED_WORD, SPELLED_SEPARATOR].contains(&symbol);
        let keys = (0..tables.base() as u32).map(|symbol| AtomicU32::new(if has_key(symbol) { 0 } else { NO_KEY })).collect();
        Some(Strings { text, entries, keys })
    }

    pub fn get(&self, symbol: u16) -> &str {
        let entry = &self.entries[usize::from(symbol)];
        &self.text[entry.start as usize..entry.start as usize + usize::from(entry.len)]
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (FIRST as u16..self.entries.len() as u16).map(|symbol| self.get(symbol))
    }

    pub fn bytes(&self, symbol: u16) -> &[u8] {
        let entry = &self.entries[usize::from(symbol)];
        &self.text.as_bytes()[entry.start as usize..entry.start as usize + usize::from(entry.len)]
    }

    /// The first bytes of a string and of what stands behind it; `None` for what has no string.
    pub fn window(&self, symbol: u16) -> Option<&[u8; COPIED]> {
        let entry = &self.entries[usize::from(symbol)];
        self.text.as_bytes()[entry.start as usize..].first_chunk().filter(|_| u32::from(symbol) >= FIRST)
    }

    /// The key of a word; 0 where it has to be found, anything else for what is no word.
    #[inline]
    pub fn key(&self, symbol: u16) -> u32 {
        self.keys[usize::from(symbol)].load(Ordering::Relaxed)
    }

    /// The key of a word that was not asked for before. `None` where the word is nothing.
    pub fn find_key(&self, symbol: u16, memo: &mut Memo) -> Option<u32> {
        let key = memo.key(self.get(symbol))?;
        self.keys[usize::from(symbol)].store(key, Ordering::Relaxed);
        Some(key)
    }

    /// What is known of a word.
    pub fn known(&self, symbol: u16, language: Option<Language>, memo: &mut Memo) -> Known {
        let number = Language::number(language) + 1;
        let entry = &self.entries[usize::from(symbol)];
        let (key, stored) = (self.key(symbol), entry.class.load(Ordering::Relaxed));
        if key != 0 && stored >> 16 == number {
            return Known::of_class(key, stored as u16);
        }
        let known = memo.get(self.get(symbol), language);
        self.keys[usize::from(symbol)].store(known.key, Ordering::Relaxed);
        entry.class.store(number << 16 | u32::from(known.to_class()), Ordering::Relaxed);
        known
    }
}
