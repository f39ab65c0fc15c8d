//! A piece of an input to its document.

use crate::core::{Document, PageInput, Part, find_article, find_block_quotations, joined, metadata};
use crate::http::Head;
use crate::kinds::is_html_page;
use crate::licence::identifier;
use crate::pieces::{Entry, Form, Raw};
use crate::refused::{Refused, What};
use crate::{charset, fields, html, markdown, saved, wrapped};

/// Why a page gives no document.
const NO_ARTICLE: &str = "no article was found on the page";

/// Makes a document of a piece. Nothing is read or remembered, so any thread can do it.
///
/// # Errors
/// There is no document in it that can be used.
pub fn parse(raw: Raw) -> Result<Document, Refused> {
    let Raw { place, form, bytes } = raw;
    let parsed = match form {
        Form::JsonLine => json_line(&bytes),
        Form::Json => json_value(&bytes),
        Form::Row(row) => with_text(*row, String::from_utf8_lossy(&bytes).into_owned()),
        Form::Saved { id } => saved::page(&bytes, None).and_then(article).map(|document| Document { id, ..document }),
        Form::Text { id } => text(&bytes).map(|text| Document { id, text, ..Document::default() }),
        Form::Html { id } => article(saved::read_html(&charset::decode_html(&bytes), None)).map(|document| Document { id, ..document }),
        Form::Response { url } => {
            let page = response(&bytes, url);
            return page.map(with_licence).map_err(|why| {
                let what = if why == NO_ARTICLE { What::Ordinary } else { What::All };
                Refused { what, ..Refused::new(place, why) }
            });
        }
        Form::Entry(entry) => self::entry(*entry, &bytes),
        Form::Markdown { id } => markdown(&bytes).map(|document| Document { id: document.id.or(id), ..document }),
        Form::Ready { document, .. } => Ok(*document),
    };
    parsed.map(with_licence).map_err(|why| Refused::new(place, why))
}

/// Its licence is told by its identifier, where it has one.
fn with_licence(document: Document) -> Document {
    let licence = document.licence.map(|licence| identifier(&licence).into_owned());
    Document { licence, ..document }
}

fn json_line(bytes: &[u8]) -> Result<Document, String> {
    let document: Document = serde_json::from_slice(bytes).map_err(|error| {
        // The place has the line's number already, and to the parser each line is the first.
        error.to_string().replace(" at line 1 column ", " at column ")
    })?;
    if document.text.trim().is_empty() { Err("the document has no \"text\"".into()) } else { Ok(document) }
}

fn json_value(bytes: &[u8]) -> Result<Document, String> {
    let value = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
    let mut document = fields::document(&value)?;
    let text = std::mem::take(&mut document.text);
    with_text(document, text)
}

/// A document with a text that may be HTML.
fn with_text(document: Document, text: String) -> Result<Document, String> {
    if !fields::is_markup(&text) {
        return Ok(Document { text, ..document });
    }
    let (text, quoted_blocks) = visible(&text);
    if text.trim().is_empty() { Err("there is no text in it".into()) } else { Ok(Document { text, quoted_blocks, ..document }) }
}

fn text(bytes: &[u8]) -> Result<String, String> {
    let page = wrapped::page(&charset::decode_text(bytes));
    let lines: Vec<&str> = page.blocks().iter().map(|b| b.text.as_str()).collect();
    if lines.is_empty() { Err("there is no text in it".into()) } else { Ok(lines.join("\n")) }
}

/// The article of a page as a document; all of the text where the page is no HTML.
///
/// # Errors
/// The reason why there is none.
pub fn article(page: PageInput) -> Result<Document, String> {
    let found = if page.elements().is_empty() { vec![Part::Article; page.blocks().len()] } else { find_article(&page) };
    if !found.contains(&Part::Article) {
        return Err(NO_ARTICLE.into());
    }
    let (text, quoted_blocks) = text_of(&page, |block| found[block] == Part::Article);
    Ok(Document { text, quoted_blocks, ..described(metadata::read(&page, &found, None)) })
}

/// A document without its text.
fn described(meta: metadata::PageMetadata) -> Document {
    Document {
        url: meta.canonical.or(meta.url),
        publisher: meta.publisher,
        author: joined(meta.authors.iter().map(String::as_str).collect()),
        published: meta.published,
        title: meta.title,
        language: meta.language,
        revision_of: meta.based_on,
        licence: meta.licence,
        ..Document::default()
    }
}

fn response(message: &[u8], url: Option<String>) -> Result<Document, String> {
    let head = Head::read(message).ok_or("there is no HTTP head in it")?;
    let body = head.body(message)?;
    if !head.has_type() && !is_html_page(&body) {
        return Err(NO_ARTICLE.into());
    }
    let page = html::read_at(&charset::decode_html_as(&body, head.charset()), url.as_deref());
    let document = article(page)?;
    Ok(Document { url: url.or(document.url), ..document })
}

fn entry(entry: Entry, bytes: &[u8]) -> Result<Document, String> {
    let content = String::from_utf8_lossy(bytes);
    let (text, quoted_blocks) = if entry.markup { visible(&content) } else { (content.into_owned(), Vec::new()) };
    if !text.contains(char::is_alphanumeric) {
        return Err("the entry has no text".into());
    }
    Ok(Document {
        id: None,
        url: entry.url,
        publisher: entry.publisher,
        author: entry.author,
        published: entry.published,
        title: entry.title.map(|title| on_one_line(&if title.contains(['<', '&']) { visible(&title).0 } else { title })),
        text,
        language: entry.language,
        revision_of: None,
        licence: None,
        quoted_blocks,
    })
}

/// A feed holds the article alone: all that is shown is its text.
pub(crate) fn visible(markup: &str) -> (String, Vec<u32>) {
    let page = html::read(markup);
    text_of(&page, |block| !page.blocks()[block].hidden)
}

/// A page that was made ready to be read: all that is seen of it is the article, but for its title.
pub(crate) fn made_ready(markup: &str, title: Option<&str>) -> Result<Document, String> {
    let page = html::read(markup);
    let meta = metadata::read(&page, &find_article(&page), None);
    let is_title = |block: usize| block == 0 && title.is_some_and(|title| on_one_line(title) == on_one_line(&page.blocks()[block].text));
    let (text, quoted_blocks) = text_of(&page, |block| !page.blocks()[block].hidden && !is_title(block));
    if text.trim().is_empty() {
        return Err("there is no text in it".into());
    }
    Ok(Document { text, quoted_blocks, ..described(meta) })
}

/// Of Markdown all that is set is the text, but for headings; the first of them is the title where nothing else is.
pub(crate) fn markdown(bytes: &[u8]) -> Result<Document, String> {
    let (mut document, markup) = markdown::read(&charset::decode_text(bytes));
    let page = html::read(&markup);
    let tag = |block: usize| usize::try_from(page.blocks()[block].element).map_or("", |at| page.elements()[at].tag.as_str());
    let is_heading = |block: usize| matches!(tag(block), "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
    if document.title.is_none() && !page.blocks().is_empty() && tag(0) == "h1" {
        document.title = Some(on_one_line(&page.blocks()[0].text));
    }
    let (text, quoted_blocks) = text_of(&page, |block| !page.blocks()[block].hidden && !is_heading(block));
    if text.trim().is_empty() { Err("there is no text in it".into()) } else { Ok(Document { text, quoted_blocks, ..document }) }
}

/// The text of some of a page's blocks, a line each, and which of these lines are block quotations.
fn text_of(page: &PageInput, is_text: impl Fn(usize) -> bool) -> (String, Vec<u32>) {
    let in_quotations = find_block_quotations(page);
    let blocks: Vec<usize> = (0..page.blocks().len()).filter(|&block| is_text(block)).collect();
    let lines: Vec<String> = blocks.iter().map(|&block| on_one_line(&page.blocks()[block].text)).collect();
    let quoted = (0..).zip(&blocks).filter(|(_, block)| in_quotations[**block]).map(|(number, _)| number).collect();
    (lines.join("\n"), quoted)
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
