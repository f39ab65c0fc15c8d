//! What a page says of itself in `<meta>`, by the names of the common systems: Open Graph, Dublin Core, Parse.ly, Sailthru, Cxense, scholarly
//! indexes, and what newsrooms made up.

use super::alone::after_by;
use super::origin::{Field, Found, Origin};
use super::plain::clean;
use crate::PageInput;

pub const TITLE: &str = "og:title twitter:title citation_title parsely-title sailthru.title dc.title dcterms.title";
pub const OUTLET: &str = "og:site_name application-name dc.publisher dcterms.publisher publisher citation_journal_title";
pub const AUTHOR: &str =
    "author article:author dc.creator dcterms.creator parsely-author sailthru.author citation_author cxenseparse:author byl";
pub const LANGUAGE: &str = "og:locale dc.language dcterms.language language content-language inlanguage";
pub const SECTION: &str = "article:section og:section parsely-section cxenseparse:section section";
pub const LICENCE: &str = "license dcterms.license dc.rights.license";
pub const SOURCE: &str = "syndication-source original-source dc.source dcterms.source";

/// More than any page tells of one kind.
const MAX_FOUND: usize = 64;

/// The contents of `<meta>` of these names, in their order, each once.
pub fn all(page: &PageInput, names: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for name in names.split(' ') {
        for (at, (of, content)) in page.meta.iter().enumerate() {
            if of == name && found.len() < MAX_FOUND {
                let content = clean(content);
                if !content.is_empty() && found.iter().all(|(other, _)| *other != content) {
                    found.push((content, Origin::Meta(at)));
                }
            }
        }
    }
    found
}

/// Fills a field with the first of them.
pub fn fill(field: &mut Field<'_>, page: &PageInput, names: &str) {
    for (content, origin) in all(page, names) {
        field.put(content, origin);
    }
}

/// The authors' names. Some pages give the author's profile there.
pub fn authors(page: &PageInput) -> Vec<Found> {
    let mut authors = all(page, AUTHOR);
    authors.retain_mut(|(name, _)| {
        if let Some(after) = after_by(name) {
            *name = after.to_owned();
        }
        !name.contains("://")
    });
    authors
}

/// What a `<meta>` with a date says that it is of, the publications from the surest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dated {
    /// Open Graph's time of publication.
    Published,
    /// A name that newsrooms made up for it.
    Issued,
    /// A date that is called no more than that, or when it was made.
    Plain,
    Updated,
    /// No date, or none of these.
    Other,
}

/// Fills a date with those of a kind; of several as sure with the earliest: what is published anew has both.
pub fn fill_date(field: &mut Field<'_>, page: &PageInput, dated: Dated) {
    let mut earliest = Field::of_date(None);
    for (at, (name, content)) in page.meta.iter().enumerate() {
        if Dated::of(name) == dated {
            let mut other = Field { found: None, dated: field.dated };
            other.put(clean(content), Origin::Meta(at));
            if earliest.found.is_none() || other.found.is_some() && other.day() < earliest.day() {
                earliest = other;
            }
        }
    }
    if field.found.is_none() {
        field.found = earliest.found;
    }
}

const UPDATES: &str = "modif updat last revis";
const PUBLICATIONS: &str = "publish publication pub_date pub-date pubdate issued date_original pubtime";
const DATES: &str = "date pdate dc.date dcterms.date sailthru.date citation_date citation_online_date article:created article.created dc.created dcterms.created article_date created cludo:date";

impl Dated {
    /// What a `<meta>` is by its name.
    fn of(name: &str) -> Dated {
        match () {
            () if name == "article:published_time" => Dated::Published,
            // Who published it, and when it is to be taken off.
            () if has(name, "publisher unpublish") => Dated::Other,
            () if has(name, UPDATES) => Dated::Updated,
            () if has(name, PUBLICATIONS) => Dated::Issued,
            () if DATES.split(' ').any(|known| known == name) => Dated::Plain,
            () => Dated::Other,
        }
    }
}

/// Whether a text has one of some words in it.
pub fn has(text: &str, words: &str) -> bool {
    words.split(' ').any(|word| text.contains(word))
}
