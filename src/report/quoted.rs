//! All that a page quotes, whether a source has it or not, and who has it first.

use super::{BlockReport, QuotationReport, QuotedReport, SourceReport};
use wherefrom_text::model::Verdict;
use wherefrom_text::normal::normalise;
use wherefrom_text::quotes;
use wherefrom_text::segments::plain_words;

/// The quotations of the article in its order. What blocks tell of theirs is of quotations long enough to be evidence; the words of shorter
/// ones are looked for in all that the report has of its sources.
pub(super) fn quoted(blocks: &[BlockReport], sources: &[SourceReport]) -> Vec<QuotedReport> {
    let article: Vec<&BlockReport> = blocks.iter().filter(|block| block.verdict != Verdict::Furniture).collect();
    let mut held: Option<Vec<Held>> = None;
    let mut all = Vec::new();
    for (at, block) in article.iter().enumerate() {
        let next = article.get(at + 1).map(|block| block.text.as_str());
        for range in quotes::find(&block.text, next) {
            let told = block.quotations.iter().find(|told| told.start < range.end && range.start < told.end);
            let held = held.get_or_insert_with(|| all_held(sources));
            let (found, source) = judge(block, told, &words(&block.text[range.clone()]), sources, held);
            all.push(QuotedReport { block: block.id, start: range.start, end: range.end, found: found.to_owned().into(), source });
        }
    }
    all
}

fn judge<'a>(
    block: &BlockReport,
    told: Option<&'a QuotationReport>,
    wanted: &str,
    sources: &[SourceReport],
    held: &[Held],
) -> (&'a str, Option<usize>) {
    // One without a date is behind all others.
    let date = |of: &&Held| (sources[of.source].published.is_none(), sources[of.source].published.as_deref());
    let earliest = |is_quotation: bool| {
        let holders = held.iter().filter(|of| of.is_quotation == is_quotation && wanted.len() > 1 && of.words.contains(wanted));
        holders.min_by_key(date).map(|of| of.source)
    };
    let main =
        || block.spans.iter().find(|span| told.is_some_and(|told| span.start < told.end && told.start < span.end)).map(|span| span.source);
    match told.map(|told| told.change.as_deref()) {
        Some(None) => ("exact", earliest(false).or_else(main)),
        Some(Some("words")) => ("altered", main()),
        Some(Some(change)) => (change, main()),
        None => match (earliest(true), earliest(false)) {
            (Some(source), _) => ("exact", Some(source)),
            (None, Some(source)) => ("marks", Some(source)),
            (None, None) => ("unfound", None),
        },
    }
}

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
            held.push(Held { source, is_quotation: false, words: words(text) });
            for range in quotes::find(text, None) {
                held.push(Held { source, is_quotation: true, words: words(&text[range]) });
            }
        }
    }
    held
}

/// The words of a text in one writing, with a space around each.
fn words(text: &str) -> String {
    let mut all = " ".to_owned();
    for word in plain_words(text) {
        all.push_str(&normalise(word));
        all.push(' ');
    }
    all
}
