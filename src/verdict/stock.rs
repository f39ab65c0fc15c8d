//! Phrases and lines that many have: stock phrases of a trade, and what a publisher puts under every text of its own.
//!
//! What several sources share with the page, each of them that and nothing else, is anybody's: a text that is passed on is shared
//! at length by those that have it.

use super::wording::Wording;
use super::{Article, Match};
use wherefrom_text::order;

/// So many publishers that have a phrase alone make it a stock phrase.
const PUBLISHERS: usize = 3;
/// So many documents of one publisher that have a line at their beginning or end make it part of the form.
const DOCUMENTS: usize = 3;
/// Blocks at the end of a document that may be part of the form.
const EDGE: usize = 2;
/// One line at the end of a page, and of a source with nothing else in common, is part of a form if it has no more words than this.
const FORM_WORDS: usize = 40;
/// Shorter pages have no form around them.
const PAGE_BLOCKS: usize = 3;
/// Two sources have the same words of a block if one has this much of the other's.
const SAME: f32 = 0.8;

/// Takes stock phrases out of what is taken; a page does not draw on a source for them.
pub fn drop_stock(article: &Article<'_>, matches: &[Match], wordings: &mut [Wording]) {
    for block in 0..article.blocks.len() {
        let lone: Vec<usize> = (0..matches.len()).filter(|&m| wordings[m].prose[block] > 0 && is_alone(&wordings[m], block)).collect();
        let ends_page = article.ends().is_some_and(|[_, last]| last == block) && article.prose_blocks() >= PAGE_BLOCKS;
        if ends_page && article.blocks[block].len() <= FORM_WORDS {
            for &m in lone.iter().filter(|&&m| is_last(article, &matches[m], block)) {
                wordings[m].prose[block] = 0;
                wordings[m].draws = false;
            }
        }
        if lone.len() < DOCUMENTS.min(PUBLISHERS) {
            continue;
        }
        let taken = |m: usize| wordings[m].prose[block] as f32;
        let stock: Vec<usize> = lone
            .iter()
            .copied()
            .filter(|&m| {
                let same = || {
                    lone.iter()
                        .copied()
                        .filter(move |&other| taken(other) >= SAME * taken(m) && meet(article, &matches[m], &matches[other], block))
                };
                let mut publishers: Vec<&str> = same().filter_map(|other| matches[other].source.meta.publisher.as_deref()).collect();
                order::sort_by(&mut publishers, |a, b| a.cmp(b));
                publishers.dedup();
                publishers.len() >= PUBLISHERS || same().filter(|&other| is_at_edge(article, &matches[other], block)).count() >= DOCUMENTS
            })
            .collect();
        for m in stock {
            wordings[m].prose[block] = 0;
            wordings[m].draws = false;
        }
    }
}

/// Whether a block is all that is taken.
fn is_alone(wording: &Wording, block: usize) -> bool {
    wording.prose.iter().enumerate().all(|(at, &words)| at == block || words == 0)
}

/// Whether two sources share mostly the same words of a block.
fn meet(article: &Article<'_>, a: &Match, b: &Match, block: usize) -> bool {
    let runs =
        |of: &Match| of.in_block(&article.blocks[block]).iter().flat_map(|p| &p.runs).map(|r| r.page..r.page_end()).collect::<Vec<_>>();
    let (ours, theirs) = (runs(a), runs(b));
    let both: usize = ours.iter().flat_map(|x| theirs.iter().map(move |y| x.end.min(y.end).saturating_sub(x.start.max(y.start)))).sum();
    both as f32 >= SAME * ours.iter().map(|r| r.len()).sum::<usize>() as f32
}

/// Whether a source has what it shares with a block among its first or last blocks.
fn is_at_edge(article: &Article<'_>, of: &Match, block: usize) -> bool {
    let count = of.source.blocks.len();
    let at = |word: usize| of.source.words.blocks[word] as usize;
    count > 1 && of.in_block(&article.blocks[block]).iter().flat_map(|p| &p.runs).all(|r| at(r.source) < 1 || at(r.source) + EDGE >= count)
}

/// Whether a source of several blocks has a whole block of the page as its last.
fn is_last(article: &Article<'_>, of: &Match, block: usize) -> bool {
    let last = of.source.words.blocks.last().copied();
    let mut runs = of.in_block(&article.blocks[block]).iter().flat_map(|p| &p.runs);
    of.source.words.blocks.first().copied() != last && runs.all(|r| Some(of.source.words.blocks[r.source]) == last)
}
