//! A glance at a document's words before the rest of it is decoded: whether anything that it has in common with the page
//! could stand.
//!
//! In a large corpus most documents that share a fingerprint with a page share a formula and no more: an alignment finds
//! nothing, or the verdicts take it out as chance. Both are asked here of the keys alone, from the seeds that are found on the
//! way; what only the rest of the document would tell (names, topics, moved words) counts for it.

use std::ops::Range;

use crate::align::{MIN_CHAIN, MIN_EVIDENCE, Page, Passage, Run, chance, quoted, sketch, weight};

/// The words in a row that a source with words of these keys has in common with the page, if they may lead to a passage that is more
/// than chance.
pub fn may_stand(page: &Page<'_>, source: &[u32]) -> Option<Vec<Run>> {
    let common = Common::of(page, source);
    common.may_stand(page, source).then_some(common.runs)
}

/// Shorter paragraphs are told beside others only.
const WHOLE_BLOCK: usize = 8;
/// With more runs in common a document is looked at in any case: what refrains cost has to have a bound.
const MAX_RUNS: usize = 1 << 12;

/// What a source and the page have in common.
struct Common {
    /// Words in a row that both have.
    runs: Vec<Run>,
    /// Of every word of the page, whether it stands in a seed.
    marked: Vec<bool>,
}

impl Common {
    fn of(page: &Page<'_>, source: &[u32]) -> Common {
        let runs = page.keys().runs(source);
        let mut marked = vec![false; page.words.len()];
        runs.iter().for_each(|run| marked[run.page..run.page_end()].fill(true));
        Common { runs, marked }
    }

    fn may_stand(&self, page: &Page<'_>, source: &[u32]) -> bool {
        // A paragraph that is a sentence of the source is told, however short.
        let is_whole = |block: &Range<usize>| {
            block.len() >= WHOLE_BLOCK && self.runs.iter().any(|run| run.page <= block.start && run.page_end() >= block.end)
        };
        if page.blocks.iter().any(is_whole) {
            return true;
        }
        // A short quotation may be of function words alone.
        if self.runs.iter().any(|run| run.len >= quoted::WHOLE_WORDS && quoted::whole_in(page.words, run.page..run.page_end()).is_some()) {
            return true;
        }
        if !page.blocks.iter().any(|block| self.may_begin_chain(page, block)) {
            return false;
        }
        if self.runs.len() > MAX_RUNS || self.runs.iter().any(|run| is_long(page, run)) {
            return true;
        }
        let passages = sketch(page, source, &self.runs);
        let stands = |passages: &[Passage], on_one_topic: bool| chance::is_more(page.words, passages, chance::demand(on_one_topic));
        let block_of = |p: &Passage| page.words.blocks[p.runs[0].page];
        let mut one_topic: Option<bool> = None;
        passages.chunk_by(|a, b| block_of(a) == block_of(b)).any(|in_block| {
            stands(in_block, true) && stands(in_block, *one_topic.get_or_insert_with(|| may_share_topic(page, source, self)))
        })
    }

    fn may_begin_chain(&self, page: &Page<'_>, block: &Range<usize>) -> bool {
        let weigh = |at: usize| if self.marked[at] { weight(page.words.flags[at]) } else { 0.0 };
        let marked = &self.marked[block.clone()];
        marked.contains(&true) && (block.clone().map(weigh).sum::<f32>() >= MIN_CHAIN || !marked.contains(&false))
    }
}

/// Whether words in a row, in any one block, are more than chance by their number, and evidence by themselves.
fn is_long(page: &Page<'_>, run: &Run) -> bool {
    let blocks = &page.words.blocks[run.page..run.page_end()];
    let mut from = run.page;
    blocks.chunk_by(|a, b| a == b).any(|in_block| {
        let part = from..from + in_block.len();
        from = part.end;
        chance::is_long_run(&page.words.flags, part.clone()) && page.weights().sum(part) >= MIN_EVIDENCE
    })
}

/// A text has at most so many different words that are no content words: function words, formulas, numbers. Which they are is not
/// known of a source of which only the keys are decoded, so as many are taken off its different words.
const MAX_LIGHT_WORDS: usize = 120;
/// Different words are counted by marking their hashes in a table of so many bits.
const COUNTED: usize = 4096;

/// Whether page and source may have enough content words in common beside their seeds to be on one topic. Which words of
/// the source are content words is not known yet, only which of the page's.
fn may_share_topic(page: &Page<'_>, source: &[u32], common: &Common) -> bool {
    let mut ours = vec![false; page.words.len()];
    for (at, &first) in page.first.iter().enumerate() {
        ours[first as usize] |= !common.marked[at] && chance::is_content(page.words.flags[at]);
    }
    let count = ours.iter().filter(|is_ours| **is_ours).count();
    let mut in_seeds = vec![false; source.len()];
    common.runs.iter().for_each(|run| in_seeds[run.source..run.source_end()].fill(true));
    let mut met = [0u64; COUNTED / 64];
    let mut shared = 0;
    for at in (0..source.len()).filter(|at| !in_seeds[*at]) {
        let bit = source[at] as usize % COUNTED;
        met[bit / 64] |= 1 << (bit % 64);
        if let Some(first) = page.places().first(source[at]) {
            shared += usize::from(std::mem::take(&mut ours[first as usize]));
        }
    }
    let different: usize = met.iter().map(|bits| bits.count_ones() as usize).sum();
    let theirs = different.saturating_sub(MAX_LIGHT_WORDS).max(different / 3);
    chance::is_one_topic(shared, count.min(theirs))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::align;
    use wherefrom_pack::Source;
    use wherefrom_text::model::Metadata;
    use wherefrom_text::words;

    /// Whether an alignment shares more than chance in some block, and whether the glance lets it be made.
    fn judged(page: &str, source: &str) -> (bool, bool) {
        let words = words::read(&[Some(page)], None);
        let blocks = words.block_ranges(1);
        let texts = [page];
        let page = Page::new(&words, &blocks, &texts);
        let source = Source::from_blocks(Metadata::default(), &[(source, false)]);
        let passages = align(&page, &source);
        (chance::is_more(&words, &passages, chance::demand(true)), may_stand(&page, &source.words.keys).is_some())
    }

    #[test]
    fn pieces_that_were_moved_count() {
        let (run, moved) = ("gorse heather bracken thistle nettle dock", "otter heron grebe");
        let page = format!("plum {moved} pear fig {run} quince medlar sloe damson bullace cherry apple lime");
        let source = format!("iron copper {run} zinc tin {moved} lead");
        assert_eq!(judged(&page, &source), (true, true));
        assert_eq!(judged(&page, &format!("iron copper {run} zinc tin lead")), (false, false));
    }

    #[test]
    fn refrains_have_a_bound() {
        let page = "tra la la la la la la la la la la la la la la la la la la";
        assert_eq!(judged(page, &"la ".repeat(200_000)), (false, false));
    }
}
