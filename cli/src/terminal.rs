//! The report for a reader at a terminal: colours where there is a terminal, words everywhere.

use std::borrow::Cow;
use std::io::Write;

use anstyle::{AnsiColor, Style};
use wherefrom::report::shown::{isolated, plain};
use wherefrom::report::told;
use wherefrom::report::{BlockReport, Report, Share, SourceReport, hidden_characters};
use wherefrom_text::model::{Credit, Direction, SpanKind, Verdict};

fn style(verdict: Verdict) -> Style {
    match verdict {
        Verdict::Copied => AnsiColor::Red.on_default().bold(),
        Verdict::Modified => AnsiColor::Blue.on_default().bold(),
        Verdict::Quoted => AnsiColor::Green.on_default().bold(),
        Verdict::Original => Style::new().bold(),
        Verdict::Furniture => Style::new().dimmed(),
    }
}

/// Text of a page or a pack, or a name: others may not move the reader's cursor, name his window or turn the line around.
pub fn safe(text: &str) -> Cow<'_, str> {
    isolated(text)
}

/// Writes a line to standard error, whatever names and reasons are in it.
pub fn tell(line: &str) {
    anstream::eprintln!("{}", plain(line));
}

fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

/// Prints the report to standard output.
pub fn print(report: &Report) -> std::io::Result<()> {
    let mut out = anstream::stdout().lock();
    if let Some(title) = &report.page.title {
        writeln!(out, "{}", safe(title))?;
    }
    let bold = Style::new().bold();
    writeln!(out, "{bold}{}{bold:#}", safe(&report.summary.headline))?;
    if let Some(told) = hidden_characters(report.page.hidden_characters) {
        writeln!(out, "{told}")?;
    }
    if let Some(declared) = &report.page.declared_source {
        writeln!(out, "The page names as its original: {}", safe(&declared.url))?;
    }
    for told in [told::origins(report), told::followed(report), told::dismissed(report)].into_iter().flatten() {
        writeln!(out, "{}", safe(&told))?;
    }
    for version in &report.earlier_versions {
        writeln!(out, "The packs hold this page too: {}", safe(version.title.as_deref().unwrap_or(&version.id)))?;
    }
    if report.summary.words == 0 {
        return Ok(());
    }
    let summary = &report.summary;
    writeln!(out)?;
    for (verdict, share) in [
        (Verdict::Copied, summary.copied),
        (Verdict::Modified, summary.modified),
        (Verdict::Quoted, summary.quoted),
        (Verdict::Original, summary.original),
    ] {
        // The words of all paragraphs that no source has.
        let rest = 1.0 - summary.copied.shared_share - summary.modified.shared_share - summary.quoted.shared_share;
        let of_article = if verdict == Verdict::Original { rest } else { share.shared_share };
        summary_line(&mut out, verdict, share, of_article)?;
    }
    if !report.sources.is_empty() {
        writeln!(out, "\nSources")?;
        for (number, source) in report.sources.iter().enumerate() {
            source_lines(&mut out, number, source)?;
        }
    }
    writeln!(out, "\nParagraphs")?;
    for block in report.blocks.iter().filter(|b| b.verdict != Verdict::Furniture) {
        block_lines(&mut out, report, block)?;
    }
    let packs: Vec<String> = report.packs.iter().map(|p| format!("{} ({})", safe(&p.name), count(p.documents, "document"))).collect();
    writeln!(out, "\nSearched: {}", packs.join(", "))?;
    out.flush()
}

fn summary_line(out: &mut impl Write, verdict: Verdict, share: Share, of_article: f64) -> std::io::Result<()> {
    const BAR: usize = 30;
    let filled = (of_article * BAR as f64).round() as usize;
    let style = style(verdict);
    writeln!(
        out,
        "  {style}{:<9}{:<BAR$}{style:#} {:>4.0} %  {}{}",
        verdict.as_str(),
        "#".repeat(filled),
        of_article * 100.0,
        count(share.blocks, "paragraph"),
        if share.blocks == 0 || verdict == Verdict::Original {
            String::new()
        } else {
            format!(", {} of {} shared", share.shared_words, count(share.words, "word"))
        }
    )
}

fn source_lines(out: &mut impl Write, number: usize, source: &SourceReport) -> std::io::Result<()> {
    let direction = match source.direction {
        Direction::Earlier => "published earlier",
        Direction::Later => "published later",
        Direction::SameDay => "published the same day",
        Direction::Unknown => "order of publication unknown",
    };
    writeln!(out, "  [{}] {} - {} shared, {direction}", number + 1, safe(&source.label()), count(source.shared_words, "word"))?;
    for line in [source.title.as_deref(), source.url.as_deref()].into_iter().flatten() {
        writeln!(out, "      {}", safe(line))?;
    }
    if source.quotes_page {
        writeln!(out, "      it quotes this page")?;
    }
    for line in [told::standing(source), told::taken(source), told::licence(source)].into_iter().flatten() {
        writeln!(out, "      {}", safe(&line))?;
    }
    for other in &source.revisions {
        writeln!(out, "      another version of it: {}", safe(other.url.as_deref().unwrap_or(&other.id)))?;
    }
    let left_out: usize = source.omitted.iter().map(|o| o.words).sum();
    if left_out > 0 {
        writeln!(out, "      {} of it left out, in {}", count(left_out, "word"), count(source.omitted.len(), "place"))?;
    }
    Ok(())
}

fn block_lines(out: &mut impl Write, report: &Report, block: &BlockReport) -> std::io::Result<()> {
    let style = style(block.verdict);
    let place = block.line.map_or_else(|| format!("{:>3}", block.id), |line| format!("{line:>3}"));
    let later = |s: usize| if report.sources[s].direction == Direction::Later { ", later" } else { "" };
    let from: String = block.sources.iter().map(|&s| format!(" [{}{}]", s + 1, later(s))).collect();
    let credit = match block.credit {
        Some(Credit::Here) => ", credited here",
        Some(Credit::Page) => ", credited on the page",
        Some(Credit::None) => ", not credited",
        None => "",
    };
    writeln!(out, "{place} {style}{:<9}{style:#}{from} {}{credit}", block.verdict.as_str(), safe(&block.reason))?;
    writeln!(out, "    {}", safe(&marked(block)))?;
    for quotation in &block.quotations {
        let what = match quotation.change.as_deref() {
            None => continue,
            Some("marks") => "quotation marks stand around words that the source does not quote",
            Some("indirect") => "one of the two quotes what the other tells in indirect speech; the source's words",
            Some(_) => "the quoted words differ from the source's",
        };
        writeln!(out, "    {what}: {}", safe(quotation.source_words.as_deref().unwrap_or("(the pack has no text)")))?;
    }
    Ok(())
}

/// The block's text with changed words in brackets: {+inserted+}, {~replaced~}, and {-} where words were dropped.
fn marked(block: &BlockReport) -> String {
    let mut text = String::new();
    let mut at = 0;
    for span in block.spans.iter().filter(|s| s.kind != SpanKind::Same) {
        text.push_str(&block.text[at..span.start]);
        let words = &block.text[span.start..span.end];
        match span.kind {
            SpanKind::Inserted => text.push_str(&format!("{{+{words}+}}")),
            SpanKind::Dropped => text.push_str("{-} "),
            _ => text.push_str(&format!("{{~{words}~}}")),
        }
        at = span.end;
    }
    text.push_str(&block.text[at..]);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
