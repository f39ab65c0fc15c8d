//! Canonical Huffman codes (Huffman 1952; canonical order as in RFC 1951, §3.2.2), at most [`MAX_BITS`] long.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::bits::{BitReader, BitWriter};
use crate::PackError;
use crate::cursor::{Cursor, put_varint};

pub const MAX_BITS: u32 = 24;
/// The length of each symbol's code; 0 for symbols that never come.
pub fn lengths(counts: &[u64]) -> Vec<u8> {
    let mut counts = counts.to_vec();
    loop {
        let lengths = unlimited(&counts);
        if lengths.iter().all(|&l| u32::from(l) <= MAX_BITS) {
            return lengths;
        }
        // Flatter counts make a flatter tree; rare symbols cost a little more than they must.
        counts.iter_mut().filter(|c| **c > 0).for_each(|c| *c = *c / 4 + 1);
    }
}

fn unlimited(counts: &[u64]) -> Vec<u8> {
    let mut lengths = vec![0; counts.len()];
    let mut heap: BinaryHeap<Reverse<(u64, usize)>> =
        counts.iter().enumerate().filter(|(_, c)| **c > 0).map(|(symbol, &count)| Reverse((count, symbol))).collect();
    if heap.len() == 1 {
        heap.into_iter().for_each(|Reverse((_, symbol))| lengths[symbol] = 1);
        return lengths;
    }
    // Nodes after the symbols are inner ones; `parents` of both.
    let mut parents = vec![usize::MAX; counts.len()];
    while let (Some(Reverse(a)), Some(Reverse(b))) = (heap.pop(), heap.pop()) {
        let node = parents.len();
        parents.push(usize::MAX);
        parents[a.1] = node;
        parents[b.1] = node;
        if !heap.is_empty() {
            heap.push(Reverse((a.0 + b.0, node)));
        }
    }
    // A parent stands behind its children, so depths are known from the end.
    let mut depths = vec![0u8; parents.len()];
    for node in (0..parents.len()).rev().filter(|&n| parents[n] != usize::MAX) {
        depths[node] = depths[parents[node]].saturating_add(1);
    }
    lengths.copy_from_slice(&depths[..counts.len()]);
    lengths
}

/// How many symbols have codes of each length, and the first code of each.
fn firsts(lengths: &[u8]) -> ([u32; MAX_BITS as usize + 1], [u64; MAX_BITS as usize + 1]) {
    let mut counts = [0u32; MAX_BITS as usize + 1];
    lengths.iter().filter(|l| **l > 0).for_each(|&l| counts[usize::from(l)] += 1);
    let mut first = [0u64; MAX_BITS as usize + 1];
    for bits in 1..=MAX_BITS as usize {
        first[bits] = (first[bits - 1] + u64::from(counts[bits - 1])) << 1;
    }
    (counts, first)
}

pub struct Encoder {
    codes: Vec<(u32, u8)>,
}

impl Encoder {
    pub fn new(lengths: &[u8]) -> Encoder {
        let (_, mut next) = firsts(lengths);
        let code = |&length: &u8| {
            let code = next[usize::from(length)];
            next[usize::from(length)] += 1;
            (if length == 0 { 0 } else { code as u32 }, length)
        };
        Encoder { codes: lengths.iter().map(code).collect() }
    }

    /// A symbol's code and its length.
    pub fn code(&self, symbol: usize) -> (u32, u8) {
        self.codes[symbol]
    }

    #[inline]
    pub fn put(&self, out: &mut BitWriter, symbol: usize) {
        let (code, length) = self.codes[symbol];
        out.put(code, u32::from(length));
    }
}

/// Decodes to *ranks*: symbols in the order of their codes, so that those that come often are the first, and what is kept
/// about them stands together in memory.
///
/// Short codes are found by one look into a small table, longer ones by counting how many limits the next bits reach.
#[derive(Debug)]
pub struct Decoder {
    /// By the next [`SHORT_BITS`] bits.
    short: Vec<ShortCode>,
    /// The symbol of each rank.
    symbols: Vec<u32>,
    long: LongCodes,
}

/// What codes are told by that no table has, in no more memory than the nearest cache holds of all codes of a vocabulary.
#[derive(Debug, Clone, Copy)]
pub struct LongCodes {
    /// By the first [`START_BITS`] bits: the least length of a code that begins so.
    starts: [u8; 1 << START_BITS],
    /// By length: the first [`MAX_BITS`] bits that no code of this length or a shorter one begins with.
    limits: [i32; MAX_BITS as usize + 1],
    /// By length: what is added to a code to get its rank.
    offsets: [i32; MAX_BITS as usize + 1],
}

impl LongCodes {
    /// The rank that the next bits, left-aligned, are the code of, and the code's length; `None` where no code is so.
    #[inline]
    pub fn look(&self, ahead: u64) -> Option<(u32, u32)> {
        let start = self.starts[(ahead >> (64 - START_BITS)) as usize];
        let ahead = (ahead >> (64 - MAX_BITS)) as i32;
        // Codes that begin alike have one of two lengths, but for the last ones: which one is told without a branch.
        let mut length = usize::from(start) + usize::from(ahead >= *self.limits.get(usize::from(start))?);
        while ahead >= *self.limits.get(length)? {
            length += 1;
        }
        let offset = self.offsets.get(length)?;
        Some((((ahead >> (MAX_BITS - length as u32)) + offset) as u32, length as u32))
    }

    /// The same where it is seldom asked for.
    #[cold]
    #[inline(never)]
    pub fn look_aside(&self, ahead: u64) -> Option<(u32, u32)> {
        self.look(ahead)
    }
}

/// Bits that tell about how long a code is.
const START_BITS: u32 = 7;

/// Codes up to this length are found by one look into a table.
pub const SHORT_BITS: u32 = 9;

/// What a code of up to [`SHORT_BITS`] bits tells: a value above the code's length.
#[derive(Debug, Clone, Copy)]
pub struct ShortCode(u16);

impl ShortCode {
    /// The code is longer.
    const NONE: ShortCode = ShortCode(u16::MAX);
    const LENGTH_BITS: u32 = 4;

    fn new(value: u16, length: u32) -> ShortCode {
        ShortCode(value << Self::LENGTH_BITS | length as u16)
    }

    /// The value and the code's length; `None` where the code is longer.
    #[inline]
    pub fn get(self) -> Option<(u16, u32)> {
        (self.0 != u16::MAX).then_some((self.0 >> Self::LENGTH_BITS, u32::from(self.0) & ((1 << Self::LENGTH_BITS) - 1)))
    }

    /// Another value by the same code; none where there is no such value.
    pub fn map(self, value: impl FnOnce(u16) -> Option<u16>) -> ShortCode {
        match self.get() {
            Some((old, length)) => value(old).map_or(ShortCode::NONE, |new| ShortCode::new(new, length)),
            None => self,
        }
    }
}

impl Decoder {
    /// `None` where no code has such lengths.
    pub fn new(lengths: &[u8]) -> Option<Decoder> {
        if lengths.iter().any(|&l| u32::from(l) > MAX_BITS) {
            return None;
        }
        let (counts, first) = firsts(lengths);
        if (1..=MAX_BITS as usize).any(|bits| first[bits] + u64::from(counts[bits]) > 1 << bits) {
            return None;
        }
        let mut places = counts;
        let mut before = 0;
        places.iter_mut().for_each(|place| before += std::mem::replace(place, before));
        let mut symbols = vec![0; before as usize];
        for (symbol, &length) in (0..).zip(lengths).filter(|(_, l)| **l > 0) {
            let place = &mut places[usize::from(length)];
            symbols[*place as usize] = symbol;
            *place += 1;
        }
        let mut limits = [0; MAX_BITS as usize + 1];
        let mut offsets = [0; MAX_BITS as usize + 1];
        let mut short = vec![ShortCode::NONE; 1 << SHORT_BITS];
        let mut rank = 0;
        for length in 1..=MAX_BITS as usize {
            let (count, from) = (counts[length], first[length]);
            limits[length] = ((from + u64::from(count)) << (MAX_BITS as usize - length)) as i32;
            offsets[length] = rank - from as i32;
            if length as u32 <= SHORT_BITS {
                let each = 1 << (SHORT_BITS as usize - length);
                for code in from as usize..from as usize + count as usize {
                    short[code * each..(code + 1) * each].fill(ShortCode::new((code as i32 + offsets[length]) as u16, length as u32));
                }
            }
            rank += count as i32;
        }
        let start = |bits: usize| limits.iter().position(|&limit| (bits as i32) << (MAX_BITS - START_BITS) < limit).unwrap_or(limits.len());
        let starts = std::array::from_fn(|bits| start(bits) as u8);
        Some(Decoder { short, symbols, long: LongCodes { starts, limits, offsets } })
    }

    /// Of a single symbol, 0, which takes no bits.
    pub fn of_one() -> Decoder {
        Decoder {
            short: vec![ShortCode::new(0, 0); 1 << SHORT_BITS],
            symbols: vec![0],
            long: LongCodes {
                starts: [0; 1 << START_BITS],
                limits: [1 << MAX_BITS; MAX_BITS as usize + 1],
                offsets: [0; MAX_BITS as usize + 1],
            },
        }
    }

    /// The symbols, by rank.
    pub fn symbols(&self) -> &[u32] {
        &self.symbols
    }

    /// The table of short codes.
    pub fn short(&self) -> &[ShortCode] {
        &self.short
    }

    /// The rank that the next bits, left-aligned, are the code of, and the code's length; `None` where no code is so.
    #[inline]
    fn look(&self, ahead: u64) -> Option<(u32, u32)> {
        match self.short[(ahead >> (64 - SHORT_BITS)) as usize].get() {
            Some((rank, length)) => Some((u32::from(rank), length)),
            None => self.long.look_aside(ahead),
        }
    }

    pub fn long(&self) -> &LongCodes {
        &self.long
    }

    /// The rank of the next symbol; `None` where no code is so.
    #[inline]
    pub fn take_rank(&self, bits: &mut BitReader<'_>) -> Option<u32> {
        let (rank, length) = self.look(bits.ahead())?;
        bits.skip(length);
        Some(rank)
    }

    /// The next symbol; `None` where no code is so.
    #[inline]
    pub fn take(&self, bits: &mut BitReader<'_>) -> Option<u32> {
        self.take_rank(bits).and_then(|rank| self.symbols.get(rank as usize).copied())
    }
}

/// Bytes in a Huffman code of their own, for tables, which are read once: varint number of bytes, and if there are any, of
/// those that they take; gamma number of different bytes; for each gamma how many do not come before it, and its code's
/// length (5 bits); the codes.
pub fn squeeze(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    put_varint(&mut out, bytes.len() as u64);
    if bytes.is_empty() {
        return out;
    }
    let mut counts = [0u64; 256];
    bytes.iter().for_each(|&b| counts[usize::from(b)] += 1);
    let lengths = lengths(&counts);
    let encoder = Encoder::new(&lengths);
    let mut bits = BitWriter::default();
    bits.put_gamma(lengths.iter().filter(|l| **l > 0).count() as u32);
    let mut next = 0;
    for (byte, &length) in (0..).zip(&lengths).filter(|(_, l)| **l > 0) {
        bits.put_gamma(byte - next);
        bits.put(u32::from(length), 5);
        next = byte + 1;
    }
    bytes.iter().for_each(|&b| encoder.put(&mut bits, usize::from(b)));
    let coded = bits.finish();
    put_varint(&mut out, coded.len() as u64);
    out.extend(coded);
    out
}

/// What [`squeeze`] made.
pub fn unsqueeze(cursor: &mut Cursor<'_>) -> Result<Vec<u8>, PackError> {
    let len = cursor.varint()?;
    if len == 0 {
        return Ok(Vec::new());
    }
    let coded = cursor.count()?;
    let mut bits = BitReader::new(cursor.take(coded)?);
    let mut lengths = [0u8; 256];
    let mut next = 0usize;
    for _ in 0..bits.take_gamma().unwrap_or(0) {
        next = next.saturating_add(bits.take_gamma().unwrap_or(u32::MAX) as usize);
        let Some(length) = lengths.get_mut(next) else { return Err(cursor.damaged("a code is none")) };
        *length = bits.take(5) as u8;
        next += 1;
    }
    take_bytes(cursor, &mut bits, &lengths, len, coded)
}

/// Bytes in a code of these lengths.
pub fn take_bytes(cursor: &Cursor<'_>, bits: &mut BitReader<'_>, lengths: &[u8], len: u64, coded: usize) -> Result<Vec<u8>, PackError> {
    // Every byte takes a bit at least.
    if len > 8 * coded as u64 {
        return Err(cursor.damaged("a count is larger than the section"));
    }
    let decoder = Decoder::new(lengths).ok_or_else(|| cursor.damaged("a code is none"))?;
    let mut bytes = Vec::with_capacity(len as usize);
    for _ in 0..len {
        let byte = decoder.take(bits).filter(|_| !bits.is_past_end());
        bytes.push(byte.ok_or_else(|| cursor.damaged("a code is none"))? as u8);
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_squeezed_comes_back() {
        for text in ["", "a", "aaaa", "the ferry ran aground off the mole, the mole off the ferry"] {
            let squeezed = squeeze(text.as_bytes());
            assert_eq!(unsqueeze(&mut Cursor::new(&squeezed, "TEST")).as_deref(), Ok(text.as_bytes()));
        }
    }

    #[test]
    fn steep_counts_stay_short() {
        let counts: Vec<u64> = (0..60).map(|i| 1u64 << i).collect();
        let lengths = lengths(&counts);
        assert!(lengths.iter().all(|&l| l > 0 && u32::from(l) <= MAX_BITS));
        let (encoder, decoder) = (Encoder::new(&lengths), Decoder::new(&lengths).expect("a code"));
        let mut bits = BitWriter::default();
        (0..60).for_each(|s| encoder.put(&mut bits, s));
        let bytes = bits.finish();
        let mut bits = BitReader::new(&bytes);
        assert!((0..60).all(|s| decoder.take(&mut bits) == Some(s)));
        assert!(Decoder::new(&[1, 1, 1]).is_none());
    }
}
