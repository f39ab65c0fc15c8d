//! Looks at many bytes of a text at once.

/// The first byte from `from` on that is wanted.
///
/// There is no way out of the inner loop, so that compilers make a few instructions of it for thirty-two bytes; `wanted`
/// should compare without a branch (`|`, not `||` or `matches!`).
pub fn next(text: &str, from: usize, wanted: impl Fn(u8) -> bool) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(chunk) = bytes[at..].first_chunk::<32>() {
        if chunk.iter().fold(false, |any, &b| any | wanted(b)) {
            let bits = (0..).zip(chunk).fold(0u32, |bits, (place, &b)| bits | u32::from(wanted(b)) << place);
            return Some(at + bits.trailing_zeros() as usize);
        }
        at += chunk.len();
    }
    bytes[at..].iter().position(|&b| wanted(b)).map(|skipped| at + skipped)
}

/// How many bytes are wanted.
pub fn count(text: &str, wanted: impl Fn(u8) -> bool) -> usize {
    let of_chunk = |chunk: &[u8]| chunk.iter().fold(0u8, |count, &b| count + u8::from(wanted(b)));
    text.as_bytes().chunks(usize::from(u8::MAX)).map(|chunk| usize::from(of_chunk(chunk))).sum()
}

/// The same byte eight times.
const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The highest bit of each byte: it tells what holds of the byte.
const HIGH: u64 = each(0x80);

/// Bytes from this one up to 127, of bytes up to 127.
fn from(bytes: u64, first: u8) -> u64 {
    bytes + each(0x80 - first)
}

/// Which bytes of a text are letters, digits and underscores, ASCII alone: a bit each.
#[derive(Debug, Default)]
pub struct Core {
    /// The first of eight bytes is the lowest bit of their number. Behind the last there are [`PADDING`] zeros.
    bits: Vec<u8>,
}

const PADDING: usize = 8;

impl Core {
    pub const fn new() -> Core {
        Core { bits: Vec::new() }
    }

    /// Takes the place of what was known of another text.
    pub fn read(&mut self, bytes: &[u8]) {
        self.bits.clear();
        self.bits.reserve(bytes.len() / 8 + 1 + PADDING);
        let (whole, rest) = bytes.as_chunks::<8>();
        self.bits.extend(whole.iter().map(core_of));
        let mut padded = [0; 8];
        padded[..rest.len()].copy_from_slice(rest);
        self.bits.push(core_of(&padded));
        self.bits.extend([0; PADDING]);
    }

    /// The first byte from `at` on that is one of them; one beyond the end if there is none.
    #[inline]
    pub fn next(&self, at: usize) -> usize {
        self.first(at, 0)
    }

    /// The first byte from `at` on that is none of them.
    #[inline]
    pub fn end(&self, at: usize) -> usize {
        self.first(at, u64::MAX)
    }

    #[inline]
    fn first(&self, mut at: usize, flipped: u64) -> usize {
        while let Some(bits) = self.bits.get(at / 8..).and_then(|bits| bits.first_chunk()) {
            let ahead = (u64::from_le_bytes(*bits) ^ flipped) >> (at % 8);
            if ahead != 0 {
                return at + ahead.trailing_zeros() as usize;
            }
            at = (at / 8 + 8) * 8;
        }
        at
    }
}

fn core_of(eight: &[u8; 8]) -> u8 {
    let eight = u64::from_le_bytes(*eight);
    let ascii = eight & !HIGH;
    let small = ascii | each(b'a' - b'A');
    let letters = from(small, b'a') & !from(small, b'z' + 1);
    let digits = from(ascii, b'0') & !from(ascii, b'9' + 1);
    let underscores = from(ascii, b'_') & !from(ascii, b'_' + 1);
    gathered((letters | digits | underscores) & !eight & HIGH)
}

/// The highest bit of each byte, the first byte's lowest; the other bits are 0.
fn gathered(highest: u64) -> u8 {
    // Every product that overlaps no other one is one of these bits, and the upper byte has them all.
    (highest.wrapping_mul(0x0002_0408_1020_4081) >> 56) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_found_and_counted_wherever_they_stand() {
        for len in [0, 1, 31, 32, 33, 64, 300, 600] {
            let text: String = (0..len).map(|at| if at % 37 == 36 { '.' } else { 'a' }).collect();
            let expected: Vec<usize> = (0..len).filter(|at| at % 37 == 36).collect();
            let mut found = Vec::new();
            while let Some(at) = next(&text, found.last().map_or(0, |last| last + 1), |b| b == b'.') {
                found.push(at);
            }
            assert_eq!(found, expected);
            assert_eq!(count(&text, |b| b == b'.'), expected.len());
            assert_eq!(count(&text, |b| b != 0), len);
        }
    }

    #[test]
    fn words_end_at_every_byte_where_they_should() {
        let mut core = Core::default();
        for byte in 0..=u8::MAX {
            for len in [0, 1, 7, 8, 20, 62, 63, 64, 65, 130] {
                let mut bytes = vec![b'a'; len];
                bytes.extend([byte, b'a']);
                core.read(&bytes);
                let is_core = byte.is_ascii_alphanumeric() || byte == b'_';
                assert_eq!(core.end(0), if is_core { len + 2 } else { len }, "{byte}");
                assert_eq!(core.next(len), if is_core { len } else { len + 1 }, "{byte}");
                assert!(core.next(len + 2) >= len + 2);
            }
        }
        for len in [0, 1, 63, 64, 65, 128] {
            core.read(&vec![b' '; len]);
            assert!(core.next(0) >= len);
            assert_eq!(core.end(0), 0);
        }
    }
}
