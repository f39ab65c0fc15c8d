//! Texts of word processors: DOCX (ECMA-376) and ODT (ISO 26300).

use super::Archive;
use super::dublin::described;
use crate::charset;
use crate::core::Document;
use crate::xml::{Xml, attribute, events};

/// The document of an archive; `None` where it is no text of a word processor.
pub fn document(archive: &mut Archive) -> Option<Result<Document, String>> {
    let (kind, body, about) = if archive.has("word/document.xml") {
        (&DOCX, "word/document.xml", "docProps/core.xml")
    } else if archive.has("content.xml") && archive.has("meta.xml") {
        (&ODT, "content.xml", "meta.xml")
    } else {
        return None;
    };
    Some(archive.read_named(body)?.and_then(|bytes| read(kind, &bytes)).and_then(|mut document| {
        if let Some(Ok(bytes)) = archive.read_named(about) {
            let about = described(&charset::decode_xml(&bytes));
            document =
                Document { title: about.title.or(document.title), text: document.text, quoted_blocks: document.quoted_blocks, ..about };
        }
        if document.text.trim().is_empty() { Err("there is no text in it".into()) } else { Ok(document) }
    }))
}

/// What the elements of a kind of text mean.
struct Kind {
    /// In which the text stands. In ODT all that is in a paragraph, in DOCX its runs' texts alone.
    text: Option<&'static str>,
    /// Elements whose text is none of the article's: what was deleted, notes, what is written twice, what is said of a picture or of how a word sounds.
    beside: &'static [&'static str],
    /// Elements that stand for white space.
    spaces: &'static [&'static str],
    hyphen: Option<&'static str>,
    heading: Option<&'static str>,
    /// The attribute that names a paragraph's style, and the element that has it.
    style: (&'static str, &'static str),
}

const DOCX: Kind = Kind {
    text: Some("t"),
    beside: &["Fallback", "delText", "instrText", "del", "moveFrom", "footnote", "comment", "rt"],
    spaces: &["tab", "ptab", "br", "cr"],
    hyphen: Some("noBreakHyphen"),
    heading: None,
    style: ("pStyle", "val"),
};

const ODT: Kind = Kind {
    text: None,
    beside: &["tracked-changes", "annotation", "note", "forms", "table-of-content", "ruby-text", "desc"],
    spaces: &["s", "tab", "line-break"],
    hyphen: None,
    heading: Some("h"),
    style: ("p", "style-name"),
};

/// A paragraph that is open.
struct Paragraph {
    depth: usize,
    style: String,
    text: String,
}

fn read(kind: &Kind, bytes: &[u8]) -> Result<Document, String> {
    let mut document = Document::default();
    let mut lines: Vec<String> = Vec::new();
    let mut depth = 0usize;
    let mut beside: Option<usize> = None;
    // A text box stands in the paragraph that it is anchored to, and has paragraphs of its own. They come after that one, and are not left
    // out as pull quotes of pages are: there are templates by which the whole article stands in such boxes.
    let mut open: Vec<Paragraph> = Vec::new();
    let mut boxed: Vec<(String, String)> = Vec::new();
    let mut in_text = false;
    let end = events(&charset::decode_xml(bytes), |event| match event {
        Xml::Start(name, tag) => {
            depth += 1;
            if beside.is_none() && kind.beside.contains(&name) {
                beside = Some(depth);
            }
            if beside.is_some() {
                return;
            }
            if name == "p" || kind.heading == Some(name) {
                let style = if kind.heading == Some(name) { "Heading".to_owned() } else { String::new() };
                open.push(Paragraph { depth, style, text: String::new() });
            }
            if let Some(Paragraph { style, text, .. }) = open.last_mut() {
                if name == kind.style.0 && style.is_empty() {
                    *style = attribute(tag, kind.style.1).unwrap_or_default();
                }
                if kind.spaces.contains(&name) {
                    text.push(' ');
                } else if kind.hyphen == Some(name) {
                    text.push('-');
                }
                in_text |= kind.text == Some(name);
            }
        }
        Xml::Text(told) => {
            if let Some(Paragraph { text, .. }) = open.last_mut()
                && beside.is_none()
                && (in_text || kind.text.is_none())
            {
                text.push_str(told);
            }
        }
        Xml::End(name) => {
            if kind.text == Some(name) {
                in_text = false;
            }
            beside.take_if(|at| *at == depth);
            if let Some(Paragraph { style, text, .. }) = open.pop_if(|paragraph| paragraph.depth == depth) {
                let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
                if open.is_empty() {
                    put(&mut document, &mut lines, &style, line);
                    boxed.drain(..).for_each(|(style, line)| put(&mut document, &mut lines, &style, line));
                } else {
                    boxed.push((style, line));
                }
            }
            depth = depth.saturating_sub(1);
        }
    });
    document.text = lines.join("\n");
    // A text is used whole or not at all: what is left of a damaged one may end in the middle of a sentence.
    end.map(|()| document)
}

/// A heading names what is under it and is no paragraph; a title is the document's.
fn put(document: &mut Document, lines: &mut Vec<String>, style: &str, line: String) {
    if line.is_empty() {
        return;
    }
    let style = style.to_ascii_lowercase();
    if style == "title" || style == "titel" {
        document.title.get_or_insert(line);
    } else if style.starts_with("heading") || style.starts_with("berschrift") || style.starts_with("titre") || style == "subtitle" {
        if document.title.is_none() && lines.is_empty() {
            document.title = Some(line);
        }
    } else {
        if style.contains("quot") || style.contains("zitat") {
            document.quoted_blocks.push(lines.len() as u32);
        }
        lines.push(line);
    }
}
