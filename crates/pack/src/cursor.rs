//! Reading and writing of the numbers in a section. Reading never trusts: every step is checked.

use super::PackError;

pub fn put_varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// A position in a section, which knows the section's name for its errors.
pub struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
    section: &'static str,
}

impl<'a> Cursor<'a> {
    pub fn new(bytes: &'a [u8], section: &'static str) -> Cursor<'a> {
        Cursor { bytes, at: 0, section }
    }

    pub fn at(&self) -> usize {
        self.at
    }

    pub fn left(&self) -> usize {
        self.bytes.len() - self.at
    }

    pub fn damaged(&self, what: &'static str) -> PackError {
        PackError::Damaged { section: self.section, at: self.at, what }
    }

    pub fn take(&mut self, count: usize) -> Result<&'a [u8], PackError> {
        if count > self.left() {
            return Err(self.damaged("it ends too early"));
        }
        self.at += count;
        Ok(&self.bytes[self.at - count..self.at])
    }

    pub fn byte(&mut self) -> Result<u8, PackError> {
        Ok(self.take(1)?[0])
    }

    pub fn varint(&mut self) -> Result<u64, PackError> {
        let mut value = 0u64;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(self.damaged("a number is too long"))
    }

    /// A number of things of which each takes at least one byte more.
    pub fn count(&mut self) -> Result<usize, PackError> {
        let count = self.varint()?;
        if count > self.left() as u64 {
            return Err(self.damaged("a count is larger than the section"));
        }
        Ok(count as usize)
    }

    pub fn number(&mut self) -> Result<u32, PackError> {
        u32::try_from(self.varint()?).map_err(|_| self.damaged("a number is too large"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn varints_return() {
        let mut out = Vec::new();
        for value in [0, 127, 128, 300, u64::from(u32::MAX)] {
            put_varint(&mut out, value);
        }
        let mut cursor = Cursor::new(&out, "TEST");
        for value in [0, 127, 128, 300, u64::from(u32::MAX)] {
            assert_eq!(cursor.varint(), Ok(value));
        }
        assert!(cursor.byte().is_err());
        assert!(Cursor::new(&[0xFF; 12], "TEST").varint().is_err());
    }
}
