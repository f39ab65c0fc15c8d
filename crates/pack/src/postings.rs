//! Which documents have which key: fingerprints, and rare terms.
//!
//! A posting is the number `key * documents + document`. Postings are sorted, split into buckets by the upper bits of
//! the key, and each bucket is coded by Elias and Fano (Elias 1974, Fano 1971): of every number the lower bits as they
//! are, the upper ones in unary. That takes some 2 bits a posting more than the logarithm of the mean distance, within
//! 3 % of the least that any code of such a set can take.
//!
//! A bucket is read by itself: varint count; the lower bits; the unary bits; CRC-32 of all that (4 bytes). The directory:
//! varint number of postings; varint by how many upper bits of the key they are split; varint length of each bucket.

use std::ops::Range;

use super::PackError;
use super::coder::bits::BitWriter;
use super::crc;
use super::cursor::{Cursor, put_varint};
use wherefrom_text::fingerprint::KEY_BITS;

/// Documents a pack: more would need more bits a posting than are read at once.
pub const MAX_DOCUMENTS: u64 = 1 << 24;
/// Postings a bucket, on average. With half as many a document takes five bytes more and a page no less time.
const BUCKET: u64 = 256;
/// Bits of a fingerprint's key in a text-free pack: a key tells which of likely phrases stands there, and an attacker who
/// knows likely words restores one in eight of them with all bits, one in ten with so many.
pub const TEXT_FREE_KEY_BITS: u32 = 25;
/// Bits of a term's key: collections have a hundred thousand terms, and a document is found by three of them.
pub const TERM_BITS: u32 = 20;

/// The least bits that a set of so many postings takes: the logarithm of the number of such sets.
pub fn entropy_bits(postings: usize, documents: usize, key_bits: u32) -> f64 {
    let (n, universe) = (postings as f64, documents as f64 * 2f64.powi(key_bits as i32));
    if postings == 0 { 0.0 } else { n * (universe / n).log2() + n * std::f64::consts::LOG2_E }
}

/// Where the buckets of a section are.
#[derive(Debug, Clone, Default)]
pub struct Directory {
    /// Offset of each bucket in the section, and the end.
    offsets: Vec<u64>,
    /// Keys have so many bits here; those that are asked for have [`KEY_BITS`].
    key_bits: u32,
    /// Keys are split by so many of their upper bits.
    bits: u32,
    documents: u64,
    /// Postings in all.
    pub count: usize,
}

/// How postings are split into buckets.
pub struct Split {
    count: usize,
    documents: u64,
    key_bits: u32,
    /// There are as many buckets as so many bits can tell.
    pub bits: u32,
}

/// Buckets, and for the directory the length of each.
pub struct Written {
    pub buckets: Vec<u8>,
    pub lengths: Vec<u8>,
}

impl Split {
    /// For so many postings in all, of whose keys `key_bits` are kept.
    pub fn new(count: usize, documents: usize, key_bits: u32) -> Split {
        let bits = (count as u64 / BUCKET).max(1).next_power_of_two().min(1 << key_bits).trailing_zeros();
        Split { count, documents: documents as u64, key_bits, bits }
    }

    /// The directory's beginning; the lengths of all buckets follow.
    pub fn directory(&self) -> Vec<u8> {
        let mut directory = Vec::new();
        put_varint(&mut directory, self.count as u64);
        put_varint(&mut directory, u64::from(self.bits));
        directory
    }

    /// Some buckets of which these are the postings, by key and document, sorted.
    pub fn write(&self, buckets: Range<usize>, postings: &[(u32, u32)]) -> Written {
        let mut written = Written { buckets: Vec::new(), lengths: Vec::new() };
        let mut of_bucket = postings.chunk_by(|a, b| self.bucket(a.0) == self.bucket(b.0)).peekable();
        for bucket in buckets {
            let from = written.buckets.len();
            if let Some(postings) = of_bucket.next_if(|postings| self.bucket(postings[0].0) == bucket) {
                self.put_bucket(&mut written.buckets, postings);
            }
            put_varint(&mut written.lengths, (written.buckets.len() - from) as u64);
        }
        written
    }

    fn bucket(&self, key: u32) -> usize {
        key as usize >> (KEY_BITS - self.bits)
    }

    fn put_bucket(&self, section: &mut Vec<u8>, postings: &[(u32, u32)]) {
        let from = section.len();
        // Bits of a key that the bucket does not tell.
        let rest_bits = self.key_bits - self.bits;
        let mask = (1u64 << rest_bits) - 1;
        let low = low_bits(postings.len() as u64, universe(rest_bits, self.documents));
        put_varint(section, postings.len() as u64);
        let mut lows = BitWriter::default();
        let mut highs = BitWriter::default();
        let mut last = 0;
        for &(key, document) in postings {
            let key = key >> (KEY_BITS - self.key_bits);
            let value = (u64::from(key) & mask) * self.documents + u64::from(document);
            // Up to 40 bits, in two parts.
            lows.put((value >> 20) as u32, low.saturating_sub(20));
            lows.put(value as u32 & 0xF_FFFF, low.min(20));
            let high = value >> low;
            highs.put_zeros(high - last);
            highs.put(1, 1);
            last = high;
        }
        section.extend(lows.finish());
        section.extend(highs.finish());
        let crc = crc::hash(&section[from..]);
        section.extend_from_slice(&crc.to_le_bytes());
    }
}

/// A key of which so many bits are kept: the others are zero.
pub fn kept(key: u32, bits: u32) -> u32 {
    let dropped = KEY_BITS - bits;
    key >> dropped << dropped
}

/// The values of a bucket are below this.
fn universe(rest_bits: u32, documents: u64) -> u64 {
    documents << rest_bits
}

fn low_bits(count: u64, universe: u64) -> u32 {
    (universe / count.max(1)).checked_ilog2().unwrap_or(0)
}

/// Bytes of a section for each of its postings and buckets, at most.
const MOST_BYTES: u64 = 16;

impl Directory {
    /// Reads a directory whose buckets must fill a section of `len` bytes.
    pub fn read(bytes: &[u8], name: &'static str, key_bits: u32, documents: usize, len: u64) -> Result<Directory, PackError> {
        let mut cursor = Cursor::new(bytes, name);
        let count = cursor.varint()?;
        let bits = cursor.number()?;
        if bits > key_bits || cursor.left() < 1 << bits || documents as u64 > MAX_DOCUMENTS {
            return Err(cursor.damaged("it lists fewer buckets, or documents, than it can"));
        }
        let mut offsets = Vec::with_capacity((1 << bits) + 1);
        offsets.push(0);
        let mut at = 0u64;
        for _ in 0..1u32 << bits {
            at = at.saturating_add(cursor.varint()?);
            offsets.push(at);
        }
        // A posting takes some three bytes, a bucket eight and no posting: what takes far more is made to keep its readers busy.
        let is_usual =
            bits == Split::new(count as usize, documents, key_bits).bits && len <= MOST_BYTES.saturating_mul(count + (1 << bits));
        if at != len || count > len.saturating_mul(8) || !is_usual {
            return Err(cursor.damaged("the buckets do not fill their section"));
        }
        Ok(Directory { offsets, key_bits, bits, documents: documents as u64, count: count as usize })
    }

    /// Where in the section the bucket of a key is; empty where it has none, and for a number that is no key.
    pub fn bucket(&self, key: u32) -> Range<u64> {
        let bucket = (key >> (KEY_BITS - self.bits)) as usize;
        match self.offsets.get(bucket..bucket + 2) {
            Some(&[from, to]) => from..to,
            _ => 0..0,
        }
    }

    pub fn buckets(&self) -> usize {
        self.offsets.len() - 1
    }

    /// The first key of a bucket.
    pub fn first_key(&self, bucket: usize) -> u32 {
        (bucket << (KEY_BITS - self.bits)) as u32
    }

    /// Calls `each` with every document that has the key; `bucket` holds the bytes of [`Self::bucket`]. A damaged one
    /// gives wrong documents at worst, never one that is not there.
    pub fn find(&self, key: u32, bucket: &[u8], mut each: impl FnMut(u32)) {
        let Some(parts) = self.parts(bucket) else { return };
        let mask = (1u64 << (self.key_bits - self.bits)) - 1;
        let from = (u64::from(key >> (KEY_BITS - self.key_bits)) & mask) * self.documents;
        let to = from + self.documents;
        // The first posting that can be one is behind as many zeros as its upper bits say.
        let mut at = match parts.select_zero(from >> parts.low) {
            Some(at) => at,
            None => return,
        };
        let mut index = at - (from >> parts.low);
        while index < parts.count {
            let Some(gap) = parts.zeros_at(at) else { return };
            at += gap;
            let value = (at - index) << parts.low | parts.low_of(index);
            if value >= to {
                return;
            }
            if value >= from {
                each((value - from) as u32);
            }
            at += 1;
            index += 1;
        }
    }

    /// A key as far as it is kept.
    pub fn kept(&self, key: u32) -> u32 {
        kept(key, self.key_bits)
    }

    /// Every posting of a bucket, in order.
    pub fn all(&self, bucket: usize, bytes: &[u8]) -> Vec<(u32, u32)> {
        let Some(parts) = self.parts(bytes) else { return Vec::new() };
        let first = self.first_key(bucket);
        let mut at = 0;
        let mut postings = Vec::new();
        for index in 0..parts.count {
            let Some(gap) = parts.zeros_at(at) else { break };
            at += gap;
            let value = (at - index) << parts.low | parts.low_of(index);
            if value >= universe(self.key_bits - self.bits, self.documents) {
                break;
            }
            let key = ((value / self.documents) as u32) << (KEY_BITS - self.key_bits);
            postings.push((first + key, (value % self.documents) as u32));
            at += 1;
        }
        postings
    }

    fn parts<'a>(&self, bucket: &'a [u8]) -> Option<Parts<'a>> {
        let body = bucket.get(..bucket.len().checked_sub(4)?)?;
        let mut cursor = Cursor::new(body, "");
        let count = cursor.varint().ok()?;
        let low = low_bits(count, universe(self.key_bits - self.bits, self.documents));
        let bytes = usize::try_from((count.checked_mul(u64::from(low))?).div_ceil(8)).ok()?;
        let lows = cursor.take(bytes).ok()?;
        Some(Parts { count, low, lows, highs: cursor.take(cursor.left()).ok()? })
    }
}

/// Whether a bucket is as it was written.
pub fn is_whole(bucket: &[u8]) -> bool {
    bucket.split_last_chunk::<4>().is_some_and(|(body, crc)| crc::hash(body) == u32::from_le_bytes(*crc))
}

struct Parts<'a> {
    count: u64,
    low: u32,
    lows: &'a [u8],
    highs: &'a [u8],
}

/// 64 bits from a bit on, zeros behind the end.
fn bits_at(bytes: &[u8], bit: u64) -> u64 {
    let at = (bit / 8) as usize;
    let shift = (bit % 8) as u32;
    match bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        // The last bits of the ninth byte are lost: callers use 56 at most.
        Some(chunk) => u64::from_be_bytes(*chunk) << shift,
        None => {
            let mut padded = [0; 8];
            let rest = bytes.get(at..).unwrap_or(&[]);
            padded[..rest.len()].copy_from_slice(rest);
            u64::from_be_bytes(padded) << shift
        }
    }
}

impl Parts<'_> {
    fn low_of(&self, index: u64) -> u64 {
        if self.low == 0 { 0 } else { bits_at(self.lows, index * u64::from(self.low)) >> (64 - self.low) }
    }

    /// The bit behind the `zeros`-th zero of the unary part.
    fn select_zero(&self, zeros: u64) -> Option<u64> {
        let mut left = zeros;
        if left == 0 {
            return Some(0);
        }
        for (at, chunk) in self.highs.chunks(8).enumerate() {
            let mut padded = [0xFF; 8];
            padded[..chunk.len()].copy_from_slice(chunk);
            let word = !u64::from_be_bytes(padded);
            let here = u64::from(word.count_ones());
            if here < left {
                left -= here;
                continue;
            }
            // Halves, quarters, eighths: the last zero is in the upper one, or behind those that are there.
            let (mut bit, mut width) = (0u32, 32u32);
            while width > 0 {
                let upper = u64::from((word << bit >> (64 - width)).count_ones());
                if upper < left {
                    left -= upper;
                    bit += width;
                }
                width /= 2;
            }
            return Some(at as u64 * 64 + u64::from(bit) + 1);
        }
        None
    }

    /// How many zeros stand at a bit of the unary part before the next one; `None` behind the last.
    fn zeros_at(&self, bit: u64) -> Option<u64> {
        let mut at = bit;
        while at < self.highs.len() as u64 * 8 {
            let zeros = bits_at(self.highs, at).leading_zeros().min(56);
            at += u64::from(zeros);
            if zeros < 56 {
                return (at < self.highs.len() as u64 * 8).then_some(at - bit);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postings_come_back() {
        for (documents, count) in [(1usize, 1u64), (3, 40), (1000, 5000), (70_000, 3000)] {
            let mut postings: Vec<(u32, u32)> = (0..count)
                .map(|i| {
                    let mixed = i.wrapping_mul(0x9E37_79B9_7F4A_7C15);
                    ((mixed >> 36) as u32 / (1 + (i % 3) as u32), (mixed % documents as u64) as u32)
                })
                .collect();
            postings.push(((1 << KEY_BITS) - 1, documents as u32 - 1));
            postings.sort_unstable();
            postings.dedup();
            let split = Split::new(postings.len(), documents, KEY_BITS);
            let Written { buckets: section, lengths } = split.write(0..1 << split.bits, &postings);
            let directory = [split.directory(), lengths].concat();
            let directory = Directory::read(&directory, "TEST", KEY_BITS, documents, section.len() as u64).expect("a directory");
            let slice = |range: Range<u64>| &section[range.start as usize..range.end as usize];
            for &(key, _) in &postings {
                let mut found = Vec::new();
                let bucket = slice(directory.bucket(key));
                assert!(is_whole(bucket));
                directory.find(key, bucket, |document| found.push((key, document)));
                let expected: Vec<(u32, u32)> = postings.iter().copied().filter(|p| p.0 == key).collect();
                assert_eq!(found, expected);
            }
            let all: Vec<(u32, u32)> =
                (0..directory.buckets()).flat_map(|b| directory.all(b, slice(directory.bucket(directory.first_key(b))))).collect();
            assert_eq!(all, postings);
        }
    }
}
