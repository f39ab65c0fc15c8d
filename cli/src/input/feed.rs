//! Files to pieces, one after another.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use wherefrom_inputs::{Input, Kind, Pieces, Raw, Refused, pieces};

use super::walk::Walk;
use super::{input, shown};

/// The pieces of all inputs. It reads ahead no further than a buffer.
pub struct Feed {
    inputs: Vec<PathBuf>,
    files: Walk,
    open: Option<Pieces<'static>>,
    read: Arc<AtomicU64>,
}

impl Feed {
    pub fn open(inputs: &[PathBuf]) -> Feed {
        Feed { inputs: inputs.to_vec(), files: Walk::new(inputs), open: None, read: Arc::default() }
    }

    /// Bytes read of the files so far, compressed as they are.
    pub fn bytes_read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// Bytes of all input files; `None` where that cannot be known before they are read. Looks at all of them.
    pub fn bytes_total(&self) -> Option<u64> {
        let mut total = 0;
        for path in Walk::new(&self.inputs).flatten() {
            match fs::metadata(&path) {
                Ok(about) if about.is_file() => total += about.len(),
                Ok(_) => return None,
                Err(_) if path == Path::new("-") => return None,
                // It is told when its turn comes.
                Err(_) => {}
            }
        }
        Some(total)
    }

    fn pieces(&self, path: &Path) -> Result<Pieces<'static>, Refused> {
        let read = Arc::clone(&self.read);
        if path == Path::new("-") {
            let input = Input { place: shown(path), kind: Some(Kind::Jsonl), id: None };
            return pieces(&input, Counted { stream: io::stdin(), read });
        }
        let unreadable = |error: io::Error| Refused::new(shown(path), format!("could not be read: {error}"));
        pieces(&input(path), Counted { stream: File::open(path).map_err(unreadable)?, read })
    }
}

impl Iterator for Feed {
    type Item = Result<Raw, Refused>;

    fn next(&mut self) -> Option<Result<Raw, Refused>> {
        loop {
            if let Some(piece) = self.open.as_mut().and_then(Iterator::next) {
                return Some(piece);
            }
            self.open = None;
            match self.files.next()?.and_then(|path| self.pieces(&path)) {
                Ok(pieces) => self.open = Some(pieces),
                Err(refused) => return Some(Err(refused)),
            }
        }
    }
}

/// Counts the bytes that are read of a file.
struct Counted<R> {
    stream: R,
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.stream.read(into)?;
        self.read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    /// One thread reads, others parse.
    #[test]
    fn a_feed_goes_between_threads() {
        fn goes<T: Send>() {}
        goes::<super::Feed>();
    }
}
