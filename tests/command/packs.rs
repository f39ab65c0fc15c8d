//! Building packs, and packs that are broken.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::support::{root, run, scratch, stderr};

const DOCUMENTS: &str = r#"{"id":"a","publisher":"Tern","published":"2031-03-02","text":"The ferry ran aground at dawn off Skarn Head and was towed to port by noon.\nNobody on board was hurt, the harbour master said in a note on Friday."}
{"id":"b","text":"The council met in the old customs house and put the vote on the harbour wall off until the spring."}
{"id":"c","url":"https://tern.example/c","text":"A heron has nested on the roof of the town's cinema for the third year in a row, to the joy of its ushers."}
"#;

fn build(folder: &Path, name: &str, input: &Path, more: &[&str]) -> PathBuf {
    let out = folder.join(name);
    let args = ["pack".as_ref(), "build".as_ref(), input.as_os_str(), "-o".as_ref(), out.as_os_str(), "--name".as_ref(), "test".as_ref()];
    let built = run(args.into_iter().chain(more.iter().map(OsStr::new)));
    assert!(built.status.success(), "{}", stderr(&built));
    out
}

fn small_pack(test: &str, more: &[&str]) -> (PathBuf, Vec<u8>) {
    let folder = scratch(test);
    let input = folder.join("documents.jsonl");
    std::fs::write(&input, DOCUMENTS).expect("the documents are written");
    let out = build(&folder, "small.wfp", &input, more);
    let bytes = std::fs::read(&out).expect("the pack");
    (folder, bytes)
}

#[test]
fn the_same_documents_give_the_same_bytes() {
    let (folder, bytes) = small_pack("same-bytes", &[]);
    let reversed: Vec<&str> = DOCUMENTS.lines().rev().collect();
    let input = folder.join("reversed.jsonl");
    std::fs::write(&input, format!("{}\n{}", reversed.join("\n"), reversed[0])).expect("the documents are written");
    let again = build(&folder, "reversed.wfp", &input, &[]);
    assert_eq!(std::fs::read(again).expect("the pack"), bytes);
    let news = |name| std::fs::read(build(&folder, name, &root().join("www/news"), &[])).expect("the pack");
    assert_eq!(news("one.wfp"), news("two.wfp"));
}

#[test]
fn a_text_free_pack_holds_no_words() {
    let (_, bytes) = small_pack("no-words", &["--text-free"]);
    let text = String::from_utf8_lossy(&bytes).to_lowercase();
    for word in ["ferry", "harbour", "council", "heron", "cinema"] {
        assert!(!text.contains(word), "{word}");
    }
}

#[test]
fn info_list_and_verify() {
    let (folder, _) = small_pack("info", &["--publisher", "Tern", "--license", "CC0-1.0"]);
    let pack = folder.join("small.wfp");
    let text = |args: &[&OsStr]| String::from_utf8(run(args).stdout).expect("UTF-8");
    let info: serde_json::Value =
        serde_json::from_str(&text(&["pack".as_ref(), "info".as_ref(), pack.as_os_str(), "--format".as_ref(), "json".as_ref()]))
            .expect("JSON");
    assert_eq!((&info["documents"], &info["publisher"], &info["date"]), (&3.into(), &"Tern".into(), &"2031-03-02".into()));
    assert_eq!(text(&["pack".as_ref(), "list".as_ref(), pack.as_os_str()]).lines().next(), Some("a\t2031-03-02\tTern\t-\t-"));
    assert!(text(&["pack".as_ref(), "verify".as_ref(), pack.as_os_str()]).contains("are whole"));
}

/// A broken file is refused with the section's name, or gives the pack's own content; it never does harm.
#[test]
fn every_flipped_byte_is_noticed() {
    use wherefrom::pack::Pack;
    for more in [&[][..], &["--text-free"][..]] {
        let (_, bytes) = small_pack(if more.is_empty() { "flips" } else { "flips-text-free" }, more);
        for at in 0..bytes.len() {
            let mut broken = bytes.clone();
            broken[at] ^= 0x55;
            let refused = Pack::open(broken).and_then(|pack| pack.verify()).expect_err("a flipped byte is refused");
            assert!(!refused.to_string().is_empty());
        }
        for len in 0..bytes.len() {
            assert!(Pack::open(bytes[..len].to_vec()).is_err(), "cut at {len}");
        }
    }
}

#[test]
fn the_other_packs_still_work() {
    let (folder, bytes) = small_pack("others", &[]);
    let page = folder.join("page.txt");
    std::fs::write(&page, "The ferry ran aground at dawn off Skarn Head and was towed to port by noon.").expect("the page is written");
    let cut = folder.join("cut.wfp");
    std::fs::write(&cut, &bytes[..bytes.len() / 2]).expect("the pack is written");
    let foreign = folder.join("foreign.wfp");
    std::fs::write(&foreign, "GIF89a").expect("the file is written");
    let good = folder.join("small.wfp");
    let checked = run([
        "check".as_ref(),
        page.as_os_str(),
        "--pack".as_ref(),
        cut.as_os_str(),
        "--pack".as_ref(),
        foreign.as_os_str(),
        "--pack".as_ref(),
        good.as_os_str(),
    ]);
    let (out, err) = (String::from_utf8_lossy(&checked.stdout), stderr(&checked));
    assert_eq!(checked.status.code(), Some(1));
    assert!(out.contains("copied"), "{out}");
    assert!(err.contains("cut.wfp: the pack is cut short") && err.contains("foreign.wfp: this is not a Wherefrom pack"), "{err}");
    let alone = run(["check".as_ref(), page.as_os_str(), "--pack".as_ref(), foreign.as_os_str()]);
    assert_eq!(alone.status.code(), Some(1));
    assert!(alone.stdout.is_empty());
}

#[test]
fn inputs_that_fail_are_named_and_passed_over() {
    let folder = scratch("inputs");
    std::fs::write(folder.join("broken.jsonl"), format!("{DOCUMENTS}{{\"id\": \n{{\"id\":\"d\"}}\n")).expect("written");
    std::fs::write(folder.join("list.html"), "<body><nav><a href=a>Home</a></nav>").expect("written");
    let out = folder.join("out.wfp");
    let built = run(["pack".as_ref(), "build".as_ref(), folder.as_os_str(), "-o".as_ref(), out.as_os_str()]);
    let err = stderr(&built);
    assert!(built.status.success(), "{err}");
    for told in ["broken.jsonl:4:", "broken.jsonl:5: the document has no \"text\"", "list.html: no article was found", "3 documents"] {
        assert!(err.contains(told), "{told} in {err}");
    }
    let nothing = run(["pack".as_ref(), "build".as_ref(), folder.join("list.html").as_os_str(), "-o".as_ref(), out.as_os_str()]);
    assert_eq!(nothing.status.code(), Some(1));
    assert!(out.exists(), "what was there stays");
}
