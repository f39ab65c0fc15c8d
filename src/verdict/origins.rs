//! Which sources have the words that they share with the page from one another: a wire story that forty outlets print is one origin.

use super::{Article, Match};
use crate::align::{MIN_EVIDENCE, weight};
use wherefrom_text::Flags;
use wherefrom_text::date::publication_order;
use wherefrom_text::order;

/// So much of what the one shares the other has as well, where both are of one origin.
const SAME_SHARE: f32 = 0.5;

/// Groups the matches that share words with the page, by their numbers: each group the earliest publication first, and unknown dates
/// last. `named` are the matches that the report names.
pub fn origins(article: &Article<'_>, matches: &[Match], named: &[usize]) -> Vec<Vec<usize>> {
    let shared: Vec<(usize, Vec<bool>)> = named.iter().map(|&m| (m, words(article, &matches[m]))).collect();
    let shared: Vec<(usize, Vec<bool>)> = shared.into_iter().filter(|(_, words)| words.contains(&true)).collect();
    let mut groups: Vec<usize> = (0..shared.len()).collect();
    for a in 0..shared.len() {
        for b in 0..a {
            let (from, to) = (groups[a].max(groups[b]), groups[a].min(groups[b]));
            if from != to && are_one(article, &shared[a].1, &shared[b].1) {
                groups.iter_mut().filter(|group| **group == from).for_each(|group| *group = to);
            }
        }
    }
    let mut origins: Vec<Vec<usize>> = (0..shared.len()).map(|group| members(&shared, &groups, group)).filter(|g| !g.is_empty()).collect();
    for origin in &mut origins {
        order::sort_by_key(origin, |&m| (publication_order(matches[m].source.meta.published.as_deref()), m));
    }
    origins
}

fn members(shared: &[(usize, Vec<bool>)], groups: &[usize], group: usize) -> Vec<usize> {
    shared.iter().zip(groups).filter(|(_, of)| **of == group).map(|((m, _), _)| *m).collect()
}

/// Of every word of the page whether a source has it, in the same wording or in a sentence that is told in other words.
fn words(article: &Article<'_>, of: &Match) -> Vec<bool> {
    let mut words = vec![false; article.words.len()];
    of.passages.iter().flat_map(|p| &p.runs).for_each(|run| words[run.page..run.page_end()].fill(true));
    of.links.iter().for_each(|link| words[link.page.clone()].fill(true));
    words
}

/// Whether two sources share so much of the same words of the page that they have it from one another. What somebody said two
/// reporters hear alike, so that words in quotation marks do not count, and a phrase may be anybody's.
fn are_one(article: &Article<'_>, a: &[bool], b: &[bool]) -> bool {
    let flags = &article.words.flags;
    let told = |of: &dyn Fn(usize) -> bool| {
        let words = (0..flags.len()).filter(|&at| of(at) && !flags[at].has(Flags::QUOTED));
        words.fold((0, 0.0), |(count, evidence), at| (count + 1, evidence + weight(flags[at])))
    };
    let (own_a, own_b) = (told(&|at| a[at]).0, told(&|at| b[at]).0);
    let (both, evidence) = told(&|at| a[at] && b[at]);
    evidence >= MIN_EVIDENCE && both as f32 > SAME_SHARE * own_a.min(own_b) as f32
}
