//! One self-contained HTML page that prints: evidence that can be kept.
//!
//! It carries no script and loads nothing, and says so to the browser. All text of the page and its sources is
//! escaped.

use std::fmt::Write;

use super::shown::plain;
use super::told;
use super::{BlockReport, Report, SpanReport};
use wherefrom_text::model::{Credit, Direction, SpanKind, Verdict};

const STYLE: &str = "body{font:16px/1.55 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1c1c1c;background:#fff}h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem}\
.b{margin:1rem 0;padding-left:.75rem;border-left:4px solid #bbb}.b.copied{border-color:#d55e00}.b.modified{border-color:#0072b2;border-left-style:dashed}.b.quoted{border-color:#009e73;border-left-style:dotted}\
.v{font-weight:600}.s{text-decoration:underline;text-underline-offset:3px}.copied .s{text-decoration-color:#d55e00}.modified .s{text-decoration:underline dashed #0072b2}.quoted .s{text-decoration:underline dotted #009e73}\
ins{text-decoration:underline wavy #0072b2;background:none}del{color:#555}small{color:#555}dt{font-weight:600;margin-top:.5rem}dd{margin-left:1rem}code{overflow-wrap:anywhere}table{border-collapse:collapse}td,th{padding:.2rem .8rem .2rem 0;text-align:left}@media print{body{margin:0}}";

/// Under which circumstances a report was made: what a reader of the page needs to trust it, and the report does not tell.
#[derive(Debug, Clone, Copy, Default)]
pub struct Circumstances<'a> {
    /// When, ISO 8601.
    pub checked: Option<&'a str>,
    /// What made it: name and version.
    pub program: &'a str,
    /// SHA-256 of [`article_text`], in hexadecimal.
    pub sha256: &'a str,
}

/// What was compared: the paragraphs of the article as they were read, a line each.
pub fn article_text(report: &Report) -> String {
    let article = report.blocks.iter().filter(|b| b.verdict != Verdict::Furniture);
    article.map(|block| block.text.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join("\n")
}

/// The report as a page. Its offsets are bytes.
pub fn page(report: &Report, circumstances: &Circumstances<'_>) -> String {
    let mut out = String::with_capacity(16 << 10);
    let title = report.page.title.as_deref().unwrap_or("Untitled page");
    let language = "en";
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"{language}\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"><title>{} - where it comes from</title><style>{STYLE}</style>\n<h1>{}</h1>\n",
        escape(&plain(title)),
        name(title)
    );
    if let Some(url) = &report.page.url {
        let _ = writeln!(out, "<p><small>{}</small></p>", name(url));
    }
    if let Some(checked) = circumstances.checked {
        let documents: usize = report.packs.iter().map(|pack| pack.documents).sum();
        let _ = writeln!(out, "<p><small>Checked: {}, against {documents} documents</small></p>", name(checked));
    }
    let _ = writeln!(out, "<p><strong>{}</strong></p>", name(&report.summary.headline));
    if let Some(told) = super::hidden_characters(report.page.hidden_characters) {
        let _ = writeln!(out, "<p>{told}</p>");
    }
    if let Some(declared) = &report.page.declared_source {
        let _ = writeln!(out, "<p>The page names as its original: {}</p>", name(&declared.url));
    }
    for line in [told::origins(report), told::followed(report), told::dismissed(report)].into_iter().flatten() {
        let _ = writeln!(out, "<p>{}</p>", name(&line));
    }
    for version in &report.earlier_versions {
        let _ = writeln!(out, "<p>The packs hold this page too: {}</p>", name(version.title.as_deref().unwrap_or(&version.id)));
    }
    let s = &report.summary;
    if s.words > 0 {
        out.push_str("<table><tr><th>Verdict<th>Words that a source has<th>Share<th>Paragraphs</tr>\n");
        let mut left = s.words;
        for (name, share) in [("copied", s.copied), ("modified", s.modified), ("quoted", s.quoted)] {
            summary_row(&mut out, name, share.shared_words, share.blocks, s.words);
            left = left.saturating_sub(share.shared_words);
        }
        // What no source has of any paragraph, as headline and panel count.
        summary_row(&mut out, "no match", left, s.original.blocks, s.words);
        out.push_str("</table>\n");
    }
    sources(&mut out, report);
    if s.words > 0 {
        out.push_str("<h2>Paragraphs</h2>\n");
    }
    for block in report.blocks.iter().filter(|b| b.verdict != Verdict::Furniture) {
        paragraph(&mut out, report, block);
    }
    meaning(&mut out);
    made(&mut out, report, circumstances);
    out.push_str("</html>\n");
    out
}

/// What the verdicts say, and what they do not.
fn meaning(out: &mut String) {
    out.push_str(
        "<h2>What the words mean</h2>\n<dl>\
         <dt>copied<dd>A source has the paragraph word for word, or but for spelling and punctuation.\
         <dt>modified<dd>A source has it with changes: <ins>so</ins> is what only the page has, <del>[so]</del> what only the source has.\
         <dt>quoted<dd>The page and a source share a quotation, and little else: both may have it from who said it.\
         <dt>no match<dd>No document of the packs named below has enough of its words. It may still stand elsewhere.</dl>\n\
         <p>They tell of wording, and not of who wrote first, who was allowed to, or why. Which text was published first goes by the dates that \
         both state, where they state any; a date of a pack's document is its publisher's. Credit is looked for on the page alone.</p>\n",
    );
}

/// When, by what and with what the report was made.
fn made(out: &mut String, report: &Report, circumstances: &Circumstances<'_>) {
    out.push_str("<h2>How this was made</h2>\n<ul>\n");
    let page = &report.page;
    let told = [("The page says that it was published", &page.published), ("and changed", &page.updated), ("by", &page.publisher)];
    let told: Vec<String> =
        told.iter().filter_map(|(what, value)| value.as_deref().map(|value| format!("{what}: {}", name(value)))).collect();
    if !told.is_empty() {
        let _ = writeln!(out, "<li>{}", told.join("; "));
    }
    let _ = writeln!(out, "<li>By: {}", name(circumstances.program));
    if !circumstances.sha256.is_empty() {
        let _ = writeln!(
            out,
            "<li>SHA-256 of the article's paragraphs, a line each, one space between words: <code>{}</code>",
            escape(circumstances.sha256)
        );
    }
    for pack in &report.packs {
        let _ = write!(out, "<li>Pack {}, {} documents", name(&pack.name), pack.documents);
        if let Some(checksum) = &pack.checksum {
            let _ = write!(out, ", checksum <code>{}</code>", escape(checksum));
        }
        if let Some(licence) = &pack.licence {
            let _ = write!(out, ", licence {}", name(licence));
        }
        if let Some(damage) = &pack.damaged {
            let _ = write!(out, "; only a part of it was searched: {}", name(&damage.message));
        }
        out.push('\n');
    }
    out.push_str("</ul>\n");
}

fn summary_row(out: &mut String, name: &str, words: usize, blocks: usize, all: usize) {
    if words + blocks > 0 {
        // As a whole number: the writing of others is a hundredth of the Wasm.
        let percent = (200 * words + all) / (2 * all);
        let _ = writeln!(out, "<tr><td>{name}<td>{words}<td>{percent} %<td>{blocks}</tr>");
    }
}

fn sources(out: &mut String, report: &Report) {
    if report.sources.is_empty() {
        return;
    }
    out.push_str("<h2>Sources</h2>\n<ol>\n");
    for source in &report.sources {
        let direction = match source.direction {
            Direction::Earlier => "published earlier than this page",
            Direction::Later => "published later than this page",
            Direction::SameDay => "published on the same day",
            Direction::Unknown => "order of publication unknown",
        };
        let _ = write!(out, "<li><strong>{}</strong>", name(&source.label()));
        for line in [&source.title, &source.url].into_iter().flatten() {
            let _ = write!(out, "<br>{}", name(line));
        }
        let _ = write!(out, "<br><small>{} words shared, {direction}</small>", source.shared_words);
        if let Some(follows) = &source.follows {
            let _ = write!(out, "<br><small>{}</small>", name(&told::of_source(source, follows)));
        }
        if source.quotes_page {
            out.push_str("<br><small>It quotes this page</small>");
        }
        for line in [told::standing(source), told::taken(source), told::licence(source)].into_iter().flatten() {
            let _ = write!(out, "<br><small>{}</small>", name(&line));
        }
        if !source.omitted.is_empty() {
            let words: usize = source.omitted.iter().map(|o| o.words).sum();
            let _ = write!(out, "<details><summary>{words} words left out</summary>");
            for omission in &source.omitted {
                let _ = write!(
                    out,
                    "<p>{}</p>",
                    omission.text.as_deref().map_or_else(|| format!("{} words (not in the pack)", omission.words), name)
                );
            }
            out.push_str("</details>");
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ol>\n");
}

fn paragraph(out: &mut String, report: &Report, block: &BlockReport) {
    let verdict = block.verdict.as_str();
    let word = if block.verdict == Verdict::Original { "no match" } else { verdict };
    let _ = write!(out, "<div class=\"b {verdict}\"><small><span class=\"v\">{word}</span> - {}", escape(&plain(&block.reason)));
    for &source in &block.sources {
        let later = if report.sources[source].direction == Direction::Later { "later in " } else { "" };
        let _ = write!(out, " - {later}{}", name(&report.sources[source].label()));
    }
    out.push_str(match block.credit {
        Some(Credit::Here) => " - credited here",
        Some(Credit::Page) => " - credited on the page",
        Some(Credit::None) => " - not credited",
        None => "",
    });
    out.push_str("</small><br><bdi>");
    let mut at = 0;
    for span in &block.spans {
        out.push_str(&escape(&block.text[at..span.start]));
        marked(out, report, block, span);
        at = span.end;
    }
    out.push_str(&escape(&block.text[at..]));
    out.push_str("</bdi>");
    for quotation in &block.quotations {
        let Some(change) = quotation.change.as_deref() else { continue };
        let what = match change {
            "marks" => "The source has these words without quotation marks",
            "indirect" => "One of the two quotes what the other tells in indirect speech; the source's words",
            _ => "The source's words",
        };
        let _ = write!(out, "<br><small>{what}: {}</small>", name(quotation.source_words.as_deref().unwrap_or("not in the pack")));
    }
    out.push_str("</div>\n");
}

fn marked(out: &mut String, report: &Report, block: &BlockReport, span: &SpanReport) {
    let words = escape(&block.text[span.start..span.end]);
    let theirs = source_words(report, span).map(name).unwrap_or_default();
    let _ = match span.kind {
        SpanKind::Same => write!(out, "<span class=\"s\">{words}</span>"),
        SpanKind::Inserted => write!(out, "<ins>{words}</ins>"),
        SpanKind::Dropped => write!(out, "<del>[{theirs}]</del> "),
        _ => write!(out, "<ins>{words}</ins> <del>[{theirs}]</del>"),
    };
}

fn source_words<'a>(report: &'a Report, span: &SpanReport) -> Option<&'a str> {
    let blocks = &report.sources[span.source].blocks;
    // They are in order.
    let block = &blocks[blocks.binary_search_by_key(&span.source_block?, |b| b.id).ok()?];
    block.text.as_deref()?.get(span.source_start?..span.source_end?)
}

/// Text of others in a line of ours.
fn name(text: &str) -> String {
    format!("<bdi>{}</bdi>", escape(&plain(text)))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    #[test]
    fn text_is_escaped() {
        assert_eq!(super::escape("<b a=\"x\">&"), "&lt;b a=&quot;x&quot;&gt;&amp;");
    }
}
