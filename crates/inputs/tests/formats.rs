//! Files of word processors, e-books, note books, mail programs, agencies and read-later services; each also cut, flipped and spliced at random.
//! Outlets and people are invented.

use std::io::{Cursor, Write};

use serde_json::json;
use wherefrom_inputs::{Input, Refused, page, parse, pieces};
use wherefrom_text::model::Document;
use zip::write::SimpleFileOptions;

const FERRY: &str =
    "The night ferry ran aground at dawn off Skarn Head with forty people on board, and a tug from the quarry dock pulled it free.";
const BRIDGE: &str =
    "Engineers closed the old swing bridge after a lorry had cracked two of its girders, and drivers now go round by the mill road.";
const QUOTE: &str =
    "We saw the sandbank far too late, and the wheel was hard over before anybody on the bridge had spoken a word of warning to the mate.";

fn read(name: &str, bytes: impl AsRef<[u8]>) -> Vec<Result<Document, Refused>> {
    match pieces(&Input::named(name), Cursor::new(bytes.as_ref().to_vec())) {
        Ok(pieces) => pieces.map(|piece| piece.and_then(parse)).collect(),
        Err(refused) => vec![Err(refused)],
    }
}

fn one(name: &str, bytes: impl AsRef<[u8]>) -> Document {
    let mut read = read(name, bytes);
    assert_eq!(read.len(), 1, "{name}: {read:?}");
    read.remove(0).unwrap_or_else(|refused| panic!("{refused}"))
}

fn why(name: &str, bytes: impl AsRef<[u8]>) -> String {
    let refused: Vec<String> = read(name, bytes).into_iter().filter_map(|read| read.err().map(|refused| refused.to_string())).collect();
    refused.join("; ")
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a member");
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("an archive").into_inner()
}

fn docx() -> Vec<u8> {
    let paragraph = |style: &str, text: &str| {
        let (first, rest) = text.split_at(text.find(' ').unwrap_or(0));
        format!(
            "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{first}</w:t></w:r><w:r><w:t xml:space=\"preserve\">{rest}</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
        )
    };
    let body = [("Title", "Ferry aground"), ("Normal", FERRY), ("Heading1", "The bridge"), ("Quote", QUOTE), ("Normal", BRIDGE)];
    let body: String = body.iter().map(|(style, text)| paragraph(style, text)).collect();
    let document = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>{body}<w:p><w:r><mc:AlternateContent><mc:Fallback><w:t>Twice.</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p></w:body></w:document>"
    );
    let core = "<cp:coreProperties><dc:title></dc:title><dc:creator>Ines Tern</dc:creator><dcterms:created>2031-03-02T08:00:00Z</dcterms:created><dcterms:modified>2031-03-09T08:00:00Z</dcterms:modified></cp:coreProperties>";
    zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document.as_bytes()), ("docProps/core.xml", core.as_bytes())])
}

fn odt() -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:text><text:tracked-changes><text:p>Gone.</text:p></text:tracked-changes><text:h>Ferry aground</text:h><text:p text:style-name=\"Text_20_body\">{}</text:p><text:p text:style-name=\"Quotations\">{QUOTE}</text:p></office:text></office:body></office:document-content>",
        FERRY.replace(' ', "<text:s/>")
    );
    let meta = "<office:document-meta><office:meta><dc:creator>Ole Gull</dc:creator><meta:initial-creator>Ines Tern</meta:initial-creator><meta:creation-date>2031-03-02T08:00:00</meta:creation-date><dc:language>en-GB</dc:language></office:meta></office:document-meta>";
    zip(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content.as_bytes()), ("meta.xml", meta.as_bytes())])
}

fn epub() -> Vec<u8> {
    let chapter = |title: &str| {
        format!(
            "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>{title}</title></head><body><h1>{title}</h1><p>{FERRY}</p><p>{BRIDGE}</p><blockquote><p>{QUOTE}</p></blockquote></body></html>"
        )
    };
    let opf = "<package xmlns=\"o\"><metadata><dc:title>Skarn Weekly</dc:title><dc:creator>Ines Tern</dc:creator><dc:date>2031-03-02</dc:date><dc:language>en</dc:language></metadata>\
        <manifest><item id=\"c\" href=\"cover.xhtml\" media-type=\"application/xhtml+xml\"/><item id=\"b\" href=\"text/two%20b.xhtml\" media-type=\"application/xhtml+xml\"/><item id=\"a\" href=\"text/one.xhtml\" media-type=\"application/xhtml+xml\"/></manifest>\
        <spine><itemref idref=\"c\"/><itemref idref=\"a\"/><itemref idref=\"b\"/></spine></package>";
    let cover = "<html><body><img src=\"a.png\"/></body></html>";
    zip(&[
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", b"<container><rootfiles><rootfile full-path=\"OEBPS/book.opf\"/></rootfiles></container>"),
        ("OEBPS/book.opf", opf.as_bytes()),
        ("OEBPS/cover.xhtml", cover.as_bytes()),
        ("OEBPS/text/one.xhtml", chapter("One").as_bytes()),
        ("OEBPS/text/two b.xhtml", chapter("Two").as_bytes()),
    ])
}

fn omnivore() -> Vec<u8> {
    let metadata = json!([{ "id": "1", "slug": "ferry-1", "title": "Ferry aground", "author": "Ines Tern", "url": "https://al.example/ferry", "publishedAt": "2031-03-02T08:00:00.000Z", "siteName": "Skarn Gazette" }]);
    zip(&[
        ("metadata_0_to_19.json", metadata.to_string().as_bytes()),
        (
            "content/ferry-1.html",
            format!("<div id=\"readability-page-1\"><p>{FERRY}</p><blockquote><p>{QUOTE}</p></blockquote></div>").as_bytes(),
        ),
        ("highlights/ferry-1.md", b"> a note"),
    ])
}

fn warc() -> String {
    let html = format!(
        "<html><head><title>Ferry</title></head><body><article><p>{FERRY}</p><p>{BRIDGE}</p><p>{QUOTE}</p></article></body></html>"
    );
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{html}");
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://al.example/ferry\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
        http.len()
    )
}

fn mail(subject: &str) -> String {
    format!(
        "From: \"Skarn Gazette\" <letters@al.example>\nTo: reader@b.example\nSubject: {subject}\nDate: Mon, 3 Mar 2031 08:00:00 +0000\nList-Id: <letters.al.example>\n\n{FERRY}\n\n{BRIDGE}\n"
    )
}

fn mbox() -> String {
    format!(
        "From letters@al.example Mon Mar  3 08:00:00 2031\n{}\nFrom letters@al.example Tue Mar  4 08:00:00 2031\n{}",
        mail("One"),
        mail("Two")
    )
}

fn markdown() -> String {
    format!(
        "---\ntitle: Ferry aground\nauthor: Ines Tern\ndate: 2031-03-02\nurl: https://al.example/ferry\n---\n\n# Ferry aground\n\n{}\n\n> {QUOTE}\n\n![chart](a.png)\n\n## Elsewhere\n\n- {BRIDGE}\n",
        FERRY.replace("ferry", "[ferry](https://b.example)")
    )
}

fn wallabag() -> String {
    json!([{ "is_archived": 0, "title": "Ferry aground", "url": "https://al.example/ferry", "content": format!("<p>{FERRY}</p><p>{BRIDGE}</p>"), "published_at": "2031-03-02T08:00:00+00:00",
        "published_by": ["Ines Tern"], "domain_name": "al.example", "language": "en", "tags": ["sea"], "annotations": [] }]).to_string()
}

fn ninjs(version: u8) -> String {
    let html = format!("<p>{FERRY}</p><p>{BRIDGE}</p>");
    let item = if version == 1 {
        json!({ "uri": "urn:npa:1", "type": "text", "headline": "Ferry aground", "byline": "Ines Tern", "copyrightholder": "Northreach Press Agency", "versioncreated": "2031-03-02T08:00:00Z",
            "language": "en", "usageterms": "Link back.", "body_xhtml": html })
    } else {
        json!({ "uri": "urn:npa:1", "headlines": [{ "role": "x", "value": "Short" }, { "role": "main", "value": "Ferry aground" }], "by": "Ines Tern", "firstCreated": "2031-03-02T08:00:00Z",
            "bodies": [{ "role": "caption", "value": "A picture" }, { "role": "main", "contenttype": "text/html", "value": html }] })
    };
    serde_json::to_string_pretty(&item).expect("JSON")
}

fn nitf() -> String {
    format!(
        "<?xml version=\"1.0\"?><nitf><body><body.head><hedline><hl1>Ferry aground</hl1></hedline></body.head><body.content><p>{FERRY}</p><p>{BRIDGE}</p></body.content></body></nitf>"
    )
}

fn newsml() -> String {
    let item = |id: &str| {
        format!(
            "<newsItem guid=\"{id}\"><contentMeta><headline>Ferry aground</headline></contentMeta><contentSet><inlineXML><html><body><p>{FERRY}</p><blockquote><p>{QUOTE}</p></blockquote></body></html></inlineXML></contentSet></newsItem>"
        )
    };
    format!("<?xml version=\"1.0\"?><newsMessage><itemSet>{}{}</itemSet></newsMessage>", item("urn:1"), item("urn:2"))
}

#[test]
fn word_processors() {
    let document = one("ferry.docx", docx());
    assert_eq!(document.text, [FERRY, QUOTE, BRIDGE].join("\n"));
    assert_eq!((document.quoted_blocks, document.title.as_deref()), (vec![1], Some("Ferry aground")));
    assert_eq!(
        (document.author.as_deref(), document.published.as_deref(), document.id.as_deref()),
        (Some("Ines Tern"), Some("2031-03-02T08:00:00Z"), Some("ferry"))
    );
    // Told by what is in it, whatever its name.
    let document = one("ferry.txt", odt());
    assert_eq!(document.text, [FERRY, QUOTE].join("\n"));
    assert_eq!(
        (document.quoted_blocks, document.title.as_deref(), document.author.as_deref()),
        (vec![1], Some("Ferry aground"), Some("Ole Gull"))
    );
    assert_eq!((document.published.as_deref(), document.language.as_deref()), (Some("2031-03-02T08:00:00"), Some("en-GB")));
}

#[test]
fn books_have_a_document_a_chapter() {
    let chapters: Vec<Document> = read("weekly.epub", epub()).into_iter().map(|read| read.expect("a chapter")).collect();
    let titles: Vec<Option<&str>> = chapters.iter().map(|chapter| chapter.title.as_deref()).collect();
    assert_eq!(titles, [Some("One"), Some("Two")]);
    for chapter in chapters {
        assert_eq!(chapter.text, [FERRY, BRIDGE, QUOTE].join("\n"));
        assert_eq!(
            (chapter.publisher.as_deref(), chapter.published.as_deref(), chapter.author.as_deref()),
            (Some("Skarn Weekly"), Some("2031-03-02"), Some("Ines Tern"))
        );
    }
}

#[test]
fn read_later_services() {
    let document = one("export.zip", omnivore());
    assert_eq!((document.text, document.quoted_blocks), ([FERRY, QUOTE].join("\n"), vec![1]));
    assert_eq!(
        (document.title.as_deref(), document.url.as_deref(), document.publisher.as_deref()),
        (Some("Ferry aground"), Some("https://al.example/ferry"), Some("Skarn Gazette"))
    );
    let document = one("wallabag.json", wallabag());
    assert_eq!(document.text, [FERRY, BRIDGE].join("\n"));
    assert_eq!(
        (document.author.as_deref(), document.publisher.as_deref(), document.published.as_deref()),
        (Some("Ines Tern"), Some("al.example"), Some("2031-03-02T08:00:00+00:00"))
    );
    assert!(why("readwise.csv", "Highlight,Book Title,Book Author\n\"Forty people\",Ferry,Tern\n").contains("text"));
}

#[test]
fn archives_of_files() {
    let page = format!(
        "<html><head><title>Ferry</title></head><body><article><p>{FERRY}</p><p>{BRIDGE}</p><p>{QUOTE}</p></article></body></html>"
    );
    let folder = zip(&[
        ("storage/AB12CD34/ferry.html", page.as_bytes()),
        ("storage/AB12CD34/style.css", b"p {}"),
        ("storage/AB12CD34/.zotero-ft-cache", b"words"),
        ("__MACOSX/x.html", b"<p>x"),
        ("notes.txt", FERRY.as_bytes()),
    ]);
    let read_of = read("zotero.zip", folder);
    let found: Vec<&Document> = read_of.iter().flatten().collect();
    assert_eq!(
        found.iter().map(|document| document.text.as_str()).collect::<Vec<_>>(),
        [[FERRY, BRIDGE, QUOTE].join("\n").as_str(), FERRY]
    );
    assert_eq!(
        read_of.iter().filter_map(|read| read.as_ref().err()).map(ToString::to_string).collect::<Vec<_>>(),
        ["zotero.zip: 1 file of kinds that are not read"]
    );
    let wacz = zip(&[("datapackage.json", b"{\"profile\": \"data-package\"}"), ("archive/data.warc", warc().as_bytes())]);
    let found: Vec<Document> = read("page.wacz", wacz).into_iter().flatten().collect();
    assert_eq!(found.iter().map(|document| document.url.as_deref()).collect::<Vec<_>>(), [Some("https://al.example/ferry")]);
    assert!(why("a.zip", zip(&[("b.zip", &zip(&[("c.txt", b"x")]))])).contains("archive in an archive"));
    assert!(why("a.zip", zip(&[("a.png", b"x"), ("b.css", b"y")])).contains("no article in it: 2 files of kinds that are not read"));
    assert!(why("a.docx", &docx()[..200]).contains("damaged or cut short"));
}

#[test]
fn mail_programs() {
    let letters: Vec<Document> = read("letters.mbox", mbox()).into_iter().map(|read| read.expect("a letter")).collect();
    assert_eq!(letters.iter().map(|letter| letter.title.as_deref()).collect::<Vec<_>>(), [Some("One"), Some("Two")]);
    let letter = one("letter.eml", mail("Three"));
    assert_eq!(letter.text, [FERRY, BRIDGE].join("\n"));
    assert_eq!(
        (letter.publisher.as_deref(), letter.author.as_deref(), letter.published.as_deref()),
        (Some("Skarn Gazette"), None, Some("2031-03-03T08:00:00+00:00"))
    );
}

#[test]
fn note_books() {
    for name in ["ferry.md", "ferry.txt", "ferry"] {
        let document = one(name, markdown());
        assert_eq!((document.text, document.quoted_blocks), ([FERRY, QUOTE, BRIDGE].join("\n"), vec![1]), "{name}");
        assert_eq!(
            (document.title.as_deref(), document.published.as_deref(), document.url.as_deref()),
            (Some("Ferry aground"), Some("2031-03-02"), Some("https://al.example/ferry"))
        );
    }
}

#[test]
fn agencies() {
    for (name, file) in [("a.json", ninjs(1)), ("b.json", ninjs(3)), ("c.xml", nitf()), ("d.nitf", nitf()), ("e", nitf())] {
        let document = one(name, file);
        assert_eq!(document.text, [FERRY, BRIDGE].join("\n"), "{name}");
        assert_eq!(document.title.as_deref(), Some("Ferry aground"), "{name}");
    }
    let document = one("a.json", ninjs(1));
    assert_eq!(
        (document.publisher.as_deref(), document.licence.as_deref(), document.published.as_deref()),
        (Some("Northreach Press Agency"), Some("Link back."), Some("2031-03-02T08:00:00Z"))
    );
}

#[test]
fn what_is_not_read_is_told_by_name() {
    assert!(why("a.pdf", b"%PDF-1.7\n%\xE2\xE3").contains("is a PDF"));
    assert!(page(&Input::named("a.txt"), b"%PDF-1.7\n").unwrap_err().why.contains("is a PDF"));
    // Names alone make nothing of a file.
    assert_eq!(one("ferry.docx", FERRY).text, FERRY);
    assert_eq!(one("ferry.mbox", FERRY).text, FERRY);
}

#[test]
fn a_file_with_one_document_is_a_page() {
    for (name, bytes) in [("a.docx", docx()), ("b.md", markdown().into_bytes()), ("c.xml", nitf().into_bytes())] {
        let page = page(&Input::named(name), &bytes).unwrap_or_else(|refused| panic!("{refused}"));
        assert_eq!(page.title.as_deref(), Some("Ferry aground"), "{name}");
        assert!(page.blocks().iter().any(|block| block.text == FERRY), "{name}");
    }
    assert!(page(&Input::named("a.epub"), &epub()).unwrap_err().why.contains("several documents"));
}

#[test]
fn an_archive_that_unpacks_to_too_much_is_refused() {
    let zeros = vec![b' '; 40 << 20];
    let told = why("bomb.zip", zip(&[("a.txt", &zeros), ("b.html", &zeros)]));
    assert!(told.contains("it has more than 16 MB"), "{told}");
    let bomb = zip(&[("word/document.xml", &[b"<w:document><w:p><w:t>".as_slice(), &zeros].concat())]);
    assert!(why("bomb.docx", bomb).contains("it has more than 16 MB"));
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("written to memory")
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
        ("a.zip", omnivore()),
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
