//! HTML to the neutral list of blocks that the content script collects too, by the same rules.
//!
//! Blocks are runs of text between the borders of block-level elements (a fixed list, since a file has no computed
//! style). Which of them are the article is decided in the core.

use std::cell::Cell;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tokenizer::{TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};
use html5ever::tree_builder::TreeBuilder;
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use crate::core::{PageBlock, PageElement, PageInput};

/// Elements whose content is no text of the page.
const SKIPPED: &[&str] = &[
    "script", "style", "noscript", "template", "textarea", "select", "option", "svg", "math", "iframe", "object", "embed", "canvas",
    "video", "audio", "picture", "map", "head",
];

/// Elements that begin and end a block.
const BLOCK_LEVEL: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "button",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// A hint of more characters is a style sheet in disguise.
const MAX_HINT: usize = 200;

/// HTML to the blocks of its page.
pub fn read(html: &str) -> PageInput {
    let dom = parse(html);
    let mut collector = Collector::default();
    collector.walk(&dom.document);
    collector.page.with_blocks(collector.elements, collector.blocks).expect("an element gets its number after those around it")
}

/// Browsers nest no deeper either. Without a bound, a page of nothing but `<div>` costs the square of its length.
const MAX_DEPTH: usize = 512;

/// No page opens so many elements of formatting without closing any.
const MAX_FORMATTING: usize = 64;

/// The active formatting elements of the HTML standard.
const FORMATTING: &[&str] = &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

fn parse(html: &str) -> RcDom {
    let builder = TreeBuilder::new(RcDom::default(), Default::default());
    let tokenizer = Tokenizer::new(Shallow { builder, depth: Cell::new(0), formatting: Cell::new(0) }, Default::default());
    let input = BufferQueue::default();
    input.push_back(html.into());
    // A script stops the tokenizer so that a browser could run it; nothing runs here.
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    tokenizer.sink.builder.sink
}

/// Passes tokens on to the tree builder, but for start tags that would nest too deep and the end tags that go with them.
struct Shallow {
    builder: TreeBuilder<Handle, RcDom>,
    depth: Cell<usize>,
    /// Open elements of formatting, which are opened again in every block that follows.
    formatting: Cell<usize>,
}

impl TokenSink for Shallow {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        if let Token::TagToken(tag) = &token
            && FORMATTING.contains(&&*tag.name)
        {
            let open = self.formatting.get();
            match tag.kind {
                TagKind::StartTag if open >= MAX_FORMATTING => return TokenSinkResult::Continue,
                TagKind::StartTag => self.formatting.set(open + 1),
                TagKind::EndTag => self.formatting.set(open.saturating_sub(1)),
            }
        }
        if let Token::TagToken(tag) = &token
            && BLOCK_LEVEL.contains(&&*tag.name)
        {
            let depth = self.depth.get();
            let (next, keep) = match tag.kind {
                TagKind::StartTag => (depth + 1, depth < MAX_DEPTH),
                TagKind::EndTag => (depth.saturating_sub(1), depth <= MAX_DEPTH),
            };
            // An element whose end tag is left out (`<p>`, `<li>`) does not count for ever: a new one of it ends it.
            self.depth.set(if matches!(&*tag.name, "p" | "li" | "dd" | "dt" | "td" | "th" | "tr" | "hr") { depth } else { next });
            if !keep {
                return TokenSinkResult::Continue;
            }
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

#[derive(Default)]
struct Collector {
    /// What the page says of itself.
    page: PageInput,
    elements: Vec<PageElement>,
    blocks: Vec<PageBlock>,
    /// Open block-level elements: their place in `elements`, once they are there.
    open: Vec<Open>,
    text: String,
    /// Characters of `text` that are not white space, and those of them inside links.
    solid: usize,
    linked: usize,
    links: usize,
    targets: Vec<String>,
    hidden: usize,
    /// Whether only white space has come since the last `<br>`.
    after_break: bool,
}

struct Open {
    tag: String,
    hint: String,
    number: Option<i32>,
}

/// Link targets of a block that are kept; more make it a list of links.
const MAX_TARGETS: usize = 32;

/// What is left to do: enter a node, or leave an element. A stack of its own, since pages nest deeper than ours.
enum Step {
    Enter(Handle),
    Leave { block: bool, link: bool, hidden: bool },
}

impl Collector {
    fn walk(&mut self, document: &Handle) {
        let mut steps = vec![Step::Enter(document.clone())];
        while let Some(step) = steps.pop() {
            match step {
                Step::Enter(node) => self.enter(&node, &mut steps),
                Step::Leave { block, link, hidden } => {
                    if block {
                        self.flush();
                        self.open.pop();
                    }
                    self.links -= usize::from(link);
                    self.hidden -= usize::from(hidden);
                }
            }
        }
        self.flush();
    }

    fn enter(&mut self, node: &Handle, steps: &mut Vec<Step>) {
        match &node.data {
            NodeData::Text { contents } => self.add(&contents.borrow()),
            NodeData::Element { name, attrs, .. } => {
                let tag = name.local.to_string();
                let attribute = |key: &str| attrs.borrow().iter().find(|a| &*a.name.local == key).map(|a| a.value.to_string());
                self.metadata(&tag, node, &attribute);
                if SKIPPED.contains(&tag.as_str()) {
                    // The head holds nothing but metadata.
                    if tag == "head" {
                        steps.extend(node.children.borrow().iter().rev().cloned().map(Step::Enter));
                    }
                    return;
                }
                if matches!(tag.as_str(), "title" | "meta" | "link" | "base") {
                    return;
                }
                if tag == "br" {
                    self.line_break();
                    return;
                }
                let block = BLOCK_LEVEL.contains(&tag.as_str());
                let link = tag == "a" && attribute("href").is_some();
                let hidden = attribute("hidden").is_some()
                    || attribute("style").is_some_and(|s| s.to_ascii_lowercase().replace(' ', "").contains("display:none"));
                if block {
                    self.flush();
                    let parts = ["id", "class", "role", "itemprop"].map(|key| attribute(key).unwrap_or_default());
                    self.open.push(Open { hint: clip(parts.join(" ").to_lowercase()), tag, number: None });
                }
                if link && self.targets.len() < MAX_TARGETS {
                    self.targets.extend(attribute("href").filter(|t| t.starts_with("http")));
                }
                self.links += usize::from(link);
                self.hidden += usize::from(hidden);
                steps.push(Step::Leave { block, link, hidden });
                steps.extend(node.children.borrow().iter().rev().cloned().map(Step::Enter));
            }
            _ => steps.extend(node.children.borrow().iter().rev().cloned().map(Step::Enter)),
        }
    }

    fn metadata(&mut self, tag: &str, node: &Handle, attribute: &dyn Fn(&str) -> Option<String>) {
        let page = &mut self.page;
        match tag {
            "html" => page.lang = attribute("lang"),
            "title" if page.title.is_none() => page.title = Some(text_of(node)),
            "link"
                if page.canonical.is_none()
                    && attribute("rel").is_some_and(|r| r.split_ascii_whitespace().any(|r| r.eq_ignore_ascii_case("canonical"))) =>
            {
                page.canonical = attribute("href")
            }
            "meta" => {
                if let (Some(name), Some(content)) =
                    (attribute("name").or_else(|| attribute("property")).or_else(|| attribute("itemprop")), attribute("content"))
                {
                    page.meta.push((name.to_lowercase(), content));
                }
            }
            "script" if attribute("type").is_some_and(|t| t.trim().eq_ignore_ascii_case("application/ld+json")) => {
                page.json_ld.push(text_of(node))
            }
            "time" => page.times.extend(attribute("datetime")),
            _ => {}
        }
    }

    fn add(&mut self, text: &str) {
        let solid = text.chars().filter(|c| !c.is_whitespace()).map(char::len_utf16).sum::<usize>();
        self.after_break &= solid == 0;
        self.solid += solid;
        if self.links > 0 {
            self.linked += solid;
        }
        self.text.push_str(text);
    }

    /// One `<br>` is a new line, two are a new block.
    fn line_break(&mut self) {
        if self.after_break {
            self.flush();
        } else {
            self.text.push('\n');
            self.after_break = true;
        }
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let (solid, linked) = (std::mem::take(&mut self.solid), std::mem::take(&mut self.linked));
        let links = std::mem::take(&mut self.targets);
        self.after_break = false;
        if !text.chars().any(char::is_alphanumeric) {
            return;
        }
        let element = self.element();
        let linked = linked as f32 / solid.max(1) as f32;
        self.blocks.push(PageBlock { element, text, linked, links, hidden: self.hidden > 0, line: None });
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

fn text_of(node: &Handle) -> String {
    let mut text = String::new();
    for child in node.children.borrow().iter() {
        if let NodeData::Text { contents } = &child.data {
            text.push_str(&contents.borrow());
        }
    }
    text
}

fn clip(mut hint: String) -> String {
    if let Some((at, _)) = hint.char_indices().nth(MAX_HINT) {
        hint.truncate(at);
    }
    hint
}

#[cfg(test)]
mod tests {
    use super::read;

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

    #[test]
    fn deep_nesting_does_no_harm() {
        let html = format!("<body>{}deep words", "<div>".repeat(100_000));
        assert_eq!(blocks(&html), ["deep words"]);
    }
}
