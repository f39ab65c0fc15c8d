//! All that a page quotes, whether a source has it or not, and who has it first.

use super::{BlockReport, QuotationReport, QuotedReport, SourceReport};
use crate::verdict::direction;
use crate::verdict::spaced::spaced;
use wherefrom_text::model::Verdict;
use wherefrom_text::quotes;

/// The quotations of the article in its order. What blocks tell of theirs is of quotations long enough to be evidence; the words of shorter
/// ones are looked for in all that the report has of its sources.
pub(super) fn quoted(blocks: &[BlockReport], sources: &[SourceReport]) -> Vec<QuotedReport> {
    let article: Vec<&BlockReport> = blocks.iter().filter(|block| block.verdict != Verdict::Furniture).collect();
    let held = all_held(sources);
    let mut all = Vec::new();
    for (at, block) in article.iter().enumerate() {
        let next = article.get(at + 1).map(|block| block.text.as_str());
        for range in quotes::find(&block.text, next) {
            let told = block.quotations.iter().find(|told| told.start < range.end && range.start < told.end);
            let (found, source) = judge(&article, block, told, &spaced(&block.text[range.clone()]), sources, &held);
            all.push(QuotedReport { block: block.id, start: range.start, end: range.end, found: found.to_owned().into(), source });
        }
    }
    all
}

fn judge<'a>(
    blocks: &[&BlockReport],
    block: &BlockReport,
    told: Option<&'a QuotationReport>,
    wanted: &str,
    sources: &[SourceReport],
    held: &[Held],
) -> (&'a str, Option<usize>) {
    // With a blank before the first and behind the last.
    let is_long = wanted.split(' ').count() >= LEAST_WORDS + 2;
    // Whether any source has the words, and which of them had them first. Of sources that have the same as a block's first one the report
    // has no text.
    let found = |is_quotation: bool| {
        let is_holder = |of: &&Held| {
            of.is_quotation == is_quotation && wanted.len() > 1 && (wanted == of.words || is_long && of.words.contains(wanted))
        };
        let mut holders: Vec<usize> = held.iter().filter(is_holder).map(|of| of.source).collect();
        holders.dedup();
        let known = holders.len();
        for block in blocks {
            let is_held = block.sources.first().is_some_and(|of| holders[..known].contains(of));
            for &source in block.also_in.iter().filter(|_| is_held) {
                if !holders.contains(&source) {
                    holders.push(source);
                }
            }
        }
        let dates: Vec<Option<&str>> = holders.iter().map(|&source| sources[source].published.as_deref()).collect();
        (known > 0).then(|| direction::earliest(&dates).filter(|&first| first < known).map(|first| holders[first]))
    };
    let main =
        || block.spans.iter().find(|span| told.is_some_and(|told| span.start < told.end && told.start < span.end)).map(|span| span.source);
    // In a word or two that have or lack marks nobody is quoted.
    let told = told.map(|told| told.change.as_deref()).filter(|told| is_long || !matches!(told, None | Some("marks")));
    match told {
        Some(None) => ("exact", found(false).unwrap_or_else(main)),
        Some(Some("words")) => ("altered", main()),
        Some(Some(change)) => (change, main()),
        None => match (found(true), found(false)) {
            (Some(source), _) => ("exact", source),
            (None, Some(source)) if is_long => ("marks", source),
            _ => ("unfound", None),
        },
    }
}

/// Of fewer words anybody may have the same by chance, and sets marks around them: only the whole quotation of a source is theirs.
const LEAST_WORDS: usize = 3;

/// A text that the report has of a source, a block that the page shares or what it leaves out; or a quotation in one.
struct Held {
    source: usize,
    is_quotation: bool,
    words: String,
}

fn all_held(sources: &[SourceReport]) -> Vec<Held> {
    let mut held = Vec::new();
    for (source, of) in sources.iter().enumerate() {
        let texts = of.blocks.iter().map(|block| &block.text).chain(of.omitted.iter().map(|omission| &omission.text));
        for text in texts.flatten() {
            held.push(Held { source, is_quotation: false, words: spaced(text) });
            // What is not closed goes on in the next paragraph, which the report may not have.
            for range in quotes::find(text, Some("“")) {
                held.push(Held { source, is_quotation: true, words: spaced(&text[range]) });
            }
        }
    }
    held
}
