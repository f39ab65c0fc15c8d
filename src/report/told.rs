//! Sentences on the sources that stand beside the headline.

use super::{FollowsReport, Report, SourceReport};
use wherefrom_text::date::publication_order;

/// Of the source that the page follows most closely: "Tells 14 of 18 sentences of Gazette, 3 April 2031 in its order, in other words."
/// `None` where the headline says so.
pub fn followed(report: &Report) -> Option<String> {
    if report.summary.headline_code == "follows" {
        return None;
    }
    let followed = report.sources.iter().filter_map(|source| Some((source, source.follows.as_ref()?)));
    let (source, follows) = followed.min_by_key(|(_, follows)| std::cmp::Reverse(follows.sentences))?;
    Some(format!("{}.", of_source(source, follows)))
}

/// The same of one source, without a full stop.
pub(crate) fn of_source(source: &SourceReport, follows: &FollowsReport) -> String {
    let FollowsReport { sentences, of, .. } = follows;
    format!("Tells {sentences} of {of} sentences of {} in its order, in other words", source.label())
}

/// Where the shared words stand and from how many origins they are: "In 12 outlets, from 2 origins, the earliest Gazette, 3 April 2031."
/// `None` where there are no two sources of them.
pub fn origins(report: &Report) -> Option<String> {
    let sources: Vec<&SourceReport> = report.origins.iter().flatten().filter_map(|&number| report.sources.get(number)).collect();
    if sources.len() < 2 {
        return None;
    }
    let mut outlets: Vec<&str> = sources.iter().map(|source| source.publisher.as_deref().unwrap_or(&source.id)).collect();
    outlets.sort_unstable();
    outlets.dedup();
    let dated = sources.iter().filter(|source| source.published.is_some());
    let earliest = dated.min_by_key(|source| publication_order(source.published.as_deref()));
    let count = |n: usize, noun: &str| if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") };
    let earliest = earliest.map_or_else(String::new, |source| format!(", the earliest {}", source.label()));
    Some(format!("In {}, from {}{earliest}.", count(outlets.len(), "outlet"), count(report.origins.len(), "origin")))
}
