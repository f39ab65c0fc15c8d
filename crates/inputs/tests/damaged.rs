//! Files that are damaged, or made to do harm: whatever their bytes are and say of themselves, they are read or refused, in bounds.

mod samples;

use std::io::{Cursor, Write};

use samples::*;
use serde_json::json;
use wherefrom_text::model::Document;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("written to memory")
}

#[test]
fn an_archive_that_unpacks_to_too_much_is_refused() {
    let zeros = vec![b' '; 40 << 20];
    let told = why("bomb.zip", zip(&[("a.txt", &zeros), ("b.html", &zeros)]));
    assert!(told.contains("it has more than 16 MB"), "{told}");
    let bomb = zip(&[("word/document.xml", &[b"<w:document><w:p><w:t>".as_slice(), &zeros].concat())]);
    assert!(why("bomb.docx", bomb).contains("it has more than 16 MB"));
}

/// What is an archive is told by what is in it; a text or book of one file is none of those that hold others.
#[test]
fn an_archive_in_an_archive_is_refused_under_any_name() {
    let inner = zip(&[("c.txt", FERRY.as_bytes())]);
    for name in ["b.txt", "b.html", "b.docx", "b.wacz", "b.json"] {
        assert!(why("a.zip", zip(&[(name, &inner)])).contains("archive in an archive"), "{name}");
    }
    assert!(why("a.zip", zip(&[("b.txt.gz", &gzip(&inner))])).contains("archive in an archive"));
    let found: Vec<Document> = read("a.zip", zip(&[("b.docx", &docx()), ("c.epub", &epub())])).into_iter().flatten().collect();
    assert_eq!(found.len(), 3);
}

/// Archives share what the outermost one may unpack to, and so does what is compressed in it.
#[test]
fn what_is_packed_twice_is_bounded_once() {
    let blank = vec![b'\n'; 40 << 20];
    let packed = gzip(&blank);
    let names: Vec<String> = (0..4).map(|number| format!("{number}.jsonl.gz")).collect();
    let members: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), packed.as_slice())).collect();
    let told = why("bomb.zip", zip(&members));
    assert!(told.contains("unpacks to more than is read of an archive"), "{told}");
    let body = [b"<w:document><w:p><w:t>".as_slice(), &blank[..12 << 20], b"word</w:t></w:p></w:document>"].concat();
    let document = zip(&[("word/document.xml", &body)]);
    let names: Vec<String> = (0..12).map(|number| format!("{number}.docx")).collect();
    let members: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), document.as_slice())).collect();
    let told = why("bomb.zip", zip(&members));
    assert!(told.contains("unpacks to more than is read of an archive"), "{told}");
}

/// Entities that a file declares are not expanded.
#[test]
fn entities_do_not_grow() {
    let entities: String = (1..40).map(|n| format!("<!ENTITY e{n} \"&e{0};&e{0};\">", n - 1)).collect();
    let doctype = format!("<?xml version=\"1.0\"?><!DOCTYPE nitf [<!ENTITY e0 \"lol\">{entities}]>");
    let xml = nitf().replace("<?xml version=\"1.0\"?>", &doctype).replace(BRIDGE, "&e39;");
    for document in read("a.xml", xml).into_iter().flatten() {
        assert!(document.text.len() < 4096, "{} bytes", document.text.len());
    }
}

/// Sizes of 10 GB and offsets that lead out of the file are what an archive says, and nothing is made of them; names are names.
#[test]
fn what_an_archive_says_of_its_members_is_not_believed() {
    let seed = zip(&[("../../etc/a.txt", FERRY.as_bytes()), ("/b.txt", BRIDGE.as_bytes())]);
    let places: Vec<Document> = read("a.zip", &seed).into_iter().flatten().collect();
    assert_eq!(places.len(), 2);
    // In the central directory: the sizes at 20 and 24, where the member begins at 42.
    let at = seed.windows(4).position(|four| four == b"PK\x01\x02").expect("a central directory");
    for field in [20, 24, 42] {
        for told in [u32::MAX, u32::MAX - 1, 0x7FFF_FFFF, 0] {
            let mut bytes = seed.clone();
            bytes[at + field..at + field + 4].copy_from_slice(&told.to_le_bytes());
            let text: usize = read("a.zip", &bytes).iter().flatten().map(|document| document.text.len()).sum();
            assert!(text <= FERRY.len() + BRIDGE.len(), "{field}: {told}");
        }
    }
}

/// The end of an archive of more than 4 GB or 65 535 files: where its directory begins, how long it is, and how many files it says there are.
fn zip64_end(at: u64, start: u64, length: u64, files: u64) -> Vec<u8> {
    let mut end = [b"PK\x06\x06".as_slice(), &44u64.to_le_bytes(), &[45, 0, 45, 0], &[0; 8]].concat();
    [files, files, length, start].iter().for_each(|number| end.extend(number.to_le_bytes()));
    end.extend([b"PK\x06\x07".as_slice(), &[0; 4], &at.to_le_bytes(), &1u32.to_le_bytes()].concat());
    end.extend([b"PK\x05\x06".as_slice(), &[0; 4], &[0xFF; 12], &[0; 2]].concat());
    end
}

/// So many files as an archive says are not made room for, whether there is room for their names in it or not.
#[test]
fn an_archive_that_says_that_it_has_billions_of_files_is_refused() {
    for (length, start, files) in
        [(0, 4, 4_000_000_000), (0, 4_000_000_000, 4_000_000_000), (12 << 20, 260_000, 250_000), (4096, 4, 80), (4096, 4, 90)]
    {
        let mut bytes = b"PK\x03\x04".to_vec();
        bytes.resize(4 + length, 0);
        bytes.extend(zip64_end(bytes.len() as u64, start, 10 << 30, files));
        let told = why("a.zip", &bytes);
        let wanted = if files > 200_000 {
            format!("it is a zip archive of {files} files; at most 200000 are read")
        } else {
            "damaged or cut short".into()
        };
        assert!(told.contains(&wanted), "{length}, {start}, {files}: {told}");
    }
}

/// The directory says that a member has 10 GB, or so many when it is unpacked.
#[test]
fn a_member_of_many_gigabytes_is_as_long_as_it_is() {
    let mut stored = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    stored.start_file("a.txt", options).and_then(|()| Ok(stored.write_all(FERRY.as_bytes())?)).expect("a member");
    let stored = stored.finish().expect("an archive").into_inner();
    let deflated = zip(&[("a.txt", FERRY.as_bytes())]);
    let ten = (10u64 << 30).to_le_bytes();
    for (seed, packed, unpacked) in
        [&stored, &deflated].into_iter().flat_map(|seed| [(seed, true, true), (seed, true, false), (seed, false, true)])
    {
        let at = seed.windows(4).position(|four| four == b"PK\x01\x02").expect("a central directory");
        let end = seed.len() - 22;
        let mut extra = Vec::new();
        let mut bytes = seed.clone();
        for (is_said, field) in [(unpacked, 24), (packed, 20)] {
            if is_said {
                bytes[at + field..at + field + 4].fill(0xFF);
                extra.extend(ten);
            }
        }
        let extra = [&1u16.to_le_bytes(), (extra.len() as u16).to_le_bytes().as_slice(), &extra].concat();
        bytes[at + 30..at + 32].copy_from_slice(&(extra.len() as u16).to_le_bytes());
        let length = u32::from_le_bytes(bytes[end + 12..end + 16].try_into().expect("four")) + extra.len() as u32;
        bytes[end + 12..end + 16].copy_from_slice(&length.to_le_bytes());
        bytes.splice(at + 46 + 5..at + 46 + 5, extra);
        let read = read("a.zip", &bytes);
        match &read[..] {
            [Ok(document)] => assert_eq!(document.text, FERRY, "{packed}, {unpacked}"),
            [Err(refused)] => assert!(refused.why.starts_with("it could not be unpacked"), "{packed}, {unpacked}: {refused}"),
            _ => panic!("{packed}, {unpacked}: {read:?}"),
        }
    }
}

/// A small generator (Knuth's MMIX): the same numbers on every machine.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % most.max(1)
    }
}

/// How many of each kind are tried.
const TRIES: usize = 1000;

#[test]
fn whatever_is_done_to_a_file_it_is_read_or_refused() {
    let seeds: Vec<(&str, Vec<u8>)> = vec![
        ("a.docx", docx()),
        ("a.odt", odt()),
        ("a.epub", epub()),
        ("a.zip", omnivore("")),
        ("a.mbox", mbox().into_bytes()),
        ("a.eml", mail("One").into_bytes()),
        ("a.md", markdown().into_bytes()),
        ("a.json", wallabag().into_bytes()),
        ("b.json", ninjs(3).into_bytes()),
        ("a.xml", nitf().into_bytes()),
        ("a.warc", warc().into_bytes()),
        ("a.wacz", zip(&[("datapackage.json", b"{}"), ("archive/data.warc.gz", &gzip(warc().as_bytes()))])),
        ("b.zip", zip(&[("a.docx", &docx()), ("b.md", markdown().as_bytes()), ("c.mbox", mbox().as_bytes())])),
        ("c.json", ninjs(1).into_bytes()),
        ("b.xml", newsml().into_bytes()),
        ("a.csv", format!("title,date,text\nFerry,2031-03-02,\"{FERRY}\"\n").into_bytes()),
        ("a.jsonl", format!("{}\n", json!({ "title": "Ferry", "text": FERRY })).repeat(3).into_bytes()),
        ("a.html.gz", gzip(format!("<article><h1>Ferry</h1><p>{FERRY}</p><p>{BRIDGE}</p><p>{QUOTE}</p></article>").as_bytes())),
        ("a.rss", format!("<rss><channel><title>G</title><item><title>F</title><description>{FERRY}</description></item></channel></rss>").into_bytes()),
        ("a.mhtml", format!("MIME-Version: 1.0\nSnapshot-Content-Location: https://al.example/f\nContent-Type: multipart/related; boundary=\"b\"\n\n--b\nContent-Type: text/html\n\n<article><p>{FERRY}</p><p>{BRIDGE}</p></article>\n--b--\n").into_bytes()),
    ];
    let mut numbers = Numbers(1);
    for (name, seed) in &seeds {
        for _ in 0..TRIES {
            let mut bytes = seed.clone();
            match numbers.below(4) {
                0 => bytes.truncate(numbers.below(seed.len())),
                1 => (0..=numbers.below(8)).for_each(|_| {
                    let at = numbers.below(bytes.len());
                    bytes[at] ^= 1 << numbers.below(8);
                }),
                2 => {
                    let (_, other) = &seeds[numbers.below(seeds.len())];
                    bytes.truncate(numbers.below(seed.len()));
                    bytes.extend_from_slice(&other[numbers.below(other.len())..]);
                }
                _ => {
                    let (from, length) = (numbers.below(bytes.len()), numbers.below(64));
                    let filler = [0, 0xFF, b'<', b'{'][numbers.below(4)];
                    let end = (from + length).min(bytes.len());
                    bytes[from..end].fill(filler);
                }
            }
            let text: usize = read(name, &bytes).iter().flatten().map(|document| document.text.len()).sum();
            assert!(text <= 64 * bytes.len() + 4096, "{name}: {text} bytes of text of {} bytes", bytes.len());
        }
    }
}
