//! Bits, the highest of a byte first. Reading beyond the end gives zeros and is told by [`BitReader::is_past_end`].

pub struct BitWriter {
    bytes: Vec<u8>,
    /// Bits that do not fill four bytes yet, right-aligned.
    pending: u64,
    count: u32,
}

impl Default for BitWriter {
    fn default() -> BitWriter {
        // Room for what most writers take: growing to it takes longer than writing.
        BitWriter { bytes: Vec::with_capacity(1024), pending: 0, count: 0 }
    }
}

impl BitWriter {
    /// Writes the lower `count` bits of `value`; at most 32.
    pub fn put(&mut self, value: u32, count: u32) {
        self.pending = self.pending << count | u64::from(value) & ((1 << count) - 1);
        self.count += count;
        if self.count >= 32 {
            self.count -= 32;
            self.bytes.extend(((self.pending >> self.count) as u32).to_be_bytes());
        }
    }

    /// Writes zeros.
    pub fn put_zeros(&mut self, count: u64) {
        (0..count / 32).for_each(|_| self.put(0, 32));
        self.put(0, (count % 32) as u32);
    }

    /// Elias gamma (Elias: *Universal codeword sets*, 1975) of the value and one.
    pub fn put_gamma(&mut self, value: u32) {
        let value = u64::from(value) + 1;
        let width = 63 - value.leading_zeros();
        self.put(0, width);
        self.put(1, 1);
        self.put(value as u32, width);
    }

    /// Fills the last byte with zeros.
    pub fn finish(mut self) -> Vec<u8> {
        let left = self.count.div_ceil(8);
        self.put(0, 32 - self.count);
        self.bytes.truncate(self.bytes.len() - 4 + left as usize);
        self.bytes
    }
}

pub struct BitReader<'a> {
    bytes: &'a [u8],
    /// The next byte to take in.
    at: usize,
    /// The next bits, left-aligned.
    ahead: u64,
    count: u32,
    /// Bits taken beyond the end.
    missing: u32,
}

impl<'a> BitReader<'a> {
    pub fn new(bytes: &'a [u8]) -> BitReader<'a> {
        BitReader { bytes, at: 0, ahead: 0, count: 0, missing: 0 }
    }

    /// At least 56 bits are ahead afterwards; zeros where the bytes have ended. It does the same whether bits are needed or not:
    /// that is quicker than to ask.
    #[inline]
    fn fill(&mut self) {
        if let Some(next) = self.bytes[self.at..].first_chunk::<8>() {
            self.ahead |= u64::from_be_bytes(*next) >> self.count;
            let taken = (63 - self.count) / 8;
            self.at += taken as usize;
            self.count += 8 * taken;
            return;
        }
        self.fill_last();
    }

    #[cold]
    #[inline(never)]
    fn fill_last(&mut self) {
        while self.count <= 56 {
            match self.bytes.get(self.at) {
                Some(&byte) => {
                    self.ahead |= u64::from(byte) << (56 - self.count);
                    self.at += 1;
                }
                None => self.missing += 8,
            }
            self.count += 8;
        }
    }

    /// The next bits, left-aligned, of which 56 are there; they stay.
    #[inline]
    pub fn ahead(&mut self) -> u64 {
        self.fill();
        self.ahead
    }

    /// The next 32 bits, which stay.
    #[inline]
    pub fn peek(&mut self) -> u32 {
        (self.ahead() >> 32) as u32
    }

    /// Passes over bits; at most 56, and only what was peeked at.
    #[inline]
    pub fn skip(&mut self, count: u32) {
        self.ahead <<= count;
        self.count -= count;
    }

    /// The next bits as a number; at most 32.
    pub fn take(&mut self, count: u32) -> u32 {
        if count == 0 {
            return 0;
        }
        let value = self.peek() >> (32 - count);
        self.skip(count);
        value
    }

    pub fn take_gamma(&mut self) -> Option<u32> {
        let width = self.peek().leading_zeros();
        if width > 31 {
            return None;
        }
        self.skip(width + 1);
        u32::try_from((1u64 << width | u64::from(self.take(width))) - 1).ok()
    }

    /// More bits were taken than there are.
    pub fn is_past_end(&self) -> bool {
        self.missing > self.count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut writer = BitWriter::default();
        let values: Vec<(u32, u32)> = (0..200u32).map(|i| (i.wrapping_mul(0x9E37_79B9), 1 + i % 32)).collect();
        for &(value, count) in &values {
            writer.put(value, count);
            writer.put_gamma(value >> (value % 32));
        }
        let bytes = writer.finish();
        let mut reader = BitReader::new(&bytes);
        for &(value, count) in &values {
            assert_eq!(reader.take(count), if count == 32 { value } else { value & ((1 << count) - 1) });
            assert_eq!(reader.take_gamma(), Some(value >> (value % 32)));
        }
        assert!(!reader.is_past_end());
        reader.take(16);
        assert!(reader.is_past_end());
    }
}
