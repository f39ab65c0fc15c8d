//! All of a pack's file but its bytes: where everything is, and what it is written in. Bytes are handed in with every call.

use std::ops::Range;
use std::sync::Arc;

use wherefrom_text::model::Metadata;

use super::bytes::Bytes;
use super::coder::huffman::{Decoder, unsqueeze};
use super::coder::tables::Tables;
use super::coder::vocabulary::Vocabulary;
use super::cursor::Cursor;
use super::header::Header;
use super::postings::{Directory, TERM_BITS, is_whole};
use super::records::{Keyed, MAX_RECORD, Records};
use super::{PackError, PackInfo, Source};

#[derive(Debug)]
pub struct Index {
    records: Records,
    pub grams: Lists,
    /// None in text-free packs.
    pub terms: Option<Lists>,
    /// The fingerprints that too many documents have to find any, of a text-free pack; sorted.
    common: Vec<u32>,
    /// First byte of the section of documents, and where in it each document ends.
    documents: u64,
    ends: Vec<u64>,
}

/// Postings of one kind.
#[derive(Debug)]
pub struct Lists {
    pub directory: Directory,
    /// The section of buckets, and its first byte.
    pub section: &'static str,
    from: u64,
}

/// The sections that are read when a pack is opened; a pack lacks those that it has no use for.
pub const DIRECTORIES: [&str; 7] = ["META", "VOCB", "CODE", "COMM", "ODIR", "GDIR", "TDIR"];

impl Index {
    /// `sections` gives the bytes of the [`DIRECTORIES`].
    pub fn open<'a>(
        header: &Header,
        info: &PackInfo,
        sections: &dyn Fn(&'static str) -> Result<&'a [u8], PackError>,
    ) -> Result<Index, PackError> {
        let vocabulary = Vocabulary::new(&Tables::read(sections("VOCB")?)?);
        let vocabulary = vocabulary.ok_or(PackError::Damaged { section: "VOCB", at: 0, what: "its tables do not fit together" })?;
        let section = if info.text_free { "HASH" } else { "TEXT" };
        let hashes = if info.text_free { Some(read_code(sections("CODE")?)?) } else { None };
        let content = header.get(section)?;
        let ends = read_ends(sections("ODIR")?, info.documents, content.range.end - content.range.start)?;
        let lists = |directory: &'static str, buckets: &'static str, key_bits: u32| -> Result<Lists, PackError> {
            let range = &header.get(buckets)?.range;
            let directory = Directory::read(sections(directory)?, directory, key_bits, info.documents, range.end - range.start)?;
            Ok(Lists { directory, section: buckets, from: range.start })
        };
        Ok(Index {
            grams: lists("GDIR", "GRAM", info.key_bits)?,
            terms: if info.text_free { None } else { Some(lists("TDIR", "TERM", TERM_BITS)?) },
            documents: content.range.start,
            common: if info.text_free { read_common(sections("COMM")?)? } else { Vec::new() },
            records: Records { vocabulary, hashes, section },
            ends,
        })
    }

    /// Documents.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn fingerprints(&self) -> usize {
        self.grams.directory.count
    }

    /// The fingerprints that too many documents have to find any, of a text-free pack; sorted.
    pub fn common(&self) -> &[u32] {
        &self.common
    }

    pub fn strings(&self) -> impl Iterator<Item = &str> {
        self.records.vocabulary.strings()
    }

    /// Whether too many documents have a fingerprint for [`Self::find`] to tell which.
    pub fn is_common(&self, key: u32) -> bool {
        self.common.binary_search(&self.grams.directory.kept(key)).is_ok()
    }

    /// Calls `each` with the documents that have a key among their fingerprints.
    pub fn find(&self, bytes: Bytes<'_>, key: u32, each: impl FnMut(u32)) {
        self.grams.find(bytes, self.len(), key, each);
    }

    /// Calls `each` with the documents that have a key among their rare terms.
    pub fn find_term(&self, bytes: Bytes<'_>, key: u32, each: impl FnMut(u32)) {
        if let Some(terms) = &self.terms {
            terms.find(bytes, self.len(), key, each);
        }
    }

    pub fn lists(&self) -> impl Iterator<Item = &Lists> {
        std::iter::once(&self.grams).chain(&self.terms)
    }

    /// Where a document's record is in the file.
    fn range(&self, document: usize) -> Result<Range<u64>, PackError> {
        let Some(&end) = self.ends.get(document) else { return Err(PackError::NoDocument { number: document, of: self.len() }) };
        let from = if document == 0 { 0 } else { self.ends[document - 1] };
        Ok(self.documents + from..self.documents + end)
    }

    /// Calls `with` with a document's record; `None` where its bytes are not there yet.
    fn record<T>(
        &self,
        bytes: Bytes<'_>,
        document: usize,
        with: impl FnOnce(&[u8]) -> Result<T, PackError>,
    ) -> Result<Option<T>, PackError> {
        let range = self.range(document)?;
        let Some(record) = bytes.get(range.clone()) else { return Ok(None) };
        let read = with(&record);
        if let (Err(_), Bytes::Brought(brought)) = (&read, bytes) {
            brought.forget(range.start);
        }
        read.map(Some)
    }

    pub fn metadata(&self, bytes: Bytes<'_>, document: usize) -> Result<Option<Metadata>, PackError> {
        self.record(bytes, document, |record| self.records.metadata(record))
    }

    pub fn metadata_and_hash(&self, bytes: Bytes<'_>, document: usize) -> Result<Option<(Metadata, Option<u64>)>, PackError> {
        self.record(bytes, document, |record| self.records.metadata_and_hash(record))
    }

    /// The keys of the words of documents, in their order; `None` where bytes are not there yet. `at_hand` are documents that
    /// are decoded already.
    pub fn keys(
        &self,
        bytes: Bytes<'_>,
        documents: &[u32],
        at_hand: impl Fn(usize) -> Option<Arc<Source>>,
    ) -> Vec<Result<Option<Keyed>, PackError>> {
        let mut keyed = Vec::with_capacity(documents.len());
        // What is decoded, and its places among all.
        let (mut records, mut places) = (Vec::new(), Vec::new());
        let mut look = |place: usize, document: usize| {
            if let Some(source) = at_hand(document) {
                return Ok(Some(Keyed::Whole(source)));
            }
            if let Some(record) = bytes.get(self.range(document)?) {
                records.push(record);
                places.push(place);
            }
            Ok(None)
        };
        keyed.extend(documents.iter().enumerate().map(|(place, document)| look(place, *document as usize)));
        for (place, decoded) in places.into_iter().zip(self.records.keys(&records)) {
            keyed[place] = decoded.map(Some);
        }
        keyed
    }

    /// A document decoded; what [`Self::keys`] gave of it is not decoded again. `None` where its bytes are not there yet.
    pub fn source(&self, bytes: Bytes<'_>, document: usize, keyed: Option<Keyed>) -> Result<Option<Arc<Source>>, PackError> {
        let coded = match keyed {
            Some(Keyed::Whole(source)) => return Ok(Some(source)),
            Some(Keyed::Coded { coded, .. }) => coded,
            None => None,
        };
        Ok(self.record(bytes, document, |record| self.records.source(record, coded))?.map(Arc::new))
    }

    /// Calls `each` with all postings, in order: fingerprints, and ids and URLs.
    pub fn postings(&self, bytes: Bytes<'_>, mut each: impl FnMut(u32, u32)) {
        let lists = &self.grams;
        for bucket in 0..lists.directory.buckets() {
            if let Some(bytes) = bytes.get(lists.range(bucket)) {
                lists.directory.all(bucket, &bytes).into_iter().for_each(|(key, document)| each(key, document));
            }
        }
    }
}

impl Lists {
    /// Where in the file a bucket is.
    pub fn range(&self, bucket: usize) -> Range<u64> {
        self.range_of(self.directory.first_key(bucket))
    }

    /// Where in the file the bucket of a key is.
    pub fn range_of(&self, key: u32) -> Range<u64> {
        let range = self.directory.bucket(key);
        self.from + range.start..self.from + range.end
    }

    fn find(&self, bytes: Bytes<'_>, documents: usize, key: u32, mut each: impl FnMut(u32)) {
        if self.directory.bucket(key).is_empty() {
            return;
        }
        let Some(bucket) = bytes.get(self.range_of(key)) else { return };
        // In memory the section's checksum was found to be right; a bucket that was brought is looked at by itself.
        match bytes {
            Bytes::Brought(brought) if !is_whole(&bucket) => {
                brought.is_damaged(self.section);
                brought.forget(self.range_of(key).start);
            }
            _ => self.directory.find(key, &bucket, |document| {
                if (document as usize) < documents {
                    each(document);
                }
            }),
        }
    }
}

/// Where each document ends: varint lengths.
fn read_ends(bytes: &[u8], documents: usize, len: u64) -> Result<Vec<u64>, PackError> {
    let mut cursor = Cursor::new(bytes, "ODIR");
    if documents > cursor.left() {
        return Err(cursor.damaged("it lists fewer documents than META"));
    }
    let mut ends = Vec::with_capacity(documents);
    let mut at = 0u64;
    for _ in 0..documents {
        let len = cursor.varint()?;
        if len > MAX_RECORD {
            return Err(cursor.damaged("a document is larger than any"));
        }
        at = at.saturating_add(len);
        ends.push(at);
    }
    if at != len || cursor.left() > 0 {
        return Err(cursor.damaged("the documents do not fill their section"));
    }
    Ok(ends)
}

/// Fingerprints, as differences.
fn read_common(bytes: &[u8]) -> Result<Vec<u32>, PackError> {
    let mut cursor = Cursor::new(bytes, "COMM");
    let mut key = 0u32;
    (0..cursor.count()?)
        .map(|_| {
            key = key.checked_add(cursor.number()?).ok_or_else(|| cursor.damaged("a fingerprint is too large"))?;
            Ok(key)
        })
        .collect()
}

/// The code of the words' hashes: the length of each value's.
fn read_code(bytes: &[u8]) -> Result<Decoder, PackError> {
    let mut cursor = Cursor::new(bytes, "CODE");
    let lengths = unsqueeze(&mut cursor)?;
    Decoder::new(&lengths).ok_or_else(|| cursor.damaged("a code is none"))
}
