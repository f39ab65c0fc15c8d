//! The vocabulary that a pack's texts are written in: separators, words, and phrases of them.
//!
//! A text is cut at its words (as [`wherefrom_text::words`] cuts it) and written as symbols in a [`Code`]: a word stands for
//! itself and, right behind another word, for the space before it; everything else between words is a separator. What is not
//! in the vocabulary is spelled. A phrase is two symbols, which may be phrases. What is rare comes again in its document more
//! often than elsewhere: symbols with a long code and short spelled strings are listed as they come, and told by their
//! place in the list when they come again. Words come out as numbers, so that their keys are known without reading any
//! text.
//!
//! The repeated symbol is followed by the place of what it repeats, in as many bits as the number of places takes, less one.

use std::ops::Range;

use super::bits::BitReader;
use super::code::Code;
use super::expansions::Expansions;
use super::huffman::Decoder;
pub use super::ranks::Ranks;
use super::ranks::{SPELLED, SymbolKind, Tail};
use super::strings::{COPIED, NO_KEY, Strings};
use super::tables::Tables;
use wherefrom_text::lexicon::Language;
use wherefrom_text::memo::{self, Memo};
use wherefrom_text::words::CutWords;

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
    strings: Strings,
    /// The first base symbol that is a word; all behind it are.
    first_word: u16,
    /// The base symbols that each rank stands for, one rank behind the other, and [`WINDOW`] more; where each rank's begin.
    by_rank: Vec<u16>,
    rank_starts: Vec<u32>,
    /// What each rank ends with.
    tails: Vec<Tail>,
    /// The context that a text begins in.
    start: u8,
    code: Code,
    /// The codes for spelling.
    letters: Vec<Decoder>,
}

/// Base symbols that are copied at once: most ranks have fewer, none has more than thrice as many.
const WINDOW: usize = 4;
/// A piece of a text as it is decoded.
pub enum Token<'a> {
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
        let first_word = FIRST + tables.separators as u32;
        let kind = |symbol: u32| match symbol {
            END => SymbolKind::End,
            SPELLED_WORD => SymbolKind::SpelledWord,
            SPELLED_SEPARATOR => SymbolKind::SpelledSeparator,
            REPEATED => SymbolKind::Repeated,
            _ if symbol < first_word => SymbolKind::Separator,
            _ => SymbolKind::Word,
        };
        let expansions = Expansions::new(base, &tables.phrases)?;
        let class_of = |symbol: usize| tables.classes[expansions.of(&(symbol as u32))[0] as usize];
        let (code, ranked) = Code::new(tables.class_count, &tables.class_lengths, class_of, &tables.lengths)?;
        let mut by_rank: Vec<u16> = Vec::with_capacity(expansions.len());
        let mut rank_starts = Vec::with_capacity(ranked.len() + 1);
        rank_starts.push(0);
        let mut tails = Vec::with_capacity(ranked.len());
        for symbol in &ranked {
            let of = expansions.of(symbol);
            by_rank.extend(of.iter().map(|&symbol| symbol as u16));
            rank_starts.push(by_rank.len() as u32);
            let last = of[of.len() - 1];
            let rare = last != END && tables.lengths[*symbol as usize] >= RARE_BITS;
            tails.push(Tail::new(kind(last), tables.contexts[last as usize], rare));
        }
        by_rank.resize(by_rank.len() + 3 * WINDOW, 0);
        // A code of one symbol takes no bits: texts of it would have no end.
        if tables.class_count == 1 && matches!(tails[..], [tail] if tail.is_text()) {
            return None;
        }
        let letters = tables.spelling.chunks(LETTERS).map(Decoder::new).collect::<Option<_>>()?;
        Some(Vocabulary {
            strings: Strings::of(tables)?,
            first_word: u16::try_from(first_word).ok()?,
            by_rank,
            rank_starts,
            tails,
            start: tables.contexts[END as usize],
            code,
            letters,
        })
    }

    /// Decodes one text, up to its end, behind what `text` holds. `None` where it is damaged.
    pub fn decode(&self, bits: &mut BitReader<'_>, text: &mut Ranks) -> Option<()> {
        let mut context = self.start();
        while self.step(&mut context, bits, text)? {}
        Some(())
    }

    /// The strings of the separators, then of the words.
    pub fn strings(&self) -> impl Iterator<Item = &str> {
        self.strings.iter()
    }

    /// The context that a text begins in.
    pub fn start(&self) -> u8 {
        self.start
    }

    /// Decodes one symbol of a text: whether the text goes on behind it. `None` where it is damaged.
    #[inline]
    pub fn step(&self, context: &mut u8, bits: &mut BitReader<'_>, text: &mut Ranks) -> Option<bool> {
        let rank = self.code.take_rank(*context, bits)?;
        if bits.is_past_end() {
            return None;
        }
        let tail = *self.tails.get(rank as usize)?;
        if !tail.is_text() {
            return self.step_aside(rank, tail, context, bits, text);
        }
        text.ranks.push(rank);
        // Written whether it is rare or not, since nothing tells beforehand whether it is.
        *text.next_rare() = rank;
        text.listed += usize::from(tail.is_rare());
        *context = tail.context();
        Some(true)
    }

    /// What a symbol does that is none of the vocabulary's strings.
    #[inline(never)]
    fn step_aside(&self, rank: u32, mut tail: Tail, context: &mut u8, bits: &mut BitReader<'_>, text: &mut Ranks) -> Option<bool> {
        if tail.is(SymbolKind::End) {
            text.ranks.push(rank);
            return Some(false);
        }
        if tail.is(SymbolKind::Repeated) {
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
        *context = tail.context();
        Some(true)
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

    /// Finds the base symbols of decoded texts. `None` where they are more than `most`.
    pub fn expand(&self, texts: &mut Ranks, most: usize) -> Option<()> {
        let (ranks, symbols) = (&texts.ranks, &mut texts.symbols);
        symbols.clear();
        symbols.resize(ranks.len() * 2 + 3 * WINDOW, 0);
        let mut end = 0;
        for &rank in ranks {
            if symbols.len() < end + 3 * WINDOW {
                symbols.resize(2 * symbols.len(), 0);
            }
            if end > most {
                return None;
            }
            let range = self.range(rank);
            // A number of symbols that is known beforehand is copied without a loop, and no look waits for the one before.
            symbols[end..end + WINDOW].copy_from_slice(&self.by_rank[range.start..range.start + WINDOW]);
            if range.len() > WINDOW {
                let more = range.start + WINDOW..range.start + 3 * WINDOW;
                symbols[end + WINDOW..end + 3 * WINDOW].copy_from_slice(&self.by_rank[more]);
            }
            end += range.len();
        }
        symbols.truncate(end);
        Some(())
    }

    /// Calls `each` with the pieces of expanded texts. `None` where a spelled string is no text.
    pub fn tokens<'a>(&'a self, texts: &'a Ranks, mut each: impl FnMut(Token<'a>)) -> Option<()> {
        let mut spelled = texts.spelled();
        for &symbol in &texts.symbols {
            match u32::from(symbol) {
                END | REPEATED => {}
                SPELLED_WORD => each(Token::Word(std::str::from_utf8(spelled.next()?).ok()?)),
                SPELLED_SEPARATOR => each(Token::Separator(std::str::from_utf8(spelled.next()?).ok()?)),
                _ if symbol < self.first_word => each(Token::Separator(self.strings.get(symbol))),
                _ => each(Token::Word(self.strings.get(symbol))),
            }
        }
        Some(())
    }

    /// Expanded texts with their words, as [`wherefrom_text::words`] cuts them. `None` where they have more than `most` bytes
    /// together, or a word is nothing when it is normalised: builders write no such.
    pub fn cut(&self, texts: &Ranks, language: Option<Language>, most: usize) -> Option<(Vec<String>, CutWords)> {
        let mut spelled = texts.spelled();
        let mut words = CutWords::with_capacity(texts.symbols.len());
        let texts = texts.symbols.split_inclusive(|&symbol| u32::from(symbol) == END);
        let mut left = most;
        let mut cut_one = |text: &[u16], memo: &mut Memo| {
            let text = self.cut_one(text, &mut spelled, language, memo, &mut words, left)?;
            left -= text.len();
            Some(text)
        };
        let cut = |memo: &mut Memo| texts.map(|text| cut_one(text, memo)).collect::<Option<_>>();
        Some((memo::with(cut)?, words))
    }

    fn cut_one<'a>(
        &self,
        symbols: &[u16],
        spelled: &mut impl Iterator<Item = &'a [u8]>,
        language: Option<Language>,
        memo: &mut Memo,
        words: &mut CutWords,
        most: usize,
    ) -> Option<String> {
        let mut text: Vec<u8> = Vec::with_capacity((symbols.len() * 7).min(most) + COPIED);
        let mut after_word = false;
        for &symbol in symbols {
            // What is spelled is told by itself; the other strings are copied without asking how long they are.
            let (string, known) = match u32::from(symbol) {
                END | REPEATED => continue,
                SPELLED_WORD => {
                    let string = std::str::from_utf8(spelled.next()?).ok()?;
                    (string.as_bytes(), Some(memo.get(string, language)))
                }
                SPELLED_SEPARATOR => (std::str::from_utf8(spelled.next()?).ok()?.as_bytes(), None),
                _ if symbol < self.first_word => (self.strings.bytes(symbol), None),
                _ => (self.strings.bytes(symbol), Some(self.strings.known(symbol, language, memo))),
            };
            if let Some(known) = known {
                if known.is_empty() {
                    return None;
                }
                if after_word {
                    text.push(b' ');
                }
                words.starts.push(text.len() as u32);
                words.ends.push((text.len() + string.len()) as u32);
                words.known.push(known);
            }
            let end = text.len() + string.len();
            match self.strings.window(symbol) {
                Some(window) if string.len() <= COPIED => text.extend_from_slice(window),
                _ => text.extend_from_slice(string),
            }
            text.truncate(end);
            if end > most {
                return None;
            }
            after_word = known.is_some();
        }
        words.blocks.push(words.known.len());
        String::from_utf8(text).ok()
    }

    /// The keys of the words of expanded texts. `None` where [`Self::cut`] would give none.
    pub fn keys(&self, texts: &Ranks) -> Option<Vec<u32>> {
        let mut spelled = texts.spelled();
        let mut keys = vec![0; texts.symbols.len()];
        let mut end = 0;
        memo::with(|memo| {
            for &symbol in &texts.symbols {
                // Written whether it is a word or not: what comes next takes its place then.
                keys[end] = match self.strings.key(symbol) {
                    0 => self.find_key(symbol, &mut spelled, memo)?,
                    key => key,
                };
                end += usize::from(symbol >= self.first_word || u32::from(symbol) == SPELLED_WORD);
            }
            Some(())
        })?;
        keys.truncate(end);
        Some(keys)
    }

    /// The key of a word of the vocabulary, or of the next that is spelled. `None` where the word is nothing.
    fn find_key<'a>(&self, symbol: u16, spelled: &mut impl Iterator<Item = &'a [u8]>, memo: &mut Memo) -> Option<u32> {
        if u32::from(symbol) == SPELLED_SEPARATOR {
            spelled.next()?;
            return Some(NO_KEY);
        }
        if symbol < self.first_word {
            return memo.key(std::str::from_utf8(spelled.next()?).ok()?);
        }
        self.strings.find_key(symbol, memo)
    }

    fn range(&self, rank: u32) -> Range<usize> {
        self.rank_starts[rank as usize] as usize..self.rank_starts[rank as usize + 1] as usize
    }
}
