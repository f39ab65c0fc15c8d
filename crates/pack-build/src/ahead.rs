//! The parts of a pack as they are prepared: some of them ahead of their time, while the vocabulary that they will be
//! written in is being chosen on another thread.

use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::prepare::Prepared;

/// Bytes of text that are worth preparing ahead; prepared, they take three times as much memory.
pub const AHEAD: usize = 40 << 20;

/// A part's number and its documents.
type Ready = (usize, io::Result<Vec<Prepared>>);

pub struct Parts<P> {
    /// How many parts there are, and how one is prepared.
    count: usize,
    prepare: P,
    next: AtomicUsize,
    /// Bytes of text that were prepared ahead.
    bytes: AtomicUsize,
    ready: Mutex<BTreeMap<usize, io::Result<Vec<Prepared>>>>,
    stopped: AtomicBool,
}

impl<P: Fn(usize) -> io::Result<Vec<Prepared>> + Sync> Parts<P> {
    pub fn new(count: usize, prepare: P) -> Parts<P> {
        Parts {
            count,
            prepare,
            next: AtomicUsize::new(0),
            bytes: AtomicUsize::new(0),
            ready: Mutex::default(),
            stopped: AtomicBool::new(false),
        }
    }

    /// Prepares the next part that nobody has begun; `None` behind the last.
    fn begin(&self) -> Option<Ready> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        (number < self.count).then(|| (number, (self.prepare)(number)))
    }

    /// A part that was prepared ahead, or else the next.
    pub fn take(&self) -> Option<Ready> {
        let ready = self.ready().pop_first();
        ready.or_else(|| self.begin())
    }

    /// Prepares parts until there are so many bytes of text ahead or it is stopped; several threads may.
    pub fn go_ahead(&self, bytes: usize) {
        while self.bytes.load(Ordering::Relaxed) < bytes && !self.stopped.load(Ordering::Relaxed) {
            let Some((number, documents)) = self.begin() else { return };
            self.bytes.fetch_add(documents.iter().flatten().map(Prepared::bytes).sum(), Ordering::Relaxed);
            self.ready().insert(number, documents);
        }
    }

    /// Takes the first parts that have so many bytes of text together, which must be ahead; [`Self::put_back`] gives them back.
    pub fn take_first(&self, bytes: usize) -> io::Result<Vec<(usize, Vec<Prepared>)>> {
        let mut first = Vec::new();
        let mut have = 0;
        while have < bytes
            && let Some((number, documents)) = self.ready().pop_first()
        {
            let documents = documents?;
            have += documents.iter().map(Prepared::bytes).sum::<usize>();
            first.push((number, documents));
        }
        Ok(first)
    }

    pub fn put_back(&self, parts: Vec<(usize, Vec<Prepared>)>) {
        self.ready().extend(parts.into_iter().map(|(number, documents)| (number, Ok(documents))));
    }

    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    fn ready(&self) -> MutexGuard<'_, BTreeMap<usize, io::Result<Vec<Prepared>>>> {
        // The map is whole after every insertion, whatever became of the thread.
        self.ready.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
