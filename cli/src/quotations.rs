//! `wherefrom quotations`: what a page quotes, and who has it.

use std::io::Write;

use anyhow::Result;
use serde::Serialize;
use wherefrom::report::{QuotedReport, Report, SourceReport};

use crate::args::{InfoFormat, Quotations};
use crate::{check, terminal};

#[derive(Serialize)]
struct Quotation<'a> {
    block: usize,
    /// Bytes of the block's text.
    start: usize,
    end: usize,
    text: &'a str,
    /// As in the report.
    found: &'a str,
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
    let found: Vec<Quotation<'_>> = report.quoted.iter().filter_map(|quoted| of(&report, quoted)).collect();
    let mut out = anstream::stdout().lock();
    match args.format {
        InfoFormat::Json => writeln!(out, "{}", serde_json::to_string_pretty(&serde_json::json!({ "quotations": found }))?)?,
        InfoFormat::Text if found.is_empty() => writeln!(out, "The article quotes nobody.")?,
        InfoFormat::Text => found.iter().try_for_each(|quotation| print(&mut out, quotation))?,
    }
    Ok(all_used)
}

fn of<'a>(report: &'a Report, quoted: &'a QuotedReport) -> Option<Quotation<'a>> {
    let &QuotedReport { block, start, end, .. } = quoted;
    let in_block = report.blocks.iter().find(|of| of.id == block)?;
    let text = in_block.text.get(start..end)?;
    let told = in_block.quotations.iter().find(|told| told.start < end && start < told.end);
    let source = quoted.source.and_then(|source| report.sources.get(source)).map(holder);
    Some(Quotation {
        block,
        start,
        end,
        text,
        found: &quoted.found,
        source_words: told.and_then(|told| told.source_words.as_deref()),
        source,
    })
}

/// What became of a quotation, in a word.
fn word(found: &str) -> &str {
    if found == "marks" { "unmarked" } else { found }
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
    writeln!(out, "{:>4} {:9} \u{201C}{}\u{201D}", quotation.block, word(quotation.found), terminal::safe(&text))?;
    if let Some(words) = quotation.source_words.filter(|_| quotation.found != "exact") {
        writeln!(out, "               the source: {}", terminal::safe(&words.split_whitespace().collect::<Vec<_>>().join(" ")))?;
    }
    if let Some(source) = &quotation.source {
        let told: Vec<&str> = [source.publisher, source.title, source.published].into_iter().flatten().collect();
        let told = if told.is_empty() { source.id.to_owned() } else { told.join(", ") };
        writeln!(out, "               {}", terminal::safe(&told))?;
    }
    Ok(())
}
