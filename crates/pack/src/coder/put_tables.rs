//! Writes a pack's vocabulary, as [`super::tables`] reads it.

use super::huffman::squeeze;
use super::tables::Tables;
use super::vocabulary::LETTERS;
use crate::cursor::put_varint;

impl Tables {
    /// The section `VOCB`.
    pub fn to_bytes(&self) -> Vec<u8> {
        write(self)
    }
}

fn write(tables: &Tables) -> Vec<u8> {
    let classes = tables.class_count;
    let contexts = if classes > 1 { tables.class_lengths.len() / classes } else { 1 };
    let mut out = Vec::new();
    let (words, spellings) = (tables.strings.len() - tables.separators, tables.spelling.len() / LETTERS);
    for number in [tables.separators, words, tables.phrases.len(), contexts, classes, spellings] {
        put_varint(&mut out, number as u64);
    }
    let mut strings = Vec::new();
    let mut before: &[u8] = b"";
    for string in tables.strings.iter().map(str::as_bytes) {
        let shared = before.iter().zip(string).take_while(|(a, b)| a == b).count();
        put_varint(&mut strings, shared as u64);
        put_varint(&mut strings, (string.len() - shared) as u64);
        strings.extend_from_slice(&string[shared..]);
        before = string;
    }
    let (mut lefts, mut lower, mut upper) = (Vec::new(), Vec::new(), Vec::new());
    let mut last = 0;
    for &(left, right) in &tables.phrases {
        match left.checked_sub(last) {
            Some(step) => put_varint(&mut lefts, u64::from(step) + 1),
            None => {
                lefts.push(0);
                put_varint(&mut lefts, u64::from(left));
            }
        }
        lower.push(right as u8);
        put_varint(&mut upper, u64::from(right >> 8));
        last = left;
    }
    let lengths = [&tables.spelling[..], &tables.class_lengths, &tables.lengths].concat();
    let of_classes: [&[u8]; 2] = if classes > 1 { [&tables.classes, &tables.contexts] } else { [&[], &[]] };
    for table in [&strings, of_classes[0], of_classes[1], &lefts, &lower, &upper, &lengths] {
        out.extend(squeeze(table));
    }
    out
}
