//! The bytes of a pack's file: all of them, or what was brought of them to one check.

use std::cell::RefCell;
use std::ops::{Deref, Range};
use std::sync::Arc;

use wherefrom_text::order;

use super::PackError;
use super::ranged::RangedPack;

/// Where bytes come from.
#[derive(Debug, Clone, Copy)]
pub enum Bytes<'a> {
    /// All of the file.
    Whole(&'a [u8]),
    Brought(BroughtOf<'a>),
}

/// A part of them.
pub enum Part<'a> {
    Whole(&'a [u8]),
    Brought(Arc<[u8]>),
}

impl Deref for Part<'_> {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Part::Whole(bytes) => bytes,
            Part::Brought(bytes) => bytes,
        }
    }
}

impl AsRef<[u8]> for Part<'_> {
    fn as_ref(&self) -> &[u8] {
        self
    }
}

impl<'a> Bytes<'a> {
    /// The bytes of a range. Where they are not there they are noted as wanted, and `None` comes back.
    pub fn get(self, range: Range<u64>) -> Option<Part<'a>> {
        match self {
            Bytes::Whole(bytes) => bytes.get(range.start as usize..range.end as usize).map(Part::Whole),
            Bytes::Brought(brought) => brought.get(range).map(Part::Brought),
        }
    }
}

/// What one check has of one [`RangedPack`]: the ranges that were brought to it, those that it still wants, and what of them
/// turned out to be damaged. Checks that run at the same time have one each, so that none takes or loses what another needs.
#[derive(Debug, Default)]
pub struct Brought {
    state: RefCell<State>,
}

#[derive(Debug, Default)]
struct State {
    /// With their first byte, in order.
    ranges: Vec<(u64, Arc<[u8]>)>,
    wanted: Vec<Range<u64>>,
    damaged: Option<&'static str>,
}

impl State {
    fn find(&self, from: u64) -> Result<usize, usize> {
        self.ranges.binary_search_by_key(&from, |(first, _)| *first)
    }

    fn put(&mut self, from: u64, bytes: Arc<[u8]>) {
        match self.find(from) {
            Ok(at) => self.ranges[at].1 = bytes,
            Err(at) => self.ranges.insert(at, (from, bytes)),
        }
    }
}

impl Brought {
    /// Takes the bytes of a range that was wanted, and lets later checks of the pack have them too.
    pub fn bring(&self, pack: &RangedPack, from: u64, bytes: Vec<u8>) {
        let bytes: Arc<[u8]> = bytes.into();
        pack.keep(from, bytes.clone());
        self.state.borrow_mut().put(from, bytes);
    }

    /// The ranges that were asked for since this was called last and are not there: in order, each once.
    pub fn take_wanted(&self) -> Vec<Range<u64>> {
        let mut wanted = std::mem::take(&mut self.state.borrow_mut().wanted);
        order::sort_by_key(&mut wanted, |range| range.start);
        wanted.dedup();
        wanted
    }

    /// Whether ranges were asked for since that are not there.
    pub fn is_waiting(&self) -> bool {
        !self.state.borrow().wanted.is_empty()
    }

    /// What turned out to be damaged where documents were looked up; of a document it is told where that is asked for.
    pub fn damaged(&self) -> Option<PackError> {
        let section = self.state.borrow().damaged?;
        Some(PackError::Checksum { section: section.to_owned() })
    }
}

/// What was brought to a check, with the pack that may have more of it from checks before.
#[derive(Debug, Clone, Copy)]
pub struct BroughtOf<'a> {
    pub pack: &'a RangedPack,
    pub brought: &'a Brought,
}

impl BroughtOf<'_> {
    fn get(self, range: Range<u64>) -> Option<Arc<[u8]>> {
        if range.is_empty() {
            return Some(Arc::new([]));
        }
        let len = range.end - range.start;
        let mut state = self.brought.state.borrow_mut();
        if let Ok(at) = state.find(range.start)
            && state.ranges[at].1.len() as u64 == len
        {
            return Some(state.ranges[at].1.clone());
        }
        // What checks before have brought stays with this one, though the pack may let go of it meanwhile.
        match self.pack.kept(range.start).filter(|bytes| bytes.len() as u64 == len) {
            Some(bytes) => {
                state.put(range.start, bytes.clone());
                Some(bytes)
            }
            None => {
                state.wanted.push(range);
                None
            }
        }
    }

    /// Lets later checks ask anew for what came damaged; this one keeps it, so that it is not asked for again and again.
    pub fn forget(self, from: u64) {
        self.pack.forget(from);
    }

    /// Notes that a section is damaged.
    pub fn is_damaged(self, section: &'static str) {
        self.brought.state.borrow_mut().damaged = Some(section);
    }
}
