//! A file to the page that is checked.

use crate::core::PageInput;
use crate::kinds::{Kind, is_binary, looks_like_html};
use crate::pieces::Input;
use crate::refused::Refused;
use crate::{MAX_BYTES, charset, html};

/// Reads one page: HTML, or plain text, a block a line.
///
/// # Errors
/// It is too large, no text, or a kind of file that holds many documents.
pub fn page(input: &Input, bytes: &[u8]) -> Result<PageInput, Refused> {
    let refused = |why: String| Refused::new(input.place.as_str(), why);
    if bytes.len() > MAX_BYTES {
        return Err(refused(format!("it has more than {} MB; a page has at most that. Save the article alone", MAX_BYTES >> 20)));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(refused("it is empty".into()));
    }
    if is_binary(bytes) {
        return Err(refused("it is no text (it holds binary data); give a .txt or .html file".into()));
    }
    let is_html = match input.kind {
        Some(Kind::Jsonl | Kind::Warc) => {
            return Err(refused("this kind of file holds many documents; give one page as .txt or .html".into()));
        }
        Some(Kind::Text) => false,
        Some(Kind::Html) => true,
        Some(Kind::Syndication) | None => looks_like_html(bytes),
    };
    let page = if is_html { html::read(&charset::decode_html(bytes)) } else { PageInput::from_text(&charset::decode_text(bytes)) };
    if page.blocks().is_empty() {
        return Err(refused("there is no text in it".into()));
    }
    Ok(page)
}
