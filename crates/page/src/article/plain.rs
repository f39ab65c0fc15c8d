//! The article in a plain text: there are no elements, so looks and neighbours tell.

use crate::PageInput;
use wherefrom_text::prose::{self, Look};

/// For every block whether it is the article's.
pub fn settle(page: &PageInput) -> Vec<bool> {
    let looks: Vec<Look> = page.blocks.iter().map(|b| prose::look(&b.text, prose::count_words(&b.text))).collect();
    if !looks.contains(&Look::Prose) {
        // A pasted sentence, or half of one, is what the reader asks about.
        return looks.iter().map(|l| *l != Look::Furniture).collect();
    }
    settle_looks(page, &looks)
}

/// A block left open by its look belongs to the article if the nearest blocks that are sure, before and after it, do,
/// or if its sentence goes on in the next block.
fn settle_looks(page: &PageInput, looks: &[Look]) -> Vec<bool> {
    let goes_on =
        |at: usize| looks.get(at + 1) == Some(&Look::Prose) && page.blocks[at + 1].text.trim_start().starts_with(char::is_lowercase);
    // For every block whether the nearest sure one before it is prose; and after it.
    let nearest = |looks: &mut dyn Iterator<Item = Look>| -> Vec<bool> {
        let mut prose = false;
        looks
            .map(|look| {
                let before = prose;
                prose = if is_sure(look) { look == Look::Prose } else { prose };
                before
            })
            .collect()
    };
    let before = nearest(&mut looks.iter().copied());
    let mut after = nearest(&mut looks.iter().rev().copied());
    after.reverse();
    (0..looks.len())
        .map(|at| match looks[at] {
            Look::Prose => true,
            Look::Furniture => false,
            // A sentence that follows prose is more of it.
            Look::Sentence => goes_on(at) || before[at],
            Look::Unsure => goes_on(at) || before[at] && after[at],
        })
        .collect()
}

fn is_sure(look: Look) -> bool {
    matches!(look, Look::Prose | Look::Furniture)
}
