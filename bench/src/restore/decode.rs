//! The likeliest words behind the hashes of a document: a hidden Markov model over word pairs, decoded by forward and
//! backward sums (Baum, Petrie, Soules, Weiss 1970) over the likeliest beginnings.

use rustc_hash::{FxHashMap, FxHashSet};
use wherefrom_pack::postings::TEXT_FREE_KEY_BITS;
use wherefrom_text::fingerprint::{self, K, WINDOW};

use super::statistics::Statistics;

/// What is known of a document.
pub struct Known<'a> {
    /// At each word the hash of so many words from there on, and its bits.
    pub hashes: &'a [u32],
    pub of: usize,
    pub bits: u32,
    /// None: they are not looked at.
    pub fingerprints: &'a FxHashSet<u32>,
}

/// Followers of a word that are tried, and frequent words that were not seen behind it.
const FOLLOWERS: usize = 400;
const FREQUENT: usize = 150;
/// Frequent words tried at the beginning.
const FIRST: usize = 2000;
/// One 5-gram in three is among the fingerprints.
const SELECTED: f32 = 0.34;
/// What it costs a text in natural logarithms that none of so many successive 5-grams is there, which cannot be.
const IMPOSSIBLE: f32 = 6.0;
/// Beginnings less likely than the best by more than e to this are let go.
const LEAST: f32 = 16.0;

/// Where there is no word yet.
const NONE: u32 = u32::MAX;

/// The last words of a beginning, all that what follows depends on.
type Last = [u32; K - 1];

#[derive(Clone)]
struct Beginning {
    last: Last,
    /// Logarithm of how likely all beginnings with these last words are.
    likely: f32,
    /// 5-grams since the last one among the fingerprints.
    missed: usize,
}

/// A beginning goes on to another: their numbers, and how likely that is.
type Step = (u32, u32, f32);

/// For every place the key of the word that is likeliest to stand there.
pub fn restore(statistics: &Statistics, known: &Known<'_>, width: usize) -> Vec<u32> {
    let start = Beginning { last: [NONE; K - 1], likely: 0.0, missed: 0 };
    let mut layers: Vec<(Vec<Beginning>, Vec<Step>)> = vec![(vec![start], Vec::new())];
    for place in 0..known.hashes.len() {
        let before = &layers[place].0;
        layers.push(go_on(statistics, known, place, before, width));
    }
    // How likely the rest of the document is behind each beginning.
    let mut rest = vec![0.0; layers[known.hashes.len()].0.len()];
    let mut words = vec![0; known.hashes.len()];
    for place in (0..known.hashes.len()).rev() {
        let (beginnings, steps) = &layers[place + 1];
        words[place] = likeliest(statistics, beginnings, &rest);
        let mut earlier = vec![f32::NEG_INFINITY; layers[place].0.len()];
        for &(from, to, likely) in steps {
            let of = &mut earlier[from as usize];
            *of = add(*of, likely + rest[to as usize]);
        }
        if steps.is_empty() {
            earlier.fill(0.0);
        }
        let most = earlier.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        rest = earlier.into_iter().map(|of| of - most).collect();
    }
    words
}

fn likeliest(statistics: &Statistics, beginnings: &[Beginning], rest: &[f32]) -> u32 {
    let mut words: FxHashMap<u32, f32> = FxHashMap::default();
    for (beginning, rest) in beginnings.iter().zip(rest) {
        let of = words.entry(beginning.last[K - 2]).or_insert(f32::NEG_INFINITY);
        *of = add(*of, beginning.likely + rest);
    }
    let best = words.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
    best.and_then(|(word, _)| statistics.keys.get(word as usize).copied()).unwrap_or(0)
}

/// The logarithm of a sum.
fn add(a: f32, b: f32) -> f32 {
    let (more, less) = (a.max(b), a.min(b));
    if less == f32::NEG_INFINITY { more } else { more + (less - more).exp().ln_1p() }
}

/// The beginnings with one word more that fit what is known, the likeliest `width`.
fn go_on(statistics: &Statistics, known: &Known<'_>, place: usize, before: &[Beginning], width: usize) -> (Vec<Beginning>, Vec<Step>) {
    // With this word a hash is known that begins so many words before.
    let hash = (place + 1).checked_sub(known.of).map(|from| known.hashes[from]);
    let remembered = if known.fingerprints.is_empty() { known.of.saturating_sub(1).max(1) } else { K - 1 };
    let gain = (SELECTED * 2f32.powi(TEXT_FREE_KEY_BITS as i32) / known.fingerprints.len().max(1) as f32).ln();
    let mut numbers: FxHashMap<Last, u32> = FxHashMap::default();
    let mut found: Vec<Beginning> = Vec::new();
    let mut steps: Vec<Step> = Vec::new();
    for (from, beginning) in (0..).zip(before) {
        let mut reach = |word: u32, likely: f32| {
            let mut gram = [NONE; K];
            gram[..K - 1].copy_from_slice(&beginning.last);
            gram[K - 1] = word;
            let fits = hash.is_none_or(|hash| gram[K - known.of] != NONE && hash_of(statistics, &gram[K - known.of..], known.bits) == hash);
            if !fits {
                return;
            }
            let (mut likely, mut missed) = (likely.ln(), beginning.missed);
            if !known.fingerprints.is_empty() && gram[0] != NONE {
                let key = hash_of(statistics, &gram, TEXT_FREE_KEY_BITS);
                missed = if known.fingerprints.contains(&key) { 0 } else { missed + 1 };
                likely += if missed == 0 { gain } else { (1.0 - SELECTED).ln() };
                likely -= if missed >= WINDOW { IMPOSSIBLE } else { 0.0 };
            }
            let mut last: Last = [NONE; K - 1];
            last.copy_from_slice(&gram[1..]);
            let mut same = last;
            same[..K - 1 - remembered].fill(NONE);
            let to = *numbers.entry(same).or_insert_with(|| {
                found.push(Beginning { last, likely: f32::NEG_INFINITY, missed });
                found.len() as u32 - 1
            });
            let of = &mut found[to as usize];
            of.likely = add(of.likely, beginning.likely + likely);
            steps.push((from, to, likely));
        };
        let last = beginning.last[K - 2];
        if last == NONE {
            (0..statistics.keys.len().min(FIRST)).for_each(|word| reach(word as u32, statistics.likely[word]));
            continue;
        }
        let unseen = statistics.unseen[last as usize];
        let followers = statistics.followers(last).iter().take(FOLLOWERS);
        followers.for_each(|&(word, likely)| reach(word, likely + unseen * statistics.likely[word as usize]));
        // Some of these are followers too: counted twice, they are no less likely for it.
        (0..statistics.keys.len().min(FREQUENT)).for_each(|word| reach(word as u32, unseen * statistics.likely[word]));
    }
    if found.is_empty() {
        // Nothing that was kept fits: it begins anew.
        let anew = |word: usize| Beginning { last: [NONE, NONE, NONE, word as u32], likely: statistics.likely[word].ln(), missed: 0 };
        return ((0..statistics.keys.len().min(width)).map(anew).collect(), Vec::new());
    }
    keep(found, steps, width)
}

fn keep(found: Vec<Beginning>, steps: Vec<Step>, width: usize) -> (Vec<Beginning>, Vec<Step>) {
    let mut order: Vec<u32> = (0..found.len() as u32).collect();
    order.sort_unstable_by(|&a, &b| found[b as usize].likely.total_cmp(&found[a as usize].likely));
    order.truncate(width);
    let most = order.first().map_or(0.0, |&first| found[first as usize].likely);
    let mut numbers = vec![NONE; found.len()];
    let mut kept = Vec::with_capacity(order.len());
    for at in order {
        let beginning = &found[at as usize];
        if most - beginning.likely <= LEAST {
            numbers[at as usize] = kept.len() as u32;
            kept.push(Beginning { likely: beginning.likely - most, ..beginning.clone() });
        }
    }
    let renumbered = steps.into_iter().map(|(from, to, likely)| (from, numbers[to as usize], likely));
    (kept, renumbered.filter(|(_, to, _)| *to != NONE).collect())
}

/// The upper bits of the hash of these words: of a word's own, or of a phrase's.
fn hash_of(statistics: &Statistics, words: &[u32], bits: u32) -> u32 {
    let mut keys = [0; K];
    words.iter().zip(&mut keys).for_each(|(word, key)| *key = statistics.keys[*word as usize]);
    let hash = if let [_] = words { keys[0] } else { fingerprint::hash(&keys[..words.len()]) };
    hash >> (32 - bits)
}
