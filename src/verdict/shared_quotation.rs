//! Whether two texts share a quotation: a long part of it, the whole of it, or a whole sentence of it. Five everyday words inside
//! marks are none.

use std::ops::Range;

use super::wording::{HOLDERS, RUN_SUBSTANCE, SENTENCE_SUBSTANCE, SENTENCE_WORDS, is_substance, parts};
use super::{Article, Match};
use crate::align::Run;
use crate::align::chance::length;
use crate::align::quoted::{self, is_quoted};
use wherefrom_text::{Flags, Words};

/// A part of a quotation counts with so many words; with fewer only if it is the whole of it, or a whole sentence of it.
const QUOTED_PART: f32 = 12.0;
/// Fewer words of a sentence of a longer quotation are anybody's ("we cannot afford to wait").
const SENTENCE_PART: usize = 7;
const PART_SUBSTANCE: f32 = 3.0;
/// This much of a quotation, or of a sentence of it, is the whole of it with a slip or an edit.
const SAME_QUOTATION: f32 = 0.7;

/// Whether a block shares a quotation, or so much of one that it can only be the same: a long part of it, the whole of it, or a whole
/// sentence of it. Less than a long part counts only where both sides have it as a quotation.
pub fn shares_quotation(article: &Article<'_>, of: &Match, block: usize, on_one_topic: bool) -> bool {
    let (page, source) = (article.words, &of.source.words);
    let runs = || of.in_block(&article.blocks[block]).iter().flat_map(|p| &p.runs);
    let counts = |part: Range<usize>, least: f32, substance: f32| {
        length(&page.flags, part.clone(), |_| true) >= least && length(&page.flags, part, is_substance) >= substance
    };
    let by_either = |run: &Run| parts(run, |i| is_quoted(page, run.page + i) || is_quoted(source, run.source + i));
    if runs().flat_map(by_either).any(|part| counts(part, QUOTED_PART, RUN_SUBSTANCE)) {
        return true;
    }
    let by_both = |run: &Run| -> Vec<Part> {
        let parts = parts(run, |i| is_quoted(page, run.page + i) && is_quoted(source, run.source + i));
        let there = |part: &Range<usize>| run.source + part.start - run.page..run.source + part.end - run.page;
        parts.into_iter().map(|part| Part { source: there(&part), page: part }).collect()
    };
    let quoted: Vec<Part> = runs().flat_map(by_both).collect();
    let meets = |a: &Range<usize>, b: &Range<usize>| a.end.min(b.end).saturating_sub(a.start.max(b.start));
    quoted.iter().filter(|part| article.holders(&part.page).is_none_or(|holders| holders <= HOLDERS)).any(|part| {
        let (ours, theirs) = (quoted::quotation(page, part.page.start), quoted::quotation(source, part.source.start));
        let is_whole = part.page == ours || part.source == theirs;
        if is_whole && part.page.len() >= quoted::WHOLE_WORDS && !is_name(page, &part.page) {
            return true;
        }
        if !on_one_topic {
            return quoted::whole_in(page, part.page.clone()).is_some_and(|whole| counts(whole, SENTENCE_WORDS, SENTENCE_SUBSTANCE));
        }
        // Most of a quotation, or of a sentence of it, as either side has it.
        let (ours, theirs) = (quoted::sentences(page, part.page.clone()), quoted::sentences(source, part.source.clone()));
        let shared = quoted.iter().map(|p| meets(&p.page, &ours)).sum::<usize>();
        let shared_there = quoted.iter().map(|p| meets(&p.source, &theirs)).sum::<usize>();
        let most = |shared: usize, of: usize| shared >= SENTENCE_PART && shared as f32 >= SAME_QUOTATION * of as f32;
        counts(part.page.clone(), 0.0, PART_SUBSTANCE) && (most(shared, ours.len()) || most(shared_there, theirs.len()))
    })
}

/// Words that both sides have in quotation marks.
struct Part {
    page: Range<usize>,
    source: Range<usize>,
}

/// The title of a law or a book, which all who speak of it have.
fn is_name(words: &Words, range: &Range<usize>) -> bool {
    let is_name = |f: &Flags| f.has(Flags(Flags::NAME.0 | Flags::NUMBER.0 | Flags::FUNCTION.0));
    let names = words.flags[range.clone()].iter().filter(|f| f.has(Flags::NAME)).count();
    names >= 2 && words.flags[range.start + 1..range.end].iter().all(is_name)
}
