//! Every kind of input that packs are built from. Outlets, people and events are invented.

use std::path::PathBuf;

use ruzstd::encoding::{CompressionLevel, compress_to_vec};

use crate::support::{Packed, gzip, http_page, packed, run_with_input, scratch, stderr, warc_record};

const FERRY: &str =
    "The ferry ran aground at dawn off Skarn Head and was towed to port by noon, the harbour master said in a note on Friday.";
const HERON: &str = "A heron has nested on the roof of the cinema for the third year in a row, to the joy of its ushers and its guests.";

const COUNCIL: &str =
    "The council met in the old customs house and put the vote on the harbour wall off until the spring, its clerk told us.";

/// A page with an article whose first word is this.
fn page(word: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><title>News</title><meta property=og:site_name content='Skarn Wire'>\
         <meta property=article:published_time content=2031-03-02></head><body><nav><a href=/>Home</a></nav>\
         <article><p>{word}: {HERON}</p><p>{FERRY}</p><p>{COUNCIL}</p></article></body></html>"
    )
}

/// A scratch folder with files in it.
fn folder_of(test: &str, files: &[(&str, &[u8])]) -> PathBuf {
    let folder = scratch(test);
    for (name, bytes) in files {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("written");
    }
    folder
}

fn texts(documents: &[Packed]) -> Vec<&str> {
    documents.iter().map(|d| d.text.as_str()).collect()
}

#[test]
fn files_and_folders_compressed_and_not() {
    let json = format!("{{\"text\":\"Third: {FERRY}\"}}\n\n{{\"text\":\"Fourth: {FERRY}\"}}\r\n");
    let folder = folder_of(
        "input-files",
        &[
            ("plain.txt", format!("Fifth: {FERRY}\n\n{HERON}\n").as_bytes()),
            ("below/deeper/packed.TXT.GZ", &gzip(format!("First: {FERRY}").as_bytes())),
            ("below/zstandard.txt.zst", &compress_to_vec(format!("Second: {FERRY}").as_bytes(), CompressionLevel::Fastest)),
            ("two-members.jsonl.gz", &[gzip(&json.as_bytes()[..20]), gzip(&json.as_bytes()[20..])].concat()),
            ("page.html.gz", &gzip(page("Sixth").as_bytes())),
            ("picture.png", b"\x89PNG"),
        ],
    );
    let (documents, told) = packed(&folder, [&folder]);
    let found: Vec<&str> = texts(&documents).iter().map(|text| text.split(':').next().expect("a word")).collect();
    assert_eq!(found, ["Fifth", "First", "Fourth", "Second", "Sixth", "Third"], "{told}");
    let ids: Vec<&str> = documents.iter().map(|d| d.meta.id.as_str()).collect();
    assert_eq!((ids[0], ids[1], ids[3], ids[4]), ("plain", "packed", "zstandard", "page"));
    assert_eq!(documents[4].meta.publisher.as_deref(), Some("Skarn Wire"));
    assert!(!told.contains("passed over"), "{told}");
}

/// Frames and data of a page that was saved whole are no articles; a folder of such a name without a page is one as any.
#[test]
fn what_belongs_to_saved_pages_is_passed_over() {
    let data = format!("[{{\"text\":\"{HERON}\"}}]");
    let folder = folder_of(
        "input-saved-whole",
        &[
            ("Ferry.html", page("First").as_bytes()),
            ("Ferry_files/frame.html", page("Frame").as_bytes()),
            ("Ferry_files/deep/data.json", data.as_bytes()),
            ("below/Reiher.htm", page("Second").as_bytes()),
            ("below/Reiher-Dateien/saved_resource.html", page("Frame").as_bytes()),
            ("Notes_files/page.html", page("Third").as_bytes()),
        ],
    );
    let (documents, told) = packed(&folder, [&folder]);
    let found: Vec<&str> = texts(&documents).iter().map(|text| text.split(':').next().expect("a word")).collect();
    assert_eq!(found, ["First", "Second", "Third"], "{told}");
    let line = format!("{}: 2 folders of what belongs to saved pages; they are passed over", folder.display());
    assert_eq!(told.matches(&line).count(), 1, "{told}");
    let args = ["check".as_ref(), folder.as_os_str(), "--against".as_ref(), folder.as_os_str(), "--format".as_ref(), "csv".as_ref()];
    let checked = crate::support::run(args);
    assert_eq!(String::from_utf8_lossy(&checked.stdout).lines().count(), 1 + 3, "{}", stderr(&checked));
    assert_eq!(stderr(&checked).matches(&line).count(), 2, "of the pages and of the documents: {}", stderr(&checked));
}

#[test]
fn rss_with_whole_texts_and_summaries() {
    let rss = format!(
        r#"<?xml version="1.0" encoding="iso-8859-1"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Skarn Wire &amp; Post</title><language>en-GB</language><image><title>Logo</title></image>
<item><title>Ferry &lt;i&gt;aground&lt;/i&gt;</title><link>https://skarn.example/ferry</link><dc:creator>Ada Quill</dc:creator><dc:creator>Bo Finch</dc:creator>
 <pubDate>Sun, 02 Mar 2031 08:00:00 +0100</pubDate><description>Aground.</description>
 <content:encoded><![CDATA[<p>{FERRY}</p><script>no()</script><p>Caf&eacute; café &amp; quay.</p>]]></content:encoded></item>
<item><title>Heron</title><guid isPermaLink="true">https://skarn.example/heron</guid><author>desk@skarn.example (Cy Reed)</author>
 <media:title>Not this</media:title><description>A heron &amp;amp; its chicks.&nbsp;So.</description></item>
<item><title>Nothing</title><description> </description></item>
</channel></rss>"#
    );
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(&rss);
    let folder = folder_of("input-rss", &[("news.rss", &latin)]);
    let (documents, told) = packed(&folder, [folder.join("news.rss")]);
    assert_eq!(texts(&documents), ["A heron & its chicks. So.", &format!("{FERRY}\nCafé café & quay.")]);
    let (heron, ferry) = (&documents[0].meta, &documents[1].meta);
    assert_eq!(ferry.title.as_deref(), Some("Ferry aground"));
    assert_eq!(ferry.url.as_deref(), Some("https://skarn.example/ferry"));
    assert_eq!(ferry.published.as_deref(), Some("2031-03-02T08:00:00+01:00"));
    assert_eq!(ferry.author.as_deref(), Some("Ada Quill, Bo Finch"));
    assert_eq!((ferry.publisher.as_deref(), ferry.language.as_deref()), (Some("Skarn Wire & Post"), Some("en-GB")));
    assert_eq!((heron.url.as_deref(), heron.author.as_deref()), (Some("https://skarn.example/heron"), Some("Cy Reed")));
    assert_eq!((heron.title.as_deref(), heron.published.as_deref()), (Some("Heron"), None));
    assert!(told.contains("news.rss: entry 3: the entry has no text"), "{told}");
}

#[test]
fn rss_1_and_atom() {
    let rdf = format!(
        r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel><title>Tern Notes</title><items><rdf:Seq/></items></channel>
<item><title>One</title><link>https://tern.example/1</link><dc:date>2031-04-05</dc:date><description>{HERON}</description></item></rdf:RDF>"#
    );
    let atom = format!(
        r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Kelmarsh Gazette</title><link href="https://kelmarsh.example/"/>
<entry><title type="html">A &amp;amp; B</title><link rel="edit" href="https://kelmarsh.example/edit"/><link href="https://kelmarsh.example/a"/>
 <updated>2031-05-02T10:00:00Z</updated><published>2031-05-01T10:00:00Z</published>
 <author><email>ada@kelmarsh.example</email><name>Ada Quill</name></author><source><title>Elsewhere</title></source><summary>Short.</summary>
 <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Xhtml: {FERRY}</p><p>5 &lt; 6 &amp; <b>so</b> on.</p></div></content></entry>
<entry><title>Html</title><updated>2031-05-03</updated><content type="html">&lt;p&gt;Html: {FERRY}&lt;/p&gt;&lt;p&gt;More.&lt;/p&gt;</content></entry>
<entry><title>Text</title><id>https://kelmarsh.example/c</id><content>Text: a &lt;b&gt; stays.
Second line.</content></entry></feed>"#
    );
    let folder = folder_of("input-atom", &[("a.rdf", rdf.as_bytes()), ("b.atom", atom.as_bytes())]);
    let (documents, told) = packed(&folder, [&folder]);
    let html = format!("Html: {FERRY}\nMore.");
    let xhtml = format!("Xhtml: {FERRY}\n5 < 6 & so on.");
    assert_eq!(texts(&documents), [HERON, &html, "Text: a <b> stays.\nSecond line.", &xhtml], "{told}");
    let meta = &documents[3].meta;
    assert_eq!((meta.title.as_deref(), meta.url.as_deref()), (Some("A & B"), Some("https://kelmarsh.example/a")));
    assert_eq!((meta.published.as_deref(), meta.author.as_deref()), (Some("2031-05-01T10:00:00Z"), Some("Ada Quill")));
    // The feed has taken this entry from another one, the next ones are its own.
    assert_eq!((meta.publisher.as_deref(), meta.language.as_deref()), (Some("Elsewhere"), Some("en")));
    assert_eq!(documents[1].meta.publisher.as_deref(), Some("Kelmarsh Gazette"));
    assert_eq!(documents[1].meta.published.as_deref(), Some("2031-05-03"));
    assert_eq!(documents[2].meta.url.as_deref(), Some("https://kelmarsh.example/c"));
    let first = &documents[0].meta;
    assert_eq!((first.publisher.as_deref(), first.published.as_deref()), (Some("Tern Notes"), Some("2031-04-05")));
}

/// Chunks of a few bytes each.
fn chunked(body: &[u8]) -> Vec<u8> {
    let chunks = body.chunks(100).flat_map(|chunk| [format!("{:x}\r\n", chunk.len()).as_bytes(), chunk, b"\r\n"].concat());
    chunks.chain(*b"0\r\n\r\n").collect()
}

#[test]
fn web_archives() {
    let undated = page("Latin caf\u{E9}").replace("article:published_time", "x");
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(&undated);
    let latin_head = format!("HTTP/1.1 200 OK\r\ncontent-type: text/html; charset=ISO-8859-1\r\nContent-Length: {}\r\n\r\n", latin.len());
    let front = b"<body><ul><li><a href=a>One thing</a><li><a href=b>Another</a></ul>";
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut zlib, page("Deflate").as_bytes()).expect("compressed");
    let response = |url: &str, block: &[u8]| warc_record("response", url, block);
    let records = [
        warc_record("warcinfo", "", b"software: invented\r\n"),
        warc_record("request", "https://skarn.example/", b"GET / HTTP/1.1\r\n\r\n"),
        response("https://skarn.example/latin", &[latin_head.as_bytes(), &latin].concat()),
        response("<https://skarn.example/chunked>", &http_page("Transfer-Encoding: chunked\r\n", &chunked(page("Chunked").as_bytes()))),
        response(
            "https://skarn.example/gzip",
            &http_page("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", &chunked(&gzip(page("Gzip").as_bytes()))),
        ),
        response("https://skarn.example/deflate", &http_page("Content-Encoding: deflate\r\n", &zlib.finish().expect("compressed"))),
        response(
            "https://skarn.example/gone",
            format!("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n{}", page("Gone")).as_bytes(),
        ),
        response("https://skarn.example/a.png", b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG"),
        response("https://skarn.example/front", &http_page("", front)),
        response("https://skarn.example/archive", &http_page("", front)),
        response("dns:skarn.example", b"20310302 skarn.example. 300 IN A 192.0.2.1"),
    ];
    let members: Vec<u8> = records.iter().flat_map(|record| gzip(record)).collect();
    let folder = folder_of("input-warc", &[("plain.warc", &records.concat()), ("members.warc.gz", &members)]);
    for name in ["plain.warc", "members.warc.gz"] {
        let (documents, told) = packed(&folder, [folder.join(name)]);
        let urls: Vec<&str> = documents.iter().filter_map(|d| d.meta.url.as_deref()).collect();
        let expected = ["chunked", "deflate", "gzip", "latin"].map(|page| format!("https://skarn.example/{page}"));
        assert_eq!(urls, expected, "{told}");
        assert!(documents[3].text.starts_with("Latin café: A heron"), "{}", documents[3].text);
        assert_eq!((documents[3].meta.published.as_deref(), documents[2].meta.published.as_deref()), (None, Some("2031-03-02")));
        assert!(told.contains("2 pages of the web archives have no article"), "{told}");
        assert!(!told.contains("record"), "{told}");
    }
}

#[test]
fn lists_name_files_from_where_they_stand() {
    let folder = folder_of(
        "input-lists",
        &[
            ("lists/all.list", b"# a remark\n../texts/one.txt\r\n\n../texts/two.txt\n../texts/one.txt\n..\nmore.opml\nhttps://skarn.example/feed.xml\nmissing.txt\n"),
            ("texts/one.txt", format!("One: {FERRY}").as_bytes()),
            ("texts/two.txt", format!("Two: {FERRY}").as_bytes()),
            ("a feed.xml", format!("<rss><channel><item><description>Three: {FERRY}</description></item></channel></rss>").as_bytes()),
        ],
    );
    let url = format!("file://{}", folder.join("a%20feed.xml").display());
    let opml = format!(
        "<opml version='2.0'><body><outline text='News'><outline xmlUrl='{url}'/><outline xmlUrl='http://skarn.example/rss?a=1&amp;b=2'/>\
         </outline><outline text='no URL'/></body></opml>"
    );
    std::fs::write(folder.join("lists/more.opml"), opml).expect("written");
    let (documents, told) = packed(&folder, [folder.join("lists/all.list")]);
    assert_eq!(texts(&documents), ["One", "Three", "Two"].map(|word| format!("{word}: {FERRY}")), "{told}");
    let network = "is on the network; this command reads local files only; save it first";
    for told_of in [
        format!("all.list:8: https://skarn.example/feed.xml {network}"),
        format!("more.opml: http://skarn.example/rss?a=1&b=2 {network}"),
        "missing.txt: could not be read".into(),
        "..: is a folder or device; a list names files".into(),
        "1 duplicate dropped, 4 inputs passed over".into(),
    ] {
        assert!(told.contains(&told_of), "{told_of} in {told}");
    }
}

#[test]
fn standard_input_is_jsonl() {
    let folder = scratch("input-stdin");
    let out = folder.join("out.wfp");
    let args = ["pack".as_ref(), "build".as_ref(), "-".as_ref(), "-o".as_ref(), out.as_os_str()];
    let built = run_with_input(args, format!("\u{FEFF}{{\"text\":\"{FERRY}\"}}\nno JSON\n{{\"text\":\"{HERON}\"}}").as_bytes());
    let told = stderr(&built);
    assert!(built.status.success() && told.contains("2 documents") && told.contains("standard input:2: "), "{told}");
    let compressed = run_with_input(args, &gzip(format!("{{\"text\":\"{HERON}\"}}").as_bytes()));
    assert!(stderr(&compressed).contains("1 documents"), "{}", stderr(&compressed));
}

#[test]
fn a_name_that_says_nothing_is_told_by_the_first_bytes() {
    let folder = folder_of(
        "input-names",
        &[
            ("a", format!("{{\"text\":\"Json: {FERRY}\"}}\n").as_bytes()),
            (
                "b.gz",
                &gzip(
                    format!("<?xml version='1.0'?><rss><channel><item><description>Rss: {FERRY}</description></item></channel></rss>")
                        .as_bytes(),
                ),
            ),
            ("c", &warc_record("response", "https://skarn.example/", &http_page("", page("Warc").as_bytes()))),
            ("d.dat", page("Html").as_bytes()),
            ("e", format!("Text: {FERRY}").as_bytes()),
        ],
    );
    let (documents, told) = packed(&folder, ["a", "b.gz", "c", "d.dat", "e"].map(|name| folder.join(name)));
    let found: Vec<&str> = texts(&documents).iter().map(|t| t.split(':').next().expect("a word")).collect();
    assert_eq!(found, ["Html", "Json", "Rss", "Text", "Warc"], "{told}");
}
