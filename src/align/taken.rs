//! Which words of a block no passage has yet.

use std::ops::Range;

use super::Run;

/// The words of a block that no passage has yet.
pub(crate) struct Taken {
    pub block: Range<usize>,
    taken: Vec<bool>,
}

impl Taken {
    pub fn new(block: Range<usize>) -> Taken {
        Taken { taken: vec![false; block.len()], block }
    }

    pub fn take(&mut self, runs: &[Run]) {
        for run in runs {
            self.taken[run.page - self.block.start..run.page_end() - self.block.start].fill(true);
        }
    }

    pub fn is_free(&self, at: usize) -> bool {
        self.block.contains(&at) && !self.taken[at - self.block.start]
    }

    /// How far the free words reach to the left of `at` (first free word), and to the right of it (end), of so many.
    pub fn free_before(&self, at: usize, most: usize) -> usize {
        (self.block.start..at).rev().take(most).take_while(|&i| self.is_free(i)).last().unwrap_or(at)
    }

    pub fn free_after(&self, at: usize, most: usize) -> usize {
        (at..self.block.end).take(most).take_while(|&i| self.is_free(i)).last().map_or(at, |i| i + 1)
    }
}
