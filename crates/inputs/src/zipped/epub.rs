//! E-books (EPUB 2 and 3): a document a chapter that has an article's text, in the order of the spine.

use std::collections::HashMap;

use super::Archive;
use super::dublin::described;
use crate::core::Document;
use crate::pieces::Raw;
use crate::refused::Refused;
use crate::xml::{Xml, attribute, events};
use crate::{charset, html, parse};

const CONTAINER: &str = "META-INF/container.xml";

/// The chapters of a book; `None` where the archive is none.
pub fn chapters(archive: &mut Archive, place: &str) -> Option<Result<Vec<Result<Raw, Refused>>, String>> {
    let container = archive.read_named(CONTAINER)?;
    Some(container.and_then(|container| read(archive, &container, place)))
}

fn read(archive: &mut Archive, container: &[u8], place: &str) -> Result<Vec<Result<Raw, Refused>>, String> {
    let mut path = None;
    events(&charset::decode_xml(container), |event| {
        if let Xml::Start("rootfile", tag) = event {
            path = path.take().or_else(|| attribute(tag, "full-path"));
        }
    })?;
    let path = path.ok_or("it is an e-book that does not say where its contents are")?;
    let opf = archive.read_named(&path).ok_or("it is an e-book without its list of contents")??;
    let book = Book::read(&opf)?;
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut found = Vec::new();
    for href in &book.spine {
        let name = resolved(folder, href);
        let place = format!("{place}/{name}");
        let Some(bytes) = archive.read_named(&name) else {
            found.push(Err(Refused::new(place, "the e-book lists it, and it is not there")));
            continue;
        };
        match bytes.and_then(|bytes| chapter(&book, &bytes)) {
            // Covers, contents and imprints are no articles.
            Ok(None) => {}
            Ok(Some(document)) => found.push(Ok(Raw::ready(place, document))),
            Err(why) => found.push(Err(Refused::new(place, why))),
        }
    }
    if found.is_empty() { Err("there is no chapter with an article's text in it".into()) } else { Ok(found) }
}

/// What the book says of itself, and its chapters in their order.
struct Book {
    about: Document,
    spine: Vec<String>,
}

impl Book {
    fn read(opf: &[u8]) -> Result<Book, String> {
        let opf = charset::decode_xml(opf);
        let about = described(&opf);
        let mut book = Book { about: Document { publisher: about.publisher.or(about.title), title: None, ..about }, spine: Vec::new() };
        let mut items: HashMap<String, String> = HashMap::new();
        events(&opf, |event| match event {
            Xml::Start("item", tag) => {
                let is_page = attribute(tag, "media-type").is_some_and(|kind| kind.contains("html"));
                if let Some((id, href)) = attribute(tag, "id").zip(attribute(tag, "href")).filter(|_| is_page) {
                    items.insert(id, href);
                }
            }
            Xml::Start("itemref", tag) => book.spine.extend(attribute(tag, "idref").and_then(|id| items.get(&id).cloned())),
            _ => {}
        })?;
        Ok(book)
    }
}

/// The document of a chapter; `None` where it has no article.
fn chapter(book: &Book, bytes: &[u8]) -> Result<Option<Document>, String> {
    let Ok(document) = parse::article(html::read(&charset::decode_html(bytes))) else { return Ok(None) };
    let about = book.about.clone();
    Ok(Some(Document { title: document.title, text: document.text, quoted_blocks: document.quoted_blocks, ..about }))
}

/// Where a link from a folder leads within the archive.
fn resolved(folder: &str, href: &str) -> String {
    let href = unescaped(href.split('#').next().unwrap_or_default());
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Without the percent signs of addresses.
fn unescaped(href: &str) -> String {
    let mut bytes = Vec::with_capacity(href.len());
    let mut rest = href.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let code =
            (byte == b'%').then(|| after.get(..2)).flatten().and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(code.unwrap_or(byte));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn links_lead_within_the_archive() {
        assert_eq!(resolved("OEBPS/text", "../a%20b.xhtml#c"), "OEBPS/a b.xhtml");
        assert_eq!(resolved("", "../../etc/passwd"), "etc/passwd");
        assert_eq!(resolved("OEBPS", "50%"), "OEBPS/50%");
    }
}
