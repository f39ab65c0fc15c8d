//! Building packs, and packs that are broken.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::support::{root, run, scratch, stderr};

const DOCUMENTS: &str = r#"{"id":"a","publisher":"Tern","published":"2031-03-02","text":"The ferry ran aground at dawn off Skarn Head and was towed to port by noon.\nNobody on board was hurt, the harbour master said in a note on Friday."}
{"id":"b","text":"The council met in the old customs house and put the vote on the harbour wall off until the spring."}
{"id":"c","url":"https://tern.example/c","text":"A heron has nested on the roof of the town's cinema for the third year in a row, to the joy of its ushers."}
"#;

pub fn build(folder: &Path, name: &str, input: &Path, more: &[&str]) -> PathBuf {
    let out = folder.join(name);
    let args = ["pack".as_ref(), "build".as_ref(), input.as_os_str(), "-o".as_ref(), out.as_os_str(), "--name".as_ref(), "test".as_ref()];
    let built = run(args.into_iter().chain(more.iter().map(OsStr::new)));
    assert!(built.status.success(), "{}", stderr(&built));
    out
}

pub fn small_pack(test: &str, more: &[&str]) -> (PathBuf, Vec<u8>) {
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
    use wherefrom::Pack;
    let words = ["ferry", "harbour", "council", "heron", "cinema"];
    // Of the words the strings that texts and metadata are written in, and those of its bytes that are letters as they stand.
    let held = |name: &str, more: &[&str]| {
        let (_, bytes) = small_pack(name, more);
        let pack = Pack::open(bytes.clone()).expect("a pack");
        let strings: Vec<String> = pack.strings().map(str::to_lowercase).collect();
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        let holds = |word: &&&str| strings.iter().any(|string| string.contains(**word)) || text.contains(**word);
        (words.iter().filter(holds).count(), pack.source(0).expect("a document").blocks.iter().any(|block| block.text.is_some()))
    };
    assert_eq!(held("no-words", &["--text-free"]), (0, false));
    // The same look finds them where there is text, so that it would find them above.
    let (found, has_text) = held("words", &[]);
    assert!(found > 0 && has_text, "{found} of {words:?}");
}

/// Hashes of phrases are short, yet a reprint is known from one in which a word was replaced.
#[test]
fn without_text_a_replaced_word_is_seen() {
    use wherefrom::{Options, Pack, check};
    let pack = Pack::open(small_pack("replaced-word", &["--text-free"]).1).expect("a pack");
    let verdict = |text: &str| {
        let report = check(&wherefrom_page::PageInput::from_text(text), &[&pack], &Options::default());
        report.blocks[0].verdict.as_str().to_owned()
    };
    for line in DOCUMENTS.lines() {
        let document: serde_json::Value = serde_json::from_str(line).expect("a document");
        let words: Vec<&str> = document["text"].as_str().and_then(|text| text.lines().next()).expect("a text").split(' ').collect();
        assert_eq!(verdict(&words.join(" ")), "copied");
        // The first and the last words of a page stand in fewer phrases.
        for at in 3..words.len() - 3 {
            let mut changed = words.clone();
            changed[at] = "quixotic";
            assert_ne!(verdict(&changed.join(" ")), "copied", "{changed:?}");
        }
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

    // Blanks are no name.
    let input = folder.join("blank.jsonl");
    std::fs::write(&input, many_documents(1)).expect("the documents are written");
    let blank = folder.join("blank.wfp");
    let build = ["pack", "build", "--name", "  ", "--publisher", " ", "-o"].map(OsStr::new);
    assert!(run(build.into_iter().chain([blank.as_os_str(), input.as_os_str()])).status.success());
    let info = text(&["pack".as_ref(), "info".as_ref(), blank.as_os_str(), "--format".as_ref(), "json".as_ref()]);
    let info: serde_json::Value = serde_json::from_str(&info).expect("JSON");
    assert_eq!((&info["name"], &info["publisher"]), (&"blank".into(), &serde_json::Value::Null));
}

/// A broken file is refused with the section's name, or gives the pack's own content; it never does harm.
#[test]
fn every_flipped_byte_is_noticed() {
    use wherefrom_pack::Pack;
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

/// Bytes of the packs of many small documents, so that there are several buckets and parts.
pub fn many_documents(count: usize) -> String {
    let words = ["harbour", "ferry", "council", "lantern", "orchard", "quarry", "bridge", "tannery", "meadow", "chapel", "weir", "kiln"];
    let mut next = 7u64;
    let mut word = || {
        next = next.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        words[(next >> 33) as usize % words.len()]
    };
    let sentence = |word: &mut dyn FnMut() -> &'static str| (0..14).map(|_| word()).collect::<Vec<_>>().join(" ");
    let document = |number: usize| {
        let text = format!("The {} of {number}.\\n{}.\\n\u{201C}{},\u{201D} he said.", word(), sentence(&mut word), sentence(&mut word));
        format!("{{\"id\":\"d{number}\",\"published\":\"2031-01-{:02}\",\"text\":\"{text}\"}}\n", 1 + number % 28)
    };
    (0..count).map(document).collect()
}

#[test]
fn threads_order_and_merging_change_nothing() {
    let folder = scratch("merging");
    let documents = many_documents(600);
    let lines: Vec<&str> = documents.lines().collect();
    let write = |name: &str, lines: &[&str]| {
        let path = folder.join(name);
        std::fs::write(&path, lines.join("\n")).expect("the documents are written");
        path
    };
    let reversed: Vec<&str> = lines.iter().rev().copied().collect();
    let inputs = [
        write("all.jsonl", &lines),
        write("reversed.jsonl", &reversed),
        write("first.jsonl", &lines[..350]),
        write("second.jsonl", &lines[300..]),
    ];
    for text_free in [&[][..], &["--text-free"][..]] {
        let with = |more: &[&'static str]| [text_free, more].concat();
        let bytes = |path: PathBuf| std::fs::read(path).expect("the pack");
        let whole = bytes(build(&folder, "whole.wfp", &inputs[0], &with(&["--jobs", "1"])));
        assert_eq!(bytes(build(&folder, "threads.wfp", &inputs[0], &with(&["--jobs", "3"]))), whole);
        assert_eq!(bytes(build(&folder, "reversed.wfp", &inputs[1], &with(&[]))), whole);
        let halves = [build(&folder, "first.wfp", &inputs[2], &with(&[])), build(&folder, "second.wfp", &inputs[3], &with(&[]))];
        let merged = folder.join("merged.wfp");
        let args = ["pack", "merge"].map(OsStr::new).into_iter().chain(halves.iter().rev().map(|p| p.as_os_str()));
        let done = run(args.chain(["-o".as_ref(), merged.as_os_str(), "--name".as_ref(), "test".as_ref()]));
        assert!(done.status.success(), "{}", stderr(&done));
        assert_eq!(bytes(merged), whole);
    }
    let mixed = run(["pack", "merge"].map(OsStr::new).into_iter().chain([
        build(&folder, "words.wfp", &inputs[2], &[]).as_os_str(),
        build(&folder, "hashes.wfp", &inputs[3], &["--text-free"]).as_os_str(),
        "-o".as_ref(),
        folder.join("mixed.wfp").as_os_str(),
    ]));
    assert!(!mixed.status.success() && stderr(&mixed).contains("hashes.wfp: a text-free pack cannot be merged with one that has text"));
    assert!(!folder.join("mixed.wfp").exists());
}

#[test]
fn what_is_exported_builds_the_same_pack() {
    let (folder, bytes) = small_pack("export", &[]);
    let exported = run(["pack".as_ref(), "export".as_ref(), folder.join("small.wfp").as_os_str()]);
    assert!(exported.status.success());
    let input = folder.join("exported.jsonl");
    std::fs::write(&input, &exported.stdout).expect("the documents are written");
    assert_eq!(std::fs::read(build(&folder, "again.wfp", &input, &[])).expect("the pack"), bytes);
    let hashes = build(&folder, "hashes.wfp", &input, &["--text-free"]);
    let refused = run(["pack".as_ref(), "export".as_ref(), hashes.as_os_str()]);
    assert!(!refused.status.success() && stderr(&refused).contains("text-free"));
}

/// Packs that were built before are read as long as the format and the rules of words are those of today.
#[test]
fn kept_packs_are_read() {
    use wherefrom::Pack;
    let read = |name: &str| Pack::open(std::fs::read(root().join("tests/packs").join(name)).expect("the fixture")).expect("a pack");
    let now = build(&scratch("kept"), "now.wfp", &root().join("www/news"), &[]);
    let now = Pack::open(std::fs::read(now).expect("the pack")).expect("a pack");
    let texts = |pack: &Pack| {
        let mut documents: Vec<_> = (0..pack.len()).map(|number| pack.source(number).expect("a document").to_document()).collect();
        documents.sort_by(|a, b| a.id.cmp(&b.id));
        documents
    };
    assert_eq!(texts(&read("v3-text.wfp")), texts(&now));
    let hashes = read("v3-text-free.wfp");
    assert_eq!((hashes.len(), hashes.info().text_free), (now.len(), true));
    assert!(hashes.fingerprints() > 1000 && (0..hashes.len()).all(|number| hashes.source(number).is_ok()));
}

/// A pack of other rules of words would be searched in vain: it is refused, with what to do.
#[test]
fn packs_of_other_word_rules_are_refused() {
    use wherefrom::{Pack, PackError};
    let (_, bytes) = small_pack("words-version", &[]);
    let (from, to) = section(&bytes, b"META");
    let meta = String::from_utf8(bytes[from..to].to_vec()).expect("JSON");
    let words = format!("\"words\":{}", wherefrom_text::WORDS_VERSION);
    for other in ["\"words\":9", "\"wordz\":1"] {
        let changed = meta.replace(&words, other);
        assert_ne!(changed, meta);
        let refused = Pack::open(with_section(&bytes, b"META", changed.as_bytes())).expect_err("other rules");
        assert!(
            matches!(refused, PackError::Words { known: wherefrom_text::WORDS_VERSION, .. })
                && refused.to_string().contains("build it anew"),
            "{refused}"
        );
    }
}

/// Where a section is in a pack.
fn section(bytes: &[u8], name: &[u8; 4]) -> (usize, usize) {
    let row = row(bytes, name);
    let long = |at: usize| u64::from_le_bytes(*bytes[at..].first_chunk().expect("eight bytes")) as usize;
    (long(row + 8), long(row + 8) + long(row + 16))
}

fn row(bytes: &[u8], name: &[u8; 4]) -> usize {
    (16..).step_by(24).find(|&row| bytes[row..].starts_with(name)).expect("the section")
}

/// A pack with other bytes of the same length in place of a section, and right checksums.
pub fn with_section(bytes: &[u8], name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let (mut made, (from, to)) = (bytes.to_vec(), section(bytes, name));
    made[from..to].copy_from_slice(content);
    let row = row(bytes, name);
    made[row + 4..row + 8].copy_from_slice(&crc32fast::hash(content).to_le_bytes());
    let sections = u32::from_le_bytes(*bytes[12..].first_chunk().expect("four bytes")) as usize;
    let table = 16 + 24 * sections;
    let crc = crc32fast::hash(&made[..table]);
    made[table..table + 4].copy_from_slice(&crc.to_le_bytes());
    made
}

/// A pack with other content in some sections, of any length, and right checksums.
fn repacked(bytes: &[u8], change: impl Fn(&str, &[u8]) -> Vec<u8>) -> Vec<u8> {
    let sections = u32::from_le_bytes(*bytes[12..].first_chunk().expect("four bytes")) as usize;
    let of = |number: usize| {
        let name = std::str::from_utf8(&bytes[16 + 24 * number..][..4]).expect("letters");
        let (from, to) = section(bytes, name.as_bytes().first_chunk().expect("four letters"));
        (name, change(name, &bytes[from..to]))
    };
    let made: Vec<(&str, Vec<u8>)> = (0..sections).map(of).collect();
    let rows: Vec<(&str, u32, u64)> = made.iter().map(|(name, content)| (*name, crc32fast::hash(content), content.len() as u64)).collect();
    made.iter().fold(wherefrom_pack::header::write(&rows), |all, (_, content)| [&all, content.as_slice()].concat())
}

/// A record of a few bytes may claim to be millions of words. Builders fill up the record of a text that is packed so tightly, and
/// a reader refuses one that is not: unpacking it is what a hostile pack is for.
#[test]
fn a_record_unpacks_to_a_bounded_size() {
    use wherefrom::{Pack, PackError};
    let folder = scratch("unpacked");
    let input = folder.join("refrain.jsonl");
    let text = "la ".repeat(1 << 20);
    std::fs::write(&input, format!("{{\"id\":\"refrain\",\"text\":\"{text}\"}}\n")).expect("the document is written");
    let bytes = std::fs::read(build(&folder, "refrain.wfp", &input, &[])).expect("the pack");
    let pack = Pack::open(bytes.clone()).expect("a pack");
    assert_eq!(pack.verify(), Ok(()));
    assert!(pack.source(0).expect("a document").to_document().text.trim_end() == text.trim_end());

    // The same without what it was filled up with.
    let without = |record: &[u8]| {
        let body = &record[..record.len() - 4];
        let filling = body.iter().rev().take_while(|byte| **byte == 0).count();
        let body = &body[..body.len() - filling];
        [body, &crc32fast::hash(body).to_le_bytes()].concat()
    };
    let varint = |mut number: usize| {
        let mut out = Vec::new();
        while number >= 0x80 {
            out.push(number as u8 | 0x80);
            number >>= 7;
        }
        out.push(number as u8);
        out
    };
    let (from, to) = section(&bytes, b"TEXT");
    let record = without(&bytes[from..to]);
    assert!(record.len() < to - from, "{} of {}", record.len(), to - from);
    let hostile = repacked(&bytes, |name, content| match name {
        "TEXT" => record.clone(),
        "ODIR" => varint(record.len()),
        _ => content.to_vec(),
    });
    let hostile = Pack::open(hostile).expect("its checksums are right");
    assert!(matches!(hostile.verify(), Err(PackError::Damaged { section: "TEXT", .. })));
}

/// A directory says into how many buckets postings are split. One that says too few makes every look-up read all of them.
#[test]
fn a_directory_of_other_buckets_is_refused() {
    use wherefrom::{Pack, PackError};
    let (_, bytes) = small_pack("directory", &[]);
    let other = repacked(&bytes, |name, content| match name {
        "GDIR" => [&[1], &content[1..]].concat(),
        _ => content.to_vec(),
    });
    assert!(matches!(Pack::open(other), Err(PackError::Damaged { section: "GDIR", .. })));
    assert_eq!(repacked(&bytes, |_, content| content.to_vec()), bytes);
}

#[test]
fn fields_have_a_bound() {
    let folder = scratch("fields");
    let input = folder.join("fields.jsonl");
    let title = "long ".repeat(250_000);
    std::fs::write(&input, format!("{{\"text\":\"A text.\",\"title\":\"{title}\"}}\n{{\"text\":\"Another text.\"}}\n")).expect("written");
    let built = run([OsStr::new("pack"), "build".as_ref(), "-o".as_ref(), folder.join("fields.wfp").as_os_str(), input.as_os_str()]);
    let told = stderr(&built);
    assert!(told.contains("at most 1048576 bytes (1 MB)") && told.contains("1 documents"), "{told}");
}
