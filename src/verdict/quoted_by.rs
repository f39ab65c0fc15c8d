//! Sources that quote the page: what they have of it in quotation marks, beside the name of its outlet, the page has not from them.

use wherefrom_page::metadata::PageMetadata;
use wherefrom_text::model::{Direction, Metadata};

use super::{Article, Match, credit, direction};
use crate::align::Passage;
use crate::align::quoted::is_quoted;

/// Of so many words in quotation marks, where the page has none around them, the page is the speaker.
const QUOTED_WORDS: usize = 8;

/// Counts the words that sources quote from the page, and takes them out of what they share with it.
pub fn set_apart(article: &Article<'_>, page: &PageMetadata, matches: &mut [Match]) {
    let outlet = Metadata { publisher: page.publisher.clone(), url: page.url.clone(), ..Metadata::default() };
    if outlet.publisher.is_none() && outlet.url.is_none() {
        return;
    }
    for of in matches {
        if direction::direction(page.published.as_deref(), of.source.meta.published.as_deref()) == Direction::Earlier {
            continue;
        }
        let passages = std::mem::take(&mut of.passages);
        let (quoted, others): (Vec<Passage>, Vec<Passage>) =
            passages.into_iter().partition(|passage| is_from_page(article, &outlet, of, passage));
        of.passages = others;
        of.quotes_page = quoted.iter().map(Passage::shared).sum();
    }
}

/// Whether the source has a passage in quotation marks that the page has not, and names the page's outlet there or in the block before
/// or behind.
fn is_from_page(article: &Article<'_>, outlet: &Metadata, of: &Match, passage: &Passage) -> bool {
    let theirs = &of.source.words;
    let words = || passage.runs.iter().flat_map(|run| (0..run.len).map(|at| (run.page + at, run.source + at)));
    let quoted = words().filter(|(page, source)| !is_quoted(article.words, *page) && is_quoted(theirs, *source)).count();
    if quoted < QUOTED_WORDS || 2 * quoted < passage.shared() {
        return false;
    }
    let block = theirs.blocks[passage.runs[0].source] as usize;
    let near = &of.source.blocks[block.saturating_sub(1)..(block + 2).min(of.source.blocks.len())];
    near.iter().filter_map(|block| block.text.as_deref()).any(|text| credit::says_so(outlet, text))
}
