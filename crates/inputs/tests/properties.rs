//! What holds for inputs of any bytes: reading them ends, panics never, and gives a page whose parts fit together.

use std::io::Write;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use wherefrom_inputs::{Input, Kind, List, html, names, page, parse, pieces};

/// Cases of each property, others in every run: few, unless `PROPTEST_CASES` in the environment says more.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(96)
}

/// Bytes that look like a kind of file: its signs between any other bytes.
fn like(signs: &'static [&'static str]) -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        6 => select(signs).prop_map(|sign| sign.as_bytes().to_vec()),
        2 => "[ a-zé\u{202E}\n]{0,12}".prop_map(String::into_bytes),
        1 => vec(any::<u8>(), 0..8),
    ];
    vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

const HTML: &[&str] = &[
    "<p>",
    "</p>",
    "<p hidden>",
    "<div class=a>",
    "</div>",
    "<article>",
    "<br>",
    "<a href=http://skarn.example/>",
    "</a>",
    "<b>",
    "</b>",
    "<i>",
    "<table>",
    "<tr><td>",
    "</table>",
    "<svg>",
    "<span/>",
    "</svg>",
    "<math><annotation-xml encoding=text/html>",
    "<template>",
    "</template>",
    "<script>",
    "</script>",
    "<title>",
    "</title>",
    "<select><option>",
    "</select>",
    "<!--",
    "-->",
    "<![CDATA[",
    "<li>",
    "<ul>",
    "<h1>",
    "<html lang=en>",
    "<body>",
    "<head>",
    "<meta name=date content='2031-03-02'>",
    "<textarea>",
    "<frameset>",
    "<noscript>",
    "&amp;",
    "&#x0;",
    "<",
    ">",
    "\"",
    "'",
    "=",
];

const FEED: &[&str] = &[
    "<rss>",
    "</rss>",
    "<feed>",
    "<channel>",
    "</channel>",
    "<item>",
    "</item>",
    "<entry>",
    "</entry>",
    "<title>",
    "</title>",
    "<link href='x'/>",
    "<content type='xhtml'>",
    "</content>",
    "<description>",
    "</description>",
    "<pubDate>Sun, 02 Mar 2031 08:00:00 GMT</pubDate>",
    "<![CDATA[",
    "]]>",
    "<!DOCTYPE rss [<!ENTITY e 'x'>]>",
    "&e;",
    "&amp;",
    "&#0;",
    "<?xml version='1.0' encoding='utf-16'?>",
    "<opml>",
    "<outline xmlUrl='a.xml'/>",
    "<",
    ">",
    "&",
];

const WARC: &[&str] = &[
    "WARC/1.0\r\n",
    "WARC-Type: response\r\n",
    "WARC-Target-URI: <http://skarn.example/>\r\n",
    "Content-Length: 9\r\n",
    "Content-Length: 120\r\n",
    "Content-Length: 18446744073709551615\r\n",
    "\r\n",
    "\r\n\r\n",
    "HTTP/1.1 200 OK\r\n",
    "Content-Type: text/html; charset=utf-8\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Content-Encoding: gzip\r\n",
    "Content-Encoding: deflate\r\n",
    "4\r\nthe \r\n",
    "FFFFFFFFFFFFFFFF\r\n",
    "0\r\n\r\n",
    "<p>text",
];

const JSONL: &[&str] = &[
    "{\"text\":\"",
    "\"}",
    "\n",
    "\r\n",
    "{",
    "}",
    "\"id\":",
    "\"title\":\"x\",",
    "null",
    "\\u0000",
    "\\uD800",
    "[",
    "1e999",
    "\u{FEFF}",
    ",",
    ":",
    "\"",
];

/// Reads all of a stream; gives how many pieces there were.
fn read(kind: Option<Kind>, bytes: &[u8]) -> usize {
    let input = Input { place: "input".into(), kind, id: None };
    match pieces(&input, bytes) {
        Ok(pieces) => pieces.map(|piece| drop(piece.and_then(parse))).count(),
        Err(_) => 1,
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("written to memory")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn html_gives_a_page_that_fits_together(bytes in like(HTML)) {
        let text = String::from_utf8_lossy(&bytes);
        let page = html(&text);
        for (at, element) in page.elements().iter().enumerate() {
            prop_assert!(element.parent >= -1 && element.parent < at as i32);
        }
        for block in page.blocks() {
            prop_assert!(block.element >= -1 && block.element < page.elements().len() as i32);
            prop_assert!((0.0..=1.0).contains(&block.linked));
            prop_assert!(block.text.contains(char::is_alphanumeric));
        }
    }

    /// The words of a page without tags that move text come in the order of the file.
    #[test]
    fn blocks_are_in_the_order_of_the_text(tags in vec(select(&["<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<br>", "<ul><li>", "</ul>", " "][..]), 0..60)) {
        let file: String = tags.iter().enumerate().map(|(number, tag)| format!("{tag} w{number} ")).collect();
        let page = html(&file);
        let words: Vec<&str> = page.blocks().iter().flat_map(|block| block.text.split_whitespace()).collect();
        let numbered: Vec<String> = (0..tags.len()).map(|number| format!("w{number}")).collect();
        prop_assert_eq!(words, numbered);
    }

    #[test]
    fn any_page_is_read_or_refused(bytes in like(HTML)) {
        for kind in [None, Some(Kind::Html), Some(Kind::Text), Some(Kind::Syndication), Some(Kind::Jsonl)] {
            let _ = page(&Input { place: "page".into(), kind, id: None }, &bytes);
        }
    }

    #[test]
    fn any_feed_ends(bytes in like(FEED)) {
        prop_assert!(read(Some(Kind::Syndication), &bytes) <= bytes.len() + 1);
        names(List::Opml, "list", bytes.as_slice()).expect("no stream fails here").for_each(drop);
    }

    #[test]
    fn any_web_archive_ends(bytes in like(WARC)) {
        prop_assert!(read(Some(Kind::Warc), &bytes) <= bytes.len() + 1);
    }

    #[test]
    fn any_lines_end(bytes in like(JSONL)) {
        prop_assert!(read(Some(Kind::Jsonl), &bytes) <= bytes.len() + 1);
        names(List::Lines, "list", bytes.as_slice()).expect("no stream fails here").for_each(drop);
    }

    #[test]
    fn any_bytes_end(bytes in vec(any::<u8>(), 0..400), keep in 0.0..1.0) {
        read(None, &bytes);
        let mut packed = gzip(&bytes);
        packed.truncate((packed.len() as f64 * keep) as usize);
        read(None, &packed);
        read(None, &[b"\x28\xB5\x2F\xFD", bytes.as_slice()].concat());
    }
}
