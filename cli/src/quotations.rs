//! `wherefrom quotations`: what a page quotes, and who has it.

use std::io::Write;

use anyhow::Result;
use serde::Serialize;
use wherefrom::Verdict;
use wherefrom::report::{BlockReport, QuotationReport, Report, SourceReport};
use wherefrom_text::quotes;

use crate::args::{InfoFormat, Quotations};
use crate::{check, terminal};

/// What became of a quotation. A page may quote somebody whom no source quotes, so that *unfound* accuses nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Found {
    Exact,
    /// The quoted words differ from the source's.
    Altered,
    /// The source has the words without quotation marks.
    Marks,
    /// One of the two tells in indirect speech what the other quotes.
    Indirect,
    Unfound,
}

impl Found {
    fn word(self) -> &'static str {
        match self {
            Found::Exact => "exact",
            Found::Altered => "altered",
            Found::Marks => "unmarked",
            Found::Indirect => "indirect",
            Found::Unfound => "unfound",
        }
    }
}

#[derive(Serialize)]
struct Quotation<'a> {
    block: usize,
    /// Bytes of the block's text.
    start: usize,
    end: usize,
    text: &'a str,
    found: Found,
    source_words: Option<&'a str>,
    /// The earliest that has it.
    source: Option<Holder<'a>>,
}

#[derive(Serialize)]
struct Holder<'a> {
    id: &'a str,
    title: Option<&'a str>,
    publisher: Option<&'a str>,
    url: Option<&'a str>,
    published: Option<&'a str>,
}

/// Returns whether every input could be used.
pub fn run(args: &Quotations) -> Result<bool> {
    let (report, all_used) = check::of_page(&args.page, &args.packs)?;
    let found = all(&report);
    let mut out = anstream::stdout().lock();
    match args.format {
        InfoFormat::Json => writeln!(out, "{}", serde_json::to_string_pretty(&serde_json::json!({ "quotations": found }))?)?,
        InfoFormat::Text if found.is_empty() => writeln!(out, "The article quotes nobody.")?,
        InfoFormat::Text => found.iter().try_for_each(|quotation| print(&mut out, quotation))?,
    }
    Ok(all_used)
}

/// All quotations of the article, in its order.
fn all(report: &Report) -> Vec<Quotation<'_>> {
    let blocks: Vec<&BlockReport> = report.blocks.iter().filter(|block| block.verdict != Verdict::Furniture).collect();
    let quoted = |at: usize| {
        let text = blocks[at].text.as_str();
        let next = blocks.get(at + 1).map(|block| block.text.as_str());
        quotes::find(text, next).into_iter().map(move |range| (at, range))
    };
    let of = |(at, range): (usize, std::ops::Range<usize>)| {
        let block = blocks[at];
        let told = block.quotations.iter().find(|told| told.start < range.end && range.start < told.end);
        let text = &block.text[range.clone()];
        let (found, source) = judge(report, block, told, text);
        let source_words = told.and_then(|told| told.source_words.as_deref());
        Quotation { block: block.id, start: range.start, end: range.end, text, found, source_words, source: source.map(holder) }
    };
    (0..blocks.len()).flat_map(quoted).map(of).collect()
}

/// What the report tells of a quotation; of one that is too short for it, what its words do.
fn judge<'a>(report: &'a Report, block: &'a BlockReport, told: Option<&QuotationReport>, text: &str) -> (Found, Option<&'a SourceReport>) {
    let same = holders(report, text);
    let Some(told) = told else {
        let quotes_it = |source: &&SourceReport| is_quoted(source, text);
        return match (same.iter().find(|source| quotes_it(source)), same.first()) {
            (Some(source), _) => (Found::Exact, Some(source)),
            (None, Some(source)) => (Found::Marks, Some(source)),
            (None, None) => (Found::Unfound, None),
        };
    };
    let main =
        || block.spans.iter().find(|span| span.start < told.end && told.start < span.end).and_then(|span| report.sources.get(span.source));
    match told.change.as_deref() {
        None => (Found::Exact, same.first().copied().or_else(main)),
        Some("marks") => (Found::Marks, main()),
        Some("indirect") => (Found::Indirect, main()),
        Some(_) => (Found::Altered, main()),
    }
}

/// The sources with these words, the earliest first; those without a date last.
fn holders<'a>(report: &'a Report, text: &str) -> Vec<&'a SourceReport> {
    let wanted = plain(text);
    let has = |source: &&SourceReport| texts(source).any(|text| plain(text).contains(&wanted));
    let mut found: Vec<&SourceReport> = if wanted.trim().is_empty() { Vec::new() } else { report.sources.iter().filter(has).collect() };
    found.sort_by_key(|source| (source.published.is_none(), source.published.clone()));
    found
}

fn is_quoted(source: &SourceReport, text: &str) -> bool {
    let wanted = plain(text);
    texts(source).any(|text| quotes::find(text, None).into_iter().any(|range| plain(&text[range]).contains(&wanted)))
}

/// What a report has of a source's text: the blocks that the page shares, and what it leaves out.
fn texts(source: &SourceReport) -> impl Iterator<Item = &str> {
    let omitted = source.omitted.iter().filter_map(|omission| omission.text.as_deref());
    source.blocks.iter().filter_map(|block| block.text.as_deref()).chain(omitted)
}

/// The words in small letters, with one space around each.
fn plain(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(" ".to_owned(), |all, word| all + &word.to_lowercase() + " ")
}

fn holder(source: &SourceReport) -> Holder<'_> {
    Holder {
        id: &source.id,
        title: source.title.as_deref(),
        publisher: source.publisher.as_deref(),
        url: source.url.as_deref(),
        published: source.published.as_deref(),
    }
}

fn print(out: &mut impl Write, quotation: &Quotation<'_>) -> Result<()> {
    let text = quotation.text.split_whitespace().collect::<Vec<_>>().join(" ");
    writeln!(out, "{:>4} {:9} \u{201C}{}\u{201D}", quotation.block, quotation.found.word(), terminal::safe(&text))?;
    if let Some(words) = quotation.source_words.filter(|_| quotation.found != Found::Exact) {
        writeln!(out, "               the source: {}", terminal::safe(&words.split_whitespace().collect::<Vec<_>>().join(" ")))?;
    }
    if let Some(source) = &quotation.source {
        let told: Vec<&str> = [source.publisher, source.title, source.published].into_iter().flatten().collect();
        let told = if told.is_empty() { source.id.to_owned() } else { told.join(", ") };
        writeln!(out, "               {}", terminal::safe(&told))?;
    }
    Ok(())
}
