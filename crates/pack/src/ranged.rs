//! A pack of which only ranges are read.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::bytes::{Brought, BroughtOf, Bytes};
use super::header::Header;
use super::index::Index;
use super::opening::Opening;
use super::view::View;
use super::{PackInfo, SectionSize};

/// A pack whose file stays where it is: its directories are in memory, everything else is brought as a check wants it. Any
/// number of checks may run on one at once; each has a [`Brought`] of its own. It cannot be verified, merged or listed, since
/// that takes all of the file: open it as a [`Pack`](super::Pack) for that.
#[derive(Debug)]
pub struct RangedPack {
    pub(super) info: PackInfo,
    pub(super) index: Index,
    sections: Vec<SectionSize>,
    size: u64,
    cache: Mutex<Cache>,
}

/// Ranges that were brought for some check, for those that come after it.
#[derive(Debug, Default)]
struct Cache {
    /// With their first byte, in order.
    ranges: Vec<(u64, Arc<[u8]>)>,
    held: usize,
}

/// A cache of more bytes is emptied. Checks keep what they have of it.
const MAX_HELD: usize = 8 << 20;

impl RangedPack {
    /// Begins to open a pack of so many bytes.
    pub fn open(size: u64) -> Opening {
        Opening::new(size)
    }

    pub(super) fn new(header: &Header, size: u64, info: PackInfo, index: Index) -> RangedPack {
        RangedPack { info, index, sections: header.sizes(), size, cache: Mutex::default() }
    }

    /// What the pack says of itself.
    pub fn info(&self) -> &PackInfo {
        &self.info
    }

    /// The sections and their sizes, in the order of the file.
    pub fn sections(&self) -> &[SectionSize] {
        &self.sections
    }

    /// Bytes of the file.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The pack as a check sees it that has so much of it.
    pub fn view<'a>(&'a self, brought: &'a Brought) -> View<'a> {
        View::ranged(self, brought)
    }

    pub(super) fn bytes<'a>(&'a self, brought: &'a Brought) -> Bytes<'a> {
        Bytes::Brought(BroughtOf { pack: self, brought })
    }

    pub(super) fn kept(&self, from: u64) -> Option<Arc<[u8]>> {
        let cache = self.cache();
        let at = cache.ranges.binary_search_by_key(&from, |(first, _)| *first).ok()?;
        Some(cache.ranges[at].1.clone())
    }

    pub(super) fn keep(&self, from: u64, bytes: Arc<[u8]>) {
        let mut cache = self.cache();
        if cache.held > MAX_HELD {
            *cache = Cache::default();
        }
        cache.held += bytes.len();
        match cache.ranges.binary_search_by_key(&from, |(first, _)| *first) {
            Ok(at) => {
                let before = std::mem::replace(&mut cache.ranges[at].1, bytes);
                cache.held -= before.len();
            }
            Err(at) => cache.ranges.insert(at, (from, bytes)),
        }
    }

    pub(super) fn forget(&self, from: u64) {
        let mut cache = self.cache();
        if let Ok(at) = cache.ranges.binary_search_by_key(&from, |(first, _)| *first) {
            let (_, bytes) = cache.ranges.remove(at);
            cache.held -= bytes.len();
        }
    }

    fn cache(&self) -> MutexGuard<'_, Cache> {
        // What a panicking thread left is whole: it is only a cache.
        self.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
