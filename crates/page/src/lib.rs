//! From what a host collected of a page to the article on it.
//!
//! Hosts (the content script, the command's HTML reader) only collect: blocks of text in document order, the
//! block-level elements around them, and the raw metadata. What is article and what is furniture is decided here,
//! once for all hosts, with DOM hints where there are any and from the text alone where there are none.
//!
//! | file | idea |
//! |---|---|
//! | `article` | which blocks together are the article |
//! | `metadata` | title, date, outlet, language, canonical URL |

mod article;
pub mod metadata;

use serde::{Deserialize, Serialize};

pub use article::find_article;

/// A page as a host collected it. The TypeScript twin is `PageInput`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PageInput {
    pub url: Option<String>,
    /// The document's `<title>`.
    pub title: Option<String>,
    /// `<html lang>`.
    pub lang: Option<String>,
    /// `<link rel=canonical>`, absolute.
    pub canonical: Option<String>,
    /// Name, property or itemprop (lower case) and content of every `<meta>` that has both.
    pub meta: Vec<(String, String)>,
    /// The raw text of every `<script type="application/ld+json">`.
    pub json_ld: Vec<String>,
    /// `datetime` of every `<time>`, in document order.
    pub times: Vec<String>,
    /// The block-level ancestors of blocks; a parent stands before its children.
    pub elements: Vec<PageElement>,
    pub blocks: Vec<PageBlock>,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PageElement {
    /// Index into [`PageInput::elements`]; -1 for the root.
    pub parent: i32,
    /// Lower case.
    pub tag: String,
    /// `id class role itemprop`, lower case.
    pub hint: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default)]
pub struct PageBlock {
    /// The innermost block-level element that holds the text; -1 where none is known (plain text).
    pub element: i32,
    /// Raw text: offsets of the report point into it.
    pub text: String,
    /// Share of the text (0 to 1) that stands inside links.
    pub linked: f32,
    /// Targets of the links in the text, absolute, as far as the host knows them.
    pub links: Vec<String>,
    /// Known not to be shown to the reader.
    pub hidden: bool,
    /// 1-based line in a plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
}

impl Default for PageBlock {
    fn default() -> Self {
        PageBlock { element: -1, text: String::new(), linked: 0.0, links: Vec::new(), hidden: false, line: None }
    }
}

impl PageInput {
    /// A page from plain text: a block per non-empty line, no hints.
    pub fn from_text(text: &str) -> PageInput {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let numbered = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let blocks =
            numbered.map(|(at, line)| PageBlock { text: line.to_owned(), line: Some(at as u32 + 1), ..PageBlock::default() }).collect();
        PageInput { blocks, ..PageInput::default() }
    }

    /// Repairs what a hostile or careless host may send: indices that point nowhere, parents after their children,
    /// shares outside 0 to 1.
    pub fn sanitise(&mut self) {
        for (at, element) in self.elements.iter_mut().enumerate() {
            if element.parent >= at as i32 || element.parent < -1 {
                element.parent = -1;
            }
        }
        let count = self.elements.len() as i32;
        for block in &mut self.blocks {
            if block.element >= count || block.element < -1 {
                block.element = -1;
            }
            block.linked = if block.linked.is_finite() { block.linked.clamp(0.0, 1.0) } else { 0.0 };
        }
    }
}
