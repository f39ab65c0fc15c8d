//! Dates of publication, measured on pages of which the date is known.
//!
//! What a page states counts: `datePublished` in the JSON-LD or the microdata of its article, or `article:published_time`. These are searched in
//! the page's bytes here, without the code that is measured. Where it states none, the set's `date` counts.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::Value;
use wherefrom_page::{find_article, metadata};
use wherefrom_text::date::{Day, iso};

use crate::input;
use crate::metadata::told as in_words;

/// A line of `ground-truth.jsonl`, as far as it is read.
#[derive(serde::Deserialize)]
struct Marked {
    id: String,
    date: Option<String>,
    #[serde(default)]
    title: Option<String>,
}

#[derive(Default)]
struct Tally {
    right: usize,
    wrong: usize,
    unknown: usize,
}

/// Returns whether every page could be used. Pages that are wrong or unknown are listed where that is asked for.
pub fn run(folder: &Path, list: bool) -> Result<bool> {
    let truth = folder.join("ground-truth.jsonl");
    let lines = fs::read_to_string(&truth).with_context(|| format!("{} could not be read", truth.display()))?;
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        let marked: Marked = serde_json::from_str(line).with_context(|| format!("{} has a line that is no page", truth.display()))?;
        let Some(of_set) = marked.date.as_deref().and_then(Day::parse) else { continue };
        let path = folder.join("html").join(format!("{}.html", marked.id));
        let html = fs::read(&path).with_context(|| format!("{} could not be read", path.display()))?;
        let stated = stated(&String::from_utf8_lossy(&html), marked.title.as_deref());
        let (by, day) = stated.map_or(("the set", of_set), |day| ("the page", day));
        // A page without text tells no date.
        let page = input::page(&path, None).unwrap_or_default();
        let told = metadata::read(&page, &find_article(&page), None);
        let tally = tallies.entry(by).or_default();
        let what = match told.published.as_deref().and_then(Day::parse) {
            Some(found) if found == day => {
                tally.right += 1;
                continue;
            }
            Some(_) => {
                tally.wrong += 1;
                "wrong"
            }
            None => {
                tally.unknown += 1;
                "unknown"
            }
        };
        if list {
            let origin = told.origins.iter().find(|(name, _)| *name == "published").map(|(_, origin)| in_words(*origin, &page));
            let published = told.published.as_deref().unwrap_or("-");
            anstream::println!("{} {what}: {published} ({}), {by} has {}", marked.id, origin.unwrap_or_default(), day.iso());
        }
    }
    if tallies.is_empty() {
        bail!("{} has no page with a date", truth.display());
    }
    anstream::println!("{:<10}{:>8}{:>8}{:>8}{:>8}", "date by", "pages", "right", "wrong", "unknown");
    let all = Tally {
        right: tallies.values().map(|t| t.right).sum(),
        wrong: tallies.values().map(|t| t.wrong).sum(),
        unknown: tallies.values().map(|t| t.unknown).sum(),
    };
    for (by, Tally { right, wrong, unknown }) in tallies.iter().map(|(by, tally)| (*by, tally)).chain([("all", &all)]) {
        let pages = right + wrong + unknown;
        let share = |count: usize| format!("{:.1}%", 100.0 * count as f64 / pages as f64);
        anstream::println!("{by:<10}{pages:>8}{:>8}{:>8}{:>8}", share(*right), share(*wrong), share(*unknown));
    }
    Ok(true)
}

/// The day that a page states for its article; of several the one that stands with the article's title, else the first.
fn stated(html: &str, title: Option<&str>) -> Option<Day> {
    let mut dates: Vec<(Day, bool)> = Vec::new();
    for script in html.split("<script").skip(1).filter(|script| script.split('>').next().is_some_and(|tag| tag.contains("ld+json"))) {
        let body = script.split_once('>').map_or("", |(_, rest)| rest.split("</script").next().unwrap_or(""));
        match serde_json::from_str::<Value>(body.trim()) {
            Ok(value) => of_entries(&value, title, &mut dates),
            Err(_) => dates.extend(after(body, "\"datePublished\"").filter_map(|value| Some((day(value.split('"').nth(1)?)?, false)))),
        }
    }
    // Comments and teasers have microdata too: it counts where all of it says the same.
    let mut microdata: Vec<Day> = Vec::new();
    for tag in html.split('<').filter_map(|tag| tag.split('>').next()) {
        let lower = tag.to_ascii_lowercase();
        let is_stated = ["article:published_time", "itemprop=\"datepublished\"", "itemprop='datepublished'", "itemprop=datepublished"];
        let is_named = is_stated.iter().any(|name| lower.contains(name));
        if !is_named {
            continue;
        }
        let is_article = lower.contains("article:published_time");
        let value = [" content=", " datetime="].iter().find_map(|key| {
            let value = &tag[lower.find(key)? + key.len()..];
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            value[1..].split(quote).next()
        });
        match value.and_then(day) {
            Some(day) if is_article => dates.push((day, true)),
            day => microdata.extend(day),
        }
    }
    dates.extend(microdata.first().filter(|first| microdata.iter().all(|day| day == *first)).map(|day| (*day, false)));
    dates.iter().find(|(_, is_own)| *is_own).or(dates.first()).map(|(day, _)| *day)
}

/// Dates of entries of any kind but comments and reviews, and whether each has the title.
fn of_entries(value: &Value, title: Option<&str>, into: &mut Vec<(Day, bool)>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| of_entries(item, title, into)),
        Value::Object(map) => {
            let kind = map.get("@type").map(Value::to_string).unwrap_or_default();
            if !kind.contains("Comment") && !kind.contains("Review\"") {
                let headline = map.get("headline").and_then(Value::as_str);
                let is_own = headline.zip(title).is_some_and(|(headline, title)| headline.contains(title) || title.contains(headline));
                let date = map.get("datePublished").and_then(Value::as_str).and_then(day);
                into.extend(date.map(|day| (day, is_own)));
                map.values().for_each(|inner| of_entries(inner, title, into));
            }
        }
        _ => {}
    }
}

fn after<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = &'a str> {
    text.match_indices(word).map(move |(at, _)| &text[at + word.len()..])
}

fn day(text: &str) -> Option<Day> {
    iso(text, Some("en-US")).as_deref().and_then(Day::parse)
}
