//! What words in a row have to be to count for more than chance: by their number, by what they are, and by how much of their
//! sentences they leave to the page.

use std::ops::Range;

use wherefrom_text::{Flags, Words, order};

use super::Passage;

/// So many words in a row are no chance.
pub const LONG_RUN: f32 = 12.0;
/// What is asked of shorter runs.
pub struct Demand {
    /// Their part of the words of their sentences.
    pub share: f32,
    /// Words of theirs that are neither function words nor names nor formulas.
    pub substance: f32,
}
pub const RELATED: Demand = Demand { share: 0.45, substance: 2.0 };
/// Between texts on different topics.
const UNRELATED: Demand = Demand { share: 0.8, substance: 5.0 };
/// A quotation of so many words is found even where nothing else is shared.
const QUOTATION_WORDS: usize = 5;
/// Texts are on one topic if they have this part of their content words in common beside their passages: reports of one
/// event have 0.2 and more, texts on different ones 0 to 0.1.
const TOPIC: f32 = 0.15;
/// With fewer content words beside the passages the topics cannot be told, and count as one.
const TOPIC_WORDS: usize = 12;

/// What is asked of texts that are on one topic or not.
pub fn demand(on_one_topic: bool) -> &'static Demand {
    if on_one_topic { &RELATED } else { &UNRELATED }
}

/// Whether passages of one block share more than chance would.
pub fn is_more(words: &Words, passages: &[Passage], demand: &Demand) -> bool {
    let flags = &words.flags;
    let runs = || passages.iter().flat_map(|p| &p.runs).map(|r| r.page..r.page_end());
    if runs().any(|r| is_quotation(flags, r)) {
        return true;
    }
    if runs().map(|r| length(flags, r, is_substance)).sum::<f32>() < demand.substance {
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
    shared as f32 >= demand.share * touched as f32
}

/// Words, counting those that `counts` says; a character of a script without spaces is half a word.
pub fn length(flags: &[Flags], range: Range<usize>, counts: impl Fn(Flags) -> bool) -> f32 {
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

/// By how many content words both have, and how many the text with fewer.
pub fn is_one_topic(shared: usize, fewest: usize) -> bool {
    fewest < TOPIC_WORDS || shared as f32 >= TOPIC * fewest as f32
}

/// Whether a word tells of the topic.
pub fn is_content(flags: Flags) -> bool {
    !flags.has(Flags(Flags::FUNCTION.0 | Flags::FORMULA.0 | Flags::NUMBER.0))
}
