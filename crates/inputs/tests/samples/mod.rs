//! A small file of every format, and reading them. Outlets and people are invented.

use std::io::{Cursor, Write};

use serde_json::json;
use wherefrom_inputs::{Input, Refused, parse, pieces};
use wherefrom_text::model::Document;
use zip::write::SimpleFileOptions;

pub const FERRY: &str =
    "The night ferry ran aground at dawn off Skarn Head with forty people on board, and a tug from the quarry dock pulled it free.";
pub const BRIDGE: &str =
    "Engineers closed the old swing bridge after a lorry had cracked two of its girders, and drivers now go round by the mill road.";
pub const QUOTE: &str =
    "We saw the sandbank far too late, and the wheel was hard over before anybody on the bridge had spoken a word of warning to the mate.";

pub fn read(name: &str, bytes: impl AsRef<[u8]>) -> Vec<Result<Document, Refused>> {
    match pieces(&Input::named(name), Cursor::new(bytes.as_ref().to_vec())) {
        Ok(pieces) => pieces.map(|piece| piece.and_then(parse)).collect(),
        Err(refused) => vec![Err(refused)],
    }
}

pub fn why(name: &str, bytes: impl AsRef<[u8]>) -> String {
    let refused: Vec<String> = read(name, bytes).into_iter().filter_map(|read| read.err().map(|refused| refused.to_string())).collect();
    refused.join("; ")
}

pub fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a member");
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("an archive").into_inner()
}

pub fn docx() -> Vec<u8> {
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

pub fn odt() -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:text><text:tracked-changes><text:p>Gone.</text:p></text:tracked-changes><text:h>Ferry aground</text:h><text:p text:style-name=\"Text_20_body\">{}</text:p><text:p text:style-name=\"Quotations\">{QUOTE}</text:p></office:text></office:body></office:document-content>",
        FERRY.replace(' ', "<text:s/>")
    );
    let meta = "<office:document-meta><office:meta><dc:creator>Ole Gull</dc:creator><meta:initial-creator>Ines Tern</meta:initial-creator><meta:creation-date>2031-03-02T08:00:00</meta:creation-date><dc:language>en-GB</dc:language></office:meta></office:document-meta>";
    zip(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content.as_bytes()), ("meta.xml", meta.as_bytes())])
}

pub fn epub() -> Vec<u8> {
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

/// `folder` stands before the names of its files.
pub fn omnivore(folder: &str) -> Vec<u8> {
    let metadata = json!([{ "id": "1", "slug": "ferry-1", "title": "Ferry aground", "author": "Ines Tern", "url": "https://al.example/ferry", "publishedAt": "2031-03-02T08:00:00.000Z", "siteName": "Skarn Gazette" }]);
    let page = format!("<div id=\"readability-page-1\"><p>{FERRY}</p><blockquote><p>{QUOTE}</p></blockquote></div>");
    let files =
        [("metadata_0_to_19.json", metadata.to_string()), ("content/ferry-1.html", page), ("highlights/ferry-1.md", "> a note".into())];
    let files = files.map(|(name, text)| (format!("{folder}{name}"), text));
    let members: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    zip(&members)
}

pub fn warc() -> String {
    let html = format!(
        "<html><head><title>Ferry</title></head><body><article><p>{FERRY}</p><p>{BRIDGE}</p><p>{QUOTE}</p></article></body></html>"
    );
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{html}");
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://al.example/ferry\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
        http.len()
    )
}

pub fn mail(subject: &str) -> String {
    format!(
        "From: \"Skarn Gazette\" <letters@al.example>\nTo: reader@b.example\nSubject: {subject}\nDate: Mon, 3 Mar 2031 08:00:00 +0000\nList-Id: <letters.al.example>\n\n{FERRY}\n\n{BRIDGE}\n"
    )
}

pub fn mbox() -> String {
    format!(
        "From letters@al.example Mon Mar  3 08:00:00 2031\n{}\nFrom letters@al.example Tue Mar  4 08:00:00 2031\n{}",
        mail("One"),
        mail("Two")
    )
}

pub fn markdown() -> String {
    format!(
        "---\ntitle: Ferry aground\nauthor: Ines Tern\ndate: 2031-03-02\nurl: https://al.example/ferry\n---\n\n# Ferry aground\n\n{}\n\n> {QUOTE}\n\n![chart](a.png)\n\n## Elsewhere\n\n- {BRIDGE}\n",
        FERRY.replace("ferry", "[ferry](https://b.example)")
    )
}

pub fn wallabag() -> String {
    json!([{ "is_archived": 0, "title": "Ferry aground", "url": "https://al.example/ferry", "content": format!("<p>{FERRY}</p><p>{BRIDGE}</p>"), "published_at": "2031-03-02T08:00:00+00:00",
        "published_by": ["Ines Tern"], "domain_name": "al.example", "language": "en", "tags": ["sea"], "annotations": [] }]).to_string()
}

pub fn ninjs(version: u8) -> String {
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

pub fn nitf() -> String {
    format!(
        "<?xml version=\"1.0\"?><nitf><body><body.head><hedline><hl1>Ferry aground</hl1></hedline></body.head><body.content><p>{FERRY}</p><p>{BRIDGE}</p></body.content></body></nitf>"
    )
}

pub fn newsml() -> String {
    let item = |id: &str| {
        format!(
            "<newsItem guid=\"{id}\"><contentMeta><headline>Ferry aground</headline></contentMeta><contentSet><inlineXML><html><body><p>{FERRY}</p><blockquote><p>{QUOTE}</p></blockquote></body></html></inlineXML></contentSet></newsItem>"
        )
    };
    format!("<?xml version=\"1.0\"?><newsMessage><itemSet>{}{}</itemSet></newsMessage>", item("urn:1"), item("urn:2"))
}
