//! HTML to the neutral list of blocks that the content script collects too, by the same rules.
//!
//! Blocks are runs of text between the borders of block-level elements (a fixed list, since a file has no computed
//! style). Which of them are the article is decided in the core.

use crate::core::{PageBlock, PageElement, PageInput};
use crate::dom::{Data, Node};
use crate::feed::parse;
use crate::look::Look;
use crate::says;
use crate::tags::SKIPPED;
use crate::walk::{Visitor, walk};

/// A hint of more characters is a style sheet in disguise.
const MAX_HINT: usize = 200;

/// HTML to the blocks of its page.
pub fn read(html: &str) -> PageInput {
    read_at(html, None)
}

/// The same of a page whose address is known, from which its links lead.
pub fn read_at(html: &str, url: Option<&str>) -> PageInput {
    let nodes = parse(html);
    let mut collector = Collector::default();
    walk(&nodes, &mut collector);
    collector.flush();
    collector.disbelieve_hidden();
    collector.said.resolve(&mut collector.page, url);
    collector.page.url = url.map(str::to_owned);
    collector.page.with_blocks(collector.elements, collector.blocks).expect("an element gets its number after those around it")
}

#[derive(Default)]
struct Collector {
    /// What the page says of itself.
    page: PageInput,
    said: says::Links,
    elements: Vec<PageElement>,
    blocks: Vec<PageBlock>,
    /// Open elements that are blocks by name: their place in `elements`, once they are there.
    open: Vec<Open>,
    /// The run of text that the reader sees, and all of it.
    seen: Run,
    all: Run,
    /// Whether any of the run is drawn.
    drawn: bool,
    links: usize,
    targets: Vec<String>,
    /// Open elements that are drawn and not seen.
    away: usize,
    /// Open elements that are hidden, and the number of the outermost one.
    hidden: usize,
    root: usize,
    /// Words in blocks that are hidden, by the outermost hidden element around them; of blocks the number of that.
    hidden_words: Vec<usize>,
    roots: Vec<(usize, usize)>,
    /// Times that are hidden, with that number of their outermost hidden element; those in this run that are drawn and not seen; and
    /// those of earlier ones.
    hidden_times: Vec<(usize, usize)>,
    times_away: Vec<usize>,
    unseen_times: Vec<usize>,
    /// Open `<q>`s.
    quotations: usize,
    /// Whether only white space has come since the last `<br>`.
    after_break: bool,
}

/// What is to be undone when an element is left.
#[derive(Default)]
struct Left {
    block: bool,
    named: bool,
    link: bool,
    hidden: bool,
    away: bool,
    quotation: bool,
}

impl Visitor for Collector {
    type Left = Left;

    fn enter(&mut self, nodes: &[Node], node: &Node) -> Option<Left> {
        self.take(nodes, node)
    }

    fn leave(&mut self, left: Left) {
        if left.quotation {
            self.end_quotation();
        }
        if left.block {
            self.flush();
        }
        if left.named {
            self.open.pop();
        }
        self.links -= usize::from(left.link);
        self.hidden -= usize::from(left.hidden);
        self.away -= usize::from(left.away);
    }
}

/// Text that is gathered for a block.
#[derive(Default)]
struct Run {
    text: String,
    /// Its UTF-16 units that are not white space, and those of them inside links.
    solid: usize,
    linked: usize,
}

impl Run {
    fn add(&mut self, text: &str, solid: usize, linked: bool) {
        self.text.push_str(text);
        self.solid += solid;
        self.linked += if linked { solid } else { 0 };
    }
}

struct Open {
    tag: String,
    hint: String,
    number: Option<i32>,
}

/// Link targets of a block that are kept; more make it a list of links.
const MAX_TARGETS: usize = 32;

impl Collector {
    fn take(&mut self, nodes: &[Node], node: &Node) -> Option<Left> {
        let nothing = Left::default();
        let element = match &node.data {
            Data::Text(text) => {
                self.add(text);
                return None;
            }
            Data::Other => return Some(nothing),
            Data::Element(element) => element,
        };
        let tag = element.tag();
        let Look { block, named, hidden, away } = Look::of(element);
        if block && !SKIPPED.contains(&tag) {
            self.flush();
        }
        says::read(&mut self.page, &mut self.said, self.blocks.len(), nodes, node, element);
        if SKIPPED.contains(&tag) {
            // The head holds nothing but metadata.
            return (tag == "head").then_some(nothing);
        }
        if matches!(tag, "title" | "meta" | "link" | "base") {
            return None;
        }
        if tag == "br" {
            self.line_break();
            return None;
        }
        let target = element.attribute("href").filter(|_| tag == "a");
        // Elements that are blocks by name: of those that style sheets make blocks a file does not tell.
        if named {
            let parts = ["id", "class", "role", "itemprop"].map(|key| element.attribute(key).unwrap_or_default());
            self.open.push(Open { hint: clip(parts.join(" ").to_lowercase()), tag: tag.to_owned(), number: None });
        }
        if self.targets.len() < MAX_TARGETS {
            self.targets.extend(target.filter(|t| t.starts_with("http")).map(str::to_owned));
        }
        self.links += usize::from(target.is_some());
        if hidden && self.hidden == 0 {
            self.root = self.hidden_words.len();
            self.hidden_words.push(0);
        }
        self.hidden += usize::from(hidden);
        self.away += usize::from(away);
        // Microdata speak to programs, whether they are seen or not; a `<time>` alone to who reads it.
        if tag == "time" && !says::is_dated(element) {
            let time = self.page.times.len().saturating_sub(1);
            if self.hidden > 0 {
                self.hidden_times.push((time, self.root));
            } else if self.away > 0 {
                self.times_away.push(time);
            }
        }
        let quotation = tag == "q";
        if quotation {
            self.begin_quotation();
        }
        Some(Left { block, named, link: target.is_some(), hidden, away, quotation })
    }

    /// Pages that come in parts hold them hidden until a script puts each in its place: what holds most of a page's words is the page.
    fn disbelieve_hidden(&mut self) {
        let words = |block: &PageBlock| block.text.split_whitespace().count();
        let all: usize = self.blocks.iter().map(words).sum();
        for &(block, root) in &self.roots {
            self.hidden_words[root] += words(&self.blocks[block]);
        }
        for &(block, root) in &self.roots {
            self.blocks[block].hidden = 2 * self.hidden_words[root] <= all;
        }
        let hidden = self.hidden_times.iter().filter(|(_, root)| 2 * self.hidden_words[*root] <= all).map(|(time, _)| *time);
        self.unseen_times.extend(hidden);
        self.unseen_times.sort_unstable();
        self.unseen_times.dedup();
        for &time in self.unseen_times.iter().rev() {
            self.page.times.remove(time);
        }
    }

    fn add(&mut self, text: &str) {
        let solid = text.chars().filter(|c| !c.is_whitespace()).map(char::len_utf16).sum::<usize>();
        self.after_break &= solid == 0;
        if self.hidden == 0 {
            self.drawn |= solid > 0;
            if self.away == 0 {
                self.seen.add(text, solid, self.links > 0);
            }
        }
        self.all.add(text, solid, self.links > 0);
    }

    /// A `<q>` is shown with marks that are no text of the page. Inside another one it gets none, so that each has one end.
    fn begin_quotation(&mut self) {
        if self.quotations == 0 {
            self.add("\u{201C}");
        }
        self.quotations += 1;
    }

    fn end_quotation(&mut self) {
        self.quotations -= 1;
        if self.quotations == 0 && !self.all.text.is_empty() {
            self.add("\u{201D}");
        }
    }

    /// One `<br>` is a new line, two are a new block.
    fn line_break(&mut self) {
        if self.after_break {
            self.flush();
        } else {
            self.seen.text.push('\n');
            self.all.text.push('\n');
            self.after_break = true;
        }
    }

    /// Ends a block. What is not seen of it is left out, unless all of it is.
    fn flush(&mut self) {
        let (seen, all) = (std::mem::take(&mut self.seen), std::mem::take(&mut self.all));
        let links = std::mem::take(&mut self.targets);
        self.after_break = false;
        let hidden = !std::mem::take(&mut self.drawn);
        let away = std::mem::take(&mut self.times_away);
        if seen.solid > 0 {
            self.unseen_times.extend(away);
        }
        let Run { text, solid, linked } = if seen.solid == 0 { all } else { seen };
        if !text.chars().any(char::is_alphanumeric) {
            return;
        }
        let element = self.element();
        if hidden {
            self.roots.push((self.blocks.len(), self.root));
        }
        let linked = linked as f32 / solid.max(1) as f32;
        self.blocks.push(PageBlock { element, text, linked, links, hidden, line: None });
    }

    /// The number of the innermost open element, giving numbers to it and those around it where they have none.
    fn element(&mut self) -> i32 {
        let mut parent = -1;
        for open in &mut self.open {
            let number = *open.number.get_or_insert_with(|| {
                self.elements.push(PageElement { parent, tag: open.tag.clone(), hint: open.hint.clone() });
                self.elements.len() as i32 - 1
            });
            parent = number;
        }
        parent
    }
}

pub fn clip(mut hint: String) -> String {
    if let Some((at, _)) = hint.char_indices().nth(MAX_HINT) {
        hint.truncate(at);
    }
    hint
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::dom::MAX_ATTRIBUTES;

    fn blocks(html: &str) -> Vec<String> {
        read(html).blocks().iter().map(|b| b.text.clone()).collect()
    }

    #[test]
    fn blocks_are_runs_between_borders() {
        assert_eq!(
            blocks("<body>one <b>bold</b> run<p>two</p>three<script>no</script><div>four<br>line<br> <br>five</div>"),
            ["one bold run", "two", "three", "four\nline\n ", "five"]
        );
    }

    #[test]
    fn marks_that_the_page_is_shown_with_are_text() {
        assert_eq!(blocks("<p>He said: <q>The <q>ferry</q> is <b>late</b></q>.</p>"), ["He said: \u{201C}The ferry is late\u{201D}."]);
        assert_eq!(blocks("<q>one<p>two</p></q>three"), ["\u{201C}one", "two", "three"]);
    }

    #[test]
    fn links_and_hidden_text() {
        let page = read("<body><p>half <a href=x>link</a></p><p hidden>gone</p><p style='display: none'>gone too</p>");
        assert_eq!(page.blocks()[0].linked, 0.5);
        assert_eq!(page.blocks().iter().map(|b| b.hidden).collect::<Vec<_>>(), [false, true, true]);
    }

    #[test]
    fn elements_are_the_ancestors_of_blocks() {
        let page = read("<body class=Home><main><div></div><article id=a><p>text</p></article></main>");
        let tags: Vec<(i32, &str, &str)> = page.elements().iter().map(|e| (e.parent, e.tag.as_str(), e.hint.trim())).collect();
        assert_eq!(tags, [(-1, "body", "home"), (0, "main", ""), (1, "article", "a"), (2, "p", "")]);
        assert_eq!(page.blocks()[0].element, 3);
    }

    /// What is too much in a tag goes, and nothing else.
    #[test]
    fn tags_of_too_many_attributes() {
        let attributes = |count: usize| (0..count).map(|n| format!(" é{n}='>{n}'")).collect::<String>();
        for (count, kept) in [(MAX_ATTRIBUTES - 1, true), (MAX_ATTRIBUTES, false), (2 * MAX_ATTRIBUTES, false)] {
            for link in [" href=http://skarn.example/>", " href='http://skarn.example/' =x y = z>", "/href='http://skarn.example/'/>"] {
                let page = read(&format!("<p{0}>one</p{0}>two <a{0}{link}text</a> 3 < 4<br{0}>five<br{0}", attributes(count)));
                let texts: Vec<&str> = page.blocks().iter().map(|b| b.text.as_str()).collect();
                assert_eq!(texts, ["one", "two text 3 < 4\nfive"]);
                assert_eq!(page.blocks()[1].links.len(), usize::from(kept), "{count}{link}");
            }
        }
    }

    #[test]
    fn what_looks_like_tags_of_too_many_attributes() {
        let tag = format!("x <b{} y", " a".repeat(2 * MAX_ATTRIBUTES));
        let script = format!("<script type=application/ld+json>{tag}</script><p>text");
        let read = read(&script);
        assert_eq!((read.json_ld, read.title), (vec![tag.clone()], None));
        for page in [format!("<!-- {tag} --><p>text"), format!("<p title='{tag}'>text"), format!("<style>{tag}</style><p>text")] {
            assert_eq!(blocks(&page), ["text"]);
        }
        assert_eq!(super::read(&format!("<title>{tag}</title>")).title, Some(tag));
    }

    #[test]
    fn deep_nesting_does_no_harm() {
        let html = format!("<body>{}deep words", "<div>".repeat(100_000));
        assert_eq!(blocks(&html), ["deep words"]);
    }
}
