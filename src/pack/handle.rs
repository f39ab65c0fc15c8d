//! A pack, whatever it is made of: a file in memory, ranges of one, or documents that are held.

use std::ops::Range;
use std::sync::Arc;

use super::header::{Header, OLDEST};
use super::held::Held;
use super::opening::{Opening, read_info};
use super::packed::Packed;
use super::records::Keyed;
use super::store::Store;
use super::{PackError, PackInfo, SectionSize, Source};
use crate::model::{Document, Metadata};

/// A corpus that pages are searched in.
#[derive(Debug)]
pub struct Pack {
    info: PackInfo,
    pub(super) content: Content,
    sections: Vec<SectionSize>,
    size: u64,
}

#[derive(Debug)]
pub(super) enum Content {
    Packed(Box<Packed>),
    Held(Box<Held>),
}

/// What was asked of a pack.
#[derive(Debug)]
pub enum Answer<T> {
    Here(T),
    /// Its bytes have to be brought first: [`Pack::take_wanted`] tells which.
    Wanted,
}

impl Pack {
    /// Opens a pack in memory and checks all of it that can be checked without decoding the texts.
    pub fn open(bytes: Vec<u8>) -> Result<Pack, PackError> {
        let size = bytes.len() as u64;
        let header = Header::read(&bytes, size)?;
        let slice = |range: &Range<u64>| &bytes[range.start as usize..range.end as usize];
        for section in &header.sections {
            if crc32fast::hash(slice(&section.range)) != section.crc {
                return Err(PackError::Checksum { section: section.name.clone() });
            }
        }
        let info = read_info(slice(&header.get("META")?.range))?;
        if header.major < OLDEST {
            #[cfg(not(target_arch = "wasm32"))]
            return Ok(Pack::of(&header, size, info.clone(), Content::Held(Box::new(super::v1::read(&bytes, &header, &info)?))));
            #[cfg(target_arch = "wasm32")]
            return Err(PackError::Old);
        }
        // The directories are decoded before the bytes are moved into the store.
        let mut packed = Packed::open(&header, &info, Store::by_ranges(), size, &|name| Ok(slice(&header.get(name)?.range)))?;
        packed.store = Store::Memory(bytes);
        Ok(Pack::of(&header, size, info, Content::Packed(Box::new(packed))))
    }

    /// Opens a pack of which ranges are brought as they are wanted.
    pub fn by_ranges(size: u64) -> Opening {
        Opening::new(size)
    }

    /// A corpus of documents that are in no file. Many are made ready on all cores.
    pub fn of_documents(name: &str, documents: &[Document]) -> Pack {
        let held = Held::of_documents(documents);
        let info = PackInfo { name: name.to_owned(), documents: documents.len(), ..PackInfo::default() };
        Pack { info, content: Content::Held(Box::new(held)), sections: Vec::new(), size: 0 }
    }

    pub(super) fn of(header: &Header, size: u64, info: PackInfo, content: Content) -> Pack {
        let bytes = |range: &Range<u64>| (range.end - range.start) as usize;
        let sections = header.sections.iter().map(|s| SectionSize { name: s.name.clone(), bytes: bytes(&s.range) }).collect();
        Pack { info, content, sections, size }
    }

    pub fn info(&self) -> &PackInfo {
        &self.info
    }

    /// Documents.
    pub fn len(&self) -> usize {
        match &self.content {
            Content::Packed(packed) => packed.len(),
            Content::Held(held) => held.sources.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn sections(&self) -> &[SectionSize] {
        &self.sections
    }

    /// Bytes of the file.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The number of fingerprints that the pack holds.
    pub fn fingerprints(&self) -> usize {
        match &self.content {
            Content::Packed(packed) => packed.fingerprints(),
            Content::Held(held) => held.fingerprints(),
        }
    }

    /// Calls `each` with the documents that have a key among their fingerprints.
    pub fn find(&self, key: u32, each: impl FnMut(u32)) {
        match &self.content {
            Content::Packed(packed) => packed.find(key, each),
            Content::Held(held) => held.find(key, each),
        }
    }

    /// Whether too many documents have a fingerprint for [`Pack::find`] to tell which. Only text-free packs list those.
    pub fn is_common(&self, key: u32) -> bool {
        matches!(&self.content, Content::Packed(packed) if packed.is_common(key))
    }

    /// Looks into the bytes that these keys will be found in. A large pack lies outside all caches; looks that need not
    /// wait for each other take a tenth of the time.
    pub fn touch(&self, keys: impl Iterator<Item = u32>) {
        if let Content::Packed(packed) = &self.content {
            packed.touch(keys);
        }
    }

    /// Calls `each` with the documents that have a key among their rare terms.
    pub fn find_term(&self, key: u32, each: impl FnMut(u32)) {
        match &self.content {
            Content::Packed(packed) => packed.find_term(key, each),
            Content::Held(held) => held.find_term(key, each),
        }
    }

    pub fn metadata(&self, document: usize) -> Result<Answer<Metadata>, PackError> {
        match &self.content {
            Content::Packed(packed) => packed.metadata(document).map(Answer::of),
            Content::Held(held) => Ok(Answer::Here(held.sources[document].meta.clone())),
        }
    }

    /// The keys of the words of documents, in their order: they take less time than all of a document, and several documents take
    /// less than one after the other.
    pub fn keys(&self, documents: &[u32]) -> Vec<Result<Answer<Keyed>, PackError>> {
        match &self.content {
            Content::Packed(packed) => packed.keys(documents).into_iter().map(|keyed| keyed.map(Answer::of)).collect(),
            Content::Held(held) => {
                let whole = |document: &u32| Ok(Answer::Here(Keyed::Whole(held.sources[*document as usize].clone())));
                documents.iter().map(whole).collect()
            }
        }
    }

    /// One document, decoded.
    pub fn source(&self, document: usize) -> Result<Answer<Arc<Source>>, PackError> {
        self.decode(document, None)
    }

    /// The same of a document of which [`Pack::keys`] gave the keys: that much is not decoded again.
    pub fn source_of(&self, document: usize, keyed: Keyed) -> Result<Answer<Arc<Source>>, PackError> {
        self.decode(document, Some(keyed))
    }

    fn decode(&self, document: usize, keyed: Option<Keyed>) -> Result<Answer<Arc<Source>>, PackError> {
        match &self.content {
            Content::Packed(packed) => packed.source(document, keyed).map(Answer::of),
            Content::Held(held) => Ok(Answer::Here(held.sources[document].clone())),
        }
    }

    /// Decodes the first documents of a small pack, up to `most`, so that the first page need not wait for it.
    pub fn preload(&self, most: usize) {
        if let Content::Packed(packed) = &self.content {
            packed.preload(most);
        }
    }

    /// Decodes every document of a pack in memory: what [`Pack::open`] leaves out.
    pub fn verify(&self) -> Result<(), PackError> {
        match &self.content {
            Content::Packed(packed) => packed.verify(),
            Content::Held(_) => Ok(()),
        }
    }

    /// The ranges that answers are waiting for, in order, each once.
    pub fn take_wanted(&self) -> Vec<Range<u64>> {
        match &self.content {
            Content::Packed(packed) => packed.store.take_wanted(),
            Content::Held(_) => Vec::new(),
        }
    }

    /// What turned out to be damaged since this was called last, where documents are looked up; of a document it is told where
    /// that is asked for.
    pub fn take_damaged(&self) -> Option<PackError> {
        let Content::Packed(packed) = &self.content else { return None };
        Some(PackError::Checksum { section: packed.take_damaged()?.to_owned() })
    }

    /// Brings the bytes of a range that was wanted.
    pub fn bring(&self, from: u64, bytes: Vec<u8>) {
        if let Content::Packed(packed) = &self.content {
            packed.store.bring(from, bytes);
        }
    }

    /// Lets go of what was brought for pages before, if that is much.
    pub fn tidy(&self) {
        if let Content::Packed(packed) = &self.content {
            packed.store.tidy();
        }
    }
}

impl<T> Answer<T> {
    fn of(there: Option<T>) -> Answer<T> {
        there.map_or(Answer::Wanted, Answer::Here)
    }
}
