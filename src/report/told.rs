//! Sentences on the sources that stand beside the headline.

use super::{DismissedReport, FollowsReport, Report, SourceReport, TakenReport};
use crate::verdict::direction;
use wherefrom_text::model::Standing;

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
/// None is the earliest where the dates do not tell. `None` where there are no two sources of them.
pub fn origins(report: &Report) -> Option<String> {
    let sources: Vec<&SourceReport> = report.origins.iter().flatten().filter_map(|&number| report.sources.get(number)).collect();
    if sources.len() < 2 {
        return None;
    }
    let mut outlets: Vec<&str> = sources.iter().map(|source| source.publisher.as_deref().unwrap_or(&source.id)).collect();
    outlets.sort_unstable();
    outlets.dedup();
    let dates: Vec<Option<&str>> = sources.iter().map(|source| source.published.as_deref()).collect();
    let earliest = direction::earliest(&dates).map_or_else(String::new, |first| format!(", the earliest {}", sources[first].label()));
    Some(format!("In {}, from {}{earliest}.", count(outlets.len(), "outlet"), count(report.origins.len(), "origin")))
}

/// What a source is to the reader; `None` where the reader has told nothing of it.
pub fn standing(source: &SourceReport) -> Option<String> {
    source.standing.map(|standing| match standing {
        Standing::Own => "your own text".to_owned(),
        Standing::Licensed => "licensed to you".to_owned(),
    })
}

/// What the page took of a source that is the reader's own or licensed, or has a licence: "9 paragraphs, 2 of them changed; credited in 3; no link to it".
pub fn taken(source: &SourceReport) -> Option<String> {
    let TakenReport { paragraphs, changed, credited, linked, .. } = source.taken.as_ref()?;
    if source.standing.is_none() && source.licence.is_none() {
        return None;
    }
    let changed = if *changed == 0 { "none changed".to_owned() } else { format!("{changed} of them changed") };
    let credit = match credited {
        0 => "no credit".to_owned(),
        n if n == paragraphs => "credited".to_owned(),
        n => format!("{n} of them credited"),
    };
    let link = match linked {
        true => "; with a link to it",
        false if source.url.is_some() => "; no link to it",
        false => "",
    };
    Some(format!("{}, {changed}; {credit}{link}", count(*paragraphs, "paragraph")))
}

/// The licence and what it asks for: "licence CC-BY-ND-4.0: credit no, link yes, no changes yes".
pub fn licence(source: &SourceReport) -> Option<String> {
    let licence = source.licence.as_deref()?;
    let conditions = source.taken.iter().flat_map(|taken| &taken.conditions);
    let told: Vec<String> = conditions
        .map(|condition| {
            let holds = match condition.holds {
                Some(true) => "yes",
                Some(false) => "no",
                None => "not to be seen here",
            };
            format!("{} {holds}", condition.asks.replace('-', " "))
        })
        .collect();
    Some(if told.is_empty() { format!("licence {licence}") } else { format!("licence {licence}: {}", told.join(", ")) })
}

/// What the reader has dismissed: "Dismissed by you: the matches of 2 paragraphs, and 1 source." `None` where nothing is.
pub fn dismissed(report: &Report) -> Option<String> {
    let DismissedReport { sources, blocks } = &report.dismissed;
    let blocks = (!blocks.is_empty()).then(|| format!("what was found of {}", count(blocks.len(), "paragraph")));
    let sources = (!sources.is_empty()).then(|| count(sources.len(), "document"));
    let all: Vec<String> = [blocks, sources].into_iter().flatten().collect();
    (!all.is_empty()).then(|| format!("Dismissed by you: {}.", all.join(", and ")))
}

fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}
