//! What is read of a page, by a list of cases that the extension's collector is held to as well, in real browsers.

use serde_json::{Value, json};
use wherefrom_inputs::{Input, page};

#[test]
fn pages_are_read_as_listed() {
    let cases: Value = serde_json::from_str(include_str!("../../../tests/collect/cases.json")).expect("the list of cases");
    let list = |case: &Value, key: &str| case.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    for case in cases.as_array().expect("a list") {
        let text = |key: &str| case[key].as_str().expect("a text");
        let name = text("name");
        let html = format!("<!doctype html><html><body>{}</body></html>", text("html"));
        let page = page(&Input::named("page.html"), html.as_bytes()).unwrap_or_else(|refused| panic!("{name}: {refused}"));
        let read: Vec<Value> = page.blocks().iter().map(|block| block.text.trim().into()).collect();
        assert_eq!(read, list(case, "blocks"), "{name}");
        let hidden: Vec<Value> = (0..read.len()).filter(|&at| page.blocks()[at].hidden).map(Value::from).collect();
        assert_eq!(hidden, list(case, "hidden"), "{name}: hidden");
    }
}

#[test]
fn what_pages_say_of_themselves_is_read_as_listed() {
    let cases: Value = serde_json::from_str(include_str!("../../../tests/collect/metadata.json")).expect("the list of cases");
    for case in cases.as_array().expect("a list") {
        let text = |key: &str| case[key].as_str().unwrap_or_default();
        let lang = if text("lang").is_empty() { String::new() } else { format!(" lang='{}'", text("lang")) };
        let html = format!("<!doctype html><html{lang}><head>{}</head><body>{}</body></html>", text("head"), text("body"));
        let page = page(&Input::named("page.html"), html.as_bytes()).unwrap_or_else(|refused| panic!("{}: {refused}", text("name")));
        let times: Vec<Value> = page.times.iter().map(|time| json!([time.block, time.datetime, time.text, time.hint.trim()])).collect();
        let title = page.title.filter(|title| !title.is_empty());
        let read = json!({
            "title": title, "lang": page.lang, "canonical": page.canonical, "meta": page.meta, "json_ld": page.json_ld, "times": times,
        });
        assert_eq!(read, case["says"], "{}", text("name"));
    }
}
