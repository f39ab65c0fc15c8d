//! How long a page takes against a pack: collected blocks in, report out.

use std::fs;
use std::time::Instant;

use anyhow::{Context, Result};
use wherefrom::check::Options;
use wherefrom::pack::Pack;
use wherefrom::page::PageInput;

use crate::pages::Page;

pub fn print(pack: &str, pages: &str) -> Result<()> {
    let opening = Instant::now();
    let pack = Pack::open(fs::read(pack).with_context(|| format!("{pack} could not be read"))?)?;
    let opened = opening.elapsed().as_secs_f64() * 1e3;
    let text = fs::read_to_string(pages).with_context(|| format!("{pages} could not be read"))?;
    let pages: Vec<Page> = text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let mut times: Vec<(String, f64)> = Vec::new();
    // A first round, not measured, meets what any first use meets: pages of memory, caches.
    for measured in [false, true] {
        for page in &pages {
            let input = PageInput::from_text(&page.text);
            let start = Instant::now();
            let report = wherefrom::check::check(&input, &[&pack], &Options::default());
            let took = start.elapsed().as_secs_f64() * 1e3;
            std::hint::black_box(&report);
            if measured {
                times.push((page.kind.clone(), took));
            }
        }
    }
    let mut out = serde_json::json!({ "documents": pack.len(), "open_ms": opened });
    for kind in ["reprint", "edited", "unrelated"] {
        let mut of: Vec<f64> = times.iter().filter(|(k, _)| k == kind).map(|(_, t)| *t).collect();
        of.sort_by(f64::total_cmp);
        let at = |share: f64| of.get(((of.len() as f64 - 1.0) * share).round() as usize).copied().unwrap_or(0.0);
        out[kind] = serde_json::json!({ "pages": of.len(), "median_ms": at(0.5), "p99_ms": at(0.99) });
    }
    println!("{out:#}");
    Ok(())
}
