//! Packs of which only ranges are read.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::{Path, PathBuf};

use wherefrom::{Check, Corpus, Opened, Opening, Options, Pack, PackError, PageInput, Progress, RangedPack, Report, check};
use wherefrom_pack::{Answer, Brought};

use crate::packs::{build, many_documents, small_pack};
use crate::support::scratch;

/// What an opening wants is brought until it gives the pack.
fn open_by_ranges(bytes: &[u8], mut opening: Opening) -> Result<RangedPack, PackError> {
    loop {
        let slice = |r: &Range<u64>| bytes.get(r.start as usize..r.end as usize).unwrap_or(&[]).to_vec();
        let brought: Vec<Vec<u8>> = opening.wanted().iter().map(slice).collect();
        match opening.bring(&brought)? {
            Opened::More(more) => opening = more,
            Opened::Pack(pack) => return Ok(*pack),
        }
    }
}

/// Opens a pack by ranges and checks a page; gives the report and how many rounds and bytes that took, opening left out.
fn check_by_ranges(bytes: &[u8], page: &PageInput) -> Result<(Report, usize, usize), PackError> {
    let pack = open_by_ranges(bytes, RangedPack::open(bytes.len() as u64))?;
    Ok(check_opened(&pack.into(), bytes, page))
}

fn check_opened(pack: &Corpus, bytes: &[u8], page: &PageInput) -> (Report, usize, usize) {
    let check = Check::new(page.clone(), vec![pack.clone()], Options::default());
    let (mut rounds, mut read) = (0, 0);
    loop {
        match go_on(&check, bytes) {
            Ok(report) => return (*report, rounds, read),
            Err(more) => read += more,
        }
        rounds += 1;
        assert!(rounds <= 6, "a page is answered in at most 6 rounds");
    }
}

/// The report of a check of one pack, or how many bytes were brought to it.
fn go_on(check: &Check, bytes: &[u8]) -> Result<Box<Report>, usize> {
    match check.try_check() {
        Progress::Done(report) => Ok(report),
        Progress::Needs(wanted) => {
            let slice = |r: &Range<u64>| bytes.get(r.start as usize..r.end as usize).unwrap_or(&[]).to_vec();
            wanted.iter().for_each(|of| check.bring(of.pack, of.range.start, slice(&of.range)));
            Err(wanted.iter().map(|of| (of.range.end - of.range.start) as usize).sum())
        }
    }
}

/// Many documents in a file of a folder, and the text of one.
fn documents_in(folder: &Path, count: usize, one: usize) -> (PathBuf, String) {
    let (input, documents) = (folder.join("documents.jsonl"), many_documents(count));
    std::fs::write(&input, &documents).expect("the documents are written");
    let line: serde_json::Value = serde_json::from_str(documents.lines().nth(one).expect("a line")).expect("JSON");
    (input, line["text"].as_str().expect("a text").to_owned())
}

#[test]
fn the_report_is_the_same() {
    let folder = scratch("ranges");
    let (input, text) = documents_in(&folder, 400, 123);
    let page = PageInput::from_text(&text);
    for more in [&[][..], &["--text-free"][..]] {
        let bytes = std::fs::read(build(&folder, "ranges.wfp", &input, more)).expect("the pack");
        let (report, rounds, read) = check_by_ranges(&bytes, &page).expect("a report");
        let whole = check(&page, &[&Pack::open(bytes.clone()).expect("the pack")], &Options::default());
        assert_eq!(serde_json::to_string(&report).expect("JSON"), serde_json::to_string(&whole).expect("JSON"));
        // What was decoded for pages before must not change a report.
        let decoded = Pack::open(bytes.clone()).expect("the pack");
        decoded.preload(usize::MAX);
        assert_eq!(serde_json::to_string(&check(&page, &[&decoded], &Options::default())).ok(), serde_json::to_string(&whole).ok());
        assert!(report.sources.iter().any(|s| s.id == "d123"), "{:?}", report.summary.headline);
        assert!(rounds > 0 && read < bytes.len(), "{rounds} rounds, {read} bytes");
    }
}

/// Read by ranges, damage is told of, or lies where the page needs nothing: the marks are those of the whole pack then.
#[test]
fn every_flipped_byte_is_noticed_or_of_no_matter() {
    let (_, bytes) = small_pack("range-flips", &[]);
    let page = PageInput::from_text("The ferry ran aground at dawn off Skarn Head and was towed to port by noon.");
    let (whole, ..) = check_by_ranges(&bytes, &page).expect("a report");
    let marks = |report: &Report| serde_json::to_string(&report.blocks).expect("JSON");
    for at in 0..bytes.len() {
        let mut broken = bytes.clone();
        broken[at] ^= 0x55;
        let Ok((report, ..)) = check_by_ranges(&broken, &page) else { continue };
        let told = report.packs.iter().any(|p| p.damaged.is_some());
        assert!(told || marks(&report) == marks(&whole), "byte {at}");
    }
}

#[test]
fn what_is_opened_thoroughly_is_whole() {
    for more in [&[][..], &["--text-free"][..]] {
        let (_, bytes) = small_pack("thorough", more);
        let open = |bytes: &[u8]| open_by_ranges(bytes, RangedPack::open(bytes.len() as u64).thorough());
        assert_eq!(open(&bytes).expect("the pack").info(), Pack::open(bytes.clone()).expect("the pack").info());
        for at in 0..bytes.len() {
            let mut broken = bytes.clone();
            broken[at] ^= 0x55;
            let (by_ranges, whole) = (open(&broken).err(), Pack::open(broken).err());
            assert!(by_ranges.is_some() && whole.is_some(), "byte {at}");
            assert!(open(&bytes[..at]).is_err(), "{at} bytes");
        }
    }
}

/// A pack of which every fifth byte is another one where documents are looked up.
fn damage_look_ups(bytes: &[u8]) -> Vec<u8> {
    let long = |at: usize| u64::from_le_bytes(*bytes[at..].first_chunk().expect("eight bytes")) as usize;
    let sections = u32::from_le_bytes(*bytes[12..].first_chunk().expect("four bytes")) as usize;
    let mut broken = bytes.to_vec();
    for row in
        (0..sections).map(|section| 16 + 24 * section).filter(|&row| [b"GRAM", b"TERM"].iter().any(|name| bytes[row..].starts_with(*name)))
    {
        let (from, len) = (long(row + 8), long(row + 16));
        broken[from..from + len].iter_mut().step_by(5).for_each(|byte| *byte ^= 1);
    }
    broken
}

/// Where documents are looked up, too: a pack of a few documents is searched without that.
#[test]
fn damaged_look_ups_are_told() {
    let folder = scratch("range-look-ups");
    let (input, text) = documents_in(&folder, 60, 42);
    // What no passage explains is looked up by its rare terms.
    let unexplained = "Nobody had lit a lantern above the old quarry, though a chapel and two orchards lie on the road to its kiln.";
    let page = PageInput::from_text(&format!("{text}\n{unexplained}"));
    for more in [&[][..], &["--text-free"][..]] {
        let bytes = std::fs::read(build(&folder, "look-ups.wfp", &input, more)).expect("the pack");
        let (whole, ..) = check_by_ranges(&bytes, &page).expect("a report");
        assert!(!whole.sources.is_empty() && whole.packs[0].damaged.is_none());
        let marks = |report: &Report| serde_json::to_string(&report.blocks).expect("JSON");
        let mut sections = BTreeSet::new();
        for at in (0..bytes.len()).step_by(7) {
            let mut broken = bytes.clone();
            broken[at] ^= 0x55;
            let Ok((report, ..)) = check_by_ranges(&broken, &page) else { continue };
            let told = report.packs[0].damaged.as_ref();
            assert!(told.is_some() || marks(&report) == marks(&whole), "byte {at}");
            sections.extend(told.and_then(|told| ["GRAM", "TERM"].into_iter().find(|section| told.args["section"] == *section)));
        }
        // What one page meets is not told of the next.
        let broken = damage_look_ups(&bytes);
        let pack = open_by_ranges(&broken, RangedPack::open(bytes.len() as u64)).expect("the directories are whole").into();
        let next = PageInput::from_text("");
        let damaged = |page| check_opened(&pack, &broken, page).0.packs[0].damaged.is_some();
        assert_eq!([damaged(&page), damaged(&next)], [true, false]);
        assert_eq!(sections.into_iter().collect::<Vec<_>>(), if more.is_empty() { vec!["GRAM", "TERM"] } else { vec!["GRAM"] });
    }
}

/// What one check wants and has is its own: another one on the same pack neither takes nor loses it.
#[test]
fn checks_on_one_pack_at_once_do_not_disturb_each_other() {
    let folder = scratch("ranges-at-once");
    let (input, _) = documents_in(&folder, 200, 0);
    let bytes = std::fs::read(build(&folder, "at-once.wfp", &input, &[])).expect("the pack");
    let whole = Pack::open(bytes.clone()).expect("the pack");
    let texts: Vec<String> = (0..whole.len()).map(|number| whole.source(number).expect("a document").to_document().text).collect();
    let told = |report: &Report| serde_json::to_string(report).expect("JSON");
    let expected = |page: &PageInput| told(&check(page, &[&whole], &Options::default()));

    // In turn, a step of each.
    let pack: Corpus = open_by_ranges(&bytes, RangedPack::open(bytes.len() as u64)).expect("the pack").into();
    let pages: Vec<PageInput> = texts.iter().take(8).map(|text| PageInput::from_text(text)).collect();
    let checks: Vec<Check> = pages.iter().map(|page| Check::new(page.clone(), vec![pack.clone()], Options::default())).collect();
    let mut reports = vec![None; checks.len()];
    for _ in 0..6 {
        for (check, report) in checks.iter().zip(&mut reports).filter(|(_, report)| report.is_none()) {
            *report = go_on(check, &bytes).ok();
        }
    }
    for (page, report) in pages.iter().zip(&reports) {
        assert_eq!(told(report.as_ref().expect("a report")), expected(page));
    }

    // On two threads, a fresh pack each time.
    for pair in texts.chunks_exact(2).take(40) {
        let pack: Corpus = open_by_ranges(&bytes, RangedPack::open(bytes.len() as u64)).expect("the pack").into();
        std::thread::scope(|scope| {
            for text in pair {
                let (pack, bytes) = (&pack, &bytes);
                scope.spawn(move || {
                    let page = PageInput::from_text(text);
                    assert_eq!(told(&check_opened(pack, bytes, &page).0), expected(&page));
                });
            }
        });
    }
}

/// What is not there is told, whoever asks for it and from wherever.
#[test]
fn questions_beyond_a_pack_are_answered() {
    let (_, bytes) = small_pack("beyond", &[]);
    let whole = Pack::open(bytes.clone()).expect("the pack");
    let held = Pack::of_documents("held", &[whole.source(0).expect("a document").to_document()]);
    let ranged = open_by_ranges(&bytes, RangedPack::open(bytes.len() as u64)).expect("the pack");
    let brought = Brought::default();
    for view in [whole.view(), held.view(), ranged.view(&brought)] {
        view.find(u32::MAX, |document| panic!("document {document} has no such key"));
        view.find_term(u32::MAX, |document| panic!("document {document} has no such term"));
        let (number, of) = (view.len(), view.len());
        assert_eq!(view.metadata(number).err(), Some(PackError::NoDocument { number, of }));
        assert_eq!(view.source(number).err(), Some(PackError::NoDocument { number, of }));
        assert!(view.keys(&[number as u32])[0].is_err());
    }
    // A question inside an answer.
    whole.postings(|key, _| {
        whole.view().find(key, |document| assert!(matches!(whole.view().metadata(document as usize), Ok(Answer::Here(_)))));
        ranged.view(&brought).find(key, |document| assert!(ranged.view(&brought).metadata(document as usize).is_ok()));
    });
}
