//! What an archive and all that is in it may unpack to.

use std::io::{self, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::compression::BUFFER;

/// An archive unpacks to so many times its bytes, and a little more.
const MOST_TIMES: u64 = 100;
const FREE: u64 = 64 << 20;

/// Why reading ends where the budget does.
pub const SPENT: &str = "it unpacks to more than is read of an archive";

/// Bytes that may still be unpacked. Clones share them, so that packing something twice gains nothing.
#[derive(Clone)]
pub struct Budget(Arc<AtomicU64>);

impl Budget {
    /// That of an archive which is in no other.
    pub fn of(bytes: usize) -> Budget {
        Budget(Arc::new(AtomicU64::new((bytes as u64).saturating_mul(MOST_TIMES).saturating_add(FREE))))
    }

    pub fn left(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    pub fn spend(&self, bytes: usize) {
        // One thread reads an archive, so nothing comes between.
        self.0.store(self.left().saturating_sub(bytes as u64), Ordering::Relaxed);
    }

    /// A stream that fails where the budget ends; it looks as far ahead as others, since kinds are told by what is there.
    pub fn bound<'a>(&self, stream: impl Read + Send + 'a) -> BufReader<Bound<'a>> {
        BufReader::with_capacity(BUFFER, Bound { stream: Box::new(stream), budget: self.clone() })
    }
}

pub struct Bound<'a> {
    stream: Box<dyn Read + Send + 'a>,
    budget: Budget,
}

impl Read for Bound<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.stream.read(into)?;
        if read as u64 > self.budget.left() {
            return Err(io::Error::other(SPENT));
        }
        self.budget.spend(read);
        Ok(read)
    }
}
