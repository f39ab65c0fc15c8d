//! The bytes of a pack: all in memory, or ranges of them as they are asked for and brought.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::order;

#[derive(Debug)]
pub enum Store {
    Memory(Vec<u8>),
    Ranges(Mutex<Brought>),
}

#[derive(Debug, Default)]
pub struct Brought {
    /// With their first byte, in order.
    bytes: Vec<(u64, Vec<u8>)>,
    wanted: Vec<Range<u64>>,
    held: usize,
}

impl Brought {
    fn find(&self, from: u64) -> Result<usize, usize> {
        self.bytes.binary_search_by_key(&from, |(first, _)| *first)
    }
}

/// Ranges of more bytes in all are let go before the next page.
const MAX_HELD: usize = 8 << 20;

impl Store {
    pub fn by_ranges() -> Store {
        Store::Ranges(Mutex::default())
    }

    /// Calls `with` with the bytes of a range. Where they are not there they are noted as wanted, and `None` comes back.
    pub fn read<T>(&self, range: Range<u64>, with: impl FnOnce(&[u8]) -> T) -> Option<T> {
        match self {
            Store::Memory(bytes) => bytes.get(range.start as usize..range.end as usize).map(with),
            Store::Ranges(brought) => {
                let mut brought = lock(brought);
                if range.is_empty() {
                    return Some(with(&[]));
                }
                match brought.find(range.start).ok().map(|at| &brought.bytes[at].1) {
                    Some(bytes) if bytes.len() as u64 == range.end - range.start => Some(with(bytes)),
                    _ => {
                        brought.wanted.push(range);
                        None
                    }
                }
            }
        }
    }

    /// The bytes of a range, where they are there; otherwise they are noted as wanted.
    pub fn get(&self, range: Range<u64>) -> Option<Cow<'_, [u8]>> {
        match self {
            Store::Memory(bytes) => bytes.get(range.start as usize..range.end as usize).map(Cow::Borrowed),
            Store::Ranges(_) => self.read(range, |bytes| Cow::Owned(bytes.to_vec())),
        }
    }

    /// What was asked for since this was called last and is not there: in order, each once.
    pub fn take_wanted(&self) -> Vec<Range<u64>> {
        let Store::Ranges(brought) = self else { return Vec::new() };
        let mut wanted = std::mem::take(&mut lock(brought).wanted);
        order::sort_by_key(&mut wanted, |r| r.start);
        wanted.dedup();
        wanted
    }

    pub fn bring(&self, from: u64, bytes: Vec<u8>) {
        if let Store::Ranges(brought) = self {
            let mut brought = lock(brought);
            brought.held += bytes.len();
            match brought.find(from) {
                Ok(at) => brought.bytes[at].1 = bytes,
                Err(at) => brought.bytes.insert(at, (from, bytes)),
            }
        }
    }

    /// Lets go of what was brought, if that is much.
    pub fn tidy(&self) {
        if let Store::Ranges(brought) = self {
            let mut brought = lock(brought);
            if brought.held > MAX_HELD {
                *brought = Brought::default();
            }
        }
    }
}

/// What a panicking thread left is whole: every change is one call.
fn lock(brought: &Mutex<Brought>) -> MutexGuard<'_, Brought> {
    brought.lock().unwrap_or_else(PoisonError::into_inner)
}
