//! What holds for input of any bytes.
//!
//! Each of the [`TARGETS`] takes bytes and panics where something does not hold. Ordinary tests run them over the inputs that are kept
//! in `fuzz/corpus` and over some random ones; `make fuzz` runs them under libFuzzer, which needs a nightly compiler, from the
//! package `fuzz`.
//!
//! ```
//! wherefrom_fuzz::target("round_trip")("The ferry ran aground at dawn.".as_bytes());
//! ```
#![warn(missing_docs)]

use std::sync::OnceLock;

use wherefrom::report::{Report, csv, html as html_report, utf16};
use wherefrom::{Options, compare};
use wherefrom_inputs::html;
use wherefrom_pack::coder::{Coder, CutText, Tables, Vocabulary, train};
use wherefrom_pack::records::Records;
use wherefrom_pack::{Pack, Source};
use wherefrom_pack_build::{Description, build, record as record_of};
use wherefrom_page::{PageInput, find_article, metadata};
use wherefrom_text::model::{Document, blocks_of};
use wherefrom_text::quotes;

/// A function of bytes that panics where something does not hold.
pub type Target = fn(&[u8]);

/// The targets and their names.
pub const TARGETS: [(&str, Target); 6] = [
    ("open_pack", open_pack),
    ("record", record),
    ("check", check),
    ("quotations", quotations),
    ("html_page", html_page),
    ("round_trip", round_trip),
];

/// The target of a name.
///
/// # Panics
/// There is none.
pub fn target(name: &str) -> Target {
    TARGETS.iter().find(|(known, _)| *known == name).expect("a target of this name").1
}

/// Any file is a pack or refused, and of a pack everything can be asked. What does not begin as a pack does is a list of changes to one,
/// whose checksums are made to agree.
fn open_pack(bytes: &[u8]) {
    let pack = if bytes.starts_with(b"WHFROM") {
        bytes.to_vec()
    } else {
        let mut pack = sample().to_vec();
        let all = 0..pack.len();
        change(&mut pack, all, bytes);
        agree(&mut pack);
        pack
    };
    ask(pack);
}

/// Any record is a document or damaged.
fn record(bytes: &[u8]) {
    let mut pack = sample().to_vec();
    if let Some(text) = sections(&pack).into_iter().find(|(name, _)| name == b"TEXT").map(|(_, range)| range) {
        // A pack of one document has one record, with its own checksum behind it.
        let body = text.start..text.end - 4;
        change(&mut pack, body.clone(), bytes);
        let crc = crc32fast::hash(&pack[body.clone()]);
        pack[body.end..text.end].copy_from_slice(&crc.to_le_bytes());
    }
    agree(&mut pack);
    ask(pack);
}

fn ask(bytes: Vec<u8>) {
    let Ok(pack) = Pack::open(bytes) else { return };
    let whole = pack.verify();
    // A damaged pack may claim any number of documents.
    for number in 0..pack.len().min(4) {
        let _ = pack.metadata(number);
        let source = pack.source(number);
        assert!(whole.is_err() || source.is_ok(), "a pack that is whole has its documents");
    }
    let page = PageInput::from_text(SAMPLE);
    assert_report(&page, wherefrom::check::check(&page, &[&pack], &Options::default()));
}

/// Any page against any source gives a report whose parts fit together. A NUL stands between the two.
fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (page, source) = text.split_once('\0').unwrap_or((&text, &text));
    let page = PageInput::from_text(page);
    let source = Document { text: source.to_owned(), publisher: Some("The BBC".into()), ..Document::default() };
    let report = compare(&page, &[source], &Options::default());
    html_report::page(&report, &html_report::Circumstances::default());
    csv::blocks(&report);
    assert_report(&page, report);
}

fn assert_report(page: &PageInput, report: Report) {
    assert_eq!(report.blocks.len(), page.blocks().len());
    for block in &report.blocks {
        let mut last = 0;
        for span in &block.spans {
            assert!(last <= span.start && span.start <= span.end, "spans are in order and share nothing");
            assert!(block.text.get(span.start..span.end).is_some(), "spans are inside their block, between characters");
            assert!(span.source < report.sources.len(), "a span is of a source");
            last = span.end;
        }
        for source in &block.sources {
            assert!(*source < report.sources.len());
        }
    }
    let summary = &report.summary;
    let parts = [summary.copied, summary.modified, summary.quoted, summary.original];
    assert_eq!(parts.iter().map(|part| part.words).sum::<usize>(), summary.words, "the parts are the whole");
    let units: Vec<usize> = report.blocks.iter().map(|b| b.text.encode_utf16().count()).collect();
    for (block, units) in utf16::to_utf16(report).blocks.iter().zip(units) {
        assert!(block.spans.iter().all(|span| span.end <= units));
    }
}

/// Quotations are inside their text, between characters, in order. A NUL stands before the next block.
fn quotations(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (text, next) = text.split_once('\0').map_or((&*text, None), |(text, next)| (text, Some(next)));
    let mut last = 0;
    for range in quotes::find(text, next) {
        assert!(last <= range.start && range.start <= range.end, "quotations are in order");
        assert!(text.get(range.clone()).is_some(), "quotations are inside their text, between characters");
        last = range.end;
    }
}

/// Any HTML gives a page whose blocks are inside elements that are there.
fn html_page(bytes: &[u8]) {
    let page = html(&String::from_utf8_lossy(bytes));
    assert_eq!(find_article(&page).len(), page.blocks().len());
    metadata::read(&page, &find_article(&page), None);
    let (elements, blocks) = (page.elements().to_vec(), page.blocks().to_vec());
    assert!(PageInput::default().with_blocks(elements, blocks).is_ok());
}

/// What is packed comes back: of every text its record in a vocabulary that is kept, and of one in [`PACKS`] also a pack of its own,
/// with a vocabulary that is made for it.
fn round_trip(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let blocks: Vec<String> = blocks_of(&text).map(str::to_owned).collect();
    let title = text.chars().take(40).collect();
    let document = Document { text, title: Some(title), ..Document::default() };
    let came_back = |source: &Source| {
        let read: Vec<&str> = source.blocks.iter().filter_map(|block| block.text.as_deref()).collect();
        assert_eq!(read, blocks);
        assert_eq!(source.meta, document.metadata());
    };
    let (coder, records) = kept();
    came_back(&records.source(&record_of(document.clone(), coder), None).expect("the record is whole"));
    if !bytes.len().is_multiple_of(PACKS) {
        return;
    }
    let (pack, built) = build(std::slice::from_ref(&document), &Description::default()).expect("it is built");
    let pack = Pack::open(pack).expect("it is opened");
    pack.verify().expect("it is whole");
    assert_eq!(built.documents, usize::from(!blocks.is_empty()));
    for number in 0..pack.len() {
        came_back(&pack.source(number).expect("the document is there"));
    }
}

/// A pack takes as long as a hundred records.
const PACKS: usize = 16;

/// A vocabulary, to write records in and to read them.
fn kept() -> &'static (Coder<'static>, Records) {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    static KEPT: OnceLock<(Coder<'static>, Records)> = OnceLock::new();
    KEPT.get_or_init(|| {
        // What a text has twice comes into the vocabulary: words, separators and phrases of some scripts.
        let texts = [SAMPLE, LETTERS, SAMPLE, LETTERS].map(|text| vec![CutText::of(text)]);
        let tables = TABLES.get_or_init(|| train(&texts, 1));
        let vocabulary = Vocabulary::new(tables).expect("tables that fit together");
        (Coder::new(tables), Records { vocabulary, hashes: None, section: "TEXT" })
    })
}

const SAMPLE: &str = "The ferry ran aground at dawn off Skarn Head and was towed to port by noon, the harbour master said.\n\
    “Nobody was hurt,” he told the Tern on Friday. “We were lucky with the wind.”";
const LETTERS: &str =
    "İß naïve co\u{AD}op 12,000  3.5 U.S. it's aB12cd — паром «όχι» 渡船は座礁した เรือ עבּרית قارب \u{1F6A2}\t\u{A0}e\u{301}";

/// A small pack.
fn sample() -> &'static [u8] {
    static PACK: OnceLock<Vec<u8>> = OnceLock::new();
    PACK.get_or_init(|| {
        let document = Document { id: Some("a".into()), title: Some("Ferry aground".into()), text: SAMPLE.into(), ..Document::default() };
        build(&[document], &Description::default()).expect("it is built").0
    })
}

/// Changes bytes in a range: two bytes say where, the third what is there then.
fn change(pack: &mut [u8], range: std::ops::Range<usize>, changes: &[u8]) {
    for change in changes.as_chunks::<3>().0 {
        let at = usize::from(u16::from_le_bytes([change[0], change[1]])) % range.len();
        pack[range.start + at] = change[2];
    }
}

/// Rows of the section table, behind the first 16 bytes: name, checksum, first byte and length.
const ROW: usize = 24;

fn sections(pack: &[u8]) -> Vec<([u8; 4], std::ops::Range<usize>)> {
    let count = (u32::from_le_bytes([pack[12], pack[13], pack[14], pack[15]]) as usize).min((pack.len() - 20) / ROW);
    let rows = pack[16..16 + count * ROW].as_chunks::<ROW>().0;
    let long = |bytes: &[u8]| bytes.iter().rev().fold(0usize, |number, &byte| number << 8 | usize::from(byte));
    rows.iter()
        .map(|row| ([row[0], row[1], row[2], row[3]], long(&row[8..16])..long(&row[8..16]).saturating_add(long(&row[16..]))))
        .collect()
}

/// Makes the checksums of sections and table those of what is there.
fn agree(pack: &mut [u8]) {
    let sections = sections(pack);
    let table = 16 + sections.len() * ROW;
    for (number, (_, range)) in sections.into_iter().enumerate() {
        if let Some(crc) = pack.get(range).map(crc32fast::hash) {
            pack[16 + number * ROW + 4..16 + number * ROW + 8].copy_from_slice(&crc.to_le_bytes());
        }
    }
    let crc = crc32fast::hash(&pack[..table]);
    pack[table..table + 4].copy_from_slice(&crc.to_le_bytes());
}
