//! How long a page takes against a pack: collected blocks in, report out.

use std::fs;
use std::ops::Range;
use std::time::Instant;

use anyhow::{Context, Result};
use wherefrom::check::{Options, check};
use wherefrom_pack::Pack;
use wherefrom_page::PageInput;

use crate::pages::Page;
use crate::ranges;

pub fn print(pack: &str, pages: &str) -> Result<()> {
    let pack = Pack::open(read(pack)?)?;
    let pages = read_pages(pages)?;
    let mut times: Vec<(&str, f64)> = Vec::new();
    // A first round, not measured, meets what any first use meets: pages of memory, caches.
    for measured in [false, true] {
        for page in &pages {
            let input = PageInput::from_text(&page.text);
            let start = Instant::now();
            let report = check(&input, &[&pack], &Options::default());
            let took = start.elapsed().as_secs_f64() * 1e3;
            std::hint::black_box(&report);
            if measured {
                times.push((&page.kind, took));
            }
        }
    }
    let mut out = serde_json::json!({});
    for kind in ["reprint", "edited", "unrelated"] {
        let mut of: Vec<f64> = times.iter().filter(|(k, _)| *k == kind).map(|(_, t)| *t).collect();
        of.sort_by(f64::total_cmp);
        let at = |share: f64| of.get(((of.len() as f64 - 1.0) * share).round() as usize).copied().unwrap_or(0.0);
        out[kind] = serde_json::json!({ "pages": of.len(), "median_ms": at(0.5), "p99_ms": at(0.99) });
    }
    println!("{out:#}");
    Ok(())
}

fn read(file: &str) -> Result<Vec<u8>> {
    fs::read(file).with_context(|| format!("{file} could not be read"))
}

fn read_pages(file: &str) -> Result<Vec<Page>> {
    let text = fs::read_to_string(file).with_context(|| format!("{file} could not be read"))?;
    Ok(text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?)
}

/// The most that one of the pages reads, in bytes and in rounds, and whether every report was that of the whole pack.
pub fn print_by_ranges(pack: &str, pages: &str) -> Result<()> {
    let bytes = read(pack)?;
    let whole = Pack::open(bytes.clone())?;
    let pages = read_pages(pages)?;
    let (mut most_bytes, mut most_rounds, mut same) = (0, 0, 0);
    let slice = |range: &Range<u64>| bytes[range.start as usize..range.end as usize].to_vec();
    for page in &pages {
        let input = PageInput::from_text(&page.text);
        // Nothing is at hand from the page before.
        let pack = ranges::open(bytes.len() as u64, |range| Ok(slice(range)))?.into();
        let mut read = 0;
        let (report, rounds) = ranges::check(&input, &pack, |range| {
            read += range.end - range.start;
            Ok(slice(range))
        })?;
        (most_bytes, most_rounds) = (most_bytes.max(read), most_rounds.max(rounds));
        let expected = check(&input, &[&whole], &Options::default());
        same += usize::from(serde_json::to_string(&report)? == serde_json::to_string(&expected)?);
    }
    println!(
        "{:#}",
        serde_json::json!({ "most_bytes": most_bytes, "most_rounds": most_rounds, "same_reports": same, "pages": pages.len() })
    );
    Ok(())
}
