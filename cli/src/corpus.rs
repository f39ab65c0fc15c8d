//! Packs that pages are searched in: small ones in memory, large ones read by ranges, so that a page is answered at once
//! however large they are.
//!
//! Ranges are read and not mapped into memory: a mapped file that another program cuts short ends the command.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result};
use wherefrom::{Check, Corpus, Document, Opened, Options, Pack, PackInfo, PageInput, Progress, RangedPack, Report};

use crate::shards;

/// Packs of at most so many bytes are read whole.
const SMALL: u64 = 4 << 20;

/// Ranges with so few bytes between them are read as one: that takes less time than another read.
const GAP: u64 = 4096;

/// A pack and its file.
pub struct PackFile {
    corpus: Corpus,
    /// `None` where all of it is in memory.
    file: Option<File>,
    name: String,
    /// Shards of one pack have the same number.
    number: usize,
}

impl PackFile {
    /// A pack with its number: one file, or one for every shard.
    pub fn open_all(path: &Path, number: usize) -> Result<Vec<PackFile>> {
        shards::files(path)?.iter().map(|file| PackFile::open(file, number)).collect()
    }

    /// Documents in memory.
    pub fn of_documents(name: &str, documents: &[Document], number: usize) -> PackFile {
        PackFile { corpus: Pack::of_documents(name, documents).into(), file: None, name: name.to_owned(), number }
    }

    /// What a pack in one file says of itself; of a large one only its directories are read.
    pub fn info(path: &Path) -> Result<PackInfo> {
        PackFile::open(path, 0).map(|pack| pack.corpus.info().clone())
    }

    fn open(path: &Path, number: usize) -> Result<PackFile> {
        let name = path.display().to_string();
        let unreadable = || format!("{name} could not be read");
        let mut file = File::open(path).with_context(unreadable)?;
        let about = file.metadata().with_context(unreadable)?;
        let refused = |error| anyhow::anyhow!("{name}: {error}");
        let size = about.len();
        // The length of a pipe is not known before it has been read.
        if !about.is_file() || size <= SMALL {
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).with_context(unreadable)?;
            let pack = Pack::open(bytes).map_err(refused)?;
            return Ok(PackFile { corpus: pack.into(), file: None, name, number });
        }
        let mut opening = RangedPack::open(size);
        loop {
            let brought =
                opening.wanted().iter().map(|range| read(&file, range)).collect::<io::Result<Vec<_>>>().with_context(unreadable)?;
            match opening.bring(&brought).map_err(refused)? {
                Opened::More(more) => opening = more,
                Opened::Pack(pack) => return Ok(PackFile { corpus: (*pack).into(), file: Some(file), name, number }),
            }
        }
    }
}

fn read(mut file: &File, range: &Range<u64>) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; (range.end - range.start) as usize];
    file.seek(SeekFrom::Start(range.start))?;
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// Checks a page against packs; reads what of them is needed.
pub fn check(page: &PageInput, packs: &[PackFile], options: &Options) -> Result<Report> {
    let check = Check::of_shards(page.clone(), packs.iter().map(|pack| (pack.number, pack.corpus.clone())).collect(), options.clone());
    loop {
        let wanted = match check.try_check() {
            Progress::Done(report) => return Ok(*report),
            Progress::Needs(wanted) => wanted,
        };
        for of_pack in wanted.chunk_by(|a, b| a.pack == b.pack) {
            let number = of_pack[0].pack;
            let PackFile { file: Some(file), name, .. } = &packs[number] else { continue };
            let ranges: Vec<Range<u64>> = of_pack.iter().map(|of| of.range.clone()).collect();
            for near in ranges.chunk_by(|a, b| b.start <= a.end + GAP) {
                let all = near[0].start..near[near.len() - 1].end;
                let bytes = read(file, &all).with_context(|| format!("{name} could not be read"))?;
                for range in near {
                    let part = (range.start - all.start) as usize..(range.end - all.start) as usize;
                    check.bring(number, range.start, bytes[part].to_vec());
                }
            }
        }
    }
}
