//! Which sentences of a page can tell sentences of a source in other words at all: what a link asks of the stems of two sentences, asked
//! of the forms of their words. Nearly all pairs of texts fail here, in a hundredth of the time of a search.

use std::ops::Range;

use super::sentences::{GIVEN, MAX_PLACES, MIN_SHARE, MIN_TERMS, RunWords, is_told_by_runs};
use crate::align::known::Known;
use crate::align::{Page, Passage};
use wherefrom_pack::Source;
use wherefrom_text::fingerprint::Places;
use wherefrom_text::order;
use wherefrom_text::stems::{NONE, has_stem};
use wherefrom_text::{Flags, Words};

/// Those open sentences of the page, by their numbers, that may tell a source in other words: by the forms of the words, then by
/// their stems.
pub fn may_tell(page: &Page<'_>, open: &Open, source: &Source, passages: &[Passage]) -> Vec<u32> {
    let runs = RunWords::of(page.words.len(), passages);
    let told = &page.told().sentences;
    let untold: Vec<bool> = told.iter().zip(&open.sentences).map(|(s, open)| *open && !is_told_by_runs(&runs, &s.words)).collect();
    let borders = source.words.sentence_ends();
    let side = |words| Side { words, flags: Some(&source.words.flags), borders: &borders };
    let by_forms = told_sentences(page, &untold, page.places(), Some(&open.words), &side(&source.words.keys), FORMS, true);
    if by_forms.is_empty() {
        return by_forms;
    }
    let Some(theirs) = source.stems() else { return Vec::new() };
    told_sentences(page, &untold, page.stem_places(), None, &side(&theirs.ids), STEMS, false)
}

/// The same by the words' keys alone, before the rest of the source is decoded.
pub fn may_hold(page: &Page<'_>, open: &Open, source: &[u32]) -> bool {
    let borders: Vec<usize> = (1..=source.len().div_ceil(STRETCH)).map(|stretch| (stretch * STRETCH).min(source.len())).collect();
    let theirs = Side { words: source, flags: None, borders: &borders };
    !told_sentences(page, &open.sentences, page.places(), Some(&open.words), &theirs, FORMS, true).is_empty()
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

/// A sentence or a block with more of its words in runs of one source needs no other explanation.
const EXPLAINED: f32 = 0.5;

/// The sentences of a page that may be told in other words: no source has most of their words in runs, nothing of them is
/// quoted, and they say enough.
pub struct Open {
    sentences: Vec<bool>,
    /// Their content words.
    words: Known,
    /// Whether there is a block of which no source has most.
    any_block: bool,
}

impl Open {
    /// `found` are the passages of every source that was found; those of one block count where they are no chance for `sure`.
    pub fn of<'a>(page: &Page<'_>, found: impl Iterator<Item = &'a [Passage]>, sure: impl Fn(&[Passage]) -> bool) -> Open {
        let told = page.told();
        let asked = |s: &Sentence| !s.quoted && s.content >= MIN_TERMS;
        let mut sentences: Vec<bool> = told.sentences.iter().map(asked).collect();
        let mut blocks = vec![true; page.blocks.len()];
        let block_of = |p: &Passage| page.words.blocks[p.runs[0].page];
        let is_explained = |runs: &RunWords, words: &Range<usize>| runs.in_range(words) as f32 >= EXPLAINED * words.len() as f32;
        for passages in found {
            let by_block = passages.chunk_by(|a, b| block_of(a) == block_of(b)).filter(|passages| sure(passages));
            let (all, sure) = (RunWords::of(page.words.len(), passages), RunWords::of(page.words.len(), by_block.flatten()));
            sentences.iter_mut().zip(&told.sentences).for_each(|(open, s)| *open &= !is_explained(&sure, &s.words));
            blocks.iter_mut().zip(page.blocks).for_each(|(open, block)| *open &= !is_explained(&all, block));
        }
        let any_block = page.blocks.iter().zip(&blocks).any(|(block, open)| *open && !block.is_empty());
        let is_content = |at: &usize| sentences[told.of_word[*at] as usize] && !page.words.flags[*at].has(Flags::FUNCTION);
        let words = Known::of((0..page.words.len()).filter(is_content).map(|at| page.words.keys[at]));
        Open { sentences, words, any_block }
    }

    pub fn is_empty(&self) -> bool {
        !self.any_block && !self.sentences.contains(&true)
    }

    /// Whether other documents than those that were found may be needed.
    pub fn asks_for_more(&self) -> bool {
        self.any_block
    }
}

/// How many of the content words of a page's sentence stand in a sentence of the source.
#[derive(Clone, Copy, Default)]
struct Found {
    words: u32,
    /// That are no names, numbers or formulas.
    terms: u32,
    /// The same of those that do not stand in the source's sentence before.
    more_words: u32,
    more_terms: u32,
}

/// How much of a page's sentence two sentences of the source have.
#[derive(Clone, Copy)]
struct Least {
    /// Of its content words.
    share: f32,
    /// Words that are no names, numbers or formulas.
    terms: u32,
}

/// What a link asks.
const STEMS: Least = Least { share: MIN_SHARE, terms: MIN_TERMS as u32 };
/// Of words in the same form less is asked: one of 16 links of a thousand pages of press releases is lost so, and four at a share of 0.4.
const FORMS: Least = Least { share: 0.35, terms: 3 };

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
                content: range.clone().filter(|&at| has_stem(words, at)).count(),
                words: range,
            });
        }
        told
    }

    /// The words of a sentence.
    pub fn words(&self, sentence: u32) -> Range<usize> {
        self.sentences[sentence as usize].words.clone()
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

/// Pages and sources that go on repeating the same few words would take their product: after so many steps every sentence may be told.
const MAX_STEPS: usize = 1 << 21;

/// Which of the `untold` sentences of the page have what is asked in common with two sentences in a row of the source, in order;
/// where `any` will do the first that is found. Words of the page are told by the `places` of their keys or stems, and there are no others
/// than the `known` ones.
fn told_sentences(
    page: &Page<'_>,
    untold: &[bool],
    places: &Places,
    known: Option<&Known>,
    source: &Side<'_>,
    least: Least,
    any: bool,
) -> Vec<u32> {
    let (told, flags) = (page.told(), &page.words.flags);
    let mut untold = untold.to_vec();
    // Of every word of the page the last sentence of the source, counted from 2, that was found to have it.
    let mut met = vec![0; page.words.len()];
    // And how often it was found.
    let mut times = vec![0; page.words.len()];
    // By sentence of the page, in the last sentence of the source and in this one; and those of which any word was found.
    let (mut before, mut found) = (vec![Found::default(); told.sentences.len()], vec![Found::default(); told.sentences.len()]);
    let (mut touched_before, mut touched): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut enough = Vec::new();
    let mut steps = 0;
    let mut from = 0;
    for (number, &to) in (2..).zip(source.borders) {
        for place in std::mem::replace(&mut from, to)..to {
            let key = source.words[place];
            if known.is_some_and(|known| !known.has(key)) {
                continue;
            }
            let Some(first) = places.first(key).map(|at| at as usize) else { continue };
            times[first] += 1;
            if key == NONE || flags[first].has(Flags::FUNCTION) {
                continue;
            }
            let last = std::mem::replace(&mut met[first], number);
            if last == number {
                continue;
            }
            let given_there = times[first] <= MAX_PLACES && source.flags.is_some_and(|flags| flags[place].has(GIVEN));
            let is_more = u32::from(last + 1 != number);
            for (nth, at) in places.from(Some(first as u32)).enumerate() {
                let at = at as usize;
                steps += 1;
                let sentence = told.of_word[at] as usize;
                let in_sentence = &mut found[sentence];
                if in_sentence.words == 0 {
                    touched.push(sentence);
                }
                let is_given = given_there || nth < MAX_PLACES && flags[at].has(GIVEN);
                let is_term = u32::from(!is_given);
                in_sentence.words += 1;
                in_sentence.terms += is_term;
                in_sentence.more_words += is_more;
                in_sentence.more_terms += is_more & is_term;
            }
        }
        // Of sentences that were not touched no more was found than the last time.
        for &at in &touched {
            let (a, b) = (before[at], found[at]);
            let words = (a.words + b.more_words) as f32;
            if words >= least.share * told.sentences[at].content as f32 && a.terms + b.more_terms >= least.terms && untold[at] {
                untold[at] = false;
                enough.push(at as u32);
            }
        }
        if any && !enough.is_empty() {
            break;
        }
        if steps > MAX_STEPS {
            enough.extend((0..).zip(untold).filter(|(_, untold)| *untold).map(|(at, _)| at));
            break;
        }
        touched_before.drain(..).for_each(|at| before[at] = Found::default());
        std::mem::swap(&mut before, &mut found);
        std::mem::swap(&mut touched_before, &mut touched);
    }
    order::sort_numbers(&mut enough);
    enough
}

#[cfg(test)]
mod tests {
    use super::super::evidence::Evidence;
    use super::super::sentences;
    use super::super::{Section, SectionKind};
    use super::*;
    use wherefrom_text::lexicon::Language;
    use wherefrom_text::model::Metadata;
    use wherefrom_text::words;

    /// How many links there are anywhere, all of which are among what the stems tell.
    fn linked(page: &str, source: &str, language: Option<Language>) -> usize {
        let texts: Vec<&str> = page.lines().collect();
        let words = words::read(&texts.iter().map(|text| Some(*text)).collect::<Vec<_>>(), language);
        let blocks = words.block_ranges(texts.len());
        let page = Page::new(&words, &blocks, &texts);
        let meta = Metadata { language: language.map(|l| l.tag().to_owned()), ..Metadata::default() };
        let source = Source::from_blocks(meta, &source.lines().map(|line| (line, false)).collect::<Vec<_>>());
        let stems = source.stems().expect("it has text");
        let borders = source.words.sentence_ends();
        let side = Side { words: &stems.ids, flags: Some(&source.words.flags), borders: &borders };
        let every = vec![true; page.told().sentences.len()];
        let told = told_sentences(&page, &every, page.stem_places(), None, &side, STEMS, false);
        let anywhere = Section { page: 0..words.len(), source: 0..source.words.len(), kind: SectionKind::Reworded };
        let all: Vec<Range<usize>> = page.told().sentences.iter().map(|s| s.words.clone()).collect();
        let links = sentences::links(&Evidence::new(page.stems(), stems), &words, &source.words, &[anywhere], &all);
        for link in &links {
            assert!(told.contains(&page.told().of_word[link.page.start]), "{texts:?} {:?}", source.blocks);
        }
        links.len()
    }

    /// Numbers that look random, below what is asked.
    fn random() -> impl FnMut(u64) -> u64 {
        let mut state = 0x9E37_79B9_7F4A_7C15_u64;
        move |most| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 33) % most
        }
    }

    #[test]
    fn no_sentence_with_a_link_is_passed_over() {
        let mut below = random();
        let mut text = |sentences: u64, endings: u64| -> String {
            let mut word =
                || ["plum", "otter", "gorse", "zinc"][below(4) as usize].to_owned() + ["s", "ing", "ed", "ry"][below(endings) as usize];
            let sentence = |n: u64| (0..4 + n % 5).map(|_| word()).collect::<Vec<_>>().join(" the ") + ". ";
            (0..sentences).map(sentence).collect::<String>().replacen("plum", "Plum", 1)
        };
        let pairs = (0..600).map(|round| (text(1 + round % 5, 4), text(1 + round % 7, 1 + round % 4)));
        let links: usize = pairs.map(|(page, source)| linked(&page, &source, Some(Language::English))).sum();
        assert!(links > 100, "{links}");
    }

    #[test]
    fn nor_one_of_characters_and_numbers() {
        let mut below = random();
        let mut text = |sentences: u64| -> String {
            let mut word = || ["\u{5C71}", "\u{6C34}", "\u{706B}", "\u{6C11}", "\u{6D77}", "44", "GDP"][below(7) as usize];
            let sentence = |n: u64| (0..5 + n % 7).map(|_| word()).collect::<String>() + ["\u{3002}", "\n"][n as usize % 2];
            (0..sentences).map(sentence).collect()
        };
        let pairs = (0..4000).map(|round| (text(1 + round % 5), text(1 + round % 7)));
        let links: usize = pairs.map(|(page, source)| linked(&page, &source, None)).sum();
        assert!(links > 100, "{links}");
    }

    #[test]
    fn nor_one_of_a_page_that_repeats_itself() {
        let page = "The zebra and a zebra drank. ".repeat(130) + "Fences Zebra rotten sunrise gently.";
        assert_eq!(linked(&page, "Fences and a zebra, rotten at sunrise.", Some(Language::English)), 1);
    }

    #[test]
    fn what_may_be_chance_explains_no_sentence() {
        let text = "Gorse heather bracken thistle nettle dock sorrel.";
        let words = words::read(&[Some(text)], None);
        let (blocks, texts) = (words.block_ranges(1), [text]);
        let page = Page::new(&words, &blocks, &texts);
        let passages = [Passage { runs: vec![crate::align::Run { page: 0, source: 0, len: 6 }], score: 6.0 }];
        let open = |sure: bool| Open::of(&page, std::iter::once(&passages[..]), |_| sure);
        assert!(open(true).is_empty());
        assert!(!open(false).is_empty() && !open(false).asks_for_more());
    }
}
