//! What agencies send as XML: NITF, NewsML-G2, and NewsML 1; the latter with NITF, XHTML or plain text in them. What one item says is read by `item`.

mod item;

use self::item::Item;
use crate::charset;
use crate::core::Document;
use crate::pieces::Raw;
use crate::refused::Refused;
use crate::xml::{Xml, attribute, events};

/// Elements that are an item by themselves, where none is open around them.
const ITEMS: &[&str] = &["nitf", "newsItem", "NewsItem"];

/// The first elements of such files.
pub fn is_root(name: &str) -> bool {
    ITEMS.contains(&name) || matches!(name, "newsMessage" | "NewsML")
}

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

impl Scan {
    fn start(&mut self, local: &str, told: &dyn Fn(&str) -> Option<String>) {
        self.depth += 1;
        let depth = self.depth;
        // NITF in another item is its text; NewsML 1 has items in items.
        let is_item = match self.open.last_mut() {
            None => ITEMS.contains(&local),
            Some((_, item)) => item.is_outer_of(local),
        };
        if is_item {
            self.open.push((depth, Item::new(told)));
        } else if let Some((_, item)) = self.open.last_mut() {
            item.start(depth, local, told);
        }
    }

    fn text(&mut self, text: &str) {
        if let Some((_, item)) = self.open.last_mut() {
            item.text(text);
        }
    }

    fn end(&mut self) {
        let depth = self.depth;
        self.depth = self.depth.saturating_sub(1);
        let Some((at, item)) = self.open.last_mut() else { return };
        item.end(depth);
        if *at == depth
            && let Some((_, item)) = self.open.pop()
            && !item.is_package()
        {
            self.found.push(item.finish());
        }
    }
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
