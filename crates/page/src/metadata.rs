//! What a page says of itself: JSON-LD first, then Open Graph and other `<meta>`, then `<time>`, then the title.

use serde_json::Value;
use wherefrom_text::date::Day;
use wherefrom_text::json;
use wherefrom_text::url::url_identity;

use super::PageInput;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageMetadata {
    pub title: Option<String>,
    /// ISO 8601 as the page gives it.
    pub published: Option<String>,
    pub publisher: Option<String>,
    pub author: Option<String>,
    pub language: Option<String>,
    pub canonical: Option<String>,
    /// The article that this one says it is based on or a version of.
    pub based_on: Option<String>,
}

pub fn read(page: &PageInput) -> PageMetadata {
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
            .or_else(|| page.times.iter().map(|t| t.trim().to_owned()).find_map(dated)),
        publisher: article
            .and_then(|a| a.get("publisher"))
            .and_then(name_of)
            .or_else(|| from_meta(&["og:site_name", "application-name", "dc.publisher", "publisher"])),
        author: article
            .and_then(|a| a.get("author"))
            .and_then(name_of)
            // Some pages give the author's profile there.
            .or_else(|| from_meta(&["author", "article:author", "dc.creator"]).filter(|a| !a.contains("://"))),
        language: page.lang.as_deref().map(clean).filter(|l| !l.is_empty()).or_else(|| from_json("inLanguage")),
        canonical: page
            .canonical
            .clone()
            .filter(|c| url_identity(c).is_some())
            .or_else(|| from_meta(&["og:url"]).filter(|c| url_identity(c).is_some()))
            .or_else(|| page.url.clone()),
        based_on: article
            .and_then(|a| a.get("isBasedOn").or_else(|| a.get("isVersionOf")))
            .and_then(|v| v.as_str().map(str::to_owned).or_else(|| v.get("@id").or_else(|| v.get("url")).and_then(text_of))),
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
        let read = read(&PageInput { json_ld: vec!["not json".into(), raw.into()], ..PageInput::default() });
        assert_eq!((read.title.as_deref(), read.publisher.as_deref()), (Some("Ferry aground"), Some("Skarn Wire")));
        assert_eq!(read.published.as_deref(), Some("2031-03-02T08:00:00Z"));
    }

    #[test]
    fn meta_and_time() {
        let page = PageInput {
            meta: vec![("og:site_name".into(), "The Tern".into()), ("date".into(), "yesterday".into())],
            times: vec!["2031-04-05".into()],
            ..PageInput::default()
        };
        let read = read(&page);
        assert_eq!((read.publisher.as_deref(), read.published.as_deref()), (Some("The Tern"), Some("2031-04-05")));
    }
}
