//! A pack in memory: the bytes of a file, or documents that are held.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use wherefrom_text::model::{Document, Metadata};

use super::buckets::Buckets;
use super::bytes::Bytes;
use super::crc;
use super::header::Header;
use super::held::Held;
use super::index::Index;
use super::postings::is_whole;
use super::records::{self, Keyed};
use super::view::View;
use super::{PackError, PackInfo, SectionSize, Source};

/// A corpus in memory, of which every checksum was found to be right when it was opened.
#[derive(Debug)]
pub struct Pack {
    info: PackInfo,
    pub(super) content: Content,
    sections: Vec<SectionSize>,
}

#[derive(Debug)]
pub(super) enum Content {
    File(Box<InMemory>),
    Held(Box<Held>),
}

/// A file, and what is kept decoded of it.
#[derive(Debug)]
pub(super) struct InMemory {
    pub index: Index,
    bytes: Vec<u8>,
    /// The fingerprints, decoded when the first page asks for them.
    few: OnceLock<Buckets>,
    /// Documents decoded before, in a small pack.
    decoded: Vec<OnceLock<Arc<Source>>>,
    kept_bytes: AtomicUsize,
}

/// A pack of at most so many bytes keeps the documents that it has decoded: the next page is likely to need them again.
const SMALL_PACK: usize = 4 << 20;
/// So many fingerprints are held decoded: it takes a millisecond, and every look-up afterwards a tenth of the time.
const FEW_POSTINGS: usize = 1 << 14;
/// Texts of more bytes in all are not kept decoded.
const MAX_KEPT_BYTES: usize = 32 << 20;

/// Bytes that come into the caches at once.
const CACHE_LINE: usize = 64;

impl Pack {
    /// Opens a pack in memory and checks all of it that can be checked without decoding the texts.
    ///
    /// # Errors
    /// What is wrong with the file, and where.
    pub fn open(bytes: Vec<u8>) -> Result<Pack, PackError> {
        let header = Header::read(&bytes, bytes.len() as u64)?;
        let slice = |range: &Range<u64>| &bytes[range.start as usize..range.end as usize];
        for section in &header.sections {
            if crc::hash(slice(&section.range)) != section.crc {
                return Err(PackError::Checksum { section: section.name.clone() });
            }
        }
        let info = PackInfo::read(slice(&header.get("META")?.range), header.checksum)?;
        let index = Index::open(&header, &info, &|name| Ok(slice(&header.get(name)?.range)))?;
        let kept = if bytes.len() <= SMALL_PACK { index.len() } else { 0 };
        let decoded = (0..kept).map(|_| OnceLock::new()).collect();
        let file = InMemory { index, bytes, few: OnceLock::new(), decoded, kept_bytes: AtomicUsize::new(0) };
        Ok(Pack { info, content: Content::File(Box::new(file)), sections: header.sizes() })
    }

    /// A corpus of documents that are in no file. Many are made ready on all cores.
    pub fn of_documents(name: &str, documents: &[Document]) -> Pack {
        let held = Held::of_documents(documents);
        let info = PackInfo { name: name.to_owned(), documents: documents.len(), ..PackInfo::default() };
        Pack { info, content: Content::Held(Box::new(held)), sections: Vec::new() }
    }

    /// The pack as a check sees it.
    pub fn view(&self) -> View<'_> {
        View::whole(self)
    }

    /// What the pack says of itself.
    pub fn info(&self) -> &PackInfo {
        &self.info
    }

    /// Documents.
    pub fn len(&self) -> usize {
        match &self.content {
            Content::File(file) => file.index.len(),
            Content::Held(held) => held.sources.len(),
        }
    }

    /// Whether there is no document in it.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The sections and their sizes, in the order of the file; none where there is no file.
    pub fn sections(&self) -> &[SectionSize] {
        &self.sections
    }

    /// Bytes of the file; 0 where there is none.
    pub fn size(&self) -> u64 {
        match &self.content {
            Content::File(file) => file.bytes.len() as u64,
            Content::Held(_) => 0,
        }
    }

    /// The number of fingerprints that the pack holds.
    pub fn fingerprints(&self) -> usize {
        match &self.content {
            Content::File(file) => file.index.fingerprints(),
            Content::Held(held) => held.fingerprints(),
        }
    }

    /// Calls `each` with every fingerprint of a pack that has a file, and with each key that an id or a URL has; with the
    /// number of the document that has it. In order.
    pub fn postings(&self, each: impl FnMut(u32, u32)) {
        if let Content::File(file) = &self.content {
            file.index.postings(file.bytes(), each);
        }
    }

    /// The fingerprints that too many documents have to find any, of a text-free pack; sorted.
    pub fn common(&self) -> &[u32] {
        match &self.content {
            Content::File(file) => file.index.common(),
            Content::Held(_) => &[],
        }
    }

    /// What a document says of itself.
    ///
    /// # Errors
    /// Where there is no such document, or its record is damaged.
    pub fn metadata(&self, document: usize) -> Result<Metadata, PackError> {
        match &self.content {
            Content::File(file) => file.index.metadata(file.bytes(), document)?.ok_or(file.lost(document)),
            Content::Held(held) => Ok(held.source(document)?.meta.clone()),
        }
    }

    /// The same with the hash of the document's text, where a text-free pack has it.
    ///
    /// # Errors
    /// Where there is no such document, or its record is damaged.
    pub fn metadata_and_hash(&self, document: usize) -> Result<(Metadata, Option<u64>), PackError> {
        match &self.content {
            Content::File(file) => file.index.metadata_and_hash(file.bytes(), document)?.ok_or(file.lost(document)),
            Content::Held(held) => Ok((held.source(document)?.meta.clone(), None)),
        }
    }

    /// One document, decoded.
    ///
    /// # Errors
    /// Where there is no such document, or its record is damaged.
    pub fn source(&self, document: usize) -> Result<Arc<Source>, PackError> {
        self.decode(document, None)
    }

    /// The words and separators that its texts and metadata are written in; what is rare is spelled and not among them.
    pub fn strings(&self) -> impl Iterator<Item = &str> {
        let index = match &self.content {
            Content::File(file) => Some(&file.index),
            Content::Held(_) => None,
        };
        index.into_iter().flat_map(|index| index.strings())
    }

    pub(super) fn find(&self, key: u32, each: impl FnMut(u32)) {
        match &self.content {
            Content::File(file) => match file.few() {
                Some(few) => few.find(file.index.grams.directory.kept(key), each),
                None => file.index.find(file.bytes(), key, each),
            },
            Content::Held(held) => held.find(key, each),
        }
    }

    pub(super) fn find_term(&self, key: u32, each: impl FnMut(u32)) {
        match &self.content {
            Content::File(file) => file.index.find_term(file.bytes(), key, each),
            Content::Held(held) => held.find_term(key, each),
        }
    }

    pub(super) fn touch(&self, keys: impl Iterator<Item = u32>) {
        if let Content::File(file) = &self.content
            && file.few().is_none()
        {
            file.touch(keys);
        }
    }

    pub(super) fn keys(&self, documents: &[u32]) -> Vec<Result<Option<Keyed>, PackError>> {
        match &self.content {
            Content::File(file) => file.index.keys(file.bytes(), documents, |document| file.at_hand(document)),
            Content::Held(held) => {
                documents.iter().map(|document| Ok(Some(Keyed::Whole(held.source(*document as usize)?.clone())))).collect()
            }
        }
    }

    pub(super) fn decode(&self, document: usize, keyed: Option<Keyed>) -> Result<Arc<Source>, PackError> {
        match &self.content {
            Content::File(file) => file.decode(document, keyed),
            Content::Held(held) => held.source(document).cloned(),
        }
    }

    /// Decodes the first documents of a small pack, up to `most` and not beyond what is kept of it, so that the first page
    /// need not wait for it. Damage is told when a page asks for the document.
    pub fn preload(&self, most: usize) {
        let Content::File(file) = &self.content else { return };
        for document in 0..most.min(file.decoded.len()) {
            if file.kept_bytes.load(Ordering::Relaxed) > MAX_KEPT_BYTES {
                return;
            }
            let _ = file.decode(document, None);
        }
    }

    /// Decodes everything: what [`Pack::open`] leaves out.
    ///
    /// # Errors
    /// The first thing that is damaged.
    pub fn verify(&self) -> Result<(), PackError> {
        let Content::File(file) = &self.content else { return Ok(()) };
        for lists in file.index.lists() {
            for bucket in 0..lists.directory.buckets() {
                let range = lists.range(bucket);
                let whole = range.is_empty() || file.bytes().get(range).is_some_and(|bucket| is_whole(&bucket));
                if !whole {
                    return Err(PackError::Checksum { section: lists.section.to_owned() });
                }
            }
        }
        (0..self.len()).try_for_each(|document| file.decode(document, None).map(drop))
    }
}

impl InMemory {
    fn bytes(&self) -> Bytes<'_> {
        Bytes::Whole(&self.bytes)
    }

    /// What cannot be, since the table of sections was found to be within the file.
    fn lost(&self, document: usize) -> PackError {
        PackError::NoDocument { number: document, of: self.index.len() }
    }

    /// The postings decoded, where they are few.
    fn few(&self) -> Option<&Buckets> {
        if self.index.fingerprints() > FEW_POSTINGS {
            return None;
        }
        let decode = || {
            let mut postings = Vec::new();
            self.index.postings(self.bytes(), |key, document| {
                if (document as usize) < self.index.len() {
                    postings.push((key, document));
                }
            });
            Buckets::of(&[postings])
        };
        Some(self.few.get_or_init(decode))
    }

    fn touch(&self, keys: impl Iterator<Item = u32>) {
        let lines = keys.flat_map(|key| self.index.grams.range_of(key).step_by(CACHE_LINE));
        std::hint::black_box(lines.fold(0, |all, at| all ^ self.bytes.get(at as usize).copied().unwrap_or(0)));
    }

    fn at_hand(&self, document: usize) -> Option<Arc<Source>> {
        self.decoded.get(document).and_then(OnceLock::get).cloned()
    }

    fn decode(&self, document: usize, keyed: Option<Keyed>) -> Result<Arc<Source>, PackError> {
        if let Some(source) = self.at_hand(document) {
            return Ok(source);
        }
        let is_decoded = matches!(keyed, Some(Keyed::Whole(_)));
        let source = self.index.source(self.bytes(), document, keyed)?.ok_or(self.lost(document))?;
        if let Some(place) = self.decoded.get(document).filter(|_| !is_decoded) {
            let fields = records::fields(&source.meta).into_iter().flatten().chain([&source.meta.id]).chain(&source.meta.licence);
            let bytes: usize = source.blocks.iter().filter_map(|b| b.text.as_ref()).chain(fields).map(String::len).sum();
            if self.kept_bytes.fetch_add(bytes, Ordering::Relaxed) + bytes <= MAX_KEPT_BYTES {
                // Another thread may have been first; both have decoded the same.
                let _ = place.set(source.clone());
            }
        }
        Ok(source)
    }
}
