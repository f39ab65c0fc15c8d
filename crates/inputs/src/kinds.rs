//! What a file is: by its name, or by its first bytes where the name says nothing.

use crate::{markdown, mbox, mhtml, news, saved, tables, zipped};

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
    /// JSON: an array of documents, or objects one after another over any lines.
    Json,
    /// CSV: a document a row.
    Table,
    /// A page as a browser saved it: MHTML, or Safari's web archive; an e-mail.
    Saved,
    /// Markdown, with front matter or by its name.
    Markdown,
    /// E-mails, one after another.
    Mbox,
    /// What agencies send: NITF, NewsML.
    News,
    /// A zip archive: DOCX, ODT, EPUB, or a folder of other files.
    Zip,
    /// PDF, which is not read.
    Pdf,
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
            "txt" | "text" => Some(Kind::Text),
            "md" | "markdown" => Some(Kind::Markdown),
            "mbox" => Some(Kind::Mbox),
            "nitf" | "newsml" => Some(Kind::News),
            "zip" | "docx" | "odt" | "epub" | "wacz" => Some(Kind::Zip),
            "pdf" => Some(Kind::Pdf),
            "html" | "htm" | "xhtml" => Some(Kind::Html),
            "jsonl" | "ndjson" => Some(Kind::Jsonl),
            "rss" | "atom" | "xml" | "rdf" => Some(Kind::Syndication),
            "warc" => Some(Kind::Warc),
            "json" => Some(Kind::Json),
            "csv" | "tsv" => Some(Kind::Table),
            "mhtml" | "mht" | "eml" | "webarchive" => Some(Kind::Saved),
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

/// What a file is: by its name, but for what its first bytes tell better. A page that was saved is one under any name, and no other
/// file is made one by its name.
pub fn kind_of(named: Option<Kind>, head: &[u8]) -> Kind {
    if zipped::is_zip(head) {
        return Kind::Zip;
    }
    if head.starts_with(b"%PDF-") {
        return Kind::Pdf;
    }
    if matches!(named, Some(Kind::Text | Kind::Saved | Kind::Mbox) | None) && mbox::is_mbox(head) {
        return Kind::Mbox;
    }
    let is_saved = saved::is_mhtml(head) || saved::is_plist(head);
    match named {
        Some(Kind::Text | Kind::Html | Kind::Syndication | Kind::Saved | Kind::Json | Kind::Table) | None if is_saved => Kind::Saved,
        // An array in a file of lines, or an object over many of them.
        Some(Kind::Jsonl) if matches!(first_line(head), Some(line) if line.starts_with(b"[") || opens_over_lines(head)) => Kind::Json,
        Some(Kind::Text) if markdown::has_front_matter(head) => Kind::Markdown,
        Some(Kind::Syndication) if root(head).is_some_and(|root| news::is_root(&root)) => Kind::News,
        // An e-mail that says nothing of MIME.
        Some(Kind::Saved) if mhtml::is_message(head) => Kind::Saved,
        None | Some(Kind::Saved | Kind::Mbox | Kind::News | Kind::Zip | Kind::Pdf) => guess(head),
        Some(kind) => kind,
    }
}

/// The first line that is not empty.
fn first_line(head: &[u8]) -> Option<&[u8]> {
    let head = head.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(head);
    head.split(|&b| b == b'\n').map(<[u8]>::trim_ascii).find(|line| !line.is_empty())
}

/// Whether the first line is the beginning of an object alone, so that the object is written over many lines.
fn opens_over_lines(head: &[u8]) -> bool {
    let head = head.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(head).trim_ascii_start();
    let rest = head.strip_prefix(b"{").unwrap_or_default();
    rest.iter().find(|&&b| !matches!(b, b' ' | b'\t' | b'\r')) == Some(&b'\n')
}

/// What a file seems to be, by its first bytes.
fn guess(head: &[u8]) -> Kind {
    let text = String::from_utf8_lossy(&head[..head.len().min(512)]);
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    let is_array = || text.strip_prefix('[').is_some_and(|rest| rest.trim_start().starts_with(['{', '[', ']', '"']));
    if text.starts_with("WARC/") {
        Kind::Warc
    } else if opens_over_lines(head) || is_array() {
        Kind::Json
    } else if text.starts_with('{') {
        Kind::Jsonl
    } else if root(head).is_some_and(|root| news::is_root(&root)) {
        Kind::News
    } else if ["<rss", "<feed", "<rdf:RDF"].iter().any(|root| text.contains(root)) || has_feed_root(text) {
        Kind::Syndication
    } else if looks_like_html(head) {
        Kind::Html
    } else if first_line(head).is_some_and(tables::is_head) {
        Kind::Table
    } else if markdown::has_front_matter(head) {
        Kind::Markdown
    } else {
        Kind::Text
    }
}

/// The local name of the first element of XML.
fn root(head: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(&head[..head.len().min(2048)]);
    let tag = text.split('<').skip(1).find(|tag| !tag.starts_with(['?', '!']))?;
    let name = tag.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next()?;
    Some(name.rsplit_once(':').map_or(name, |(_, local)| local).to_owned())
}

/// An XML file whose first element is a feed's, under whatever prefix.
fn has_feed_root(text: &str) -> bool {
    let mut tags = text.split('<').skip(1).filter(|tag| !tag.starts_with(['?', '!']));
    let name = tags.next().and_then(|tag| tag.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next());
    name.and_then(|name| name.split_once(':')).is_some_and(|(_, local)| matches!(local, "feed" | "RDF" | "rss"))
}

/// Whether bytes that came without a type are a page: HTML, and no other XML.
pub fn is_html_page(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
    looks_like_html(bytes) && (!head.trim_start_matches('\u{FEFF}').trim_start().starts_with("<?xml") || head.contains("<html"))
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
