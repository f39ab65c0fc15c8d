//! What read-later services say of the pages in their exports: Omnivore's `metadata_0_to_19.json` beside `content/slug.html`.

use std::collections::HashMap;

use serde_json::Value;

use super::Archive;
use crate::MAX_BYTES;
use crate::core::Document;
use crate::{charset, fields, parse};

/// What is told of pages, by the names of their files without folder and ending; empty for other archives.
#[derive(Default)]
pub struct Exported {
    pages: HashMap<String, Document>,
}

impl Exported {
    pub fn of(archive: &mut Archive) -> Exported {
        let mut exported = Exported::default();
        for number in 0..archive.len() {
            if !archive.name(number).is_some_and(|name| is_metadata(&name)) {
                continue;
            }
            let Ok(bytes) = archive.read(number, MAX_BYTES) else { continue };
            let Ok(Value::Array(items)) = serde_json::from_slice(&bytes) else { continue };
            for item in items {
                let Some(slug) = item.get("slug").and_then(Value::as_str) else { continue };
                exported.pages.insert(slug.to_owned(), fields::beside_text(&item));
            }
        }
        exported
    }

    /// Whether a file only tells of others, or is what the reader wrote on them.
    pub fn is_beside(&self, name: &str) -> bool {
        !self.pages.is_empty() && (is_metadata(name) || name.starts_with("highlights/"))
    }

    /// The document of a page of the export; `None` where it is none.
    pub fn document(&self, name: &str, bytes: &[u8]) -> Option<Result<Document, String>> {
        let slug = name.strip_prefix("content/")?.strip_suffix(".html")?;
        let told = self.pages.get(slug)?;
        // The page was made ready to be read: all that is in it is the article.
        let (text, quoted_blocks) = parse::visible(&charset::decode_html(bytes));
        Some(if text.trim().is_empty() {
            Err("there is no text in it".into())
        } else {
            Ok(Document { text, quoted_blocks, ..told.clone() })
        })
    }
}

fn is_metadata(name: &str) -> bool {
    name.starts_with("metadata_") && name.ends_with(".json")
}
