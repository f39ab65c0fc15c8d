//! The very words that are marked in the seed articles, against spans that were judged by hand.

use crate::seeds::page_file;
use crate::support::{block_at_line, report, rows, shared};

#[test]
fn the_marked_words_are_exactly_those() {
    let Some(shared) = shared("the_marked_words_are_exactly_those") else { return };
    let sources = shared.join("seeds/sources.jsonl");
    let mut faults = Vec::new();
    for row in rows(include_str!("seeds-spans.tsv")) {
        let [page, line, corpus, spans, quotations] = row[..] else { panic!("{row:?}") };
        let file = page_file(&shared, page);
        let report =
            report(["compare".as_ref(), file.as_os_str(), sources.as_os_str(), "--only".as_ref(), corpus.replace('+', ",").as_ref()]);
        let block = block_at_line(&report, line.parse().expect("a line")).expect("the block");
        let list = |key: &str, show: &dyn Fn(&serde_json::Value) -> String| {
            block[key].as_array().into_iter().flatten().map(show).collect::<Vec<_>>().join(" ")
        };
        let found = list("spans", &|s| format!("{}:{}-{}", s["kind"].as_str().unwrap_or("?"), s["start"], s["end"]));
        let found_quotations = list("quotations", &|q| format!("{}-{}:{}", q["start"], q["end"], q["change"].as_str().unwrap_or("-")));
        if found != spans {
            faults.push(format!("{page} line {line} against {corpus}:\n  found    {found}\n  expected {spans}"));
        }
        if found_quotations != if quotations == "-" { "" } else { quotations } {
            faults.push(format!("{page} line {line} against {corpus}: quotations {found_quotations}, expected {quotations}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
