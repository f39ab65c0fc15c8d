//! Passages that are shared by chance: what two texts have in common though neither draws on the other.
//!
//! A name with its office, an address, a proverb, the phrases in which courts, weather and matches are told. They have
//! few words in a row and leave most of their sentence to the page. Between texts on different topics, where nothing
//! else speaks for a common origin, more is asked.

use super::rules::{drop_lone, is_one_run};
use super::{Article, Match};
use crate::align::chance::{Demand, LONG_RUN, RELATED, demand, is_content, is_more, is_one_topic};
use crate::align::{Passage, Run};
use wherefrom_text::distinct::Distinct;
use wherefrom_text::{Flags, Words};

/// Takes out the passages of blocks that share too little to be more than chance. Quotations stay, and a block beside
/// one that stands, where the source's are neighbours too, is judged as one on the same topic. Gives of every match whether it is on
/// the page's topic.
pub fn drop_chance(article: &Article<'_>, matches: &mut [Match]) -> Vec<bool> {
    let drop = |candidate: &mut Match| {
        let on_one_topic = on_one_topic(article.words, candidate);
        let demand = demand(on_one_topic);
        let is_weak = |at: usize, demand: &Demand| {
            let passages = candidate.in_block(&article.blocks[at]);
            !passages.is_empty() && !is_more(article.words, passages, demand) && !is_whole_block(article, candidate, at)
        };
        let weak: Vec<bool> = (0..article.blocks.len()).map(|at| is_weak(at, demand)).collect();
        let held: Vec<bool> = (0..article.blocks.len())
            .map(|at| {
                let passages = candidate.in_block(&article.blocks[at]);
                is_one_run(passages, &article.blocks[at]) || has_phrases(article.words, passages) || !is_weak(at, &RELATED)
            })
            .collect();
        drop_lone(article, candidate, weak, |at| held[at]);
        on_one_topic
    };
    matches.iter_mut().map(drop).collect()
}

/// A paragraph of so many words that is a sentence of the source, word for word, is no chance, if so many of them are more than function
/// words.
const BLOCK_WORDS: f32 = 8.0;
const BLOCK_CONTENT: f32 = 3.0;

/// Whether a block is one or more whole sentences of the source and nothing else.
pub fn is_whole_block(article: &Article<'_>, of: &Match, at: usize) -> bool {
    let block = &article.blocks[at];
    let passages = of.in_block(block);
    if !is_one_run(passages, block) {
        return false;
    }
    let run = passages[0].runs[0];
    let source = &of.source.words;
    let flags = &article.words.flags[block.clone()];
    let length = |counts: &dyn Fn(&Flags) -> bool| {
        flags.iter().filter(|f| counts(f)).map(|f| if f.has(Flags::SYLLABLE) { 0.5 } else { 1.0 }).sum::<f32>()
    };
    source.sentence(run.source).start == run.source
        && source.sentence_end(run.source_end() - 1) == run.source_end()
        && length(&|_| true) >= BLOCK_WORDS
        && length(&|f| !f.has(Flags::FUNCTION)) >= BLOCK_CONTENT
}

/// What a paragraph between copied ones took of a long sentence: so many words, and so many of them in a row without a name.
const PHRASES: f32 = 10.0;
const PHRASE: f32 = 6.0;

fn has_phrases(page: &Words, passages: &[Passage]) -> bool {
    let flags = |run: &Run| &page.flags[run.page..run.page_end()];
    // Names do not show in scripts without capitals.
    let length = |flags: &[Flags]| flags.iter().filter(|f| !f.has(Flags::SYLLABLE)).count() as f32;
    let runs = || passages.iter().flat_map(|p| &p.runs).map(flags);
    let phrase = runs().flat_map(|run| run.split(|f| f.has(Flags::NAME))).map(length).fold(0.0, f32::max);
    phrase >= PHRASE && runs().map(length).sum::<f32>() >= PHRASES
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

/// The different content words outside passages.
fn content(words: &Words, in_passages: &[bool]) -> Distinct {
    let outside = (0..words.len()).filter(|&at| !in_passages[at] && is_content(words.flags[at]));
    Distinct::of(outside.map(|at| words.keys[at]), words.len())
}
