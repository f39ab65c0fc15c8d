//! Passages that are shared by chance: what two texts have in common though neither draws on the other.
//!
//! A name with its office, an address, a proverb, the phrases in which courts, weather and matches are told. They have
//! few words in a row and leave most of their sentence to the page. Between texts on different topics, where nothing
//! else speaks for a common origin, more is asked.

use std::ops::Range;

use super::rules::{drop_lone, is_one_run};
use super::{Article, Match};
use crate::align::Passage;
use crate::distinct::Distinct;
use crate::order;
use crate::text::{Flags, Words};

/// So many words in a row are no chance.
const LONG_RUN: f32 = 12.0;
/// What is asked of shorter runs.
pub struct Asked {
    /// Their part of the words of their sentences.
    pub share: f32,
    /// Words of theirs that are neither function words nor names nor formulas.
    pub substance: f32,
}
const RELATED: Asked = Asked { share: 0.45, substance: 2.0 };
/// Between texts on different topics.
const UNRELATED: Asked = Asked { share: 0.8, substance: 5.0 };
/// A quotation of so many words is found even where nothing else is shared.
const QUOTATION_WORDS: usize = 5;
/// Texts are on one topic if they have this part of their content words in common beside their passages: reports of one
/// event have 0.2 and more, texts on different ones 0 to 0.1.
const TOPIC: f32 = 0.15;
/// With fewer content words beside the passages the topics cannot be told, and count as one.
const TOPIC_WORDS: usize = 12;

/// What is asked of texts that are on one topic or not.
pub fn asked(on_one_topic: bool) -> &'static Asked {
    if on_one_topic { &RELATED } else { &UNRELATED }
}

/// Takes out the passages of blocks that share too little to be more than chance. Quotations stay, and a block beside
/// one that stands, where the source's are neighbours too, is judged as one on the same topic.
pub fn drop_chance(article: &Article<'_>, matches: &mut [Match]) {
    for candidate in matches {
        let asked = asked(on_one_topic(article.words, candidate));
        let is_weak = |at: usize, asked: &Asked| {
            let passages = candidate.in_block(&article.blocks[at]);
            !passages.is_empty() && !is_more(article.words, passages, asked)
        };
        let weak: Vec<bool> = (0..article.blocks.len()).map(|at| is_weak(at, asked)).collect();
        let held: Vec<bool> = (0..article.blocks.len())
            .map(|at| is_one_run(candidate.in_block(&article.blocks[at]), &article.blocks[at]) || !is_weak(at, &RELATED))
            .collect();
        drop_lone(article, candidate, weak, |at| held[at]);
    }
}

/// Whether passages of one block share more than chance would.
pub fn is_more(words: &Words, passages: &[Passage], asked: &Asked) -> bool {
    let flags = &words.flags;
    let runs = || passages.iter().flat_map(|p| &p.runs).map(|r| r.page..r.page_end());
    if runs().any(|r| is_quotation(flags, r)) {
        return true;
    }
    if runs().map(|r| length(flags, r, is_substance)).sum::<f32>() < asked.substance {
        return false;
    }
    if runs().any(|r| is_long(flags, r)) {
        return true;
    }
    let mut sentences: Vec<Range<usize>> = runs().map(|r| words.sentence(r.start).start..words.sentence(r.end - 1).end).collect();
    order::sort_by_key(&mut sentences, |s| (s.start, s.end));
    sentences.dedup();
    let mut end = 0;
    let touched: usize = sentences
        .iter()
        .map(|s| {
            let fresh = s.end.saturating_sub(s.start.max(end));
            end = end.max(s.end);
            fresh
        })
        .sum();
    let shared: usize = runs().map(|r| r.len()).sum();
    shared as f32 >= asked.share * touched as f32
}

/// Words, counting those that `counts` says; a character of a script without spaces is half a word.
fn length(flags: &[Flags], range: Range<usize>, counts: impl Fn(Flags) -> bool) -> f32 {
    flags[range].iter().filter(|f| counts(**f)).map(|f| if f.has(Flags::SYLLABLE) { 0.5 } else { 1.0 }).sum()
}

pub fn is_substance(flags: Flags) -> bool {
    !flags.has(Flags(Flags::FUNCTION.0 | Flags::FORMULA.0 | Flags::NAME.0))
}

/// Whether equal words in a row are no chance by their number alone.
pub fn is_long_run(flags: &[Flags], run: Range<usize>) -> bool {
    is_quotation(flags, run.clone()) || is_long(flags, run)
}

fn is_long(flags: &[Flags], run: Range<usize>) -> bool {
    length(flags, run, |f| !f.has(Flags::FORMULA)) >= LONG_RUN
}

fn is_quotation(flags: &[Flags], run: Range<usize>) -> bool {
    flags[run].iter().filter(|f| f.has(Flags::QUOTED)).count() >= QUOTATION_WORDS
}

/// Whether page and source have content words in common beside their passages. Text-free sources cannot tell, since one of
/// their short keys stands for many words: there the passages have to be more than one phrase. That leaves half as many blocks marked
/// that have no source (37 for 68 on a thousand pages), and misses as many more (150 for 123) of 1,900 modified ones.
fn on_one_topic(page: &Words, candidate: &Match) -> bool {
    let source = &candidate.source;
    if source.text_free {
        return candidate.shared() as f32 >= LONG_RUN;
    }
    let mut on_page = vec![false; page.len()];
    candidate.passages.iter().flat_map(|p| &p.runs).for_each(|r| on_page[r.page..r.page_end()].fill(true));
    let ours = content(page, &on_page);
    let theirs = content(&source.words, &candidate.used());
    is_one_topic(ours.shared(&theirs), ours.len().min(theirs.len()))
}

/// By how many content words both have, and how many the text with fewer.
pub fn is_one_topic(shared: usize, fewest: usize) -> bool {
    fewest < TOPIC_WORDS || shared as f32 >= TOPIC * fewest as f32
}

/// Whether a word tells of the topic.
pub fn is_content(flags: Flags) -> bool {
    !flags.has(Flags(Flags::FUNCTION.0 | Flags::FORMULA.0 | Flags::NUMBER.0))
}

/// The different content words outside passages.
fn content(words: &Words, in_passages: &[bool]) -> Distinct {
    let outside = (0..words.len()).filter(|&at| !in_passages[at] && is_content(words.flags[at]));
    Distinct::of(outside.map(|at| words.keys[at]), words.len())
}
