//! Alignment with a source of which only short hashes of shingles are known ([`wherefrom_pack::shingles`]).
//!
//! At each word stands the hash of the phrase that begins there, so that some equal hashes in a row are as many equal words
//! and three more. They are too short to be found by: runs begin where the page has a 5-gram that is among the document's
//! fingerprints. An equal hash may be chance; hashes that differ are proof of a difference, since every word is in [`SHINGLE`] of
//! them. So a replaced word parts a run, unless all of these are equal by chance, once in 65,536; then its 5-grams part it, which the
//! document's fingerprints have not. Beside the fingerprints a run goes on where its hashes are too many to be equal by chance.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::gaps::{REACH_PAGE, REACH_SOURCE};
use super::weight::Weights;
use super::{Page, Passage, Run, Sides, Taken, seeds};
use wherefrom_pack::Source;
use wherefrom_pack::shingles::{SHINGLE, SHINGLE_BITS};
use wherefrom_text::fingerprint::{K, WINDOW};

/// Hashes of the shingles inside a 5-gram.
const IN_GRAM: usize = K - SHINGLE + 1;
/// A 5-gram's hashes stand in more places only in a refrain; of the words of a source one in [`CHANCE`], generously, has them by chance.
const MAX_PLACES: usize = 24;
const CHANCE: usize = 64;
/// Equal hashes of so many bits in a row are no chance among some hundred thousand places.
const CERTAIN: u32 = 24;
/// Bits beyond those that tell places apart: what is found is chance once in 128 times.
const SURE: u32 = 7;

/// Aligns the words of a page with those of a source that has the page's 5-grams `shared` (where they begin, in order).
pub fn align(page: &Page<'_>, source: &Source, shared: &[usize]) -> Vec<Passage> {
    let weights = Weights::new(page, &source.words);
    let sides = Sides {
        page: page.shingles(),
        source: &source.words.keys,
        page_words: page.words,
        source_words: Some(&source.words),
        weights: &weights,
        shingles: true,
        syllables: page.syllables,
    };
    let found = find(&sides, shared);
    sides.passages(page, &found)
}

/// The runs around shared 5-grams, in the order of the page.
fn find(sides: &Sides<'_>, shared: &[usize]) -> Vec<Run> {
    let mut found: Vec<Run> = Vec::new();
    // The last run on each diagonal (source minus page).
    let mut on_diagonal: FxHashMap<u32, u32> = FxHashMap::default();
    for (number, &at) in shared.iter().enumerate() {
        let Some(gram) = sides.page.get(at..at + IN_GRAM) else { continue };
        let whole = sides.source.len().saturating_sub(K - IN_GRAM);
        let places = sides.source[..whole].windows(IN_GRAM).enumerate().filter(|(_, hashes)| *hashes == gram).map(|(place, _)| place);
        let mut runs: Vec<Run> = Vec::new();
        let mut longest = 0;
        for place in places.take(MAX_PLACES + whole / CHANCE) {
            let diagonal = (place as u32).wrapping_sub(at as u32);
            let known = on_diagonal.get(&diagonal).map(|last| found[*last as usize]).filter(|last| at + K <= last.page_end());
            let run = known.unwrap_or_else(|| grow(sides, shared, number, place));
            longest = longest.max(run.len);
            if known.is_none() {
                runs.push(run);
            }
        }
        for run in runs {
            let certain = (run.len - (SHINGLE - 1)) as u32 * SHINGLE_BITS >= CERTAIN;
            if !certain && run.len < longest {
                // The 5-gram stands in one place, and this is chance.
                continue;
            }
            let diagonal = (run.source as u32).wrapping_sub(run.page as u32);
            if let Some(last) = on_diagonal.get(&diagonal) {
                part(&mut found[*last as usize], &run);
            }
            on_diagonal.insert(diagonal, found.len() as u32);
            found.push(run);
        }
    }
    seeds::in_order(&mut found);
    found
}

/// The words in equal hashes around the place of a shared 5-gram, as far as the fingerprints bear them out: of [`WINDOW`]
/// successive 5-grams a document has one at least among its fingerprints, so that where the page shares none of them some
/// word is another.
fn grow(sides: &Sides<'_>, shared: &[usize], number: usize, place: usize) -> Run {
    let at = shared[number];
    let before = sides.page[..at].iter().rev().zip(sides.source[..place].iter().rev()).take_while(|(a, b)| a == b).count();
    let after = sides.page[at..].iter().zip(&sides.source[place..]).take_while(|(a, b)| a == b).count();
    let near = |a: &usize, b: &usize| a.abs_diff(*b) <= WINDOW;
    let first = shared[..=number].windows(2).rev().take_while(|w| near(&w[0], &w[1])).last().map_or(at, |w| w[0]);
    let last = shared[number..].windows(2).take_while(|w| near(&w[0], &w[1])).last().map_or(at, |w| w[1]);
    let from = at - before;
    let to = (at + after + SHINGLE - 1).min(sides.page.len()).min(at + sides.source.len() - place);
    // So many words beside the last 5-gram that is shared are in no window of their own: what the hashes say of them counts where these
    // are too many to be equal by chance somewhere in the source.
    let beside = if is_sure(before + after, sides.source.len()) { WINDOW - 1 } else { 0 };
    let (start, end) = (from.max(first.saturating_sub(beside)), to.min(last + K + beside));
    Run { page: start, source: place + start - at, len: end - start }
}

/// Whether so many equal hashes in a row are more than chance among so many places.
fn is_sure(equal: usize, places: usize) -> bool {
    (equal as u32 * SHINGLE_BITS).checked_sub(places.max(1).ilog2() + SURE).is_some()
}

/// Between two runs on one diagonal hashes differ, so that some word does: where they meet, one of them goes too far by
/// chance.
fn part(last: &mut Run, next: &Run) {
    if last.page_end() >= next.page {
        last.len = (next.page - last.page).saturating_sub(1).max(1);
    }
}

/// Fills the gaps of a chain, and goes on beyond its ends, over free words of the same sentence.
pub(super) fn fill(sides: &Sides<'_>, chain: &[Run], taken: &Taken) -> Vec<Run> {
    let words = sides.page_words;
    let mut runs = Vec::with_capacity(chain.len() + 4);
    let (first, last) = (chain[0], chain[chain.len() - 1]);
    let from = taken.free_before(first.page, REACH_PAGE).max(words.sentence(first.page).start);
    between(sides, from..first.page, first.source.saturating_sub(REACH_SOURCE)..first.source, &mut runs);
    for (at, run) in chain.iter().enumerate() {
        if at > 0 {
            let gap = chain[at - 1].page_end()..run.page;
            if gap.clone().all(|word| taken.is_free(word)) {
                between(sides, gap, chain[at - 1].source_end()..run.source, &mut runs);
            }
        }
        runs.push(*run);
    }
    let to = taken.free_after(last.page_end(), REACH_PAGE).min(words.sentence(last.page_end() - 1).end);
    let source_to = (last.source_end() + REACH_SOURCE).min(sides.source.len());
    between(sides, last.page_end()..to, last.source_end()..source_to, &mut runs);
    for at in 1..runs.len() {
        let next = runs[at];
        let last = &mut runs[at - 1];
        if next.source + last.page == next.page + last.source {
            part(last, &next);
        }
    }
    runs
}

/// Puts the longest run of a gap among the runs, if it is more than chance, and what stands before and behind it.
fn between(sides: &Sides<'_>, page: Range<usize>, source: Range<usize>, runs: &mut Vec<Run>) {
    let (m, n) = (page.len() as isize, source.len() as isize);
    let mut best: Option<(u32, Run)> = None;
    for diagonal in 1 - m..n {
        let from = (page.start + (-diagonal).max(0) as usize, source.start + diagonal.max(0) as usize);
        let len = (m + diagonal.min(0)).min(n - diagonal.max(0)) as usize;
        // Words that go on as a run beside the gap does are likelier to be the same.
        let places = if diagonal == 0 || diagonal == n - m { 2 * len } else { page.len() * source.len() };
        let mut at = 0;
        while at + SHINGLE <= len {
            let equal = (at..=len - SHINGLE).take_while(|i| sides.page[from.0 + i] == sides.source[from.1 + i]).count();
            let bits = equal as u32 * SHINGLE_BITS;
            if let Some(sure) = bits.checked_sub(places.ilog2() + SURE)
                && best.is_none_or(|(most, _)| sure > most)
            {
                best = Some((sure, Run { page: from.0 + at, source: from.1 + at, len: equal + SHINGLE - 1 }));
            }
            at += equal + 1;
        }
    }
    let Some((_, run)) = best else { return };
    between(sides, page.start..run.page, source.start..run.source, runs);
    runs.push(run);
    between(sides, run.page_end()..page.end, run.source_end()..source.end, runs);
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use crate::check::{Options, check};
    use wherefrom_pack::Pack;
    use wherefrom_pack_build::{Description, build};
    use wherefrom_page::PageInput;
    use wherefrom_text::model::Document;

    fn text_free(texts: &[String]) -> Pack {
        let document =
            |(number, text): (usize, &String)| Document { id: Some(number.to_string()), text: text.clone(), ..Document::default() };
        let documents: Vec<Document> = texts.iter().enumerate().map(document).collect();
        let (bytes, _) = build(&documents, &Description { text_free: true, ..Description::default() }).expect("a pack");
        Pack::open(bytes).expect("the pack")
    }

    #[test]
    fn hashes_at_the_end_of_a_source_are_no_5_gram() {
        // Of a hundred sources some end with the hashes of the 5-gram that the page has from their middle.
        let words = ["gorse", "heather", "bracken", "thistle", "nettle", "dock", "sorrel", "yarrow"];
        let word = |n: usize| words[n * n % 61 % 8].to_owned();
        let texts: Vec<String> = (0..100).map(|n| (n..n + 24).map(word).collect::<Vec<_>>().join(" ") + &format!(" end{n}")).collect();
        let pack = text_free(&texts);
        for text in &texts {
            let report = check(&PageInput::from_text(text), &[&pack], &Options::default());
            assert!(report.blocks[0].shared_words <= report.blocks[0].words);
        }
    }

    #[test]
    fn refrains_have_a_bound() {
        let refrain = "la ".repeat(5000) + "gorse heather bracken thistle nettle dock sorrel yarrow.";
        let pack = text_free(std::slice::from_ref(&refrain));
        let report = check(&PageInput::from_text(&refrain), &[&pack], &Options::default());
        assert!(report.blocks[0].shared_words > 5000);
    }
}
