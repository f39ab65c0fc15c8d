//! How often words come, and follow each other.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use wherefrom_pack::Source;

/// Taken off each count of a pair, for the pairs that were never seen (Ney, Essen, Kneser 1994).
const DISCOUNT: f32 = 0.75;
/// Added to each word's count, since words of the dictionary may not have been seen.
const ADDED: f32 = 0.2;

/// Words are numbers, the most frequent first.
pub struct Statistics {
    pub keys: Vec<u32>,
    /// How likely each word is.
    pub likely: Vec<f32>,
    /// What is left of each word's followers for those not seen.
    pub unseen: Vec<f32>,
    /// Of each word those seen behind it and how likely each is, the likeliest first.
    followers: Vec<Vec<(u32, f32)>>,
    /// Of each key its share of the whole corpus.
    shares: FxHashMap<u32, f64>,
}

impl Statistics {
    /// A dictionary of all words, with what is learnt of some of the documents.
    pub fn of(sources: &[Arc<Source>], learn: impl Fn(usize) -> bool) -> Statistics {
        let mut all: FxHashMap<u32, (u32, u32)> = FxHashMap::default();
        for (number, source) in sources.iter().enumerate() {
            for &key in &source.words.keys {
                let counts = all.entry(key).or_default();
                counts.0 += 1;
                counts.1 += u32::from(learn(number));
            }
        }
        let mut ranked: Vec<(u32, (u32, u32))> = all.into_iter().collect();
        ranked.sort_unstable_by_key(|&(key, (_, seen))| (u32::MAX - seen, key));
        let words: f64 = ranked.iter().map(|(_, (all, _))| f64::from(*all)).sum();
        let seen: f32 = ranked.iter().map(|(_, (_, seen))| *seen as f32 + ADDED).sum();
        let numbers: FxHashMap<u32, u32> = ranked.iter().zip(0..).map(|((key, _), number)| (*key, number)).collect();
        let mut pairs: Vec<FxHashMap<u32, u32>> = vec![FxHashMap::default(); ranked.len()];
        for source in sources.iter().enumerate().filter(|(number, _)| learn(*number)).map(|(_, source)| source) {
            for pair in source.words.keys.windows(2) {
                *pairs[numbers[&pair[0]] as usize].entry(numbers[&pair[1]]).or_default() += 1;
            }
        }
        let mut unseen = Vec::with_capacity(pairs.len());
        let mut followers = Vec::with_capacity(pairs.len());
        for counts in pairs {
            let total: u32 = counts.values().sum();
            unseen.push(if total == 0 { 1.0 } else { DISCOUNT * counts.len() as f32 / total as f32 });
            let mut list: Vec<(u32, f32)> =
                counts.into_iter().map(|(word, count)| (word, (count as f32 - DISCOUNT) / total as f32)).collect();
            list.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            followers.push(list);
        }
        Statistics {
            keys: ranked.iter().map(|(key, _)| *key).collect(),
            likely: ranked.iter().map(|(_, (_, count))| (*count as f32 + ADDED) / seen).collect(),
            unseen,
            followers,
            shares: ranked.iter().map(|(key, (all, _))| (*key, f64::from(*all) / words)).collect(),
        }
    }

    pub fn most_frequent(&self) -> u32 {
        self.keys.first().copied().unwrap_or(0)
    }

    pub fn share(&self, key: u32) -> f64 {
        self.shares.get(&key).copied().unwrap_or(0.0)
    }

    pub fn followers(&self, word: u32) -> &[(u32, f32)] {
        &self.followers[word as usize]
    }
}
