//! What a page says of itself: JSON-LD first, then Open Graph and other `<meta>`, then `<time>`, then the title; and which document
//! it is: the one at its own address, with what else it names as its source.

use serde_json::Value;
use wherefrom_text::date::Day;
use wherefrom_text::json;
use wherefrom_text::url::{same_site, url_identity};

use super::PageInput;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageMetadata {
    pub title: Option<String>,
    /// ISO 8601 as the page gives it.
    pub published: Option<String>,
    pub publisher: Option<String>,
    pub authors: Vec<String>,
    pub language: Option<String>,
    /// The page's own address.
    pub url: Option<String>,
    /// Another address of the same page, on the same site.
    pub canonical: Option<String>,
    /// The document at another address that the page names as its original.
    pub declared: Option<Declared>,
    /// The article that this one says it is based on or a version of.
    pub based_on: Option<String>,
}

/// A source that a page names where programs read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    pub url: String,
    pub by: By,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    Canonical,
    JsonLd,
    Meta,
}

impl By {
    pub fn as_str(self) -> &'static str {
        match self {
            By::Canonical => "canonical",
            By::JsonLd => "json-ld",
            By::Meta => "meta",
        }
    }
}

/// What a page says of itself. `told` is its address where somebody knows it better than the page: the reader, the browser, an archive.
pub fn read(page: &PageInput, told: Option<&str>) -> PageMetadata {
    let articles: Vec<Value> = page.json_ld.iter().filter_map(|raw| json::parse(raw.trim()).ok()).collect();
    let article = articles.iter().find_map(|v| find_article(v, 0));
    let from_json = |key: &str| article.and_then(|a| a.get(key)).and_then(text_of);
    let from_meta = |names: &[&str]| {
        names
            .iter()
            .find_map(|n| page.meta.iter().find(|(name, content)| name == n && !content.trim().is_empty()))
            .map(|(_, content)| clean(content))
    };
    let heading =
        || page.blocks.iter().find(|b| usize::try_from(b.element).is_ok_and(|e| page.elements[e].tag == "h1")).map(|b| clean(&b.text));
    let address = Address::of(page, article, told);
    let dated = |s: String| Day::parse(&s).map(|_| s);
    PageMetadata {
        title: from_json("headline")
            .or_else(|| from_meta(&["og:title", "twitter:title"]))
            .or_else(heading)
            .or_else(|| page.title.as_deref().map(clean))
            .filter(|t| !t.is_empty()),
        published: from_json("datePublished")
            .and_then(dated)
            .or_else(|| {
                from_meta(&[
                    "article:published_time",
                    "og:article:published_time",
                    "datepublished",
                    "date",
                    "dc.date",
                    "dc.date.issued",
                    "dcterms.created",
                    "pubdate",
                    "publishdate",
                    "publish-date",
                    "parsely-pub-date",
                    "sailthru.date",
                ])
                .and_then(dated)
            })
            .or_else(|| only_day(&page.times)),
        publisher: article
            .and_then(|a| a.get("publisher"))
            .and_then(name_of)
            .or_else(|| from_meta(&["og:site_name", "application-name", "dc.publisher", "publisher"])),
        authors: match article.and_then(|a| a.get("author")).map(names_of) {
            Some(names) if !names.is_empty() => names,
            // Some pages give the author's profile there.
            _ => all_meta(page, &["author", "article:author", "dc.creator"]).into_iter().filter(|a| !a.contains("://")).collect(),
        },
        language: page.lang.as_deref().map(clean).filter(|l| !l.is_empty()).or_else(|| from_json("inLanguage")),
        url: address.url,
        canonical: address.canonical,
        declared: address.declared,
        based_on: article.and_then(|a| a.get("isBasedOn").or_else(|| a.get("isVersionOf"))).and_then(url_of),
    }
}

/// Where a page is, and what it names elsewhere.
struct Address {
    url: Option<String>,
    canonical: Option<String>,
    declared: Option<Declared>,
}

impl Address {
    /// A page is the document at its own address. That is the one it was told to have; else `og:url`, which sites set for
    /// themselves even on what they have from others; else its canonical, unless its structured data say that the outlet is
    /// elsewhere.
    fn of(page: &PageInput, article: Option<&Value>, told: Option<&str>) -> Address {
        let named = |url: Option<&str>| url.map(clean).filter(|url| url_identity(url).is_some());
        let canonical = named(page.canonical.as_deref());
        // A page that is served from this machine was saved or is being made: its address is none.
        let shown = told.or(page.url.as_deref()).map(clean).filter(|url| url.starts_with("http"));
        let told = shown.clone().filter(|url| !is_of_this_machine(url));
        let own = told.or_else(|| all_meta(page, &["og:url"]).iter().find_map(|url| named(Some(url))));
        // The outlet's site, which may be told where the page's address is not.
        let of_outlet = |keys: &&[&str]| article.and_then(|a| keys.iter().try_fold(a, |at, key| at.get(*key))).and_then(url_of);
        let site =
            || [&["url"][..], &["mainEntityOfPage"], &["publisher", "url"]].iter().find_map(of_outlet).filter(|url| url.contains("://"));
        let site = own.clone().or_else(site);
        let is_elsewhere = |url: &str| site.as_deref().is_some_and(|site| !same_site(site, url));
        let known: Vec<String> =
            [&own, &canonical].into_iter().flatten().filter(|url| !is_elsewhere(url)).filter_map(|url| url_identity(url)).collect();
        let names_another = |url: &String| url_identity(url).is_some_and(|identity| !known.contains(&identity));
        let declared = |url: Option<String>, by| url.filter(names_another).map(|url| Declared { url, by });
        let metas =
            || all_meta(page, &["syndication-source", "original-source", "dc.source", "dcterms.source"]).into_iter().find(names_another);
        Address {
            declared: declared(canonical.clone().filter(|url| is_elsewhere(url)), By::Canonical)
                .or_else(|| declared(article.and_then(|a| a.get("isBasedOn")).and_then(url_of), By::JsonLd))
                .or_else(|| declared(metas(), By::Meta)),
            url: own.or_else(|| canonical.clone().filter(|url| !is_elsewhere(url))).or(shown),
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

/// The first of the times on a page, where all are of one day: of several any may be that of a comment or of another story, and
/// a wrong date is worse than none.
fn only_day(times: &[String]) -> Option<String> {
    let mut dated = times.iter().filter_map(|time| Some((Day::parse(time.trim())?, time)));
    let (day, first) = dated.next()?;
    dated.all(|(other, _)| other == day).then(|| first.trim().to_owned())
}

/// The contents of all `<meta>` of these names, in the order of the names.
fn all_meta(page: &PageInput, names: &[&str]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for content in names.iter().flat_map(|name| page.meta.iter().filter(move |(n, _)| n == name)).map(|(_, content)| clean(content)) {
        if !content.is_empty() && !found.contains(&content) {
            found.push(content);
        }
    }
    found
}

/// The address that an entry of JSON-LD is, or has.
fn url_of(value: &Value) -> Option<String> {
    match value {
        Value::Array(items) => items.iter().find_map(url_of),
        Value::Object(map) => ["url", "@id", "mainEntityOfPage"].iter().find_map(|key| map.get(*key).and_then(url_of)),
        _ => text_of(value),
    }
}

/// JSON-LD nests freely; deeper than this it is not a page's description of itself.
const MAX_DEPTH: usize = 8;

fn find_article(value: &Value, depth: usize) -> Option<&Value> {
    if depth > MAX_DEPTH {
        return None;
    }
    match value {
        Value::Array(items) => items.iter().find_map(|v| find_article(v, depth + 1)),
        Value::Object(map) => {
            let is_article = |t: &Value| t.as_str().is_some_and(|t| t.ends_with("Article") || t == "BlogPosting" || t == "Report");
            let typed = map.get("@type").is_some_and(|t| is_article(t) || t.as_array().is_some_and(|all| all.iter().any(is_article)));
            if typed {
                Some(value)
            } else {
                ["@graph", "mainEntity"].iter().find_map(|k| map.get(*k).and_then(|v| find_article(v, depth + 1)))
            }
        }
        _ => None,
    }
}

fn text_of(value: &Value) -> Option<String> {
    let text = match value {
        Value::Array(items) => items.first()?.as_str()?,
        _ => value.as_str()?,
    };
    Some(clean(text)).filter(|t| !t.is_empty())
}

/// All names of an entry: of an article's authors.
fn names_of(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().filter_map(name_of).filter(|name| !name.contains("://")).collect(),
        _ => name_of(value).into_iter().filter(|name| !name.contains("://")).collect(),
    }
}

fn name_of(value: &Value) -> Option<String> {
    match value {
        Value::Array(items) => items.first().and_then(name_of),
        Value::Object(map) => map.get("name").and_then(text_of),
        _ => text_of(value),
    }
}

fn clean(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_ld_in_a_graph() {
        let raw = r#"{"@context":"https://schema.org","@graph":[{"@type":"WebSite"},{"@type":["NewsArticle"],"headline":"Ferry  aground","datePublished":"2031-03-02T08:00:00Z","publisher":{"@type":"Organization","name":"Skarn Wire"}}]}"#;
        let read = read(&PageInput { json_ld: vec!["not json".into(), raw.into()], ..PageInput::default() }, None);
        assert_eq!((read.title.as_deref(), read.publisher.as_deref()), (Some("Ferry aground"), Some("Skarn Wire")));
        assert_eq!(read.published.as_deref(), Some("2031-03-02T08:00:00Z"));
    }

    /// A page is the document at its own address; what else it names is its source.
    #[test]
    fn addresses() {
        let page = |canonical: &str, meta: &[(&str, &str)], json_ld: &str| PageInput {
            canonical: Some(canonical.to_owned()),
            meta: meta.iter().map(|(name, content)| ((*name).to_owned(), (*content).to_owned())).collect(),
            json_ld: vec![json_ld.to_owned()],
            ..PageInput::default()
        };
        let read = |page: PageInput, told| {
            let read = read(&page, told);
            (read.url.unwrap_or_default(), read.declared.map(|d| (d.url, d.by)))
        };
        let (own, other) = ("https://tern.example/a", "https://gull.example/b");
        let declared = |by| Some((other.to_owned(), by));
        assert_eq!(read(page(other, &[("og:url", own)], ""), None), (own.to_owned(), declared(By::Canonical)));
        assert_eq!(read(page(other, &[("og:url", other)], ""), Some(own)), (own.to_owned(), declared(By::Canonical)));
        assert_eq!(read(page(other, &[], ""), None), (other.to_owned(), None));
        assert_eq!(read(page("https://tern.example/", &[], ""), None), (String::new(), None));
        let outlet = r#"{"@type":"NewsArticle","publisher":{"name":"Tern","url":"https://www.tern.example"}}"#;
        assert_eq!(read(page(other, &[], outlet), None), (String::new(), declared(By::Canonical)));
        let based = r#"{"@type":"NewsArticle","isBasedOn":["https://gull.example/b"]}"#;
        assert_eq!(read(page(own, &[], based), None), (own.to_owned(), declared(By::JsonLd)));
        assert_eq!(
            read(page(own, &[("original-source", own), ("syndication-source", other)], ""), None),
            (own.to_owned(), declared(By::Meta))
        );
    }

    #[test]
    fn meta_and_time() {
        let page = PageInput {
            meta: vec![("og:site_name".into(), "The Tern".into()), ("date".into(), "yesterday".into())],
            times: vec!["2031-04-05".into()],
            ..PageInput::default()
        };
        let read = read(&page, None);
        assert_eq!((read.publisher.as_deref(), read.published.as_deref()), (Some("The Tern"), Some("2031-04-05")));
    }
}
