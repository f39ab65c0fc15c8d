//! Inputs that are cut, broken or made to do harm: the rest is used, and what was not is told by name.

use std::path::Path;
use std::process::{Command, Output};

use crate::support::{gzip, http_page, packed, run, scratch, stderr, warc_record};

fn text(word: &str) -> String {
    format!("{word}: the ferry ran aground at dawn off Skarn Head and was towed to port by noon, the harbour master said.")
}

fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> std::path::PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("written");
    path
}

fn page(word: &str) -> Vec<u8> {
    let paragraphs: String = ["one", "two", "three"].map(|number| format!("<p>{} It was ferry number {number}.</p>", text(word))).concat();
    http_page("", format!("<body><article>{paragraphs}</article>").as_bytes())
}

#[test]
fn a_cut_web_archive_gives_its_whole_records() {
    let folder = scratch("cut-warc");
    let records: Vec<Vec<u8>> = ["First", "Second", "Third"]
        .iter()
        .map(|word| warc_record("response", &format!("https://skarn.example/{word}"), &page(word)))
        .collect();
    let last = records[2].len();
    let plain = records.concat();
    let packed_members: Vec<u8> = records.iter().flat_map(|record| gzip(record)).collect();
    let cases = [
        // Within the page, within the record's head, within its first word, within a gzip member.
        ("page.warc", plain[..plain.len() - 100].to_vec()),
        ("head.warc", plain[..plain.len() - last + 30].to_vec()),
        ("word.warc", plain[..plain.len() - last + 3].to_vec()),
        ("member.warc.gz", packed_members[..packed_members.len() - 40].to_vec()),
    ];
    for (name, bytes) in cases {
        let (documents, told) = packed(&folder, [write(&folder, name, bytes)]);
        assert_eq!(documents.len(), 2, "{told}");
        assert!(told.contains(&format!("{name}: cut short in record 3; the 2 before it were used")), "{told}");
        assert_eq!(told.lines().count(), 2, "once, and the sum: {told}");
    }
    let (documents, told) =
        packed(&folder, [write(&folder, "foreign.warc", [&records[0], &b"GIF89a and more\r\n\r\n"[..], &records[1]].concat())]);
    assert_eq!(documents.len(), 1);
    assert!(told.contains("foreign.warc: damaged or not readable (no WARC record begins here) in record 2"), "{told}");
}

#[test]
fn a_broken_line_or_entry_does_not_stop_the_rest() {
    let folder = scratch("broken-lines");
    let long = format!("{{\"text\":\"{}\"}}", "w ".repeat(9 << 20));
    let lines = [
        format!("{{\"text\":\"{}\"}}", text("One")).into_bytes(),
        b"{\"text\": }".to_vec(),
        b"{\"text\":\"\xFF\xFE\"}".to_vec(),
        long.into_bytes(),
        format!("{{\"text\":\"{}\"}}", text("Five")).into_bytes(),
    ];
    let jsonl = lines.join(&b'\n');
    let cut = gzip(&jsonl);
    let inputs = [
        write(&folder, "lines.jsonl", &jsonl),
        write(&folder, "cut.jsonl.gz", &cut[..cut.len() - 20]),
        write(&folder, "list.html", "<body><nav><a href=a>Home</a></nav>"),
        write(&folder, "cut.rss", format!("<rss><channel><item><description>{}</description></item><item><desc", text("Rss"))),
        write(&folder, "sitemap.xml", "<urlset><url/></urlset>"),
        write(&folder, "page.txt.xz", b"\xFD7zXZ\0\0\x04"),
    ];
    let (documents, told) = packed(&folder, inputs);
    assert_eq!(documents.len(), 3, "{told}");
    for expected in [
        "lines.jsonl:2: expected value at column 10",
        "lines.jsonl:3: ",
        "lines.jsonl:4: the line has more than 16 MB",
        "cut.jsonl.gz: cut short in line 5; the 4 before it were used",
        "list.html: no article was found on the page",
        "cut.rss: no well-formed XML at byte",
        "; the one entry before was used",
        "sitemap.xml: no RSS or Atom feed: its first element is <urlset>",
        "page.txt.xz: could not be read: it is compressed with xz",
    ] {
        assert!(told.contains(expected), "{expected} in {told}");
    }
}

#[test]
fn an_input_has_no_say_in_how_it_is_told() {
    let folder = scratch("told-safely");
    let name = format!("\u{1B}[31m\u{9B}{}", "x".repeat(100_000));
    let inputs = [
        write(&folder, "root.xml", format!("<{name}/>")),
        write(&folder, "end.rss", format!("<rss><{name}></rss>")),
        write(&folder, "good.txt", text("Good")),
    ];
    let (_, told) = packed(&folder, inputs);
    assert!(told.contains("root.xml: ") && told.contains("end.rss: "), "{told}");
    assert!(told.len() < 5000 && told.lines().count() == 3 && !told.contains(['\u{1B}', '\u{9B}']), "{told:?}");
}

/// A text may have more bytes in UTF-8 than in the charset that it came in; a pack takes what its reader does.
#[test]
fn what_a_reader_would_refuse_is_not_packed() {
    let folder = scratch("too-large-decoded");
    let mut latin = text("Latin").into_bytes();
    latin.resize((16 << 20) - 100, 0xE9);
    let small = [text("Small").as_bytes(), b"\n", &latin[..1 << 20]].concat();
    let inputs = [write(&folder, "large.txt", &latin), write(&folder, "small.txt", small)];
    let (documents, told) = packed(&folder, inputs);
    assert!(documents.len() == 1 && documents[0].text.starts_with("Small"), "{told}");
    assert!(told.contains("large.txt: a text of it has ") && told.contains(" a pack takes at most 16777216 bytes (16 MB) there"), "{told}");
    let verified = run(["pack".as_ref(), "verify".as_ref(), folder.join("packed.wfp").as_os_str()]);
    assert!(verified.status.success(), "{}", stderr(&verified));
}

/// Titles, addresses and publishers of pages and packs break no line, move no cursor and turn nothing around them.
#[test]
fn names_have_no_say_in_what_is_shown() {
    let folder = scratch("shown-safely");
    let hostile = |name: &str| format!("{name} \u{202E}\u{2067}\u{200F}\u{61C}\r\n\u{1B}[2J\u{2028}\u{7}end");
    let document = serde_json::json!({
        "id": hostile("id"), "title": hostile("title"), "url": hostile("https://skarn.example/"), "publisher": hostile("الناشر"),
        "text": text("Source"),
    });
    let page = format!("<title>{}</title><body><article><p>{}</p></article>", hostile("page"), text("Source").repeat(8));
    let (source, page) = (write(&folder, "source.jsonl", document.to_string()), write(&folder, "page.html", page));
    let (_, told) = packed(&folder, [&source]);
    let pack = folder.join("packed.wfp");
    let name = hostile("name");
    let built = run(["pack", "build", source.to_str().expect("a path"), "-o", pack.to_str().expect("a path"), "--name", &name]);
    assert!(built.status.success(), "{}", stderr(&built));
    let turns = |c: char| matches!(c, '\u{61C}' | '\u{200F}' | '\u{2028}' | '\u{202E}' | '\u{2067}');
    let acts = |c: char| turns(c) || c.is_control() && c != '\n' && c != '\t';
    assert!(!told.contains(acts), "{told:?}");
    let (pack, page, source) = (pack.as_os_str(), page.as_os_str(), source.as_os_str());
    for (args, lines) in [
        (["pack".as_ref(), "list".as_ref(), pack].as_slice(), 1..=1),
        (&["pack".as_ref(), "info".as_ref(), pack], 5..=30),
        (&["check".as_ref(), page, "--pack".as_ref(), pack], 5..=30),
        (&["compare".as_ref(), page, source], 5..=30),
        (&["compare".as_ref(), page, source, "--format".as_ref(), "html".as_ref()], 5..=60),
        (&["compare".as_ref(), page, source, "--only".as_ref(), "none".as_ref()], 0..=0),
    ] {
        let output = run(args);
        let (out, told) = (String::from_utf8_lossy(&output.stdout).into_owned(), stderr(&output));
        assert!(lines.contains(&out.lines().count()), "{args:?}: {out}{told}");
        assert!(!out.contains(acts) && !told.contains(acts) && told.lines().count() <= 1, "{out:?} {told:?}");
        // What is written from right to left turns nothing beside it.
        for from in out.match_indices("الناشر").map(|(at, _)| &out[..at]) {
            assert!(
                from.ends_with('\u{2068}')
                    || from.rfind("<bdi>") > from.rfind("</bdi>")
                    || from.lines().last().is_some_and(|line| line.contains('\u{2068}')),
                "{from:?}"
            );
        }
    }
}

#[test]
fn many_refusals_are_counted() {
    let folder = scratch("many-refusals");
    let lines: String = (0..50).map(|_| "no JSON\n".to_owned()).collect();
    let (_, told) = packed(&folder, [write(&folder, "lines.jsonl", format!("{lines}{{\"text\":\"{}\"}}", text("Last")))]);
    assert_eq!(told.matches("it is passed over").count(), 20, "{told}");
    assert!(told.contains("wherefrom: and 30 more") && told.contains("50 inputs passed over"), "{told}");
}

#[cfg(unix)]
#[test]
fn loops_of_links_and_lists_end() {
    use std::os::unix::fs::symlink;
    let folder = scratch("loops");
    let below = folder.join("below");
    std::fs::create_dir(&below).expect("a folder");
    write(&below, "one.txt", text("One"));
    symlink(&folder, below.join("up")).expect("a link");
    symlink("itself.txt", folder.join("itself.txt")).expect("a link");
    symlink(below.join("one.txt"), folder.join("linked.txt")).expect("a link");
    write(&folder, "itself.list", "itself.list\nother.urls\n");
    write(&folder, "other.urls", "itself.list\nbelow/one.txt\n");
    let (documents, told) = packed(&folder, [&folder]);
    assert_eq!(documents.len(), 1, "{told}");
    let (documents, told) = packed(&folder, [folder.join("itself.list")]);
    assert_eq!(documents.len(), 1, "{told}");
    for number in 0..100 {
        write(&folder, &format!("chain{number}.list"), format!("chain{}.list\nbelow/one.txt\n", number + 1));
    }
    let (_, told) = packed(&folder, [folder.join("chain0.list")]);
    assert!(told.contains("more than 32 lists name one another"), "{told}");
}

/// Who made a folder does not choose which other files go into a pack.
#[cfg(unix)]
#[test]
fn links_that_lead_out_of_a_folder_are_told_and_not_followed() {
    use std::os::unix::fs::symlink;
    let outside = scratch("links-outside");
    write(&outside, "secret.txt", text("Secret"));
    let folder = scratch("links-inside");
    let below = folder.join("below");
    std::fs::create_dir(&below).expect("a folder");
    write(&below, "one.txt", text("One"));
    symlink("below/one.txt", folder.join("inside.txt")).expect("a link");
    symlink("../inside.txt", below.join("twice.txt")).expect("a link");
    symlink(outside.join("secret.txt"), below.join("file.txt")).expect("a link");
    symlink("../../links-outside", below.join("folder")).expect("a link");
    symlink("file.txt", below.join("over-another.txt")).expect("a link");
    symlink("/dev/null", below.join("device.txt")).expect("a link");
    let (documents, told) = packed(&folder, [&folder]);
    assert_eq!(documents.iter().map(|d| d.text.clone()).collect::<Vec<_>>(), [text("One")], "{told}");
    for name in ["file.txt", "folder", "over-another.txt"] {
        assert!(told.contains(&format!("below/{name}: is a link that leads out of the folder; it is passed over")), "{told}");
    }
    // A folder that is named by a link is the one that it leads to.
    symlink(&below, outside.join("named")).expect("a link");
    let (documents, told) = packed(&folder, [outside.join("named")]);
    assert!(documents.len() == 1 && !told.contains("twice.txt"), "{told}");
}

/// A list in a folder may come from somebody else as well; one that the user names is the user's.
#[cfg(unix)]
#[test]
fn lists_found_in_a_folder_name_only_what_is_in_it() {
    let outside = scratch("lists-outside");
    let secret = write(&outside, "secret.txt", text("Secret")).canonicalize().expect("a path");
    write(&outside, "other.list", "secret.txt\n");
    let folder = scratch("lists-inside");
    let below = folder.join("below");
    std::fs::create_dir(&below).expect("a folder");
    write(&folder, "one.txt", text("One"));
    std::os::unix::fs::symlink(&outside, folder.join("link")).expect("a link");
    // It is read by way of another list only.
    write(&below, "names.list", "../one.txt\n../../lists-outside/secret.txt\n../../lists-outside/other.list\n../link/secret.txt\n");
    write(&folder, "names.urls", format!("file://{}\nbelow/names.list\n", secret.display()));
    write(&folder, "names.opml", format!("<opml><body><outline text='x' xmlUrl='file://{}'/></body></opml>", secret.display()));
    let (documents, told) = packed(&folder, [&folder]);
    assert_eq!(documents.iter().map(|d| d.text.clone()).collect::<Vec<_>>(), [text("One")], "{told}");
    assert_eq!(told.matches("is outside of the folder that the list was found in; it is passed over").count(), 5, "{told}");
    let (documents, told) = packed(&folder, [&folder, &below.join("names.list")]);
    assert_eq!(documents.len(), 2, "{told}");
}

#[cfg(unix)]
#[test]
fn strange_names_work_and_are_shown_safely() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = scratch("strange-names");
    for (number, name) in
        [&b"bytes \xFF\xFE.txt"[..], b"line\nbreak.txt", b"\x1B[31mred.txt", b"-.txt", "渡船 \u{202E}.txt".as_bytes()].iter().enumerate()
    {
        std::fs::write(folder.join(OsStr::from_bytes(name)), text(&format!("Number {number}"))).expect("written");
        let broken = [b"broken ", *name, b".jsonl"].concat();
        std::fs::write(folder.join(OsStr::from_bytes(&broken)), "no JSON").expect("written");
    }
    let (documents, told) = packed(&folder, [&folder]);
    assert_eq!(documents.len(), 5, "{told}");
    assert_eq!(told.lines().filter(|line| line.ends_with("it is passed over")).count(), 5, "a line each: {told}");
    assert!(!told.contains(['\u{1B}', '\u{202E}']), "{told}");
    std::fs::write(folder.join("names.list"), b"bytes \xFF\xFE.txt\n-\n-.txt\n").expect("written");
    let (documents, told) = packed(&folder, [folder.join("names.list")]);
    assert_eq!(documents.len(), 2, "{told}");
}

#[test]
fn entities_are_never_expanded() {
    let folder = scratch("entity-bomb");
    let mut declared = String::from("<!ENTITY e0 \"ha\"><!ENTITY file SYSTEM \"file:///etc/hostname\">");
    for level in 1..40 {
        declared += &format!("<!ENTITY e{level} \"&e{0};&e{0};&e{0};&e{0};&e{0};&e{0};&e{0};&e{0};\">", level - 1);
    }
    let bomb = format!(
        "<?xml version='1.0'?><!DOCTYPE rss [{declared}]><rss><channel><title>&e39;</title><item><description>{} &e39; &file;</description></item></channel></rss>",
        text("Bomb")
    );
    let (documents, told) = packed(&folder, [write(&folder, "bomb.xml", bomb)]);
    assert_eq!(documents.len(), 1, "{told}");
    assert_eq!(documents[0].text, format!("{} &e39; &file;", text("Bomb")));
}

/// Runs the command in less memory than a bomb of these tests has. The limit is on addresses, of which an allocator takes more the
/// more threads wait for each other.
#[cfg(target_os = "linux")]
fn run_in_little_memory(inputs: &[std::path::PathBuf], out: &Path) -> Output {
    let mut shell = Command::new("sh");
    shell.args(["-c", "ulimit -v 600000 && exec \"$@\"", "sh", env!("CARGO_BIN_EXE_wherefrom"), "pack", "build", "-o"]);
    shell.arg(out).args(inputs).output().expect("it runs")
}

/// 640 MB that take no room on the disk.
#[cfg(target_os = "linux")]
#[test]
fn bombs_do_not_eat_memory() {
    let folder = scratch("gzip-bomb");
    let member = gzip(&vec![b' '; 16 << 20]);
    let bomb = member.repeat(40);
    let response = warc_record("response", "https://skarn.example/bomb", &http_page("Content-Encoding: gzip\r\n", &bomb));
    let endless = format!("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {}\r\n\r\n", u64::MAX);
    let inputs = [
        write(&folder, "line.jsonl.gz", [gzip(b"{"), bomb.clone()].concat()),
        write(&folder, "text.txt.gz", [gzip(b"word"), bomb.clone()].concat()),
        write(&folder, "feed.xml.gz", [gzip(b"<rss>"), bomb.clone()].concat()),
        write(&folder, "names.list.gz", [gzip(b"name"), bomb.clone()].concat()),
        write(&folder, "head.warc.gz", [gzip(b"WARC/1.0\r\nX:"), bomb.clone()].concat()),
        write(&folder, "page.warc", response),
        write(&folder, "endless.warc.gz", [gzip(&[endless.as_bytes(), &page("Endless")].concat()), bomb].concat()),
        write(&folder, "good.txt", text("Good")),
    ];
    let built = run_in_little_memory(&inputs, &folder.join("out.wfp"));
    let told = stderr(&built);
    assert!(built.status.success() && told.contains("1 documents"), "{told}");
    for expected in [
        "line.jsonl.gz:1: the line has more than 16 MB",
        "text.txt.gz: it has more than 16 MB",
        "feed.xml.gz: it has more than 16 MB",
        "names.list.gz:1: the line is too long",
        "head.warc.gz: cut short in record 1; nothing of it was used",
        "page.warc: record 1: it unpacks to more than 16 MB",
        "endless.warc.gz: cut short in record 1",
    ] {
        assert!(told.contains(expected), "{expected} in {told}");
    }
}

/// An input that is larger than the memory there is.
#[cfg(target_os = "linux")]
#[test]
fn an_input_may_be_larger_than_memory() {
    let folder = scratch("large-input");
    let line = format!("{{\"text\":\"{}\",\"more\":\"{}\"}}\n", text("Same"), "x".repeat(1 << 20));
    let built =
        run_in_little_memory(&[write(&folder, "large.jsonl.gz", gzip(line.repeat(16).as_bytes()).repeat(40))], &folder.join("out.wfp"));
    let told = stderr(&built);
    assert!(built.status.success() && told.contains("1 documents") && told.contains("639 duplicates"), "{told}");
}

#[test]
fn deep_and_wide_xml_does_no_harm() {
    let folder = scratch("deep-xml");
    let attributes: String = (0..200_000).map(|n| format!(" xmlns:n{n}='u'")).collect();
    let inputs = [
        write(&folder, "deep.xml", format!("<rss><channel><item><content:encoded>{}", "<d>".repeat(2 << 20))),
        write(
            &folder,
            "deep.atom",
            format!("<feed><entry><content type='xhtml'>{0}{1}</content></entry></feed>", "<d>".repeat(200_000), "</d>".repeat(200_000)),
        ),
        write(
            &folder,
            "wide.rss",
            format!("<rss><channel{attributes}>{}</channel></rss>", format!("<item{}/>", &attributes[..1000]).repeat(2000)),
        ),
        write(&folder, "wide.opml", format!("<opml><body><outline{attributes}/></body></opml>")),
        write(&folder, "good.txt", text("Good")),
    ];
    let (documents, told) = packed(&folder, inputs);
    assert_eq!(documents.len(), 1, "{told}");
}

#[test]
fn nothing_of_use_is_1() {
    let folder = scratch("nothing-of-use");
    write(&folder, "list.html", "<body><nav><a href=a>Home</a></nav>");
    let out = folder.join("out.wfp");
    for input in [folder.join("list.html"), folder.join("missing.jsonl"), folder.join("missing")] {
        let built = run(["pack".as_ref(), "build".as_ref(), input.as_os_str(), "-o".as_ref(), out.as_os_str()]);
        assert_eq!(built.status.code(), Some(1), "{}", stderr(&built));
        assert!(stderr(&built).contains("nothing was written") && !out.exists());
    }
    let empty = folder.join("empty");
    std::fs::create_dir(&empty).expect("a folder");
    let built = run(["pack".as_ref(), "build".as_ref(), empty.as_os_str(), "-o".as_ref(), out.as_os_str()]);
    assert!(stderr(&built).contains("empty: no file in it of a kind that is read here"), "{}", stderr(&built));
}
