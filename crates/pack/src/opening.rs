//! Opening a pack of which only ranges are read: the header, and the sections that are directories.

use std::ops::Range;

use super::crc;
use super::header::{self, Header, Section};
use super::index::{DIRECTORIES, Index};
use super::ranged::RangedPack;
use super::{PackError, PackInfo};

/// A pack on the way to be opened by ranges: bring what is wanted until it is there.
#[derive(Debug)]
pub struct Opening {
    size: u64,
    is_thorough: bool,
    wanted: Vec<Range<u64>>,
    state: State,
}

#[derive(Debug)]
enum State {
    /// The header is being read.
    Header,
    /// Its directories are.
    Directories(Header),
    /// It is open, and the other sections are looked through.
    Sections(Box<Unchecked>),
}

/// What of an open pack has not been found to be whole.
#[derive(Debug)]
struct Unchecked {
    pack: RangedPack,
    sections: Vec<Section>,
    /// Of the last of them: the bytes up to here, and their checksum.
    at: u64,
    crc: crc::Hasher,
}

/// Bytes of a section that are looked at at once.
const PIECE: u64 = 4 << 20;

/// What came of bringing ranges to an [`Opening`].
pub enum Opened {
    /// More is wanted.
    More(Opening),
    /// All of it is there that opening needs.
    Pack(Box<RangedPack>),
}

impl Opening {
    pub(super) fn new(size: u64) -> Opening {
        Opening { size, is_thorough: false, wanted: std::iter::once(0..header::FIXED.min(size)).collect(), state: State::Header }
    }

    /// Looks through the other sections too before the pack is open, a piece at a time.
    pub fn thorough(self) -> Opening {
        Opening { is_thorough: true, ..self }
    }

    /// The ranges to bring, all at once.
    pub fn wanted(&self) -> &[Range<u64>] {
        &self.wanted
    }

    /// Takes the bytes of the ranges, in their order.
    pub fn bring(self, brought: &[Vec<u8>]) -> Result<Opened, PackError> {
        let first = brought.first().map_or(&[][..], Vec::as_slice);
        let header = match self.state {
            State::Header => None,
            State::Directories(header) => Some(header),
            State::Sections(mut unchecked) => {
                unchecked.crc.update(first);
                return unchecked.go_on();
            }
        };
        let Some(header) = header else {
            if self.wanted[0].end <= header::FIXED {
                let len = Header::len(first)?;
                if len > self.size {
                    return Err(PackError::Truncated { what: "the section table".to_owned(), end: len, have: self.size });
                }
                return Ok(Opened::More(Opening { wanted: std::iter::once(0..len).collect(), state: State::Header, ..self }));
            }
            let header = Header::read(first, self.size)?;
            let wanted = DIRECTORIES.iter().filter_map(|name| header.get(name).ok()).map(|s| s.range.clone()).collect();
            return Ok(Opened::More(Opening { state: State::Directories(header), wanted, ..self }));
        };
        let sections: Vec<_> = DIRECTORIES.iter().filter_map(|name| header.get(name).ok()).zip(brought).collect();
        if let Some((section, _)) = sections.iter().find(|(section, bytes)| crc::hash(bytes) != section.crc) {
            return Err(PackError::Checksum { section: section.name.clone() });
        }
        let slice = |name: &'static str| {
            let found = sections.iter().find(|(section, _)| section.name == name);
            found.map(|(_, bytes)| bytes.as_slice()).ok_or(PackError::Missing { section: name })
        };
        let info = PackInfo::read(slice("META")?, header.checksum)?;
        let index = Index::open(&header, &info, &slice)?;
        let pack = RangedPack::new(&header, self.size, info, index);
        if !self.is_thorough {
            return Ok(Opened::Pack(Box::new(pack)));
        }
        let sections: Vec<Section> = header.sections.into_iter().filter(|s| !DIRECTORIES.contains(&s.name.as_str())).collect();
        let at = begin(&sections);
        Unchecked { pack, sections, at, crc: crc::Hasher::new() }.go_on()
    }
}

/// Where the last of some sections begins.
fn begin(sections: &[Section]) -> u64 {
    sections.last().map_or(0, |section| section.range.start)
}

impl Unchecked {
    /// Asks for the next piece, or gives the pack where there is none.
    fn go_on(mut self) -> Result<Opened, PackError> {
        while let Some(section) = self.sections.last() {
            if self.at < section.range.end {
                let wanted = self.at..section.range.end.min(self.at + PIECE);
                self.at = wanted.end;
                let (size, wanted) = (self.pack.size(), std::iter::once(wanted).collect());
                return Ok(Opened::More(Opening { size, is_thorough: true, wanted, state: State::Sections(Box::new(self)) }));
            }
            if std::mem::take(&mut self.crc).finalize() != section.crc {
                return Err(PackError::Checksum { section: section.name.clone() });
            }
            self.sections.pop();
            self.at = begin(&self.sections);
        }
        Ok(Opened::Pack(Box::new(self.pack)))
    }
}
