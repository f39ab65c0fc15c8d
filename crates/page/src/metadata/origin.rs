//! A field of the metadata, and where it was found.

use wherefrom_text::date::iso;

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

/// A field that is looked for in one place after the other: what is found first stays.
#[derive(Default)]
pub struct Field<'a> {
    pub found: Option<Found>,
    /// For a date, the language (BCP 47) that it is written in, as far as it is known.
    pub dated: Option<Option<&'a str>>,
}

impl<'a> Field<'a> {
    /// One without a value.
    pub fn of_date(tag: Option<&'a str>) -> Field<'a> {
        Field { found: None, dated: Some(tag) }
    }

    #[inline(never)]
    pub fn put(&mut self, text: String, origin: Origin) {
        if self.found.is_none() && !text.is_empty() {
            let text = if let Some(tag) = self.dated { iso(&text, tag) } else { Some(text) };
            self.found = text.map(|text| (text, origin));
        }
    }

    /// The same of what was read already.
    #[inline(never)]
    pub fn take(&mut self, found: &mut Option<Found>) {
        if self.found.is_none() {
            self.found = found.take();
        }
    }

    /// The day of a date, `2031-03-02`; empty where there is none.
    pub fn day(&self) -> &str {
        self.found.as_ref().and_then(|(told, _)| told.get(..10)).unwrap_or("")
    }
}
