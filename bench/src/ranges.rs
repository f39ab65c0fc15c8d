//! Packs of which ranges are read as they are wanted, wherever the bytes are.

use std::ops::Range;

use anyhow::Result;
use wherefrom::check::{Options, try_check};
use wherefrom::pack::{Opened, Pack};
use wherefrom::page::PageInput;
use wherefrom::report::Report;

/// `read` gives the bytes of a range.
pub fn open(size: u64, mut read: impl FnMut(&Range<u64>) -> Result<Vec<u8>>) -> Result<Pack> {
    let mut opening = Pack::by_ranges(size);
    loop {
        let brought = opening.wanted().iter().map(&mut read).collect::<Result<Vec<_>>>()?;
        match opening.bring(&brought)? {
            Opened::More(more) => opening = more,
            Opened::Pack(pack) => return Ok(pack),
        }
    }
}

/// The report, and how many rounds of reading it took.
pub fn check(page: &PageInput, pack: &Pack, mut read: impl FnMut(&Range<u64>) -> Result<Vec<u8>>) -> Result<(Report, usize)> {
    for rounds in 0.. {
        match try_check(page, &[pack], &Options::default()) {
            Ok(report) => return Ok((report, rounds)),
            Err(wanted) => {
                for of in wanted {
                    pack.bring(of.range.start, read(&of.range)?);
                }
            }
        }
    }
    unreachable!("rounds have no end")
}
