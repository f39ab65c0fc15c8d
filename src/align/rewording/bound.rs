//! Whether a page can tell sentences of a source in other words at all: what a link asks of the stems of two sentences, asked
//! of the forms of their words. Nearly all pairs of texts fail here, in a hundredth of the time of a search.

use std::ops::Range;

use super::sentences::{MAX_PLACES, MIN_SHARE, MIN_TERMS, RunWords, is_told_by_runs};
use crate::align::{Page, Passage};
use crate::fingerprint::Places;
use crate::pack::Source;
use crate::text::terms::NONE;
use crate::text::{Flags, Words};

/// Texts are searched for reworded sentences if they share this part of the terms of the shorter: reports on different
/// things share a tenth, a text and its rewording a third and more.
const MIN_SHARED_TERMS: f32 = 0.2;

/// Whether a page may tell a source in other words: by the forms of the words, then by their stems.
pub fn may_tell(page: &Page<'_>, source: &Source, passages: &[Passage]) -> bool {
    let runs = RunWords::of(page.words.len(), passages);
    let borders = source.words.sentence_ends();
    let side = |words| Side { words, flags: Some(&source.words.flags), borders: &borders };
    if !any_sentence(page, &runs, page.places(), &side(&source.words.keys), FORMS) {
        return false;
    }
    let (ours, Some(theirs)) = (page.terms(), source.terms()) else { return false };
    ours.distinct.shared(&theirs.distinct) as f32 >= MIN_SHARED_TERMS * ours.distinct.len().min(theirs.distinct.len()) as f32
        && any_sentence(page, &runs, page.term_places(), &side(&theirs.ids), STEMS)
}

/// The same by the words' keys alone, before the rest of the source is decoded.
pub fn may_hold(page: &Page<'_>, source: &[u32]) -> bool {
    let borders: Vec<usize> = (1..=source.len().div_ceil(STRETCH)).map(|stretch| (stretch * STRETCH).min(source.len())).collect();
    let theirs = Side { words: source, flags: None, borders: &borders };
    any_sentence(page, &RunWords::of(page.words.len(), &[]), page.places(), &theirs, FORMS)
}

/// Where the sentences of a source are not known, stretches of so many words stand for them: two in a row hold any two sentences
/// that are no longer together than one of them.
const STRETCH: usize = 64;

/// The sentences of a page.
pub struct Told {
    /// Of every word the sentence that it is in.
    of_word: Vec<u32>,
    sentences: Vec<Sentence>,
}

struct Sentence {
    words: Range<usize>,
    quoted: bool,
    content: usize,
}

/// Which of the content words of a page's sentence stand in a sentence of the source.
#[derive(Clone, Copy, Default)]
struct Found {
    words: u32,
    /// That are no names, numbers or formulas.
    terms: u32,
}

/// How much of a page's sentence two sentences of the source have.
#[derive(Clone, Copy)]
struct Asked {
    /// Of its content words.
    share: f32,
    /// Words that are no names, numbers or formulas.
    terms: u32,
}

/// What a link asks.
const STEMS: Asked = Asked { share: MIN_SHARE, terms: MIN_TERMS as u32 };
/// Of words in the same form all 58 links of a thousand pages of press releases have more; at a share of 0.4 three are lost.
const FORMS: Asked = Asked { share: 0.35, terms: 3 };

impl Told {
    pub fn of(words: &Words) -> Told {
        let mut told = Told { of_word: Vec::with_capacity(words.len()), sentences: Vec::new() };
        while told.of_word.len() < words.len() {
            let from = told.of_word.len();
            let range = from..words.sentence_end(from);
            let flags = &words.flags[range.clone()];
            told.of_word.resize(range.end, told.sentences.len() as u32);
            told.sentences.push(Sentence {
                quoted: flags.iter().any(|f| f.has(Flags::QUOTED)),
                content: flags.iter().filter(|f| !f.has(Flags::FUNCTION)).count(),
                words: range,
            });
        }
        told
    }
}

/// A source.
struct Side<'a> {
    /// Keys or stems.
    words: &'a [u32],
    /// Where they are known.
    flags: Option<&'a [Flags]>,
    /// Where its sentences end.
    borders: &'a [usize],
}

/// Whether any sentence of the page has what is asked in common with two sentences in a row of the source. Words of the page are told
/// by the `places` of their keys or stems.
fn any_sentence(page: &Page<'_>, runs: &RunWords, places: &Places, source: &Side<'_>, asked: Asked) -> bool {
    let (told, flags) = (page.told(), &page.words.flags);
    let given = Flags(Flags::NAME.0 | Flags::NUMBER.0 | Flags::FORMULA.0);
    let may_be_told = |s: &Sentence| !s.quoted && !is_told_by_runs(runs, &s.words);
    let may_be_told: Vec<bool> = told.sentences.iter().map(may_be_told).collect();
    // Of every word of the page the last sentence of the source, counted from 1, that was found to have it.
    let mut met = vec![0; page.words.len()];
    // And how often it was found.
    let mut times = vec![0; page.words.len()];
    // By sentence of the page, in the last sentence of the source and in this one; and those of which any word was found.
    let (mut before, mut found) = (vec![Found::default(); told.sentences.len()], vec![Found::default(); told.sentences.len()]);
    let (mut touched_before, mut touched): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut from = 0;
    for (number, &to) in (1..).zip(source.borders) {
        for place in std::mem::replace(&mut from, to)..to {
            let key = source.words[place];
            let Some(first) = places.first(key).map(|at| at as usize) else { continue };
            times[first] += 1;
            if key == NONE || flags[first].has(Flags::FUNCTION) || std::mem::replace(&mut met[first], number) == number {
                continue;
            }
            let given_there = times[first] <= MAX_PLACES && source.flags.is_some_and(|flags| flags[place].has(given));
            for at in places.from(Some(first as u32)).map(|at| at as usize) {
                let sentence = told.of_word[at] as usize;
                let in_sentence = &mut found[sentence];
                if in_sentence.words == 0 {
                    touched.push(sentence);
                }
                in_sentence.words += 1;
                in_sentence.terms += u32::from(!given_there && !flags[at].has(given));
            }
        }
        let enough = |at: usize| {
            let (a, b) = (before[at], found[at]);
            let words = (a.words + b.words) as f32;
            words >= asked.share * told.sentences[at].content as f32 && a.terms + b.terms >= asked.terms && may_be_told[at]
        };
        // Of the others no more was found than the last time.
        if touched.iter().copied().any(enough) {
            return true;
        }
        touched_before.drain(..).for_each(|at| before[at] = Found::default());
        std::mem::swap(&mut before, &mut found);
        std::mem::swap(&mut touched_before, &mut touched);
    }
    false
}
