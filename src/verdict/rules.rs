//! The verdict on each block, by the definitions of the design.

use std::cmp::Reverse;
use std::ops::Range;

use super::describe::{describe, reworded_or_original};
use super::wording::{self, Wording};
use super::{Article, Match, chance};
use crate::align::quoted::whole_in;
use crate::align::{MIN_EVIDENCE, Passage, Piece, Run, weight};
use wherefrom_text::date::publication_order;
use wherefrom_text::model::Verdict;
use wherefrom_text::order;
use wherefrom_text::{Flags, Words};

/// A shorter block is judged only beside a block from the same source.
const SHORT_BLOCK: usize = 8;
/// So much weight of shared words outside quotation marks, names and formulas left out, is more than two reporters of
/// one statement share: two words of substance, of which one may be an everyday one. Three real articles have 2.2 where
/// one draws on the other, 0.1 to 0.4 where both quote the same document.
const OUTSIDE_EVIDENCE: f32 = 1.6;
/// Up to so many words around a name are who somebody is, which comes with what he said.
const DESIGNATION_WORDS: usize = 8;
/// How far from its subject "said" stands: "said the minister", "sagte der Minister".
const SAID_REACH: usize = 2;
/// Words of substance in an office: "head of monitoring".
const OFFICE_WORDS: usize = 2;
/// A source with this much of the best source's words explains a block as well.
const EQUAL_SHARE: f32 = 0.9;

/// What is found out about a block.
#[derive(Debug, Clone)]
pub struct Judged {
    pub verdict: Verdict,
    /// Matches that the block draws on, the main one first.
    pub sources: Vec<usize>,
    /// Matches that share much of the same words.
    pub also_in: Vec<usize>,
    /// Pieces and the match that each is from, in order.
    pub pieces: Vec<(usize, Piece)>,
    pub words: usize,
    /// Words that stand in the source, respelled ones too.
    pub shared: usize,
    /// Sentences that are told in other words, and all sentences.
    pub reworded: usize,
    pub sentences: usize,
    /// Of a copied block whose last source sentence goes on: how many words are left off.
    pub cut: usize,
    /// Words that no source was found to have, and that were not compared with all of them.
    pub not_compared: usize,
    /// The reader has said that what was found is no match.
    pub dismissed: bool,
}

impl Judged {
    /// Lets go of what was found. Whether there was something.
    pub fn dismiss(&mut self) -> bool {
        let is_match = !matches!(self.verdict, Verdict::Furniture | Verdict::Original);
        if is_match {
            *self = Judged { dismissed: true, ..Judged::plain(Verdict::Original, self.words) };
        }
        is_match
    }

    pub(super) fn plain(verdict: Verdict, words: usize) -> Judged {
        Judged {
            verdict,
            sources: Vec::new(),
            also_in: Vec::new(),
            pieces: Vec::new(),
            words,
            shared: 0,
            reworded: 0,
            sentences: 0,
            cut: 0,
            not_compared: 0,
            dismissed: false,
        }
    }
}

/// How the words that a block shares with its source stand to quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shares {
    Nothing,
    /// All that counts is inside direct quotation marks on the page.
    QuotationOnly,
    Prose,
}

/// Judges all blocks of the page, of which so many words were compared with all sources.
pub fn judge(article: &Article<'_>, matches: &mut [Match], compared: usize) -> Vec<Judged> {
    let mut judged = judge_blocks(article, matches);
    for (judged, block) in judged.iter_mut().zip(article.blocks) {
        let left = block.start.max(compared)..block.end;
        // Words that were put in stand for nothing in the one source that they were found beside: another may have them.
        let told = |p: &Piece| if p.source.is_empty() { 0 } else { p.page.end.saturating_sub(p.page.start.max(left.start)) };
        judged.not_compared = left.len().saturating_sub(judged.pieces.iter().map(|(_, piece)| told(piece)).sum());
    }
    judged
}

fn judge_blocks(article: &Article<'_>, matches: &mut [Match]) -> Vec<Judged> {
    let on_one_topic = chance::drop_chance(article, matches);
    drop_lone_short_blocks(article, matches);
    let wordings = wording::keep_what_is_taken(article, matches, &on_one_topic);
    let matches = &*matches;
    let used: Vec<Vec<bool>> = matches.iter().map(Match::used).collect();
    let chosen: Vec<Option<usize>> = article.blocks.iter().map(|block| choose(block, matches)).collect();
    let shares: Vec<Shares> = article
        .blocks
        .iter()
        .zip(&chosen)
        .enumerate()
        .map(|(at, (block, chosen))| chosen.map_or(Shares::Nothing, |m| what_is_shared(article, &matches[m], &wordings[m], at, block)))
        .collect();
    (0..article.blocks.len())
        .map(|at| {
            let block = &article.blocks[at];
            if block.is_empty() {
                return Judged::plain(Verdict::Furniture, 0);
            }
            let Some(main) = chosen[at] else { return reworded_or_original(article, matches, block) };
            let beside_prose = wordings[main].draws
                && article.neighbours(at).into_iter().flatten().any(|n| draws_on(article, matches, &wordings, chosen[n], main, n));
            let verdict = if shares[at] == Shares::QuotationOnly && !beside_prose {
                Verdict::Quoted
            } else if is_one_run(matches[main].in_block(block), block) {
                Verdict::Copied
            } else {
                Verdict::Modified
            };
            describe(article, matches, &used, block, main, verdict)
        })
        .collect()
}

/// Whether a neighbour shares prose with `main`, be it that another source has all the same words and was first.
fn draws_on(article: &Article<'_>, matches: &[Match], wordings: &[Wording], chosen: Option<usize>, main: usize, at: usize) -> bool {
    let Some(chosen) = chosen else { return false };
    let block = &article.blocks[at];
    let own = shared_in(&matches[main], block);
    own as f32 >= EQUAL_SHARE * shared_in(&matches[chosen], block) as f32
        && what_is_shared(article, &matches[main], &wordings[main], at, block) == Shares::Prose
}

/// The match with most shared words, then the earliest publication, then the smallest id.
fn choose(block: &Range<usize>, matches: &[Match]) -> Option<usize> {
    (0..matches.len()).filter(|&m| shared_in(&matches[m], block) > 0).min_by_key(|&m| {
        let (of, shared) = (&matches[m], Reverse(shared_in(&matches[m], block)));
        (shared, !of.declared, publication_order(of.first_published(block)), of.source.meta.id.as_str())
    })
}

pub(super) fn shared_in(candidate: &Match, block: &Range<usize>) -> usize {
    candidate.in_block(block).iter().map(Passage::shared).sum()
}

pub fn is_one_run(passages: &[Passage], block: &Range<usize>) -> bool {
    matches!(passages, [one] if one.runs.len() == 1 && one.page() == *block)
}

fn what_is_shared(article: &Article<'_>, of: &Match, wording: &Wording, at: usize, block: &Range<usize>) -> Shares {
    if !wording.draws && !wording.alike[at] {
        // What stands beside a quotation between independent reports is who said it, and where.
        return if wording.prose[at] > 0 { Shares::Prose } else { Shares::QuotationOnly };
    }
    let flags = &article.words.flags;
    let mut outside = 0.0;
    let mut inside = 0;
    for run in of.in_block(block).iter().flat_map(|p| &p.runs) {
        let mut at = run.page;
        while at < run.page_end() {
            let quoted = flags[at].has(Flags::QUOTED);
            let len = flags[at..run.page_end()].iter().take_while(|f| f.has(Flags::QUOTED) == quoted).count();
            if quoted {
                inside += len;
            } else if !comes_with_quotation(flags, block, at..at + len) {
                outside += flags[at..at + len].iter().map(|f| prose_weight(*f)).sum::<f32>();
            }
            at += len;
        }
    }
    let over_a_mark = of.source.text_free && of.in_block(block).iter().flat_map(|p| &p.runs).any(|run| runs_over_a_mark(article, of, run));
    if inside > 0 && outside < OUTSIDE_EVIDENCE && !over_a_mark { Shares::QuotationOnly } else { Shares::Prose }
}

/// Whether a run goes on over a quotation mark of the page where its words are the source's own. Hashes of shingles do not show
/// the lone words that are shared beside a quotation; such a run does, since two who quote one statement both have the mark.
fn runs_over_a_mark(article: &Article<'_>, of: &Match, run: &Run) -> bool {
    let quoted = |words: &Words, at: usize| words.flags[at].has(Flags::QUOTED);
    let page = (run.page..run.page_end()).map(|at| quoted(article.words, at));
    page.clone().any(|inside| inside)
        && !page.clone().all(|inside| inside)
        && !(run.source..run.source_end()).any(|at| quoted(&of.source.words, at))
}

/// Whether shared words outside quotation marks are who spoke ("the environment minister, Teodor Falk") or that he did
/// ("said the minister"), which any two reporters of a statement share.
fn comes_with_quotation(flags: &[Flags], block: &Range<usize>, words: Range<usize>) -> bool {
    let around = |reach: usize| words.start.saturating_sub(reach).max(block.start)..(words.end + reach).min(block.end);
    let has = |flag: Flags, range: Range<usize>| flags[range].iter().any(|f| f.has(flag));
    let substance = flags[words.clone()].iter().filter(|f| prose_weight(**f) >= 1.0).count();
    let quoted_beside = has(Flags::QUOTED, around(2 * SAID_REACH));
    // Where words have no borders, who speaks is a few characters beside the mark.
    if flags[words.clone()].iter().all(|f| f.has(Flags::SYLLABLE)) {
        return words.len() <= DESIGNATION_WORDS && quoted_beside;
    }
    let office = has(Flags::NAME, around(1)) && substance <= OFFICE_WORDS;
    let attribution = has(Flags::FORMULA, around(SAID_REACH)) && quoted_beside;
    words.len() <= DESIGNATION_WORDS && (office || attribution)
}

/// Outside quotation marks names and formulas ("the minister told reporters on Tuesday") come with the quotation.
fn prose_weight(flags: Flags) -> f32 {
    if flags.has(Flags(Flags::NAME.0 | Flags::FORMULA.0)) {
        0.0
    } else if flags.has(Flags::FUNCTION) {
        0.1
    } else {
        weight(flags)
    }
}

/// Short blocks, and blocks of everyday words alone, count only where a neighbour has the same source and the two are
/// neighbours there too.
fn drop_lone_short_blocks(article: &Article<'_>, matches: &mut [Match]) {
    for candidate in matches {
        let is_weak = |at: usize| {
            let block = &article.blocks[at];
            let passages = candidate.in_block(block);
            let evident = passages.iter().any(|p| p.score >= MIN_EVIDENCE);
            let quotation = passages.iter().flat_map(|p| &p.runs).any(|run| whole_in(article.words, run.page..run.page_end()).is_some());
            !passages.is_empty() && (block.len() < SHORT_BLOCK || !(evident || quotation))
        };
        let weak: Vec<bool> = (0..article.blocks.len()).map(is_weak).collect();
        drop_lone(article, candidate, weak, |_| true);
    }
}

/// Takes out the passages of weak blocks, but for those beside a block that stands, where the source's blocks are
/// neighbours too. A weak block that is held so may hold up the next. `may_stand` asks more of it.
pub(super) fn drop_lone(article: &Article<'_>, candidate: &mut Match, mut weak: Vec<bool>, may_stand: impl Fn(usize) -> bool) {
    let count = article.blocks.len();
    let drawn_on: Vec<Vec<usize>> = drawn_on(article, candidate);
    let blocks: Vec<usize> = (0..count).filter(|&at| !article.blocks[at].is_empty()).collect();
    let mut standing: Vec<usize> = (0..blocks.len()).filter(|&i| !weak[blocks[i]] && !drawn_on[blocks[i]].is_empty()).collect();
    while let Some(i) = standing.pop() {
        let beside = [i.checked_sub(1), Some(i + 1).filter(|&next| next < blocks.len())];
        for j in beside.into_iter().flatten() {
            let (a, b) = (blocks[i], blocks[j]);
            if weak[b] && are_neighbours(&drawn_on[a], &drawn_on[b]) && may_stand(b) {
                weak[b] = false;
                standing.push(j);
            }
        }
    }
    let block_of = |p: &Passage| article.words.blocks[p.runs[0].page] as usize;
    candidate.passages.retain(|p| !weak[block_of(p)]);
}

/// For every block of the page the source's blocks that it draws on, sorted, counted without furniture.
fn drawn_on(article: &Article<'_>, candidate: &Match) -> Vec<Vec<usize>> {
    let source = &candidate.source;
    let mut prose = 0;
    let ranks: Vec<usize> = source
        .blocks
        .iter()
        .map(|b| {
            prose += usize::from(!b.furniture);
            prose
        })
        .collect();
    let rank = |word: usize| ranks[source.words.blocks[word] as usize];
    let of_block = |block: &Range<usize>| {
        let runs = candidate.in_block(block).iter().flat_map(|p| &p.runs);
        let mut blocks: Vec<usize> = runs.flat_map(|r| [rank(r.source), rank(r.source_end() - 1)]).collect();
        order::sort_by(&mut blocks, Ord::cmp);
        blocks.dedup();
        blocks
    };
    article.blocks.iter().map(of_block).collect()
}

/// Whether any two of the numbers are the same or follow each other; both lists are sorted.
fn are_neighbours(a: &[usize], b: &[usize]) -> bool {
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        if a[i].abs_diff(b[j]) <= 1 {
            return true;
        }
        if a[i] < b[j] { i += 1 } else { j += 1 }
    }
    false
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::align::{Page, align};
    use wherefrom_pack::Source;
    use wherefrom_text::model::{Metadata, SpanKind};
    use wherefrom_text::words;

    #[test]
    fn inserted_words_were_not_compared() {
        let text = "The harbour council approved the costly new lighthouse budget after residents protested about rising ferry prices.";
        let source = Source::from_blocks(Metadata::default(), &[(&text.replace("costly ", ""), false)]);
        let words = words::read(&[Some(text)], None);
        let (blocks, texts) = (words.block_ranges(1), [text]);
        let passages = align(&Page::new(&words, &blocks, &texts), &source);
        let candidate = Match::of(0, 0, Arc::new(source), passages);
        let mut matches = [candidate];
        let mut not_compared = |compared| {
            let judged = judge(&Article::new(&words, &blocks, &texts), &mut matches, compared).remove(0);
            assert!(judged.pieces.iter().any(|(_, piece)| piece.kind == SpanKind::Inserted), "{:?}", judged.pieces);
            judged.not_compared
        };
        assert_eq!([not_compared(0), not_compared(5), not_compared(6), not_compared(words.len())], [1, 1, 0, 0]);
    }
}
