//! What agencies send as XML: NITF, NewsML-G2, and NewsML 1; the latter with NITF, XHTML or plain text in them.

use crate::core::{Document, iso, joined};
use crate::pieces::Raw;
use crate::refused::Refused;
use crate::xml::{Xml, attribute, events};
use crate::{charset, fields, parse, wrapped};

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
        Xml::End(_) => scan.end(),
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
    /// The open items, each in the one before it, and how deep they are.
    open: Vec<(usize, Item)>,
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
    /// How deep the open component is of whose contents each says the same, and how many lines there were before it.
    same: Option<(usize, usize)>,
    /// Text of the open body that stands in no paragraph.
    loose: String,
    /// Whether there are items in it.
    is_package: bool,
    /// The open element whose text is wanted, how deep it is, and its text so far.
    field: Option<(usize, Field, String)>,
}

#[derive(Clone, Copy, PartialEq)]
enum Field {
    Title,
    Byline,
    First,
    Version,
    Id,
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
        // NITF in another item is its text; NewsML 1 has items in items.
        let is_item = match self.open.last_mut() {
            None => ITEMS.contains(&local),
            Some((_, item)) => {
                let is_inner = local == "NewsItem" && item.body.is_none();
                item.is_package |= is_inner;
                is_inner
            }
        };
        if is_item {
            let mut item = Item::default();
            item.document.id = told("guid");
            item.document.language = told("lang");
            self.open.push((depth, item));
        } else if let Some((_, item)) = self.open.last_mut() {
            item.start(depth, local, told);
        }
    }

    fn text(&mut self, text: &str) {
        let Some((_, item)) = self.open.last_mut() else { return };
        match &mut item.field {
            // The headline stands in what is passed over of the body.
            Some((_, field, so_far)) if item.beside.is_none() || *field == Field::Title => so_far.push_str(text),
            None if item.body.is_some() && item.beside.is_none() => item.loose.push_str(text),
            _ => {}
        }
    }

    fn end(&mut self) {
        let depth = self.depth;
        self.depth = self.depth.saturating_sub(1);
        let Some((at, item)) = self.open.last_mut() else { return };
        item.end(depth);
        if *at == depth
            && let Some((_, item)) = self.open.pop()
            && !(item.is_package && item.lines.is_empty())
        {
            self.found.push(item.finish());
        }
    }
}

impl Item {
    fn start(&mut self, depth: usize, local: &str, told: &dyn Fn(&str) -> Option<String>) {
        let document = &mut self.document;
        let of_name = |part: &str| told("FormalName").map(|name| name.to_ascii_lowercase().contains(part));
        match local {
            "nitf" | "body" | "contentMeta" if document.language.is_none() => document.language = told("lang"),
            "language" if document.language.is_none() => document.language = told("tag"),
            "Language" if document.language.is_none() => document.language = told("FormalName"),
            "doc-id" if document.id.is_none() => document.id = told("id-string"),
            "date.issue" | "story.date" => self.first = self.first.take().or_else(|| told("norm")),
            "doc.copyright" if document.publisher.is_none() => document.publisher = told("holder"),
            "Party" if document.publisher.is_none() && matches!(self.field, Some((_, Field::Publisher, _))) => {
                document.publisher = told("FormalName");
            }
            // NITF says itself where its text is.
            "nitf" => drop(self.body.take()),
            "NewsComponent" if self.same.is_none() && told("EquivalentsList").is_some_and(|is| is.eq_ignore_ascii_case("yes")) => {
                self.same = Some((depth, self.lines.len()));
            }
            // Pictures have texts too; what says that a part is one stands first in it.
            "Role" if self.beside.is_none() && of_name("caption") == Some(true) => self.beside = Some(depth - 1),
            "MediaType" if self.beside.is_none() && of_name("text") == Some(false) => self.beside = Some(depth - 1),
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
        let is_said = self.same.is_some_and(|(_, before)| self.lines.len() > before);
        if self.body.is_none() && !is_said && matches!(local, "body.content" | "inlineXML" | "DataContent") {
            self.body = Some(depth);
            self.loose.clear();
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
            "PublicIdentifier" => Some(Field::Id),
            "usageTerms" | "UsageType" => Some(Field::Terms),
            "copyrightHolder" | "CopyrightHolder" | "provider" | "Provider" => {
                if self.document.publisher.is_none() {
                    self.document.publisher = told("literal");
                }
                Some(Field::Publisher)
            }
            _ => None,
        };
        if let Some(field) = field.filter(|&field| !is_open || field == Field::Title && self.field.is_none()) {
            self.field = Some((depth, field, String::new()));
        }
    }

    fn end(&mut self, depth: usize) {
        if let Some((_, field, text)) = self.field.take_if(|(at, ..)| *at == depth) {
            self.put(field, &text);
        }
        if self.body.take_if(|at| *at == depth).is_some() {
            let loose = std::mem::take(&mut self.loose);
            if self.same.map_or(self.lines.is_empty(), |(_, before)| self.lines.len() == before) {
                self.put(Field::Plain, &loose);
            }
        }
        self.quotation.take_if(|at| *at == depth);
        self.beside.take_if(|at| *at == depth);
        self.same.take_if(|(at, _)| *at == depth);
    }

    fn put(&mut self, field: Field, text: &str) {
        let line = on_one_line(text);
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
            Field::Id => self.document.id = self.document.id.take().or(Some(line)),
            Field::Terms => self.document.licence = self.document.licence.take().or(Some(line)),
            Field::Paragraph => {
                if self.quotation.is_some() {
                    self.quoted.push(self.lines.len() as u32);
                }
                self.lines.push(line);
            }
            // It may be HTML that is written as text.
            Field::Plain if fields::is_markup(text) => {
                let (text, quoted) = parse::visible(text);
                self.quoted.extend(quoted.into_iter().map(|number| number + self.lines.len() as u32));
                self.lines.extend(text.lines().map(str::to_owned));
            }
            Field::Plain => self.lines.extend(wrapped::page(text).blocks().iter().map(|block| on_one_line(&block.text))),
        }
    }

    fn finish(self) -> Document {
        let published = self.first.or(self.version).map(|date| spaced(&date)).map(|date| iso(&date, None).unwrap_or(date));
        let author = joined(self.bylines.iter().map(String::as_str).collect());
        Document { text: self.lines.join("\n"), quoted_blocks: self.quoted, published, author, ..self.document }
    }
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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
    fn newsml_1() {
        let item = |id: &str, content: &str| {
            format!(
                r#"<NewsItem><Identification><NewsIdentifier><ProviderId>npa.example</ProviderId><NewsItemId>{id}</NewsItemId><PublicIdentifier>urn:newsml:npa.example:20310302:{id}:1</PublicIdentifier></NewsIdentifier></Identification>
                <NewsManagement><FirstCreated>20310302T080000+0100</FirstCreated><ThisRevisionCreated>20310302T090000+0100</ThisRevisionCreated></NewsManagement>
                <NewsComponent><NewsLines><HeadLine>Ferry aground</HeadLine><SubHeadLine>All safe</SubHeadLine><ByLine>By Ole Gull</ByLine><DateLine>SKARN HEAD</DateLine></NewsLines>
                <AdministrativeMetadata><Provider><Party FormalName="Northreach Press Agency"/></Provider></AdministrativeMetadata><RightsMetadata><UsageRights><UsageType>Link back.</UsageType></UsageRights></RightsMetadata>
                <DescriptiveMetadata><Language FormalName="en"/></DescriptiveMetadata>{content}</NewsComponent></NewsItem>"#
            )
        };
        let content = |data: &str| {
            format!(r#"<ContentItem><MediaType FormalName="Text"/><Format FormalName="x"/><DataContent>{data}</DataContent></ContentItem>"#)
        };
        let nitf = "<nitf><head><title>x</title></head><body><body.head><hedline><hl1>Other</hl1></hedline><byline>By Else</byline><abstract><p>In short.</p></abstract></body.head><body.content><p>One.</p><bq><block><p>Two.</p></block></bq></body.content></body></nitf>";
        let xhtml = "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title></head><body><h1>Ferry</h1><p>One.</p><blockquote><p>Two.</p></blockquote></body></html>";
        let nested = format!(
            "<NewsComponent><Role FormalName=\"Main\"/>{}</NewsComponent>",
            content("<p>One.</p><blockquote><p>Two.</p></blockquote>")
        );
        let picture = "<NewsComponent><Role FormalName=\"Photo\"/><ContentItem><MediaType FormalName=\"Photo\"/><DataContent><p>A picture.</p></DataContent></ContentItem></NewsComponent>".to_owned()
            + &format!("<NewsComponent><Role FormalName=\"Caption\"/>{}</NewsComponent>", content("<p>The ferry on its side.</p>"));
        let either = format!("<NewsComponent EquivalentsList=\"yes\">{}{}</NewsComponent>", content(nitf), content(xhtml));
        let cdata = content("<![CDATA[<p>One.</p><blockquote><p>Two.</p></blockquote>]]>");
        let contents = [content(nitf), content(xhtml), nested + &picture, either, cdata];
        let items: String = contents.iter().enumerate().map(|(at, content)| item(&at.to_string(), content)).collect();
        // A package is an item with others in it.
        let package = format!("<NewsItem><NewsComponent>{}</NewsComponent></NewsItem>", item("5", &content("\nOne.\n\nTwo.\n")));
        let read = read(&format!(
            "<?xml version='1.0'?><!DOCTYPE NewsML SYSTEM 'NewsML_1.2.dtd'><NewsML><NewsEnvelope><DateAndTime>20310302T091500Z</DateAndTime></NewsEnvelope>{items}{package}</NewsML>"
        ));
        assert_eq!(read.len(), 6);
        for (at, document) in read.iter().enumerate() {
            assert_eq!((document.text.as_str(), document.quoted_blocks.len()), ("One.\nTwo.", usize::from(at < 5)), "{at}");
            assert_eq!(document.id, Some(format!("urn:newsml:npa.example:20310302:{at}:1")));
            assert_eq!((document.title.as_deref(), document.author.as_deref()), (Some("Ferry aground"), Some("Ole Gull")));
            assert_eq!(
                (document.publisher.as_deref(), document.published.as_deref()),
                (Some("Northreach Press Agency"), Some("2031-03-02T08:00:00+01:00"))
            );
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
