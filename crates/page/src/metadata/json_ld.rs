//! What a page says of itself in JSON-LD: of all that it describes, the article that it shows.

use serde_json::Value;
use wherefrom_text::url::url_identity;

use super::nearly_json;
use super::origin::{Found, Origin};
use super::plain::{clean, letters};
use crate::PageInput;

/// JSON-LD nests freely; deeper than this it is not a page's description of itself.
const MAX_DEPTH: usize = 8;
/// A headline of fewer letters is in too many others.
const MIN_LETTERS: usize = 8;

pub fn graphs(page: &PageInput) -> Vec<Value> {
    page.json_ld.iter().flat_map(|raw| nearly_json::read(raw)).collect()
}

/// By what a page's own article is told from others.
pub struct Own {
    /// Identities of the addresses that the page gives as its own.
    pub addresses: Vec<String>,
    /// Its titles and first headings, letters alone.
    pub titles: Vec<String>,
}

/// The description of a page's article.
pub struct Description<'a> {
    graphs: &'a [Value],
    article: Option<&'a Value>,
    /// The page that holds the article, where that is described apart.
    page: Option<&'a Value>,
}

impl<'a> Description<'a> {
    pub fn of(graphs: &'a [Value], own: &Own) -> Description<'a> {
        let mut entries = Vec::new();
        graphs.iter().for_each(|graph| collect(graph, 0, &mut entries));
        // The one that is surest to be the page's own; of several the first.
        let best = |kind: Kind| {
            let own = entries.iter().filter(|(_, of)| *of == kind).map(|(entry, _)| (*entry, own.likeness(entry)));
            own.filter(|(_, likeness)| *likeness >= 0).rev().max_by_key(|(_, likeness)| *likeness).map(|(entry, _)| entry)
        };
        Description { graphs, article: best(Kind::Article).or_else(|| best(Kind::Work)), page: best(Kind::Page) }
    }

    /// The text of the first of some keys that has one.
    pub fn text(&self, keys: &[&'static str]) -> Option<Found> {
        keys.iter().find_map(|&key| Some((text_of(self.article?.get(key)?)?, Origin::JsonLd(key))))
    }

    /// The same, of the page where the article does not tell.
    pub fn text_of_page(&self, keys: &[&'static str]) -> Option<Found> {
        let of = |entry: Option<&Value>| keys.iter().find_map(|&key| Some((text_of(entry?.get(key)?)?, Origin::JsonLd(key))));
        of(self.article).or_else(|| of(self.page))
    }

    /// All names that a key gives.
    pub fn names(&self, key: &'static str) -> Vec<Found> {
        let Some(value) = self.article.and_then(|article| article.get(key)) else { return Vec::new() };
        let values = if let Value::Array(values) = value { values } else { std::slice::from_ref(value) };
        let names = values.iter().filter_map(|value| self.name_of(value)).filter(|name| !name.contains("://"));
        names.map(|name| (name, Origin::JsonLd(key))).collect()
    }

    /// The name of what an entry is or leads to.
    fn name_of(&self, value: &Value) -> Option<String> {
        match value {
            Value::Object(map) => map.get("name").and_then(text_of).or_else(|| {
                let id = map.get("@id")?.as_str()?;
                self.graphs.iter().find_map(|graph| named(graph, id, 0))
            }),
            _ => text_of(value),
        }
    }

    /// The address that a key of the article gives.
    pub fn url(&self, key: &str) -> Option<String> {
        self.article.and_then(|article| article.get(key)).and_then(url_of)
    }

    /// The same, within the entry that another key gives.
    pub fn url_within(&self, key: &str, inner: &str) -> Option<String> {
        self.article?.get(key)?.get(inner).and_then(url_of)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Article,
    /// What is told like an article and described as something else.
    Work,
    Page,
}

fn kind(entry: &Value) -> Option<Kind> {
    let of = |kind: &str| match kind {
        kind if kind.ends_with("Article") || kind.ends_with("Posting") && !kind.ends_with("JobPosting") || kind.ends_with("Report") => {
            Some(Kind::Article)
        }
        kind if ["Recipe", "HowTo", "Review", "CreativeWork", "Course"].iter().any(|work| kind.ends_with(work)) => Some(Kind::Work),
        kind if kind.ends_with("Page") => Some(Kind::Page),
        _ => None,
    };
    match entry.get("@type")? {
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).find_map(of),
        kind => kind.as_str().and_then(of),
    }
}

fn collect<'a>(value: &'a Value, depth: usize, into: &mut Vec<(&'a Value, Kind)>) {
    if depth > MAX_DEPTH {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, depth + 1, into)),
        Value::Object(map) => {
            into.extend(kind(value).map(|kind| (value, kind)));
            for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                map.get(key).into_iter().for_each(|inner| collect(inner, depth + 1, into));
            }
        }
        _ => {}
    }
}

/// The name of the entry with an id.
fn named(value: &Value, id: &str, depth: usize) -> Option<String> {
    match value {
        _ if depth > MAX_DEPTH => None,
        Value::Array(items) => items.iter().find_map(|item| named(item, id, depth + 1)),
        Value::Object(map) => {
            let own = || map.get("name").and_then(text_of);
            let is_it = map.get("@id").and_then(Value::as_str) == Some(id);
            is_it.then(own).flatten().or_else(|| map.values().find_map(|inner| named(inner, id, depth + 1)))
        }
        _ => None,
    }
}

impl Own {
    /// How surely an entry is of the page's own article: more for its address than for its headline; below 0 where both are of
    /// another.
    fn likeness(&self, entry: &Value) -> i32 {
        let addresses = ["url", "@id", "mainEntityOfPage"].map(|key| entry.get(key).and_then(url_of).and_then(|url| url_identity(&url)));
        let headline = ["headline", "name"].iter().find_map(|key| entry.get(*key).and_then(text_of)).map(|title| letters(&title));
        let is_at = |address: &String| self.addresses.contains(address);
        let is_called = |headline: &String| {
            let within = |a: &str, b: &str| a == b || a.len() >= MIN_LETTERS && b.contains(a);
            self.titles.iter().any(|title| within(headline, title) || within(title, headline))
        };
        let by_address = match addresses.iter().flatten().any(is_at) {
            true => 4,
            false if addresses.iter().flatten().next().is_some() && !self.addresses.is_empty() => -1,
            false => 0,
        };
        let by_title = match headline.as_ref().map(is_called) {
            Some(true) => 2,
            Some(false) if !self.titles.is_empty() => -1,
            _ => 0,
        };
        // Either alone may be written in another way.
        match (by_address, by_title) {
            (-1, -1) => -1,
            (address, title) => (address + title).max(0),
        }
    }
}

/// The address that an entry is, or has.
fn url_of(value: &Value) -> Option<String> {
    match value {
        Value::Array(items) => items.iter().find_map(url_of),
        Value::Object(map) => ["url", "@id", "mainEntityOfPage"].iter().find_map(|key| map.get(*key).and_then(url_of)),
        _ => text_of(value),
    }
}

/// A text; of several the first, and of an object its name.
fn text_of(value: &Value) -> Option<String> {
    let text = match value {
        Value::Array(items) => return items.first().and_then(text_of),
        Value::Object(map) => map.get("name").or_else(|| map.get("@value"))?.as_str()?,
        _ => value.as_str()?,
    };
    Some(clean(text)).filter(|text| !text.is_empty())
}
