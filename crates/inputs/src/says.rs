//! What a page says of itself, element by element: its title, addresses, `<meta>`, JSON-LD and times.

use crate::core::{PageInput, PageTime};
use crate::dom::{Data, Element, Node};
use crate::html::clip;
use crate::links::resolved;
use crate::saved::is_address;

/// Times of a page that are kept: more are those of comments.
const MAX_TIMES: usize = 256;
/// Nodes of a time that are read, and characters of each; none is begun behind so many bytes.
const MAX_TIME: usize = 100;

/// The links of a page that lead from its address, until that is known.
#[derive(Default)]
pub struct Links {
    /// `<base href>`
    base: Option<String>,
    /// The `<meta>`s that are links to licences.
    licences: Vec<usize>,
}

impl Links {
    /// Makes them absolute, as a browser does. Without the page's address, given or in `og:url`, that cannot be told of some: a
    /// canonical stays as it is written, which is no address of a document, and a licence is left out.
    pub fn resolve(&self, page: &mut PageInput, told: Option<&str>) {
        let named = page.meta.iter().find(|(name, content)| name == "og:url" && is_address(content)).map(|(_, content)| content.as_str());
        let mut base = told.or(named).map(str::to_owned);
        if let Some(link) = &self.base {
            base = Some(resolved(base.as_deref(), link));
        }
        let absolute = |link: &str| Some(resolved(base.as_deref(), link)).filter(|link| is_address(link));
        // How its path is made tells of a page in any case.
        page.canonical = page.canonical.take().map(|link| absolute(&link).unwrap_or(link));
        for &at in self.licences.iter().rev() {
            match absolute(&page.meta[at].1) {
                Some(link) => page.meta[at].1 = link,
                None => drop(page.meta.remove(at)),
            }
        }
    }
}

/// Takes in what an element says of the page. It is the page's `block` or stands before it.
pub fn read(page: &mut PageInput, links: &mut Links, block: usize, nodes: &[Node], node: &Node, element: &Element) {
    metadata(page, links, element, || text_of(nodes, node));
    time(page, block, element, || start_of(nodes, node));
}

fn metadata(page: &mut PageInput, links: &mut Links, element: &Element, text: impl Fn() -> String) {
    let attribute = |name: &str| element.attribute(name);
    match element.tag() {
        "html" => page.lang = attribute("lang").filter(|tag| !tag.is_empty()).map(str::to_owned),
        "title" if page.title.is_none() => page.title = Some(text()),
        "link" | "a" if attribute("href").is_some() => {
            let href = || attribute("href").unwrap_or_default().to_owned();
            if page.canonical.is_none() && element.tag() == "link" && has_word(element, "rel", &["canonical"]) {
                page.canonical = Some(href());
            } else if has_word(element, "rel", &["license"]) {
                links.licences.push(page.meta.len());
                page.meta.push(("license".to_owned(), href()));
            }
        }
        "meta" if attribute("name").is_some() || !is_dated(element) => {
            let name = attribute("name").or_else(|| attribute("property")).or_else(|| attribute("itemprop"));
            let name = name.filter(|name| !name.is_empty());
            page.meta.extend(name.zip(attribute("content")).map(|(name, content)| (name.to_lowercase(), content.to_owned())));
        }
        "base" if links.base.is_none() => links.base = attribute("href").map(str::to_owned),
        "script" if attribute("type").is_some_and(is_json_ld) => page.json_ld.push(text()),
        _ => {}
    }
}

/// An element that says a time, by its tag or by its microdata.
fn time(page: &mut PageInput, block: usize, element: &Element, text: impl Fn() -> String) {
    if page.times.len() >= MAX_TIMES || element.tag() != "time" && !is_dated(element) {
        return;
    }
    let attribute = |key: &str| element.attribute(key).unwrap_or_default();
    page.times.push(PageTime {
        block: block as u32,
        datetime: element.attribute("datetime").unwrap_or(attribute("content")).to_owned(),
        text: text(),
        hint: clip(["id", "class", "role", "itemprop", "property"].map(attribute).join(" ").to_lowercase()),
    });
}

/// The text of an element that holds no others.
fn text_of(nodes: &[Node], node: &Node) -> String {
    let children = std::iter::successors(node.first.map(|first| &nodes[first]), |node| node.next.map(|next| &nodes[next]));
    children.filter_map(|child| if let Data::Text(text) = &child.data { Some(text.as_str()) } else { None }).collect()
}

/// The beginning of the text in an element, as far as a time may be long.
fn start_of(nodes: &[Node], node: &Node) -> String {
    let mut text = String::new();
    let mut open: Vec<usize> = node.first.into_iter().collect();
    for _ in 0..MAX_TIME {
        let Some(node) = open.pop().map(|number| &nodes[number]).filter(|_| text.len() < MAX_TIME) else { break };
        open.extend(node.next.into_iter().chain(node.first));
        if let Data::Text(part) = &node.data {
            text.extend(part.chars().take(MAX_TIME));
        }
    }
    text.chars().take(MAX_TIME).collect()
}

/// `application/ld+json`, with parameters (RFC 2045) or without.
fn is_json_ld(media_type: &str) -> bool {
    media_type.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/ld+json")
}

/// Whether microdata or RDFa say that an element is the date of publication or of change.
pub fn is_dated(element: &Element) -> bool {
    ["itemprop", "property"].iter().any(|key| has_word(element, key, &["datepublished", "datemodified", "datecreated"]))
}

/// Whether one of an attribute's words is one of these.
fn has_word(element: &Element, attribute: &str, words: &[&str]) -> bool {
    let given = element.attribute(attribute).unwrap_or_default();
    given.split_ascii_whitespace().any(|given| words.iter().any(|word| given.eq_ignore_ascii_case(word)))
}
