//! Within a section, which sentence of the source a sentence of the page tells.

use std::cmp::Reverse;
use std::ops::Range;

use super::evidence::Evidence;
use super::{Section, SectionKind};
use crate::align::Passage;
use wherefrom_text::order;
use wherefrom_text::{Flags, Words};

/// Places of a term that are looked at.
pub const MAX_PLACES: usize = 200;

/// A sentence of the page that tells one or two successive sentences of the source in other words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub page: Range<usize>,
    pub source: Range<usize>,
    /// Content words that both have.
    pub shared: usize,
}

/// This share of the content words of a reworded sentence stands in the sentences that it tells.
pub const MIN_SHARE: f32 = 0.5;
/// And so many different ones that are no names, numbers or formulas, which any report of one event has.
pub const MIN_TERMS: usize = 4;
/// Names, numbers and formulas: what any report of one event has.
pub const GIVEN: Flags = Flags(Flags::NAME.0 | Flags::NUMBER.0 | Flags::FORMULA.0);

/// A sentence with more of its words in runs is told by them.
const MAX_IN_RUNS: f32 = 0.35;

/// Those sentences of the page that lie in reworded and summarising sections, with the sentences that they tell.
pub fn links(evidence: &Evidence, page: &Words, source: &Words, sections: &[Section], sentences: &[Range<usize>]) -> Vec<Link> {
    let told_by = Sentences { evidence, page, source, of_word: sentence_numbers(source) };
    let mut links: Vec<Link> = Vec::new();
    for section in sections.iter().filter(|s| s.kind != SectionKind::Verbatim) {
        // They are in order.
        let first = sentences.partition_point(|s| s.end <= section.page.start);
        let within = sentences[first..].iter().take_while(|s| s.start < section.page.end);
        links.extend(within.filter_map(|told| told_by.best_link(told, &section.source)));
    }
    // Sections may overlap: of a sentence the closest link stays.
    order::sort_by_key(&mut links, |l| (l.page.start, Reverse(l.shared)));
    links.dedup_by_key(|l| l.page.start);
    links
}

pub fn is_told_by_runs(runs: &RunWords, sentence: &Range<usize>) -> bool {
    runs.in_range(sentence) as f32 >= MAX_IN_RUNS * sentence.len() as f32
}

/// How many words before each stand in runs.
pub struct RunWords(Vec<u32>);

impl RunWords {
    pub fn of<'a>(words: usize, passages: impl IntoIterator<Item = &'a Passage>) -> RunWords {
        let mut in_runs = vec![0u32; words + 1];
        passages.into_iter().flat_map(|p| &p.runs).for_each(|r| in_runs[r.page + 1..=r.page_end()].fill(1));
        for at in 0..words {
            in_runs[at + 1] += in_runs[at];
        }
        RunWords(in_runs)
    }

    pub fn in_range(&self, range: &Range<usize>) -> u32 {
        self.0[range.end] - self.0[range.start]
    }
}

/// The number of the sentence that each word is in.
fn sentence_numbers(words: &Words) -> Vec<u32> {
    let mut number = 0;
    let starts = |at: usize| at > 0 && words.flags[at].has(Flags(Flags::SENTENCE.0 | Flags::BLOCK.0));
    (0..words.len())
        .map(|at| {
            number += u32::from(starts(at));
            number
        })
        .collect()
}

/// Sentences of the source that are looked at closely, those with most terms of the page's sentence.
const LOOKED_AT: usize = 6;

struct Sentences<'a> {
    evidence: &'a Evidence,
    page: &'a Words,
    source: &'a Words,
    of_word: Vec<u32>,
}

impl Sentences<'_> {
    fn best_link(&self, told: &Range<usize>, within: &Range<usize>) -> Option<Link> {
        let (evidence, words) = (self.evidence, self.source);
        let terms = evidence.page.distinct(told);
        if terms.len() < MIN_TERMS {
            return None;
        }
        // How many of the terms stand in each sentence, and the sentence's first word that is one.
        let mut hits: Vec<(u32, u32)> = Vec::new();
        for &term in &terms {
            let first = hits.len();
            for &place in evidence.source.places(term).iter().take(MAX_PLACES).filter(|&&p| within.contains(&(p as usize))) {
                let sentence = self.of_word[place as usize];
                if hits[first..].last().is_none_or(|last| last.0 != sentence) {
                    hits.push((sentence, place));
                }
            }
        }
        order::sort_pairs(&mut hits);
        let content = evidence.page.terms[told.clone()].iter().flatten().count();
        let mut best: Vec<(usize, usize)> =
            hits.chunk_by(|a, b| a.0 == b.0).map(|sentence| (sentence.len(), sentence[0].1 as usize)).collect();
        order::sort_by_key(&mut best, |&(hits, place)| (Reverse(hits), place));
        let told_times: Vec<usize> = terms.iter().map(|&t| evidence.page.count(t, told)).collect();
        let rate = |range: Range<usize>| {
            let both = |(&term, &times): (&u32, &usize)| (term, times.min(evidence.source.count(term, &range)));
            let both: Vec<(u32, usize)> = terms.iter().zip(&told_times).map(both).filter(|(_, times)| *times > 0).collect();
            let shared: usize = both.iter().map(|(_, times)| times).sum();
            let enough = both.len() >= MIN_TERMS && shared as f32 >= MIN_SHARE * content as f32;
            let substance = || both.iter().filter(|(term, _)| !self.is_given(*term)).count();
            (enough && substance() >= MIN_TERMS).then_some(Link { page: told.clone(), source: range, shared })
        };
        let ranges = best.iter().take(LOOKED_AT).flat_map(|&(_, place)| {
            let one = words.sentence(place);
            let before = (one.start > within.start).then(|| words.sentence(one.start - 1).start..one.end);
            let after = (one.end < within.end).then(|| one.start..words.sentence(one.end).end);
            [Some(one), before, after].into_iter().flatten()
        });
        // Two sentences only where the second adds words.
        let closer = |a: &Link, b: &Link| {
            a.shared.cmp(&b.shared).then(b.source.len().cmp(&a.source.len())).then(b.source.start.cmp(&a.source.start))
        };
        ranges.filter_map(rate).max_by(closer)
    }

    fn is_given(&self, term: u32) -> bool {
        let any = |words: &Words, places: &[u32]| places.iter().take(MAX_PLACES).any(|&p| words.flags[p as usize].has(GIVEN));
        any(self.page, self.evidence.page.places(term)) || any(self.source, self.evidence.source.places(term))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wherefrom_text::lexicon::Language;
    use wherefrom_text::stems::Stems;
    use wherefrom_text::words;

    /// How many sentences of the page are linked with this part of the source.
    fn linked(page: &str, source: &str, within: impl Fn(usize) -> Range<usize>) -> usize {
        let read = |text: &str| words::read(&[Some(text)], Some(Language::English));
        let (page_words, source_words) = (read(page), read(source));
        let evidence = Evidence::new(&Stems::of(&page_words, |_| page), &Stems::of(&source_words, |_| source));
        let section = Section { page: 0..page_words.len(), source: within(source_words.len()), kind: SectionKind::Reworded };
        let sentences: Vec<Range<usize>> = std::iter::successors(Some(page_words.sentence(0)), |last| {
            (last.end < page_words.len()).then(|| page_words.sentence(last.end))
        })
        .collect();
        links(&evidence, &page_words, &source_words, &[section], &sentences).len()
    }

    #[test]
    fn a_sentence_counts_as_a_whole_where_a_section_cuts_it() {
        let page = "Quickly seven wolves attacked the sheep of northern valleys";
        let source = "Wolves attacked sheep in the northern valleys quickly. Nobody was hurt there.";
        assert_eq!(linked(page, source, |words| 4..words), 1);
        assert_eq!(linked(page, "Wolves were seen. Nobody attacked sheep. Rain fell in most valleys.", |words| 0..words), 0);
    }

    #[test]
    fn frequent_terms_count_wherever_they_stand() {
        let page = "Fences zebra rotten sunrise gently";
        let source = format!("{}Frightened zebra crossed rotten fences before sunrise.", "The zebra and a zebra drank. ".repeat(130));
        assert_eq!(linked(page, &source, |words| 0..words), 1);
    }
}
