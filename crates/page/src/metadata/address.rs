//! Which document a page is: the one at its own address, with what else it names as its source.

use wherefrom_text::date::{Day, find};
use wherefrom_text::url::{same_site, url_identity};

use super::json_ld::Description;
use super::metas;
use super::origin::{Found, Origin};
use super::plain::clean;
use super::{By, Declared};
use crate::PageInput;

/// Where a page is, and what it names elsewhere.
pub struct Address {
    pub url: Option<Found>,
    pub canonical: Option<String>,
    pub declared: Option<Declared>,
}

/// The addresses that a page has for itself or for what it is a copy of, whichever of them is its own.
#[inline(never)]
pub fn all(page: &PageInput, told: Option<&str>) -> Vec<String> {
    let mut all = Vec::new();
    for url in [told, page.url.as_deref(), page.canonical.as_deref()].into_iter().flatten() {
        all.extend(url_identity(url));
    }
    for (url, _) in metas::all(page, OWN) {
        all.extend(url_identity(&url));
    }
    all
}

const OWN: &str = "og:url";

impl Address {
    /// A page is the document at its own address. That is the one it was told to have; else `og:url`, which sites set for
    /// themselves even on what they have from others; else its canonical, unless its structured data say that the outlet is
    /// elsewhere.
    #[inline(never)]
    pub fn of(page: &PageInput, article: &Description<'_>, told: Option<&str>) -> Address {
        let mut canonical = page.canonical.as_deref().map(clean).filter(|url| url_identity(url).is_some());
        // A page that is served from this machine was saved or is being made: its address is none.
        let shown = told.or(page.url.as_deref()).map(clean).filter(|url| url.starts_with("http"));
        let told = shown.clone().filter(|url| !is_of_this_machine(url)).map(|url| (url, Origin::Told));
        let own = told.or_else(|| metas::all(page, OWN).into_iter().find(|(url, _)| url_identity(url).is_some()));
        // The outlet's site, which may be told where the page's address is not.
        let mut site = own.as_ref().map_or(String::new(), |(url, _)| url.clone());
        for key in ["url", "mainEntityOfPage", ""] {
            if site.is_empty() {
                site = if key.is_empty() { article.url_of_publisher() } else { article.url(key) };
                if !site.contains("://") {
                    site.clear();
                }
            }
        }
        let elsewhere = canonical.take_if(|canonical| !site.is_empty() && !same_site(&site, canonical));
        let known = [own.as_ref().map(|(url, _)| url), canonical.as_ref()].map(|url| url.and_then(|url| url_identity(url)));
        let mut declared = None;
        let mut declare = |url: String, by| {
            let identity = url_identity(&url);
            if declared.is_none() && identity.is_some() && !known.contains(&identity) {
                declared = Some(Declared { url, by });
            }
        };
        if let Some(url) = elsewhere {
            declare(url, By::Canonical);
        }
        declare(article.url("isBasedOn"), By::JsonLd);
        for (url, _) in metas::all(page, metas::SOURCE) {
            declare(url, By::Meta);
        }
        let url = own.or_else(|| Some((canonical.clone()?, Origin::Canonical))).or_else(|| Some((shown?, Origin::Told)));
        Address { url, canonical, declared }
    }
}

/// Whether an address leads to the machine that asks.
fn is_of_this_machine(url: &str) -> bool {
    let host = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = host.split(['/', '?', '#']).next().unwrap_or("");
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let name = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit())).map_or(host, |(name, _)| name);
    matches!(name, "localhost" | "[::1]") || name.ends_with(".localhost") || name.starts_with("127.")
}

/// The day that the parts of an address tell: `/2031/03/02/`.
pub fn in_address(url: &str) -> Option<Day> {
    let (_, path) = url.split_once("://")?.1.split_once('/')?;
    let path = path.split(['?', '#']).next()?;
    let (at, day) = find(path, None)?;
    (at.start == 0 || path.as_bytes()[at.start - 1] == b'/').then_some(day)
}
