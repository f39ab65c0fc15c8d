//! What was taken: wording, not facts.
//!
//! Two reporters of one event share its names, titles, offices, numbers, dates and stock phrases, in short clauses and in any number,
//! and the statements that they quote. None of that says that one drew on the other. What does: many words of prose in a row, a
//! whole sentence, or most of one. A page that took so much of a source draws on it, and its smaller likenesses to the source are
//! then told as well; between texts where neither draws on the other, they are not.

use std::ops::Range;

use super::shared_quotation::shares_quotation;
use super::{Article, Match, chance, credit, stock};
use crate::align::chance::length;
use crate::align::quoted::{self, is_quoted};
use crate::align::{Passage, Run};
use wherefrom_text::{Flags, order};

/// So many words of prose in a row are taken; formulas do not count.
const LONG_RUN: f32 = 12.0;
/// Of which so many are words of substance: offices and bodies in a row ("the Committee on Health, Education and Labor") are none.
pub(super) const RUN_SUBSTANCE: f32 = 3.0;
/// A sentence of so many words that the source has whole is taken if so many of them are of substance.
pub(super) const SENTENCE_WORDS: f32 = 8.0;
pub(super) const SENTENCE_SUBSTANCE: f32 = 4.0;
/// A shorter one, alone in its paragraph, if so many are, where both texts are on one topic: they tell the same in few words.
const LONE_SUBSTANCE: f32 = 2.0;
/// And if this part of it is no formula.
const LONE_OWN_SHARE: f32 = 0.5;
/// With as many words as a long run has, fewer do.
const WHOLE_SUBSTANCE: f32 = 1.0;
/// A block is taken with changes where so many words and this much of it are shared, whatever became of its sentences.
const BLOCK_WORDS: f32 = 16.0;
const BLOCK_SHARE: f32 = 0.8;
/// Less of it is enough of a longer one with many words of substance.
const LONG_BLOCK_WORDS: f32 = 24.0;
const LONG_BLOCK_SHARE: f32 = 0.5;
const LONG_BLOCK_SUBSTANCE: f32 = 11.0;
/// Words beside a quotation are taken with it where so many of them stand there in the source too, with the quotation a long run.
const BESIDE_QUOTATION: f32 = 6.0;
/// A longer sentence is taken with changes where so many words are shared and this much of it, with so many words of substance.
const CHANGED_WORDS: f32 = 12.0;
const CHANGED_SHARE: f32 = 0.7;
const CHANGED_SUBSTANCE: f32 = 6.0;
/// And so many of them in a row.
const CHANGED_PHRASE: f32 = 7.0;
/// This much of a sentence is all of it but for a word or two.
const NEARLY: f32 = 0.9;
/// A page draws on a source that so many of its words of prose are taken from, or this part of its words or the source's.
const DRAWN_WORDS: usize = 60;
const DRAWN_SHARE: f32 = 0.2;
/// Fewer do in two blocks and more.
const DRAWN_IN_BLOCKS: usize = 30;
/// A page is another version of a source if so many blocks, of so many words each, and this part of all of them have this much of
/// their words from it.
const ALIKE_BLOCKS: usize = 3;
const ALIKE_WORDS: usize = 6;
const ALIKE_OF_PAGE: f32 = 0.4;
const ALIKE_SHARE: f32 = 0.5;
/// So many sentences of a page that tell as many of the source, one after the other, in its order, are no chance either.
const TOLD_IN_ORDER: usize = 3;
/// Over several blocks, more.
const TOLD_OVER_BLOCKS: usize = 6;
/// What a paragraph that names its source has of it at least.
const NAMED_WORDS: usize = 8;
/// This much of a sentence in shared runs tells it.
const TOLD_SHARE: f32 = 0.35;
/// Who said something, to whom, where and when has at most so many words.
const REPORTING_WORDS: f32 = 16.0;
const LONG_REPORTING_WORDS: f32 = 20.0;
/// How far from a mark "said" stands: "said the minister", "the minister said".
const SAID_REACH: usize = 3;

/// A short sentence that more documents have is stock ("The bill now goes to the governor").
pub(super) const HOLDERS: u32 = 2;

/// What a page takes from one match.
#[derive(Debug, Clone, Default)]
pub struct Wording {
    /// Whether the page draws on the source.
    pub draws: bool,
    /// Of every block of the page, how many words of prose are taken; 0 where there is none, or too little to tell.
    pub prose: Vec<usize>,
    /// Of every block whether less is enough: it names the source, and says itself that it draws on it, or it tells sentences of the
    /// source in its order.
    pub alike: Vec<bool>,
}

/// Finds what is taken, and takes out of the matches what is no evidence of it.
pub fn keep_what_is_taken(article: &Article<'_>, matches: &mut [Match], on_one_topic: &[bool]) -> Vec<Wording> {
    let mut wordings: Vec<Wording> =
        matches.iter().zip(on_one_topic).map(|(m, &on_one_topic)| wording_of(article, m, on_one_topic)).collect();
    stock::drop_stock(article, matches, &mut wordings);
    for ((of, wording), &on_one_topic) in matches.iter_mut().zip(&mut wordings).zip(on_one_topic) {
        if wording.draws {
            continue;
        }
        let shares = |at: usize| !of.in_block(&article.blocks[at]).is_empty();
        let in_order = told_in_order(article, of);
        let phrase = |at: usize| of.in_block(&article.blocks[at]).iter().map(Passage::shared).sum::<usize>() >= NAMED_WORDS;
        let says_so = |at: usize| phrase(at) && credit::says_so(&of.source.meta, article.texts[at]);
        wording.alike = (0..article.blocks.len()).map(|at| in_order[at] || says_so(at)).collect();
        let keeps = |at: usize| {
            wording.prose[at] > 0
                || wording.alike[at]
                || is_quoted(article.words, article.blocks[at].start) && chance::is_whole_block(article, of, at)
                || shares_quotation(article, of, at, on_one_topic)
        };
        let keeps: Vec<bool> = (0..article.blocks.len()).map(|at| shares(at) && keeps(at)).collect();
        of.passages.retain(|p| keeps[article.words.blocks[p.runs[0].page] as usize]);
        of.links.retain(|link| in_order[article.words.blocks[link.page.start] as usize]);
    }
    wordings
}

/// Of every block whether it has sentences that tell as many of the source, one after the other and in its order, in other words or in
/// part in the same: a few within a block, or more that go on over several.
fn told_in_order(article: &Article<'_>, of: &Match) -> Vec<bool> {
    // Of passages that lie within each other on the page the runs are not in its order.
    let mut runs: Vec<&Run> = of.passages.iter().flat_map(|p| &p.runs).collect();
    order::sort_by_key(&mut runs, |run| run.page);
    let mut in_order = vec![false; article.blocks.len()];
    // The sentences in a row that are told: their blocks.
    let mut row: Vec<usize> = Vec::new();
    let (mut last, mut next_run, mut next_link) = (None, 0, 0);
    let mut end_row = |row: &mut Vec<usize>| {
        for blocks in row.chunk_by(|a, b| a == b) {
            in_order[blocks[0]] |= blocks.len() >= TOLD_IN_ORDER || row.len() >= TOLD_OVER_BLOCKS;
        }
        row.clear();
    };
    for (number, block) in article.blocks.iter().enumerate() {
        let mut at = block.start;
        while at < block.end {
            let sentence = at..article.words.sentence_end(at).min(block.end);
            at = sentence.end;
            next_run += runs[next_run..].iter().take_while(|run| run.page_end() <= sentence.start).count();
            next_link += of.links[next_link..].iter().take_while(|link| link.page.start < sentence.start).count();
            let link = of.links.get(next_link).filter(|link| link.page.start == sentence.start).map(|link| link.source.start);
            let within = runs[next_run..].iter().take_while(|run| run.page < sentence.end);
            let (shared, first) = within.fold((0, usize::MAX), |(shared, first), run| {
                (shared + run.page_end().min(sentence.end) - run.page.max(sentence.start), first.min(run.source))
            });
            let by_runs = Some(first).filter(|_| shared as f32 >= TOLD_SHARE * sentence.len() as f32);
            let told = link.or(by_runs).filter(|&at| at < usize::MAX);
            if told.is_none() || told <= last {
                end_row(&mut row);
            }
            if told.is_some() {
                row.push(number);
            }
            last = told;
        }
    }
    end_row(&mut row);
    in_order
}

fn wording_of(article: &Article<'_>, of: &Match, on_one_topic: bool) -> Wording {
    let least = if on_one_topic { LONE_SUBSTANCE } else { 0.0 };
    let taken_in = |(at, block): (usize, &Range<usize>)| {
        let taken = taken_in(article, of, block);
        // A sentence of the source that is a paragraph of the page, word for word.
        let is_sentence = || {
            let length = |counts: fn(Flags) -> bool| length(&article.words.flags, block.clone(), counts);
            chance::is_whole_block(article, of, at)
                && length(is_substance) >= least
                && length(is_no_formula) >= LONE_OWN_SHARE * length(|_| true)
                && !is_quoted(article.words, block.start)
                && !tells_quotation(article, of, block)
        };
        let is_rare = || article.holders(block).is_none_or(|holders| holders <= HOLDERS);
        if taken == 0 && is_sentence() && is_rare() { block.len() } else { taken }
    };
    let prose: Vec<usize> = article.blocks.iter().enumerate().map(taken_in).collect();
    let taken: usize = prose.iter().sum();
    let page: usize = article.blocks.iter().map(Range::len).sum();
    let of_all = |words: usize| taken > 0 && taken as f32 >= DRAWN_SHARE * words as f32;
    // A page of which block after block has most of its words from a source, though nowhere many in a row, is another version of it.
    let alike = article.blocks.iter().filter(|block| block.len() >= ALIKE_WORDS && is_alike(article, of, block)).count();
    let blocks = article.blocks.iter().filter(|block| block.len() >= ALIKE_WORDS).count();
    let version = alike >= ALIKE_BLOCKS && alike as f32 >= ALIKE_OF_PAGE * blocks as f32;
    let in_blocks = taken >= DRAWN_IN_BLOCKS && prose.iter().filter(|words| **words > 0).count() >= 2;
    Wording {
        draws: taken >= DRAWN_WORDS || in_blocks || version || of_all(page) || of_all(of.source.words.len()),
        prose,
        alike: Vec::new(),
    }
}

/// Whether most words of a block, outside quotation marks, are a source's.
fn is_alike(article: &Article<'_>, of: &Match, block: &Range<usize>) -> bool {
    let prose = of.in_block(block).iter().flat_map(|p| &p.runs).flat_map(|run| prose_of(article, of, run));
    prose.map(|s| s.len()).sum::<usize>() as f32 >= ALIKE_SHARE * block.len() as f32
}

/// Whether words are who said what stands in quotation marks in the same sentence, to whom, where and when: they belong to the
/// quotation, up to [`REPORTING_WORDS`] of them.
fn reports_quotation(article: &Article<'_>, stretch: &Range<usize>) -> bool {
    let flags = &article.words.flags;
    let sentence = article.words.sentence(stretch.start).start..article.words.sentence_end(stretch.end - 1);
    let quoted = flags[sentence.clone()].iter().filter(|f| f.has(Flags::QUOTED)).count();
    // A quotation that is led in by a colon is a sentence of its own.
    let behind = is_quoted(article.words, sentence.end) && article.is_led_in(sentence.end);
    let outside = length(flags, sentence.clone(), |f| !f.has(Flags::QUOTED));
    let says = flags[stretch.clone()].iter().any(|f| f.has(Flags(Flags::FORMULA.0 | Flags::NAME.0)));
    let has_quotation = quoted >= quoted::WHOLE_WORDS || behind;
    // "Said" right beside the mark may be followed by more about who said it.
    let at_mark = |at: usize| is_quoted(article.words, at) != is_quoted(article.words, at - 1);
    let beside = |at: usize| (at.saturating_sub(SAID_REACH)..(at + SAID_REACH).min(sentence.end)).any(|at| flags[at].has(Flags::FORMULA));
    let most =
        || if (sentence.start + 1..sentence.end).any(|at| at_mark(at) && beside(at)) { LONG_REPORTING_WORDS } else { REPORTING_WORDS };
    has_quotation && outside <= most() && (says || 2 * quoted >= sentence.len())
}

/// Whether a block is a quotation and who said it, as far as it is shared.
fn tells_quotation(article: &Article<'_>, of: &Match, block: &Range<usize>) -> bool {
    let quoted = || article.words.flags[block.clone()].iter().any(|f| f.has(Flags::QUOTED));
    let mut prose = of.in_block(block).iter().flat_map(|p| &p.runs).flat_map(|run| prose_of(article, of, run));
    quoted() && prose.all(|stretch| reports_quotation(article, &stretch))
}

/// How many words of prose of a block are taken.
fn taken_in(article: &Article<'_>, of: &Match, block: &Range<usize>) -> usize {
    let prose = |run: &Run| -> Vec<Range<usize>> {
        prose_of(article, of, run).into_iter().filter(|stretch| !reports_quotation(article, stretch)).collect()
    };
    let stretches: Vec<Range<usize>> = of.in_block(block).iter().flat_map(|p| &p.runs).flat_map(prose).collect();
    if stretches.is_empty() {
        return 0;
    }
    let flags = &article.words.flags;
    let words = |ranges: &[Range<usize>]| ranges.iter().map(|s| length(flags, s.clone(), |_| true)).sum::<f32>();
    let substance = |ranges: &[Range<usize>]| ranges.iter().map(|s| length(flags, s.clone(), is_substance)).sum::<f32>();
    let own_words = |ranges: &[Range<usize>]| ranges.iter().map(|s| length(flags, s.clone(), is_no_formula)).sum::<f32>();
    let unquoted = |range: Range<usize>| length(flags, range, |f| !f.has(Flags::QUOTED));
    let all_shared = stretches.iter().map(Range::len).sum::<usize>();
    let is_rare = |ranges: &[Range<usize>]| ranges.iter().filter_map(|s| article.holders(s)).min().is_none_or(|holders| holders <= HOLDERS);
    let is_most = |least: f32, share: f32, of_substance: f32| {
        words(&stretches) >= least.max(share * unquoted(block.clone())) && substance(&stretches) >= of_substance
    };
    let has_phrase = |ranges: &[Range<usize>]| ranges.iter().any(|s| length(flags, s.clone(), |_| true) >= CHANGED_PHRASE);
    let most = is_most(BLOCK_WORDS, BLOCK_SHARE, CHANGED_SUBSTANCE) || is_most(LONG_BLOCK_WORDS, LONG_BLOCK_SHARE, LONG_BLOCK_SUBSTANCE);
    if most && is_rare(&stretches) {
        return all_shared;
    }
    let within = |range: &Range<usize>| -> Vec<Range<usize>> {
        stretches.iter().map(|s| s.start.max(range.start)..s.end.min(range.end)).filter(|s| !s.is_empty()).collect()
    };
    let mut taken = 0;
    let mut at = block.start;
    while at < block.end {
        let sentence = at..article.words.sentence_end(at).min(block.end);
        at = sentence.end;
        let shared = within(&sentence);
        let (words_shared, substance, all) = (words(&shared), substance(&shared), unquoted(sentence.clone()));
        let whole = words_shared >= SENTENCE_WORDS
            && words_shared >= all
            && (substance >= SENTENCE_SUBSTANCE || own_words(&shared) >= LONG_RUN && substance >= WHOLE_SUBSTANCE);
        let changed = words_shared >= CHANGED_WORDS.max(CHANGED_SHARE * all)
            && substance >= CHANGED_SUBSTANCE
            && is_rare(&shared)
            && has_phrase(&shared);
        // A word or two were changed.
        let nearly = words_shared >= CHANGED_WORDS.max(NEARLY * all) && substance >= SENTENCE_SUBSTANCE && is_rare(&shared);
        if whole || changed || nearly {
            taken += shared.iter().map(Range::len).sum::<usize>();
        } else {
            taken += shared.iter().filter(|s| is_long(flags, s)).map(Range::len).sum::<usize>();
        }
    }
    // A run may go over the end of a sentence, or on into a quotation.
    let longest = stretches.iter().filter(|s| is_long(flags, s)).map(Range::len).max().unwrap_or(0);
    let runs = of.in_block(block).iter().flat_map(|p| &p.runs).filter(|run| is_long(flags, &(run.page..run.page_end())));
    let beside = runs.map(prose).filter(|prose| words(prose) >= BESIDE_QUOTATION && substance(prose) >= RUN_SUBSTANCE);
    let beside = beside.map(|prose| prose.iter().map(Range::len).sum::<usize>()).max().unwrap_or(0);
    taken.max(longest).max(beside)
}

fn is_long(flags: &[Flags], stretch: &Range<usize>) -> bool {
    length(flags, stretch.clone(), is_no_formula) >= LONG_RUN && length(flags, stretch.clone(), is_substance) >= RUN_SUBSTANCE
}

/// The parts of a run that neither side has in quotation marks.
fn prose_of(article: &Article<'_>, of: &Match, run: &Run) -> Vec<Range<usize>> {
    parts(run, |i| !is_quoted(article.words, run.page + i) && !is_quoted(&of.source.words, run.source + i))
}

pub(super) fn parts(run: &Run, is_in: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut at = 0;
    while at < run.len {
        let len = (at..run.len).take_while(|&i| is_in(i)).count();
        if len > 0 {
            parts.push(run.page + at..run.page + at + len);
        }
        at += len.max(1);
    }
    parts
}

fn is_no_formula(flags: Flags) -> bool {
    !flags.has(Flags::FORMULA)
}

/// A word that is none of what any report of one event has.
pub(super) fn is_substance(flags: Flags) -> bool {
    !flags.has(Flags(Flags::FUNCTION.0 | Flags::FORMULA.0 | Flags::NAME.0 | Flags::NUMBER.0))
}
