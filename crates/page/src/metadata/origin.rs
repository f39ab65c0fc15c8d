//! Where a field of the metadata was found.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Whoever opened the page knows it: its reader, the browser, an archive.
    Told,
    /// A key of JSON-LD.
    JsonLd(&'static str),
    /// The `<meta>` of this number.
    Meta(usize),
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
