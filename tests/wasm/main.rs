//! Tests of the Wasm module in a browser: what crosses the boundary, and that its offsets select the same words in a
//! real DOM `Range`.
#![cfg(target_arch = "wasm32")]

#[path = "../cases/case.rs"]
mod case;
mod cases;

use serde_json::{Value, json};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use wherefrom::wasm::Engine;

wasm_bindgen_test_configure!(run_in_browser);

fn js(value: &Value) -> JsValue {
    js_sys::JSON::parse(&value.to_string()).expect("JSON")
}

fn from_js(value: &JsValue) -> Value {
    let text = js_sys::JSON::stringify(value).expect("plain data").as_string().expect("a string");
    serde_json::from_str(&text).expect("JSON")
}

fn page(texts: &[&str]) -> Value {
    let blocks: Vec<Value> = texts.iter().map(|t| json!({ "element": -1, "text": t, "linked": 0, "hidden": false })).collect();
    json!({ "url": null, "title": null, "lang": null, "canonical": null, "meta": [], "json_ld": [], "times": [], "elements": [], "blocks": blocks })
}

fn compare(page: &Value, sources: &[&str]) -> Value {
    let sources: Vec<Value> = sources.iter().map(|t| json!({ "text": t })).collect();
    let report = Engine::new().compare(js(page), js(&json!(sources)), JsValue::UNDEFINED).unwrap_or_else(|_| panic!("a report"));
    from_js(&report)
}

/// Why a page, or options, are refused.
fn refused(page: JsValue, options: JsValue) -> Option<String> {
    let error = Engine::new().start_check(page, options, None, None).err()?;
    Some(String::from(error.unchecked_ref::<js_sys::Error>().message()))
}

#[wasm_bindgen_test]
fn what_cannot_be_read_is_refused_with_the_reason() {
    let good = || js(&page(&["A text."]));
    assert_eq!(refused(good(), JsValue::NULL), None);
    assert_eq!(refused(js(&json!({})), js(&json!({}))), None);
    let wrong = [
        (JsValue::NULL, "no object"),
        (js(&json!({ "url": 3 })), "\"url\" is no string"),
        (js(&json!({ "meta": [["name"]] })), "\"meta\""),
        (js(&json!({ "blocks": [{ "hidden": "yes" }] })), "\"hidden\" is no boolean"),
        (js(&json!({ "blocks": [{ "line": -1 }] })), "\"line\" is no whole number"),
        (js(&json!({ "blocks": [{ "links": [1] }] })), "\"links\" is no list of strings"),
    ];
    for (page, why) in wrong {
        let said = refused(page, JsValue::UNDEFINED).unwrap_or_default();
        assert!(said.starts_with("the page cannot be read: ") && said.contains(why), "{said}: {why}");
    }
    let circle = js_sys::Object::new();
    js_sys::Reflect::set(&circle, &"it".into(), &circle).expect("an object");
    assert_eq!(refused(good(), circle.into()).as_deref(), Some("the options cannot be read: it is no JSON"));
    assert!(refused(good(), js(&json!({ "exclude": "d1" }))).is_some_and(|said| said.contains("\"exclude\" is no list")));
}

/// What a DOM `Range` over `start..end` of a text node selects.
fn selected(text: &str, start: u64, end: u64) -> String {
    let document = web_sys::window().and_then(|w| w.document()).expect("a document");
    let paragraph = document.create_element("p").expect("an element");
    let node = document.create_text_node(text);
    paragraph.append_child(&node).expect("the text is put in");
    let range = document.create_range().expect("a range");
    range.set_start(&node, start as u32).expect("the start is in the text");
    range.set_end(&node, end as u32).expect("the end is in the text");
    String::from(range.unchecked_ref::<js_sys::Object>().to_string())
}

/// Page, source, and the words of the page that are not the source's.
const CASES: &[(&str, &str, &[&str])] = &[
    (
        "\u{1F6A2}\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467} The ferry ran aground at dusk off Skarn Head and was towed to port by noon \u{1F389} on Friday.",
        "The ferry ran aground at dawn off Skarn Head and was towed to port by noon on Friday.",
        &["dusk"],
    ),
    (
        "Na\u{308}her am Ufer liegt das alte Fa\u{308}hrhaus, das die Stadt im letzten Winter fu\u{308}r viel Geld verkauft hat.",
        "Näher am Ufer liegt das alte Fährhaus, das die Stadt im letzten Winter für wenig Geld verkauft hat.",
        &["viel"],
    ),
    (
        "The har\u{AD}bour com\u{AD}mis\u{AD}sion\u{AD}er said that the quay would be closed to lor\u{AD}ries until the late spring of next year.",
        "The harbour commissioner said that the quay would be closed to lorries until the early spring of next year.",
        &["late"],
    ),
    (
        "\u{5D4}\u{5E1}\u{5E4}\u{5D9}\u{5E0}\u{5D4} \u{5E2}\u{5DC}\u{5EA}\u{5D4} \u{5E2}\u{5DC} \u{5E9}\u{5E8}\u{5D8}\u{5D5}\u{5DF} \u{5D1}\u{5E2}\u{5E8}\u{5D1} \u{5DC}\u{5D9}\u{5D3} \u{5D4}\u{5E0}\u{5DE}\u{5DC} \u{5D4}\u{5D9}\u{5E9}\u{5DF} \u{5E9}\u{5DC} \u{5D4}\u{5E2}\u{5D9}\u{5E8} \u{5D4}\u{5E6}\u{5E4}\u{5D5}\u{5E0}\u{5D9}\u{5EA}, \u{5D5}\u{5D0}\u{5D9}\u{5E9} \u{5DE}\u{5DF} \u{5D4}\u{5E0}\u{5D5}\u{5E1}\u{5E2}\u{5D9}\u{5DD} \u{5DC}\u{5D0} \u{5E0}\u{5E4}\u{5D2}\u{5E2}.",
        "\u{5D4}\u{5E1}\u{5E4}\u{5D9}\u{5E0}\u{5D4} \u{5E2}\u{5DC}\u{5EA}\u{5D4} \u{5E2}\u{5DC} \u{5E9}\u{5E8}\u{5D8}\u{5D5}\u{5DF} \u{5D1}\u{5D1}\u{5D5}\u{5E7}\u{5E8} \u{5DC}\u{5D9}\u{5D3} \u{5D4}\u{5E0}\u{5DE}\u{5DC} \u{5D4}\u{5D9}\u{5E9}\u{5DF} \u{5E9}\u{5DC} \u{5D4}\u{5E2}\u{5D9}\u{5E8} \u{5D4}\u{5E6}\u{5E4}\u{5D5}\u{5E0}\u{5D9}\u{5EA}, \u{5D5}\u{5D0}\u{5D9}\u{5E9} \u{5DE}\u{5DF} \u{5D4}\u{5E0}\u{5D5}\u{5E1}\u{5E2}\u{5D9}\u{5DD} \u{5DC}\u{5D0} \u{5E0}\u{5E4}\u{5D2}\u{5E2}.",
        &["\u{5D1}\u{5E2}\u{5E8}\u{5D1}"],
    ),
    (
        "\u{202B}\u{62C}\u{646}\u{62D}\u{62A} \u{627}\u{644}\u{639}\u{628}\u{627}\u{631}\u{629} \u{639}\u{646}\u{62F} \u{627}\u{644}\u{641}\u{62C}\u{631} \u{642}\u{631}\u{628} \u{627}\u{644}\u{645}\u{64A}\u{646}\u{627}\u{621} \u{627}\u{644}\u{642}\u{62F}\u{64A}\u{645} \u{648}\u{644}\u{645} \u{64A}\u{635}\u{628} \u{623}\u{62D}\u{62F} \u{645}\u{646} \u{627}\u{644}\u{631}\u{643}\u{627}\u{628} \u{641}\u{64A} \u{647}\u{630}\u{627} \u{627}\u{644}\u{62D}\u{627}\u{62F}\u{62B}.\u{202C}",
        "\u{62C}\u{646}\u{62D}\u{62A} \u{627}\u{644}\u{639}\u{628}\u{627}\u{631}\u{629} \u{639}\u{646}\u{62F} \u{627}\u{644}\u{63A}\u{631}\u{648}\u{628} \u{642}\u{631}\u{628} \u{627}\u{644}\u{645}\u{64A}\u{646}\u{627}\u{621} \u{627}\u{644}\u{642}\u{62F}\u{64A}\u{645} \u{648}\u{644}\u{645} \u{64A}\u{635}\u{628} \u{623}\u{62D}\u{62F} \u{645}\u{646} \u{627}\u{644}\u{631}\u{643}\u{627}\u{628} \u{641}\u{64A} \u{647}\u{630}\u{627} \u{627}\u{644}\u{62D}\u{627}\u{62F}\u{62B}.",
        &["\u{627}\u{644}\u{641}\u{62C}\u{631}"],
    ),
];

#[wasm_bindgen_test]
fn spans_select_the_same_words_in_a_range() {
    for (text, source, changed) in CASES {
        let report = compare(&page(&[text]), &[source]);
        assert_eq!(report["offsets"], "utf-16");
        let block = &report["blocks"][0];
        assert_eq!(block["verdict"], "modified", "{text}: {}", block["reason"]);
        let mut found = Vec::new();
        let mut same = Vec::new();
        for span in block["spans"].as_array().expect("spans") {
            let words = selected(text, span["start"].as_u64().expect("start"), span["end"].as_u64().expect("end"));
            if span["kind"] == "same" { same.push(words) } else { found.push(words) }
        }
        assert_eq!(found, *changed, "{text}");
        // Between them, the spans hold every letter of the page but those around the passage.
        let letters = |t: &str| t.chars().filter(|c| c.is_alphabetic()).count();
        assert_eq!(same.iter().chain(&found).map(|t| letters(t)).sum::<usize>(), letters(text), "{text}");
    }
}

#[wasm_bindgen_test]
fn source_offsets_select_the_source_words() {
    let (text, source, _) = CASES[0];
    let report = compare(&page(&[text]), &[source]);
    let span =
        report["blocks"][0]["spans"].as_array().expect("spans").iter().find(|s| s["kind"] == "replaced").expect("a replaced word").clone();
    assert_eq!(report["sources"][0]["blocks"][0]["text"], source);
    assert_eq!(selected(source, span["source_start"].as_u64().expect("start"), span["source_end"].as_u64().expect("end")), "dawn");
}

fn add(engine: &mut Engine, bytes: &[u8]) -> Result<Value, JsValue> {
    engine.add_pack(js_sys::Uint8Array::from(bytes)).map(|added| from_js(&added))
}

/// The report of a check that needs no ranges.
fn check(engine: &Engine, page: &Value, handles: Option<Vec<u32>>) -> Value {
    let mut check = engine.start_check(js(page), JsValue::UNDEFINED, handles, None).unwrap_or_else(|_| panic!("a check"));
    from_js(&check.run().unwrap_or_else(|_| panic!("a report")))
}

const SEEDS: &[u8] = include_bytes!("../../packs/seeds.wfp");
const NEWS: &[u8] = include_bytes!("../packs/v3-text.wfp");

#[wasm_bindgen_test]
fn a_pack_is_opened_and_a_broken_one_refused() {
    let mut engine = Engine::new();
    let added = add(&mut engine, SEEDS).unwrap_or_else(|_| panic!("the pack opens"));
    assert_eq!((&added["info"]["documents"], &added["info"]["text_free"]), (&json!(3), &json!(true)));
    let error = add(&mut engine, &SEEDS[..SEEDS.len() - 9]).expect_err("a cut pack is refused");
    assert!(error.unchecked_ref::<js_sys::Error>().message().as_string().expect("a sentence").contains("cut short"));
    let property = |name: &str| js_sys::Reflect::get(&error, &name.into()).expect("an object");
    assert_eq!(property("code").as_string().as_deref(), Some("pack-truncated"));
    assert_eq!(from_js(&property("args"))["have"], SEEDS.len() - 9);
    let packs = engine.packs().unwrap_or_else(|_| panic!("the packs"));
    assert_eq!(from_js(&packs).as_array().expect("an array").len(), 1);
    let report = check(&engine, &page(&[CASES[0].0]), None);
    assert_eq!(report["blocks"][0]["verdict"], "original");
    assert_eq!(report["packs"][0]["checksum"], added["info"]["checksum"]);
}

#[wasm_bindgen_test]
fn packs_come_and_go_by_their_handles() {
    let mut engine = Engine::new();
    let handle = |engine: &mut Engine, bytes: &[u8]| {
        let added = add(engine, bytes).unwrap_or_else(|_| panic!("the pack opens"));
        added["handle"].as_u64().expect("a number") as u32
    };
    let (seeds, news) = (handle(&mut engine, SEEDS), handle(&mut engine, NEWS));
    let names = |report: &Value| report["packs"].as_array().expect("packs").iter().map(|p| p["name"].clone()).collect::<Vec<_>>();
    let page = page(&["A text that is in none of them."]);
    let both = names(&check(&engine, &page, Some(vec![news, seeds])));
    assert_eq!(both, ["v3-text", "Three articles on one story"]);
    let begun = engine.start_check(js(&page), JsValue::UNDEFINED, None, None);
    assert!(engine.remove_pack(seeds) && !engine.remove_pack(seeds));
    assert_eq!(names(&check(&engine, &page, None)), ["v3-text"]);
    // A check that has begun keeps its packs.
    let report = begun.and_then(|mut begun| begun.run()).unwrap_or_else(|_| panic!("a report"));
    assert_eq!(names(&from_js(&report)).len(), 2);
    assert_ne!(handle(&mut engine, SEEDS), seeds, "a handle is never another pack's");
}

#[wasm_bindgen_test]
fn a_page_that_is_no_page_is_an_error() {
    let engine = Engine::new();
    assert!(engine.start_check(JsValue::from_str("page"), JsValue::UNDEFINED, None, None).is_err());
    let hostile = |parent: i32, element: i32| json!({ "elements": [{ "parent": parent, "tag": "p", "hint": "" }], "blocks": [{ "element": element, "text": "\u{0}", "linked": -4, "hidden": false }] });
    for (parent, element, is_page) in [(-1, 0, true), (-1, 99, false), (0, 0, false), (7, 0, false)] {
        assert_eq!(engine.start_check(js(&hostile(parent, element)), JsValue::UNDEFINED, None, None).is_ok(), is_page);
    }
}
