//! From what a host collected of a page to the article on it.
//!
//! **One idea**: there is one article finder, whoever reads the page.
//!
//! **Boundary**: a [`PageInput`] in, what each block is and the page's metadata out. Nothing here knows HTML, browsers or files.
//!
//! ```
//! use wherefrom_page::{PageInput, Part, find_article};
//!
//! let page = PageInput::from_text("Latest stories\nThe ferry ran aground at dawn off Skarn Head, the harbour master said on Friday.");
//! assert_eq!(find_article(&page), [Part::Furniture, Part::Article]);
//! ```
//!
//! Hosts (the content script, the command's HTML reader) only collect: blocks of text in document order, the
//! block-level elements around them, and the raw metadata. What is article and what is furniture is decided here,
//! once for all hosts, with DOM hints where there are any and from the text alone where there are none.
//!
//! | file | idea |
//! |---|---|
//! | `article` | which blocks together are the article, and which are quotations |
//! | `metadata` | title, dates, outlet, authors, language, address, declared source |

mod article;
pub mod metadata;

use serde::{Deserialize, Serialize};

pub use article::{Judged, Part, explain, find_article, find_block_quotations, fitting};

/// A page as a host collected it. The TypeScript twin is `PageInput`.
///
/// Its elements and blocks are given together by [`PageInput::with_blocks`], which refuses those that do not fit: whoever
/// climbs from a block to the elements around it comes to an end.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PageInput {
    pub url: Option<String>,
    /// The document's `<title>`.
    pub title: Option<String>,
    /// `<html lang>`.
    pub lang: Option<String>,
    /// `<link rel=canonical>`, absolute where the host knows from where it leads.
    pub canonical: Option<String>,
    /// Name, property or itemprop (lower case) and content of every `<meta>` that has both.
    pub meta: Vec<(String, String)>,
    /// The raw text of every `<script type="application/ld+json">`.
    pub json_ld: Vec<String>,
    /// What says a time, in document order.
    pub times: Vec<PageTime>,
    /// The first block of the part that the reader chose to be the article, and the one behind its last: what can be seen of it is the
    /// article, and nothing else is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chosen: Option<[u32; 2]>,
    /// A parent stands before its children.
    elements: Vec<PageElement>,
    blocks: Vec<PageBlock>,
}

/// Why elements and blocks are those of no page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PageError {
    /// Parents come first, so that nothing can be inside itself.
    #[error("element {element} is inside element {parent}, which does not stand before it")]
    Parent { element: usize, parent: i32 },
    #[error("block {block} is inside element {element}, and there are {elements} elements")]
    Element { block: usize, element: i32, elements: usize },
}

/// A `<time>`, or an element whose microdata says that it is a date of publication or of change.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct PageTime {
    /// The block that it stands in or, without text, before.
    pub block: u32,
    /// As programs are to read it: `datetime` or `content`. May be empty.
    pub datetime: String,
    /// Its text.
    pub text: String,
    /// `id class role itemprop property` of its own, lower case.
    pub hint: String,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PageElement {
    /// Index into [`PageInput::elements`], less than its own; -1 for the root.
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

    /// The page with these elements and blocks in the place of its own. A share of links outside 0 to 1 becomes the nearest
    /// that is inside.
    ///
    /// # Errors
    /// The first element that is inside none before it, or the first block that is inside none that is there.
    pub fn with_blocks(self, elements: Vec<PageElement>, mut blocks: Vec<PageBlock>) -> Result<PageInput, PageError> {
        let is_before = |index: i32, end: usize| index == -1 || usize::try_from(index).is_ok_and(|index| index < end);
        for (at, element) in elements.iter().enumerate() {
            if !is_before(element.parent, at) {
                return Err(PageError::Parent { element: at, parent: element.parent });
            }
        }
        for (at, block) in blocks.iter_mut().enumerate() {
            if !is_before(block.element, elements.len()) {
                return Err(PageError::Element { block: at, element: block.element, elements: elements.len() });
            }
            block.linked = if block.linked.is_finite() { block.linked.clamp(0.0, 1.0) } else { 0.0 };
        }
        Ok(PageInput { elements, blocks, ..self })
    }

    /// The block-level ancestors of blocks; a parent stands before its children.
    pub fn elements(&self) -> &[PageElement] {
        &self.elements
    }

    /// The runs of text of the page, in its order.
    pub fn blocks(&self) -> &[PageBlock] {
        &self.blocks
    }
}
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_inside_nothing_is_refused() {
        let page = |parents: &[i32], elements: &[i32]| {
            let parents = parents.iter().map(|&parent| PageElement { parent, ..PageElement::default() }).collect();
            let blocks = elements.iter().map(|&element| PageBlock { element, ..PageBlock::default() }).collect();
            PageInput::default().with_blocks(parents, blocks).map(|page| (page.elements().len(), page.blocks().len()))
        };
        assert_eq!(page(&[-1, 0, 0, 2], &[3, -1, 0]), Ok((4, 3)));
        assert_eq!(page(&[-1, 2, 1], &[]), Err(PageError::Parent { element: 1, parent: 2 }));
        assert_eq!(page(&[0], &[]), Err(PageError::Parent { element: 0, parent: 0 }));
        assert_eq!(page(&[-2], &[]), Err(PageError::Parent { element: 0, parent: -2 }));
        assert_eq!(page(&[-1], &[0, 1]), Err(PageError::Element { block: 1, element: 1, elements: 1 }));
        let told = page(&[], &[i32::MIN]).map_err(|e| e.to_string());
        assert_eq!(told, Err("block 0 is inside element -2147483648, and there are 0 elements".into()));
    }
}
