//! Where a section begins and ends.

use std::ops::Range;

use super::Draft;
use super::evidence::{Evidence, Side};
use crate::align::budget::Budget;
use wherefrom_text::Words;

/// Lets a verbatim section run on over equal words, across block borders.
pub fn run_on(page: &Words, source: &Words, draft: &mut Draft) {
    let before = page.keys[..draft.page.start].iter().rev().zip(source.keys[..draft.source.start].iter().rev());
    let more = before.take_while(|(a, b)| a == b).count();
    (draft.page.start, draft.source.start) = (draft.page.start - more, draft.source.start - more);
    let after = page.keys[draft.page.end..].iter().zip(&source.keys[draft.source.end..]);
    let more = after.take_while(|(a, b)| a == b).count();
    (draft.page.end, draft.source.end) = (draft.page.end + more, draft.source.end + more);
}

/// At a border a sentence of three parts in ten shared words is more likely in than out: this share of its words is
/// expected to be there. 0.25, 0.3 and 0.4 give PlagDet 0.937, 0.938 and 0.937.
const RELATED: f32 = 0.3;
/// Of a longer other side so many words count: what a sentence tells stands in a part of it, and in a long text every
/// word stands somewhere.
const MAX_LENGTH: usize = 300;
/// A whole sentence beyond a border is taken in from this gain on, in nats.
const TAKEN_IN: f32 = 2.0;

/// Moves the borders of both sides to sentences: one that the border cuts is in or out by what it adds, then whole
/// sentences beyond it are taken in, and those at the edge that add nothing are left.
pub fn to_sentences(evidence: &Evidence, page: &Words, source: &Words, draft: &mut Draft, budget: &Budget<'_>) {
    let on_page = Borders { evidence, words: page, side: &evidence.page, other: &evidence.source, fixed: draft.source.clone(), budget };
    draft.page = on_page.of(&draft.page);
    let on_source = Borders { evidence, words: source, side: &evidence.source, other: &evidence.page, fixed: draft.page.clone(), budget };
    draft.source = on_source.of(&draft.source);
}

struct Borders<'a> {
    evidence: &'a Evidence,
    words: &'a Words,
    side: &'a Side,
    other: &'a Side,
    /// The section's other side.
    fixed: Range<usize>,
    budget: &'a Budget<'a>,
}

impl Borders<'_> {
    fn of(&self, range: &Range<usize>) -> Range<usize> {
        let first = self.words.sentence(range.start);
        let last = self.words.sentence(range.end - 1);
        if first == last {
            return first;
        }
        let start = if self.gain(&first, &(first.end..range.end)) > 0.0 { first.start } else { first.end };
        let end = if self.gain(&last, &(start..last.start.max(start))) > 0.0 { last.end } else { last.start };
        if start >= end {
            return range.clone();
        }
        self.shrink(self.widen(start..end))
    }

    fn widen(&self, mut range: Range<usize>) -> Range<usize> {
        while range.start > 0 && !self.budget.is_spent() {
            let before = self.words.sentence(range.start - 1);
            if self.gain(&before, &range) <= TAKEN_IN {
                break;
            }
            range.start = before.start;
        }
        while range.end < self.words.len() && !self.budget.is_spent() {
            let after = self.words.sentence(range.end);
            if self.gain(&after, &range) <= TAKEN_IN {
                break;
            }
            range.end = after.end;
        }
        range
    }

    fn shrink(&self, mut range: Range<usize>) -> Range<usize> {
        loop {
            let first = self.words.sentence(range.start);
            if first.end >= range.end || self.gain(&first, &(first.end..range.end)) > 0.0 {
                break;
            }
            range.start = first.end;
        }
        loop {
            let last = self.words.sentence(range.end - 1);
            if last.start <= range.start || self.gain(&last, &(range.start..last.start)) > 0.0 {
                break;
            }
            range.end = last.start;
        }
        range
    }

    /// What a sentence adds to the `rest` of the section. A word of the other side explains one word: where the rest
    /// has it already, another of it is no evidence.
    fn gain(&self, sentence: &Range<usize>, rest: &Range<usize>) -> f32 {
        self.budget.spend(sentence.len());
        let mut sum = 0.0;
        for at in sentence.clone() {
            let Some(term) = self.side.terms[at] else { continue };
            let used = self.side.count(term, rest) + self.side.count(term, &(sentence.start..at));
            let found = self.other.count(term, &self.fixed) > used;
            sum += self.evidence.gain(term, found, self.fixed.len().min(MAX_LENGTH), RELATED);
        }
        sum
    }
}
