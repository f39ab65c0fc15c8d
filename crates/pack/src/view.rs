//! A pack as a check sees it, whatever it is made of.

use std::sync::Arc;

use wherefrom_text::model::Metadata;

use super::bytes::Brought;
use super::ranged::RangedPack;
use super::records::Keyed;
use super::whole::{Content, Pack};
use super::{PackError, PackInfo, Source};

/// A corpus that pages are searched in, for one check: a [`Pack`], or a [`RangedPack`] with what was brought of it to this
/// check.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    of: Of<'a>,
}

#[derive(Debug, Clone, Copy)]
enum Of<'a> {
    Whole(&'a Pack),
    Ranged(&'a RangedPack, &'a Brought),
}

/// What was asked of a pack.
#[derive(Debug)]
pub enum Answer<T> {
    /// It is there.
    Here(T),
    /// Its bytes have to be brought first: [`Brought::take_wanted`] tells which.
    Wanted,
}

impl<T> Answer<T> {
    fn of(there: Option<T>) -> Answer<T> {
        there.map_or(Answer::Wanted, Answer::Here)
    }
}

impl<'a> View<'a> {
    pub(super) fn whole(pack: &'a Pack) -> View<'a> {
        View { of: Of::Whole(pack) }
    }

    pub(super) fn ranged(pack: &'a RangedPack, brought: &'a Brought) -> View<'a> {
        View { of: Of::Ranged(pack, brought) }
    }

    /// What the pack says of itself.
    pub fn info(self) -> &'a PackInfo {
        match self.of {
            Of::Whole(pack) => pack.info(),
            Of::Ranged(pack, _) => pack.info(),
        }
    }

    /// Documents.
    pub fn len(self) -> usize {
        match self.of {
            Of::Whole(pack) => pack.len(),
            Of::Ranged(pack, _) => pack.index.len(),
        }
    }

    /// Whether there is no document in it.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Calls `each` with the documents that have a key among their fingerprints.
    pub fn find(self, key: u32, each: impl FnMut(u32)) {
        match self.of {
            Of::Whole(pack) => pack.find(key, each),
            Of::Ranged(pack, brought) => pack.index.find(pack.bytes(brought), key, each),
        }
    }

    /// Whether too many documents have a fingerprint for [`View::find`] to tell which. Only text-free packs list those.
    pub fn is_common(self, key: u32) -> bool {
        match self.of {
            Of::Whole(pack) => matches!(&pack.content, Content::File(file) if file.index.is_common(key)),
            Of::Ranged(pack, _) => pack.index.is_common(key),
        }
    }

    /// Looks into the bytes that these keys will be found in. A large pack lies outside all caches; looks that need not
    /// wait for each other take a tenth of the time.
    pub fn touch(self, keys: impl Iterator<Item = u32>) {
        if let Of::Whole(pack) = self.of {
            pack.touch(keys);
        }
    }

    /// Calls `each` with the documents that have a key among their rare terms.
    pub fn find_term(self, key: u32, each: impl FnMut(u32)) {
        match self.of {
            Of::Whole(pack) => pack.find_term(key, each),
            Of::Ranged(pack, brought) => pack.index.find_term(pack.bytes(brought), key, each),
        }
    }

    /// What a document says of itself.
    ///
    /// # Errors
    /// Where there is no such document, or its record is damaged.
    pub fn metadata(self, document: usize) -> Result<Answer<Metadata>, PackError> {
        match self.of {
            Of::Whole(pack) => pack.metadata(document).map(Answer::Here),
            Of::Ranged(pack, brought) => pack.index.metadata(pack.bytes(brought), document).map(Answer::of),
        }
    }

    /// The keys of the words of documents, in their order: they take less time than all of a document, and several documents
    /// take less than one after the other.
    pub fn keys(self, documents: &[u32]) -> Vec<Result<Answer<Keyed>, PackError>> {
        let keyed = match self.of {
            Of::Whole(pack) => pack.keys(documents),
            Of::Ranged(pack, brought) => pack.index.keys(pack.bytes(brought), documents, |_| None),
        };
        keyed.into_iter().map(|keyed| keyed.map(Answer::of)).collect()
    }

    /// One document, decoded.
    ///
    /// # Errors
    /// Where there is no such document, or its record is damaged.
    pub fn source(self, document: usize) -> Result<Answer<Arc<Source>>, PackError> {
        self.decode(document, None)
    }

    /// The same of a document of which [`View::keys`] gave the keys: that much is not decoded again.
    ///
    /// # Errors
    /// Where there is no such document, or its record is damaged.
    pub fn source_of(self, document: usize, keyed: Keyed) -> Result<Answer<Arc<Source>>, PackError> {
        self.decode(document, Some(keyed))
    }

    fn decode(self, document: usize, keyed: Option<Keyed>) -> Result<Answer<Arc<Source>>, PackError> {
        match self.of {
            Of::Whole(pack) => pack.decode(document, keyed).map(Answer::Here),
            Of::Ranged(pack, brought) => pack.index.source(pack.bytes(brought), document, keyed).map(Answer::of),
        }
    }

    /// Whether bytes were asked for that are not there.
    pub fn is_waiting(self) -> bool {
        match self.of {
            Of::Whole(_) => false,
            Of::Ranged(_, brought) => brought.is_waiting(),
        }
    }

    /// What turned out to be damaged where documents were looked up; of a document it is told where that is asked for.
    pub fn damaged(self) -> Option<PackError> {
        match self.of {
            Of::Whole(_) => None,
            Of::Ranged(_, brought) => brought.damaged(),
        }
    }
}
