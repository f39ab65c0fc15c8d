//! Zip archives: texts of word processors, e-books, and folders of other files.
//!
//! An archive is hostile until proven otherwise: what it says of sizes is not believed, names are names and no paths, the number of members and
//! what they unpack to are bounded, and an archive in an archive is refused, whatever its name.
//!
//! | file | idea |
//! |---|---|
//! | `budget` | what an archive and all that is in it may unpack to |
//! | `end` | how many files an archive says that it has |
//! | `members` | the files of an archive that hold documents, one after another |
//! | `office` | DOCX and ODT |
//! | `epub` | EPUB |
//! | `dublin` | what DOCX, ODT and EPUB say of themselves |
//! | `exported` | what read-later services say of the pages in their exports |

mod budget;
mod dublin;
mod end;
mod epub;
mod exported;
mod members;
mod office;

use std::io::{Cursor, Read};

use zip::ZipArchive;

pub use self::budget::Budget;
use self::budget::SPENT;
use crate::MAX_BYTES;
use crate::core::Document;
use crate::pieces::{Pieces, Raw};
use crate::refused::Refused;

/// Bytes of an archive, and of what one of its members may unpack to that is read document by document.
pub const MAX_ARCHIVE: usize = 512 << 20;

/// An archive has no more members.
const MAX_MEMBERS: u64 = 200_000;

/// So much of a member tells what it is.
const START: u64 = 4 << 10;

/// Whether a file begins as zip archives do.
pub fn is_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04")
}

/// The pieces of an archive; `outer` is the budget of the archive that it is in. There it may be a text or a book, but not hold files of other
/// kinds: archives in archives have no end.
///
/// # Errors
/// It cannot be read, or is of a kind that holds one document, which cannot be used.
pub fn pieces(bytes: Vec<u8>, place: String, id: Option<String>, outer: Option<Budget>) -> Result<Pieces<'static>, Refused> {
    let refused = |why: String| Refused::new(place.as_str(), why);
    let is_inner = outer.is_some();
    let mut archive = Archive::open(bytes, outer).map_err(refused)?;
    if let Some(read) = office::document(&mut archive) {
        let document = read.map_err(refused)?;
        return Ok(Box::new(std::iter::once(Ok(Raw::ready(place, Document { id, ..document })))));
    }
    if let Some(chapters) = epub::chapters(&mut archive, &place) {
        return Ok(Box::new(chapters.map_err(refused)?.into_iter()));
    }
    if is_inner {
        return Err(refused("is an archive in an archive; unpack the outer one and give what is in it".into()));
    }
    Ok(Box::new(members::Members::new(archive, place)))
}

/// An archive of which what is unpacked is counted.
struct Archive {
    zip: ZipArchive<Cursor<Vec<u8>>>,
    budget: Budget,
}

impl Archive {
    fn open(bytes: Vec<u8>, outer: Option<Budget>) -> Result<Archive, String> {
        let budget = outer.unwrap_or_else(|| Budget::of(bytes.len()));
        let told = end::files_told(&bytes);
        if told > MAX_MEMBERS {
            return Err(format!("it is a zip archive of {told} files; at most {MAX_MEMBERS} are read"));
        }
        let zip =
            ZipArchive::new(Cursor::new(bytes)).map_err(|error| format!("it is a zip archive that is damaged or cut short ({error})"))?;
        Ok(Archive { zip, budget })
    }

    fn len(&self) -> usize {
        self.zip.len()
    }

    /// The name of a member as it is written; `None` of a folder.
    fn name(&mut self, number: usize) -> Option<String> {
        let member = self.zip.by_index_raw(number).ok()?;
        let name = member.name().ok()?.into_owned();
        (!name.ends_with('/')).then_some(name)
    }

    fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// The beginning of a member, by which it is told what it is; nothing where it cannot be unpacked.
    fn start(&mut self, number: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        let most = START.min(self.budget.left());
        if let Ok(member) = self.zip.by_index(number) {
            // What comes before a mistake tells as much.
            let _ = member.take(most).read_to_end(&mut bytes);
        }
        self.budget.spend(bytes.len());
        bytes
    }

    /// A member of at most so many bytes, whatever it says of its size.
    fn read(&mut self, number: usize, most: usize) -> Result<Vec<u8>, String> {
        let member = self.zip.by_index(number).map_err(|error| format!("it could not be unpacked ({error})"))?;
        let mut bytes = Vec::new();
        let most = (most as u64).min(self.budget.left());
        let read = member.take(most + 1).read_to_end(&mut bytes);
        self.budget.spend(bytes.len());
        read.map_err(|error| format!("it could not be unpacked ({error})"))?;
        if bytes.len() as u64 > most {
            return Err(if most == MAX_BYTES as u64 { format!("it has more than {} MB", MAX_BYTES >> 20) } else { SPENT.into() });
        }
        Ok(bytes)
    }

    /// The same by its name; `None` where there is none.
    fn read_named(&mut self, name: &str) -> Option<Result<Vec<u8>, String>> {
        let number = self.zip.index_for_name(name)?;
        Some(self.read(number, MAX_BYTES))
    }
}
