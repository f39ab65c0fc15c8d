//! What packs of format version 2 have otherwise than today's: the vocabulary, and the headers of squeezed tables.
//!
//! Squeezed tables: varint number of bytes, varint number of bytes that they take, the code length of each byte's value (5 bits each),
//! the codes. `VOCB`: varint separators, words and phrases; then three squeezed tables: strings, as today; phrases, each a
//! symbol (varint difference from the one before) and a base symbol (2 bytes); and code lengths, those of spelling first.
//! There is one class, and nothing is repeated: symbols with strings are numbered from 3 on.

use super::PackError;
use super::bits::BitReader;
use super::codec::Cursor;
use super::huffman::take_bytes;
use super::tables::{Tables, read_strings};
use super::vocabulary::{LETTERS, MAX_SYMBOLS, REPEATED};

pub fn unsqueeze(cursor: &mut Cursor<'_>) -> Result<Vec<u8>, PackError> {
    let len = cursor.varint()?;
    let coded = cursor.count()?;
    let mut bits = BitReader::new(cursor.take(coded)?);
    let lengths: Vec<u8> = (0..256).map(|_| bits.take(5) as u8).collect();
    take_bytes(cursor, &mut bits, &lengths, len, coded)
}

pub fn read_tables(bytes: &[u8]) -> Result<Tables, PackError> {
    const NAME: &str = "VOCB";
    let mut cursor = Cursor::new(bytes, NAME);
    let (separators, words, count) = (cursor.varint()?, cursor.varint()?, cursor.varint()?);
    if separators.saturating_add(words).saturating_add(count) > MAX_SYMBOLS as u64 {
        return Err(cursor.damaged("it has too many symbols"));
    }
    let tables = [unsqueeze(&mut cursor)?, unsqueeze(&mut cursor)?, unsqueeze(&mut cursor)?];
    let strings = read_strings(&mut Cursor::new(&tables[0], NAME), (separators + words) as usize)?;
    let mut table = Cursor::new(&tables[1], NAME);
    let mut phrases = Vec::with_capacity(count as usize);
    let mut left = 0u32;
    let today = |symbol: u32| if symbol >= REPEATED { symbol + 1 } else { symbol };
    for _ in 0..count {
        left = left.saturating_add(table.number()?).min(MAX_SYMBOLS as u32);
        let right = table.take(2)?;
        phrases.push((today(left), today(u32::from(u16::from_le_bytes([right[0], right[1]])))));
    }
    let (spelling, lengths) = tables[2].split_at(tables[2].len().min(LETTERS));
    let (before, after) = lengths.split_at(lengths.len().min(REPEATED as usize));
    let mut tables = Tables {
        strings,
        separators: separators as usize,
        phrases,
        class_count: 1,
        lengths: [before, &[0], after].concat(),
        spelling: spelling.to_vec(),
        ..Tables::default()
    };
    tables.classes = vec![0; tables.base()];
    tables.contexts = vec![0; tables.base()];
    Ok(tables)
}
