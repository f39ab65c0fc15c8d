//! Where a field of the metadata was found.

use std::fmt;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Whoever opened the page knows it: its reader, the browser, an archive.
    Told,
    /// A key of JSON-LD.
    JsonLd(&'static str),
    /// `<meta>` of this name.
    Meta(String),
    Canonical,
    /// `<html lang>`
    Html,
    /// `<title>`
    Title,
    Heading,
    /// An element that says a time, in or before this block: `<time>`, or microdata.
    Time(usize),
    /// The text of this block.
    Byline(usize),
    /// A part of the page's address.
    Address,
}

/// A field's value, and where it was found.
pub type Found = (String, Origin);

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Told => f.write_str("url"),
            Origin::JsonLd(key) => write!(f, "json-ld {key}"),
            Origin::Meta(name) => write!(f, "meta {name}"),
            Origin::Canonical => f.write_str("canonical"),
            Origin::Html => f.write_str("html lang"),
            Origin::Title => f.write_str("title"),
            Origin::Heading => f.write_str("heading"),
            Origin::Time(block) => write!(f, "time at block {block}"),
            Origin::Byline(block) => write!(f, "byline in block {block}"),
            Origin::Address => f.write_str("address"),
        }
    }
}
