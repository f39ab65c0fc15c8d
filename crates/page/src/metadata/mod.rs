//! What a page says of itself: in JSON-LD, in `<meta>`, and where it shows it; and which document it is.
//!
//! | file | idea |
//! |---|---|
//! | `json_ld`, `nearly_json` | of all that a page describes in JSON-LD, its article; JSON with slips |
//! | `metas` | `<meta>`, by the names of the common systems |
//! | `dates` | when it was published, and when it was changed |
//! | `shown`, `place`, `labels`, `alone` | the dates that it shows; where those of the article stand, and what the words around them say |
//! | `address` | the document at its own address, and what it names as its source |
//! | `origin` | where a field was found |
//! | `plain` | texts as a reader would see them |

mod address;
mod alone;
mod dates;
mod json_ld;
mod labels;
mod metas;
mod nearly_json;
mod origin;
mod place;
mod plain;
mod shown;

pub use origin::Origin;

use address::Address;
use json_ld::{Description, Own};
use origin::{Field, Found};
use plain::{clean, letters, on_one_line, unescaped};

use super::{PageInput, Part};

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageMetadata {
    pub title: Option<String>,
    /// ISO 8601
    pub published: Option<String>,
    /// ISO 8601
    pub updated: Option<String>,
    pub publisher: Option<String>,
    pub authors: Vec<String>,
    pub section: Option<String>,
    /// The licence that the page is under: its address, or its name.
    pub licence: Option<String>,
    pub language: Option<String>,
    /// The page's own address.
    pub url: Option<String>,
    /// Another address of the same page, on the same site.
    pub canonical: Option<String>,
    /// The document at another address that the page names as its original.
    pub declared: Option<Declared>,
    /// The article that this one says it is based on or a version of.
    pub based_on: Option<String>,
    /// Where these were found, by their names here; several are told once.
    pub origins: Vec<(&'static str, Origin)>,
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

/// Titles that descriptions are compared with, from the page's own one back, and letters of each.
const MAX_TITLES: usize = 8;
const MAX_LETTERS: usize = 400;

/// What a page says of itself. `parts` has what each block is, as many as there are blocks ([`super::find_article`]); `told` is the page's address where somebody
/// knows it better than the page: the reader, the browser, an archive.
pub fn read(page: &PageInput, parts: &[Part], told: Option<&str>) -> PageMetadata {
    let mut titles = metas::all(page, metas::TITLE);
    // Of what stands on the page itself the signs of HTML have been read.
    let headline = headline(page, parts);
    if let Some(at) = headline {
        titles.push((on_one_line(&page.blocks[at].text), Origin::Heading));
    }
    titles.push((on_one_line(page.title.as_deref().unwrap_or("")), Origin::Title));
    let mut own = Own { addresses: address::all(page, told), titles: Vec::new() };
    for (title, _) in titles.iter().rev().take(MAX_TITLES) {
        let title: String = letters(title).chars().take(MAX_LETTERS).collect();
        if !title.is_empty() {
            own.titles.push(title);
        }
    }
    let mut scripts = String::new();
    for script in &page.json_ld {
        // Some systems write the signs of HTML as if the script were text.
        let is_escaped = script.contains("&quot;") && !script.contains('"');
        scripts.push_str(&if is_escaped { unescaped(script) } else { script.clone() });
        scripts.push(nearly_json::END);
    }
    let nodes = nearly_json::read(&scripts);
    let article = Description::of(&nodes, &own);
    let address = Address::of(page, &article, told);

    let mut language = Field::default();
    language.put(clean(page.lang.as_deref().unwrap_or("")), Origin::Html);
    article.fill_of_page(&mut language, "inLanguage");
    metas::fill(&mut language, page, metas::LANGUAGE);
    let about = dates::About {
        article: &article,
        tag: language.found.as_ref().map(|(tag, _)| tag.as_str()),
        url: address.url.as_ref().map(|(url, _)| url.as_str()).or(address.canonical.as_deref()),
        headline,
    };
    let [published, updated] = dates::read(page, parts, &about).map(|field| field.found);
    let (mut title, mut publisher, mut section, mut licence) = (Field::default(), Field::default(), Field::default(), Field::default());
    article.fill(&mut title, "headline");
    for (text, origin) in titles {
        title.put(text, origin);
    }
    article.fill(&mut section, "articleSection");
    metas::fill(&mut section, page, metas::SECTION);
    article.fill_of_page(&mut licence, "license");
    metas::fill(&mut licence, page, metas::LICENCE);
    for (name, origin) in article.names("publisher sourceOrganization provider") {
        publisher.put(name, origin);
    }
    metas::fill(&mut publisher, page, metas::OUTLET);
    let mut authors = article.authors();
    if authors.is_empty() {
        authors = metas::authors(page);
    }

    let mut based_on = article.url("isBasedOn");
    if based_on.is_empty() {
        based_on = article.url("isVersionOf");
    }

    let mut origins = Vec::new();
    let mut take = |name: &'static str, found: Option<Found>| {
        let (value, origin) = found?;
        origins.push((name, origin));
        Some(value)
    };
    let mut read = PageMetadata {
        title: take("title", title.found),
        published: take("published", published),
        updated: take("updated", updated),
        publisher: take("publisher", publisher.found),
        section: take("section", section.found),
        licence: take("licence", licence.found),
        language: take("language", language.found),
        url: take("url", address.url),
        canonical: address.canonical,
        declared: address.declared,
        based_on: (!based_on.is_empty()).then_some(based_on),
        authors: Vec::new(),
        origins: Vec::new(),
    };
    for author in authors {
        read.authors.extend(take("authors", Some(author)));
    }
    read.origins = origins;
    read
}

/// The block that is the page's headline: the finder's first heading of the article, else the page's first one.
#[inline(never)]
fn headline(page: &PageInput, parts: &[Part]) -> Option<usize> {
    let is_first = |at: usize| usize::try_from(page.blocks[at].element).is_ok_and(|element| page.elements[element].tag == "h1");
    parts.iter().position(|part| *part == Part::Heading).or_else(|| (0..page.blocks.len()).find(|at| is_first(*at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_ld_in_a_graph() {
        let raw = r#"{"@context":"https://schema.org","@graph":[{"@type":"WebSite"},{"@type":["NewsArticle"],"headline":"Ferry  aground","datePublished":"2031-03-02T08:00:00Z","publisher":{"@type":"Organization","name":"Skarn Wire"}}]}"#;
        let read = read(&PageInput { json_ld: vec!["not json".into(), raw.into()], ..PageInput::default() }, &[], None);
        assert_eq!((read.title.as_deref(), read.publisher.as_deref()), (Some("Ferry aground"), Some("Skarn Wire")));
        assert_eq!(read.published.as_deref(), Some("2031-03-02T08:00:00Z"));
    }

    #[test]
    fn json_ld_written_as_text() {
        let raw = "{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;headline&quot;:&quot;Ferry &amp;amp; tug&quot;}";
        let read = read(&PageInput { json_ld: vec![raw.into()], ..PageInput::default() }, &[], None);
        assert_eq!(read.title.as_deref(), Some("Ferry & tug"));
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
            let read = read(&page, &[], told);
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
    fn a_meta_that_is_no_date_is_none() {
        let meta = [("og:site_name", "The Tern"), ("date", "yesterday"), ("pdate", "2031-04-05"), ("article:section", "Harbour &amp; sea")];
        let meta = meta.map(|(name, content)| (name.to_owned(), content.to_owned())).into();
        let read = read(&PageInput { meta, ..PageInput::default() }, &[], None);
        assert_eq!((read.publisher.as_deref(), read.published.as_deref()), (Some("The Tern"), Some("2031-04-05")));
        assert_eq!(read.section.as_deref(), Some("Harbour & sea"));
        assert!(read.origins.contains(&("published", Origin::Meta(2))));
    }
}
