//! Whether a page tells a source's points one by one, in their order, in other words.
//!
//! Who retells a text keeps its names and numbers and adds few of his own, and his sentences come in the order of the source's.
//! Independent reports of one event have each their own people and figures, and their own order. These two things are measured on the
//! sentences that are not word for word the source's: docs/decisions/verdict-follows.md has what else was tried, and the figures.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::Match;
use crate::align::{Known, Page, Run};
use wherefrom_pack::Source;
use wherefrom_text::fingerprint::Places;
use wherefrom_text::order;
use wherefrom_text::stems::{NONE, Stems};
use wherefrom_text::{Flags, Words};

/// How a page follows a source.
#[derive(Debug, Clone, PartialEq)]
pub struct Follows {
    /// Sentences of the source that the page tells.
    pub sentences: usize,
    /// All sentences of the source.
    pub of: usize,
    /// Of those that are told, the most that are told in the source's order.
    pub in_order: usize,
    /// A block of the page and one of the source of which it tells a sentence; each pair once, in the order of the page.
    pub pairs: Vec<(u32, u32)>,
    /// How much speaks for it.
    closeness: f32,
}

/// What is asked of the weighed share of names and numbers and of the order together. Of 300 pairs of independent reports of one event
/// 2 have more, and 18 of 20 heavy rewritings.
const LEAST: f32 = 2.7;
/// What the share of names and numbers weighs against the order; both are 1 at most.
const NAMES: f32 = 3.0;
/// A page without so much order tells the points in one of its own, whatever names it has.
const MIN_ORDER: f32 = 0.15;
/// A page that tells less in its own words may agree with a source by chance.
const MIN_SENTENCES: usize = 7;
const MIN_NAMES: usize = 12;
/// A text of more sentences is no news article, and all pairs of them would take long.
const MAX_SENTENCES: usize = 400;
/// A page with more of its words word for word in the source does not tell it in other words.
const MAX_VERBATIM: f32 = 0.6;
/// So much of the source's names and numbers the page has: a short page has most of its own in any long text on its subject.
const MIN_SOURCE_NAMES: f32 = 0.33;
/// So many sentences stand in blocks that have anything to do with the source. Texts of one template have half or less.
const MIN_KEPT: f32 = 0.55;

/// A sentence with fewer content words tells nothing that could be compared.
const MIN_TERMS: usize = 3;
/// Words in a row that two writers do not choose alike.
const RUN: usize = 6;
/// A sentence with so much of it in such runs is the source's.
const VERBATIM: f32 = 0.9;
/// Formulas are in all reports.
const FORMULA: f32 = 0.4;
/// Words in more sentences of the source tell none of them.
const MAX_PLACES: usize = 64;
/// Added to the weights of both sentences, so that two shared words of two short ones are not much.
const SMOOTHING: f32 = 4.0;
/// Of two sentences that are so much alike one tells the other.
const TOLD: f32 = 0.08;
/// A block without a sentence so much alike and with less of its names in the source is the page's own.
const OWN_BLOCK: f32 = 0.2;
const OWN_NAMES: f32 = 0.25;

/// The names and numbers of a page, each once.
pub struct Names {
    keys: Vec<u32>,
    known: Known,
}

impl Names {
    pub fn of(page: &Page<'_>) -> Names {
        let given = |at: &usize| page.words.flags[*at].has(GIVEN) && page.first[*at] as usize == *at;
        let mut keys: Vec<u32> = (0..page.words.len()).filter(given).map(|at| page.words.keys[at]).collect();
        order::sort_numbers(&mut keys);
        Names { known: Known::of(keys.iter().copied()), keys }
    }

    /// Whether a source, by the keys of its words, has enough of them to be followed. Few texts on other things have.
    pub fn may_be_of(&self, source: &[u32]) -> bool {
        if self.keys.len() < MIN_NAMES / 2 {
            return false;
        }
        let mut found = vec![false; self.keys.len()];
        for key in source.iter().filter(|key| self.known.has(**key)) {
            if let Ok(at) = self.keys.binary_search(key) {
                found[at] = true;
            }
        }
        let count = found.into_iter().filter(|found| *found).count();
        // A page's own paragraphs have others, and names that it writes in another form are not found by their keys.
        count >= MIN_NAMES / 2 && 2 * count >= self.keys.len()
    }
}

const GIVEN: Flags = Flags(Flags::NAME.0 | Flags::NUMBER.0);

/// Of sources that are followed those that are so much less than the one that is most are its likes: texts of one template, say.
const LESS: f32 = 0.15;

/// Leaves those that a page follows most closely.
pub fn closest(matches: &mut [Match]) {
    let most = matches.iter().filter_map(|m| Some(m.follows.as_ref()?.closeness)).fold(0.0, f32::max);
    for of in matches {
        of.follows.take_if(|follows| follows.closeness < most - LESS);
    }
}

/// A sentence by its number, and the one of the other text that is most like it, with how much.
type Best = (usize, Option<(usize, f32)>);

/// How a page follows a source; `None` where it does not, or cannot be known to.
pub fn follows(page: &Page<'_>, source: &Source) -> Option<Follows> {
    let verbatim = verbatim(page, &source.words);
    let words = page.words.len();
    if verbatim.iter().filter(|v| **v).count() as f32 >= MAX_VERBATIM * words as f32 {
        return None;
    }
    let (ours, theirs) = (page.stems(), source.stems()?);
    let mut terms = Terms::default();
    let on_page = terms.sentences(page.words, ours, |term| &mut term.page);
    let in_source = terms.sentences(&source.words, theirs, |term| &mut term.source);
    if on_page.len().max(in_source.len()) > MAX_SENTENCES {
        return None;
    }
    let weights = terms.weights();
    let is_verbatim = |s: &Range<usize>| verbatim[s.clone()].iter().filter(|v| **v).count() as f32 >= VERBATIM * s.len() as f32;
    let alike = Alike::of(&terms, &weights, &on_page, &in_source);
    let own = (0..on_page.len()).filter(|&at| on_page[at].terms.len() >= MIN_TERMS && !is_verbatim(&on_page[at].words));
    let own: Vec<Best> = own.map(|at| (at, alike.by_page[at])).collect();
    if own.len() < MIN_SENTENCES {
        return None;
    }
    let sum = |terms: &mut dyn Iterator<Item = &u32>| terms.map(|&term| weights[term as usize]).sum::<f32>();
    let names = |of: &[Best]| {
        let mut names: Vec<u32> =
            of.iter().flat_map(|(at, _)| &on_page[*at].terms).copied().filter(|t| terms.all[*t as usize].given).collect();
        order::sort_numbers(&mut names);
        names.dedup();
        names
    };
    let is_shared = |term: &&u32| terms.all[**term as usize].page > 0 && terms.all[**term as usize].source > 0;
    let share = |names: &[u32]| sum(&mut names.iter().filter(is_shared)) / sum(&mut names.iter()).max(f32::MIN_POSITIVE);
    if names(&own).len() < MIN_NAMES {
        return None;
    }
    let given = |term: &u32| terms.all[*term as usize].given && terms.all[*term as usize].source > 0;
    let their_names: Vec<u32> = (0..terms.all.len() as u32).filter(given).collect();
    if share(&their_names) < MIN_SOURCE_NAMES {
        return None;
    }
    let is_own = |block: &&[Best]| {
        let names = names(block);
        let most = block.iter().filter_map(|(_, best)| Some(best.as_ref()?.1)).fold(0.0, f32::max);
        !names.is_empty() && share(&names) < OWN_NAMES && most < OWN_BLOCK
    };
    let blocks = own.chunk_by(|a, b| on_page[a.0].block == on_page[b.0].block).filter(|block| !is_own(block));
    let kept: Vec<Best> = blocks.flatten().copied().collect();
    let in_order: Vec<usize> = own.iter().filter_map(|(_, best)| Some(best.as_ref()?.0)).collect();
    let order = agreement(&in_order);
    let closeness = NAMES * share(&names(&kept)) + order;
    if (kept.len() as f32) < MIN_KEPT * own.len() as f32 || order < MIN_ORDER || closeness < LEAST {
        return None;
    }
    Some(told(&on_page, &in_source, &alike, source, closeness))
}

/// Of every word of the page whether it stands in a run that the source has.
fn verbatim(page: &Page<'_>, source: &Words) -> Vec<bool> {
    let mut verbatim = vec![false; page.words.len()];
    let runs = page.keys().runs(&source.keys);
    runs.iter().filter(|run| run.len >= RUN).for_each(|run: &Run| verbatim[run.page..run.page_end()].fill(true));
    verbatim
}

/// A content word of both texts.
#[derive(Default)]
struct Term {
    /// Sentences of each that have it.
    page: u32,
    source: u32,
    /// A name or a number, for either.
    given: bool,
    formula: bool,
}

#[derive(Default)]
struct Terms {
    numbers: FxHashMap<u32, u32>,
    all: Vec<Term>,
}

struct Sentence {
    words: Range<usize>,
    block: u32,
    /// Each once, in the order of their numbers.
    terms: Vec<u32>,
}

impl Terms {
    fn sentences(&mut self, words: &Words, stems: &Stems, count: impl Fn(&mut Term) -> &mut u32) -> Vec<Sentence> {
        let mut sentences = Vec::new();
        let mut from = 0;
        for to in words.sentence_ends() {
            let range = std::mem::replace(&mut from, to)..to;
            let mut terms = Vec::new();
            for at in range.clone().filter(|&at| stems.ids[at] != NONE) {
                let number = *self.numbers.entry(stems.ids[at]).or_insert(self.all.len() as u32);
                if number as usize == self.all.len() {
                    self.all.push(Term::default());
                }
                let term = &mut self.all[number as usize];
                term.given |= words.flags[at].has(GIVEN);
                term.formula |= words.flags[at].has(Flags::FORMULA);
                terms.push(number);
            }
            order::sort_numbers(&mut terms);
            terms.dedup();
            terms.iter().for_each(|&term| *count(&mut self.all[term as usize]) += 1);
            sentences.push(Sentence { block: words.blocks[range.start], words: range, terms });
        }
        sentences
    }

    /// Words of few sentences tell which one it is. How rare a word is elsewhere is not asked: a page is also compared with one source.
    fn weights(&self) -> Vec<f32> {
        let weight = |t: &Term| if t.formula { FORMULA } else { 1.0 } / (t.page.max(t.source) as f32).sqrt();
        self.all.iter().map(weight).collect()
    }
}

/// Which sentence is most like which, and how much.
struct Alike {
    by_page: Vec<Option<(usize, f32)>>,
    by_source: Vec<Option<(usize, f32)>>,
}

impl Alike {
    fn of(terms: &Terms, weights: &[f32], page: &[Sentence], source: &[Sentence]) -> Alike {
        let norm = |s: &Sentence| (SMOOTHING + s.terms.iter().map(|&t| weights[t as usize]).sum::<f32>()).sqrt();
        let norms: Vec<f32> = source.iter().map(norm).collect();
        let all: Vec<u32> = source.iter().flat_map(|s| s.terms.iter().copied()).collect();
        let places = Places::of(&all);
        let sentence_of: Vec<u32> = (0..).zip(source).flat_map(|(number, s)| std::iter::repeat_n(number, s.terms.len())).collect();
        let mut alike = Alike { by_page: vec![None; page.len()], by_source: vec![None; source.len()] };
        let (mut shared, mut touched) = (vec![0.0f32; source.len()], Vec::new());
        for (number, sentence) in page.iter().enumerate().filter(|(_, s)| s.terms.len() >= MIN_TERMS) {
            let norm = norm(sentence);
            for &term in sentence.terms.iter().filter(|&&t| (1..=MAX_PLACES as u32).contains(&terms.all[t as usize].source)) {
                let weight = weights[term as usize] / (terms.all[term as usize].source as f32).sqrt();
                for at in places.get(term) {
                    let other = sentence_of[at as usize] as usize;
                    if shared[other] == 0.0 {
                        touched.push(other);
                    }
                    shared[other] += weight;
                }
            }
            order::sort_by(&mut touched, Ord::cmp);
            for other in touched.drain(..) {
                let like = std::mem::take(&mut shared[other]) / norm / norms[other];
                let best = |of: &Option<(usize, f32)>| of.is_none_or(|(_, most)| like > most);
                if best(&alike.by_page[number]) {
                    alike.by_page[number] = Some((other, like));
                }
                if best(&alike.by_source[other]) {
                    alike.by_source[other] = Some((number, like));
                }
            }
        }
        alike
    }
}

/// How far numbers rise: Kendall's rank correlation, less where there are few.
fn agreement(numbers: &[usize]) -> f32 {
    let count = numbers.len();
    if count < 3 {
        return 0.0;
    }
    let pairs = (0..count).flat_map(|a| (a + 1..count).map(move |b| (numbers[a], numbers[b])));
    let rising: i32 = pairs.map(|(a, b)| i32::from(b > a) - i32::from(b < a)).sum();
    rising as f32 / (count * (count - 1) / 2) as f32 * count as f32 / (count + 3) as f32
}

fn told(on_page: &[Sentence], in_source: &[Sentence], alike: &Alike, source: &Source, closeness: f32) -> Follows {
    let counts = |s: &Sentence| s.terms.len() >= MIN_TERMS && !source.blocks[s.block as usize].furniture;
    let by = in_source.iter().zip(&alike.by_source).filter(|(s, _)| counts(s));
    let told = by.clone().filter_map(|(s, best)| best.filter(|(_, like)| *like >= TOLD).map(|(at, _)| (at, s.block)));
    let told: Vec<(usize, u32)> = told.collect();
    let mut pairs: Vec<(u32, u32)> = told.iter().map(|&(at, block)| (on_page[at].block, block)).collect();
    order::sort_pairs(&mut pairs);
    pairs.dedup();
    Follows { sentences: told.len(), of: by.count(), in_order: longest_rising(told.iter().map(|(at, _)| *at)), pairs, closeness }
}

/// How many numbers at most, one after the other, never fall.
fn longest_rising(numbers: impl Iterator<Item = usize>) -> usize {
    // The least number that a row of each length ends with.
    let mut ends: Vec<usize> = Vec::new();
    for number in numbers {
        let at = ends.partition_point(|&end| end <= number);
        if at == ends.len() { ends.push(number) } else { ends[at] = number }
    }
    ends.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_is_what_rises() {
        assert_eq!(agreement(&[4, 9]), 0.0);
        assert!(agreement(&[0, 1, 3, 4, 6, 7, 9]) > 0.6);
        assert!(agreement(&[9, 7, 6, 4, 3, 1, 0]) < -0.6);
        assert!(agreement(&[0, 1, 2]) < agreement(&[0, 1, 2, 3, 4, 5]));
        assert_eq!(longest_rising([3, 1, 1, 2, 0, 5].into_iter()), 4);
    }

    #[test]
    fn a_text_is_followed_by_no_copy_of_it_and_by_no_short_page() {
        let told = |n: usize| format!("Anna Riis{n} told Karl Voss{n} of {n} sheep near Port Elm{n}.");
        let text = (1..=9).map(told).collect::<Vec<_>>();
        let asked = |page: &[String]| {
            let lines: Vec<&str> = page.iter().map(String::as_str).collect();
            let some: Vec<Option<&str>> = lines.iter().map(|line| Some(*line)).collect();
            let words = wherefrom_text::words::read(&some, None);
            let blocks = words.block_ranges(lines.len());
            let page = Page::new(&words, &blocks, &lines);
            let theirs: Vec<(&str, bool)> = text.iter().map(|line| (line.as_str(), false)).collect();
            follows(&page, &Source::from_blocks(Default::default(), &theirs))
        };
        let retold =
            |n: usize| format!("Near Port Elm{n} the sheep, {n} altogether, were what Karl Voss{n} heard about from Anna Riis{n}.");
        let retold: Vec<String> = (1..=9).map(retold).collect();
        let found = asked(&retold).expect("it is followed");
        assert_eq!((found.sentences, found.of, found.in_order), (9, 9, 9));
        assert_eq!(found.pairs, (0..9).map(|n| (n, n)).collect::<Vec<_>>());
        assert_eq!(asked(&text), None);
        assert_eq!(asked(&retold[..6]), None);
        let backwards: Vec<String> = retold.iter().rev().cloned().collect();
        assert_eq!(asked(&backwards), None);
    }
}
