//! What a page quotes, and who has it.

use std::ffi::OsStr;

use serde_json::Value;

use crate::support::{report, run, scratch, stderr};

const SOURCE: &str = r#"{"id":"late","publisher":"Heron","published":"2031-03-04","title":"Ferry, later","text":"The harbour master told reporters on the quay: “We saw the sandbank far too late, and the wheel was hard over before anybody had spoken.”\nHe had been on the bridge since midnight, and he said that nobody would be punished for it."}
{"id":"early","publisher":"Tern","published":"2031-03-02","title":"Ferry aground","text":"The harbour master told reporters on the quay: “We saw the sandbank far too late, and the wheel was hard over before anybody had spoken.” There would be soup and dry coats for all, he added.\nA tug pulled the ferry free in the evening, and the crew were taken in by the people of the quarry dock, as they had been in every winter since the war."}
"#;

const PAGE: &str = "The harbour master told reporters on the quay: “We saw the sandbank far too late, and the wheel was hard over before anybody had spoken.”
The company has promised “soup and dry coats” to the crew.
“We will never sail that way again in the dark,” the owner of the ferry said in a call to this newspaper.
";

#[test]
fn quotations_are_told_with_the_earliest_that_has_them() {
    let folder = scratch("quotations");
    let (documents, pack, page) = (folder.join("sources.jsonl"), folder.join("sources.wfp"), folder.join("page.txt"));
    std::fs::write(&documents, SOURCE).expect("written");
    std::fs::write(&page, PAGE).expect("written");
    assert!(run(["pack".as_ref(), "build".as_ref(), documents.as_os_str(), "-o".as_ref(), pack.as_os_str()]).status.success());
    let quotations = |page: &OsStr, format: &str| {
        let output = run(["quotations".as_ref(), page, "--pack".as_ref(), pack.as_os_str(), "--format".as_ref(), format.as_ref()]);
        assert!(output.status.success(), "{}", stderr(&output));
        String::from_utf8(output.stdout).expect("text")
    };
    let json: Value = serde_json::from_str(&quotations(page.as_os_str(), "json")).expect("JSON");
    let told: Vec<(&str, &str, Option<&str>)> = json["quotations"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|q| (&q["text"].as_str().expect("text")[..7], q["found"].as_str().expect("a word"), q["source"]["id"].as_str()))
        .collect();
    assert_eq!(told, [("We saw ", "exact", Some("early")), ("soup an", "marks", Some("early")), ("We will", "unfound", None)]);
    let text = quotations(page.as_os_str(), "text");
    assert!(
        text.contains("exact") && text.contains("unmarked") && text.contains("unfound") && text.contains("Tern, Ferry aground, 2031-03-02"),
        "{text}"
    );

    let quiet = folder.join("quiet.txt");
    std::fs::write(&quiet, "The ferry was pulled free in the evening, and nobody on board had a word to say.").expect("written");
    assert_eq!(quotations(quiet.as_os_str(), "text"), "The article quotes nobody.\n");
}

/// What is told of each quotation of a page that is compared with sources, and the id of the source.
fn found(test: &str, page: &str, sources: &[Value]) -> Vec<(String, String, Option<String>)> {
    let folder = scratch(test);
    let (documents, file) = (folder.join("sources.jsonl"), folder.join("page.txt"));
    std::fs::write(&documents, sources.iter().map(Value::to_string).collect::<Vec<_>>().join("\n")).expect("written");
    std::fs::write(&file, page).expect("written");
    let report = report(["compare".as_ref(), file.as_os_str(), documents.as_os_str()]);
    let text = |of: &Value| of.as_str().expect("text").to_owned();
    let quoted = report["quoted"].as_array().expect("a list").iter();
    let told = quoted.map(|q| {
        let number = |name: &str| usize::try_from(q[name].as_u64().expect("a number")).expect("it fits");
        let block = text(&report["blocks"][number("block")]["text"]);
        let source = q["source"].as_u64().map(|source| text(&report["sources"][usize::try_from(source).expect("it fits")]["id"]));
        (block[number("start")..number("end")].to_owned(), text(&q["found"]), source)
    });
    told.collect()
}

const SAID: &str = "The harbour master told reporters on the quay: “We saw the sandbank far too late, and the wheel was hard over before anybody had spoken.”";

#[test]
fn a_word_in_marks_is_nobodys_quotation() {
    let source = format!(
        "The night ferry ran aground off Skarn Head with forty people on board, and a tug from the quarry dock pulled it free at noon.\n{SAID}\nThe mayor called it “madness” and spoke of “a green light for more and more traffic on the river”."
    );
    let page = format!(
        "The “night” ferry ran aground off Skarn Head with forty people on board, and a tug from the quarry dock pulled it free at noon.\n{SAID}\nThe owners would not talk of “madness” and called the ferry “green” and “far too late” in a short note that they sent to this newspaper on Sunday."
    );
    let told = found("quoted-words", &page, &[serde_json::json!({ "id": "a", "text": source })]);
    let told: Vec<(&str, &str)> =
        told.iter().map(|(text, found, _)| (text.as_str(), found.as_str())).filter(|(text, _)| text.len() < 20).collect();
    assert_eq!(told, [("night", "unfound"), ("madness", "exact"), ("green", "unfound"), ("far too late", "exact")]);
}

#[test]
fn a_quotation_over_paragraphs_is_one() {
    let source = "The harbour master told reporters on the quay: “We saw the sandbank far too late, and the wheel was hard over before anybody had spoken.\n“Nobody will be punished for what the fog and the tide have done, and the ferry will sail again on Sunday.”";
    let page = "“We saw the sandbank far too late, and the wheel was hard over before anybody had spoken,” the harbour master said to reporters.\nNobody will be punished for what the fog and the tide have done, and the ferry will sail again on Sunday.\nThe owners do not believe that “the wheel was hard over” when it happened, and have asked for the log.";
    let told = found("quoted-paragraphs", page, &[serde_json::json!({ "id": "a", "text": source })]);
    let told = told.iter().find(|(text, ..)| text == "the wheel was hard over").expect("it is told");
    assert_eq!(told.1, "exact");
}

#[test]
fn the_earliest_is_so_by_the_clock_and_none_where_nobody_knows() {
    let source = |id: &str, published: Option<&str>| serde_json::json!({ "id": id, "text": SAID, "published": published });
    let first = |test: &str, dates: &[Option<&str>]| {
        let sources: Vec<Value> = ["a", "b"].iter().zip(dates).map(|(id, date)| source(id, *date)).collect();
        let [(_, exact, source)] = &found(test, SAID, &sources)[..] else { panic!("one quotation") };
        assert_eq!(exact, "exact");
        source.clone()
    };
    assert_eq!(first("earliest-zones", &[Some("2031-03-04T20:00-05:00"), Some("2031-03-05T01:00+09:00")]).as_deref(), Some("b"));
    assert_eq!(first("earliest-days", &[Some("2031-03-04"), Some("2031-03-05")]).as_deref(), Some("a"));
    assert_eq!(first("earliest-same", &[Some("2031-03-04"), Some("2031-03-04")]), None);
    assert_eq!(first("earliest-unknown", &[Some("2031-03-04"), None]), None);
}
