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
    #[cfg(test)]
    pub fn of(steps: usize) -> PageBudget {
        PageBudget(Cell::new(steps))
    }

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

#[cfg(test)]
mod tests {
    use super::PageBudget;
    use crate::align::rewording::{Link, Open, links};
    use crate::align::{Page, align};
    use wherefrom_pack::Source;
    use wherefrom_text::lexicon::Language;
    use wherefrom_text::model::Metadata;
    use wherefrom_text::words;

    /// The links that are found with so many steps, and how many words were compared of how many.
    fn found(page: &str, source: &str, steps: usize) -> (Vec<Link>, usize, usize) {
        let words = words::read(&[Some(page)], Some(Language::English));
        let (blocks, texts) = (words.block_ranges(1), [page]);
        let page = Page { budget: PageBudget::of(steps), ..Page::new(&words, &blocks, &texts) };
        let source = Source::from_blocks(Metadata { language: Some("en".into()), ..Metadata::default() }, &[(source, false)]);
        let passages = align(&page, &source);
        let open = Open::of(&page, std::iter::empty(), |_| true);
        let found = links(&page, &open, &source, &passages);
        (found.links, found.compared, words.len())
    }

    const SOURCE: &str = "The harbour council approved the new lighthouse budget after residents protested about rising ferry prices. \
        Engineers inspected the damaged breakwater and recommended urgent concrete repairs before winter storms arrive. \
        Fishermen welcomed the decision because unloading cargo near broken walls had injured several sailors.";
    const REWORDED: &str = "After residents had protested that ferry prices rise, a budget for lighthouse works was approved by the harbour's council. \
        Urgent repairs in concrete, recommended by engineers who inspected the breakwater, come before storms of winter.";

    #[test]
    fn what_the_budget_leaves_out_is_told() {
        let own = "Meanwhile pastry bakers celebrated with cinnamon rolls and music in distant mountain villages. ";
        let cases = [
            ("one window", REWORDED.to_owned()),
            (
                "a cluster",
                format!("{REWORDED} Fishermen welcomed the decision because unloading heavy cargo near broken walls had injured them."),
            ),
            ("the last of several windows", own.repeat(8) + REWORDED),
        ];
        for (name, page) in cases {
            let (all, compared, words) = found(&page, SOURCE, usize::MAX);
            assert!(!all.is_empty() && compared == words, "{name}: {compared} of {words}, {all:?}");
            let mut left_out = 0;
            // The last of them are enough.
            for steps in (0..).step_by(7) {
                let (links, compared, words) = found(&page, SOURCE, steps);
                if links == all && compared == words {
                    break;
                }
                left_out += 1;
                assert!(compared < words, "{name}: {steps} steps, {} of {} links", links.len(), all.len());
            }
            assert!(left_out > 0, "{name}");
        }
    }
}
