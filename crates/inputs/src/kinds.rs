//! What a file is: by its name, or by its first bytes where the name says nothing.

/// A file that holds documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Plain text.
    Text,
    /// A page.
    Html,
    /// A document a line.
    Jsonl,
    /// RSS or Atom.
    Syndication,
    /// A web archive.
    Warc,
}

/// A file that names files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// A name a line.
    Lines,
    /// Outlines with an `xmlUrl`.
    Opml,
}

/// A name up to its extension, and that in lower case. A point at the very beginning hides a file and ends nothing.
fn split(name: &str) -> (&str, Option<String>) {
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => (stem, Some(extension.to_ascii_lowercase())),
        _ => (name, None),
    }
}

/// A name without its extension.
pub(crate) fn stem(name: &str) -> &str {
    split(name).0
}

impl Kind {
    /// By a file's name; `None` for names that say nothing.
    pub fn of_name(name: &str) -> Option<Kind> {
        match split(name).1?.as_str() {
            "txt" | "text" | "md" => Some(Kind::Text),
            "html" | "htm" | "xhtml" => Some(Kind::Html),
            "jsonl" | "ndjson" => Some(Kind::Jsonl),
            "rss" | "atom" | "xml" | "rdf" => Some(Kind::Syndication),
            "warc" => Some(Kind::Warc),
            _ => None,
        }
    }
}

impl List {
    /// By a file's name; `None` for what is no list.
    pub fn of_name(name: &str) -> Option<List> {
        match split(name).1?.as_str() {
            "urls" | "list" => Some(List::Lines),
            "opml" => Some(List::Opml),
            _ => None,
        }
    }
}

/// The name of what is compressed in a file: `a.html` of `a.html.gz`.
pub fn unpacked(name: &str) -> &str {
    match split(name) {
        (stem, Some(extension)) if matches!(extension.as_str(), "gz" | "zst" | "xz") => stem,
        _ => name,
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

/// Whether a file begins as pages do.
pub fn looks_like_html(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(512)]).trim_start_matches('\u{FEFF}').trim_start().to_ascii_lowercase();
    head.starts_with("<!doctype") || head.starts_with("<html") || head.starts_with('<') && head.contains('>')
}

/// NUL bytes in the first part of a file that is not UTF-16 with a byte order mark.
pub fn is_binary(bytes: &[u8]) -> bool {
    let utf16 = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    !utf16 && bytes[..bytes.len().min(8192)].contains(&0)
}
