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

#[cfg(test)]
mod tests {
    use crate::html::{read, read_at};

    #[test]
    fn times_are_told_with_their_place() {
        let page = read(
            "<meta itemprop=datePublished content=2031-02-27><p>one<p>two <time class=Old datetime=2031-03-20><b>20</b> <i>March</i></time>\
             <p>three<span itemprop='name dateModified'>21 March</span>",
        );
        let times: Vec<_> = page.times.iter().map(|t| (t.block, t.datetime.as_str(), t.text.as_str(), t.hint.trim())).collect();
        let told = [(0, "2031-02-27", "", "datepublished"), (1, "2031-03-20", "20 March", "old"), (2, "", "21 March", "name datemodified")];
        assert_eq!((times.as_slice(), page.meta.len()), (told.as_slice(), 0));
    }

    /// Of those that nobody sees only what microdata say; of a page that comes in parts, what its parts show.
    #[test]
    fn times_that_are_not_seen() {
        let times = |html: &str| read(html).times.iter().map(|time| time.text.clone()).collect::<Vec<_>>();
        let page = "<p>Seen <time>one</time><time hidden>two</time><span style='display:none'><time>three</time></span>\
             <time class=sr-only>four</time><time style='visibility:hidden' itemprop=datePublished>five</time></p>";
        assert_eq!(times(page), ["one", "five"]);
        assert_eq!(times("<p>Seen by all</p><div hidden><p>Words <time>six</time></div>"), [""; 0]);
        assert_eq!(times("<p>Here</p><div hidden><p>All of the words of the article <time>six</time></div>"), ["six"]);
        assert_eq!(times("<div style='opacity:0'>Fading in <time>seven</time></div>"), ["seven"]);
    }

    #[test]
    fn links_lead_from_the_address() {
        let links = |head: &str, url: Option<&str>| {
            let page = read_at(&format!("{head}<link rel=canonical href='../a?b#c'><a rel=license href=/terms>Terms</a><p>text"), url);
            let licence = page.meta.into_iter().find(|(name, _)| name == "license");
            [page.canonical, licence.map(|(_, link)| link)].map(Option::unwrap_or_default)
        };
        let own = Some("https://tern.example/news/today/x");
        assert_eq!(links("", own), ["https://tern.example/news/a?b#c", "https://tern.example/terms"]);
        assert_eq!(links("<base href=/en/now/>", own), ["https://tern.example/en/a?b#c", "https://tern.example/terms"]);
        let base = "<base target=_top><base href=https://gull.example/1/2/3><base href=https://skua.example/>";
        assert_eq!(links(base, own), ["https://gull.example/1/a?b#c", "https://gull.example/terms"]);
        let named = "<meta property=og:url content=https://tern.example/one/two/three>";
        assert_eq!(links(named, None), ["https://tern.example/one/a?b#c", "https://tern.example/terms"]);
        assert_eq!(links("", None), ["../a?b#c", ""]);
    }

    #[test]
    fn json_ld_by_its_media_type() {
        for media_type in [" application/ld+json ", "Application/LD+JSON", "application/ld+json; charset=utf-8"] {
            assert_eq!(read(&format!("<script type='{media_type}'>a</script>")).json_ld, ["a"], "{media_type}");
        }
        assert!(read("<script type=application/json>a</script><script>b</script>").json_ld.is_empty());
    }

    #[test]
    fn a_licence_is_told_as_a_meta() {
        let page = read("<link rel=canonical href=https://a.example/b><p>text <a rel='nofollow license' href=https://c.example/by>CC</a>");
        assert_eq!(page.meta, [("license".to_owned(), "https://c.example/by".to_owned())]);
        assert_eq!(page.canonical.as_deref(), Some("https://a.example/b"));
    }
}
