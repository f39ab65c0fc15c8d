//! Documents on their way into a pack, as bytes: what is put aside while others are still being read.

use crate::prepare::{Body, HashedBlock, Hashes, Prepared};
use wherefrom_pack::cursor::{Cursor, put_varint};
use wherefrom_pack::{PackError, records};
use wherefrom_text::Flags;
use wherefrom_text::model::{Document, Metadata};

/// What waits to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    Document(Document),
    /// From a text-free pack; without terms.
    Hashed(Prepared),
}

impl Entry {
    pub fn hash(&self) -> u64 {
        match self {
            Entry::Document(document) => document.content_hash(),
            Entry::Hashed(prepared) => prepared.hash,
        }
    }

    /// About how many bytes it takes when it is written, or more.
    pub fn bytes(&self) -> usize {
        match self {
            Entry::Document(document) => {
                let fields = fields(document).into_iter().flatten().map(String::len).sum::<usize>();
                fields + document.text.len() + NUMBER * document.quoted_blocks.len() + LENGTHS
            }
            Entry::Hashed(prepared) => prepared.bytes() + META_BYTES,
        }
    }

    fn metadata(&self, hash: u64) -> Metadata {
        match self {
            Entry::Document(document) => document.metadata_with(|| hash),
            Entry::Hashed(prepared) => prepared.meta.clone(),
        }
    }

    /// Writes it behind its hash.
    pub fn write(&self, hash: u64, out: &mut Vec<u8>) {
        out.extend(hash.to_le_bytes());
        match self {
            Entry::Document(document) => {
                out.push(0);
                fields(document).into_iter().for_each(|field| put_field(out, field.as_deref()));
                put_field(out, Some(&document.text));
                put_varint(out, document.quoted_blocks.len() as u64);
                document.quoted_blocks.iter().for_each(|&number| put_varint(out, u64::from(number)));
            }
            Entry::Hashed(prepared) => {
                let Prepared { hash: _, meta, language: _, body, keys, terms: _ } = prepared;
                out.push(1);
                put_field(out, Some(&meta.id));
                records::fields(meta).into_iter().chain([&meta.licence]).for_each(|field| put_field(out, field.as_deref()));
                put_varint(out, keys.len() as u64);
                keys.iter().for_each(|key| out.extend(key.to_le_bytes()));
                let Body::Hashes(Hashes { blocks, hashes, flags }) = body else { return };
                put_varint(out, blocks.len() as u64);
                for block in blocks {
                    out.push(u8::from(block.furniture));
                    put_varint(out, block.words.len() as u64);
                }
                out.extend_from_slice(hashes);
                out.extend(flags.iter().map(|f| f.0));
            }
        }
    }

    /// An entry and its hash.
    pub fn read(cursor: &mut Cursor<'_>) -> Result<(u64, Entry), PackError> {
        let mut hash = [0; 8];
        hash.copy_from_slice(cursor.take(8)?);
        let hash = u64::from_le_bytes(hash);
        if cursor.byte()? == 0 {
            let mut document = Document::default();
            for field in fields_mut(&mut document) {
                *field = take_field(cursor)?;
            }
            document.text = take_field(cursor)?.unwrap_or_default();
            document.quoted_blocks = (0..cursor.count()?).map(|_| Ok(cursor.varint()? as u32)).collect::<Result<_, PackError>>()?;
            return Ok((hash, Entry::Document(document)));
        }
        let mut meta = Metadata { id: take_field(cursor)?.unwrap_or_default(), ..Metadata::default() };
        for field in records::fields_mut(&mut meta) {
            *field = take_field(cursor)?;
        }
        meta.licence = take_field(cursor)?;
        let count = cursor.count()?;
        let keys = (0..count).map(|_| cursor.take(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))).collect::<Result<_, _>>()?;
        let mut blocks = Vec::new();
        let mut words = 0;
        for _ in 0..cursor.count()? {
            let furniture = cursor.byte()? != 0;
            let from = words;
            words += cursor.count()?;
            blocks.push(HashedBlock { words: from..words, furniture });
        }
        let hashes = cursor.take(words)?.to_vec();
        let flags = cursor.take(words)?.iter().map(|&f| Flags(f)).collect();
        let body = Body::Hashes(Hashes { blocks, hashes, flags });
        Ok((hash, Entry::Hashed(Prepared { hash, meta, language: None, body, keys, terms: Vec::new() })))
    }

    /// Of documents with the same content the one with the lowest date, URL and id stays; an undated one ranks behind
    /// every dated one. The other fields decide between those, so that the order of the input never does.
    pub fn rank(&self, hash: u64) -> impl Ord + use<> {
        let Metadata { id, title, url, publisher, author, published, language, revision_of, licence } = self.metadata(hash);
        let quoted = if let Entry::Document(document) = self { document.quoted_blocks.clone() } else { Vec::new() };
        (published.is_none(), published, url, id, publisher, author, title, (language, revision_of, licence, quoted))
    }

    /// Whether both have the same content.
    pub fn is_copy_of(&self, other: &Entry) -> bool {
        match (self, other) {
            (Entry::Document(a), Entry::Document(b)) => a.blocks().eq(b.blocks()),
            (Entry::Hashed(a), Entry::Hashed(b)) => a.hash == b.hash && a.body == b.body,
            _ => false,
        }
    }

    pub fn prepare(self, hash: u64, text_free: bool) -> Prepared {
        match self {
            Entry::Document(document) => Prepared::new(document, hash, text_free),
            Entry::Hashed(prepared) => prepared,
        }
    }
}

/// Bytes of the number of a block, or more.
const NUMBER: usize = 5;
/// Bytes of the lengths of a document's fields and of its hash, or more.
const LENGTHS: usize = 64;
/// Bytes of a document's metadata, most often.
const META_BYTES: usize = 1 << 10;

/// What a document says beside its text, in the order in which it is written. Each is named, so that one more cannot be forgotten.
fn fields(document: &Document) -> [&Option<String>; 9] {
    let Document { id, url, publisher, author, published, title, language, revision_of, licence, text: _, quoted_blocks: _ } = document;
    [id, url, publisher, author, published, title, language, revision_of, licence]
}

fn fields_mut(document: &mut Document) -> [&mut Option<String>; 9] {
    let Document { id, url, publisher, author, published, title, language, revision_of, licence, text: _, quoted_blocks: _ } = document;
    [id, url, publisher, author, published, title, language, revision_of, licence]
}

fn put_field(out: &mut Vec<u8>, field: Option<&str>) {
    // 0 where there is none.
    put_varint(out, field.map_or(0, |f| f.len() as u64 + 1));
    out.extend_from_slice(field.unwrap_or("").as_bytes());
}

fn take_field(cursor: &mut Cursor<'_>) -> Result<Option<String>, PackError> {
    let Some(len) = cursor.varint()?.checked_sub(1) else { return Ok(None) };
    let bytes = cursor.take(len as usize)?;
    std::str::from_utf8(bytes).map(|text| Some(text.to_owned())).map_err(|_| cursor.damaged("a text is not UTF-8"))
}
