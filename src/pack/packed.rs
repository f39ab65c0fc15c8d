//! A pack in its file's form: directories decoded, everything else read as it is needed.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use super::buckets::Buckets;
use super::codec::Cursor;
use super::header::Header;
use super::huffman::{Decoder, unsqueeze};
use super::postings::{Directory, TERM_BITS, is_whole};
use super::records::{Keyed, Records};
use super::store::Store;
use super::tables::Tables;
use super::vocabulary::Vocabulary;
use super::{PackError, PackInfo, Source, v2};
use crate::fingerprint::KEY_BITS;
use crate::model::Metadata;

#[derive(Debug)]
pub struct Packed {
    pub store: Store,
    records: Records,
    grams: Lists,
    /// None in text-free packs.
    terms: Option<Lists>,
    /// The fingerprints that too many documents have to find any, of a text-free pack; sorted.
    common: Vec<u32>,
    /// First byte of the section of documents, and where in it each document ends.
    documents: u64,
    ends: Vec<u64>,
    /// The fingerprints, decoded when the first page asks for them.
    few: OnceLock<Buckets>,
    /// Documents decoded before, in a small pack.
    decoded: Vec<OnceLock<Arc<Source>>>,
    kept_bytes: AtomicUsize,
}

/// A pack of at most so many bytes keeps the documents that it has decoded: the next page is likely to need them again.
const SMALL_PACK: u64 = 4 << 20;
/// So many fingerprints are held decoded: it takes a millisecond, and every look-up afterwards a tenth of the time.
const FEW_POSTINGS: usize = 1 << 14;
/// Texts of more bytes in all are not kept decoded.
const MAX_KEPT_BYTES: usize = 32 << 20;

/// Bytes that come into the caches at once.
const CACHE_LINE: usize = 64;

/// Postings of one kind.
#[derive(Debug)]
struct Lists {
    directory: Directory,
    /// The section of buckets, and its first byte.
    section: &'static str,
    from: u64,
    /// Whether a bucket was asked for that is damaged.
    damaged: AtomicBool,
}

/// The sections that are read when a pack is opened; a pack lacks those that it has no use for.
pub const DIRECTORIES: [&str; 7] = ["META", "VOCB", "CODE", "COMM", "ODIR", "GDIR", "TDIR"];

impl Packed {
    /// `sections` gives the bytes of the [`DIRECTORIES`].
    pub fn open<'a>(
        header: &Header,
        info: &PackInfo,
        store: Store,
        size: u64,
        sections: &dyn Fn(&'static str) -> Result<&'a [u8], PackError>,
    ) -> Result<Packed, PackError> {
        let is_v2 = cfg!(not(target_arch = "wasm32")) && header.major == 2;
        let tables = if is_v2 { v2::read_tables(sections("VOCB")?) } else { Tables::read(sections("VOCB")?) }?;
        let vocabulary = Vocabulary::new(&tables);
        let vocabulary = vocabulary.ok_or(PackError::Damaged { section: "VOCB", at: 0, what: "its tables do not fit together" })?;
        let section = if info.text_free { "HASH" } else { "TEXT" };
        let hashes = if info.text_free { Some(read_code(sections("CODE")?, is_v2)?) } else { None };
        let content = header.get(section)?;
        let ends = read_ends(sections("ODIR")?, info.documents, content.range.end - content.range.start)?;
        let lists = |directory: &'static str, buckets: &'static str, key_bits: u32| -> Result<Lists, PackError> {
            let range = &header.get(buckets)?.range;
            let directory = Directory::read(sections(directory)?, directory, key_bits, info.documents, range.end - range.start)?;
            Ok(Lists { directory, section: buckets, from: range.start, damaged: AtomicBool::new(false) })
        };
        Ok(Packed {
            grams: lists("GDIR", "GRAM", info.key_bits)?,
            terms: if info.text_free { None } else { Some(lists("TDIR", "TERM", if is_v2 { KEY_BITS } else { TERM_BITS })?) },
            documents: content.range.start,
            common: if info.has_phrases() { read_common(sections("COMM")?)? } else { Vec::new() },
            decoded: (0..if size <= SMALL_PACK { ends.len() } else { 0 }).map(|_| OnceLock::new()).collect(),
            records: Records { vocabulary, hashes, section, borrows_titles: !is_v2 && !info.text_free },
            ends,
            store,
            few: OnceLock::new(),
            kept_bytes: AtomicUsize::new(0),
        })
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn fingerprints(&self) -> usize {
        self.grams.directory.count
    }

    /// Whether too many documents have a fingerprint for [`Self::find`] to tell which.
    pub fn is_common(&self, key: u32) -> bool {
        self.common.binary_search(&self.grams.directory.kept(key)).is_ok()
    }

    pub fn find(&self, key: u32, each: impl FnMut(u32)) {
        match self.few() {
            Some(few) => few.find(self.grams.directory.kept(key), each),
            None => self.grams.find(&self.store, self.len(), key, each),
        }
    }

    /// The postings decoded, where they are few and in memory.
    fn few(&self) -> Option<&Buckets> {
        if self.grams.directory.count > FEW_POSTINGS || !matches!(self.store, Store::Memory(_)) {
            return None;
        }
        let decode = || {
            let mut postings = Vec::new();
            self.postings(|key, document| {
                if (document as usize) < self.len() {
                    postings.push((key, document));
                }
            });
            Buckets::of(&[postings])
        };
        Some(self.few.get_or_init(decode))
    }

    pub fn touch(&self, keys: impl Iterator<Item = u32>) {
        let (None, Store::Memory(bytes)) = (self.few(), &self.store) else { return };
        let lines = keys.flat_map(|key| {
            let range = self.grams.directory.bucket(key);
            (self.grams.from + range.start..self.grams.from + range.end).step_by(CACHE_LINE)
        });
        std::hint::black_box(lines.fold(0, |all, at| all ^ bytes.get(at as usize).copied().unwrap_or(0)));
    }

    pub fn find_term(&self, key: u32, each: impl FnMut(u32)) {
        if let Some(terms) = &self.terms {
            terms.find(&self.store, self.len(), key, each);
        }
    }

    fn lists(&self) -> impl Iterator<Item = &Lists> {
        std::iter::once(&self.grams).chain(&self.terms)
    }

    /// The section in which look-ups have met damage since this was called last.
    pub fn take_damaged(&self) -> Option<&'static str> {
        self.lists().filter(|lists| lists.damaged.swap(false, Ordering::Relaxed)).map(|lists| lists.section).last()
    }

    /// Where a document's record is in the file.
    fn range(&self, document: usize) -> Result<Range<u64>, PackError> {
        let Some(&end) = self.ends.get(document) else {
            return Err(PackError::Damaged { section: "GRAM", at: 0, what: "a fingerprint names a document that is not there" });
        };
        let from = if document == 0 { 0 } else { self.ends[document - 1] };
        Ok(self.documents + from..self.documents + end)
    }

    /// Calls `with` with a document's record; `None` where its bytes are not there yet.
    fn record<T>(&self, document: usize, with: impl FnOnce(&[u8]) -> Result<T, PackError>) -> Result<Option<T>, PackError> {
        self.store.read(self.range(document)?, with).transpose()
    }

    pub fn metadata(&self, document: usize) -> Result<Option<Metadata>, PackError> {
        self.record(document, |record| self.records.metadata(record))
    }

    pub fn metadata_and_hash(&self, document: usize) -> Result<Option<(Metadata, Option<u64>)>, PackError> {
        self.record(document, |record| self.records.metadata_and_hash(record))
    }

    /// In the order of the documents; `None` where bytes are not there yet.
    pub fn keys(&self, documents: &[u32]) -> Vec<Result<Option<Keyed>, PackError>> {
        let mut keyed = Vec::with_capacity(documents.len());
        // What is decoded, and its places among all.
        let (mut records, mut places) = (Vec::new(), Vec::new());
        let mut at_hand = |place: usize, document: usize| {
            if let Some(source) = self.decoded.get(document).and_then(OnceLock::get) {
                return Ok(Some(Keyed::Whole(source.clone())));
            }
            if let Some(record) = self.store.get(self.range(document)?) {
                records.push(record);
                places.push(place);
            }
            Ok(None)
        };
        keyed.extend(documents.iter().enumerate().map(|(place, document)| at_hand(place, *document as usize)));
        for (place, decoded) in places.into_iter().zip(self.records.keys(&records)) {
            keyed[place] = decoded.map(Some);
        }
        keyed
    }

    pub fn source(&self, document: usize, keyed: Option<Keyed>) -> Result<Option<Arc<Source>>, PackError> {
        if let Some(source) = self.decoded.get(document).and_then(OnceLock::get) {
            return Ok(Some(source.clone()));
        }
        let coded = match keyed {
            Some(Keyed::Whole(source)) => return Ok(Some(source)),
            Some(Keyed::Coded { coded, .. }) => coded,
            None => None,
        };
        let Some(source) = self.record(document, |record| self.records.source(record, coded))? else { return Ok(None) };
        let source = Arc::new(source);
        if let Some(place) = self.decoded.get(document) {
            let bytes: usize = source.blocks.iter().filter_map(|b| b.text.as_ref()).map(String::len).sum();
            if self.kept_bytes.fetch_add(bytes, Ordering::Relaxed) + bytes <= MAX_KEPT_BYTES {
                // Another thread may have been first; both have decoded the same.
                let _ = place.set(source.clone());
            }
        }
        Ok(Some(source))
    }

    /// Decodes the first documents of a small pack, up to `most`, so that the first page need not wait for it. Damage
    /// is told when a page asks for the document.
    pub fn preload(&self, most: usize) {
        for document in 0..most.min(self.decoded.len()) {
            let _ = self.source(document, None);
        }
    }

    /// Calls `each` with all postings of a pack in memory, in order: fingerprints, and ids and URLs.
    pub fn postings(&self, mut each: impl FnMut(u32, u32)) {
        let lists = &self.grams;
        for bucket in 0..lists.directory.buckets() {
            let range = lists.directory.bucket(lists.directory.first_key(bucket));
            self.store.read(lists.from + range.start..lists.from + range.end, |bytes| {
                lists.directory.all(bucket, bytes).into_iter().for_each(|(key, document)| each(key, document));
            });
        }
    }

    /// The fingerprints that too many documents have to find any, of a text-free pack; sorted.
    pub fn common(&self) -> &[u32] {
        &self.common
    }

    /// Decodes everything: what opening leaves out.
    pub fn verify(&self) -> Result<(), PackError> {
        for lists in self.lists() {
            for bucket in 0..lists.directory.buckets() {
                let range = lists.directory.bucket(lists.directory.first_key(bucket));
                let whole = range.is_empty() || self.store.read(lists.from + range.start..lists.from + range.end, is_whole).unwrap_or(true);
                if !whole {
                    return Err(PackError::Checksum { section: lists.section.to_owned() });
                }
            }
        }
        (0..self.len()).try_for_each(|document| self.source(document, None).map(drop))
    }
}

impl Lists {
    fn find(&self, store: &Store, documents: usize, key: u32, mut each: impl FnMut(u32)) {
        let range = self.directory.bucket(key);
        if range.is_empty() {
            return;
        }
        store.read(self.from + range.start..self.from + range.end, |bucket| {
            // In memory the section's checksum was found to be right; a bucket that was brought is looked at by itself.
            if matches!(store, Store::Memory(_)) || is_whole(bucket) {
                self.directory.find(key, bucket, |document| {
                    if (document as usize) < documents {
                        each(document);
                    }
                });
            } else {
                self.damaged.store(true, Ordering::Relaxed);
            }
        });
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
        at = at.saturating_add(cursor.varint()?);
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
fn read_code(bytes: &[u8], is_v2: bool) -> Result<Decoder, PackError> {
    let mut cursor = Cursor::new(bytes, "CODE");
    let lengths = if is_v2 { v2::unsqueeze(&mut cursor) } else { unsqueeze(&mut cursor) }?;
    Decoder::new(&lengths).ok_or_else(|| cursor.damaged("a code is none"))
}
