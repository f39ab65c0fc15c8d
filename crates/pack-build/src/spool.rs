//! What is put aside while a pack is built: in memory, and in a scratch file where there is more of it than memory is for.

use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A file that is gone when it is closed.
pub trait Scratch: Read + Write + Seek + Send {}
impl<T: Read + Write + Seek + Send> Scratch for T {}

/// Gives a scratch file when one is needed.
pub type NewScratch = Box<dyn Fn() -> io::Result<Box<dyn Scratch>> + Send + Sync>;

/// Bytes in a number of parts, each in the order in which it was written. What is put aside at once stays together.
pub struct Spool<'a> {
    /// Each in pieces: one that grew would be copied again and again.
    parts: Vec<Mutex<Vec<Vec<u8>>>>,
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
        // A piece takes memory before anything is in it, and a small pack leaves most parts empty.
        if bytes.is_empty() {
            return Ok(());
        }
        self.put_with(part, bytes.len(), |out| out.extend_from_slice(bytes))
    }

    /// Puts aside what `write` writes, which is some `most` bytes or fewer.
    pub fn put_with(&self, part: usize, most: usize, write: impl FnOnce(&mut Vec<u8>)) -> io::Result<()> {
        let mut pieces = lock(&self.parts[part]);
        if pieces.last().is_none_or(|last| last.capacity() - last.len() < most) {
            pieces.push(Vec::with_capacity(most.max(PIECE)));
        }
        let Some(last) = pieces.last_mut() else { return Ok(()) };
        let from = last.len();
        write(last);
        let len = last.len() - from;
        // Counted before another thread can take it, or the count would fall below nothing.
        let held = self.held.fetch_add(len, Ordering::Relaxed) + len;
        drop(pieces);
        if held > self.most { self.spill() } else { Ok(()) }
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
            let pieces = std::mem::take(&mut *lock(part));
            let len = pieces.iter().map(Vec::len).sum();
            if len > 0 {
                pieces.iter().try_for_each(|piece| to.file.write_all(piece))?;
                to.pieces[number].push((to.end, len));
                to.end += len as u64;
                self.held.fetch_sub(len, Ordering::Relaxed);
            }
        }
        Ok(())
    }

    /// Puts other bytes in the place of a part.
    pub fn replace(&self, part: usize, bytes: &[u8]) -> io::Result<()> {
        if let Some(spilled) = lock(&self.spilled).as_mut() {
            spilled.pieces[part].clear();
        }
        self.put(part, bytes)
    }

    /// A part in pieces; their memory is given up.
    pub fn take(&self, part: usize) -> io::Result<Vec<Vec<u8>>> {
        self.pieces(part).collect()
    }

    /// The pieces of a part, of which no more than one comes from the scratch file at a time; their memory is given up.
    pub fn pieces(&self, part: usize) -> impl Iterator<Item = io::Result<Vec<u8>>> {
        // Until what is in memory is taken too: another thread's spilling would move it to where nobody looks again.
        let spilled = lock(&self.spilled);
        let at = spilled.as_ref().map(|from| from.pieces[part].clone()).unwrap_or_default();
        let held = std::mem::take(&mut *lock(&self.parts[part]));
        drop(spilled);
        self.held.fetch_sub(held.iter().map(Vec::len).sum(), Ordering::Relaxed);
        at.into_iter().map(|(at, len)| self.read(at, len)).chain(held.into_iter().map(Ok))
    }

    fn read(&self, at: u64, len: usize) -> io::Result<Vec<u8>> {
        let mut piece = vec![0; len];
        if let Some(from) = lock(&self.spilled).as_mut() {
            from.file.seek(SeekFrom::Start(at))?;
            from.file.read_exact(&mut piece)?;
        }
        Ok(piece)
    }
}

/// Bytes of a piece, or as many as are put aside at once.
const PIECE: usize = 16 << 10;

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
                assert_eq!(spool.take(usize::from(part)).expect("it is read").concat(), expected);
            }
        }
    }

    #[test]
    fn nothing_takes_no_memory() {
        let new_scratch: NewScratch = Box::new(|| Ok(Box::new(io::Cursor::new(Vec::new()))));
        let spool = Spool::new(1, 100, &new_scratch);
        spool.put(0, &[]).expect("it is put aside");
        spool.replace(0, &[]).expect("it is put aside");
        assert!(lock(&spool.parts[0]).is_empty());
    }

    /// A scratch file that counts what is read of it.
    struct Counted(io::Cursor<Vec<u8>>, std::sync::Arc<AtomicUsize>);

    impl Read for Counted {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let read = self.0.read(into)?;
            self.1.fetch_add(read, Ordering::Relaxed);
            Ok(read)
        }
    }

    impl Write for Counted {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Seek for Counted {
        fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
            self.0.seek(to)
        }
    }

    #[test]
    fn a_part_is_read_a_piece_at_a_time() {
        let read = std::sync::Arc::new(AtomicUsize::new(0));
        let counted = std::sync::Arc::clone(&read);
        let new_scratch: NewScratch = Box::new(move || Ok(Box::new(Counted(io::Cursor::new(Vec::new()), counted.clone()))));
        let spool = Spool::new(1, 100, &new_scratch);
        (0..100u8).try_for_each(|i| spool.put(0, &[i; 50])).expect("it is put aside");
        let mut seen = 0;
        for piece in spool.pieces(0) {
            seen += piece.expect("it is read").len();
            assert!(read.load(Ordering::Relaxed) <= seen);
        }
        assert_eq!(seen, 5000);
    }

    #[test]
    fn threads_lose_nothing_while_others_spill() {
        let new_scratch: NewScratch = Box::new(|| Ok(Box::new(io::Cursor::new(Vec::new()))));
        let spool = Spool::new(8, 500, &new_scratch);
        (0..8u8).try_for_each(|part| spool.put(usize::from(part), &[part; 100])).expect("it is put aside");
        std::thread::scope(|scope| {
            for thread in 0..4 {
                let spool = &spool;
                scope.spawn(move || {
                    for part in (0..2000).flat_map(|_| [thread, thread + 4]) {
                        let bytes = spool.take(part).expect("it is read").concat();
                        assert_eq!(bytes, [part as u8; 100]);
                        spool.replace(part, &bytes).expect("it is put aside");
                    }
                });
            }
        });
    }
}
