//! Bytes of files in, documents or a page out.
//!
//! The command and the browser extension read the same files by this one crate: plain text, Markdown, HTML, pages as browsers save them, e-mails, JSON,
//! JSONL, CSV, RSS and Atom, NITF and NewsML, web archives, DOCX, ODT, EPUB and zip archives of these, each also compressed with gzip or Zstandard. It is sans-I/O: it opens nothing, and knows of a file no more than
//! its name, by which messages call it and its kind is told. Whoever has the bytes hands them over as a [`Read`](std::io::Read).
//!
//! A file may be larger than memory and hold any number of documents, so reading has two steps: [`pieces`] cuts a stream into
//! pieces of one document or none, one after another, and [`parse`] makes the document, on any thread. What cannot be used is
//! [`Refused`] with its place and the reason, and the rest is read on.
//!
//! ```
//! use wherefrom_inputs::{Input, parse, pieces};
//!
//! let file = "{\"text\":\"The ferry ran aground at dawn.\"}\n{\"txet\":\"\"}\n";
//! let input = Input::named("news.jsonl");
//! let read: Vec<_> = pieces(&input, file.as_bytes())?.map(|piece| piece.and_then(parse)).collect();
//!
//! assert_eq!(read[0].as_ref().unwrap().text, "The ferry ran aground at dawn.");
//! assert_eq!(read[1].as_ref().unwrap_err().place, "news.jsonl:2");
//! # Ok::<(), wherefrom_inputs::Refused>(())
//! ```
//!
//! A page to check is one file with one document: [`page`], [`page_at`]. Files that name other files are read by [`names`]; opening what
//! they name is up to the caller.
//!
//! | file | idea |
//! |---|---|
//! | `kinds` | what a file is, by its name or its first bytes |
//! | `compression` | gzip and Zstandard |
//! | `pieces` | a stream → pieces |
//! | `lines`, `warc`, `syndication` | the pieces of JSONL, of web archives, of RSS and Atom |
//! | `json`, `tables`, `fields` | the pieces of JSON arrays and of CSV; what their members and columns are |
//! | `http` | what a server answered |
//! | `markdown` | Markdown with front matter → what it says of itself, and HTML |
//! | `mbox` | e-mails, one after another |
//! | `news`, `xml` | what agencies send: NITF, NewsML; XML as a row of events |
//! | `zipped` | zip archives: DOCX, ODT, EPUB, exports, folders |
//! | `saved`, `mhtml`, `transfer`, `plist` | pages as browsers save them; the encodings of e-mail; property lists |
//! | `letter` | where a newsletter is on the web, and its lines that lead there or off the list |
//! | `wrapped`, `hyphens` | lines that were cut at a width → paragraphs |
//! | `namespaces`, `links` | what prefixes mean in a feed; relative links |
//! | `parse` | a piece → a document |
//! | `page` | a file → a page |
//! | `html`, `walk`, `tags`, `look` | HTML → blocks; its nodes as a reader sees them; what its elements are; how they are set |
//! | `says` | what a page says of itself: title, addresses, `<meta>`, JSON-LD, times |
//! | `feed`, `dom`, `attributes` | HTML → the parser's tree; that tree; a bound on attributes |
//! | `charset` | bytes → text, as a browser decodes them |
//! | `licence` | licences by their identifiers |
//! | `assets` | folders of what belongs to saved pages |
//! | `lists` | lists of files, OPML |
//! | `refused` | what could not be used, and how it is told |
#![warn(missing_docs)]

pub mod assets;
mod attributes;
mod charset;
mod compression;
mod dom;
mod feed;
mod fields;
mod html;
mod http;
mod hyphens;
mod json;
mod kinds;
mod letter;
mod licence;
mod lines;
mod links;
mod lists;
mod look;
mod markdown;
mod mbox;
mod mhtml;
mod namespaces;
mod news;
mod page;
mod parse;
mod pieces;
mod plist;
mod refused;
mod saved;
mod says;
mod syndication;
mod tables;
mod tags;
mod transfer;
mod walk;
mod warc;
mod wrapped;
mod xml;
mod zipped;

/// All that is used of the core.
pub(crate) mod core {
    pub use wherefrom_page::{PageBlock, PageElement, PageInput, PageTime, Part, find_article, find_block_quotations, metadata};
    pub use wherefrom_text::date::{Day, iso_with_time as iso};
    pub use wherefrom_text::model::{Document, joined};
}

pub use html::read as html;
pub use kinds::{Kind, List, unpacked};
pub use lists::{Name, Names, names};
pub use page::{page, page_at};
pub use parse::{article, parse};
pub use pieces::{Input, Pieces, Raw, pieces};
pub use refused::{Refused, What};

/// A page, line, record or entry of more bytes is no article; reading it would only take time and memory.
pub const MAX_BYTES: usize = 16 << 20;
