//! How much evidence a shared word is.

use super::Page;
use wherefrom_text::{Flags, Words};

/// Function words and formulas are shared by all texts, names by all reports of one event.
const FUNCTION: f32 = 0.3;
const NAME: f32 = 0.5;
/// One character of a script without spaces: about half a word.
const SYLLABLE: f32 = 0.5;

pub fn weight(flags: Flags) -> f32 {
    if flags.has(Flags(Flags::FUNCTION.0 | Flags::FORMULA.0)) {
        FUNCTION
    } else if flags.has(Flags::NAME) {
        NAME
    } else if flags.has(Flags::SYLLABLE) {
        SYLLABLE
    } else {
        1.0
    }
}

/// The weight of every word of the page against one source: a word is a name if either side writes it as one.
pub struct Weights {
    /// Weights of all words before each.
    before: Vec<f32>,
}

impl Weights {
    /// The weights of the page's words by themselves.
    pub fn of_page(words: &Words) -> Weights {
        let mut sum = 0.0;
        let after = words.flags.iter().map(|&flags| {
            sum += weight(flags);
            sum
        });
        Weights { before: std::iter::once(0.0).chain(after).collect() }
    }

    pub fn new(page: &Page<'_>, source: &Words) -> Weights {
        let mut is_name = vec![false; page.words.len()];
        let is_known = |(key, flags): &(&u32, &Flags)| flags.has(Flags::NAME) & page.keys().known.has(**key);
        let names = source.keys.iter().zip(&source.flags).filter(is_known);
        names.filter_map(|(&key, _)| page.places().first(key)).for_each(|first| is_name[first as usize] = true);
        let mut before = Vec::with_capacity(page.words.len() + 1);
        let mut sum = 0.0;
        before.push(sum);
        for (&flags, &first) in page.words.flags.iter().zip(&page.first) {
            let own = weight(flags);
            // Only a word that weighs more than a name can weigh less for being one.
            sum += if own > NAME && is_name[first as usize] { NAME } else { own };
            before.push(sum);
        }
        Weights { before }
    }

    pub fn of(&self, at: usize) -> f32 {
        self.before[at + 1] - self.before[at]
    }

    pub fn sum(&self, range: std::ops::Range<usize>) -> f32 {
        self.before[range.end] - self.before[range.start]
    }
}
