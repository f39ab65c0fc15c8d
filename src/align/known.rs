//! Which numbers there may be, a bit a hash: most words of a source are none of the page's, and are told so in a nanosecond.

use wherefrom_text::fingerprint;

/// A bit for every hash that one of the numbers has.
pub struct Known(Box<[u64; 1 << (BITS - 6)]>);

/// Bits of those hashes: a page of 500 words sets one in sixty.
const BITS: u32 = 14;

impl Known {
    pub fn of(numbers: impl Iterator<Item = u32>) -> Known {
        let mut bits = Box::new([0; 1 << (BITS - 6)]);
        numbers.map(place).for_each(|(at, bit)| bits[at] |= bit);
        Known(bits)
    }

    /// Whether the number may be there.
    #[inline]
    pub fn has(&self, number: u32) -> bool {
        let (at, bit) = place(number);
        self.0[at] & bit != 0
    }
}

fn place(number: u32) -> (usize, u64) {
    let hash = fingerprint::spread(number) >> (32 - BITS);
    (hash as usize >> 6, 1 << (hash & 63))
}
