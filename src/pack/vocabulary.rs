//! The vocabulary that a pack's texts are written in: separators, words, and phrases of them, each with a Huffman code.
//!
//! A text is cut at its words (as [`crate::text::words`] cuts it) and written as symbols: a word stands for itself and,
//! right behind another word, for the space before it; everything else between words is a separator. What is not in the
//! vocabulary is spelled. Phrases are a trie (as in Ziv and Lempel's LZ78, but fixed): a phrase is another symbol and one
//! more word or separator. Words come out as numbers, so that their keys are known without reading any text.

use std::ops::Range;
use std::sync::atomic::{AtomicU32, Ordering};

use rustc_hash::FxHashMap;

use super::PackError;
use super::bits::BitReader;
use super::codec::{Cursor, put_varint};
use super::huffman::{Decoder, squeeze, unsqueeze};
use crate::text::lexicon::Language;
use crate::text::memo::{self, Known, Memo};
use crate::text::words::{CutBlock, word_key};

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
    strings: String,
    /// Where each begins, and the end; by symbol from [`FIRST`] on.
    starts: Vec<u32>,
    /// How many of them are separators.
    separators: u16,
    /// Symbol and last base symbol of each phrase.
    pub(super) phrases: Vec<(u16, u16)>,
    pub(super) lengths: Vec<u8>,
    pub(super) spelling: Vec<u8>,
    /// The base symbols that each rank stands for, one rank behind the other, and where each begins.
    by_rank: Vec<Entry>,
    rank_starts: Vec<u32>,
    /// The keys of the words alone, so that decoding keys goes through less memory: those of each rank, and [`WINDOW`]
    /// more behind the last. Where those of a rank are is told by a [`KeySpan`].
    keys: Vec<u32>,
    key_spans: Vec<KeySpan>,
    /// The class and the traits of each string, with the number of the language that they are of; 0 until they are asked
    /// for. They depend on nothing else, so it does not matter which thread stores them.
    classes: Vec<AtomicU32>,
    /// The kind of each rank's last base symbol.
    tails: Vec<Kind>,
    decoder: Decoder,
    letters: Decoder,
}

/// The words of a rank, in one number: the first in [`Vocabulary::keys`], how many, and the kind of the last base symbol.
#[derive(Debug, Clone, Copy)]
struct KeySpan(u32);

/// Keys that are copied at once: most ranks have fewer, none has thrice as many.
const WINDOW: usize = 4;

impl KeySpan {
    fn new(first: usize, count: usize, tail: Kind) -> KeySpan {
        KeySpan((first as u32) << 7 | (count as u32) << 3 | tail as u32)
    }

    fn first(self) -> usize {
        (self.0 >> 7) as usize
    }

    fn count(self) -> usize {
        (self.0 >> 3 & 15) as usize
    }

    fn ends_with(self, kind: Kind) -> bool {
        self.0 & 7 == kind as u32
    }
}

/// What a base symbol is when it is decoded: all that is asked of it in one place.
#[derive(Debug, Clone, Copy)]
struct Entry {
    start: u32,
    key: u32,
    symbol: u16,
    len: u8,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    Separator,
    End,
    SpelledWord,
    SpelledSeparator,
}

/// A piece of a text as it is decoded.
pub enum Piece<'a> {
    Word(&'a str),
    Separator(&'a str),
}

/// A text as ranks; room for one after another.
#[derive(Debug, Default)]
pub struct Ranks {
    ranks: Vec<u16>,
    /// The spelled strings, and where each ends.
    spelled: Vec<u8>,
    ends: Vec<usize>,
}

/// Room for [`Vocabulary::keys`], for one text after another.
#[derive(Debug, Default)]
pub struct KeyRoom {
    spans: Vec<KeySpan>,
    /// The keys of the spelled words, and the letters of the last.
    spelled: Vec<u32>,
    word: Vec<u8>,
}

impl Ranks {
    fn clear(&mut self) {
        self.ranks.clear();
        self.spelled.clear();
        self.ends.clear();
    }

    fn spelled(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(from, &to)| &self.spelled[from..to])
    }
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
            if string.len() > MAX_STRING {
                return None;
            }
            joined.push_str(string);
            starts.push(u32::try_from(joined.len()).ok()?);
        }
        let entry = |symbol: u16| match symbol {
            END => Entry { start: 0, key: 0, symbol, len: 0, kind: Kind::End },
            SPELLED_WORD => Entry { start: 0, key: 0, symbol, len: 0, kind: Kind::SpelledWord },
            SPELLED_SEPARATOR => Entry { start: 0, key: 0, symbol, len: 0, kind: Kind::SpelledSeparator },
            symbol => {
                let at = usize::from(symbol - FIRST);
                let (start, len) = (starts[at], strings[at].len() as u8);
                if at < separators {
                    Entry { start, key: 0, symbol, len, kind: Kind::Separator }
                } else {
                    Entry { start, key: word_key(strings[at]), symbol, len, kind: Kind::Word }
                }
            }
        };
        let entries: Vec<Entry> = (0..base as u16).map(entry).collect();
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
        let mut by_rank = Vec::with_capacity(expansions.len() + base);
        let mut rank_starts = vec![0];
        for &symbol in decoder.symbols() {
            match (symbol as usize).checked_sub(base) {
                None => by_rank.push(entries[symbol as usize]),
                Some(number) => {
                    let base_symbols = &expansions[ends[number] as usize..ends[number + 1] as usize];
                    by_rank.extend(base_symbols.iter().map(|&symbol| entries[usize::from(symbol)]));
                }
            }
            rank_starts.push(by_rank.len() as u32);
        }
        let classes = strings.iter().map(|_| AtomicU32::new(0)).collect();
        let tails = rank_starts[1..].iter().map(|&end| by_rank[end as usize - 1].kind).collect();
        let (mut keys, mut key_spans) = (Vec::with_capacity(by_rank.len()), Vec::with_capacity(rank_starts.len()));
        for range in rank_starts.windows(2) {
            let entries = &by_rank[range[0] as usize..range[1] as usize];
            let first = keys.len();
            keys.extend(entries.iter().filter(|e| e.kind == Kind::Word).map(|e| e.key));
            key_spans.push(KeySpan::new(first, keys.len() - first, entries.last()?.kind));
        }
        keys.resize(keys.len() + 3 * WINDOW, 0);
        let separators = separators as u16;
        Some(Vocabulary {
            strings: joined,
            starts,
            separators,
            phrases,
            lengths,
            spelling,
            by_rank,
            rank_starts,
            keys,
            key_spans,
            classes,
            tails,
            decoder,
            letters,
        })
    }

    /// Symbols with a string, and those below [`FIRST`].
    pub fn base(&self) -> usize {
        usize::from(FIRST) + self.starts.len() - 1
    }

    pub fn string(&self, symbol: u16) -> &str {
        let at = usize::from(symbol - FIRST);
        &self.strings[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// Decodes one text, up to its end, into `text`. `None` where it is damaged.
    pub fn decode(&self, bits: &mut BitReader<'_>, text: &mut Ranks) -> Option<()> {
        text.clear();
        loop {
            let rank = self.decoder.take_rank(bits)?;
            if bits.is_past_end() {
                return None;
            }
            text.ranks.push(rank as u16);
            match *self.tails.get(rank as usize)? {
                Kind::Word | Kind::Separator => {}
                Kind::End => return Some(()),
                Kind::SpelledWord | Kind::SpelledSeparator => {
                    self.spell(bits, &mut text.spelled)?;
                    text.ends.push(text.spelled.len());
                }
            }
        }
    }

    fn spell(&self, bits: &mut BitReader<'_>, into: &mut Vec<u8>) -> Option<()> {
        loop {
            match self.letters.take(bits)? as usize {
                END_OF_SPELLING => return Some(()),
                _ if bits.is_past_end() => return None,
                byte => into.push(byte as u8),
            }
        }
    }

    /// Calls `each` with the pieces of a decoded text.
    pub fn pieces(&self, text: &Ranks, mut each: impl FnMut(Piece<'_>)) -> Option<()> {
        let mut spelled = text.spelled();
        for &rank in &text.ranks {
            for entry in &self.by_rank[self.range(rank)] {
                let string = &self.strings[entry.start as usize..entry.start as usize + usize::from(entry.len)];
                match entry.kind {
                    Kind::Word => each(Piece::Word(string)),
                    Kind::Separator => each(Piece::Separator(string)),
                    Kind::End => {}
                    Kind::SpelledWord => each(Piece::Word(std::str::from_utf8(spelled.next()?).ok()?)),
                    Kind::SpelledSeparator => each(Piece::Separator(std::str::from_utf8(spelled.next()?).ok()?)),
                }
            }
        }
        Some(())
    }

    /// A decoded text with its words, as [`crate::text::words`] cuts it.
    pub fn cut(&self, text: &Ranks, language: Option<Language>) -> Option<CutBlock> {
        let mut block = CutBlock { text: String::with_capacity(text.ranks.len() * 12), words: Vec::with_capacity(text.ranks.len() * 2) };
        let mut spelled = text.spelled();
        let mut after_word = false;
        let ranges: Vec<Range<usize>> = text.ranks.iter().map(|&rank| self.range(rank)).collect();
        std::hint::black_box(ranges.iter().fold(0, |all, range| all ^ self.by_rank.get(range.start).map_or(0, |e| e.start)));
        memo::with(|memo| {
            for entry in ranges.into_iter().flat_map(|range| &self.by_rank[range]) {
                let (string, known) = match entry.kind {
                    Kind::Word => {
                        let string = &self.strings[entry.start as usize..entry.start as usize + usize::from(entry.len)];
                        (string, Some(self.known(entry, string, language, memo)))
                    }
                    Kind::Separator => (&self.strings[entry.start as usize..entry.start as usize + usize::from(entry.len)], None),
                    Kind::End => continue,
                    Kind::SpelledWord => {
                        let string = std::str::from_utf8(spelled.next()?).ok()?;
                        (string, Some(memo.get(string, language)))
                    }
                    Kind::SpelledSeparator => (std::str::from_utf8(spelled.next()?).ok()?, None),
                };
                if let Some(known) = known {
                    if after_word {
                        block.text.push(' ');
                    }
                    block.words.push((block.text.len() as u32, string.len() as u32, known));
                }
                block.text.push_str(string);
                after_word = known.is_some();
            }
            Some(())
        })?;
        Some(block)
    }

    /// What is known of a word; found out when it is first asked for.
    fn known(&self, entry: &Entry, string: &str, language: Option<Language>, memo: &mut Memo) -> Known {
        let number = Language::number(language) + 1;
        let class = &self.classes[usize::from(entry.symbol - FIRST)];
        let stored = class.load(Ordering::Relaxed);
        if stored >> 16 == number {
            return Known::of_class(entry.key, stored as u16);
        }
        let known = memo.get(string, language);
        class.store(number << 16 | u32::from(known.to_class()), Ordering::Relaxed);
        known
    }

    /// Decodes one text, up to its end, and adds the keys of its words.
    ///
    /// The tables are larger than the nearest caches, and looking into them is all that takes time: every look is one that
    /// need not wait for the one before.
    pub fn keys(&self, bits: &mut BitReader<'_>, room: &mut KeyRoom, keys: &mut Vec<u32>) -> Option<()> {
        room.spans.clear();
        room.spelled.clear();
        loop {
            let rank = self.decoder.take_rank(bits)?;
            if bits.is_past_end() {
                return None;
            }
            let span = *self.key_spans.get(rank as usize)?;
            room.spans.push(span);
            if span.0 & 7 > Kind::Separator as u32 {
                if span.ends_with(Kind::End) {
                    break;
                }
                room.word.clear();
                self.spell(bits, &mut room.word)?;
                if span.ends_with(Kind::SpelledWord) {
                    room.spelled.push(word_key(std::str::from_utf8(&room.word).ok()?));
                }
            }
        }
        let mut spelled = room.spelled.iter();
        let mut end = keys.len();
        keys.resize(end + room.spans.len() * 2 + 3 * WINDOW, 0);
        for &span in &room.spans {
            if keys.len() < end + 3 * WINDOW {
                keys.resize(2 * keys.len(), 0);
            }
            if span.ends_with(Kind::SpelledWord) {
                keys[end] = *spelled.next()?;
                end += 1;
                continue;
            }
            let (first, count) = (span.first(), span.count());
            // A number of keys that is known beforehand is copied without a loop.
            keys[end..end + WINDOW].copy_from_slice(self.keys.get(first..first + WINDOW)?);
            if count > WINDOW {
                keys[end + WINDOW..end + 3 * WINDOW].copy_from_slice(self.keys.get(first + WINDOW..first + 3 * WINDOW)?);
            }
            end += count;
        }
        keys.truncate(end);
        Some(())
    }

    fn range(&self, rank: u16) -> Range<usize> {
        self.rank_starts[usize::from(rank)] as usize..self.rank_starts[usize::from(rank) + 1] as usize
    }

    /// varint separators, words and phrases; then three tables, each in a Huffman code of its own: strings, each as the
    /// bytes it shares with the one before, the bytes that follow, and these; phrases as the symbol's distance from the
    /// one before (varint) and the last symbol (2 bytes); and code lengths, those of spelling first.
    pub fn write(&self) -> Vec<u8> {
        let mut out = Vec::new();
        put_varint(&mut out, u64::from(self.separators));
        put_varint(&mut out, (self.starts.len() - 1 - usize::from(self.separators)) as u64);
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
        let of = |range: Range<u16>| range.map(|symbol| (self.string(symbol), symbol)).collect();
        let words = FIRST + self.separators;
        [of(FIRST..words), of(words..self.base() as u16)]
    }
}
