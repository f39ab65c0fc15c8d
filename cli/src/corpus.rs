//! Packs that pages are searched in: small ones in memory, large ones read by ranges, so that a page is answered at once
//! however large they are.
//!
//! Ranges are read and not mapped into memory: a mapped file that another program cuts short ends the command.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result};
use wherefrom::check::{Options, try_check};
use wherefrom::pack::{Opened, Pack};
use wherefrom::page::PageInput;
use wherefrom::report::Report;

/// Packs of at most so many bytes are read whole.
const SMALL: u64 = 4 << 20;

/// Ranges with so few bytes between them are read as one: that takes less time than another read.
const GAP: u64 = 4096;

pub struct Corpus {
    pack: Pack,
    /// `None` where all of it is in memory.
    file: Option<File>,
    name: String,
}

impl Corpus {
    pub fn open(path: &Path) -> Result<Corpus> {
        let name = path.display().to_string();
        let unreadable = || format!("{name} could not be read");
        let mut file = File::open(path).with_context(unreadable)?;
        let about = file.metadata().with_context(unreadable)?;
        let refused = |error| anyhow::anyhow!("{name}: {error}");
        let size = about.len();
        // The length of a pipe is not known before it has been read.
        if !about.is_file() || size <= SMALL || is_old(&file).with_context(unreadable)? {
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).with_context(unreadable)?;
            return Ok(Corpus { pack: Pack::open(bytes).map_err(refused)?, file: None, name });
        }
        let mut opening = Pack::by_ranges(size);
        loop {
            let brought =
                opening.wanted().iter().map(|range| read(&file, range)).collect::<io::Result<Vec<_>>>().with_context(unreadable)?;
            match opening.bring(&brought).map_err(refused)? {
                Opened::More(more) => opening = more,
                Opened::Pack(pack) => return Ok(Corpus { pack, file: Some(file), name }),
            }
        }
    }
}

/// Whether the file begins as packs of format version 1 do, which are read whole.
fn is_old(mut file: &File) -> io::Result<bool> {
    let head = read(file, &(0..10))?;
    file.seek(SeekFrom::Start(0))?;
    Ok(head.ends_with(&[1, 0]))
}

fn read(mut file: &File, range: &Range<u64>) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; (range.end - range.start) as usize];
    file.seek(SeekFrom::Start(range.start))?;
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// Checks a page against packs; reads what of them is needed.
pub fn check(page: &PageInput, packs: &[Corpus], options: &Options) -> Result<Report> {
    let opened: Vec<&Pack> = packs.iter().map(|corpus| &corpus.pack).collect();
    opened.iter().for_each(|pack| pack.tidy());
    loop {
        let wanted = match try_check(page, &opened, options) {
            Ok(report) => return Ok(report),
            Err(wanted) => wanted,
        };
        for of_pack in wanted.chunk_by(|a, b| a.pack == b.pack) {
            let Corpus { pack, file: Some(file), name } = &packs[of_pack[0].pack] else { continue };
            let ranges: Vec<Range<u64>> = of_pack.iter().map(|of| of.range.clone()).collect();
            for near in ranges.chunk_by(|a, b| b.start <= a.end + GAP) {
                let all = near[0].start..near[near.len() - 1].end;
                let bytes = read(file, &all).with_context(|| format!("{name} could not be read"))?;
                for range in near {
                    let part = (range.start - all.start) as usize..(range.end - all.start) as usize;
                    pack.bring(range.start, bytes[part].to_vec());
                }
            }
        }
    }
}
