//! Chooses classes and contexts: symbols that stand behind the same contexts are of one class, and those before the same
//! classes leave one context. Each in turn is chosen for the other, as in clustering by k-means with relative entropy as the
//! distance (Dhillon, Mallela, Modha, *Information-theoretic co-clustering*, 2003).

use std::ops::Range;

use super::log::log2;
use super::vocabulary::REPEATED;
use crate::threads;

/// Classes, and as many contexts, where the sample is large enough.
const GROUPS: usize = 64;
/// In a smaller sample the tables take more than they save.
const MIN_NEIGHBOURS: usize = 150_000;
/// How often classes and contexts are chosen anew, and members sorted into them.
const TURNS: usize = 3;
const SORTINGS: usize = 2;
/// What every group is held to have seen beside its members, in members: what a rare symbol is seen with is chance.
const PRIOR: u64 = 5;

/// By base symbol.
pub struct Classes {
    pub classes: Vec<u8>,
    pub contexts: Vec<u8>,
    /// How many there are of either.
    pub class_count: usize,
    pub context_count: usize,
}

/// Chooses for symbols that come in such pairs, with up to `jobs` threads: the base symbol before one, and that at its begin.
pub fn choose(pairs: &[(u32, u32)], base: usize, jobs: usize) -> Classes {
    if pairs.len() < MIN_NEIGHBOURS {
        return Classes { classes: vec![0; base], contexts: vec![0; base], class_count: 1, context_count: 1 };
    }
    let before = Neighbours::new(pairs.iter().copied(), base);
    let first = Neighbours::new(pairs.iter().map(|&(before, first)| (first, before)), base);
    let (mut classes, mut contexts) = (first.most_frequent(), before.most_frequent());
    // The rest of the contexts is one to begin with.
    contexts.iter_mut().filter(|group| **group == NONE).for_each(|group| *group = GROUPS as u8 - 1);
    for _ in 0..TURNS {
        first.sort(&contexts, &mut classes, jobs);
        before.sort(&classes, &mut contexts, jobs);
    }
    classes[REPEATED as usize] = GROUPS as u8;
    Classes { classes, contexts, class_count: GROUPS + 1, context_count: GROUPS }
}

const NONE: u8 = u8::MAX;

/// With which other symbols each symbol comes, and how often.
struct Neighbours {
    list: Vec<(u32, u32)>,
    ranges: Vec<Range<usize>>,
}

impl Neighbours {
    fn new(pairs: impl Iterator<Item = (u32, u32)> + Clone, base: usize) -> Neighbours {
        let mut starts = vec![0usize; base + 1];
        pairs.clone().for_each(|(symbol, _)| starts[symbol as usize + 1] += 1);
        (0..base).for_each(|symbol| starts[symbol + 1] += starts[symbol]);
        let mut others = vec![0; starts[base]];
        let mut at = starts.clone();
        for (symbol, other) in pairs {
            others[at[symbol as usize]] = other;
            at[symbol as usize] += 1;
        }
        let (mut list, mut ranges) = (Vec::new(), Vec::with_capacity(base));
        for symbol in 0..base {
            let from = list.len();
            let of = &mut others[starts[symbol]..starts[symbol + 1]];
            of.sort_unstable();
            list.extend(of.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32)));
            ranges.push(from..list.len());
        }
        Neighbours { list, ranges }
    }

    fn count(&self, symbol: usize) -> u64 {
        self.list[self.ranges[symbol].clone()].iter().map(|&(_, count)| u64::from(count)).sum()
    }

    /// A group for each of the symbols that come most often, and none for the others.
    fn most_frequent(&self) -> Vec<u8> {
        let mut symbols: Vec<(u64, usize)> = (0..self.ranges.len()).map(|symbol| (self.count(symbol), symbol)).collect();
        symbols.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut groups = vec![NONE; symbols.len()];
        symbols.iter().take(GROUPS).enumerate().for_each(|(group, &(_, symbol))| groups[symbol] = group as u8);
        groups
    }

    /// Sorts the symbols into groups by the groups of their neighbours.
    fn sort(&self, others: &[u8], groups: &mut [u8], jobs: usize) {
        // How often each symbol comes with each of the other groups.
        let (mut list, mut ranges) = (Vec::new(), Vec::with_capacity(self.ranges.len()));
        for range in &self.ranges {
            let mut counts = [0u32; GROUPS];
            self.list[range.clone()].iter().for_each(|&(other, count)| counts[usize::from(others[other as usize]) % GROUPS] += count);
            let from = list.len();
            list.extend((0..).zip(counts).filter(|&(_, count)| count > 0).map(|(group, count)| (group as u8, count)));
            ranges.push(from..list.len());
        }
        for _ in 0..SORTINGS {
            let likely = likely(&list, &ranges, groups);
            let parts = ranges.chunks(ranges.len().div_ceil(jobs).max(1));
            let parts = parts.zip(groups.chunks_mut(ranges.len().div_ceil(jobs).max(1)));
            threads::each(parts, |(ranges, groups)| {
                for (range, group) in ranges.iter().zip(groups) {
                    *group = best(&list[range.clone()], &likely);
                }
            });
        }
    }
}

/// The group in which neighbours of such groups are most likely.
fn best(neighbours: &[(u8, u32)], likely: &[[f32; GROUPS]]) -> u8 {
    let mut scores = [0f32; GROUPS];
    for &(other, count) in neighbours {
        let row = &likely[usize::from(other)];
        scores.iter_mut().zip(row).for_each(|(score, &log)| *score += count as f32 * log);
    }
    (1..GROUPS).fold(0, |best, group| if scores[group] > scores[best] { group } else { best }) as u8
}

/// By other group and group: the logarithm of how likely the other is among a group's neighbours.
fn likely(list: &[(u8, u32)], ranges: &[Range<usize>], groups: &[u8]) -> Vec<[f32; GROUPS]> {
    let mut counts = vec![[0u64; GROUPS]; GROUPS];
    let mut others = [1u64; GROUPS];
    for (range, &group) in ranges.iter().zip(groups) {
        for &(other, count) in &list[range.clone()] {
            others[usize::from(other)] += u64::from(count);
            if group != NONE {
                counts[usize::from(other)][usize::from(group)] += u64::from(count);
            }
        }
    }
    let all: u64 = others.iter().sum();
    let of_group = |group: usize| counts.iter().map(|row| row[group]).sum::<u64>();
    let sums: Vec<i64> = (0..GROUPS).map(|group| log2((of_group(group) + PRIOR) * all)).collect();
    let row = |other: usize| std::array::from_fn(|group| (log2(counts[other][group] * all + PRIOR * others[other]) - sums[group]) as f32);
    (0..GROUPS).map(row).collect()
}
