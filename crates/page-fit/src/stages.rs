//! Marked pages to the weights of both models.

use wherefrom_page::fitting::{
    ALL, BOTH, Known, PAGE, PAGE_BINS, Row, Weights, both, first_offsets, first_rows, first_sizes, logit, page_row, second_offsets,
    second_rows, second_sizes,
};

use crate::corpus::{ARTICLE, Marked};
use crate::labels::labels;
use crate::logistic::{Example, fit};

/// A marked page with its first-stage features and labels.
pub struct Prepared<'a> {
    pub marked: &'a Marked,
    known: Known<'a>,
    rows: Vec<Row<ALL>>,
    labels: Vec<f32>,
    weights: Vec<f32>,
}

/// So many words count for nothing beside a page's marked ones, and so many are added to each block's: short pages and short
/// blocks would count for too much, or for nothing.
const PAGE_WORDS: f32 = 100.0;
const BLOCK_WORDS: f32 = 3.0;
/// How much a block of as many words as its page has counts, and the most that one may.
const WEIGHT: f32 = 20.0;
const MOST_WEIGHT: f32 = 1.0;

impl<'a> Prepared<'a> {
    pub fn of(marked: &'a Marked) -> Prepared<'a> {
        let known = Known::of(&marked.page);
        let rows = first_rows(&known);
        let labels = labels(marked);
        let marked_words: f32 = labels.iter().zip(&known.words).map(|(label, words)| label * *words as f32).sum();
        let weigh = |words: &usize| ((*words as f32 + BLOCK_WORDS) / (marked_words + PAGE_WORDS) * WEIGHT).min(MOST_WEIGHT);
        let weights = known.words.iter().map(weigh).collect();
        Prepared { marked, known, rows, labels, weights }
    }

    /// Blocks that can be seen, as examples.
    fn examples<const N: usize>(&self, rows: Vec<Row<N>>) -> Vec<Example<N>> {
        let shown = self.known.away.iter().map(|away| !away);
        let examples = rows.into_iter().zip(&self.labels).zip(&self.weights).map(|((row, label), weight)| Example {
            row,
            label: *label,
            weight: *weight,
        });
        examples.zip(shown).filter(|(_, shown)| *shown).map(|(example, _)| example).collect()
    }

    fn second(&self, first: &[i16]) -> Vec<Row<BOTH>> {
        let offsets = first_offsets();
        let logits: Vec<f32> = self.rows.iter().map(|row| logit(first, &offsets, row)).collect();
        second_rows(&self.known, &logits).iter().zip(&self.rows).map(|(second, first)| both(first, second)).collect()
    }
}

/// Weights of both models.
pub struct Fitted {
    pub first: Vec<i16>,
    pub second: Vec<i16>,
    pub page: Vec<i16>,
}

impl Fitted {
    pub fn weights(&self) -> Weights<'_> {
        Weights { first: &self.first, second: &self.second, page: &self.page }
    }
}

/// The second model learns from what first models say of pages that they have not seen: so many are fitted, each without one part
/// of the sites.
const PARTS: usize = 5;

/// Fits all models: of blocks to the articles, of pages to pages of other types too.
pub fn fit_stages(all: &[&Prepared<'_>]) -> Fitted {
    let pages: Vec<&Prepared<'_>> = all.iter().copied().filter(|page| page.marked.kind == ARTICLE).collect();
    let firsts: Vec<Vec<Example<ALL>>> = pages.iter().map(|page| page.examples(page.rows.clone())).collect();
    let mut second_of: Vec<Vec<Row<BOTH>>> = pages.iter().map(|_| Vec::new()).collect();
    for part in 0..PARTS {
        let is_held = |page: &Prepared<'_>| page.marked.part(PARTS, 1) == part;
        let others: Vec<&Example<ALL>> =
            pages.iter().zip(&firsts).filter(|(page, _)| !is_held(page)).flat_map(|(_, examples)| examples).collect();
        let first = fit(first_sizes(), &others);
        for (page, second) in pages.iter().zip(&mut second_of).filter(|(page, _)| is_held(page)) {
            *second = page.second(&first);
        }
    }
    let first = fit(first_sizes(), &firsts.iter().flatten().collect::<Vec<_>>());
    let seconds: Vec<Vec<Example<BOTH>>> = pages.iter().zip(&second_of).map(|(page, rows)| page.examples(rows.clone())).collect();
    let second = fit(second_sizes(), &seconds.iter().flatten().collect::<Vec<_>>());
    let offsets = second_offsets();
    let of_page = |page: &Prepared<'_>, rows: &mut dyn Iterator<Item = &Row<BOTH>>| {
        let logits: Vec<f32> = rows.map(|row| logit(&second, &offsets, row)).collect();
        let label = f32::from(u8::from(page.marked.kind == ARTICLE));
        Example { row: page_row(&page.known, &logits), label, weight: 1.0 }
    };
    let articles = pages.iter().zip(&second_of).map(|(page, rows)| of_page(page, &mut rows.iter()));
    let others = all.iter().filter(|page| page.marked.kind != ARTICLE).map(|page| of_page(page, &mut page.second(&first).iter()));
    let examples: Vec<Example<PAGE>> = articles.chain(others).collect();
    let page = fit(PAGE_BINS, &examples.iter().collect::<Vec<_>>());
    Fitted { first, second, page }
}
