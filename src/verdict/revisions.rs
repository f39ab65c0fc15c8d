//! Several versions of one source article: which are versions of each other, and which of them the page is told by.

use std::cmp::Reverse;

use wherefrom_text::date::publication_order;
use wherefrom_text::order;
use wherefrom_text::url::url_identity;

use super::Match;

/// Of several versions of one article the one that shares most with the page stays; the others are kept beside it.
pub fn closest_revisions(matches: Vec<Match>) -> Vec<Match> {
    let groups = revision_groups(&matches);
    let mut order: Vec<usize> = (0..matches.len()).collect();
    let rank = |at: usize| {
        (
            Reverse((matches[at].shared(), matches[at].closeness(), matches[at].follows.as_ref().map(|f| f.sentences))),
            publication_order(matches[at].source.meta.published.as_deref()),
            &matches[at].source.meta.id,
        )
    };
    order::sort_by(&mut order, |&a, &b| rank(a).cmp(&rank(b)));
    let mut matches: Vec<Option<Match>> = matches.into_iter().map(Some).collect();
    let mut kept: Vec<(usize, Match)> = Vec::new();
    for at in order {
        let Some(candidate) = matches[at].take() else { continue };
        match kept.iter_mut().find(|(group, _)| *group == groups[at]) {
            Some((_, closest)) => closest.versions.push((candidate.source.meta.clone(), candidate.passages)),
            None => kept.push((groups[at], candidate)),
        }
    }
    kept.into_iter().map(|(_, m)| m).collect()
}

/// A group number a match: matches are versions of one article if they have one URL, or one names the other as what
/// it is a revision of, or both name the same.
fn revision_groups(matches: &[Match]) -> Vec<usize> {
    let url = |at: usize| matches[at].source.meta.url.as_deref().and_then(url_identity);
    let of = |at: usize| matches[at].source.meta.revision_of.as_deref();
    let names = |a: usize, b: usize| {
        of(a).is_some_and(|r| r == matches[b].source.meta.id || url(b).is_some_and(|url| url_identity(r) == Some(url)))
    };
    let mut groups: Vec<usize> = (0..matches.len()).collect();
    for a in 0..matches.len() {
        for b in 0..a {
            let same = url(a).is_some() && url(a) == url(b) || of(a).is_some() && of(a) == of(b) || names(a, b) || names(b, a);
            if same && groups[a] != groups[b] {
                let (from, to) = (groups[a].max(groups[b]), groups[a].min(groups[b]));
                groups.iter_mut().filter(|g| **g == from).for_each(|g| *g = to);
            }
        }
    }
    groups
}
