//! Packs of several shards, and folders against folders.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::support::{report, root, run, scratch, stderr};

const FERRY: &str = r#"{"id":"a","title":"Ferry aground","publisher":"Tern","text":"The night ferry ran aground at dawn off Skarn Head with forty people on board, and a tug from the quarry dock pulled it free with the next high water."}"#;
const BRIDGE: &str = r#"{"id":"b","title":"Bridge closed","publisher":"Heron","text":"Engineers closed the old swing bridge after a lorry had cracked two of its girders, and drivers now have to go round by the mill road until the autumn."}"#;
const ORCHARD: &str = r#"{"id":"c","title":"Orchards counted","publisher":"Tern","published":"2031-09-01","text":"Volunteers counted nine hundred apple trees of sixty kinds in the orchards above the town, among them three that nobody had a name for any more."}"#;

fn text(document: &str) -> String {
    serde_json::from_str::<serde_json::Value>(document).expect("JSON")["text"].as_str().expect("its text").to_owned()
}

fn wherefrom<const N: usize>(args: [&OsStr; N]) -> String {
    let output = run(args);
    assert!(output.status.success(), "{args:?}: {}", stderr(&output));
    String::from_utf8(output.stdout).expect("text")
}

fn refused<const N: usize>(args: [&OsStr; N]) -> String {
    let output = run(args);
    assert!(!output.status.success(), "{args:?}");
    stderr(&output)
}

fn os(text: &str) -> &OsStr {
    OsStr::new(text)
}

/// A folder with the documents, and a pack of two shards in it.
fn shards(test: &str) -> (PathBuf, PathBuf) {
    let folder = scratch(test);
    for (name, document) in [("ferry", FERRY), ("bridge", BRIDGE), ("orchard", ORCHARD)] {
        std::fs::write(folder.join(format!("{name}.jsonl")), document).expect("written");
    }
    let pack = folder.join("news/");
    wherefrom([
        os("pack"),
        os("build"),
        folder.join("ferry.jsonl").as_ref(),
        os("-o"),
        pack.as_ref(),
        os("--name"),
        os("News"),
        os("--license"),
        os("CC0-1.0"),
    ]);
    wherefrom([os("pack"), os("add"), pack.as_ref(), folder.join("orchard.jsonl").as_ref()]);
    (folder, pack)
}

fn names(pack: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(pack).expect("the folder").map(|entry| entry.expect("a file").file_name().into_string().expect("text")).collect();
    names.sort();
    names
}

#[test]
fn shards_are_added_and_taken_away_and_searched_as_one_pack() {
    let (folder, pack) = shards("shards-add");
    let before = names(&pack);
    assert_eq!(before.len(), 3);
    let kept: Vec<Vec<u8>> = before.iter().map(|name| std::fs::read(pack.join(name)).expect("a file")).collect();
    wherefrom([os("pack"), os("add"), pack.as_ref(), folder.join("bridge.jsonl").as_ref()]);
    for (name, bytes) in before.iter().zip(&kept).filter(|(name, _)| name.ends_with(".wfp")) {
        assert_eq!(&std::fs::read(pack.join(name)).expect("a shard"), bytes, "{name}");
    }
    let page = folder.join("page.txt");
    std::fs::write(&page, [FERRY, BRIDGE, ORCHARD].map(text).join("\n")).expect("written");
    let found = report([os("check"), page.as_ref(), os("--pack"), pack.as_ref()]);
    assert_eq!(found["packs"].as_array().map(Vec::len), Some(1));
    assert_eq!(
        (&found["packs"][0]["name"], &found["packs"][0]["documents"], &found["packs"][0]["licence"]),
        (&"News".into(), &3.into(), &"CC0-1.0".into())
    );
    assert_eq!(found["sources"].as_array().map(Vec::len), Some(3));
    assert!(found["sources"].as_array().expect("sources").iter().all(|source| source["pack"] == 0));

    let info = wherefrom([os("pack"), os("info"), pack.as_ref()]);
    assert!(
        info.starts_with("News\n")
            && info.contains("documents    3")
            && info.matches("  shard ").count() == 3
            && info.contains("up to 2031-09-01"),
        "{info}"
    );
    let verified = wherefrom([os("pack"), os("verify"), pack.as_ref()]);
    assert!(verified.contains("all 3 shards and 3 documents are whole"), "{verified}");
    assert_eq!(wherefrom([os("pack"), os("list"), pack.as_ref()]).lines().map(|line| &line[..1]).collect::<String>(), "abc");
    assert_eq!(wherefrom([os("pack"), os("export"), pack.as_ref()]).lines().count(), 3);

    // Merged they are what was built at once.
    let (merged, whole) = (folder.join("merged.wfp"), folder.join("whole.wfp"));
    wherefrom([os("pack"), os("merge"), pack.as_ref(), os("-o"), merged.as_ref(), os("--name"), os("News")]);
    let inputs = ["ferry", "bridge", "orchard"].map(|name| folder.join(format!("{name}.jsonl")));
    wherefrom([
        os("pack"),
        os("build"),
        inputs[0].as_ref(),
        inputs[1].as_ref(),
        inputs[2].as_ref(),
        os("-o"),
        whole.as_ref(),
        os("--name"),
        os("News"),
        os("--license"),
        os("CC0-1.0"),
    ]);
    assert!(std::fs::read(merged).expect("a pack") == std::fs::read(whole).expect("a pack"));

    let bridge = names(&pack).into_iter().find(|name| !before.contains(name)).expect("the shard that was added");
    wherefrom([os("pack"), os("remove"), pack.as_ref(), os(&bridge[..12])]);
    assert_eq!(names(&pack), before);
}

#[test]
fn what_cannot_be_is_refused_and_changes_nothing() {
    let (folder, pack) = shards("shards-refused");
    let before = names(&pack);
    let ferry = folder.join("ferry.jsonl");
    assert!(refused([os("pack"), os("add"), pack.as_ref(), ferry.as_ref()]).contains("it has this shard already"));
    assert!(refused([os("pack"), os("build"), ferry.as_ref(), os("-o"), pack.as_ref()]).contains("pack add"));
    assert!(refused([os("pack"), os("add"), folder.as_ref(), ferry.as_ref()]).contains("is no pack of shards"));
    assert!(refused([os("pack"), os("remove"), pack.as_ref(), os("zz")]).contains("begins with \"zz\""));
    assert!(refused([os("check"), ferry.as_ref(), os("--pack"), folder.as_ref()]).contains("is no pack of shards"));
    assert_eq!(names(&pack), before);
    // Nothing of an input that gives no document stays.
    let empty = folder.join("empty.txt");
    std::fs::write(&empty, "").expect("written");
    assert!(refused([os("pack"), os("add"), pack.as_ref(), empty.as_ref()]).contains("nothing was written"));
    assert_eq!(names(&pack), before);

    let shard = pack.join(before.iter().find(|name| name.ends_with(".wfp")).expect("a shard"));
    let mut bytes = std::fs::read(&shard).expect("a shard");
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    std::fs::write(&shard, &bytes).expect("written");
    assert!(refused([os("pack"), os("verify"), pack.as_ref()]).contains("not those that it is named by"));
    bytes.pop();
    std::fs::write(&shard, &bytes).expect("written");
    assert!(refused([os("check"), ferry.as_ref(), os("--pack"), pack.as_ref()]).contains("manifest.json says"));
}

#[test]
fn the_pages_of_a_folder_are_checked_against_the_documents_of_another() {
    let folder = scratch("against");
    let (pages, archive) = (folder.join("pages"), folder.join("archive"));
    for (below, name, document) in [(&pages, "one.txt", FERRY), (&pages, "two.txt", BRIDGE), (&archive, "ferry.txt", FERRY)] {
        std::fs::create_dir_all(below).expect("a folder");
        std::fs::write(below.join(name), text(document)).expect("written");
    }
    std::fs::write(archive.join("orchard.jsonl"), ORCHARD).expect("written");
    let rows = wherefrom([os("check"), pages.as_ref(), os("--against"), archive.as_ref(), os("--format"), os("json")]);
    let reports: Vec<serde_json::Value> = rows.lines().map(|line| serde_json::from_str(line).expect("a report a line")).collect();
    assert_eq!(reports.len(), 2);
    assert_eq!((&reports[0]["packs"][0]["documents"], reports[0]["sources"].as_array().map(Vec::len)), (&2.into(), Some(1)));
    assert_eq!(reports[1]["sources"].as_array().map(Vec::len), Some(0));
    // A pack beside it is another one of the report.
    let seeds = root().join("packs/seeds.wfp");
    let both = report([os("check"), pages.join("one.txt").as_ref(), os("--against"), archive.as_ref(), os("--pack"), seeds.as_ref()]);
    assert_eq!(both["packs"].as_array().map(Vec::len), Some(2));
    assert!(refused([os("check"), pages.join("one.txt").as_ref()]).contains("--pack"));
    std::fs::create_dir_all(folder.join("empty")).expect("a folder");
    assert!(
        refused([os("check"), pages.join("one.txt").as_ref(), os("--against"), folder.join("empty").as_ref()])
            .contains("there is no document in it")
    );
}
