//! The article finder: which blocks together are the article.
//!
//! A page with elements is judged by two logistic models over features of its blocks: the first knows a block, the elements
//! around it and how its neighbours look, the second also what the first says of the blocks around. Their weights are fitted to
//! pages of which a person marked the article. Whether the page has an article at all is a rule of its own, and a plain text is
//! judged by looks and neighbours.
//!
//! | file | idea |
//! |---|---|
//! | `known`, `tables` | what is known of a page before any weight |
//! | `first`, `second` | the features of each stage |
//! | `features` | what a feature is |
//! | `hints`, `cues`, `stems` | words in ids and classes, words in short texts, and how both are looked up |
//! | `tags`, `tree`, `text`, `title` | kinds of elements; the elements around; characters of a text; the headline |
//! | `model`, `weights` | from features to a probability; the fitted weights |
//! | `decide` | whether there is an article |
//! | `rules` | what no weight overrules |
//! | `plain` | plain texts |
//! | `chosen` | the part that the reader chose |

mod chosen;
mod cues;
mod decide;
mod features;
mod first;
mod hints;
mod known;
mod model;
mod plain;
mod rules;
mod second;
mod stems;
mod tables;
mod tags;
mod text;
mod title;
mod tree;
mod weights;

pub(crate) use hints::{OTHER_HINTS, hints};

use super::PageInput;
use known::Known;
use model::Weights;
use tree::{element, handed_down};
use weights::WEIGHTS;

/// A page with a lower logit has no article: low, so that few articles are lost (seven of 800, in folds), and no more
/// pages of any other type are taken for one than a rule over words and links took.
const LEAST_PAGE: f32 = -0.7;

/// What a block of a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A paragraph of the article, or what stands for one.
    Article,
    /// A heading of the article: it names what is under it and is no prose itself.
    Heading,
    /// None of the article.
    Furniture,
}

/// For every block what it is. All furniture where the page has no article.
pub fn find_article(page: &PageInput) -> Vec<Part> {
    if let Some(range) = page.chosen {
        return chosen::parts(&Known::of(page), range);
    }
    if page.blocks.iter().all(|block| block.element < 0) {
        return plain::settle(page).into_iter().map(|article| if article { Part::Article } else { Part::Furniture }).collect();
    }
    let known = Known::of(page);
    parts(&known, &model::logits(&known, &WEIGHTS), &WEIGHTS)
}

/// What blocks are by their logits.
fn parts(known: &Known<'_>, logits: &[f32], weights: &Weights<'_>) -> Vec<Part> {
    let kept = rules::kept(known, logits);
    let page = || model::logit(weights.page, &model::offsets(decide::PAGE_BINS), &decide::row(known, logits, &kept));
    if !decide::may_be_article(known, &kept) || !decide::is_bare(known, &kept) && page() < LEAST_PAGE {
        return vec![Part::Furniture; kept.len()];
    }
    let part = |at: usize| match (kept[at], known.headings[at]) {
        // The headline names the article, whether or not it is counted to its text.
        (true, true) => Part::Heading,
        _ if known.title == Some(at) && !known.away[at] => Part::Heading,
        (true, false) => Part::Article,
        (false, _) => Part::Furniture,
    };
    (0..kept.len()).map(part).collect()
}

/// A block as the finder judged it.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    pub part: Part,
    /// That it is the article's, 0 to 1; `None` where no model is asked: of plain text, and where the reader chose. A page without an article has
    /// probable blocks all the same.
    pub probability: Option<f32>,
    /// What told most for or against it, and by how much in logits.
    pub told: Vec<(String, f32)>,
}

/// How many features are told of a block.
const TOLD: usize = 3;

/// For every block what it is, how sure that is and why.
pub fn explain(page: &PageInput) -> Vec<Judged> {
    if page.chosen.is_some() || page.blocks.iter().all(|block| block.element < 0) {
        return find_article(page).into_iter().map(|part| Judged { part, probability: None, told: Vec::new() }).collect();
    }
    let known = Known::of(page);
    let rows = model::rows(&known, &WEIGHTS);
    let logits: Vec<f32> = rows.iter().map(|row| model::logit(WEIGHTS.second, &model::second_offsets(), row)).collect();
    let judged = |((part, row), logit): ((Part, &_), &f32)| Judged {
        part,
        probability: Some(model::probability(*logit)),
        told: model::told(&WEIGHTS, row, TOLD),
    };
    parts(&known, &logits, &WEIGHTS).into_iter().zip(&rows).zip(&logits).map(judged).collect()
}

/// For every block whether it stands in a `blockquote`.
pub fn find_block_quotations(page: &PageInput) -> Vec<bool> {
    let inside = handed_down(&page.elements, |at, around| around == Some(true) || page.elements[at].tag == "blockquote");
    page.blocks.iter().map(|block| element(block).is_some_and(|at| inside[at])).collect()
}

/// The finder's parts, for those who fit its weights and measure it.
pub mod fitting {
    pub use super::decide::{PAGE, PAGE_BINS, PAGE_NAMES};
    pub use super::features::Row;
    pub use super::first::{ALL, rows as first_rows};
    pub use super::known::Known;
    pub use super::model::{
        BOTH, SCALE, Weights, both, first_offsets, first_sizes, logit, logits, probability, second_offsets, second_sizes,
    };
    pub use super::second::rows as second_rows;
    pub use super::weights::WEIGHTS;

    use super::{PageInput, Part};

    /// The features of a page whose blocks have such logits.
    pub fn page_row(known: &Known<'_>, logits: &[f32]) -> Row<PAGE> {
        super::decide::row(known, logits, &super::rules::kept(known, logits))
    }

    /// What the blocks of a page are by such weights.
    pub fn parts(page: &PageInput, weights: &Weights<'_>) -> Vec<Part> {
        let known = Known::of(page);
        super::parts(&known, &logits(&known, weights), weights)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{PageBlock, PageElement};

    fn element(parent: i32, tag: &str, hint: &str) -> PageElement {
        PageElement { parent, tag: tag.into(), hint: hint.into() }
    }

    fn block(element: i32, text: &str) -> PageBlock {
        PageBlock { element, text: text.into(), ..PageBlock::default() }
    }

    const LONG: &str = "The council met on Monday evening in the old customs house and heard from eleven residents before it voted on the plan, which had been put off twice since the spring.";

    /// What the blocks of a page are, a letter each.
    fn letters(page: &PageInput) -> String {
        let letter = |part| match part {
            Part::Article => 'a',
            Part::Heading => 'h',
            Part::Furniture => 'f',
        };
        find_article(page).into_iter().map(letter).collect()
    }

    fn page(elements: Vec<PageElement>, blocks: Vec<PageBlock>) -> PageInput {
        PageInput { elements, blocks, ..PageInput::default() }
    }

    #[test]
    fn every_bin_has_a_weight() {
        assert_eq!(WEIGHTS.first.len(), model::first_sizes().iter().sum::<usize>());
        assert_eq!(WEIGHTS.second.len(), model::second_sizes().iter().sum::<usize>());
        assert_eq!(WEIGHTS.page.len(), decide::PAGE_BINS.iter().sum::<usize>());
    }

    #[test]
    fn plain_text_lists_are_furniture() {
        let page = PageInput::from_text(
            "Listen to this\nThe ferry ran aground at dawn off Skarn Head.\nIt was towed to port by noon, the operator\nsaid in a note to its passengers on Friday.\nLatest stories\nCouncil backs plan for new harbour wall after storm\n9 minutes -",
        );
        assert_eq!(letters(&page), "faaafff");
        assert_eq!(explain(&page).iter().map(|judged| judged.probability).collect::<Vec<_>>(), [None; 7]);
    }

    #[test]
    fn headings_are_a_kind_of_their_own() {
        let elements = vec![
            element(-1, "body", "has-sidebar"),
            element(0, "nav", ""),
            element(0, "main", ""),
            element(2, "h1", ""),
            element(2, "p", ""),
            element(2, "div", "newsletter-box"),
            element(5, "p", ""),
            element(0, "aside", ""),
            element(7, "p", ""),
        ];
        let blocks = vec![
            block(1, "Home Sport"),
            block(3, "Council votes on the customs house"),
            block(4, LONG),
            block(4, LONG),
            block(6, "Get the best of our reporting in your inbox every day."),
            block(8, LONG),
        ];
        assert_eq!(letters(&page(elements, blocks)), "fhaaff");
    }

    #[test]
    fn a_reason_is_told() {
        let elements = vec![element(-1, "body", ""), element(0, "article", ""), element(1, "p", ""), element(0, "footer", "")];
        let blocks = vec![block(2, LONG), block(2, LONG), block(3, "Copyright 2031 The Tern. All rights reserved.")];
        let judged = explain(&page(elements, blocks));
        assert!(judged[0].probability > Some(0.9) && judged[2].probability < Some(0.1), "{judged:?}");
        let weights: Vec<f32> = judged[2].told.iter().map(|(_, weight)| weight.abs()).collect();
        assert!(weights.len() == TOLD && weights.is_sorted_by(|a, b| a >= b), "{judged:?}");
    }

    #[test]
    fn quotations_are_told_by_the_elements_around_them() {
        let elements =
            vec![element(-1, "body", ""), element(0, "blockquote", ""), element(1, "div", ""), element(2, "p", ""), element(0, "p", "")];
        let blocks = [-1, 0, 1, 3, 4].map(|at| block(at, LONG)).into();
        assert_eq!(find_block_quotations(&page(elements, blocks)), [false, false, true, true, false]);
    }

    #[test]
    fn a_login_page_is_no_article() {
        let elements = vec![element(-1, "body", ""), element(0, "p", "")];
        let blocks = vec![block(1, "Please enter your name and your password to go on.")];
        assert_eq!(letters(&page(elements, blocks)), "f");
    }

    #[test]
    fn two_short_paragraphs_below_a_headline_are_an_article() {
        let elements = vec![element(-1, "body", ""), element(0, "article", ""), element(1, "h1", ""), element(1, "p", "")];
        let blocks = vec![
            block(2, "Ferry aground off Skarn Head"),
            block(3, "The night ferry ran aground at dawn off Skarn Head with forty people on board, the harbour master said."),
            block(3, "Nobody was hurt. A tug from the quarry dock is to pull it free with the next high water on Friday evening."),
        ];
        assert_eq!(letters(&page(elements, blocks)), "haa");
    }

    #[test]
    fn an_opening_paragraph_may_be_set_as_a_heading() {
        let elements =
            vec![element(-1, "body", ""), element(0, "article", ""), element(1, "h1", ""), element(1, "h2", ""), element(1, "p", "")];
        let blocks = vec![block(2, "Ferry aground"), block(3, LONG), block(4, LONG), block(4, LONG)];
        assert_eq!(letters(&page(elements, blocks)), "haaa");
    }

    #[test]
    fn the_part_that_the_reader_chose_is_the_article() {
        let elements = vec![
            element(-1, "body", ""),
            element(0, "h1", ""),
            element(0, "article", ""),
            element(2, "p", ""),
            element(0, "aside", "related"),
            element(4, "h2", ""),
            element(4, "p", ""),
        ];
        let mut blocks = vec![block(1, "The customs house"), block(3, LONG), block(3, LONG)];
        blocks.extend([
            block(5, "Beside it"),
            block(6, "Nine words are enough where a reader chose them."),
            block(6, LONG),
            block(3, LONG),
        ]);
        blocks[5].hidden = true;
        let mut page = page(elements, blocks);
        assert_eq!(letters(&page), "haafffa");
        page.chosen = Some([3, 6]);
        assert_eq!(letters(&page), "hffhaff");
        assert_eq!(explain(&page)[4].probability, None);
        // What no block has is no part of it.
        page.chosen = Some([5, 90]);
        assert_eq!(letters(&page), "hfffffa");
        page.chosen = Some([4, 2]);
        assert_eq!(letters(&page), "hffffff");
    }

    #[test]
    fn what_cannot_be_seen_is_no_article() {
        let elements = vec![element(-1, "body", ""), element(0, "article", ""), element(1, "p", "")];
        let mut blocks = vec![block(2, LONG), block(2, LONG), block(2, LONG)];
        blocks[1].hidden = true;
        assert_eq!(letters(&page(elements, blocks)), "afa");
    }
}
