//! What one item of an agency says, element by element.

use crate::core::{Document, iso, joined};
use crate::{fields, parse, wrapped};

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

#[derive(Default)]
pub struct Item {
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

impl Item {
    /// One whose element says this.
    pub fn new(told: &dyn Fn(&str) -> Option<String>) -> Item {
        Item { document: Document { id: told("guid"), language: told("lang"), ..Document::default() }, ..Item::default() }
    }

    /// Whether an item that begins now is one by itself, and no part of the text.
    pub fn is_outer_of(&mut self, local: &str) -> bool {
        let is_inner = local == "NewsItem" && self.body.is_none();
        self.is_package |= is_inner;
        is_inner
    }

    /// Whether it is nothing beside the items in it.
    pub fn is_package(&self) -> bool {
        self.is_package && self.lines.is_empty()
    }

    pub fn start(&mut self, depth: usize, local: &str, told: &dyn Fn(&str) -> Option<String>) {
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

    pub fn text(&mut self, text: &str) {
        match &mut self.field {
            // The headline stands in what is passed over of the body.
            Some((_, field, so_far)) if self.beside.is_none() || *field == Field::Title => so_far.push_str(text),
            None if self.body.is_some() && self.beside.is_none() => self.loose.push_str(text),
            _ => {}
        }
    }

    pub fn end(&mut self, depth: usize) {
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

    pub fn finish(self) -> Document {
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
