//! Within a section, which sentence of the source a sentence of the page tells.

use std::ops::Range;

use super::evidence::Evidence;
use super::{Kind, Section, overlap};
use crate::align::{Page, Passage};
use crate::pack::Source;
use crate::text::Flags;

/// A sentence of the page that tells one or two successive sentences of the source in other words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub page: Range<usize>,
    pub source: Range<usize>,
    /// Content words that both have.
    pub shared: usize,
}

/// This share of the content words of a reworded sentence stands in the sentences that it tells.
const MIN_SHARE: f32 = 0.5;
/// And so many different ones that are no names, numbers or formulas, which any report of one event has.
const MIN_TERMS: usize = 4;

/// A sentence with more of its words in runs is told by them.
const MAX_IN_RUNS: f32 = 0.35;

/// The sentences of the page in reworded and summarising sections, with the sentences that they tell. Sentences of which
/// words are quoted are left to the quotations.
pub fn links(page: &Page<'_>, source: &Source, sections: &[Section], passages: &[Passage]) -> Vec<Link> {
    let Some(source_terms) = source.terms() else { return Vec::new() };
    let sections: Vec<&Section> = sections.iter().filter(|s| s.kind != Kind::Verbatim).collect();
    if sections.is_empty() {
        return Vec::new();
    }
    let evidence = Evidence::new(page.terms(), source_terms);
    let mut links = Vec::new();
    for section in sections {
        let mut at = section.page.start;
        while at < section.page.end {
            let told = page.words.sentence(at);
            at = told.end;
            let quoted = page.words.flags[told.clone()].iter().any(|f| f.has(Flags::QUOTED));
            let in_runs: usize = passages.iter().flat_map(|p| &p.runs).map(|r| overlap(&(r.page..r.page_end()), &told)).sum();
            if !quoted && (in_runs as f32) < MAX_IN_RUNS * told.len() as f32 {
                links.extend(best_link(&evidence, page, source, &told, &section.source));
            }
        }
    }
    links
}

fn best_link(evidence: &Evidence, page: &Page<'_>, source: &Source, told: &Range<usize>, within: &Range<usize>) -> Option<Link> {
    let content = evidence.page.terms[told.clone()].iter().flatten().count();
    let terms = evidence.page.distinct(told);
    let given = Flags(Flags::NAME.0 | Flags::NUMBER.0 | Flags::FORMULA.0);
    let is_given = |term: u32| {
        let on_page = || evidence.page.places(term).iter().any(|&p| page.words.flags[p as usize].has(given));
        on_page() || evidence.source.places(term).iter().any(|&p| source.words.flags[p as usize].has(given))
    };
    let mut sentences = Vec::new();
    let mut at = within.start;
    while at < within.end {
        sentences.push(source.words.sentence(at));
        at = source.words.sentence(at).end;
    }
    let rate = |range: Range<usize>| {
        let both = |t: u32| evidence.page.count(t, told).min(evidence.source.count(t, &range));
        let shared: usize = terms.iter().map(|&t| both(t)).sum();
        let substance = terms.iter().filter(|&&t| both(t) > 0 && !is_given(t)).count();
        let enough = shared as f32 >= MIN_SHARE * content as f32 && substance >= MIN_TERMS;
        enough.then_some(Link { page: told.clone(), source: range, shared })
    };
    let single = sentences.iter().filter_map(|s| rate(s.clone()));
    let double = sentences.windows(2).filter_map(|w| rate(w[0].start..w[1].end));
    // Two sentences only where one does not do, or where the second adds words.
    single
        .chain(double)
        .max_by(|a, b| a.shared.cmp(&b.shared).then(b.source.len().cmp(&a.source.len())).then(b.source.start.cmp(&a.source.start)))
}
