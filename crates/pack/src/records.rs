//! A document's record: its metadata, and its blocks as texts or as hashes.
//!
//! varint length of the metadata; the metadata; the blocks; CRC-32 of all that (4 bytes). Both parts are bits:
//!
//! - metadata: a bit for each field of [`FIELDS`] that is there; a bit, 1 where the id is a text, otherwise 64 bits of
//!   which it is the hexadecimal writing; in text-free packs the 64 bits of the text's hash, if the id is a text; then
//!   the id's text and the fields, each in the pack's [vocabulary](super::coder::vocabulary). With text, a bit stands before the
//!   title, 1 where that is what the first block begins with; then gamma how many bytes the block has more, in place of a text. Last
//!   what came with later minor versions, where nothing but zeros means that there is none of it. With text, which blocks are quotations
//!   as a whole (3.1): 0, or 1, gamma how many more than one, and for each gamma the blocks that are none since the last. Then the
//!   licence (3.2): 0, or 1 and its text.
//! - blocks: with text, 6 bits for the language (0: not known); gamma their number; for each a bit, 1 for furniture, and its text in the vocabulary. Text-free: that bit,
//!   gamma the number of words, for each word the hash of the [shingle](super::shingles) that begins there, in a Huffman code, and gamma
//!   lists behind their lengths: (skip, length) of the quoted runs, and skips to the sentence starts.

use std::sync::Arc;

use super::coder::bits::BitReader;
use super::coder::huffman::Decoder;
use super::coder::lanes::{self, Coded};
use super::coder::vocabulary::{Ranks, Token, Vocabulary};
use super::crc;
use super::cursor::Cursor;
use super::{PackError, Source, SourceBlock};
use wherefrom_text::model::Metadata;
use wherefrom_text::{Flags, Words};

/// Bytes of a document's text, and of all its fields together, that a pack takes. Builders refuse what is larger, by these constants.
pub const MAX_TEXT: usize = 16 << 20;
pub const MAX_FIELDS: usize = 1 << 20;
/// Bytes of a record, at most: letters that are spelled take less than a byte each.
pub const MAX_RECORD: u64 = 2 * MAX_TEXT as u64;
/// So many bytes of text the blocks of any record may unpack to; beyond, so many times their own. Texts that repeat one phrase for
/// megabytes are packed tighter than that: their records are filled up ([`filling`]). What claims more is damage, or an attack on
/// memory.
const FREE: usize = 256 << 10;
const MOST_TIMES: usize = 64;
/// Words of a text-free document, at most: those of the longest text.
const MAX_HASHES: usize = MAX_TEXT / 2;

/// Bytes of text that blocks of so many bytes may unpack to.
pub(crate) fn most_text(blocks: usize) -> usize {
    MAX_TEXT.min(MOST_TIMES.saturating_mul(blocks).saturating_add(FREE))
}

/// Bytes that blocks of a text of so many bytes have to have at least.
pub fn filling(text: usize) -> usize {
    text.saturating_sub(FREE).div_ceil(MOST_TIMES)
}

/// The fields of [`Metadata`] in their order: title, url, publisher, author, published, language, revision_of.
pub const FIELDS: usize = 7;

/// Bits of a language's number.
pub const LANGUAGE_BITS: u32 = 6;

/// The fields in their order.
pub fn fields(meta: &Metadata) -> [&Option<String>; FIELDS] {
    [&meta.title, &meta.url, &meta.publisher, &meta.author, &meta.published, &meta.language, &meta.revision_of]
}

pub fn fields_mut(meta: &mut Metadata) -> [&mut Option<String>; FIELDS] {
    let Metadata { id: _, title, url, publisher, author, published, language, revision_of, licence: _ } = meta;
    [title, url, publisher, author, published, language, revision_of]
}

/// What records are written in.
#[derive(Debug)]
pub struct Records {
    pub vocabulary: Vocabulary,
    /// Of the words' hashes, in a text-free pack.
    pub hashes: Option<Decoder>,
    pub section: &'static str,
}

/// The place of the title among the fields.
pub const TITLE: usize = 0;

impl Records {
    fn damaged(&self, what: &'static str) -> PackError {
        PackError::Damaged { section: self.section, at: 0, what }
    }

    /// Metadata and blocks of a record, once its checksum has been found to be right.
    fn parts<'a>(&self, record: &'a [u8]) -> Result<(&'a [u8], &'a [u8]), PackError> {
        let (body, crc) = record.split_last_chunk::<4>().ok_or_else(|| self.damaged("a document is cut short"))?;
        if crc::hash(body) != u32::from_le_bytes(*crc) {
            return Err(self.damaged("a document does not match its checksum"));
        }
        let mut cursor = Cursor::new(body, self.section);
        let len = cursor.count()?;
        let metadata = cursor.take(len)?;
        Ok((metadata, cursor.take(cursor.left())?))
    }

    pub fn metadata(&self, record: &[u8]) -> Result<Metadata, PackError> {
        Ok(self.metadata_and_hash(record)?.0)
    }

    /// With the hash of the text, where it is there.
    pub fn metadata_and_hash(&self, record: &[u8]) -> Result<(Metadata, Option<u64>), PackError> {
        let (metadata, blocks) = self.parts(record)?;
        let Beside { meta, hash, quotations: _ } = self.read_metadata(metadata, blocks)?;
        Ok((meta, hash))
    }

    fn read_metadata(&self, metadata: &[u8], blocks: &[u8]) -> Result<Beside, PackError> {
        let bits = &mut BitReader::new(metadata);
        let present = bits.take(FIELDS as u32);
        let long = |bits: &mut BitReader<'_>| u64::from(bits.take(32)) << 32 | u64::from(bits.take(32));
        let mut meta = Metadata::default();
        let mut room = Ranks::default();
        let mut left = MAX_FIELDS;
        let mut hash = None;
        if bits.take(1) == 1 {
            if self.hashes.is_some() {
                hash = Some(long(bits));
            }
            meta.id = self.text(bits, &mut room, &mut left)?;
        } else {
            let number = long(bits);
            hash = Some(number);
            meta.id = format!("{number:016x}");
        }
        for (number, field) in fields_mut(&mut meta).into_iter().enumerate() {
            if present >> (FIELDS - 1 - number) & 1 == 1 {
                let is_borrowed = number == TITLE && self.hashes.is_none() && bits.take(1) == 1;
                *field = Some(if is_borrowed { self.title(bits, blocks, &mut left)? } else { self.text(bits, &mut room, &mut left)? });
            }
        }
        self.not_past_end(bits)?;
        let quotations = if self.hashes.is_none() && bits.take(1) == 1 { self.quotations(bits)? } else { Vec::new() };
        if bits.take(1) == 1 {
            meta.licence = Some(self.text(bits, &mut room, &mut left)?);
            self.not_past_end(bits)?;
        }
        Ok(Beside { meta, hash, quotations })
    }

    /// The numbers of the blocks that are quotations.
    fn quotations(&self, bits: &mut BitReader<'_>) -> Result<Vec<usize>, PackError> {
        let mut quotations = Vec::new();
        let mut next = 0usize;
        for _ in 0..=self.count(bits)? {
            next = next.saturating_add(self.count(bits)? as usize);
            // Whatever their number is said to be, there are no more than there are bits.
            self.not_past_end(bits)?;
            quotations.push(next);
            next += 1;
        }
        Ok(quotations)
    }

    fn not_past_end(&self, bits: &BitReader<'_>) -> Result<(), PackError> {
        if bits.is_past_end() { Err(self.damaged("a document's metadata end too early")) } else { Ok(()) }
    }

    /// A title that the first block begins with.
    fn title(&self, bits: &mut BitReader<'_>, blocks: &[u8], left: &mut usize) -> Result<String, PackError> {
        let more = self.count(bits)? as usize;
        let bits = &mut BitReader::new(blocks);
        bits.take(LANGUAGE_BITS);
        self.count(bits)?;
        bits.take(1);
        let mut text = self.text(bits, &mut Ranks::default(), &mut most_text(blocks.len()))?;
        let len = text.len().checked_sub(more).filter(|&len| text.is_char_boundary(len));
        text.truncate(len.ok_or_else(|| self.damaged("a title is longer than its block"))?);
        text.shrink_to_fit();
        *left = left.checked_sub(text.len()).ok_or_else(|| self.undecodable())?;
        Ok(text)
    }

    /// The next text, which takes its bytes from what is `left`.
    fn text(&self, bits: &mut BitReader<'_>, room: &mut Ranks, left: &mut usize) -> Result<String, PackError> {
        let mut text = String::new();
        let mut after_word = false;
        let mut too_long = false;
        room.clear();
        let whole = self.vocabulary.decode(bits, room).and_then(|()| {
            self.vocabulary.expand(room, left.saturating_add(1))?;
            self.vocabulary.tokens(room, |piece| match piece {
                _ if text.len() > *left => too_long = true,
                Token::Word(word) => {
                    if after_word {
                        text.push(' ');
                    }
                    text.push_str(word);
                    after_word = true;
                }
                Token::Separator(separator) => {
                    text.push_str(separator);
                    after_word = false;
                }
            })
        });
        match left.checked_sub(text.len()).filter(|_| whole.is_some() && !too_long) {
            Some(rest) => *left = rest,
            None => return Err(self.undecodable()),
        }
        Ok(text)
    }

    /// The keys of the words of documents, in their order, and what the rest of them will be made of.
    pub fn keys(&self, records: &[impl AsRef<[u8]>]) -> Vec<Result<Keyed, PackError>> {
        let blocks: Vec<Result<&[u8], PackError>> = records.iter().map(|record| Ok(self.parts(record.as_ref())?.1)).collect();
        let whole: Vec<&[u8]> = blocks.iter().flatten().copied().collect();
        let mut decoded = lanes::decode(&whole, &self.vocabulary).into_iter();
        let mut keyed = |blocks: &[u8]| {
            let mut coded = decoded.next().flatten()?;
            self.expand(&mut coded, blocks)?;
            let keys = self.vocabulary.keys(&coded.texts)?;
            Some(Keyed::Coded { keys, coded: Some(Box::new(coded)) })
        };
        blocks.into_iter().map(|blocks| keyed(blocks?).ok_or_else(|| self.undecodable())).collect()
    }

    pub fn source(&self, record: &[u8], coded: Option<Box<Coded>>) -> Result<Source, PackError> {
        let (metadata, blocks) = self.parts(record)?;
        let Beside { meta, hash: _, quotations: quoted } = self.read_metadata(metadata, blocks)?;
        if self.hashes.is_some() {
            let mut words = Words::default();
            let mut given = Vec::new();
            self.hash_blocks(blocks, |furniture, block| {
                words.blocks.extend(std::iter::repeat_n(given.len() as u32, block.hashes.len()));
                words.keys.extend(block.hashes);
                words.flags.extend(block.flags);
                given.push(SourceBlock { text: None, furniture, quotation: false });
            })?;
            return Ok(Source::new(meta, given, words, true));
        }
        let coded = coded.map_or_else(|| self.decode(blocks).map(Box::new), Ok)?;
        let cut = self.vocabulary.cut(&coded.texts, coded.language, most_text(blocks.len()));
        let (texts, cut) = cut.ok_or_else(|| self.undecodable())?;
        let mut quotations = vec![false; texts.len()];
        for number in quoted {
            *quotations.get_mut(number).ok_or_else(|| self.damaged("a quotation is none of a document's blocks"))? = true;
        }
        let words = cut.read(&texts.iter().map(|text| Some(text.as_str())).collect::<Vec<_>>(), coded.language, &quotations);
        let told = coded.furniture.into_iter().zip(quotations);
        let given = |(text, (furniture, quotation)): (String, (bool, bool))| SourceBlock { text: Some(text), furniture, quotation };
        Ok(Source::new(meta, texts.into_iter().zip(told).map(given).collect(), words, false))
    }

    /// The texts of a record's blocks.
    fn decode(&self, blocks: &[u8]) -> Result<Coded, PackError> {
        let coded = lanes::decode(&[blocks], &self.vocabulary).pop().flatten();
        let expanded = coded.and_then(|mut coded| self.expand(&mut coded, blocks).map(|()| coded));
        expanded.ok_or_else(|| self.undecodable())
    }

    /// Finds the symbols of a record's blocks. A symbol is a byte of text or more, or the end of a block.
    fn expand(&self, coded: &mut Coded, blocks: &[u8]) -> Option<()> {
        self.vocabulary.expand(&mut coded.texts, most_text(blocks.len()) + coded.furniture.len())
    }

    fn undecodable(&self) -> PackError {
        self.damaged("a text cannot be decoded")
    }

    /// The number of blocks, each of which takes two bits at least.
    fn count(&self, bits: &mut BitReader<'_>) -> Result<u32, PackError> {
        bits.take_gamma().ok_or_else(|| self.damaged("a number is too large"))
    }

    fn hash_blocks(&self, bytes: &[u8], mut each: impl FnMut(bool, HashBlock)) -> Result<(), PackError> {
        let code = self.hashes.as_ref().ok_or_else(|| self.damaged("it has no hashes"))?;
        let bits = &mut BitReader::new(bytes);
        let mut left = MAX_HASHES;
        for _ in 0..self.count(bits)? {
            let furniture = bits.take(1) == 1;
            let mut hashes = Vec::new();
            let count = self.count(bits)?;
            left = left.checked_sub(count as usize).ok_or_else(|| self.damaged("a document has more words than any"))?;
            for _ in 0..count {
                let hash = code.take(bits).filter(|_| !bits.is_past_end());
                hashes.push(hash.ok_or_else(|| self.damaged("a word's hash cannot be decoded"))?);
            }
            let mut flags = vec![Flags::default(); hashes.len()];
            if let Some(first) = flags.first_mut() {
                first.set(Flags::BLOCK);
            }
            let mut at = 0usize;
            for _ in 0..self.count(bits)? {
                let from = at.saturating_add(self.count(bits)? as usize);
                at = from.saturating_add(self.count(bits)? as usize);
                let run = flags.get_mut(from..at).ok_or_else(|| self.damaged("a quotation runs beyond its block"))?;
                run.iter_mut().for_each(|f| f.set(Flags::QUOTED));
            }
            let mut at = 0usize;
            for number in 0..self.count(bits)? {
                at = at.saturating_add(self.count(bits)? as usize + usize::from(number > 0));
                flags.get_mut(at).ok_or_else(|| self.damaged("a sentence starts beyond its block"))?.set(Flags::SENTENCE);
            }
            if bits.is_past_end() {
                return Err(self.damaged("a document ends too early"));
            }
            each(furniture, HashBlock { hashes, flags });
        }
        Ok(())
    }
}

/// What stands in a record beside the blocks.
struct Beside {
    meta: Metadata,
    /// Of the text, where it is there.
    hash: Option<u64>,
    /// The numbers of the blocks that are quotations as a whole.
    quotations: Vec<usize>,
}

/// A document of which the keys of its words are known.
#[derive(Debug)]
pub enum Keyed {
    /// It is at hand decoded.
    Whole(Arc<Source>),
    /// What the rest of it is made of; `None` where it is made of its record.
    Coded { keys: Vec<u32>, coded: Option<Box<Coded>> },
}

impl Keyed {
    pub fn keys(&self) -> &[u32] {
        match self {
            Keyed::Whole(source) => &source.words.keys,
            Keyed::Coded { keys, .. } => keys,
        }
    }
}

struct HashBlock {
    hashes: Vec<u32>,
    flags: Vec<Flags>,
}
