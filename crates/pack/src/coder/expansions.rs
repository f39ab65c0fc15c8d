//! What phrases stand for.

use std::ops::Range;

use super::vocabulary::{END, FIRST, MAX_PHRASE};

/// The base symbols that each symbol stands for.
pub struct Expansions {
    base: usize,
    /// The base symbols, each for itself; then those of the phrases.
    symbols: Vec<u32>,
    /// Where each phrase ends.
    ends: Vec<u32>,
}

impl Expansions {
    /// `None` where a phrase is too long, goes on behind the end of a text, or is made of what does not stand before it.
    pub fn new(base: usize, phrases: &[(u32, u32)]) -> Option<Expansions> {
        let mut made = Expansions { base, symbols: (0..base as u32).collect(), ends: Vec::with_capacity(phrases.len()) };
        for (number, &(left, right)) in phrases.iter().enumerate() {
            let is_part = |symbol: u32| (symbol == END || symbol >= FIRST) && (symbol as usize) < base + number;
            if !is_part(left) || !is_part(right) {
                return None;
            }
            let from = made.symbols.len();
            for part in [left, right] {
                let range = made.range(part);
                made.symbols.extend_from_within(range);
            }
            let phrase = &made.symbols[from..];
            if phrase.len() > MAX_PHRASE || phrase[..phrase.len() - 1].contains(&END) {
                return None;
            }
            made.ends.push(made.symbols.len() as u32);
        }
        Some(made)
    }

    fn range(&self, symbol: u32) -> Range<usize> {
        match (symbol as usize).checked_sub(self.base) {
            None => symbol as usize..symbol as usize + 1,
            Some(0) => self.base..self.ends[0] as usize,
            Some(number) => self.ends[number - 1] as usize..self.ends[number] as usize,
        }
    }

    /// Base symbols that all symbols stand for.
    pub fn len(&self) -> usize {
        self.symbols.len()
    }

    pub fn of(&self, symbol: &u32) -> &[u32] {
        &self.symbols[self.range(*symbol)]
    }
}
