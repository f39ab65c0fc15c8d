//! Blocks that are quotations as a whole: `<blockquote>` on pages, `quoted_blocks` in documents. Outlets and people are invented.

use std::path::Path;

use serde_json::{Value, json};
use wherefrom::Pack;
use wherefrom_pack::Source;
use wherefrom_text::model::Document;

use crate::support::{report, run, scratch};

const BEFORE: &str =
    "A hearing on the grounding will open in the customs house in April, the marine board said in a notice pinned up on Friday.";
const SPEECH: &str = "We will rebuild the pier by the end of next summer, and nobody on the island will have to leave on account of it.";
const AFTER: &str =
    "Two crews have asked for their berths to be moved before the winter storms, which the harbour office is to look into this month.";
const OTHER: &str =
    "A heron has nested on the roof of the cinema for the third year in a row, to the joy of its ushers and of all its guests.";

fn page(blocks: &str) -> String {
    format!("<!doctype html><html lang=en><body><article>{blocks}</article></body></html>")
}

/// What is told of a page's quotations, given a source that is a page, or a document in JSONL.
fn changes(folder: &Path, of: &str, source: (&str, &str)) -> Vec<Value> {
    let (page, source) = ((folder.join("page.html"), of), (folder.join(source.0), source.1));
    for (path, text) in [&page, &source] {
        std::fs::write(path, text).expect("written");
    }
    let report = report(["compare".as_ref(), page.0.as_os_str(), source.0.as_os_str()]);
    let quotations = report["blocks"].as_array().expect("blocks").iter().flat_map(|block| block["quotations"].as_array().expect("a list"));
    quotations.map(|quotation| quotation["change"].clone()).collect()
}

#[test]
fn block_quotations_are_as_good_as_marks() {
    let folder = scratch("block-quotations");
    let marked = page(&format!("<p>{OTHER}</p><p>“{SPEECH}” the mayor said.</p><p>{OTHER}</p>"));
    let block = page(&format!("<p>{OTHER}</p><blockquote><div><p>{SPEECH}</p></div></blockquote><p>{OTHER}</p>"));
    let inline = page(&format!("<p>{OTHER}</p><p><q>{SPEECH}</q> the mayor said.</p><p>{OTHER}</p>"));
    let lines = format!("{BEFORE}\n{SPEECH}\n{AFTER}");
    let plain = json!({ "text": lines }).to_string();
    let told = json!({ "text": lines, "quoted_blocks": [1] }).to_string();
    let none = json!({ "text": lines, "quoted_blocks": null }).to_string();
    let quoting = page(&format!("<p>{BEFORE}</p><blockquote><p>{SPEECH}</p></blockquote><p>{AFTER}</p>"));
    for of in [&marked, &block, &inline] {
        assert_eq!(changes(&folder, of, ("source.jsonl", &plain)), ["marks"], "{of}");
        assert_eq!(changes(&folder, of, ("source.jsonl", &none)), ["marks"], "{of}");
        assert_eq!(changes(&folder, of, ("source.jsonl", &told)), [Value::Null], "{of}");
        assert_eq!(changes(&folder, of, ("source.html", &quoting)), [Value::Null], "{of}");
    }
}

/// Some sites set all of an article in one.
#[test]
fn an_article_is_no_block_quotation() {
    let folder = scratch("block-quotation-of-all");
    let all = page(&format!("<blockquote><p>{OTHER}</p><p>{SPEECH}</p></blockquote><p>{AFTER}</p>"));
    let source = json!({ "text": format!("{BEFORE}\n{SPEECH}\n{AFTER}") }).to_string();
    assert_eq!(changes(&folder, &all, ("source.jsonl", &source)), [Value::Null; 0]);
}

#[test]
fn a_pack_gives_block_quotations_back() {
    let folder = scratch("block-quotations-kept");
    let text = format!("{BEFORE}\n \n{SPEECH}\n{AFTER}\n{OTHER}\n{SPEECH}");
    // Not in order, twice, and of no block.
    let lines =
        [json!({ "id": "a", "text": text, "quoted_blocks": [4, 1, 4, 90] }), json!({ "id": "b", "text": format!("{OTHER}\n{AFTER}") })];
    let input = folder.join("documents.jsonl");
    std::fs::write(&input, lines.map(|line| line.to_string()).join("\n")).expect("written");
    std::fs::write(folder.join("c.html"), page(&format!("<p>{BEFORE}</p><blockquote><p>{OTHER}</p></blockquote><p>{AFTER}</p>")))
        .expect("written");
    let build = |name: &str, more: &[&str]| {
        let pack = folder.join(name);
        let inputs = if name == "again.wfp" { vec![folder.join("exported.jsonl")] } else { vec![input.clone(), folder.join("c.html")] };
        let args =
            ["pack".as_ref(), "build".as_ref(), "-o".as_ref(), pack.as_os_str()].into_iter().chain(inputs.iter().map(|i| i.as_os_str()));
        assert!(run(args.chain(more.iter().map(|m| m.as_ref()))).status.success());
        std::fs::read(&pack).expect("the pack")
    };
    let bytes = build("small.wfp", &["--name", "small"]);
    let exported = run(["pack".as_ref(), "export".as_ref(), folder.join("small.wfp").as_os_str()]).stdout;
    let mut documents: Vec<Document> =
        String::from_utf8_lossy(&exported).lines().map(|line| serde_json::from_str(line).expect("a document")).collect();
    documents.sort_by(|a, b| a.id.cmp(&b.id));
    assert_eq!(documents.iter().map(|d| d.quoted_blocks.as_slice()).collect::<Vec<_>>(), [&[1, 4][..], &[], &[1]]);
    std::fs::write(folder.join("exported.jsonl"), &exported).expect("written");
    assert_eq!(build("again.wfp", &["--name", "small"]), bytes);

    // Builder and reader see the same words, with text and without.
    let by_id = |bytes: Vec<u8>| {
        let pack = Pack::open(bytes).expect("a pack");
        let mut sources: Vec<_> = (0..pack.len()).map(|number| pack.source(number).expect("a document")).collect();
        sources.sort_by(|a, b| a.meta.id.cmp(&b.meta.id));
        sources
    };
    let (text, hashes) = (by_id(bytes), by_id(build("hashes.wfp", &["--text-free"])));
    let quoted = |source: &Source| source.words.flags.iter().map(|f| f.has(wherefrom_text::Flags::QUOTED)).collect::<Vec<_>>();
    for ((document, text), hashes) in documents.iter().zip(&text).zip(&hashes) {
        assert_eq!(text.words.flags, Source::from_document(document).words.flags);
        assert_eq!(quoted(text), quoted(hashes));
        assert_eq!(quoted(text).contains(&true), !document.quoted_blocks.is_empty());
    }
}
