//! The cases of `tests/cases`: pages and sources of a few lines, as data.

use serde::Deserialize;
use wherefrom::check::{Options, compare};
use wherefrom::model::Document;
use wherefrom::page::PageInput;

use crate::support::root;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    reason: String,
    page: Vec<String>,
    #[serde(default)]
    source: Vec<String>,
    #[serde(default)]
    sources: Vec<Source>,
    expected: Vec<String>,
    #[serde(default)]
    shared: Vec<usize>,
    #[serde(default)]
    credit: Vec<String>,
    #[serde(default)]
    says: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    id: Option<String>,
    url: Option<String>,
    publisher: Option<String>,
    published: Option<String>,
    text: Vec<String>,
}

#[test]
fn every_case() {
    let mut faults = Vec::new();
    let mut count = 0;
    for file in std::fs::read_dir(root().join("tests/cases")).expect("tests/cases").map(|f| f.expect("a file").path()) {
        if file.extension().is_none_or(|e| e != "toml") {
            continue;
        }
        let text = std::fs::read_to_string(&file).expect("the file");
        let cases: File = toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        for case in cases.case {
            assert!(!case.reason.is_empty(), "{}: no reason", case.name);
            faults.extend(check(&case).map(|fault| format!("{}: {fault}", case.name)));
            count += 1;
        }
    }
    assert!(count > 0);
    assert!(faults.is_empty(), "{} of {count} cases are wrong:\n{}", faults.len(), faults.join("\n"));
}

fn check(case: &Case) -> Option<String> {
    let plain = (!case.source.is_empty()).then(|| Document { text: case.source.join("\n"), ..Document::default() });
    let named = case.sources.iter().map(|s| Document {
        id: s.id.clone(),
        url: s.url.clone(),
        publisher: s.publisher.clone(),
        published: s.published.clone(),
        text: s.text.join("\n"),
        ..Document::default()
    });
    let documents: Vec<Document> = plain.into_iter().chain(named).collect();
    let page = PageInput::from_text(&case.page.join("\n"));
    let report = compare(&page, &documents, &Options::default()).expect("a report");
    let blocks = &report.blocks;
    let found: Vec<String> = blocks.iter().map(|b| format!("{} ({})", b.verdict.as_str(), b.reason)).collect();
    let wrong = |what: &str, right: bool| (!right).then(|| format!("{what} {found:?}"));
    let credit = |b: &wherefrom::report::BlockReport| b.credit.map_or("-".to_owned(), |c| format!("{c:?}").to_lowercase());
    wrong("verdicts", blocks.iter().map(|b| b.verdict.as_str()).eq(case.expected.iter().map(String::as_str)))
        .or_else(|| wrong("shared words", case.shared.is_empty() || blocks.iter().map(|b| b.shared_words).eq(case.shared.iter().copied())))
        .or_else(|| wrong("credit", case.credit.is_empty() || blocks.iter().map(credit).eq(case.credit.iter().cloned())))
        .or_else(|| wrong("reasons", case.says.iter().zip(blocks).all(|(says, b)| says == "-" || *says == b.reason)))
}
