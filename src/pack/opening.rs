//! Opening a pack of which only ranges are read: the header, and the sections that are directories.

use std::ops::Range;

use super::handle::{Content, Pack};
use super::header::{self, Header};
use super::packed::{DIRECTORIES, Packed};
use super::phrases::{PHRASE, PHRASE_BITS};
use super::store::Store;
use super::{PackError, PackInfo};
use crate::fingerprint::KEY_BITS;
use serde_json::Value;

/// A pack on the way to be opened by ranges: bring what is wanted until it is there.
#[derive(Debug)]
pub struct Opening {
    size: u64,
    header: Option<Header>,
    wanted: Vec<Range<u64>>,
}

/// What came of bringing ranges to an [`Opening`].
pub enum Opened {
    More(Opening),
    Pack(Pack),
}

impl Opening {
    pub(super) fn new(size: u64) -> Opening {
        Opening { size, header: None, wanted: std::iter::once(0..header::FIXED.min(size)).collect() }
    }

    /// The ranges to bring, all at once.
    pub fn wanted(&self) -> &[Range<u64>] {
        &self.wanted
    }

    /// Takes the bytes of the ranges, in their order.
    pub fn bring(self, brought: &[Vec<u8>]) -> Result<Opened, PackError> {
        let Some(header) = self.header else {
            let first = brought.first().map_or(&[][..], Vec::as_slice);
            if self.wanted[0].end <= header::FIXED {
                let len = Header::len(first)?;
                if len > self.size {
                    return Err(PackError::Truncated { what: "the section table".to_owned(), end: len, have: self.size });
                }
                return Ok(Opened::More(Opening { wanted: std::iter::once(0..len).collect(), ..self }));
            }
            let header = Header::read(first, self.size)?;
            if header.major < header::OLDEST {
                return Err(PackError::Old);
            }
            let wanted = DIRECTORIES.iter().filter_map(|name| header.get(name).ok()).map(|s| s.range.clone()).collect();
            return Ok(Opened::More(Opening { header: Some(header), wanted, ..self }));
        };
        let sections: Vec<_> = DIRECTORIES.iter().filter_map(|name| header.get(name).ok()).zip(brought).collect();
        if let Some((section, _)) = sections.iter().find(|(section, bytes)| crc32fast::hash(bytes) != section.crc) {
            return Err(PackError::Checksum { section: section.name.clone() });
        }
        let slice = |name: &'static str| {
            let found = sections.iter().find(|(section, _)| section.name == name);
            found.map(|(_, bytes)| bytes.as_slice()).ok_or(PackError::Missing { section: name })
        };
        let info = read_info(slice("META")?)?;
        let packed = Packed::open(&header, &info, Store::by_ranges(), self.size, slice)?;
        Ok(Opened::Pack(Pack::of(&header, self.size, info, Content::Packed(Box::new(packed)))))
    }
}

/// Fewer bits would tell nothing.
const MIN_KEY_BITS: u32 = 16;

/// What a pack says of itself.
pub(super) fn read_info(bytes: &[u8]) -> Result<PackInfo, PackError> {
    let damaged = |at, what| PackError::Damaged { section: "META", at, what };
    // As a string, as all JSON here: reading it from bytes would be another copy of the parser.
    let json = std::str::from_utf8(bytes).map_err(|e| damaged(e.valid_up_to(), "it is no text"))?;
    let json: Value = serde_json::from_str(json).map_err(|e| damaged(e.column(), "it is no JSON"))?;
    let info = PackInfo::of_json(&json).ok_or_else(|| damaged(0, "its JSON lacks something"))?;
    let is_read = (MIN_KEY_BITS..=KEY_BITS).contains(&info.key_bits)
        && (!info.has_phrases() || (info.phrase, info.phrase_bits) == (PHRASE, PHRASE_BITS));
    if !is_read {
        return Err(damaged(0, "its hashes are of a length that is not read here"));
    }
    Ok(info)
}
