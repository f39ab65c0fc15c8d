//! What the reader has told: which texts are own or licensed, and what is no match; and licences through packs. Outlets and people are invented.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::support::{report, run, scratch, stderr};

const FERRY: &str =
    "The night ferry ran aground at dawn off Skarn Head with forty people on board, and a tug from the quarry dock pulled it free.";
const BRIDGE: &str =
    "Engineers closed the old swing bridge after a lorry had cracked two of its girders, and drivers now go round by the mill road.";
const ORCHARD: &str =
    "Volunteers counted nine hundred apple trees of sixty kinds in the orchards above the town, among them three without a name.";
const TOWN: &str =
    "The council will talk about the money for a new school roof next week, when its members are back from their summer break.";

fn pack(folder: &Path, name: &str, documents: &[Value], more: &[&str]) -> PathBuf {
    let (lines, out) = (folder.join(format!("{name}.jsonl")), folder.join(format!("{name}.wfp")));
    let text: Vec<String> = documents.iter().map(Value::to_string).collect();
    std::fs::write(&lines, text.join("\n")).expect("written");
    let mut args = vec!["pack".into(), "build".into(), lines.into_os_string(), "-o".into(), out.clone().into_os_string()];
    args.extend(more.iter().map(Into::into));
    let built = run(args);
    assert!(built.status.success(), "{}", stderr(&built));
    out
}

fn gazette(published: &str) -> Value {
    json!({ "id": "ours", "publisher": "Skarn Gazette", "url": "https://gazette.example/ferry", "published": published,
        "title": "Ferry aground", "text": ([FERRY, BRIDGE, ORCHARD].join("\n")) })
}

fn page(folder: &Path, paragraphs: &[&str]) -> PathBuf {
    let path = folder.join("page.txt");
    std::fs::write(&path, paragraphs.join("\n")).expect("written");
    path
}

#[test]
fn what_is_taken_of_ones_own_texts_is_told_first() {
    let folder = scratch("own");
    let changed = BRIDGE.replace("two of its girders", "seven of its girders");
    let page = page(&folder, &[FERRY, &changed, TOWN]);
    let ours = pack(&folder, "ours", &[gazette("2031-03-02")], &[]);
    let check = |more: &[&str]| {
        let mut args = vec!["check".into(), page.clone().into_os_string(), "--published".into(), "2031-03-05".into()];
        args.extend(more.iter().map(Into::into));
        report(args)
    };
    let ours = ours.to_str().expect("a path of text");
    let headline = |report: &Value| report["summary"]["headline"].as_str().expect("a sentence").to_owned();

    let told = check(&["--own", ours]);
    assert_eq!(
        headline(&told),
        "This page takes 2 paragraphs from your article “Ferry aground”, 2 March 2031: 1 changed, no credit, no link."
    );
    assert_eq!(told["summary"]["headline_code"], "own-taken");
    assert_eq!(told["sources"][0]["standing"], "own");
    assert_eq!(told["sources"][0]["taken"], json!({ "paragraphs": 2, "changed": 1, "credited": 0, "linked": false, "conditions": [] }));
    // By name and by host, whatever else is searched; a pack that is named twice is searched once.
    for more in [
        ["--pack", ours, "--own-outlet", "skarn gazette"],
        ["--pack", ours, "--own-outlet", "gazette.example"],
        ["--pack", ours, "--own-outlet", "Gazette.Example"],
        ["--pack", ours, "--own-outlet", "https://www.gazette.example/"],
        ["--pack", ours, "--own", ours],
    ] {
        let told = check(&more);
        assert_eq!(told["summary"]["headline_code"], "own-taken", "{more:?}");
        assert_eq!(told["packs"].as_array().map(Vec::len), Some(1));
    }
    // The reader's own page takes nothing from the reader.
    let told = check(&["--pack", ours, "--own-outlet", "gazette.example", "--url", "https://www.gazette.example/again"]);
    assert_eq!((&told["page"]["standing"], &told["summary"]["headline_code"]), (&json!("own"), &json!("mostly-modified")));
    // What is licensed is told so, and nothing else changes.
    let told = check(&["--licensed", ours]);
    assert_eq!((&told["sources"][0]["standing"], &told["summary"]["headline_code"]), (&json!("licensed"), &json!("mostly-modified")));
}

/// A page of HTML that says that it is of the Skarn Gazette, as those do that copy a page's head.
fn page_of_the_gazette(folder: &Path, paragraphs: &[&str]) -> PathBuf {
    let path = folder.join("page.html");
    let text: String = paragraphs.iter().map(|paragraph| format!("<p>{paragraph}</p>")).collect();
    let head = "<meta property=\"og:site_name\" content=\"Skarn Gazette\">";
    std::fs::write(&path, format!("<html><head>{head}</head><body><article>{text}</article></body></html>")).expect("written");
    path
}

#[test]
fn a_copied_name_makes_no_page_the_readers_own() {
    let folder = scratch("own-copied-name");
    let page = page_of_the_gazette(&folder, &[FERRY, BRIDGE]);
    let ours = pack(&folder, "ours", &[gazette("2031-03-02")], &[]);
    let mut drafts = gazette("2031-03-02");
    drafts.as_object_mut().expect("an object").remove("url");
    let drafts = pack(&folder, "drafts", &[drafts], &[]);
    let told = |pack: &Path, more: &[&str]| {
        let mut args = vec!["check".into(), page.clone().into_os_string(), "--pack".into(), pack.as_os_str().to_owned()];
        args.extend(["--published", "2031-03-05"].iter().chain(more).map(Into::into));
        let report = report(args);
        let text = |of: &Value| of.as_str().unwrap_or("-").to_owned();
        [text(&report["page"]["standing"]), text(&report["summary"]["headline_code"]), text(&report["blocks"][0]["credit"])]
    };
    let scraper = ["--url", "https://scraper.example/x"];
    let is_taken = ["-", "own-taken", "none"];
    assert_eq!(told(&ours, &[&scraper[..], &["--own-outlet", "Skarn Gazette"]].concat()), is_taken);
    assert_eq!(told(&ours, &[&scraper[..], &["--own-outlet", "gazette.example"]].concat()), is_taken);
    assert_eq!(told(&ours, &[&scraper[..], &["--own-outlet", "Skarn Gazette", "--own-outlet", "gazette.example"]].concat()), is_taken);
    assert_eq!(told(&ours, &scraper), ["-", "all-copied", "none"]);
    assert_eq!(told(&ours, &[&scraper[..], &["--licensed-outlet", "Skarn Gazette"]].concat()), ["-", "all-copied", "none"]);
    // On the outlet's site, on its site in another country, and where nothing tells of a site, the name holds.
    for more in [&["--url", "https://www.gazette.example/again"][..], &["--url", "https://gazette.co.uk/again"], &[]] {
        assert_eq!(told(&ours, &[more, &["--own-outlet", "Skarn Gazette"]].concat()), ["own", "all-copied", "-"], "{more:?}");
    }
    assert_eq!(told(&drafts, &[&scraper[..], &["--own-outlet", "Skarn Gazette"]].concat()), ["own", "all-copied", "-"]);
    assert_eq!(told(&drafts, &[&scraper[..], &["--own-outlet", "Skarn Gazette", "--own-outlet", "gazette.example"]].concat())[0], "-");
}

#[test]
fn a_page_takes_nothing_from_what_came_after_it() {
    let folder = scratch("own-later");
    let page = page(&folder, &[FERRY, BRIDGE]);
    let headline = |published: &str| {
        let ours = pack(&folder, "ours", &[gazette(published)], &[]);
        let args = ["check".as_ref(), page.as_os_str(), "--own".as_ref(), ours.as_os_str(), "--published".as_ref(), "2031-03-02".as_ref()];
        let told = report(args);
        [&told["summary"]["headline_code"], &told["summary"]["headline"]].map(|of| of.as_str().expect("text").to_owned())
    };
    assert_eq!(headline("2031-03-04"), ["later-all-copied", "Skarn Gazette, two days later, has all of this article word for word."]);
    let [code, told] = headline("2031-03-02");
    assert_eq!(code, "own-shared");
    assert_eq!(told, "This page shares 2 paragraphs with your article “Ferry aground”, 2 March 2031: 0 changed, no credit, no link.");
}

#[test]
fn a_licence_tells_what_it_asks_for_and_what_holds() {
    let folder = scratch("licence");
    let source = json!({ "id": "a", "publisher": "Tern", "url": "https://tern.example/ferry", "text": ([FERRY, BRIDGE].join("\n")),
        "published": "2031-03-02", "license": "https://creativecommons.org/licenses/by-nd/4.0/" });
    let pack = pack(&folder, "tern", &[source], &[]);
    let page = folder.join("page.html");
    let changed = BRIDGE.replace("two of its girders", "seven of its girders");
    std::fs::write(
        &page,
        format!(
            "<article><p>{FERRY}<p>{changed}<p>This article was first published by <a href='https://tern.example/ferry'>Tern</a>.</article>"
        ),
    )
    .expect("written");
    let args = ["check".as_ref(), page.as_os_str(), "--pack".as_ref(), pack.as_os_str(), "--published".as_ref(), "2031-03-05".as_ref()];
    let told = report(args);
    assert_eq!(told["sources"][0]["licence"], "CC-BY-ND-4.0");
    assert_eq!(
        told["sources"][0]["taken"]["conditions"],
        json!([{ "asks": "credit", "holds": true }, { "asks": "link", "holds": true }, { "asks": "no-changes", "holds": false }])
    );
    let text = run(args);
    let text = String::from_utf8(text.stdout).expect("text");
    assert!(text.contains("licence CC-BY-ND-4.0: credit yes, link yes, no changes no"), "{text}");
    assert!(text.contains("2 paragraphs, 1 of them changed; credited; with a link to it"), "{text}");
}

#[test]
fn what_is_taken_of_ones_own_is_told_though_another_copy_was_first() {
    let folder = scratch("own-second");
    let changed = BRIDGE.replace("two of its girders", "seven of its girders");
    let page = page(&folder, &[FERRY, &changed, ORCHARD]);
    let mut ours = gazette("2031-03-02");
    ours["licence"] = "CC-BY-ND-4.0".into();
    let text = [FERRY, &changed, ORCHARD].join("\n");
    let copy = json!({ "id": "copy", "publisher": "Everything", "published": "2031-03-01", "text": text });
    let pack = pack(&folder, "both", &[ours, copy], &[]);
    let check = |more: &[&str]| {
        let mut args = vec!["check".into(), page.clone().into_os_string(), "--pack".into(), pack.clone().into_os_string()];
        args.extend(["--published", "2031-03-05"].iter().chain(more).map(Into::into));
        report(args)
    };
    let of = |report: &Value, id: &str| report["sources"].as_array().expect("sources").iter().find(|of| of["id"] == id).cloned().expect(id);
    let told = check(&["--own-outlet", "Skarn Gazette"]);
    assert_eq!(told["blocks"][1]["sources"][0], 0);
    assert_eq!(told["sources"][0]["id"], "copy");
    assert_eq!(
        told["summary"]["headline"],
        // It may have them from the other one.
        "This page shares 3 paragraphs with your article “Ferry aground”, 2 March 2031: 1 changed, no credit, no link."
    );
    let conditions =
        json!([{ "asks": "credit", "holds": false }, { "asks": "link", "holds": false }, { "asks": "no-changes", "holds": false }]);
    let taken = json!({ "paragraphs": 3, "changed": 1, "credited": 0, "linked": false, "conditions": conditions });
    assert_eq!(of(&told, "ours")["taken"], taken);
    // Of a text that is nobody's to the reader only what is taken of the main source is told: a licence binds who took it from there.
    assert_eq!(of(&check(&[]), "ours")["taken"], Value::Null);
    assert_eq!(of(&check(&[]), "copy")["taken"]["paragraphs"], 3);
}

#[test]
fn nothing_is_asked_of_the_outlets_own_page() {
    let folder = scratch("own-again");
    let page = page_of_the_gazette(&folder, &[FERRY, BRIDGE, ORCHARD]);
    let mut ours = gazette("2031-03-02");
    ours["licence"] = "CC-BY-4.0".into();
    let ours = pack(&folder, "ours", &[ours], &[]);
    for more in [&[][..], &["--own".as_ref(), ours.as_os_str()]] {
        let args = ["check".as_ref(), page.as_os_str(), "--pack".as_ref(), ours.as_os_str(), "--published".as_ref(), "2031-03-05".as_ref()];
        let args = [&args[..], more].concat();
        let told = report(&args);
        assert_eq!((&told["sources"][0]["taken"], &told["summary"]["headline_code"]), (&Value::Null, &json!("all-copied")), "{more:?}");
        let text = String::from_utf8(run(args).stdout).expect("text");
        assert!(text.contains("licence CC-BY-4.0\n") && !text.contains("no credit"), "{text}");
    }
}

#[test]
fn a_licence_is_held_against_no_page_that_may_have_been_first() {
    let folder = scratch("licence-later");
    let page = page(&folder, &[FERRY, BRIDGE, ORCHARD]);
    let taken = |published: Option<&str>, more: &[&str]| {
        let mut ours = gazette("2031-03-05");
        ours["licence"] = "CC-BY-4.0".into();
        let ours = pack(&folder, "ours", &[ours], &[]);
        let mut args = vec!["check".into(), page.clone().into_os_string(), "--pack".into(), ours.into_os_string()];
        args.extend(published.iter().flat_map(|date| ["--published", date]).chain(more.iter().copied()).map(Into::into));
        report(args)["sources"][0]["taken"].clone()
    };
    let holds = |taken: &Value| taken["conditions"].as_array().expect("a list").iter().map(|of| of["holds"].clone()).collect::<Vec<_>>();
    assert_eq!(taken(Some("2031-03-01"), &[]), Value::Null);
    assert_eq!(taken(Some("2031-03-01"), &["--own-outlet", "Skarn Gazette"]), Value::Null);
    assert_eq!(holds(&taken(None, &[])), [Value::Null, Value::Null]);
    assert_eq!(holds(&taken(Some("2031-03-05"), &[])), [Value::Null, Value::Null]);
    assert_eq!(holds(&taken(Some("2031-03-09"), &[])), [false, false]);
}

#[test]
fn no_link_is_asked_for_where_there_is_no_address() {
    let folder = scratch("licence-no-address");
    let page = page(&folder, &[FERRY, BRIDGE, ORCHARD]);
    let mut ours = gazette("2031-03-02");
    ours["licence"] = "CC-BY-4.0".into();
    ours.as_object_mut().expect("an object").remove("url");
    let ours = pack(&folder, "ours", &[ours], &[]);
    let args = ["check".as_ref(), page.as_os_str(), "--own".as_ref(), ours.as_os_str(), "--published".as_ref(), "2031-03-05".as_ref()];
    let told = report(args);
    let conditions = json!([{ "asks": "credit", "holds": false }, { "asks": "link", "holds": null }]);
    assert_eq!(told["sources"][0]["taken"]["conditions"], conditions);
    let text = String::from_utf8(run(args).stdout).expect("text");
    assert!(text.contains("0 changed, no credit.") && !text.contains("no link"), "{text}");
}

#[test]
fn licences_go_through_merge_and_export() {
    let folder = scratch("licences");
    let document =
        |id: &str, text: &str, licence: Option<&str>| json!({ "id": id, "text": text, "licence": licence, "quoted_blocks": [0] });
    for text_free in [&[][..], &["--text-free"]] {
        let with = |licence: &'static str| [&["--license", licence], text_free].concat();
        let a = pack(&folder, "a", &[document("own", FERRY, Some("CC-BY-4.0")), document("none", BRIDGE, None)], &with("CC0-1.0"));
        let b = pack(&folder, "b", &[document("other", ORCHARD, None)], &with("Ask the desk"));
        let c = pack(&folder, "c", &[document("third", TOWN, None)], &with("CC0-1.0"));
        let merged = |name: &str, files: &[&PathBuf]| {
            let out = folder.join(name);
            let mut args = vec!["pack".into(), "merge".into(), "-o".into(), out.clone().into_os_string()];
            args.extend(files.iter().map(|file| file.as_os_str().to_owned()));
            let told = run(args);
            assert!(told.status.success(), "{}", stderr(&told));
            out
        };
        let licences = |pack: &Path| {
            let pack = wherefrom_pack::Pack::open(std::fs::read(pack).expect("read")).expect("a pack");
            let of = |number: usize| pack.metadata(number).map(|of| (of.id, of.licence.unwrap_or_default())).expect("metadata");
            let mut all: Vec<(String, String)> = (0..pack.len()).map(of).collect();
            all.sort();
            assert_eq!(pack.verify(), Ok(()));
            (pack.info().license.clone(), all.into_iter().map(|(id, licence)| format!("{id}: {licence}")).collect::<Vec<_>>())
        };
        // What all have in common is the whole's; what they have not stays with the documents.
        assert_eq!(
            licences(&merged("ac.wfp", &[&a, &c])),
            (Some("CC0-1.0".into()), ["none: ", "own: CC-BY-4.0", "third: "].map(String::from).into())
        );
        let all = merged("ab.wfp", &[&a, &b]);
        assert_eq!(licences(&all), (None, ["none: CC0-1.0", "other: Ask the desk", "own: CC-BY-4.0"].map(String::from).into()));
        if text_free.is_empty() {
            let exported = run(["pack".as_ref(), "export".as_ref(), a.as_os_str()]);
            let lines = String::from_utf8(exported.stdout).expect("text");
            let mut told: Vec<String> =
                lines.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON")["licence"].to_string()).collect();
            told.sort();
            assert_eq!(told, ["\"CC-BY-4.0\"", "\"CC0-1.0\""]);
        }
    }
}

#[test]
fn what_is_dismissed_is_no_match_and_is_told() {
    let folder = scratch("dismissed");
    let page = page(&folder, &[FERRY, BRIDGE, TOWN]);
    let first = json!({ "id": "first", "publisher": "Tern", "text": ([FERRY, BRIDGE].join("\n")), "published": "2031-03-01" });
    let second = json!({ "id": "second", "publisher": "Heron", "text": ([FERRY, ORCHARD].join("\n")), "published": "2031-03-02" });
    let pack = pack(&folder, "both", &[first, second], &[]);
    let check = |more: &[&str]| {
        let mut args = vec!["check".into(), page.clone().into_os_string(), "--pack".into(), pack.clone().into_os_string()];
        args.extend(more.iter().map(Into::into));
        report(args)
    };
    let verdicts = |report: &Value| -> Vec<String> {
        report["blocks"].as_array().expect("blocks").iter().map(|block| block["verdict"].as_str().expect("a word").to_owned()).collect()
    };
    assert_eq!(verdicts(&check(&[])), ["copied", "copied", "original"]);
    let told = check(&["--dismiss", "0,2,90"]);
    assert_eq!(verdicts(&told), ["original", "copied", "original"]);
    assert_eq!(told["dismissed"], json!({ "sources": [], "blocks": [0] }));
    assert_eq!(told["blocks"][0]["reason_code"], "dismissed");
    assert_eq!(told["summary"]["copied"]["blocks"], 1);
    // Without its first source a paragraph has the next one.
    let told = check(&["--exclude", "first"]);
    assert_eq!(verdicts(&told), ["copied", "original", "original"]);
    assert_eq!((&told["sources"][0]["id"], &told["dismissed"]["sources"]), (&json!("second"), &json!(["first"])));
    // What is in no pack and on no page is no dismissal, and is told.
    let unknown = |what: Vec<std::ffi::OsString>| {
        let output = run([what, vec!["--exclude".into(), "first,nobody".into(), "--dismiss".into(), "1,90".into()]].concat());
        let told = stderr(&output);
        assert!(told.contains("--exclude nobody") && told.contains("--dismiss 90") && !told.contains("--exclude first"), "{told}");
        assert!(output.status.success() && !told.contains("--dismiss 1:"), "{told}");
        String::from_utf8(output.stdout).expect("text")
    };
    let against = |page: &Path| vec!["check".into(), page.as_os_str().to_owned(), "--pack".into(), pack.as_os_str().to_owned()];
    assert!(unknown(against(&page)).contains("Dismissed by you: 1 document."));
    let lines = folder.join("both.jsonl").into_os_string();
    unknown(vec!["compare".into(), page.as_os_str().to_owned(), lines]);
    let pages = folder.join("pages");
    std::fs::create_dir_all(&pages).expect("a folder");
    std::fs::copy(&page, pages.join("page.txt")).expect("copied");
    unknown([against(&pages), vec!["--format".into(), "csv".into()]].concat());
}

#[test]
fn an_outlet_that_is_none_is_refused() {
    for outlet in ["", "…", "https://"] {
        let output = run(["check", "page.txt", "--pack", "a.wfp", "--own-outlet", outlet]);
        let told = stderr(&output);
        assert_eq!(output.status.code(), Some(2));
        assert!(told.contains("--own-outlet") && told.contains("write it like"), "{told}");
    }
}
