//! Whether a page can tell sentences of a source in other words at all: what is asked of one sentence, asked of all of the
//! source at once. Nearly all pairs of texts fail here, in a hundredth of the time of a search.

use super::sentences::{MIN_SHARE, MIN_TERMS, RunWords, is_told_by_runs};
use crate::align::{Page, Passage};
use crate::pack::Source;
use crate::text::Flags;
use crate::text::terms::NONE;

/// Texts are searched for reworded sentences if they share this part of the terms of the shorter: reports on different
/// things share a tenth, a text and its rewording a third and more.
const MIN_SHARED_TERMS: f32 = 0.2;

/// Whether a page may tell a source in other words, by the stems of both.
pub fn may_tell(page: &Page<'_>, source: &Source, passages: &[Passage]) -> bool {
    let runs = RunWords::of(page.words.len(), passages);
    if !any_sentence(page, &runs, &present(page, &source.words.keys), FORMS) {
        return false;
    }
    let (ours, Some(theirs)) = (page.terms(), source.terms()) else { return false };
    if (ours.shared(theirs) as f32) < MIN_SHARED_TERMS * ours.distinct.len().min(theirs.distinct.len()) as f32 {
        return false;
    }
    let in_source: Vec<bool> = ours.ids.iter().map(|&id| id != NONE && theirs.distinct.binary_search(&id).is_ok()).collect();
    any_sentence(page, &runs, &in_source, Asked { share: MIN_SHARE, terms: MIN_TERMS })
}

/// The same by the words' keys alone, before the rest of the source is decoded.
pub fn may_hold(page: &Page<'_>, source: &[u32]) -> bool {
    any_sentence(page, &RunWords::of(page.words.len(), &[]), &present(page, source), FORMS)
}

/// What is asked of a sentence.
#[derive(Clone, Copy)]
struct Asked {
    /// Of its content words.
    share: f32,
    /// Words that are no names, numbers or formulas.
    terms: usize,
}

/// Where words are compared and not their stems: a reworded sentence keeps most forms.
const FORMS: Asked = Asked { share: 0.25, terms: 2 };

/// Of every word of the page whether it stands in the source.
fn present(page: &Page<'_>, source: &[u32]) -> Vec<bool> {
    let mut present = vec![false; page.words.len()];
    for &key in source {
        // The first place stands for all.
        if let Some(at) = page.places.get(key).next() {
            present[at as usize] = true;
        }
    }
    (0..present.len()).map(|at| present[page.first[at] as usize]).collect()
}

/// Whether any sentence that could be told by a link has so many of its words among those of the source.
fn any_sentence(page: &Page<'_>, runs: &RunWords, in_source: &[bool], asked: Asked) -> bool {
    let flags = &page.words.flags;
    let given = Flags(Flags::NAME.0 | Flags::NUMBER.0 | Flags::FORMULA.0);
    let mut at = 0;
    while at < flags.len() {
        let told = at..page.words.sentence_end(at);
        at = told.end;
        let (mut content, mut shared, mut terms, mut quoted) = (0, 0, 0, false);
        for word in told.clone() {
            quoted |= flags[word].has(Flags::QUOTED);
            if !flags[word].has(Flags::FUNCTION) {
                content += 1;
                shared += usize::from(in_source[word]);
                terms += usize::from(in_source[word] && !flags[word].has(given));
            }
        }
        if terms >= asked.terms && shared as f32 >= asked.share * content as f32 && !quoted && !is_told_by_runs(runs, &told) {
            return true;
        }
    }
    false
}
