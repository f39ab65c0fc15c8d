//! Chooses phrases: in each round the pairs of neighbours whose joining saves most become symbols, as in byte-pair encoding
//! (Gage, *A new algorithm for data compression*, 1994), but many at once.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::expansions::Expansions;
use super::log::{PARTS, log2};
use super::vocabulary::{END, FIRST, MAX_PHRASE};
use crate::threads;

/// Each round may double the length of phrases.
const ROUNDS: usize = 4;
/// Pairs seen less often, and phrases used less often, cost more than they save.
const MIN_PAIR: u32 = 4;
/// About what a phrase costs in the vocabulary, in bits.
const COST: i64 = 20;
/// The part of the room left that a round may take: early phrases are short, and later rounds build on them.
const ROUND_SHARE: f32 = 0.5;

pub struct Phrases {
    pub list: Vec<(u32, u32)>,
    /// How often each symbol comes where texts are cut as they were joined.
    pub counts: Vec<u32>,
}

/// Chooses at most `room` phrases for texts of base symbols, which all end with [`END`], in several parts.
pub fn choose(mut texts: Vec<Vec<u32>>, base: usize, room: usize) -> Phrases {
    let mut list: Vec<(u32, u32)> = Vec::new();
    let mut lengths: Vec<u8> = vec![1; base];
    let mut known: FxHashMap<u64, u32> = FxHashMap::default();
    for round in 0..ROUNDS {
        let left = room - list.len();
        let most = if round + 1 == ROUNDS { left } else { (left as f32 * ROUND_SHARE) as usize };
        let chosen = pairs(&texts, &lengths, &list, most);
        if chosen.is_empty() {
            break;
        }
        for (left, right) in chosen {
            let number = (base + list.len()) as u32;
            if let Entry::Vacant(place) = known.entry(key(left, right)) {
                place.insert(number);
                list.push((left, right));
                lengths.push(lengths[left as usize] + lengths[right as usize]);
            }
        }
        let mut may_join = vec![false; PLACES];
        known.keys().for_each(|pair| may_join[place((pair >> 32) as u32, *pair as u32)] = true);
        threads::each(&mut texts, |text| join(text, &known, &may_join));
    }
    let counts = count(&texts, base + list.len());
    tidy(base, &list, counts)
}

fn key(left: u32, right: u32) -> u64 {
    u64::from(left) << 32 | u64::from(right)
}

/// In place of the length of what can be no part of a phrase.
const NO_PART: u8 = u8::MAX;

/// Places for pairs in rough tables.
const PLACES: usize = 1 << 20;

fn place(left: u32, right: u32) -> usize {
    (key(left, right).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 44) as usize
}

/// How often each symbol comes.
fn count(texts: &[Vec<u32>], symbols: usize) -> Vec<u32> {
    let mut counts = vec![0; symbols];
    texts.iter().flatten().for_each(|&symbol| counts[symbol as usize] += 1);
    counts
}

/// The pairs that a round joins, at most so many, those first that save most.
fn pairs(texts: &[Vec<u32>], lengths: &[u8], list: &[(u32, u32)], most: usize) -> Vec<(u32, u32)> {
    let base = lengths.len() - list.len();
    let counts = count(texts, lengths.len());
    // The length that each symbol has as a left part and as a right one; too much where it can be none.
    let mut ends: Vec<bool> = (0..base as u32).map(|symbol| symbol == END).collect();
    list.iter().for_each(|&(_, right)| ends.push(ends[right as usize]));
    let part = |symbol: u32| {
        let is_part = (symbol == END || symbol >= FIRST) && counts[symbol as usize] >= MIN_PAIR;
        let as_right = if is_part { lengths[symbol as usize] } else { NO_PART };
        [if ends[symbol as usize] { NO_PART } else { as_right }, as_right]
    };
    let parts: Vec<[u8; 2]> = (0..lengths.len() as u32).map(part).collect();
    let candidates = |text: &[u32], each: &mut dyn FnMut(u32, u32)| {
        for two in text.windows(2) {
            let (left, right) = (two[0], two[1]);
            if usize::from(parts[left as usize][0]) + usize::from(parts[right as usize][1]) <= MAX_PHRASE {
                each(left, right);
            }
        }
    };
    // Most pairs are rare, and are kept out of the maps by a rough count of all that share a place.
    let rough = threads::each(texts, |text| {
        let mut rough = vec![0u8; PLACES];
        candidates(text, &mut |left, right| {
            let count = &mut rough[place(left, right)];
            *count = count.saturating_add(1);
        });
        rough
    });
    let rough = rough.into_iter().reduce(|mut all, more| {
        all.iter_mut().zip(more).for_each(|(count, more)| *count = count.saturating_add(more));
        all
    });
    let rough = rough.unwrap_or_default();
    let maps = threads::each(texts, |text| {
        let mut pairs: FxHashMap<u64, u32> = FxHashMap::default();
        candidates(text, &mut |left, right| {
            if u32::from(rough[place(left, right)]) >= MIN_PAIR {
                *pairs.entry(key(left, right)).or_default() += 1;
            }
        });
        pairs
    });
    let pairs = maps.into_iter().reduce(|mut all, more| {
        more.into_iter().for_each(|(pair, count)| *all.entry(pair).or_default() += count);
        all
    });
    let logs: Vec<i64> = counts.iter().map(|&count| log2(u64::from(count.max(1)))).collect();
    let all = log2(texts.iter().map(|text| text.len() as u64).sum::<u64>().max(1));
    // What a pair saves: together it costs as much as its count tells, apart as much as those of both.
    let saved = |pair: u64, count: u32| {
        let log = log2(u64::from(count)) + all - logs[(pair >> 32) as usize] - logs[pair as u32 as usize];
        i64::from(count) * log - COST * PARTS
    };
    let pairs = pairs.into_iter().flatten().filter(|(_, count)| *count >= MIN_PAIR);
    let mut chosen: Vec<(i64, u64)> = pairs.map(|(pair, count)| (saved(pair, count), pair)).filter(|(saved, _)| *saved > 0).collect();
    chosen.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    chosen.truncate(most);
    chosen.into_iter().map(|(_, pair)| ((pair >> 32) as u32, pair as u32)).collect()
}

/// Joins the pairs in the text. Where two overlap, that which was chosen first goes first.
fn join(text: &mut Vec<u32>, known: &FxHashMap<u64, u32>, may_join: &[bool]) {
    let find = |text: &[u32], at: usize| match text.get(at..at + 2) {
        Some(two) if may_join[place(two[0], two[1])] => known.get(&key(two[0], two[1])).copied().unwrap_or(u32::MAX),
        _ => u32::MAX,
    };
    let (mut at, mut to) = (0, 0);
    let mut here = find(text, 0);
    while at < text.len() {
        let mut taken = text[at];
        let mut next = find(text, at + 1);
        let mut step = 1;
        if here != u32::MAX && (here <= next || find(text, at + 2) < next) {
            (taken, step) = (here, 2);
            next = find(text, at + 2);
        }
        text[to] = taken;
        to += 1;
        at += step;
        here = next;
    }
    text.truncate(to);
}

/// Leaves out phrases that stand for the same as another one, and those that longer ones have made rare, unless one that
/// stays is built on them; and numbers the others by length and parts.
fn tidy(base: usize, list: &[(u32, u32)], mut counts: Vec<u32>) -> Phrases {
    let expansions = Expansions::new(base, list).expect("phrases are made of what was there before");
    let mut first: FxHashMap<&[u32], u32> = FxHashMap::default();
    let mut same: Vec<u32> = (0..(base + list.len()) as u32).collect();
    for symbol in base..same.len() {
        let one = *first.entry(expansions.of(&(symbol as u32))).or_insert(symbol as u32);
        same[symbol] = one;
        if one as usize != symbol {
            counts[one as usize] += std::mem::take(&mut counts[symbol]);
        }
    }
    let mut needed: Vec<bool> = counts.iter().map(|&count| count >= MIN_PAIR).collect();
    let mut by_length: Vec<Vec<u32>> = vec![Vec::new(); MAX_PHRASE + 1];
    for symbol in (base..same.len()).rev().filter(|&symbol| same[symbol] as usize == symbol) {
        if needed[symbol] {
            let (left, right) = list[symbol - base];
            needed[same[left as usize] as usize] = true;
            needed[same[right as usize] as usize] = true;
            by_length[expansions.of(&(symbol as u32)).len()].push(symbol as u32);
        }
    }
    let mut numbers: Vec<u32> = (0..base as u32).collect();
    numbers.resize(same.len(), 0);
    let mut tidied = Phrases { list: Vec::new(), counts: counts[..base].to_vec() };
    for of_length in by_length {
        let parts = |&symbol: &u32| {
            let (left, right) = list[symbol as usize - base];
            (numbers[same[left as usize] as usize], numbers[same[right as usize] as usize], symbol)
        };
        let mut parts: Vec<(u32, u32, u32)> = of_length.iter().map(parts).collect();
        parts.sort_unstable();
        for (left, right, symbol) in parts {
            numbers[symbol as usize] = (base + tidied.list.len()) as u32;
            tidied.list.push((left, right));
            tidied.counts.push(counts[symbol as usize]);
        }
    }
    tidied
}
