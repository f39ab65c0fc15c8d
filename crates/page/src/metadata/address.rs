//! Which document a page is: the one at its own address, with what else it names as its source.

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
pub fn all(page: &PageInput, told: Option<&str>) -> Vec<String> {
    let named = metas::all(page, &["og:url"]).into_iter().map(|(url, _)| url);
    let given = [told, page.url.as_deref(), page.canonical.as_deref()].into_iter().flatten().map(str::to_owned);
    given.chain(named).filter_map(|url| url_identity(&url)).collect()
}

impl Address {
    /// A page is the document at its own address. That is the one it was told to have; else `og:url`, which sites set for
    /// themselves even on what they have from others; else its canonical, unless its structured data say that the outlet is
    /// elsewhere.
    pub fn of(page: &PageInput, article: &Description<'_>, told: Option<&str>) -> Address {
        let named = |url: Option<&str>| url.map(clean).filter(|url| url_identity(url).is_some());
        let canonical = named(page.canonical.as_deref());
        // A page that is served from this machine was saved or is being made: its address is none.
        let shown = told.or(page.url.as_deref()).map(clean).filter(|url| url.starts_with("http"));
        let told = shown.clone().filter(|url| !is_of_this_machine(url)).map(|url| (url, Origin::Told));
        let own = told.or_else(|| metas::all(page, &["og:url"]).into_iter().find(|(url, _)| url_identity(url).is_some()));
        // The outlet's site, which may be told where the page's address is not.
        let site = || {
            let named = [article.url("url"), article.url("mainEntityOfPage"), article.url_within("publisher", "url")];
            named.into_iter().flatten().find(|url| url.contains("://"))
        };
        let site = own.as_ref().map(|(url, _)| url.clone()).or_else(site);
        let is_elsewhere = |url: &str| site.as_deref().is_some_and(|site| !same_site(site, url));
        let known = [own.as_ref().map(|(url, _)| url), canonical.as_ref()];
        let known: Vec<String> = known.into_iter().flatten().filter(|url| !is_elsewhere(url)).filter_map(|url| url_identity(url)).collect();
        let names_another = |url: &String| url_identity(url).is_some_and(|identity| !known.contains(&identity));
        let declared = |url: Option<String>, by| url.filter(names_another).map(|url| Declared { url, by });
        let sources = || metas::all(page, metas::SOURCE).into_iter().map(|(url, _)| url).find(names_another);
        Address {
            declared: declared(canonical.clone().filter(|url| is_elsewhere(url)), By::Canonical)
                .or_else(|| declared(article.url("isBasedOn"), By::JsonLd))
                .or_else(|| declared(sources(), By::Meta)),
            url: own
                .or_else(|| Some((canonical.clone().filter(|url| !is_elsewhere(url))?, Origin::Canonical)))
                .or(shown.map(|url| (url, Origin::Told))),
            canonical: canonical.filter(|url| !is_elsewhere(url)),
        }
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
