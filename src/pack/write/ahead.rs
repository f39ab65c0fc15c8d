//! The parts of a pack as they are prepared: some of them ahead of their time, while the vocabulary that they will be
//! written in is being chosen on another thread.

use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::prepare::Prepared;

/// Bytes of text that are prepared ahead at most; prepared, they take three times as much memory.
const MOST: usize = 24 << 20;

/// A part's number and its documents.
type Ready = (usize, io::Result<Vec<Prepared>>);

pub struct Parts<P> {
    /// How many parts there are, and how one is prepared.
    count: usize,
    prepare: P,
    next: AtomicUsize,
    ready: Mutex<BTreeMap<usize, io::Result<Vec<Prepared>>>>,
    stopped: AtomicBool,
}

impl<P: Fn(usize) -> io::Result<Vec<Prepared>> + Sync> Parts<P> {
    pub fn new(count: usize, prepare: P) -> Parts<P> {
        Parts { count, prepare, next: AtomicUsize::new(0), ready: Mutex::default(), stopped: AtomicBool::new(false) }
    }

    /// Prepares the next part that nobody has begun; `None` behind the last.
    pub fn begin(&self) -> Option<Ready> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        (number < self.count).then(|| (number, (self.prepare)(number)))
    }

    /// Keeps a part until it is taken.
    pub fn keep(&self, (number, documents): Ready) {
        self.ready().insert(number, documents);
    }

    /// A part that was prepared ahead, or else the next.
    pub fn take(&self) -> Option<Ready> {
        let ready = self.ready().pop_first();
        ready.or_else(|| self.begin())
    }

    /// Prepares parts until it is stopped or has prepared enough.
    pub fn go_ahead(&self) {
        let mut bytes = 0;
        while bytes < MOST && !self.stopped.load(Ordering::Relaxed) {
            let Some(part) = self.begin() else { return };
            bytes += part.1.iter().flatten().map(Prepared::bytes).sum::<usize>();
            self.keep(part);
        }
    }

    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    fn ready(&self) -> MutexGuard<'_, BTreeMap<usize, io::Result<Vec<Prepared>>>> {
        // The map is whole after every insertion, whatever became of the thread.
        self.ready.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
