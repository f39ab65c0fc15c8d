//! What agencies send as XML: NITF, NewsML-G2 with NITF or XHTML in it, and NewsML 1.

use crate::charset;
use crate::core::{Document, iso, joined};
use crate::pieces::Raw;
use crate::refused::Refused;
use crate::xml::{Xml, attribute, events};

/// Elements that are an item by themselves, where none is open around them.
const ITEMS: &[&str] = &["nitf", "newsItem", "NewsItem"];

/// The first elements of such files.
pub fn is_root(name: &str) -> bool {
    ITEMS.contains(&name) || matches!(name, "newsMessage" | "NewsML")
}

/// Elements in which no prose of the article stands.
const BESIDE: &[&str] = &[
    "media",
    "table",
    "figure",
    "script",
    "style",
    "note",
    "hl1",
    "hl2",
    "h1",
    "h2",
    "h3",
    "h4",
    "head",
    "tagline",
    "distributor",
    "dateline",
];

/// Reads the items of a file. What comes before a mistake in its XML is used.
pub fn items(bytes: &[u8], name: &str) -> Vec<Result<Raw, Refused>> {
    let text = charset::decode_xml(bytes);
    let mut scan = Scan::default();
    let end = events(&text, |event| match event {
        Xml::Start(local, tag) => {
            let told = |name: &str| attribute(tag, name);
            scan.start(local, &told);
        }
        Xml::End(local) => scan.end(local),
        Xml::Text(text) => scan.text(text),
    });
    let count = scan.found.len();
    let mut found: Vec<Result<Raw, Refused>> = Vec::new();
    for (number, document) in scan.found.into_iter().enumerate() {
        let place = if count == 1 { name.to_owned() } else { format!("{name}: item {}", number + 1) };
        found.push(if document.text.trim().is_empty() {
            Err(Refused::new(place, "the item has no text"))
        } else {
            Ok(Raw::ready(place, document))
        });
    }
    if let Err(why) = end {
        found.push(Err(if count == 0 {
            Refused::new(name, why)
        } else {
            Refused::rest(name, format!("{why}; the items before were used"))
        }));
    } else if count == 0 {
        found.push(Err(Refused::new(name, "there is no news item in it")));
    }
    found
}

#[derive(Default)]
struct Scan {
    found: Vec<Document>,
    depth: usize,
    /// The open item and how deep it is.
    item: Option<(usize, Item)>,
}

#[derive(Default)]
struct Item {
    document: Document,
    bylines: Vec<String>,
    lines: Vec<String>,
    quoted: Vec<u32>,
    /// When it was first sent, and when this version was.
    first: Option<String>,
    version: Option<String>,
    /// How deep the open body, quotation and what stands beside the prose are.
    body: Option<usize>,
    quotation: Option<usize>,
    beside: Option<usize>,
    /// The open element whose text is wanted, how deep it is, and its text so far.
    field: Option<(usize, Field, String)>,
}

#[derive(Clone, Copy, PartialEq)]
enum Field {
    Title,
    Byline,
    First,
    Version,
    Publisher,
    Terms,
    Paragraph,
    /// Text without elements, a paragraph a line.
    Plain,
}

impl Scan {
    fn start(&mut self, local: &str, told: &dyn Fn(&str) -> Option<String>) {
        self.depth += 1;
        let depth = self.depth;
        let Some((_, item)) = &mut self.item else {
            if ITEMS.contains(&local) {
                let mut item = Item::default();
                item.document.id = told("guid");
                item.document.language = told("lang");
                self.item = Some((depth, item));
            }
            return;
        };
        item.start(depth, local, told);
    }

    fn text(&mut self, text: &str) {
        if let Some((_, Item { field: Some((_, _, so_far)), beside: None, .. })) = &mut self.item {
            so_far.push_str(text);
        }
    }

    fn end(&mut self, local: &str) {
        let depth = self.depth;
        self.depth = self.depth.saturating_sub(1);
        let Some((at, item)) = &mut self.item else { return };
        item.end(depth, local);
        if *at == depth
            && let Some((_, item)) = self.item.take()
        {
            self.found.push(item.finish());
        }
    }
}

impl Item {
    fn start(&mut self, depth: usize, local: &str, told: &dyn Fn(&str) -> Option<String>) {
        let document = &mut self.document;
        match local {
            "nitf" | "body" | "contentMeta" if document.language.is_none() => document.language = told("lang"),
            "language" if document.language.is_none() => document.language = told("tag"),
            "doc-id" if document.id.is_none() => document.id = told("id-string"),
            "date.issue" | "story.date" => self.first = self.first.take().or_else(|| told("norm")),
            "doc.copyright" if document.publisher.is_none() => document.publisher = told("holder"),
            "title" => {}
            _ => {}
        }
        if self.beside.is_none() && self.body.is_some() && BESIDE.contains(&local) {
            self.beside = Some(depth);
        }
        let is_open = self.beside.is_some() || self.field.is_some();
        // A line break ends no paragraph.
        if let Some((_, Field::Paragraph, text)) = &mut self.field
            && local == "br"
        {
            text.push(' ');
        }
        if self.body.is_none() && matches!(local, "body.content" | "inlineXML" | "DataContent") {
            self.body = Some(depth);
        }
        if local == "inlineData" && self.field.is_none() {
            self.field = Some((depth, Field::Plain, String::new()));
        }
        if self.body.is_some() && matches!(local, "bq" | "blockquote") && self.quotation.is_none() {
            self.quotation = Some(depth);
        }
        let field = match local {
            "p" if self.body.is_some() => Some(Field::Paragraph),
            // In NITF the head of the body has headline and byline, behind them in G2 the content.
            "hl1" | "headline" | "HeadLine" if self.document.title.is_none() => Some(Field::Title),
            "by" | "byline" | "ByLine" if self.bylines.is_empty() => Some(Field::Byline),
            "firstCreated" | "FirstCreated" => Some(Field::First),
            "versionCreated" | "ThisRevisionCreated" | "contentCreated" => Some(Field::Version),
            "usageTerms" | "UsageType" => Some(Field::Terms),
            "copyrightHolder" | "provider" | "Provider" => {
                if self.document.publisher.is_none() {
                    self.document.publisher = told("literal");
                }
                Some(Field::Publisher)
            }
            _ => None,
        };
        // The headline stands in what is passed over of the body.
        let is_title = field == Some(Field::Title);
        if let Some(field) = field.filter(|_| !is_open || is_title && self.field.is_none()) {
            if is_title {
                self.beside = None;
            }
            self.field = Some((depth, field, String::new()));
        }
    }

    fn end(&mut self, depth: usize, _: &str) {
        if let Some((_, field, text)) = self.field.take_if(|(at, ..)| *at == depth) {
            self.put(field, &text);
        }
        self.body.take_if(|at| *at == depth);
        self.quotation.take_if(|at| *at == depth);
        self.beside.take_if(|at| *at == depth);
    }

    fn put(&mut self, field: Field, text: &str) {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.is_empty() {
            return;
        }
        match field {
            Field::Title => self.document.title = Some(line),
            Field::Byline => {
                let name = line.strip_prefix("By ").or_else(|| line.strip_prefix("by ")).unwrap_or(&line);
                self.bylines.push(name.to_owned());
            }
            Field::First => self.first = self.first.take().or(Some(line)),
            Field::Version => self.version = self.version.take().or(Some(line)),
            Field::Publisher => self.document.publisher = self.document.publisher.take().or(Some(line)),
            Field::Terms => self.document.licence = self.document.licence.take().or(Some(line)),
            Field::Paragraph => {
                if self.quotation.is_some() {
                    self.quoted.push(self.lines.len() as u32);
                }
                self.lines.push(line);
            }
            Field::Plain => self
                .lines
                .extend(text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|line| !line.is_empty())),
        }
    }

    fn finish(self) -> Document {
        let published = self.first.or(self.version).map(|date| spaced(&date)).map(|date| iso(&date, None).unwrap_or(date));
        let author = joined(self.bylines.iter().map(String::as_str).collect());
        Document { text: self.lines.join("\n"), quoted_blocks: self.quoted, published, author, ..self.document }
    }
}

/// A date of ISO 8601 in its basic form, as NITF and NewsML 1 write it, in the extended one: `20310302T080000Z`.
fn spaced(date: &str) -> String {
    let digits = date.bytes().take_while(u8::is_ascii_digit).count();
    if digits != 8 || !date.is_ascii() {
        return date.to_owned();
    }
    let (day, rest) = date.split_at(8);
    let day = format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]);
    let Some(time) = rest.strip_prefix('T').filter(|time| time.bytes().take_while(u8::is_ascii_digit).count() == 6) else { return day };
    let zone = &time[6..];
    let zone = if zone.len() == 5 && !zone.contains(':') { format!("{}:{}", &zone[..3], &zone[3..]) } else { zone.to_owned() };
    format!("{day}T{}:{}:{}{zone}", &time[..2], &time[2..4], &time[4..6])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    fn read(xml: &str) -> Vec<Document> {
        items(xml.as_bytes(), "a.xml").into_iter().map(|raw| parse(raw.expect("an item")).expect("a document")).collect()
    }

    #[test]
    fn nitf() {
        let [document] = &read(
            r#"<?xml version="1.0"?><nitf><head><title>FERRY</title><docdata><doc-id id-string="npa.1"/><date.issue norm="20310302T080000+0100"/><doc.copyright holder="Northreach Press Agency"/></docdata></head>
            <body><body.head><hedline><hl1>Ferry <em>aground</em></hl1><hl2>All safe</hl2></hedline><byline>By Ines Tern</byline><dateline>SKARN HEAD</dateline></body.head>
            <body.content><p>The night ferry &amp; its crew.</p><media><media-caption><p>A picture.</p></media-caption></media><bq><block><p>“We saw it late.”</p></block></bq><table><tr><td><p>1</p></td></tr></table></body.content></body></nitf>"#,
        )[..] else {
            panic!("one item")
        };
        assert_eq!(document.text, "The night ferry & its crew.\n“We saw it late.”");
        assert_eq!(document.quoted_blocks, [1]);
        assert_eq!(document.title.as_deref(), Some("Ferry aground"));
        assert_eq!((document.author.as_deref(), document.publisher.as_deref()), (Some("Ines Tern"), Some("Northreach Press Agency")));
        assert_eq!((document.published.as_deref(), document.id.as_deref()), (Some("2031-03-02T08:00:00+01:00"), Some("npa.1")));
    }

    #[test]
    fn newsml_g2() {
        let item = |guid: &str, body: &str| {
            format!(
                r#"<newsItem guid="{guid}" xml:lang="en"><rightsInfo><copyrightHolder literal="NPA"><name>Northreach Press Agency</name></copyrightHolder><usageTerms>Link back.</usageTerms></rightsInfo>
                <itemMeta><provider qcode="x:npa"><name>NPA desk</name></provider><versionCreated>2031-03-02T09:00:00Z</versionCreated><firstCreated>2031-03-02T08:00:00Z</firstCreated></itemMeta>
                <contentMeta><by>By Ole Gull</by><headline>Ferry aground</headline></contentMeta><contentSet>{body}</contentSet></newsItem>"#
            )
        };
        let xhtml = item(
            "urn:1",
            "<inlineXML><html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title></head><body><h1>Ferry</h1><p>One.<br/>Two.</p><blockquote><p>Three.</p></blockquote></body></html></inlineXML>",
        );
        let plain = item("urn:2", "<inlineData>Four.\n\nFive.</inlineData>");
        let read = read(&format!("<newsMessage><itemSet>{xhtml}{plain}</itemSet></newsMessage>"));
        let texts: Vec<&str> = read.iter().map(|document| document.text.as_str()).collect();
        assert_eq!(texts, ["One. Two.\nThree.", "Four.\nFive."]);
        assert_eq!(read[0].quoted_blocks, [1]);
        for document in &read {
            assert_eq!(document.title.as_deref(), Some("Ferry aground"));
            assert_eq!((document.publisher.as_deref(), document.author.as_deref()), (Some("NPA"), Some("Ole Gull")));
            assert_eq!(document.published.as_deref(), Some("2031-03-02T08:00:00Z"));
            assert_eq!((document.licence.as_deref(), document.language.as_deref()), (Some("Link back."), Some("en")));
        }
    }

    #[test]
    fn what_is_cut_short_is_used_as_far_as_it_goes() {
        let found = items(b"<newsMessage><newsItem><inlineXML><p>Whole.</p></inlineXML></newsItem><newsItem><inlineXML><p>Half", "a.xml");
        assert_eq!(found.len(), 2);
        assert!(found[0].is_ok() && found[1].as_ref().is_err_and(|refused| refused.why.contains("the items before were used")));
        assert!(items(b"<nitf/>", "a.xml")[0].as_ref().is_err_and(|refused| refused.why == "the item has no text"));
    }
}
