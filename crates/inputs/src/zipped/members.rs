//! The files of an archive that hold documents, one after another.

use std::collections::HashSet;
use std::io::Cursor;

use super::exported::Exported;
use super::{Archive, MAX_ARCHIVE};
use crate::MAX_BYTES;
use crate::assets::{self, Pages};
use crate::kinds::{Kind, unpacked};
use crate::pieces::{Form, Input, Pieces, Raw, member};
use crate::refused::Refused;
use crate::tables::Listed;

pub struct Members {
    archive: Archive,
    place: String,
    next: usize,
    open: Option<Pieces<'static>>,
    exported: Exported,
    pages: Pages,
    /// Folders of what belongs to saved pages.
    assets: HashSet<String>,
    /// Files of no kind that is read.
    others: u64,
    given: u64,
}

impl Members {
    pub fn new(mut archive: Archive, place: String) -> Members {
        let exported = Exported::of(&mut archive);
        let names: Vec<String> = (0..archive.len()).filter_map(|number| archive.name(number)).collect();
        let pages = Pages::among(names.iter().map(String::as_str));
        Members { archive, place, next: 0, open: None, exported, pages, assets: HashSet::new(), others: 0, given: 0 }
    }

    /// The pieces of the next file; `None` where it has none that are read.
    fn enter(&mut self, number: usize) -> Option<Result<Pieces<'static>, Refused>> {
        let name = self.archive.name(number)?;
        let file = name.rsplit(['/', '\\']).next().unwrap_or_default();
        // What systems and programs keep for themselves, and what tells of other files of the export.
        if file.is_empty() || file.starts_with('.') || name.starts_with("__MACOSX/") || self.exported.is_beside(&name) {
            return None;
        }
        if let Some(folder) = self.pages.assets(&name) {
            self.assets.insert(folder.to_owned());
            return None;
        }
        let Some(kind) = Kind::of_name(unpacked(file)) else {
            self.others += 1;
            return None;
        };
        let place = format!("{}/{name}", self.place);
        let most = if matches!(kind, Kind::Jsonl | Kind::Json | Kind::Warc | Kind::Table | Kind::Mbox) { MAX_ARCHIVE } else { MAX_BYTES };
        let bytes = match self.archive.read(number, most) {
            Ok(bytes) => bytes,
            Err(why) => return Some(Err(Refused::new(place, why))),
        };
        if let Some(page) = self.exported.page(&name, &bytes) {
            return Some(page.map_err(|why| Refused::new(place.as_str(), why)).map(|Listed { document, kept }| {
                let form = Form::Ready { document: Box::new(document), kept };
                Box::new(std::iter::once(Ok(Raw { place, form, bytes: Vec::new() }))) as Pieces<'static>
            }));
        }
        let input = Input { place, ..Input::named(file) };
        Some(member(&input, Cursor::new(bytes), &self.archive.budget))
    }
}

impl Iterator for Members {
    type Item = Result<Raw, Refused>;

    fn next(&mut self) -> Option<Result<Raw, Refused>> {
        loop {
            if let Some(piece) = self.open.as_mut().and_then(Iterator::next) {
                self.given += u64::from(piece.is_ok());
                return Some(piece);
            }
            self.open = None;
            if self.next >= self.archive.len() {
                break;
            }
            let number = self.next;
            self.next += 1;
            match self.enter(number) {
                None => {}
                Some(Ok(pieces)) => self.open = Some(pieces),
                Some(Err(refused)) => {
                    self.given += 1;
                    return Some(Err(refused));
                }
            }
        }
        let assets = std::mem::take(&mut self.assets).len();
        if assets > 0 {
            self.given += 1;
            return Some(Err(Refused::counted(self.place.as_str(), assets::told(assets), assets as u64)));
        }
        let (others, given) = (std::mem::take(&mut self.others), std::mem::replace(&mut self.given, 1));
        let files = |count: u64| if count == 1 { "1 file".to_owned() } else { format!("{count} files") };
        match (others, given) {
            (0, 0) => Some(Err(Refused::new(self.place.as_str(), "there is no file in it that could be read"))),
            (count, 0) => Some(Err(Refused::new(
                self.place.as_str(),
                format!("there is no article in it: {} of kinds that are not read", files(count)),
            ))),
            (0, _) => None,
            (count, _) => Some(Err(Refused::counted(self.place.as_str(), format!("{} of kinds that are not read", files(count)), count))),
        }
    }
}
