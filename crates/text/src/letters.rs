//! The letters of a word as numbers, so that words are compared and hashed at once.

/// The first sixteen bytes; how many there are in all, and the others.
pub type Letters = ([u64; 2], u32);

const FIRST: usize = 16;
/// Longer words have no such numbers.
const MAX_BYTES: usize = FIRST + 3;
/// In place of a word where there is none. The upper eight bits of its last number are more than those of any word.
pub const NO_LETTERS: Letters = ([0; 2], u32::MAX);

#[inline]
pub fn letters(text: &[u8], start: usize, len: usize) -> Letters {
    if len > MAX_BYTES {
        return NO_LETTERS;
    }
    let mut padded = [0; FIRST];
    let bytes = text[start..].first_chunk::<FIRST>().unwrap_or_else(|| {
        padded[..text.len() - start].copy_from_slice(&text[start..]);
        &padded
    });
    let [lower, upper] = [0, 8].map(|at| bytes[at..].first_chunk::<8>().map_or(0, |eight| u64::from_le_bytes(*eight)));
    if len < FIRST {
        let [of_lower, of_upper] = MASKS[len];
        return ([lower & of_lower, upper & of_upper], len as u32);
    }
    let rest = text[start + FIRST..start + len].iter().fold(len as u32, |rest, &b| rest << 8 | u32::from(b));
    ([lower, upper], rest)
}

/// By the number of bytes: their bits.
const MASKS: [[u64; 2]; FIRST] = {
    let mut masks = [[0; 2]; FIRST];
    let mut len = 0;
    while len < FIRST {
        let mask = (1u128 << (8 * len)) - 1;
        masks[len] = [mask as u64, (mask >> 64) as u64];
        len += 1;
    }
    masks
};

#[inline]
pub fn hash((first, rest): Letters) -> u32 {
    let second = (first[1] ^ u64::from(rest)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((first[0] ^ second).wrapping_mul(0xD6E8_FEB8_6659_FD93) >> 32) as u32
}
