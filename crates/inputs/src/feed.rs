//! HTML to the parser's tree, in stretches from tag to tag, so that what would nest too deep or has too many attributes never
//! gets there.

use std::cell::Cell;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::TreeBuilder;

use crate::attributes::{Limit, Parser};
use crate::dom::{Handle, Node, Tree};
use crate::tags::{BLOCK_LEVEL, ENDS_FOREIGN, FLAT, FORMATTING, SKIPPED};

/// Browsers nest no deeper either. Without a bound, a page of nothing but `<div>` costs the square of its length.
const MAX_DEPTH: usize = 512;

/// No page opens so many elements of formatting without closing any.
const MAX_FORMATTING: usize = 64;

/// HTML to the nodes of its tree.
pub fn parse(html: &str) -> Vec<Node> {
    let builder = TreeBuilder::new(Tree::new(), Default::default());
    let sink = Shallow {
        builder,
        parser: Cell::new(Parser { gave: true, in_raw_text: false }),
        depth: Cell::new(0),
        formatting: Cell::new(0),
        skipped: Cell::new(0),
        inline: Cell::new(0),
    };
    // The tokenizer would take a byte order mark from the beginning of every stretch.
    let tokenizer = Tokenizer::new(sink, TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() });
    let input = BufferQueue::default();
    let feed = |html: &str| {
        input.push_back(html.into());
        // A script stops the tokenizer so that a browser could run it; nothing runs here.
        while !input.is_empty() {
            let _ = tokenizer.feed(&input);
        }
    };
    let mut limit = Limit::new();
    let mut rest = html.strip_prefix('\u{FEFF}').unwrap_or(html);
    let parser = &tokenizer.sink.parser;
    while !rest.is_empty() {
        let next = rest.bytes().skip(1).position(|b| b == b'<').map_or(rest.len(), |at| at + 1);
        let (stretch, after) = rest.split_at(next);
        rest = after;
        let (beginning, end) = limit.keep(stretch, parser.get());
        let beginning = beginning.strip_prefix('<').map_or(beginning, |beginning| {
            feed("<");
            beginning
        });
        // A `<` ends what came before it, which tells nothing of what it begins.
        parser.set(Parser { gave: false, ..parser.get() });
        feed(beginning);
        feed(end);
    }
    tokenizer.end();
    tokenizer.sink.builder.sink.into_nodes()
}

/// Passes tokens on to the tree builder, but for start tags that would nest too deep and the end tags that go with them.
struct Shallow {
    builder: TreeBuilder<Handle, Tree>,
    parser: Cell<Parser>,
    depth: Cell<usize>,
    /// Open elements of formatting, which are opened again in every block that follows.
    formatting: Cell<usize>,
    /// Open elements whose content is passed over.
    skipped: Cell<usize>,
    /// Open elements of all other kinds, of which nothing but their text counts; that stays where they go.
    inline: Cell<usize>,
}

/// Counts a tag of elements that nest; gives the open ones afterwards, and whether the tag is kept.
fn nest(kind: TagKind, open: usize) -> (usize, bool) {
    match kind {
        TagKind::StartTag => (open + 1, open < MAX_DEPTH),
        TagKind::EndTag => (open.saturating_sub(1), open <= MAX_DEPTH),
    }
}

impl Shallow {
    fn keep(&self, tag: &Tag) -> bool {
        let name = &*tag.name;
        // Inside SVG and MathML all elements nest and a slash ends them, but for those of HTML, which end the SVG.
        let ends_foreign = || FORMATTING.contains(&name) || BLOCK_LEVEL.contains(&name) || ENDS_FOREIGN.contains(&name);
        let is_foreign = self.adjusted_current_node_present_but_not_in_html_namespace();
        if if is_foreign { tag.self_closing && !ends_foreign() } else { FLAT.contains(&name) } {
            return true;
        }
        if FORMATTING.contains(&name) {
            let open = self.formatting.get();
            let keep = tag.kind == TagKind::EndTag || open < MAX_FORMATTING;
            self.formatting.set(if tag.kind == TagKind::EndTag { open.saturating_sub(1) } else { open + usize::from(keep) });
            return keep;
        }
        let open = if BLOCK_LEVEL.contains(&name) {
            &self.depth
        } else if SKIPPED.contains(&name) {
            &self.skipped
        } else {
            &self.inline
        };
        let before = open.get();
        let (after, keep) = nest(tag.kind, before);
        // An element whose end tag is left out (`<p>`, `<li>`) does not count for ever: a new one of it ends it.
        open.set(if matches!(name, "p" | "li" | "dd" | "dt" | "td" | "th" | "tr") { before } else { after });
        keep
    }
}

impl TokenSink for Shallow {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        // Errors are told in the middle of tags too.
        if matches!(token, Token::ParseError(_)) {
            return TokenSinkResult::Continue;
        }
        let is_tag = matches!(token, Token::TagToken(_));
        let result = match &token {
            Token::TagToken(tag) if !self.keep(tag) => TokenSinkResult::Continue,
            _ => self.builder.process_token(token, line),
        };
        let raw = matches!(result, TokenSinkResult::RawData(_) | TokenSinkResult::Plaintext);
        let in_raw_text = if is_tag { raw } else { self.parser.get().in_raw_text };
        self.parser.set(Parser { gave: true, in_raw_text });
        result
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}
