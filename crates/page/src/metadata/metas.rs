//! What a page says of itself in `<meta>`, by the names of the common systems: Open Graph, Dublin Core, Parse.ly, Sailthru, Cxense, scholarly
//! indexes, and what newsrooms made up.

use super::origin::{Found, Origin};
use super::plain::clean;
use crate::PageInput;

pub const TITLE: &[&str] = &["og:title", "twitter:title", "citation_title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title"];
pub const OUTLET: &[&str] =
    &["og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher", "citation_journal_title", "vr:site_name"];
pub const AUTHOR: &[&str] = &[
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "citation_author",
    "cxenseparse:author",
    "vr:author",
    "byl",
];
pub const LANGUAGE: &[&str] = &["og:locale", "dc.language", "dcterms.language", "language", "content-language", "inlanguage"];
pub const SECTION: &[&str] = &["article:section", "og:section", "parsely-section", "cxenseparse:section", "section", "vr:category"];
pub const LICENCE: &[&str] = &["license", "dcterms.license", "dc.license", "dc.rights.license", "og:license"];
pub const SOURCE: &[&str] = &["syndication-source", "original-source", "dc.source", "dcterms.source"];

/// The first `<meta>` of these names, in their order, that has a content.
pub fn first(page: &PageInput, names: &[&str]) -> Option<Found> {
    all(page, names).into_iter().next()
}

/// All of them, each content once.
pub fn all(page: &PageInput, names: &[&str]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for (name, content) in names.iter().flat_map(|name| page.meta.iter().filter(move |(n, _)| n == name)) {
        let content = clean(content);
        if !content.is_empty() && found.iter().all(|(other, _)| *other != content) {
            found.push((content, Origin::Meta(name.clone())));
        }
    }
    found
}

/// Contents of `<meta>` whose names say that they are of the publication; those that are as sure together, the surest first.
pub fn published(page: &PageInput) -> impl Iterator<Item = Vec<Found>> {
    const NAMES: &[&str] = &[
        "date",
        "pdate",
        "dc.date",
        "dcterms.date",
        "sailthru.date",
        "citation_date",
        "citation_online_date",
        "article:created",
        "article.created",
        "dc.created",
        "dcterms.created",
        "article_date",
        "created",
        "cludo:date",
    ];
    let by_word = |name: &str| -> bool {
        let is_word = ["publish", "publication", "pub_date", "pub-date", "pubdate", "issued", "date_original", "pubtime"];
        is_word.iter().any(|word| name.contains(word)) && !is_update(name)
    };
    let ranked = move |name: &str| match name {
        "article:published_time" => Some(0),
        name if by_word(name) => Some(1),
        name if NAMES.contains(&name) => Some(2),
        _ => None,
    };
    (0..3).map(move |rank| named(page, |name| ranked(name) == Some(rank)).collect())
}

/// Contents of `<meta>` whose names say that they are of the last change.
pub fn updated(page: &PageInput) -> impl Iterator<Item = Found> {
    named(page, is_update)
}

fn is_update(name: &str) -> bool {
    ["modif", "updat", "last", "revis"].iter().any(|word| name.contains(word))
}

fn named(page: &PageInput, is_named: impl Fn(&str) -> bool) -> impl Iterator<Item = Found> {
    let named = page.meta.iter().filter(move |(name, _)| is_named(name));
    named.map(|(name, content)| (clean(content), Origin::Meta(name.clone())))
}
