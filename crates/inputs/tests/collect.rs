//! What is read of a page, by a list of cases that the extension's collector is held to as well, in real browsers.

use serde_json::Value;
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
