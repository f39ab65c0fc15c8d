//! What a page says of itself in `<meta>`, by the names of the common systems: Open Graph, Dublin Core, Parse.ly, Sailthru, Cxense, scholarly
//! indexes, and what newsrooms made up.

use super::origin::{Found, Origin};
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

/// The first `<meta>` of these names, in their order, that has a content.
pub fn first(page: &PageInput, names: &str) -> Option<Found> {
    let all = all(page, names);
    all.into_iter().next()
}

/// All of them, each content once.
pub fn all(page: &PageInput, names: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for name in names.split(' ') {
        for (at, (_, content)) in page.meta.iter().enumerate().filter(|(_, (of, _))| of == name) {
            let content = clean(content);
            if !content.is_empty() && found.iter().all(|(other, _)| *other != content) {
                found.push((content, Origin::Meta(at)));
            }
        }
    }
    found
}

/// That a `<meta>` is of the last change.
pub const UPDATED: u8 = 3;

/// Of what a `<meta>` is by its name: 0 to 2 of the publication, the surest first; [`UPDATED`].
pub fn date(name: &str) -> Option<u8> {
    const PARTS: [&str; 2] = ["publish publication pub_date pub-date pubdate issued date_original pubtime", "modif updat last revis"];
    const NAMES: &str = "date pdate dc.date dcterms.date sailthru.date citation_date citation_online_date article:created article.created dc.created dcterms.created article_date created cludo:date";
    let has = |parts: &str| parts.split(' ').any(|part| name.contains(part));
    match () {
        () if name == "article:published_time" => Some(0),
        () if has(PARTS[1]) => Some(UPDATED),
        () if has(PARTS[0]) => Some(1),
        () if NAMES.split(' ').any(|known| known == name) => Some(2),
        () => None,
    }
}
