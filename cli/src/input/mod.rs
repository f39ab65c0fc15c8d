//! Files to pages and documents, with errors that say which file, what is wrong and what to do.
//!
//! A pack's inputs may be larger than memory. [`Feed`] reads them piece by piece, each with one document or none;
//! [`parse`] makes a document of a piece, on any thread.
//!
//! | file | idea |
//! |---|---|
//! | `pages` | one page to check, and the pages of a folder |
//! | `kinds` | what a file is, by its name or its first bytes |
//! | `walk`, `lists` | inputs → files: folders, lists of files, OPML |
//! | `compression` | gzip and Zstandard, and the count of bytes read |
//! | `feed` | files → pieces |
//! | `lines`, `warc`, `syndication` | the pieces of JSONL, of web archives, of RSS and Atom |
//! | `http`, `dates` | what a server answered; dates of e-mails, which RSS uses |
//! | `parse` | a piece → a document |

mod compression;
mod dates;
mod feed;
mod http;
mod kinds;
mod lines;
mod lists;
mod pages;
mod parse;
mod syndication;
mod walk;
mod warc;

use std::fmt;
use std::path::Path;

use wherefrom::model::Document;

use crate::terminal::safe;

pub use feed::Feed;
pub use pages::{files_below, page};
pub use parse::parse;

/// A page, line, record or entry of more bytes is no article; reading it would only take time and memory.
const MAX_BYTES: usize = 16 << 20;

/// Characters of a reason; parsers repeat what they stumbled over.
const MAX_TOLD: usize = 400;

/// A piece of an input that holds one document or none, still unparsed.
pub struct Raw {
    /// "file", "file:line" or "file: record N": what messages name.
    pub place: String,
    pub form: Form,
    pub bytes: Vec<u8>,
}

/// What the bytes of a [`Raw`] are.
pub enum Form {
    /// A line of JSONL.
    JsonLine,
    /// A file of plain text; the document's id.
    Text { id: Option<String> },
    /// A page; the document's id.
    Html { id: Option<String> },
    /// What a server answered, head and body, from a web archive.
    Response { url: Option<String> },
    /// The text of an entry of a feed.
    Entry(Box<Entry>),
}

/// What a feed says of an entry beside its text.
#[derive(Default, Clone)]
pub struct Entry {
    pub title: Option<String>,
    pub url: Option<String>,
    /// ISO 8601.
    pub published: Option<String>,
    pub author: Option<String>,
    /// The feed's title.
    pub publisher: Option<String>,
    pub language: Option<String>,
    /// Whether the text is HTML.
    pub markup: bool,
}

/// What could not be used: where, and why.
#[derive(Debug)]
pub struct Refused {
    pub place: String,
    pub why: String,
    pub what: What,
}

/// What is passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// All that is at the place.
    All,
    /// The end of a file; `why` says what was used.
    Rest,
    /// A page in a web archive that is no article. Half of them are: they are counted, not told one by one.
    Ordinary,
}

impl Refused {
    fn new(place: impl Into<String>, why: impl Into<String>) -> Refused {
        Refused { place: place.into(), why: why.into(), what: What::All }
    }

    fn rest(place: impl Into<String>, why: impl Into<String>) -> Refused {
        Refused { what: What::Rest, ..Refused::new(place, why) }
    }

    /// The line for standard error. An input may not move the reader's cursor, nor fill his terminal.
    pub fn told(&self) -> String {
        let mut line = on_one_line(&format!("wherefrom: {self}"));
        if let Some((end, _)) = line.char_indices().nth(self.place.chars().count() + MAX_TOLD) {
            line.truncate(end);
            line.push('…');
        }
        line + if self.what == What::Rest { "" } else { "; it is passed over" }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.why)
    }
}

/// A file's name as it may be shown: on one line, without control characters.
pub fn shown(path: &Path) -> String {
    if path == Path::new("-") {
        return "standard input".into();
    }
    on_one_line(&path.display().to_string())
}

fn on_one_line(text: &str) -> String {
    safe(text).replace('\n', "\u{FFFD}")
}

/// What came of reading documents.
#[derive(Default)]
pub struct Documents {
    pub documents: Vec<Document>,
    pub refused: Vec<Refused>,
}

/// Reads SOURCE: a file, or a folder of them. Standard input is a page.
pub fn documents(path: &Path, into: &mut Documents) {
    let mut keep = |read: Result<Document, Refused>| match read {
        Ok(document) => into.documents.push(document),
        Err(refused) => into.refused.push(refused),
    };
    if path == Path::new("-") {
        let read = page(path).map_err(|error| format!("{error:#}")).and_then(parse::article);
        return keep(read.map_err(|why| Refused::new("-", why)));
    }
    Feed::open(&[path.to_owned()]).for_each(|raw| keep(raw.and_then(parse)));
}

#[cfg(test)]
mod tests {
    use super::{Feed, Raw, Refused};

    /// One thread reads, others parse.
    #[test]
    fn a_feed_and_its_pieces_go_between_threads() {
        fn goes<T: Send>() {}
        goes::<Feed>();
        goes::<Result<Raw, Refused>>();
    }
}
