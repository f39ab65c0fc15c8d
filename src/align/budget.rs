//! How much work a check may take where no input bounds it: a paragraph that goes on repeating its words can be taken for nearly any
//! stretch of a source, and each guess grows over all of it.
//!
//! Work is counted, in words that are looked at, so that a report is the same on a slow machine. What is not compared for want of
//! budget is told.

use std::cell::Cell;

/// Steps that one page may take in all, with however many sources: a second or two in a browser.
const OF_PAGE: usize = 1 << 26;
/// Steps that a phase of the search in one pair of texts may take: so many in any case, and so many for each of their words. Of the
/// 5,185 pairs of the PAN 2013 training corpus none takes more than 75,000, nor more than 7 a word.
const OF_PAIR: usize = 1 << 18;
const PER_WORD: usize = 16;

/// What a page has left, for all its sources.
pub struct PageBudget(Cell<usize>);

impl Default for PageBudget {
    fn default() -> PageBudget {
        PageBudget(Cell::new(OF_PAGE))
    }
}

impl PageBudget {
    /// For one phase of the search in a page and a source of so many words together.
    pub fn for_pair(&self, words: usize) -> Budget<'_> {
        Budget { of_page: &self.0, left: Cell::new(OF_PAIR + PER_WORD * words) }
    }
}

pub struct Budget<'a> {
    of_page: &'a Cell<usize>,
    left: Cell<usize>,
}

impl Budget<'_> {
    /// Takes steps; whether they were there.
    pub fn spend(&self, steps: usize) -> bool {
        let were_there = steps <= self.left.get().min(self.of_page.get());
        self.left.set(self.left.get().saturating_sub(steps));
        self.of_page.set(self.of_page.get().saturating_sub(steps));
        were_there
    }

    pub fn is_spent(&self) -> bool {
        self.left.get().min(self.of_page.get()) == 0
    }
}
