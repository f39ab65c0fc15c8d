//! The vocabulary that a pack's texts are written in: separators, words, and phrases of them.
//!
//! A text is cut at its words (as [`crate::text::words`] cuts it) and written as symbols in a [`Code`]: a word stands for
//! itself and, right behind another word, for the space before it; everything else between words is a separator. What is not
//! in the vocabulary is spelled. A phrase is two symbols, which may be phrases. What is rare comes again in its document more
//! often than elsewhere: symbols with a long code and short spelled strings are listed as they come, and told by their
//! place in the list when they come again. Words come out as numbers, so that their keys are known without reading any
//! text.
//!
//! The repeated symbol is followed by the place of what it repeats, in as many bits as the number of places takes, less one.

use std::ops::Range;
use std::sync::atomic::{AtomicU32, Ordering};

use super::bits::BitReader;
use super::code::Code;
use super::expansions::Expansions;
use super::huffman::Decoder;
pub use super::ranks::Ranks;
use super::ranks::{KeySpan, Kind, SPELLED, Tail, WINDOW};
use super::tables::Tables;
use crate::text::lexicon::Language;
use crate::text::memo::{self, Known, Memo};
use crate::text::words::{CutBlock, word_key};

/// Ends a text.
pub const END: u32 = 0;
/// A word, a separator that is spelled.
pub const SPELLED_WORD: u32 = 1;
pub const SPELLED_SEPARATOR: u32 = 2;
/// A rare symbol of the document, again.
pub const REPEATED: u32 = 3;
/// The first symbol that has a string.
pub const FIRST: u32 = 4;
/// Symbols with a string, and those before them: a number of 16 bits tells one.
pub const MAX_BASE: usize = 65_000;
/// Symbols in all.
pub const MAX_SYMBOLS: usize = 1 << 18;
/// A spelled string ends with this in place of a byte.
pub const END_OF_SPELLING: usize = 256;
/// Bytes, and the end.
pub const LETTERS: usize = 257;
/// Codes for spelling, unless there is one.
pub const SPELLINGS: usize = 31;

/// Which code a byte is spelled in, by the byte before it; the first is that of a string's first byte.
pub fn spelling_behind(byte: u8) -> usize {
    match byte {
        b'a'..=b'z' => usize::from(byte - b'a') + 1,
        b'A'..=b'Z' => 27,
        b'0'..=b'9' => 28,
        0x80.. => 29,
        _ => 30,
    }
}

/// Words and separators in a phrase.
pub const MAX_PHRASE: usize = 12;
/// No string of the vocabulary has more bytes; longer ones are spelled, and not repeated. A damaged pack cannot grow without
/// bounds.
pub const MAX_STRING: usize = 64;
/// Symbols with codes of so many bits in their class are rare.
pub const RARE_BITS: u8 = 6;

#[derive(Debug)]
pub struct Vocabulary {
    /// The strings of separators and words, one behind the other.
    strings: String,
    /// By base symbol.
    entries: Vec<Entry>,
    /// The base symbols that each rank stands for, one rank behind the other, and where each begins.
    by_rank: Vec<u16>,
    rank_starts: Vec<u32>,
    /// The keys of the words alone, so that decoding keys goes through less memory: those of each rank, and [`WINDOW`]
    /// more behind the last. Where those of a rank are is told by a [`KeySpan`].
    keys: Vec<u32>,
    key_spans: Vec<KeySpan>,
    /// What each rank ends with.
    tails: Vec<Tail>,
    /// The context that a text begins in.
    start: u8,
    code: Code,
    /// The codes for spelling.
    letters: Vec<Decoder>,
}

/// What a base symbol is when it is decoded: all that is asked of it in one place.
#[derive(Debug)]
struct Entry {
    start: u32,
    key: u32,
    /// The class and the traits of a word, with the number of the language that they are of; 0 until they are asked for.
    /// They depend on nothing else, so it does not matter which thread stores them.
    class: AtomicU32,
    len: u8,
    kind: Kind,
}

/// A piece of a text as it is decoded.
pub enum Piece<'a> {
    Word(&'a str),
    Separator(&'a str),
}

impl Vocabulary {
    /// `None` where the tables do not fit together.
    pub fn new(tables: &Tables) -> Option<Vocabulary> {
        let base = tables.base();
        let symbols = base + tables.phrases.len();
        let whole = base <= MAX_BASE
            && symbols <= MAX_SYMBOLS
            && tables.separators <= tables.strings.len()
            && tables.lengths.len() == symbols
            && [&tables.classes, &tables.contexts].iter().all(|table| table.len() == base);
        if !whole {
            return None;
        }
        let (mut strings, mut entries) = (String::new(), Vec::with_capacity(base));
        let special = [Kind::End, Kind::SpelledWord, Kind::SpelledSeparator, Kind::Repeated];
        let entry = |start, key, len, kind| Entry { start, key, class: AtomicU32::new(0), len, kind };
        entries.extend(special.map(|kind| entry(0, 0, 0, kind)));
        for (at, string) in tables.strings.iter().enumerate() {
            let start = u32::try_from(strings.len()).ok()?;
            let len = u8::try_from(string.len()).ok().filter(|&len| usize::from(len) <= MAX_STRING)?;
            let kind = if at < tables.separators { Kind::Separator } else { Kind::Word };
            let key = if kind == Kind::Word { word_key(string) } else { 0 };
            entries.push(entry(start, key, len, kind));
            strings.push_str(string);
        }
        let expansions = Expansions::new(base, &tables.phrases)?;
        let class_of = |symbol: usize| tables.classes[expansions.of(&(symbol as u32))[0] as usize];
        let (code, ranked) = Code::new(tables.class_count, &tables.class_lengths, class_of, &tables.lengths)?;
        let mut by_rank: Vec<u16> = Vec::new();
        let mut rank_starts = vec![0];
        let (mut tails, mut kinds) = (Vec::with_capacity(ranked.len()), Vec::with_capacity(ranked.len()));
        for symbol in &ranked {
            let of = expansions.of(symbol);
            by_rank.extend(of.iter().map(|&symbol| symbol as u16));
            rank_starts.push(by_rank.len() as u32);
            let last = of[of.len() - 1] as usize;
            let kind = entries[last].kind;
            let rare = kind != Kind::End && tables.lengths[*symbol as usize] >= RARE_BITS;
            tails.push(Tail::new(kind, tables.contexts[last], rare));
            kinds.push(kind);
        }
        let (mut keys, mut key_spans) = (Vec::with_capacity(by_rank.len()), Vec::with_capacity(rank_starts.len()));
        for (range, &kind) in rank_starts.windows(2).zip(&kinds) {
            let first = keys.len();
            let of = by_rank[range[0] as usize..range[1] as usize].iter().map(|&symbol| &entries[usize::from(symbol)]);
            keys.extend(of.filter(|e| e.kind == Kind::Word).map(|e| e.key));
            key_spans.push(KeySpan::new(first, keys.len() - first, kind));
        }
        keys.resize(keys.len() + 3 * WINDOW, 0);
        let letters = tables.spelling.chunks(LETTERS).map(Decoder::new).collect::<Option<_>>()?;
        Some(Vocabulary {
            strings,
            entries,
            by_rank,
            rank_starts,
            keys,
            key_spans,
            tails,
            start: tables.contexts[END as usize],
            code,
            letters,
        })
    }

    /// Decodes one text, up to its end, behind what `text` holds. `None` where it is damaged.
    pub fn decode(&self, bits: &mut BitReader<'_>, text: &mut Ranks) -> Option<()> {
        let mut context = self.start;
        loop {
            let rank = self.code.take_rank(context, bits)?;
            if bits.is_past_end() {
                return None;
            }
            let mut tail = *self.tails.get(rank as usize)?;
            if tail.is_text() {
                text.ranks.push(rank);
                // Written whether it is rare or not, since nothing tells beforehand whether it is.
                *text.next_rare() = rank;
                text.listed += usize::from(tail.is_rare());
            } else if tail.is(Kind::End) {
                text.ranks.push(rank);
                text.ends.push(text.ranks.len() as u32);
                return Some(());
            } else if tail.is(Kind::Repeated) {
                let width = text.listed.checked_sub(1)?.checked_ilog2().map_or(0, |log| log + 1);
                let again = *text.rare[..text.listed].get(bits.take(width) as usize)?;
                let rank = match again.checked_sub(SPELLED) {
                    Some(place) => {
                        let (rank, string) = text.may_repeat.get(place as usize)?;
                        text.strings.push(string.clone());
                        *rank
                    }
                    None => again,
                };
                tail = *self.tails.get(rank as usize)?;
                text.ranks.push(rank);
            } else {
                let from = text.spelled.len();
                self.spell(bits, &mut text.spelled)?;
                let string = from as u32..text.spelled.len() as u32;
                if string.len() <= MAX_STRING {
                    *text.next_rare() = SPELLED + text.may_repeat.len() as u32;
                    text.listed += 1;
                    text.may_repeat.push((rank, string.clone()));
                }
                text.ranks.push(rank);
                text.strings.push(string);
            }
            context = tail.context();
        }
    }

    fn spell(&self, bits: &mut BitReader<'_>, into: &mut Vec<u8>) -> Option<()> {
        let mut code = self.letters.first()?;
        loop {
            match code.take(bits)? as usize {
                END_OF_SPELLING => return Some(()),
                _ if bits.is_past_end() => return None,
                byte => {
                    into.push(byte as u8);
                    code = &self.letters[spelling_behind(byte as u8) % self.letters.len()];
                }
            }
        }
    }

    /// Calls `each` with the pieces of decoded texts.
    pub fn pieces(&self, texts: &Ranks, mut each: impl FnMut(Piece<'_>)) -> Option<()> {
        let mut spelled = texts.spelled();
        for symbol in texts.ranks.iter().flat_map(|&rank| &self.by_rank[self.range(rank)]) {
            let entry = &self.entries[usize::from(*symbol)];
            match entry.kind {
                Kind::Word => each(Piece::Word(self.string(entry))),
                Kind::Separator => each(Piece::Separator(self.string(entry))),
                Kind::End | Kind::Repeated => {}
                Kind::SpelledWord => each(Piece::Word(std::str::from_utf8(spelled.next()?).ok()?)),
                Kind::SpelledSeparator => each(Piece::Separator(std::str::from_utf8(spelled.next()?).ok()?)),
            }
        }
        Some(())
    }

    /// Decoded texts with their words, as [`crate::text::words`] cuts them.
    pub fn cut(&self, texts: &Ranks, language: Option<Language>) -> Option<Vec<CutBlock>> {
        // Which symbols a rank stands for lies far away: looks that need not wait for each other come first.
        let ranges: Vec<Range<usize>> = texts.ranks.iter().map(|&rank| self.range(rank)).collect();
        std::hint::black_box(ranges.iter().fold(0, |all, range| all ^ self.by_rank.get(range.start).copied().unwrap_or(0)));
        let mut spelled = texts.spelled();
        let mut from = 0;
        memo::with(|memo| {
            let cut = |&end: &u32| {
                let ranges = &ranges[std::mem::replace(&mut from, end as usize)..end as usize];
                self.cut_one(ranges, &mut spelled, language, memo)
            };
            texts.ends.iter().map(cut).collect()
        })
    }

    fn cut_one<'a>(
        &self,
        ranges: &[Range<usize>],
        spelled: &mut impl Iterator<Item = &'a [u8]>,
        language: Option<Language>,
        memo: &mut Memo,
    ) -> Option<CutBlock> {
        let mut block = CutBlock { text: String::with_capacity(ranges.len() * 12), words: Vec::with_capacity(ranges.len() * 2) };
        let mut after_word = false;
        for symbol in ranges.iter().flat_map(|range| &self.by_rank[range.clone()]) {
            let entry = &self.entries[usize::from(*symbol)];
            let (string, known) = match entry.kind {
                Kind::Word => {
                    let string = self.string(entry);
                    (string, Some(entry.known(string, language, memo)))
                }
                Kind::Separator => (self.string(entry), None),
                Kind::End | Kind::Repeated => continue,
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
        Some(block)
    }

    fn string(&self, entry: &Entry) -> &str {
        &self.strings[entry.start as usize..entry.start as usize + usize::from(entry.len)]
    }

    /// Adds the keys of decoded texts' words.
    pub fn keys(&self, text: &Ranks, keys: &mut Vec<u32>) -> Option<()> {
        let mut spelled = text.spelled();
        let mut end = keys.len();
        keys.resize(end + text.ranks.len() * 2 + 3 * WINDOW, 0);
        for &rank in &text.ranks {
            if keys.len() < end + 3 * WINDOW {
                keys.resize(2 * keys.len(), 0);
            }
            let span = self.key_spans[rank as usize];
            if span.ends_with(Kind::SpelledWord) {
                keys[end] = word_key(std::str::from_utf8(spelled.next()?).ok()?);
                end += 1;
                continue;
            }
            if span.ends_with(Kind::SpelledSeparator) {
                spelled.next();
            }
            let (first, count) = (span.first(), span.count());
            // A number of keys that is known beforehand is copied without a loop, and no look waits for the one before.
            keys[end..end + WINDOW].copy_from_slice(self.keys.get(first..first + WINDOW)?);
            if count > WINDOW {
                keys[end + WINDOW..end + 3 * WINDOW].copy_from_slice(self.keys.get(first + WINDOW..first + 3 * WINDOW)?);
            }
            end += count;
        }
        keys.truncate(end);
        Some(())
    }

    fn range(&self, rank: u32) -> Range<usize> {
        self.rank_starts[rank as usize] as usize..self.rank_starts[rank as usize + 1] as usize
    }
}

impl Entry {
    /// What is known of a word; found out when it is first asked for.
    fn known(&self, string: &str, language: Option<Language>, memo: &mut Memo) -> Known {
        let number = Language::number(language) + 1;
        let stored = self.class.load(Ordering::Relaxed);
        if stored >> 16 == number {
            return Known::of_class(self.key, stored as u16);
        }
        let known = memo.get(string, language);
        self.class.store(number << 16 | u32::from(known.to_class()), Ordering::Relaxed);
        known
    }
}
