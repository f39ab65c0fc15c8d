//! What a file is: by its name, or by its first bytes where the name says nothing.

use std::path::{Path, PathBuf};

/// A file that holds documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    Html,
    Jsonl,
    /// RSS or Atom.
    Syndication,
    Warc,
}

/// A file that names files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    Lines,
    Opml,
}

fn extension(path: &Path) -> Option<String> {
    Some(path.extension()?.to_str()?.to_ascii_lowercase())
}

/// `None` for names that say nothing.
pub fn kind(path: &Path) -> Option<Kind> {
    match extension(path)?.as_str() {
        "txt" | "text" | "md" => Some(Kind::Text),
        "html" | "htm" | "xhtml" => Some(Kind::Html),
        "jsonl" | "ndjson" => Some(Kind::Jsonl),
        "rss" | "atom" | "xml" | "rdf" => Some(Kind::Syndication),
        "warc" => Some(Kind::Warc),
        _ => None,
    }
}

pub fn list(path: &Path) -> Option<List> {
    match extension(path)?.as_str() {
        "urls" | "list" => Some(List::Lines),
        "opml" => Some(List::Opml),
        _ => None,
    }
}

/// The name of what is compressed in a file: `a.html` of `a.html.gz`.
pub fn unpacked(path: &Path) -> PathBuf {
    match extension(path).as_deref() {
        Some("gz" | "zst" | "xz") => path.with_extension(""),
        _ => path.to_owned(),
    }
}

/// What a file seems to be, by its first bytes.
pub fn guess(head: &[u8]) -> Kind {
    let text = String::from_utf8_lossy(&head[..head.len().min(512)]);
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    if text.starts_with("WARC/") {
        Kind::Warc
    } else if text.starts_with('{') {
        Kind::Jsonl
    } else if ["<rss", "<feed", "<rdf:RDF"].iter().any(|root| text.contains(root)) {
        Kind::Syndication
    } else if looks_like_html(head) {
        Kind::Html
    } else {
        Kind::Text
    }
}

pub fn looks_like_html(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(512)]).trim_start_matches('\u{FEFF}').trim_start().to_ascii_lowercase();
    head.starts_with("<!doctype") || head.starts_with("<html") || head.starts_with('<') && head.contains('>')
}

/// NUL bytes in the first part of a file that is not UTF-16 with a byte order mark.
pub fn is_binary(bytes: &[u8]) -> bool {
    let utf16 = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    !utf16 && bytes[..bytes.len().min(8192)].contains(&0)
}
