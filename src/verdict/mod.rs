//! From spans to verdicts, one a block, each with its reason.
//!
//! | file | idea |
//! |---|---|
//! | `rules` | copied, modified, quoted, original |
//! | `quotation` | what became of the quotations |
//! | `credit` | whether the page names its source |
//! | `direction` | which came first, as far as the dates tell |
//! | `omissions` | what the page left out of a source |
//! | `reason` | every sentence that is told, made from a code and its arguments |

pub mod credit;
pub mod direction;
pub mod omissions;
pub mod quotation;
pub mod reason;
pub mod rules;

use std::ops::Range;

use crate::align::Passage;
use crate::pack::Source;
use crate::text::Words;

/// The article as the rules see it.
pub struct Article<'a> {
    pub words: &'a Words,
    /// The word range of every block of the page; empty for furniture.
    pub blocks: &'a [Range<usize>],
    pub texts: &'a [&'a str],
}

impl Article<'_> {
    /// The nearest blocks of the article before and after a block.
    pub fn neighbours(&self, block: usize) -> [Option<usize>; 2] {
        let is_article = |&b: &usize| !self.blocks[b].is_empty();
        [(0..block).rev().find(is_article), (block + 1..self.blocks.len()).find(is_article)]
    }
}

/// A candidate source and what it shares with the page.
pub struct Match {
    pub pack: usize,
    pub source: Source,
    /// In the order of the page; each within one block.
    pub passages: Vec<Passage>,
}

impl Match {
    pub fn in_block<'a>(&'a self, block: &Range<usize>) -> &'a [Passage] {
        let from = self.passages.partition_point(|p| p.runs[0].page < block.start);
        let to = self.passages.partition_point(|p| p.runs[0].page < block.end);
        &self.passages[from..to]
    }

    pub fn shared(&self) -> usize {
        self.passages.iter().map(Passage::shared).sum()
    }
}
