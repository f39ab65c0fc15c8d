//! Zip archives: texts of word processors, e-books, and folders of other files.
//!
//! An archive is hostile until proven otherwise: what it says of sizes is not believed, names are names and no paths, the number of members and
//! what they unpack to are bounded, and an archive in an archive is refused.
//!
//! | file | idea |
//! |---|---|
//! | `members` | the files of an archive that hold documents, one after another |
//! | `office` | DOCX and ODT |
//! | `epub` | EPUB |
//! | `exported` | what read-later services say of the pages in their exports |

mod epub;
mod exported;
mod members;
mod office;

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::MAX_BYTES;
use crate::pieces::{Form, Pieces, Raw};
use crate::refused::Refused;

/// Bytes of an archive, and of what one of its members may unpack to that is read document by document.
pub const MAX_ARCHIVE: usize = 512 << 20;

/// An archive has no more members.
const MAX_MEMBERS: usize = 200_000;

/// All members together unpack to so many times the archive's bytes, and a little more.
const MOST_TIMES: u64 = 100;
const FREE: u64 = 64 << 20;

/// Whether a file begins as zip archives do.
pub fn is_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04")
}

/// The pieces of an archive.
///
/// # Errors
/// It cannot be read, or is of a kind that holds one document, which cannot be used.
pub fn pieces(bytes: Vec<u8>, place: String, id: Option<String>) -> Result<Pieces<'static>, Refused> {
    let refused = |why: String| Refused::new(place.as_str(), why);
    let mut archive = Archive::open(bytes).map_err(refused)?;
    if let Some(read) = office::document(&mut archive) {
        let document = read.map_err(refused)?;
        let document = crate::core::Document { id, ..document };
        return Ok(Box::new(std::iter::once(Ok(Raw { place, form: Form::Ready(Box::new(document)), bytes: Vec::new() }))));
    }
    if let Some(chapters) = epub::chapters(&mut archive, &place) {
        return Ok(Box::new(chapters.map_err(refused)?.into_iter()));
    }
    Ok(Box::new(members::Members::new(archive, place)))
}

/// An archive of which what is unpacked is counted.
struct Archive {
    zip: ZipArchive<Cursor<Vec<u8>>>,
    left: u64,
}

impl Archive {
    fn open(bytes: Vec<u8>) -> Result<Archive, String> {
        let left = (bytes.len() as u64).saturating_mul(MOST_TIMES).saturating_add(FREE);
        let zip =
            ZipArchive::new(Cursor::new(bytes)).map_err(|error| format!("it is a zip archive that is damaged or cut short ({error})"))?;
        if zip.len() > MAX_MEMBERS {
            return Err(format!("it is a zip archive of {} files; at most {MAX_MEMBERS} are read", zip.len()));
        }
        Ok(Archive { zip, left })
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

    /// A member of at most so many bytes, whatever it says of its size.
    fn read(&mut self, number: usize, most: usize) -> Result<Vec<u8>, String> {
        let member = self.zip.by_index(number).map_err(|error| format!("it could not be unpacked ({error})"))?;
        let mut bytes = Vec::new();
        let most = (most as u64).min(self.left);
        let read = member.take(most + 1).read_to_end(&mut bytes);
        self.left = self.left.saturating_sub(bytes.len() as u64);
        read.map_err(|error| format!("it could not be unpacked ({error})"))?;
        if bytes.len() as u64 > most {
            return Err(if most == MAX_BYTES as u64 {
                format!("it has more than {} MB", MAX_BYTES >> 20)
            } else {
                "it unpacks to more than is read of an archive".into()
            });
        }
        Ok(bytes)
    }

    /// The same by its name; `None` where there is none.
    fn read_named(&mut self, name: &str) -> Option<Result<Vec<u8>, String>> {
        let number = self.zip.index_for_name(name)?;
        Some(self.read(number, MAX_BYTES))
    }
}
