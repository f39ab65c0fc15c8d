//! The vocabulary that a pack's texts are written in: separators, words, and phrases of them, each with a Huffman code.
//!
//! A text is cut at its words (as [`crate::text::words`] cuts it) and written as symbols: a word stands for itself and,
//! right behind another word, for the space before it; everything else between words is a separator. What is not in the
//! vocabulary is spelled. Phrases are a trie (as in Ziv and Lempel's LZ78, but fixed): a phrase is another symbol and one
//! more word or separator. Words come out as numbers, so that their keys are known without reading any text.

use rustc_hash::FxHashMap;

use super::PackError;
use super::bits::BitReader;
use super::codec::{Cursor, put_varint};
use super::huffman::{Decoder, squeeze, unsqueeze};
use crate::text::words::{key, normalise};

/// Ends a text.
pub const END: u16 = 0;
/// A word, a separator that is spelled.
pub const SPELLED_WORD: u16 = 1;
pub const SPELLED_SEPARATOR: u16 = 2;
/// The first symbol that has a string.
pub const FIRST: u16 = 3;
/// Symbols in all: a number of 16 bits tells one.
pub const MAX_SYMBOLS: usize = 65_000;
/// A spelled string ends with this in place of a byte.
pub const END_OF_SPELLING: usize = 256;
/// Words and separators in a phrase.
pub const MAX_PHRASE: usize = 12;
/// No string of the vocabulary has more bytes; longer ones are spelled. A damaged table of strings cannot grow without
/// bounds.
pub const MAX_STRING: usize = 64;

#[derive(Debug)]
pub struct Vocabulary {
    /// The strings of separators and words, one behind the other.
    pub(super) strings: String,
    /// Where each begins, and the end; by symbol from [`FIRST`] on.
    pub(super) starts: Vec<u32>,
    /// How many of them are separators.
    pub(super) separators: u16,
    /// The key of each word.
    keys: Vec<u32>,
    /// Symbol and last base symbol of each phrase, sorted.
    pub(super) phrases: Vec<(u16, u16)>,
    /// The base symbols of every phrase.
    expansions: Vec<u16>,
    ends: Vec<u32>,
    pub(super) lengths: Vec<u8>,
    pub(super) spelling: Vec<u8>,
    decoder: Decoder,
    letters: Decoder,
}

/// A piece of a text as it is decoded.
pub enum Piece<'a> {
    /// With its key.
    Word(&'a str, u32),
    Separator(&'a str),
}

impl Vocabulary {
    /// `strings` are the separators and then the words, `lengths` the code lengths of all symbols, `spelling` those of
    /// bytes and of the end of a spelled string. `None` where they do not fit together.
    pub fn new(strings: &[&str], separators: usize, phrases: Vec<(u16, u16)>, lengths: Vec<u8>, spelling: Vec<u8>) -> Option<Vocabulary> {
        let base = usize::from(FIRST) + strings.len();
        if separators > strings.len() || base + phrases.len() > MAX_SYMBOLS || lengths.len() != base + phrases.len() {
            return None;
        }
        let (mut joined, mut starts) = (String::new(), vec![0]);
        for string in strings {
            joined.push_str(string);
            starts.push(u32::try_from(joined.len()).ok()?);
        }
        let keys = strings[separators..].iter().map(|word| key(&normalise(word))).collect();
        let (mut expansions, mut ends): (Vec<u16>, Vec<u32>) = (Vec::new(), vec![0]);
        for (number, &(parent, last)) in phrases.iter().enumerate() {
            let is_base = |symbol: u16| symbol == END || (FIRST..base as u16).contains(&symbol);
            if !is_base(last) || usize::from(parent) >= base + number {
                return None;
            }
            if usize::from(parent) < base {
                if !is_base(parent) || parent == END {
                    return None;
                }
                expansions.push(parent);
            } else {
                let of = usize::from(parent) - base;
                let range = ends[of] as usize..ends[of + 1] as usize;
                if range.len() >= MAX_PHRASE || expansions[range.clone()].contains(&END) {
                    return None;
                }
                expansions.extend_from_within(range);
            }
            expansions.push(last);
            ends.push(expansions.len() as u32);
        }
        let (decoder, letters) = (Decoder::new(&lengths)?, Decoder::new(&spelling)?);
        let separators = separators as u16;
        Some(Vocabulary { strings: joined, starts, separators, keys, phrases, expansions, ends, lengths, spelling, decoder, letters })
    }

    /// Symbols with a string, and those below [`FIRST`].
    pub fn base(&self) -> usize {
        usize::from(FIRST) + self.starts.len() - 1
    }

    pub fn string(&self, symbol: u16) -> &str {
        let at = usize::from(symbol - FIRST);
        &self.strings[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// The key of a symbol that is a word.
    fn word_key(&self, symbol: u16) -> Option<u32> {
        let at = usize::from(symbol).checked_sub(usize::from(FIRST + self.separators))?;
        self.keys.get(at).copied()
    }

    /// Decodes one text, up to its end. `spelled` is room for strings, used again and again. `None` where it is damaged.
    pub fn decode(&self, bits: &mut BitReader<'_>, spelled: &mut Vec<u8>, mut each: impl FnMut(Piece<'_>)) -> Option<()> {
        let base = self.base();
        loop {
            let symbol = self.decoder.take(bits)? as usize;
            if bits.is_past_end() {
                return None;
            }
            if symbol >= base {
                let number = symbol - base;
                for &symbol in &self.expansions[self.ends[number] as usize..self.ends[number + 1] as usize] {
                    if symbol == END {
                        return Some(());
                    }
                    each(self.piece(symbol));
                }
                continue;
            }
            match symbol as u16 {
                END => return Some(()),
                symbol @ (SPELLED_WORD | SPELLED_SEPARATOR) => {
                    self.spell(bits, spelled)?;
                    let string = std::str::from_utf8(spelled).ok()?;
                    each(if symbol == SPELLED_WORD { Piece::Word(string, key(&normalise(string))) } else { Piece::Separator(string) });
                }
                symbol => each(self.piece(symbol)),
            }
        }
    }

    #[inline]
    fn piece(&self, symbol: u16) -> Piece<'_> {
        match self.word_key(symbol) {
            Some(key) => Piece::Word(self.string(symbol), key),
            None => Piece::Separator(self.string(symbol)),
        }
    }

    fn spell(&self, bits: &mut BitReader<'_>, into: &mut Vec<u8>) -> Option<()> {
        into.clear();
        loop {
            match self.letters.take(bits)? as usize {
                END_OF_SPELLING => return Some(()),
                _ if bits.is_past_end() => return None,
                byte => into.push(byte as u8),
            }
        }
    }

    /// varint separators, words and phrases; then three tables, each in a Huffman code of its own: strings, each as the
    /// bytes it shares with the one before, the bytes that follow, and these; phrases as the symbol's distance from the
    /// one before (varint) and the last symbol (2 bytes); and code lengths, those of spelling first.
    pub fn write(&self) -> Vec<u8> {
        let mut out = Vec::new();
        put_varint(&mut out, u64::from(self.separators));
        put_varint(&mut out, self.keys.len() as u64);
        put_varint(&mut out, self.phrases.len() as u64);
        let mut strings = Vec::new();
        let mut before: &[u8] = b"";
        for symbol in FIRST..self.base() as u16 {
            let string = self.string(symbol).as_bytes();
            let shared = before.iter().zip(string).take_while(|(a, b)| a == b).count();
            put_varint(&mut strings, shared as u64);
            put_varint(&mut strings, (string.len() - shared) as u64);
            strings.extend_from_slice(&string[shared..]);
            before = string;
        }
        let mut phrases = Vec::new();
        let mut last = 0;
        for &(parent, symbol) in &self.phrases {
            put_varint(&mut phrases, u64::from(parent - last));
            phrases.extend_from_slice(&symbol.to_le_bytes());
            last = parent;
        }
        let lengths: Vec<u8> = self.spelling.iter().chain(&self.lengths).copied().collect();
        for table in [strings, phrases, lengths] {
            out.extend(squeeze(&table));
        }
        out
    }

    pub fn read(bytes: &[u8]) -> Result<Vocabulary, PackError> {
        const NAME: &str = "VOCB";
        let mut cursor = Cursor::new(bytes, NAME);
        let (separators, words, count) = (cursor.varint()?, cursor.varint()?, cursor.varint()?);
        if separators.saturating_add(words).saturating_add(count) > MAX_SYMBOLS as u64 {
            return Err(cursor.damaged("it has too many symbols"));
        }
        let tables = [unsqueeze(&mut cursor)?, unsqueeze(&mut cursor)?, unsqueeze(&mut cursor)?];
        let mut table = Cursor::new(&tables[0], NAME);
        let mut strings: Vec<Vec<u8>> = Vec::with_capacity((separators + words) as usize);
        for _ in 0..separators + words {
            let shared = table.varint()? as usize;
            let len = table.count()?;
            let mut string = strings.last().and_then(|s| s.get(..shared)).unwrap_or(&[]).to_vec();
            string.extend_from_slice(table.take(len)?);
            if string.len() > MAX_STRING {
                return Err(table.damaged("a word is too long"));
            }
            strings.push(string);
        }
        let strings: Option<Vec<&str>> = strings.iter().map(|s| std::str::from_utf8(s).ok()).collect();
        let mut table = Cursor::new(&tables[1], NAME);
        let mut phrases = Vec::with_capacity(count as usize);
        let mut parent = 0u16;
        for _ in 0..count {
            let step = u16::try_from(table.varint()?).ok().and_then(|step| parent.checked_add(step));
            parent = step.ok_or_else(|| table.damaged("a phrase is of symbols that are not there"))?;
            let last = table.take(2)?;
            phrases.push((parent, u16::from_le_bytes([last[0], last[1]])));
        }
        let (spelling, lengths) = tables[2].split_at(tables[2].len().min(END_OF_SPELLING + 1));
        let whole = strings.and_then(|s| Vocabulary::new(&s, separators as usize, phrases, lengths.to_vec(), spelling.to_vec()));
        whole.ok_or_else(|| cursor.damaged("its tables do not fit together"))
    }

    /// Symbols by their strings: separators and words apart, since "" or "s" may be both.
    pub(super) fn symbols(&self) -> [FxHashMap<&str, u16>; 2] {
        let of = |range: std::ops::Range<u16>| range.map(|symbol| (self.string(symbol), symbol)).collect();
        let words = FIRST + self.separators;
        [of(FIRST..words), of(words..self.base() as u16)]
    }
}
