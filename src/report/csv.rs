//! CSV (RFC 4180): a row a block, or a row a page.

use super::Report;
use wherefrom_text::model::Credit;

/// Header of [`page_row`].
pub const PAGES_HEADER: &str =
    "file,title,words,copied_words,modified_words,quoted_words,original_words,main_source,main_source_shared_words,finding\r\n";

/// One page in one row.
pub fn page_row(file: &str, report: &Report) -> String {
    let s = &report.summary;
    // A source that is only followed shares no words, and stands behind those that do.
    let is_named = report.blocks.iter().any(|block| block.sources.contains(&0) || block.also_in.contains(&0));
    let main = report.sources.first().filter(|_| is_named);
    row(&[
        file,
        report.page.title.as_deref().unwrap_or(""),
        &s.words.to_string(),
        &s.copied.words.to_string(),
        &s.modified.words.to_string(),
        &s.quoted.words.to_string(),
        &s.original.words.to_string(),
        main.map_or("", |m| &m.id),
        &main.map_or_else(String::new, |m| m.shared_words.to_string()),
        &s.headline,
    ])
}

/// All blocks of a page.
pub fn blocks(report: &Report) -> String {
    let mut out = "block,line,verdict,reason,words,shared_words,sources,also_in,credit,text\r\n".to_owned();
    for block in &report.blocks {
        let ids = |list: &[usize]| list.iter().map(|&s| report.sources[s].id.as_str()).collect::<Vec<_>>().join(" ");
        let credit = match block.credit {
            Some(Credit::Here) => "here",
            Some(Credit::Page) => "page",
            Some(Credit::None) => "none",
            None => "",
        };
        out.push_str(&row(&[
            &block.id.to_string(),
            &block.line.map_or_else(String::new, |l| l.to_string()),
            block.verdict.as_str(),
            &block.reason,
            &block.words.to_string(),
            &block.shared_words.to_string(),
            &ids(&block.sources),
            &ids(&block.also_in),
            credit,
            block.text.trim(),
        ]));
    }
    out
}

fn row(fields: &[&str]) -> String {
    fields.iter().map(|f| field(f)).collect::<Vec<_>>().join(",") + "\r\n"
}

/// Quotes where needed. A field that a spreadsheet would run as a formula gets an apostrophe in front: page text is
/// not ours.
fn field(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<f64>().is_err() { "'" } else { "" };
    if guard.is_empty() && !text.contains([',', '"', '\n', '\r']) {
        return text.to_owned();
    }
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::field;

    #[test]
    fn fields() {
        assert_eq!(field("plain"), "plain");
        assert_eq!(field("a, \"b\""), "\"a, \"\"b\"\"\"");
        assert_eq!(field("=1+1"), "\"'=1+1\"");
    }
}
