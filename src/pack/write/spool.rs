//! What is put aside while a pack is built: in memory, and in a scratch file where there is more of it than memory is for.

use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A file that is gone when it is closed.
pub trait Scratch: Read + Write + Seek + Send {}
impl<T: Read + Write + Seek + Send> Scratch for T {}

/// Gives a scratch file when one is needed.
pub type NewScratch = Box<dyn Fn() -> io::Result<Box<dyn Scratch>> + Send + Sync>;

/// Bytes in a number of parts, each in the order in which it was written.
pub struct Spool<'a> {
    parts: Vec<Mutex<Vec<u8>>>,
    held: AtomicUsize,
    most: usize,
    new_scratch: &'a NewScratch,
    spilled: Mutex<Option<Spilled>>,
}

struct Spilled {
    file: Box<dyn Scratch>,
    end: u64,
    /// By part: where its pieces are, and how long.
    pieces: Vec<Vec<(u64, usize)>>,
}

impl<'a> Spool<'a> {
    /// Holds up to about `most` bytes in memory.
    pub fn new(parts: usize, most: usize, new_scratch: &'a NewScratch) -> Spool<'a> {
        let parts = (0..parts).map(|_| Mutex::default()).collect();
        Spool { parts, held: AtomicUsize::new(0), most, new_scratch, spilled: Mutex::default() }
    }

    pub fn put(&self, part: usize, bytes: &[u8]) -> io::Result<()> {
        lock(&self.parts[part]).extend_from_slice(bytes);
        if self.held.fetch_add(bytes.len(), Ordering::Relaxed) + bytes.len() > self.most { self.spill() } else { Ok(()) }
    }

    fn spill(&self) -> io::Result<()> {
        let mut spilled = lock(&self.spilled);
        if self.held.load(Ordering::Relaxed) <= self.most {
            // Another thread was first.
            return Ok(());
        }
        if spilled.is_none() {
            *spilled = Some(Spilled { file: (self.new_scratch)()?, end: 0, pieces: vec![Vec::new(); self.parts.len()] });
        }
        let Some(to) = spilled.as_mut() else { return Ok(()) };
        to.file.seek(SeekFrom::Start(to.end))?;
        for (number, part) in self.parts.iter().enumerate() {
            let bytes = std::mem::take(&mut *lock(part));
            if !bytes.is_empty() {
                to.file.write_all(&bytes)?;
                to.pieces[number].push((to.end, bytes.len()));
                to.end += bytes.len() as u64;
                self.held.fetch_sub(bytes.len(), Ordering::Relaxed);
            }
        }
        Ok(())
    }

    /// Puts other bytes in the place of a part.
    pub fn replace(&self, part: usize, bytes: Vec<u8>) -> io::Result<()> {
        if let Some(spilled) = lock(&self.spilled).as_mut() {
            spilled.pieces[part].clear();
        }
        self.put(part, &bytes)
    }

    /// A part, whole; its memory is given up.
    pub fn take(&self, part: usize) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        if let Some(from) = lock(&self.spilled).as_mut() {
            for &(at, len) in &from.pieces[part] {
                let start = bytes.len();
                bytes.resize(start + len, 0);
                from.file.seek(SeekFrom::Start(at))?;
                from.file.read_exact(&mut bytes[start..])?;
            }
        }
        let held = std::mem::take(&mut *lock(&self.parts[part]));
        self.held.fetch_sub(held.len(), Ordering::Relaxed);
        if bytes.is_empty() {
            return Ok(held);
        }
        bytes.extend(held);
        Ok(bytes)
    }
}

/// What a panicking thread left is given up with everything else: the panic goes on.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_back_from_memory_and_from_a_file() {
        for most in [0, 50, 1000] {
            let new_scratch: NewScratch = Box::new(|| Ok(Box::new(io::Cursor::new(Vec::new()))));
            let spool = Spool::new(3, most, &new_scratch);
            (0..100u8).try_for_each(|i| spool.put(usize::from(i) % 3, &[i, i])).expect("it is put aside");
            for part in 0..3u8 {
                let expected: Vec<u8> = (0..100).filter(|i| i % 3 == part).flat_map(|i| [i, i]).collect();
                assert_eq!(spool.take(usize::from(part)).expect("it is read"), expected);
            }
        }
    }
}
