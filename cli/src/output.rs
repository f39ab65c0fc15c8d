//! Writing files so that they are there whole or not at all.
//!
//! What is written goes to a part beside the file, which takes the file's name when it is whole. An error, an
//! interrupt or a full disk takes the part away.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::{Context, Result, bail};

/// The parts that are being written.
static PARTS: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn parts() -> MutexGuard<'static, Vec<PathBuf>> {
    // The list is whole after every statement that changes it, whatever became of the thread.
    PARTS.lock().unwrap_or_else(PoisonError::into_inner)
}

pub struct Output {
    file: BufWriter<File>,
    path: PathBuf,
    /// `None` for what is no file on a disk: a device or a pipe is written to as it is.
    part: Option<PathBuf>,
}

impl Output {
    pub fn create(path: &Path) -> Result<Output> {
        let unwritable = || format!("{} could not be written", path.display());
        match fs::metadata(path) {
            Ok(about) if about.is_dir() => bail!("{} is a folder; name the file to write", path.display()),
            Ok(about) if !about.is_file() => {
                let file = OpenOptions::new().write(true).open(path).with_context(unwritable)?;
                return Ok(Output { file: BufWriter::new(file), path: path.to_owned(), part: None });
            }
            _ => {}
        }
        // What a link points to is written, and the link stays.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let mut name = path.file_name().with_context(|| format!("{} names no file", path.display()))?.to_owned();
        name.push(format!(".{}.part", std::process::id()));
        let part = path.with_file_name(name);
        remove_parts_when_interrupted();
        let mut parts = parts();
        // In containers a command that was killed had the number that this one has.
        let _ = fs::remove_file(&part);
        let file = OpenOptions::new().write(true).create_new(true).open(&part).with_context(unwritable)?;
        parts.push(part.clone());
        Ok(Output { file: BufWriter::new(file), path, part: Some(part) })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it can be written in any order.
    pub fn is_seekable(&self) -> bool {
        self.part.is_some()
    }

    /// Gives the file its name.
    pub fn finish(mut self) -> Result<()> {
        self.settle().with_context(|| format!("{} could not be written", self.path.display()))
    }

    fn settle(&mut self) -> io::Result<()> {
        self.file.flush()?;
        if let Some(part) = &self.part {
            // Some disks only say now that they are full.
            self.file.get_ref().sync_all()?;
            let mut parts = parts();
            fs::rename(part, &self.path)?;
            parts.retain(|other| other != part);
            self.part = None;
        }
        Ok(())
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for Output {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if let Some(part) = &self.part {
            // The error that is told is the one that led here.
            let _ = fs::remove_file(part);
            parts().retain(|other| other != part);
        }
    }
}

/// Writes a file in one go.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut output = Output::create(path)?;
    output.write_all(bytes).with_context(|| format!("{} could not be written", path.display()))?;
    output.finish()
}

/// From now on a signal that ends the command takes the parts away first.
#[cfg(unix)]
fn remove_parts_when_interrupted() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        // Off a terminal a command may have been told to outlive it (nohup); that is not ours to change.
        let at_terminal = io::IsTerminal::is_terminal(&io::stderr());
        let signals = [SIGINT, SIGTERM].into_iter().chain(at_terminal.then_some(SIGHUP));
        // Without it an interrupt leaves a part behind and does no other harm.
        let Ok(mut signals) = Signals::new(signals) else { return };
        std::thread::spawn(move || {
            if let Some(signal) = signals.forever().next() {
                // The list stays locked until the end: no part is created, and none gets the file's name, after this.
                let parts = parts();
                for part in parts.iter() {
                    let _ = fs::remove_file(part);
                }
                let _ = emulate_default_handler(signal);
                std::process::exit(1);
            }
        });
    });
}

#[cfg(not(unix))]
fn remove_parts_when_interrupted() {}
