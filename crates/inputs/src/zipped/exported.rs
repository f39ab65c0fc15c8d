//! What read-later services say of the pages in their exports: Omnivore's `metadata_0_to_19.json` beside `content/slug.html`, and tables of
//! addresses beside files named by their ids, as of Readwise Reader: `Title (id).html`.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::Archive;
use crate::MAX_BYTES;
use crate::core::Document;
use crate::kinds::{Kind, stem};
use crate::tables::{self, Listed};
use crate::{charset, fields, parse};

/// Shorter ids in parentheses may be the numbers that browsers put behind names that are there already.
const MIN_ID: usize = 8;

/// What is told of pages, by the names of their files without folder and ending, or by the ids in these; empty for other archives.
#[derive(Default)]
pub struct Exported {
    pages: HashMap<String, Listed>,
    /// Files that only tell of others.
    lists: HashSet<String>,
}

impl Exported {
    pub fn of(archive: &mut Archive) -> Exported {
        let mut exported = Exported::default();
        for number in 0..archive.len() {
            let Some(name) = archive.name(number) else { continue };
            let pages = if is_metadata(&name) {
                archive.read(number, MAX_BYTES).map(|bytes| slugs(&bytes))
            } else if Kind::of_name(&name) == Some(Kind::Table) && tables::is_list(&archive.start(number)) {
                archive.read(number, MAX_BYTES).map(|bytes| tables::listed(&bytes))
            } else {
                continue;
            };
            let Ok(pages) = pages else { continue };
            if !pages.is_empty() {
                exported.lists.insert(name);
            }
            exported.pages.extend(pages);
        }
        exported
    }

    /// Whether a file only tells of others, or is what the reader wrote on them.
    pub fn is_beside(&self, name: &str) -> bool {
        let (folder, _) = split(name);
        let notes = folder.strip_suffix(['/', '\\']).and_then(|folder| folder.strip_suffix("highlights"));
        self.lists.contains(name) || notes.is_some_and(|export| self.lists.iter().any(|list| is_metadata(list) && split(list).0 == export))
    }

    /// A page of the export and when it was kept; `None` where it is none.
    pub fn page(&self, name: &str, bytes: &[u8]) -> Option<Result<Listed, String>> {
        let stem = stem(split(name).1);
        let id = stem.strip_suffix(')').and_then(|stem| stem.rsplit_once('(')).map(|(_, id)| id).filter(|id| id.len() >= MIN_ID);
        let told = self.pages.get(stem).or_else(|| self.pages.get(id?))?;
        let own = match Kind::of_name(name)? {
            Kind::Html => parse::made_ready(&charset::decode_html(bytes), told.document.title.as_deref()),
            Kind::Markdown => parse::markdown(bytes),
            _ => return None,
        };
        Some(own.map(|own| Listed { document: filled(told.document.clone(), own), kept: told.kept.clone() }))
    }
}

/// What is told of a page, and of what is not told what it says itself.
fn filled(told: Document, own: Document) -> Document {
    Document {
        id: told.id.or(own.id),
        url: told.url.or(own.url),
        publisher: told.publisher.or(own.publisher),
        author: told.author.or(own.author),
        published: told.published.or(own.published),
        title: told.title.or(own.title),
        language: told.language.or(own.language),
        ..own
    }
}

fn slugs(bytes: &[u8]) -> Vec<(String, Listed)> {
    let Ok(Value::Array(items)) = serde_json::from_slice(bytes) else { return Vec::new() };
    let page = |item: &Value| {
        let slug = item.get("slug").and_then(Value::as_str)?.to_owned();
        Some((slug, Listed { document: fields::beside_text(item), kept: None }))
    };
    items.iter().filter_map(page).collect()
}

/// A folder with the sign that ends it, and the name of a file in it. Exports are packed with the folder that they are in, or without it.
fn split(name: &str) -> (&str, &str) {
    name.split_at(name.rfind(['/', '\\']).map_or(0, |at| at + 1))
}

fn is_metadata(name: &str) -> bool {
    let (_, name) = split(name);
    name.starts_with("metadata_") && name.ends_with(".json")
}
