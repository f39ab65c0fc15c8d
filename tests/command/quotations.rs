//! What a page quotes, and who has it.

use std::ffi::OsStr;

use serde_json::Value;

use crate::support::{run, scratch, stderr};

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
