//! Chooses a pack's vocabulary from a sample of its texts.

use rustc_hash::FxHashMap;

use super::coder::{Cut, cut};
use super::prepare::TextBlock;
use crate::pack::huffman;
use crate::pack::vocabulary::{
    END, END_OF_SPELLING, FIRST, MAX_PHRASE, MAX_STRING, MAX_SYMBOLS, SPELLED_SEPARATOR, SPELLED_WORD, Vocabulary,
};

/// Words and separators seen less often in the sample are spelled.
const MIN_WORD: u32 = 2;
/// Phrases seen less often cost more than they save.
const MIN_PHRASE: u32 = 4;
/// Words and separators at most, so that there is room for phrases.
const MAX_BASE: usize = 30_000;
/// Each round lengthens phrases by one word or separator.
const ROUNDS: usize = 7;
/// The part of the room left that a round may take: early phrases are short, and later rounds build on them.
const ROUND_SHARE: f32 = 0.5;

/// Chooses a vocabulary for texts like these.
pub fn train(sample: &[TextBlock]) -> Vocabulary {
    let mut counts: [FxHashMap<String, u32>; 2] = Default::default();
    for text in sample {
        cut(text, |piece| {
            let (kind, string) = match piece {
                Cut::Separator(s) => (0, s),
                Cut::Word(w) => (1, w),
            };
            match counts[kind].get_mut(string) {
                Some(count) => *count += 1,
                None => drop(counts[kind].insert(string.to_owned(), 1)),
            }
        });
    }
    let [separators, words] = choose(&counts);
    let strings: Vec<&str> = separators.iter().chain(&words).copied().collect();
    let number = |strings: &[&'_ str], from: usize| -> FxHashMap<String, u16> {
        strings.iter().enumerate().map(|(at, s)| ((*s).to_owned(), (from + at) as u16)).collect()
    };
    let numbers = [number(&separators, usize::from(FIRST)), number(&words, usize::from(FIRST) + separators.len())];
    let mut letters = [1u64; END_OF_SPELLING + 1];
    let mut text_symbols: Vec<u16> = Vec::new();
    for text in sample {
        cut(text, |piece| {
            let (kind, string, spelled) = match piece {
                Cut::Separator(s) => (0, s, SPELLED_SEPARATOR),
                Cut::Word(w) => (1, w, SPELLED_WORD),
            };
            text_symbols.push(numbers[kind].get(string).copied().unwrap_or_else(|| {
                string.bytes().for_each(|b| letters[usize::from(b)] += 1);
                letters[END_OF_SPELLING] += 1;
                spelled
            }));
        });
        text_symbols.push(END);
    }
    let base = usize::from(FIRST) + strings.len();
    let mut phrases = Phrases::new(base);
    for _ in 0..ROUNDS {
        if !phrases.grow(&text_symbols) {
            break;
        }
    }
    phrases.prune(&text_symbols);
    let phrases = phrases.sorted();
    // What is in the vocabulary needs a code, though phrases may have taken all its uses in the sample.
    let counts: Vec<u64> = phrases.count(&text_symbols).into_iter().map(|c| c.max(1)).collect();
    let (lengths, spelling) = (huffman::lengths(&counts), huffman::lengths(&letters));
    let made = Vocabulary::new(&strings, separators.len(), phrases.list, lengths, spelling);
    made.expect("a vocabulary keeps the rules that it is read by")
}

/// The separators and the words that the vocabulary takes, each sorted.
fn choose(counts: &[FxHashMap<String, u32>; 2]) -> [Vec<&str>; 2] {
    let mut all: Vec<(u32, usize, &str)> = Vec::new();
    for (kind, counts) in counts.iter().enumerate() {
        all.extend(counts.iter().filter(|(s, c)| **c >= MIN_WORD && s.len() <= MAX_STRING).map(|(s, c)| (*c, kind, s.as_str())));
    }
    all.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.cmp(b)));
    all.truncate(MAX_BASE);
    let mut chosen = [Vec::new(), Vec::new()];
    all.iter().for_each(|&(_, kind, string)| chosen[kind].push(string));
    chosen.iter_mut().for_each(|c| c.sort_unstable());
    chosen
}

/// Phrases while they are being chosen: a trie over symbols.
struct Phrases {
    base: usize,
    /// Symbol and last base symbol of each.
    list: Vec<(u16, u16)>,
    lengths: Vec<u8>,
    next: FxHashMap<(u16, u16), u16>,
}

impl Phrases {
    fn new(base: usize) -> Phrases {
        Phrases { base, list: Vec::new(), lengths: Vec::new(), next: FxHashMap::default() }
    }

    fn add(&mut self, parent: u16, last: u16) {
        self.next.insert((parent, last), (self.base + self.list.len()) as u16);
        self.lengths.push(1 + self.length(parent));
        self.list.push((parent, last));
    }

    fn length(&self, symbol: u16) -> u8 {
        usize::from(symbol).checked_sub(self.base).map_or(1, |at| self.lengths[at])
    }

    /// Calls `each` with every symbol that the longest phrases cut the texts into, and the base symbol behind it.
    fn parse(&self, symbols: &[u16], mut each: impl FnMut(u16, Option<u16>)) {
        let mut at = 0;
        while at < symbols.len() {
            let mut symbol = symbols[at];
            at += 1;
            while let Some(&longer) = symbols.get(at).and_then(|&next| self.next.get(&(symbol, next))) {
                symbol = longer;
                at += 1;
            }
            each(symbol, symbols.get(at).copied());
        }
    }

    /// Takes the pairs that come most often; whether there were any.
    fn grow(&mut self, symbols: &[u16]) -> bool {
        let is_base = |s: u16| s == END || s >= FIRST;
        let mut pairs: FxHashMap<(u16, u16), u32> = FxHashMap::default();
        let ends = |s: u16| usize::from(s).checked_sub(self.base).map_or(s, |at| self.list[at].1) == END;
        self.parse(symbols, |symbol, next| {
            if let Some(next) = next.filter(|&n| is_base(n))
                && is_base(symbol)
                && !ends(symbol)
                && usize::from(self.length(symbol)) < MAX_PHRASE
            {
                *pairs.entry((symbol, next)).or_default() += 1;
            }
        });
        let mut pairs: Vec<((u16, u16), u32)> = pairs.into_iter().filter(|(_, count)| *count >= MIN_PHRASE).collect();
        pairs.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        let room = MAX_SYMBOLS - self.base - self.list.len();
        pairs.truncate((room as f32 * ROUND_SHARE) as usize);
        pairs.iter().for_each(|&((parent, last), _)| self.add(parent, last));
        !pairs.is_empty()
    }

    /// How often each symbol comes.
    fn count(&self, symbols: &[u16]) -> Vec<u64> {
        let mut counts = vec![0; self.base + self.list.len()];
        self.parse(symbols, |symbol, _| counts[usize::from(symbol)] += 1);
        counts
    }

    /// Leaves out phrases that longer ones have made rare, unless a longer one is built on them.
    fn prune(&mut self, symbols: &[u16]) {
        let counts = self.count(symbols);
        let mut needed = vec![false; self.list.len()];
        // A phrase stands behind the one that it is built on.
        for at in (0..self.list.len()).rev() {
            needed[at] |= counts[self.base + at] >= u64::from(MIN_PHRASE);
            if needed[at]
                && let Some(parent) = usize::from(self.list[at].0).checked_sub(self.base)
            {
                needed[parent] = true;
            }
        }
        *self = self.rebuilt((0..self.list.len()).filter(|&at| needed[at]));
    }

    /// By parent and last symbol, as a vocabulary has them: parents come before what is built on them, since symbols
    /// are numbered in that order.
    fn sorted(&self) -> Phrases {
        // Round by round: within a length, parents are numbered already.
        let mut sorted = Phrases::new(self.base);
        let mut numbers: Vec<u16> = vec![0; self.list.len()];
        for length in 2..=MAX_PHRASE as u8 {
            let mut of: Vec<(u16, u16, usize)> = (0..self.list.len())
                .filter(|&at| self.lengths[at] == length)
                .map(|at| (self.renumbered(self.list[at].0, &numbers), self.list[at].1, at))
                .collect();
            of.sort_unstable();
            for (parent, last, at) in of {
                numbers[at] = (self.base + sorted.list.len()) as u16;
                sorted.add(parent, last);
            }
        }
        sorted
    }

    fn rebuilt(&self, kept: impl Iterator<Item = usize>) -> Phrases {
        let mut rebuilt = Phrases::new(self.base);
        let mut numbers: Vec<u16> = vec![0; self.list.len()];
        for at in kept {
            numbers[at] = (self.base + rebuilt.list.len()) as u16;
            rebuilt.add(self.renumbered(self.list[at].0, &numbers), self.list[at].1);
        }
        rebuilt
    }

    fn renumbered(&self, symbol: u16, numbers: &[u16]) -> u16 {
        usize::from(symbol).checked_sub(self.base).map_or(symbol, |at| numbers[at])
    }
}
