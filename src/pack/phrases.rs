//! What a text-free pack keeps of the words: at every word a short hash of the phrase that begins there.
//!
//! A hash of a single word gives the word away: frequent words fill most of what has its value, and what stands beside it
//! tells the rest. A hash of several words says nothing of any of them alone, and its few bits are those of thousands of likely
//! phrases at every place.

use crate::fingerprint;

/// Words a phrase. Of a pack with 4 bits of 4 words an attacker restores a third of what it does with 3 bits of 3 (`bench/src/restore`), since
/// it has to guess more words before any hash tells whether they are right; and fewer blocks are judged otherwise than with text.
pub const PHRASE: usize = 4;

/// Bits of a phrase's hash.
pub const PHRASE_BITS: u32 = 4;

/// The hash of the phrase that begins at each word; behind the last word stand zeros.
pub fn phrases(keys: &[u32]) -> Vec<u32> {
    let mut padded = Vec::with_capacity(keys.len() + PHRASE - 1);
    padded.extend_from_slice(keys);
    padded.resize(keys.len() + PHRASE - 1, 0);
    padded.windows(PHRASE).take(keys.len()).map(|words| fingerprint::hash(words) >> (32 - PHRASE_BITS)).collect()
}
