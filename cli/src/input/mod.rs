//! Files to pages and documents: finding and opening them. What is in them is read by [`wherefrom_inputs`].
//!
//! A pack's inputs may be larger than memory. [`Feed`] reads them piece by piece, each with one document or none.
//!
//! | file | idea |
//! |---|---|
//! | `pages` | one page to check, and the pages of a folder |
//! | `walk`, `lists` | inputs → files: folders, lists of files |
//! | `feed` | files → pieces |

mod feed;
mod lists;
mod pages;
mod walk;

use std::path::Path;

use wherefrom_inputs::{Input, Refused, article, parse};
use wherefrom_text::model::Document;

pub use feed::Feed;
pub use pages::{files_below, page};

/// What messages call a file.
pub fn shown(path: &Path) -> String {
    if path == Path::new("-") {
        return "standard input".into();
    }
    path.display().to_string()
}

/// A file's name without its folders.
fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// What there is to know of a file before it is read.
fn input(path: &Path) -> Input {
    Input { place: shown(path), ..Input::named(&name(path)) }
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
        let read = page(path, None).map_err(|error| format!("{error:#}")).and_then(article);
        return keep(read.map_err(|why| Refused::new("-", why)));
    }
    Feed::open(&[path.to_owned()]).for_each(|raw| keep(raw.and_then(parse)));
}
