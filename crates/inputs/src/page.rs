//! A file to the page that is checked.

use crate::core::{Document, PageInput};
use crate::kinds::{Kind, is_binary, kind_of, looks_like_html};
use crate::pieces::{Input, PDF, pieces};
use crate::refused::Refused;
use crate::{MAX_BYTES, charset, parse, saved, wrapped};

/// Reads one page: HTML, a page that a browser saved, or plain text, a block a line or a paragraph.
///
/// # Errors
/// It is too large, no text, or a kind of file that holds many documents.
pub fn page(input: &Input, bytes: &[u8]) -> Result<PageInput, Refused> {
    page_at(input, bytes, None)
}

/// The same of a page whose address is known: links that lead from it are made absolute.
///
/// # Errors
/// As for [`page`].
pub fn page_at(input: &Input, bytes: &[u8], url: Option<&str>) -> Result<PageInput, Refused> {
    let refused = |why: String| Refused::new(input.place.as_str(), why);
    if bytes.len() > MAX_BYTES {
        return Err(refused(format!("it has more than {} MB; a page has at most that. Save the article alone", MAX_BYTES >> 20)));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(refused("it is empty".into()));
    }
    let kind = kind_of(input.kind, bytes);
    if kind == Kind::Pdf {
        return Err(refused(PDF.into()));
    }
    if is_binary(bytes) && !matches!(kind, Kind::Saved | Kind::Zip) {
        return Err(refused("it is no text (it holds binary data); give a .txt or .html file".into()));
    }
    let page = match kind {
        Kind::Jsonl | Kind::Json | Kind::Table | Kind::Warc => {
            return Err(refused("this kind of file holds many documents; give one page as .txt or .html".into()));
        }
        Kind::Markdown | Kind::News | Kind::Zip | Kind::Mbox | Kind::Pdf => only_document(input, bytes, url)?,
        Kind::Saved => saved::page(bytes, url).map_err(refused)?,
        Kind::Html => saved::read_html(&charset::decode_html(bytes), url),
        // XHTML has the name of a feed at times.
        Kind::Syndication if looks_like_html(bytes) => saved::read_html(&charset::decode_html(bytes), url),
        Kind::Syndication | Kind::Text => wrapped::page(&charset::decode_text(bytes)),
    };
    if page.blocks().is_empty() {
        return Err(refused("there is no text in it".into()));
    }
    Ok(page)
}

/// The one document of a file as a page.
fn only_document(input: &Input, bytes: &[u8], url: Option<&str>) -> Result<PageInput, Refused> {
    let refused = |why: String| Refused::new(input.place.as_str(), why);
    let mut documents: Vec<Document> = Vec::new();
    let mut why = None;
    for piece in pieces(input, bytes)? {
        match piece.and_then(parse::parse) {
            Ok(document) => documents.push(document),
            Err(refused) => drop(why.get_or_insert(refused)),
        }
        if documents.len() > 1 {
            return Err(refused("it holds several documents; give one of them, or build a pack of them all".into()));
        }
    }
    let Some(document) = documents.pop() else { return Err(why.unwrap_or_else(|| refused("there is no document in it".into()))) };
    let mut page = PageInput::from_text(&document.text);
    page.url = url.map(str::to_owned).or(document.url);
    page.title = document.title;
    page.lang = document.language;
    // As a page would say it.
    let told = [
        ("article:published_time", document.published),
        ("og:site_name", document.publisher),
        ("author", document.author),
        ("license", document.licence),
    ];
    page.meta = told.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect();
    Ok(page)
}
