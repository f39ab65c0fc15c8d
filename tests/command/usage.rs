//! Exit status, formats and bad input.

use std::path::PathBuf;

use crate::support::{root, run, scratch, stderr};

fn pack(test: &str) -> PathBuf {
    let out = scratch(test).join("invented.wfp");
    assert!(run(["pack".as_ref(), "build".as_ref(), root().join("www/news").as_os_str(), "-o".as_ref(), out.as_os_str()]).status.success());
    out
}

fn reprint() -> PathBuf {
    root().join("www/news/kelmarsh-ferry-runs-aground.html")
}

#[test]
fn wrong_usage_is_2() {
    for args in [&["check"][..], &["check", "a.txt"], &["nonsense"], &["check", "a.txt", "--pack", "p", "--published", "yesterday"]] {
        let output = run(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(output.stdout.is_empty());
    }
}

/// A line a block, with its decision, its probability and what told most; the same as JSON.
#[test]
fn blocks_are_told_with_reasons() {
    let page = reprint();
    let output = run(["blocks".as_ref(), page.as_os_str()]);
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let count = |part: &str| text.lines().filter(|line| line.starts_with(part)).count();
    assert!(count("heading") >= 1 && count("article") >= 5 && count("furniture") >= 1, "{text}");
    let output = run(["blocks".as_ref(), page.as_os_str(), "--format".as_ref(), "json".as_ref()]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let blocks = json["blocks"].as_array().expect("the blocks");
    assert_eq!(blocks.len(), text.lines().count());
    assert!(blocks.iter().all(|block| block["probability"].is_number() && block["told"].as_array().is_some_and(|told| told.len() == 3)));
}

/// The measure of the finder on a folder of one marked page.
#[test]
fn the_finder_is_measured() {
    let folder = scratch("eval-pages");
    std::fs::create_dir(folder.join("html")).expect("a folder");
    let sentence = "The night ferry ran aground at dawn off Skarn Head with forty people on board, the harbour master said on Friday.";
    let html = format!("<article><h1>Ferry aground</h1><p>{sentence}</p><p>{sentence}</p></article><footer>All rights reserved</footer>");
    std::fs::write(folder.join("html/1.html"), html).expect("the page");
    let truth = serde_json::json!({ "1": { "articleBody": format!("{sentence}\n{sentence}"), "url": "https://tern.example/1" } });
    std::fs::write(folder.join("ground-truth.json"), truth.to_string()).expect("the truth");
    let output = run(["eval".as_ref(), "pages".as_ref(), folder.as_os_str()]);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(text.contains("1 articles: F 1.0000 (P 1.000 R 1.000), without headings 1.0000"), "{text}");
}

/// Missing, empty, binary and far too large files: exit 1 and a sentence with the file's name.
#[test]
fn bad_pages_are_1() {
    let pack = pack("bad-pages");
    let folder = pack.parent().expect("a folder").to_owned();
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        std::fs::write(&path, bytes).expect("the page is written");
        path
    };
    let large = folder.join("large.html");
    std::fs::File::create(&large).and_then(|f| f.set_len(50 << 20)).expect("a large file");
    let cases = [
        (folder.join("missing.html"), "could not be read"),
        (write("empty.txt", b""), "is empty"),
        (write("blank.html", b" \n\t\n"), "is empty"),
        (write("binary.txt", b"\x7FELF\x02\x00\x00\x00\x00"), "is no text"),
        (large, "a page has at most 16 MB"),
        (write("scripts.html", b"<html><script>1</script>"), "there is no text in it"),
    ];
    for (page, told) in cases {
        let output = run(["check".as_ref(), page.as_os_str(), "--pack".as_ref(), pack.as_os_str()]);
        let err = stderr(&output);
        assert_eq!(output.status.code(), Some(1), "{err}");
        assert!(err.contains(told) && err.contains(&page.display().to_string()) && output.stdout.is_empty(), "{err}");
    }
}

#[test]
fn a_page_without_an_article_says_so() {
    let pack = pack("no-article");
    let page = pack.with_file_name("list.html");
    std::fs::write(&page, "<body><h1>Stories</h1><ul><li><a href=a>One thing happened in the town</a><li><a href=b>Another did</a></ul>")
        .expect("written");
    let output = run(["check".as_ref(), page.as_os_str(), "--pack".as_ref(), pack.as_os_str()]);
    assert!(output.status.success());
    assert!(String::from_utf8_lossy(&output.stdout).contains("No article was found on this page."));
}

#[test]
fn every_format() {
    let pack = pack("formats");
    let format = |name: &str| {
        let output =
            run(["check".as_ref(), reprint().as_os_str(), "--pack".as_ref(), pack.as_os_str(), "--format".as_ref(), name.as_ref()]);
        assert!(output.status.success(), "{name}: {}", stderr(&output));
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let text = format("text");
    assert!(text.contains("copied") && !text.contains('\u{1B}'), "words, and no colours without a terminal");
    let json: serde_json::Value = serde_json::from_str(&format("json")).expect("JSON");
    assert_eq!((&json["version"], &json["offsets"]), (&1.into(), &"utf-8".into()));
    let html = format("html");
    assert!(html.starts_with("<!doctype html>") && !html.contains("<script") && !html.contains("src="));
    assert!(format("csv").starts_with("block,line,verdict,"));
    let annotations: serde_json::Value = serde_json::from_str(&format("annotations")).expect("JSON");
    assert_eq!(annotations["@context"], "http://www.w3.org/ns/anno.jsonld");
}

#[test]
fn offsets_are_bytes_of_the_block() {
    let pack = pack("offsets");
    let output = run(["check".as_ref(), reprint().as_os_str(), "--pack".as_ref(), pack.as_os_str(), "--format".as_ref(), "json".as_ref()]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let mut spans = 0;
    for block in report["blocks"].as_array().expect("blocks") {
        let text = block["text"].as_str().expect("text");
        let mut last = 0;
        for span in block["spans"].as_array().expect("spans") {
            let (start, end) = (span["start"].as_u64().expect("start") as usize, span["end"].as_u64().expect("end") as usize);
            assert!(last <= start && start <= end && text.is_char_boundary(start) && text.is_char_boundary(end));
            last = end;
            spans += 1;
        }
    }
    assert!(spans > 10);
}

#[test]
fn a_folder_gives_a_row_a_page() {
    let pack = pack("folder");
    let folder = root().join("www/news");
    let rows = |format: &str| {
        let output = run(["check".as_ref(), folder.as_os_str(), "--pack".as_ref(), pack.as_os_str(), "--format".as_ref(), format.as_ref()]);
        assert!(output.status.success(), "{}", stderr(&output));
        String::from_utf8(output.stdout).expect("UTF-8").lines().count()
    };
    let pages = std::fs::read_dir(&folder)
        .expect("the folder")
        .filter(|f| f.as_ref().expect("a file").path().extension().is_some_and(|e| e == "html"))
        .count();
    assert_eq!((rows("csv"), rows("json")), (pages + 1, pages));
    let text = run(["check".as_ref(), folder.as_os_str(), "--pack".as_ref(), pack.as_os_str()]);
    assert_eq!(text.status.code(), Some(1));
}

#[test]
fn another_charset_is_decoded_as_a_browser_would() {
    let pack = pack("charset");
    let html = std::fs::read_to_string(root().join("www/news/absenkung-im-grauental.html")).expect("the page");
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(&html);
    let legacy = String::from_utf8_lossy(&bytes).contains("charset");
    assert!(legacy);
    let page = pack.with_file_name("legacy.html");
    let declared: Vec<u8> = bytes.to_vec();
    let at = declared.windows(5).position(|w| w.eq_ignore_ascii_case(b"utf-8")).expect("a declaration");
    let mut declared = declared;
    declared.splice(at..at + 5, *b"windows-1252");
    std::fs::write(&page, declared).expect("written");
    let output = |page: &std::path::Path| run(["check".as_ref(), page.as_os_str(), "--pack".as_ref(), pack.as_os_str()]).stdout;
    assert_eq!(
        String::from_utf8_lossy(&output(&page)),
        String::from_utf8_lossy(&output(&root().join("www/news/absenkung-im-grauental.html")))
    );
}

#[test]
fn standard_input_is_a_page() {
    use std::io::Write;
    use std::process::{Command, Stdio};
    let pack = pack("stdin");
    let mut child = Command::new(env!("CARGO_BIN_EXE_wherefrom"))
        .args(["check", "-", "--pack"])
        .arg(&pack)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it runs");
    let html = std::fs::read(reprint()).expect("the page");
    child.stdin.take().expect("its input").write_all(&html).expect("written");
    let output = child.wait_with_output().expect("it ends");
    assert!(String::from_utf8_lossy(&output.stdout).contains("Northreach Press Agency"));
}
