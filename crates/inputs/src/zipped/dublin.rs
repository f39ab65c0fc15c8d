//! What a file says of its document by the terms of Dublin Core, as word processors and e-books write them.

use crate::core::{Document, iso};
use crate::xml::{Xml, events};

/// What XML says in elements of these terms, the first of each. What cannot be read of it is not known.
pub fn described(xml: &str) -> Document {
    let mut document = Document::default();
    let (mut created, mut changed) = (None, None);
    let mut open: Option<(String, String)> = None;
    let _ = events(xml, |event| match event {
        Xml::Start(name, _) => open = Some((name.to_owned(), String::new())),
        Xml::Text(told) => {
            if let Some((_, text)) = &mut open {
                text.push_str(told);
            }
        }
        Xml::End(_) => {
            let Some((name, text)) = open.take() else { return };
            let field = match name.as_str() {
                "title" => &mut document.title,
                "creator" | "initial-creator" => &mut document.author,
                "publisher" => &mut document.publisher,
                "created" | "creation-date" => &mut created,
                "modified" | "date" => &mut changed,
                "language" => &mut document.language,
                "rights" => &mut document.licence,
                _ => return,
            };
            if field.is_none() {
                *field = Some(text.trim().to_owned()).filter(|text| !text.is_empty());
            }
        }
    });
    document.published = created.or(changed).map(|date| iso(&date, None).unwrap_or(date));
    document
}
