//! What a [vocabulary](super::vocabulary) is made of, as the section `VOCB` has it.
//!
//! Varint numbers of separators, words, phrases, contexts, classes and codes for spelling; then squeezed tables:
//!
//! 1. strings, separators before words, each group sorted: varint bytes shared with the one before, varint bytes that
//!    follow, and these
//! 2. the class of each base symbol, a byte each; nothing where there is one class
//! 3. the context of each base symbol, a byte each; the same
//! 4. the left symbol of each phrase, as the varint difference from that of the phrase before, or 0 and the symbol where
//!    that was larger: a difference is one more than it is
//! 5. the lower bytes of the right symbols
//! 6. the upper bytes of the right symbols: varint
//! 7. code lengths: of bytes and of the end of a spelled string, in each code for spelling; of the classes, context by context, if there are
//!    several; of all symbols, each
//!    among those of its class
//!
//! Symbols are numbered: [`END`], the spelled word, the spelled separator, the repeated symbol, separators, words, phrases. All
//! but phrases are *base symbols*. A phrase is two symbols, of a smaller number than its own, and has the class of the first of its base symbols.

use super::huffman::unsqueeze;
use super::vocabulary::{FIRST, LETTERS, MAX_STRING, MAX_SYMBOLS};
use crate::PackError;
use crate::cursor::Cursor;

#[derive(Debug, Default)]
pub struct Tables {
    /// The strings of the separators, then of the words.
    pub strings: Strings,
    pub separators: usize,
    /// The two symbols that each phrase is made of.
    pub phrases: Vec<(u32, u32)>,
    /// By base symbol: the class that it is of, and the context that it leaves behind.
    pub classes: Vec<u8>,
    pub contexts: Vec<u8>,
    /// How many classes there are.
    pub class_count: usize,
    /// Code lengths of the classes, context by context.
    pub class_lengths: Vec<u8>,
    /// Code lengths of all symbols, each in its class.
    pub lengths: Vec<u8>,
    /// Code lengths of bytes and of the end of a spelled string, code by code.
    pub spelling: Vec<u8>,
}

impl Tables {
    /// Symbols that are no phrases.
    pub fn base(&self) -> usize {
        FIRST as usize + self.strings.len()
    }

    pub fn read(bytes: &[u8]) -> Result<Tables, PackError> {
        const NAME: &str = "VOCB";
        let mut cursor = Cursor::new(bytes, NAME);
        let [separators, words, phrases] = [cursor.varint()?, cursor.varint()?, cursor.varint()?];
        let [contexts, classes, spellings] = [cursor.varint()?, cursor.varint()?, cursor.varint()?];
        let (strings, symbols) = (separators.saturating_add(words), separators.saturating_add(words).saturating_add(phrases));
        if symbols > MAX_SYMBOLS as u64 || contexts > 256 || classes > 256 || spellings > 256 {
            return Err(cursor.damaged("it has too many symbols"));
        }
        let mut table = || unsqueeze(&mut cursor);
        let (spelt, mut classes_of, mut contexts_of) = (table()?, table()?, table()?);
        let (lefts, lower, upper, lengths) = (table()?, table()?, table()?, table()?);
        let strings = read_strings(&mut Cursor::new(&spelt, NAME), strings as usize)?;
        let (mut lefts, mut upper) = (Cursor::new(&lefts, NAME), Cursor::new(&upper, NAME));
        let mut joined = Vec::with_capacity(phrases as usize);
        let mut left = 0u32;
        for &low in &lower {
            left = match lefts.number()? {
                0 => lefts.number()?,
                step => left.saturating_add(step - 1),
            };
            joined.push((left, upper.number()?.saturating_mul(256).saturating_add(u32::from(low))));
        }
        let of_classes = if classes > 1 { contexts * classes } else { 0 };
        if classes == 1 {
            for table in [&mut classes_of, &mut contexts_of] {
                table.resize(FIRST as usize + strings.len(), 0);
            }
        }
        let of_spelling = spellings as usize * LETTERS;
        let whole = joined.len() as u64 == phrases && lengths.len() as u64 == of_spelling as u64 + of_classes + u64::from(FIRST) + symbols;
        if !whole {
            return Err(cursor.damaged("its tables do not fit together"));
        }
        let (spelling, lengths) = lengths.split_at(of_spelling);
        let (class_lengths, lengths) = lengths.split_at(of_classes as usize);
        Ok(Tables {
            strings,
            separators: separators as usize,
            phrases: joined,
            classes: classes_of,
            contexts: contexts_of,
            class_count: classes as usize,
            class_lengths: class_lengths.to_vec(),
            lengths: lengths.to_vec(),
            spelling: spelling.to_vec(),
        })
    }
}

/// Many strings, one behind the other: one by one they would take thrice the memory and the time.
#[derive(Debug, Default)]
pub struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    pub fn push(&mut self, string: &str) {
        self.text.push_str(string);
        self.ends.push(self.text.len() as u32);
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let mut from = 0;
        self.ends.iter().map(move |&end| &self.text[std::mem::replace(&mut from, end as usize)..end as usize])
    }
}

/// Strings, each as the bytes it shares with the one before, the bytes that follow, and these.
pub fn read_strings(table: &mut Cursor<'_>, count: usize) -> Result<Strings, PackError> {
    let mut strings = Strings::default();
    let mut string: Vec<u8> = Vec::new();
    for _ in 0..count {
        let shared = table.varint()?;
        string.truncate(usize::try_from(shared).unwrap_or(usize::MAX));
        let len = table.count()?;
        string.extend_from_slice(table.take(len)?);
        if string.len() > MAX_STRING {
            return Err(table.damaged("a word is too long"));
        }
        strings.push(std::str::from_utf8(&string).map_err(|_| table.damaged("a word is no text"))?);
    }
    Ok(strings)
}
