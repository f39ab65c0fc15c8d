//! Chooses a pack's vocabulary from a sample of its texts.

use rustc_hash::FxHashMap;

use super::classes::{self, Classes};
use super::coder::{Cut, Repeats, cut};
use super::log::log2;
use super::parse::{Parser, Room};
use super::phrases;
use super::prepare::TextBlock;
use crate::pack::huffman;
use crate::pack::tables::Tables;
use crate::pack::vocabulary::{
    END, END_OF_SPELLING, Expansions, FIRST, MAX_BASE, MAX_STRING, RARE_BITS, REPEATED, SPELLED_SEPARATOR, SPELLED_WORD,
};

/// Words and separators seen less often in the sample are spelled.
const MIN_WORD: u32 = 2;
/// Phrases at most.
const MAX_PHRASES: usize = 100_000;

/// The texts of the sample as base symbols.
struct Texts<'a> {
    symbols: Vec<u32>,
    /// The spelled strings, in their order.
    spelled: Vec<&'a str>,
    /// Where streams end.
    streams: Vec<usize>,
}

/// Chooses a vocabulary for texts like these. Each of the lists is what stands in one stream of bits.
pub fn train(sample: &[Vec<TextBlock>]) -> Tables {
    let (mut tables, texts) = strings(sample);
    let base = tables.base();
    let phrases = phrases::choose(texts.symbols.clone(), base, MAX_PHRASES);
    tables.phrases = phrases.list;
    let expansions = Expansions::new(base, &tables.phrases).expect("phrases keep the rules that they are read by");
    let parsed = parse(&texts.symbols, &Parser::new(base, tables.phrases.len(), &expansions), &phrases.counts);
    let neighbours: Vec<(u32, u32)> = neighbours(&parsed, &expansions).collect();
    let classes = classes::choose(&neighbours, base);
    count(&mut tables, &texts, &parsed, &expansions, classes);
    tables
}

/// A vocabulary's strings, and the texts in them.
fn strings<'a>(sample: &'a [Vec<TextBlock>]) -> (Tables, Texts<'a>) {
    let mut numbers: [FxHashMap<&str, u32>; 2] = Default::default();
    // Of each string: what it is, itself, and how often it comes.
    let mut known: Vec<(usize, &str, u32)> = Vec::new();
    let mut texts = Texts { symbols: Vec::new(), spelled: Vec::new(), streams: Vec::new() };
    for stream in sample {
        for text in stream {
            cut(text, |piece| {
                let (kind, string) = match piece {
                    Cut::Separator(s) => (0, s),
                    Cut::Word(w) => (1, w),
                };
                let number = *numbers[kind].entry(string).or_insert_with(|| {
                    known.push((kind, string, 0));
                    known.len() as u32 - 1
                });
                known[number as usize].2 += 1;
                texts.symbols.push(number + FIRST);
            });
            texts.symbols.push(END);
        }
        texts.streams.push(texts.symbols.len());
    }
    let mut chosen: Vec<usize> = (0..known.len()).filter(|&at| known[at].2 >= MIN_WORD && known[at].1.len() <= MAX_STRING).collect();
    chosen.sort_unstable_by_key(|&at| (std::cmp::Reverse(known[at].2), known[at].0, known[at].1));
    chosen.truncate(MAX_BASE - FIRST as usize);
    chosen.sort_unstable_by_key(|&at| (known[at].0, known[at].1));
    let mut symbols: Vec<u32> = known.iter().map(|&(kind, ..)| [SPELLED_SEPARATOR, SPELLED_WORD][kind]).collect();
    chosen.iter().zip(FIRST..).for_each(|(&at, symbol)| symbols[at] = symbol);
    for number in &mut texts.symbols {
        if let Some(at) = number.checked_sub(FIRST) {
            *number = symbols[at as usize];
            if *number < FIRST {
                texts.spelled.push(known[at as usize].1);
            }
        }
    }
    let tables = Tables {
        strings: chosen.iter().map(|&at| known[at].1.to_owned()).collect(),
        separators: chosen.iter().filter(|&&at| known[at].0 == 0).count(),
        ..Tables::default()
    };
    (tables, texts)
}

/// The texts in phrases, where symbols cost what their counts tell.
fn parse(symbols: &[u32], parser: &Parser, counts: &[u32]) -> Vec<u32> {
    let all = log2(counts.iter().map(|&count| u64::from(count.max(1))).sum());
    let costs: Vec<u32> = counts.iter().map(|&count| (all - log2(u64::from(count.max(1)))) as u32).collect();
    let mut room = Room::default();
    let mut parsed = Vec::with_capacity(symbols.len());
    for text in symbols.split_inclusive(|&symbol| symbol == END) {
        parser.parse(text, &mut room, |_, _| 0, |symbol| costs[symbol as usize], END, |symbol| parsed.push(symbol));
    }
    parsed
}

/// The base symbol before each symbol, and the one at its begin.
fn neighbours(parsed: &[u32], expansions: &Expansions) -> impl Iterator<Item = (u32, u32)> {
    let mut before = END;
    parsed.iter().map(move |symbol| {
        let of = expansions.of(symbol);
        (std::mem::replace(&mut before, of[of.len() - 1]), of[0])
    })
}

/// Chooses the codes by how often classes, symbols and letters come.
fn count(tables: &mut Tables, texts: &Texts<'_>, parsed: &[u32], expansions: &Expansions, chosen: Classes) {
    let symbols = tables.base() + tables.phrases.len();
    let class_of = |symbol: u32| usize::from(chosen.classes[expansions.of(&symbol)[0] as usize]);
    let is_rare = rare(parsed, symbols, chosen.class_count, class_of, expansions);
    // What is in the vocabulary needs a code, though phrases may have taken all its uses in the sample.
    let mut counts = vec![1u64; symbols];
    let mut class_counts = vec![0u64; chosen.class_count * chosen.context_count];
    let mut letters = [1u64; END_OF_SPELLING + 1];
    let mut spelled = texts.spelled.iter().copied();
    let mut repeats = Repeats::default();
    let mut streams = texts.streams.iter().copied().peekable();
    let mut at = 0;
    for (&symbol, (before, _)) in parsed.iter().zip(neighbours(parsed, expansions)) {
        while streams.next_if(|&end| end <= at).is_some() {
            repeats = Repeats::default();
        }
        at += expansions.of(&symbol).len();
        let string = if matches!(symbol, SPELLED_WORD | SPELLED_SEPARATOR) { spelled.next() } else { None };
        let is_again = repeats.find(symbol, string).is_some();
        if !is_again && (string.is_some() || is_rare[symbol as usize]) {
            repeats.list(symbol, string);
        }
        let written = if is_again { REPEATED } else { symbol };
        counts[written as usize] += 1;
        class_counts[usize::from(chosen.contexts[before as usize]) * chosen.class_count + class_of(written)] += 1;
        if let Some(string) = string.filter(|_| !is_again) {
            string.bytes().for_each(|byte| letters[usize::from(byte)] += 1);
            letters[END_OF_SPELLING] += 1;
        }
    }
    tables.lengths = vec![0; symbols];
    let mut members: Vec<Vec<u32>> = vec![Vec::new(); chosen.class_count];
    (0..symbols as u32).for_each(|symbol| members[class_of(symbol)].push(symbol));
    for of_class in &members {
        let lengths = huffman::lengths(&of_class.iter().map(|&symbol| counts[symbol as usize]).collect::<Vec<_>>());
        of_class.iter().zip(lengths).for_each(|(&symbol, length)| tables.lengths[symbol as usize] = length);
    }
    if chosen.class_count > 1 {
        // A class that a context never had in the sample needs a code too.
        let lengths = |counts: &[u64]| huffman::lengths(&counts.iter().map(|count| count * 8 + 1).collect::<Vec<_>>());
        tables.class_lengths = class_counts.chunks(chosen.class_count).flat_map(lengths).collect();
    }
    tables.spelling = huffman::lengths(&letters);
    (tables.class_count, tables.classes, tables.contexts) = (chosen.class_count, chosen.classes, chosen.contexts);
}

/// Which symbols will have long codes in their class.
fn rare(parsed: &[u32], symbols: usize, classes: usize, class_of: impl Fn(u32) -> usize, expansions: &Expansions) -> Vec<bool> {
    let (mut counts, mut of_class) = (vec![0u32; symbols], vec![0u32; classes]);
    for &symbol in parsed {
        counts[symbol as usize] += 1;
        of_class[class_of(symbol)] += 1;
    }
    let is_rare = |symbol: u32| {
        let ends = expansions.of(&symbol).last() == Some(&END);
        !ends && counts[symbol as usize] <= of_class[class_of(symbol)] >> RARE_BITS
    };
    (0..symbols as u32).map(is_rare).collect()
}
