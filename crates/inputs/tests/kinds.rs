//! Files of every kind to documents and pages, whatever they are called. Outlets, people and events are invented.

use wherefrom_inputs::{Input, What, page, parse, pieces};
use wherefrom_text::model::Document;

const FERRY: &str =
    "The ferry ran aground at dawn off Skarn Head and was towed to port by noon, the harbour master said in a note on Friday.";
const HERON: &str = "A heron has nested on the roof of the cinema for the third year in a row, to the joy of its ushers and its guests.";
const COUNCIL: &str =
    "The council met in the old customs house and put the vote on the harbour wall off until the spring, its clerk told us.";

/// The documents of a file, and what is told of it.
fn read(name: &str, bytes: &[u8]) -> (Vec<Document>, Vec<String>) {
    let (mut documents, mut told) = (Vec::new(), Vec::new());
    match pieces(&Input::named(name), bytes) {
        Ok(pieces) => {
            for piece in pieces {
                match piece.and_then(parse) {
                    Ok(document) => documents.push(document),
                    Err(refused) => told.push(refused.to_string()),
                }
            }
        }
        Err(refused) => told.push(refused.to_string()),
    }
    (documents, told)
}

fn article(title: &str, place: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><title>{title}</title></head><body><nav><a href=/>Home</a></nav><article><p>{place}: {HERON}</p><p>{FERRY}</p><p>{COUNCIL}</p></article></body></html>"
    )
}

fn quoted(text: &str) -> String {
    let encoded: String =
        text.bytes().map(|b| if b == b'=' || b > 126 { format!("={b:02X}") } else { char::from(b).to_string() }).collect();
    encoded.as_bytes().chunks(70).map(|line| String::from_utf8_lossy(line).into_owned()).collect::<Vec<_>>().join("=\r\n")
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let group = |bytes: &[u8]| -> String {
        let bits = bytes.iter().fold(0_u32, |bits, &b| bits << 8 | u32::from(b)) << (8 * (3 - bytes.len()));
        (0..4).map(|at| if at <= bytes.len() { char::from(DIGITS[(bits >> (18 - 6 * at) & 63) as usize]) } else { '=' }).collect()
    };
    bytes.chunks(57).map(|line| line.chunks(3).map(group).collect::<String>()).collect::<Vec<_>>().join("\r\n")
}

#[test]
fn pages_as_browsers_save_them() {
    let frame =
        "<html><body><p>An advertisement that is no part of the article at all, whatever its frame may say of it.</p></body></html>";
    let blink = format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://skarn.example/heron?a=1\r\nSubject: =?utf-8?Q?Heron=20on=20the=20roof?=\r\n\
         Date: Sun, 2 Mar 2031 08:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----M--a;b----\"\r\n\r\n\r\n\
         ------M--a;b----\r\nContent-Type: text/html\r\nContent-ID: <f@mhtml.blink>\r\nContent-Location: cid:f@mhtml.blink\r\n\r\n{frame}\r\n\
         ------M--a;b----\r\nContent-Type: text/html\r\nContent-ID: <m@mhtml.blink>\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://skarn.example/heron?a=1\r\n\r\n{}\r\n\
         ------M--a;b----\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://skarn.example/a.png\r\n\r\niVBORw0KGgo=\r\n------M--a;b------\r\n",
        quoted(&article("", "Café"))
    );
    let (latin, ..) = encoding_rs::WINDOWS_1252.encode("x");
    assert_eq!(&*latin, b"x");
    let page_in_latin: Vec<u8> = article("Heron", "Café").chars().map(|c| c as u8).collect();
    let explorer = format!(
        "From: \"Saved by Windows Internet Explorer 8\"\r\nSubject: Heron\r\nMIME-Version: 1.0\r\nContent-Type: text/html;\r\n\tcharset=\"Windows-1252\"\r\n\
         Content-Transfer-Encoding: base64\r\nContent-Location: https://skarn.example/heron?a=1\r\n\r\n{}\r\n",
        base64(&page_in_latin)
    );
    for (what, bytes, title) in [("blink", &blink, "Heron on the roof"), ("explorer", &explorer, "Heron")] {
        for name in ["saved.mhtml", "saved.mht", "saved.html", "saved", "saved.txt"] {
            let (documents, told) = read(name, bytes.as_bytes());
            assert_eq!(documents.len(), 1, "{what} {name}: {told:?}");
            let document = &documents[0];
            assert!(
                document.text.starts_with(&format!("Café: {HERON}")) && document.text.lines().count() == 3,
                "{what}: {}",
                document.text
            );
            assert_eq!(
                (document.title.as_deref(), document.url.as_deref()),
                (Some(title), Some("https://skarn.example/heron?a=1")),
                "{what}"
            );
            assert_eq!(document.published, None, "{what}: the day of saving is none of publication");
            let page = page(&Input::named(name), bytes.as_bytes()).expect("a page");
            assert!(page.blocks().iter().any(|block| block.text.starts_with("Café")), "{what}");
        }
    }
    // The name alone makes no message of a page.
    let (documents, told) = read("saved.mhtml", article("Heron", "Quay").as_bytes());
    assert_eq!((documents.len(), documents[0].title.as_deref()), (1, Some("Heron")), "{told:?}");
    // Nor does a text that begins like one.
    let text = page(&Input::named("a.txt"), format!("Subject: a heron\nContent-Type: of no kind\n\n{HERON}").as_bytes()).expect("a page");
    assert_eq!(text.blocks().len(), 3);
}

#[test]
fn mails_are_read() {
    let mail = format!(
        "From: =?utf-8?B?QWRhIFF1aWxs?= <ada@skarn.example>\nTo: desk@skarn.example\nSubject: Ferry\nDate: Sun, 02 Mar 2031 08:00:00 +0100\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/plain; charset=utf-8\n\n{FERRY}\n--x\nContent-Type: application/octet-stream\nContent-Disposition: attachment\n\nno\n--x--\n"
    );
    let (documents, told) = read("mail.eml", mail.as_bytes());
    let document = documents.first().unwrap_or_else(|| panic!("{told:?}"));
    assert_eq!((document.text.as_str(), document.title.as_deref()), (FERRY, Some("Ferry")));
    assert_eq!((document.published.as_deref(), document.author.as_deref()), (Some("2031-03-02T08:00:00+01:00"), Some("Ada Quill")));
}

/// A binary property list of Safari's form.
fn webarchive(html: &[u8], url: &str) -> Vec<u8> {
    let mut objects: Vec<Vec<u8>> = Vec::new();
    let text = |text: &str| {
        let mut object = vec![0x5F, 0x11];
        object.extend((text.len() as u16).to_be_bytes());
        object.extend(text.bytes());
        object
    };
    objects.push(vec![0xD1, 1, 2]);
    objects.push(text("WebMainResource"));
    objects.push(vec![0xD4, 3, 4, 5, 6, 7, 8, 9, 10]);
    objects.extend(["WebResourceData", "WebResourceURL", "WebResourceTextEncodingName", "WebResourceMIMEType"].map(text));
    let mut data = vec![0x4F, 0x12];
    data.extend((html.len() as u32).to_be_bytes());
    data.extend(html);
    objects.push(data);
    objects.extend([url, "windows-1252", "text/html"].map(text));
    let mut file = b"bplist00".to_vec();
    let offsets: Vec<u32> = objects
        .iter()
        .map(|object| {
            let at = file.len() as u32;
            file.extend(object);
            at
        })
        .collect();
    let table = file.len() as u64;
    file.extend(offsets.iter().flat_map(|offset| offset.to_be_bytes()));
    file.extend([0, 0, 0, 0, 0, 0, 4, 1]);
    file.extend((offsets.len() as u64).to_be_bytes());
    file.extend(0_u64.to_be_bytes());
    file.extend(table.to_be_bytes());
    file
}

#[test]
fn web_archives_of_safari() {
    let html: Vec<u8> = article("Heron", "Café").chars().map(|c| c as u8).collect();
    let file = webarchive(&html, "https://skarn.example/heron");
    for name in ["a.webarchive", "a", "a.html"] {
        let (documents, told) = read(name, &file);
        let document = documents.first().unwrap_or_else(|| panic!("{name}: {told:?}"));
        assert!(document.text.starts_with("Café"), "{}", document.text);
        assert_eq!((document.url.as_deref(), document.title.as_deref()), (Some("https://skarn.example/heron"), Some("Heron")));
        assert!(page(&Input::named(name), &file).is_ok());
    }
    // Cut anywhere, or with any byte another one, it is read or refused.
    for at in (0..file.len()).step_by(7).chain(file.len() - 40..file.len()) {
        read("a.webarchive", &file[..at]);
        for value in [0, 0xFF, file[at] ^ 0x80] {
            let mut other = file.clone();
            other[at] = value;
            read("a.webarchive", &other);
        }
    }
    let (_, told) = read("a.webarchive", b"<?xml version='1.0'?><!DOCTYPE plist><plist><dict/></plist>");
    assert!(told[0].contains("plutil"), "{told:?}");
}

#[test]
fn arrays_and_tables() {
    let member = |text: &str| serde_json::to_string(text).expect("a string");
    let array = format!(
        "[\n  {{\"headline\": \"Ferry\", \"body\": {}, \"link\": \"https://skarn.example/ferry\", \"date\": \"March 2, 2031\", \"source\": {{\"id\": null, \"name\": \"Skarn Wire\"}}, \"authors\": [{{\"name\": \"Ada Quill\"}}, \"Bo Finch\"]}},\n  {{\"title\": \"Heron\", \"content\": {}}},\n  {{\"title\": \"Nothing\"}},\n  7\n]",
        member(FERRY),
        member(&format!("<p>{HERON}</p><p>{COUNCIL}</p>"))
    );
    for name in ["a.json", "a.jsonl", "a"] {
        let (documents, told) = read(name, array.as_bytes());
        assert_eq!(documents.iter().map(|d| d.text.as_str()).collect::<Vec<_>>(), [FERRY, &format!("{HERON}\n{COUNCIL}")], "{name}");
        let ferry = &documents[0];
        assert_eq!((ferry.publisher.as_deref(), ferry.author.as_deref()), (Some("Skarn Wire"), Some("Ada Quill, Bo Finch")));
        assert_eq!((ferry.published.as_deref(), ferry.title.as_deref()), (Some("2031-03-02"), Some("Ferry")));
        assert!(
            told.len() == 2 && told[0].contains("item 3: it has no \"text\"") && told[1].contains("item 4: it is no object"),
            "{told:?}"
        );
        if name != "a.jsonl" {
            assert!(page(&Input::named(name), array.as_bytes()).is_err_and(|refused| refused.why.contains("many documents")));
        }
    }
    let (_, told) = read("a.json", format!("{{\"status\": \"ok\", \"articles\": [{{\"content\": {}}}]}}", member(FERRY)).as_bytes());
    assert!(told[0].contains("jq '.articles'"), "{told:?}");

    for (name, delimiter) in [("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t"), ("a", ",")] {
        let rows = [
            ["ID", "Headline", "Article Text", "Pub Date", "Newspaper"],
            ["1", "Ferry", &format!("\"{FERRY}\r\n\r\n\"\"{HERON}\"\"\""), "2 Mar 2031", "Skarn Wire"],
            ["2", "Heron", "", "", ""],
            ["3", "Council", &format!("\"{COUNCIL}\""), "", ""],
        ];
        let table: String = rows.iter().map(|row| row.join(delimiter) + "\r\n").collect();
        let (documents, told) = read(name, format!("\u{FEFF}{table}").as_bytes());
        assert_eq!(
            documents.iter().map(|d| d.text.as_str()).collect::<Vec<_>>(),
            [&format!("{FERRY}\r\n\r\n\"{HERON}\""), COUNCIL],
            "{told:?}"
        );
        let ferry = &documents[0];
        assert_eq!(
            (ferry.id.as_deref(), ferry.publisher.as_deref(), ferry.published.as_deref()),
            (Some("1"), Some("Skarn Wire"), Some("2031-03-02"))
        );
        assert_eq!(told, [format!("{name}: 1 row without a text")]);
    }
    let (_, told) = read("a.csv", b"id,name\n1,x\n");
    assert!(told[0].contains("names no column of texts") && told[0].contains("id, name"), "{told:?}");
    let (documents, told) =
        read("a.csv", format!("title,text\nFerry,The ferry ran aground, at dawn, they said\nHeron,\"{HERON}\"\n").as_bytes());
    assert_eq!((documents.len(), told.len()), (1, 1), "{told:?}");
    assert!(told[0].contains("1 row with more columns"), "{told:?}");
    // A text may have commas in its first line.
    assert_eq!(read("a", format!("Title, text and body of it\n{FERRY}").as_bytes()).0.len(), 1);
}

#[test]
fn a_row_that_never_ends_is_refused() {
    let endless = std::io::Read::take(std::io::repeat(b'x'), 64 << 20);
    let file = std::io::Read::chain(&b"title,text\nFerry,\"The ferry\"\nHeron,\""[..], endless);
    let read: Vec<_> = pieces(&Input::named("a.csv"), file).expect("rows").map(|piece| piece.map(drop)).collect();
    assert!(
        read.len() == 2 && read[1].as_ref().is_err_and(|refused| refused.what == What::Rest && refused.why.contains("16 MB")),
        "{read:?}"
    );
    let endless = std::io::Read::take(std::io::repeat(b'['), 64 << 20);
    let read: Vec<_> = pieces(&Input::named("a.json"), std::io::Read::chain(&b"[{\"text\":\""[..], endless))
        .expect("values")
        .map(|piece| piece.map(drop))
        .collect();
    assert!(read.len() == 1 && read[0].is_err(), "{read:?}");
}

fn record(kind: &str, url: &str, more: &str, block: &str) -> String {
    format!("WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n{more}Content-Length: {}\r\n\r\n{block}\r\n\r\n", block.len())
}

#[test]
fn archives_of_newer_protocols() {
    let html = article("Heron", "Quay");
    let file = [
        record("response", "https://skarn.example/1", "", &format!("HTTP/2 200\r\ncontent-type: text/html\r\n\r\n{html}")),
        record("response", "https://skarn.example/2", "", &format!("http/1.1 200 ok\r\ncontent-type: text/html\r\n\r\n{html}")),
        record("response", "https://skarn.example/3", "", &format!("HTTP/3.0 200 \r\n\r\n{html}")),
        record(
            "response",
            "https://skarn.example/4",
            "WARC-Identified-Payload-Type: text/html\r\n",
            &format!("HTTP/1.1 200\r\n\r\n{html}"),
        ),
        record("response", "https://skarn.example/5", "", "HTTP/2 200\r\n\r\nbody { color: red }"),
        record("response", "https://skarn.example/6", "", "HTTP/2 404\r\n\r\nnot here"),
        record("response", "https://skarn.example/7", "", "no head\r\n\r\nat all"),
        record("revisit", "https://skarn.example/1", "", "HTTP/2 200\r\n\r\n"),
        record("revisit", "https://skarn.example/2", "", "HTTP/2 304\r\n\r\n"),
    ];
    let (documents, told) = read("crawl.warc", file.concat().as_bytes());
    let urls: Vec<&str> = documents.iter().filter_map(|d| d.url.as_deref()).collect();
    assert_eq!(urls, ["1", "2", "3", "4"].map(|page| format!("https://skarn.example/{page}")), "{told:?}");
    let reasons = "crawl.warc: 2 revisit records, whose text stands with an earlier visit, 1 answer with another status than 200, 1 answer without a readable HTTP head";
    assert_eq!(told, [reasons]);
    let (_, told) = read("crawl.warc", file[4..6].concat().as_bytes());
    assert_eq!(told, ["crawl.warc: there is no page in it: 1 answer with another status than 200, 1 answer that is no HTML"]);
}

#[test]
fn feeds_by_namespace() {
    let rss = format!(
        "<rss version='2.0' xmlns:c='https://www.purl.org/rss/1.0/modules/content' xmlns:content='urn:other' xmlns:d='http://purl.org/dc/elements/1.1/' xmlns:atom='http://www.w3.org/2005/Atom'>\
         <channel xml:base='https://skarn.example/news/'><title>Digest</title><atom:link rel='self' href='https://digest.example/feed'/><link>https://skarn.example/</link>\
         <item><title>Ferry</title><link>ferry?a=1&amp;b=2</link><d:creator>Ada Quill</d:creator><pubDate>2 March 2031</pubDate>\
         <source url='https://wire.example/feed'>Skarn Wire</source><content:encoded>no</content:encoded><c:encoded>&lt;p&gt;{FERRY}&lt;/p&gt;</c:encoded></item>\
         <item xml:base='../old/'><link>heron</link><description>{HERON}</description></item></channel></rss>"
    );
    let (documents, told) = read("a.xml", rss.as_bytes());
    assert_eq!(documents.len(), 2, "{told:?}");
    let [ferry, heron] = &documents[..] else { panic!("two") };
    assert_eq!((ferry.text.as_str(), ferry.url.as_deref()), (FERRY, Some("https://skarn.example/news/ferry?a=1&b=2")));
    assert_eq!((ferry.publisher.as_deref(), ferry.author.as_deref()), (Some("Skarn Wire"), Some("Ada Quill")));
    assert_eq!(ferry.published.as_deref(), Some("2031-03-02"));
    assert_eq!((heron.publisher.as_deref(), heron.url.as_deref()), (Some("Digest"), Some("https://skarn.example/old/heron")));

    let atom = format!(
        "<?xml version='1.0'?><f:feed xmlns:f='http://www.w3.org/2005/Atom'><f:title>Digest</f:title><f:link rel='self' href='https://digest.example/feed.atom'/><f:link href='https://digest.example/'/>\
         <f:entry><f:title>Heron</f:title><f:link rel='alternate' href='/heron'/><f:source><f:id>x</f:id><f:title>Skarn Wire</f:title><f:updated>2030-01-01T00:00:00Z</f:updated></f:source>\
         <f:published>2031-03-02T08:00:00Z</f:published><f:content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>{HERON}</p></div></f:content></f:entry></f:feed>"
    );
    for name in ["a.atom", "a"] {
        let (documents, told) = read(name, atom.as_bytes());
        let heron = documents.first().unwrap_or_else(|| panic!("{told:?}"));
        assert_eq!((heron.text.as_str(), heron.title.as_deref(), heron.publisher.as_deref()), (HERON, Some("Heron"), Some("Skarn Wire")));
        assert_eq!(
            (heron.url.as_deref(), heron.published.as_deref()),
            (Some("https://digest.example/heron"), Some("2031-03-02T08:00:00Z"))
        );
    }

    let rdf = format!(
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><channel><title>Skarn Wire</title><link>https://skarn.example/</link></channel>\
         <item><title>Ferry</title><link>/ferry</link><dc:date>2031-03-02</dc:date><content:encoded>{FERRY}</content:encoded><description>x</description></item></rdf:RDF>"
    );
    let (documents, told) = read("a.rdf", rdf.as_bytes());
    let ferry = documents.first().unwrap_or_else(|| panic!("{told:?}"));
    assert_eq!(
        (ferry.text.as_str(), ferry.url.as_deref(), ferry.published.as_deref()),
        (FERRY, Some("https://skarn.example/ferry"), Some("2031-03-02"))
    );
}
