//! What a text-free pack keeps of the words: at every word a short hash of the shingle, so many words in a row, that begins
//! there (w-shingling: Broder 1997).
//!
//! A hash of a single word gives the word away: frequent words fill most of what has its value, and what stands beside it
//! tells the rest. A hash of several words says nothing of any of them alone, and its few bits are those of thousands of likely
//! shingles at every place.

use wherefrom_text::fingerprint;

/// Words a shingle. Of a pack with 4 bits of 4 words an attacker restores a third of what it does with 3 bits of 3 (`bench/src/restore`), since
/// it has to guess more words before any hash tells whether they are right; and fewer blocks are judged otherwise than with text.
pub const SHINGLE: usize = 4;

/// Bits of a shingle's hash.
pub const SHINGLE_BITS: u32 = 4;

/// The hash of the shingle that begins at each word; behind the last word stand zeros.
pub fn shingles(keys: &[u32]) -> Vec<u32> {
    let mut padded = Vec::with_capacity(keys.len() + SHINGLE - 1);
    padded.extend_from_slice(keys);
    padded.resize(keys.len() + SHINGLE - 1, 0);
    padded.windows(SHINGLE).take(keys.len()).map(|words| fingerprint::hash(words) >> (32 - SHINGLE_BITS)).collect()
}
