//! A check of a pack of which only parts are read, wherever its bytes are: `cargo run --example by_ranges`.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::ops::Range;

use wherefrom::{Check, Opened, Options, PageInput, Progress, RangedPack};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut file = File::open(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/packs/v3-text.wfp"))?;
    let size = file.metadata()?.len();
    let mut read = 0;
    let mut bring = |range: &Range<u64>| -> std::io::Result<Vec<u8>> {
        let mut bytes = vec![0; (range.end - range.start) as usize];
        file.seek(SeekFrom::Start(range.start))?;
        file.read_exact(&mut bytes)?;
        read += bytes.len();
        Ok(bytes)
    };
    let mut opening = RangedPack::open(size);
    let pack = loop {
        let brought = opening.wanted().iter().map(&mut bring).collect::<Result<Vec<_>, _>>()?;
        match opening.bring(&brought)? {
            Opened::More(more) => opening = more,
            Opened::Pack(pack) => break *pack,
        }
    };
    let page = PageInput::from_text("The ferry had forty passengers aboard when it ran onto the sandbank, the harbour master said.");
    let check = Check::new(page, vec![pack.into()], Options::default());
    let report = loop {
        match check.try_check() {
            Progress::Done(report) => break report,
            Progress::Needs(wanted) => {
                for of in wanted {
                    check.bring(of.pack, of.range.start, bring(&of.range)?);
                }
            }
        }
    };
    println!("{}", report.summary.headline);
    println!("{read} of {size} bytes were read");
    Ok(())
}
