//! A case, as the files of this folder give it, and what is wrong with the report on it. Compiled into the native tests
//! and into those that run in a browser.

use std::collections::BTreeMap;

use serde::Deserialize;
use wherefrom::check::{Options, compare};
use wherefrom::report::{BlockReport, Report};
use wherefrom_page::{PageElement, PageInput};
use wherefrom_text::model::{Document, SpanKind};

/// Every file, by name.
pub const FILES: &[(&str, &str)] = &[
    ("credit", include_str!("credit.toml")),
    ("credit-given", include_str!("credit-given.toml")),
    ("credit-not-given", include_str!("credit-not-given.toml")),
    ("direction", include_str!("direction.toml")),
    ("facts", include_str!("facts.toml")),
    ("follows", include_str!("follows.toml")),
    ("formulas", include_str!("formulas.toml")),
    ("identity", include_str!("identity.toml")),
    ("languages", include_str!("languages.toml")),
    ("moved", include_str!("moved.toml")),
    ("omissions", include_str!("omissions.toml")),
    ("origins", include_str!("origins.toml")),
    ("quotations", include_str!("quotations.toml")),
    ("unseen", include_str!("unseen.toml")),
    ("verdicts", include_str!("verdicts.toml")),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Texts that stand for themselves in braces, in pages and sources.
    #[serde(default)]
    text: BTreeMap<String, String>,
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    reason: String,
    page: Vec<String>,
    published: Option<String>,
    url: Option<String>,
    canonical: Option<String>,
    #[serde(default)]
    meta: Vec<(String, String)>,
    #[serde(default)]
    json_ld: Vec<String>,
    #[serde(default)]
    links: Vec<Vec<String>>,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    source: Vec<String>,
    #[serde(default)]
    sources: Vec<Source>,
    expected: Vec<String>,
    shared: Option<Vec<usize>>,
    credit: Option<Vec<String>>,
    main: Option<Vec<String>>,
    says: Option<Vec<String>>,
    facts: Option<Vec<Vec<String>>>,
    altered: Option<Vec<Vec<String>>>,
    reworded: Option<Vec<String>>,
    cut: Option<Vec<usize>>,
    #[serde(default)]
    direction: BTreeMap<String, String>,
    #[serde(default)]
    versions: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    omitted: BTreeMap<String, Vec<String>>,
    declared: Option<Vec<String>>,
    page_too: Option<Vec<String>>,
    headline: Option<String>,
    follows: Option<Vec<String>>,
    quoted_by: Option<Vec<String>>,
    origins: Option<Vec<Vec<String>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    id: Option<String>,
    url: Option<String>,
    publisher: Option<String>,
    author: Option<String>,
    published: Option<String>,
    title: Option<String>,
    language: Option<String>,
    revision_of: Option<String>,
    #[serde(default)]
    quoted_blocks: Vec<u32>,
    text: Vec<String>,
}

/// The number of cases in a file, and what is wrong with those that fail.
pub fn run(name: &str, toml: &str) -> (usize, Vec<String>) {
    let mut file: File = toml::from_str(toml).unwrap_or_else(|e| panic!("{name}.toml: {e}"));
    let filled = |line: &mut String| file.text.iter().for_each(|(name, text)| *line = line.replace(&format!("{{{name}}}"), text));
    for case in &mut file.case {
        case.page.iter_mut().chain(case.sources.iter_mut().flat_map(|s| &mut s.text)).for_each(filled);
    }
    let faults = file.case.iter().filter_map(|case| Some(format!("{name}/{}: {}", case.name, check(case)?))).collect();
    (file.case.len(), faults)
}

fn check(case: &Case) -> Option<String> {
    assert!(!case.reason.is_empty(), "{}: no reason", case.name);
    let report = report_on(case);
    let Report { blocks, sources, .. } = &report;
    let told: Vec<String> = blocks.iter().map(|b| format!("{} ({})", b.verdict.as_str(), b.reason)).collect();
    let is_expected =
        |(found, expected): (&BlockReport, &String)| matches!(expected.as_str(), "*" | "-") || found.verdict.as_str() == expected;
    if blocks.len() != case.expected.len() || !blocks.iter().zip(&case.expected).all(is_expected) {
        return Some(format!("expected {:?}, found {told:#?}", case.expected));
    }
    let any = |expected: &Option<Vec<String>>, at: usize| expected.as_ref().is_some_and(|e| e.get(at).is_some_and(|e| e == "*"));
    let text = |b: &BlockReport, start: usize, end: usize| b.text[start..end].to_owned();
    let credit = |b: &BlockReport| b.credit.map_or("-".to_owned(), |c| format!("{c:?}").to_lowercase());
    let main = |b: &BlockReport| b.sources.first().map_or("-".to_owned(), |&s| sources[s].id.clone());
    let fact = |b: &BlockReport| b.facts.iter().map(|f| format!("{}: {} > {}", f.kind, f.source, f.page)).collect::<Vec<_>>();
    let altered = |b: &BlockReport| {
        let quotations = b.quotations.iter().filter_map(|q| Some(format!("{}: {}", q.change.as_deref()?, q.source_words.as_deref()?)));
        quotations.map(|q| q.trim_end_matches(['.', ',']).to_owned()).collect::<Vec<_>>()
    };
    let reworded = |b: &BlockReport| {
        let spans = b.spans.iter().filter(|s| s.kind == SpanKind::Reworded).map(|s| text(b, s.start, s.end).len()).sum::<usize>();
        match spans * 10 / b.text.len().max(1) {
            0 if spans == 0 => "-",
            0..8 => "part",
            _ => "all",
        }
    };
    let per_block = [
        differs("shared words", &case.shared, blocks, |b| b.shared_words),
        differs("credit", &case.credit, blocks, |b| if any(&case.credit, b.id) { "*".to_owned() } else { credit(b) }),
        differs("source", &case.main, blocks, main),
        differs("facts", &spaced(&case.facts), blocks, fact),
        differs("altered quotations", &case.altered, blocks, altered),
        differs("reworded", &case.reworded, blocks, |b| reworded(b).to_owned()),
        differs("words cut", &case.cut, blocks, |b| b.cut.unwrap_or(0)),
    ];
    let says = case.says.as_ref().filter(|says| says.iter().zip(blocks).any(|(says, b)| says != "-" && *says != b.reason));
    let by_id = |id: &str| sources.iter().find(|s| s.id == *id);
    let direction = |(id, expected): (&String, &String)| {
        let found = by_id(id)
            .map_or("no source".to_owned(), |s| serde_json::to_value(s.direction).expect("a word").as_str().unwrap_or("").to_owned());
        (found != *expected).then(|| format!("direction of {id}: expected {expected:?}, found {found:?}"))
    };
    let versions = |(id, expected): (&String, &Vec<String>)| {
        let mut found: Vec<String> = by_id(id).map_or(Vec::new(), |s| s.revisions.iter().map(|v| v.id.clone()).collect());
        found.sort();
        (found != *expected).then(|| format!("versions of {id}: expected {expected:?}, found {found:?}"))
    };
    let omitted = |(id, expected): (&String, &Vec<String>)| {
        let found: Vec<String> = by_id(id).map_or(Vec::new(), |s| s.omitted.iter().filter_map(|o| o.text.clone()).collect());
        (found != *expected).then(|| format!("omitted of {id}: expected {expected:#?}, found {found:#?}"))
    };
    let declared = report.page.declared_source.iter().flat_map(|d| [d.url.clone(), d.by.to_string()]).collect::<Vec<_>>();
    let page_too: Vec<String> = report.earlier_versions.iter().map(|v| v.id.clone()).collect();
    let headline = &report.summary.headline;
    let page = [
        case.declared.as_ref().filter(|e| **e != declared).map(|e| format!("declared source: expected {e:?}, found {declared:?}")),
        case.page_too.as_ref().filter(|e| **e != page_too).map(|e| format!("the page too: expected {e:?}, found {page_too:?}")),
        case.headline.as_ref().filter(|e| !headline.contains(*e)).map(|e| format!("headline: expected {e:?}, found {headline:?}")),
    ];
    let found: Vec<String> = sources.iter().filter(|s| s.follows.is_some()).map(|s| s.id.clone()).collect();
    let follows = case.follows.as_ref().filter(|expected| **expected != found);
    let follows = follows.map(|expected| format!("follows: expected {expected:?}, found {found:?}"));
    let found: Vec<String> = sources.iter().filter(|s| s.quotes_page).map(|s| s.id.clone()).collect();
    let quoted_by = case.quoted_by.as_ref().filter(|expected| **expected != found);
    let quoted_by = quoted_by.map(|expected| format!("quoted by: expected {expected:?}, found {found:?}"));
    let found: Vec<Vec<String>> = report.origins.iter().map(|of| of.iter().map(|&s| sources[s].id.clone()).collect()).collect();
    let origins = case.origins.as_ref().filter(|expected| **expected != found);
    let origins = origins.map(|expected| format!("origins: expected {expected:?}, found {found:?}"));
    let mut faults = per_block.into_iter().chain(page).flatten().chain(says.map(|says| format!("expected {says:?}, found {told:#?}")));
    faults
        .next()
        .or_else(|| case.direction.iter().find_map(direction))
        .or_else(|| case.versions.iter().find_map(versions))
        .or_else(|| case.omitted.iter().find_map(omitted))
        .or(follows)
        .or(quoted_by)
        .or(origins)
}

fn differs<T: PartialEq + std::fmt::Debug>(
    what: &str,
    expected: &Option<Vec<T>>,
    blocks: &[BlockReport],
    found: impl Fn(&BlockReport) -> T,
) -> Option<String> {
    let found: Vec<T> = blocks.iter().map(found).collect();
    expected.as_ref().filter(|expected| **expected != found).map(|expected| format!("{what}: expected {expected:?}, found {found:?}"))
}

/// Facts with one space around the sign, whatever side is empty.
fn spaced(facts: &Option<Vec<Vec<String>>>) -> Option<Vec<Vec<String>>> {
    let space = |fact: &String| {
        let (kind, words) = fact.split_once(':').unwrap_or(("", fact));
        let (source, page) = words.split_once('>').unwrap_or((words, ""));
        format!("{kind}: {} > {}", source.trim(), page.trim())
    };
    facts.as_ref().map(|blocks| blocks.iter().map(|facts| facts.iter().map(space).collect()).collect())
}

fn report_on(case: &Case) -> Report {
    let plain = (!case.source.is_empty()).then(|| Document { text: case.source.join("\n"), ..Document::default() });
    let named = case.sources.iter().map(|s| Document {
        id: s.id.clone(),
        url: s.url.clone(),
        publisher: s.publisher.clone(),
        author: s.author.clone(),
        published: s.published.clone(),
        title: s.title.clone(),
        language: s.language.clone(),
        revision_of: s.revision_of.clone(),
        licence: None,
        quoted_blocks: s.quoted_blocks.clone(),
        text: s.text.join("\n"),
    });
    let documents: Vec<Document> = plain.into_iter().chain(named).collect();
    let mut blocks = PageInput::from_text(&case.page.join("\n")).blocks().to_vec();
    for (block, links) in blocks.iter_mut().zip(&case.links) {
        block.links = links.clone();
    }
    let mut metadata = PageInput::default();
    (metadata.canonical, metadata.meta, metadata.json_ld) = (case.canonical.clone(), case.meta.clone(), case.json_ld.clone());
    let elements = case.tags.iter().map(|tag| PageElement { parent: -1, tag: tag.clone(), hint: String::new() }).collect();
    (0..case.tags.len()).zip(&mut blocks).for_each(|(at, block)| block.element = at as i32);
    let page = metadata.with_blocks(elements, blocks).expect("blocks in no element");
    let options = Options { published: case.published.clone(), url: case.url.clone(), ..Options::default() };
    compare(&page, &documents, &options)
}
