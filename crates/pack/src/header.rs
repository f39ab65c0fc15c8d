//! The first bytes of a pack: what it is, and where its sections are.

use std::ops::Range;

use super::crc;
use super::{PackError, SectionSize};

pub const MAGIC: &[u8; 8] = b"WHFROM\r\n";
pub const MAJOR: u16 = 3;
pub const MINOR: u16 = 2;
/// Bytes before the section table.
pub const FIXED: u64 = 16;
/// Bytes of the table a section.
const ROW: u64 = 24;
/// No version of the format has as many sections; a table that says so is damaged.
const MAX_SECTIONS: u64 = 64;

#[derive(Debug, Clone)]
pub struct Section {
    pub name: String,
    pub crc: u32,
    pub range: Range<u64>,
}

/// The sections of a pack, and the checksum of their table.
#[derive(Debug, Clone)]
pub struct Header {
    pub checksum: u32,
    pub sections: Vec<Section>,
}

impl Header {
    /// How many bytes the header has, from its first [`FIXED`] ones.
    pub fn len(fixed: &[u8]) -> Result<u64, PackError> {
        if !fixed.starts_with(&MAGIC[..fixed.len().min(MAGIC.len())]) || fixed.is_empty() {
            return Err(PackError::Foreign);
        }
        let Some(fixed) = fixed.first_chunk::<{ FIXED as usize }>() else {
            return Err(PackError::Truncated { what: "the header".to_owned(), end: FIXED, have: fixed.len() as u64 });
        };
        let major = u16::from_le_bytes([fixed[8], fixed[9]]);
        if major > MAJOR {
            return Err(PackError::Newer { found: major, known: MAJOR });
        }
        if major < MAJOR {
            return Err(PackError::Older { found: major, known: MAJOR });
        }
        let sections = u64::from(u32::from_le_bytes([fixed[12], fixed[13], fixed[14], fixed[15]]));
        if sections > MAX_SECTIONS {
            return Err(PackError::Checksum { section: "table".to_owned() });
        }
        Ok(FIXED + sections * ROW + 4)
    }

    /// Reads a header of a file of `size` bytes.
    pub fn read(bytes: &[u8], size: u64) -> Result<Header, PackError> {
        let len = Header::len(bytes)?;
        let truncated = |what: String, end: u64| PackError::Truncated { what, end, have: size };
        let Some(table) = bytes.get(..len as usize - 4).filter(|_| bytes.len() as u64 >= len) else {
            return Err(truncated("the section table".to_owned(), len));
        };
        let word = |at: usize| u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
        let long = |at: usize| u64::from(word(at)) | u64::from(word(at + 4)) << 32;
        let checksum = crc::hash(table);
        if checksum != word(table.len()) {
            return Err(PackError::Checksum { section: "table".to_owned() });
        }
        let mut sections = Vec::new();
        let mut all = 0u64;
        for at in (FIXED as usize..table.len()).step_by(ROW as usize) {
            // It may come to stand in a sentence.
            let name: String = bytes[at..at + 4].iter().map(|&b| if b.is_ascii_graphic() { char::from(b) } else { '?' }).collect();
            let (from, len) = (long(at + 8), long(at + 16));
            let to = from.checked_add(len).ok_or(PackError::Damaged { section: "table", at, what: "a section ends beyond any file" })?;
            if to > size {
                return Err(truncated(format!("section {name}"), to));
            }
            // Sections that overlap would take longer than the file has bytes.
            all = all.saturating_add(len);
            if all > size {
                return Err(PackError::Damaged { section: "table", at, what: "the sections are longer than the file" });
            }
            sections.push(Section { name, crc: word(at + 4), range: from..to });
        }
        Ok(Header { checksum, sections })
    }

    pub fn get(&self, name: &'static str) -> Result<&Section, PackError> {
        self.sections.iter().find(|s| s.name == name).ok_or(PackError::Missing { section: name })
    }
}

impl Header {
    /// The sections and their sizes, in the order of the file.
    pub fn sizes(&self) -> Vec<SectionSize> {
        let size = |s: &Section| SectionSize { name: s.name.clone(), bytes: (s.range.end - s.range.start) as usize };
        self.sections.iter().map(size).collect()
    }
}

/// A header for sections of these names, checksums and lengths, which follow it in this order.
pub fn write(sections: &[(&str, u32, u64)]) -> Vec<u8> {
    let mut out = Vec::new();
    out.extend_from_slice(MAGIC);
    out.extend_from_slice(&MAJOR.to_le_bytes());
    out.extend_from_slice(&MINOR.to_le_bytes());
    out.extend_from_slice(&(sections.len() as u32).to_le_bytes());
    let mut offset = FIXED + sections.len() as u64 * ROW + 4;
    for (name, crc, len) in sections {
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(&crc.to_le_bytes());
        out.extend_from_slice(&offset.to_le_bytes());
        out.extend_from_slice(&len.to_le_bytes());
        offset += len;
    }
    out.extend_from_slice(&crc::hash(&out).to_le_bytes());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_do_not_overlap() {
        let mut header = write(&[("TEXT", 0, 100), ("GRAM", 0, 100)]);
        let size = header.len() as u64 + 200;
        assert!(Header::read(&header, size).is_ok());
        // Both are where the first one is.
        let (first, second) = ((FIXED + 8) as usize, (FIXED + ROW + 8) as usize);
        header.copy_within(first..first + 8, second);
        let table = header.len() - 4;
        let crc = crc::hash(&header[..table]);
        header[table..].copy_from_slice(&crc.to_le_bytes());
        assert!(Header::read(&header, size).is_ok(), "in a file that is as long as both");
        let refused = Header::read(&header, size - 100).expect_err("they are longer than the file");
        assert!(refused.to_string().contains("the sections are longer than the file"), "{refused}");
    }
}
