//! Files to pieces, one after another.

use std::fs::{self, File};
use std::io::{self, BufRead, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::kinds::{Kind, guess, is_binary, kind, unpacked};
use super::lines::{Lines, broken};
use super::walk::Walk;
use super::warc::Records;
use super::{Form, MAX_BYTES, Raw, Refused, compression, shown, syndication};

type Pieces = Box<dyn Iterator<Item = Result<Raw, Refused>> + Send>;

/// The pieces of all inputs. It reads ahead no further than a buffer.
pub struct Feed {
    inputs: Vec<PathBuf>,
    files: Walk,
    open: Option<Pieces>,
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

    fn pieces(&self, path: &Path) -> Result<Pieces, Refused> {
        let name = shown(path);
        let standard_input = path == Path::new("-");
        let unreadable = |error: io::Error| Refused::new(name.as_str(), format!("could not be read: {error}"));
        let mut stream = if standard_input {
            compression::open(io::stdin(), Arc::clone(&self.read))
        } else {
            File::open(path).and_then(|file| compression::open(file, Arc::clone(&self.read)))
        }
        .map_err(unreadable)?;
        let inner = unpacked(path);
        let kind = match kind(&inner) {
            _ if standard_input => Kind::Jsonl,
            Some(kind) => kind,
            None => guess(stream.fill_buf().map_err(unreadable)?),
        };
        match kind {
            Kind::Jsonl => Ok(Box::new(Lines::new(stream, name))),
            Kind::Warc => Ok(Box::new(Records::new(stream, name))),
            Kind::Syndication => {
                let bytes = whole(&mut stream, &name)?;
                Ok(Box::new(syndication::entries(&bytes, &name).into_iter()))
            }
            Kind::Text | Kind::Html => {
                let bytes = whole(&mut stream, &name)?;
                let id = inner.file_stem().map(|stem| stem.to_string_lossy().into_owned());
                let form = if kind == Kind::Html { Form::Html { id } } else { Form::Text { id } };
                Ok(Box::new(std::iter::once(Ok(Raw { place: name, form, bytes }))))
            }
        }
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

/// A file that is parsed as one piece.
fn whole(stream: &mut impl BufRead, name: &str) -> Result<Vec<u8>, Refused> {
    let mut bytes = Vec::new();
    let read = stream.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes);
    let why = match read {
        Err(error) => format!("{}; nothing of it was used", broken(&error)),
        Ok(_) if bytes.len() > MAX_BYTES => format!("it has more than {} MB; cut it, or give many texts as .jsonl", MAX_BYTES >> 20),
        Ok(_) if bytes.trim_ascii().is_empty() => "is empty".to_owned(),
        Ok(_) if is_binary(&bytes) => "is no text (it holds binary data)".to_owned(),
        Ok(_) => return Ok(bytes),
    };
    Err(Refused::new(name, why))
}
