//! Packs of which ranges are read as they are wanted, wherever the bytes are.

use std::ops::Range;

use anyhow::Result;
use wherefrom::{Check, Corpus, Opened, Options, PageInput, Progress, RangedPack, Report};

/// `read` gives the bytes of a range.
pub fn open(size: u64, mut read: impl FnMut(&Range<u64>) -> Result<Vec<u8>>) -> Result<RangedPack> {
    let mut opening = RangedPack::open(size);
    loop {
        let brought = opening.wanted().iter().map(&mut read).collect::<Result<Vec<_>>>()?;
        match opening.bring(&brought)? {
            Opened::More(more) => opening = more,
            Opened::Pack(pack) => return Ok(*pack),
        }
    }
}

/// The report, and how many rounds of reading it took.
pub fn check(page: &PageInput, pack: &Corpus, mut read: impl FnMut(&Range<u64>) -> Result<Vec<u8>>) -> Result<(Report, usize)> {
    let check = Check::new(page.clone(), vec![pack.clone()], Options::default());
    for rounds in 0.. {
        match check.try_check() {
            Progress::Done(report) => return Ok((*report, rounds)),
            Progress::Needs(wanted) => {
                for of in wanted {
                    check.bring(of.pack, of.range.start, read(&of.range)?);
                }
            }
        }
    }
    unreachable!("rounds have no end")
}
