//! What `scripts/bench/peers.mjs` sets beside other tools: a corpus kept in one process, and pages asked of it.
//!
//! As `scripts/bench/dolos/measure.mjs` does it, and queries on one core, as the others have them: documents are in memory as strings
//! before they are indexed, reading a page's words is part of the query, and no query asks for a page twice.
//!
//! The corpus is kept in one of three forms, each in a process of its own, since memory that one lets go of is used by the next:
//! `held` is what documents in memory become without a pack, ready to be aligned; `packed` a pack in memory; `ranges` a pack
//! that stays in its file.

use std::fs::{self, File};
use std::hint::black_box;
use std::io::{Read, Seek, SeekFrom};
use std::ops::Range;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use wherefrom::{Corpus, Options, align, check, search};
use wherefrom_pack::{Answer, Pack};
use wherefrom_page::{PageInput, Part, find_article};
use wherefrom_text::model::Document;
use wherefrom_text::words::Cut;

use crate::pages::documents;
use crate::ranges;

pub fn print(form: &str, corpus: &str, pages: &str, pack: &str) -> Result<()> {
    let pages = documents(pages)?.map(|page| Ok(PageInput::from_text(&page?.text))).collect::<Result<Vec<_>>>()?;
    let figures = match form {
        "held" => held(&documents(corpus)?.collect::<Result<Vec<_>>>()?, &pages)?,
        "packed" => packed(pack, &pages)?,
        "ranges" => by_ranges(pack, &pages)?,
        _ => bail!("a corpus is kept as held, packed or ranges, not as {form}"),
    };
    println!("{figures:#}");
    Ok(())
}

fn held(corpus: &[Document], pages: &[PageInput]) -> Result<Value> {
    let before = resident();
    let (pack, index_ms) = timed(|| Pack::of_documents("corpus", corpus));
    let (look_up, query) = medians(&pack, pages)?;
    let memory = grown(before, pack.len());
    Ok(json!({ "index_ms": index_ms, "look_up_median_ms": look_up, "query_median_ms": query,
        "memory_per_document_bytes": memory }))
}

fn packed(pack: &str, pages: &[PageInput]) -> Result<Value> {
    let before = resident();
    let pack = Pack::open(fs::read(pack).with_context(|| format!("{pack} could not be read"))?)?;
    let (look_up, query) = medians(&pack, pages)?;
    Ok(json!({ "look_up_median_ms": look_up, "query_median_ms": query, "memory_per_document_bytes": grown(before, pack.len()) }))
}

fn by_ranges(pack: &str, pages: &[PageInput]) -> Result<Value> {
    let mut file = File::open(pack).with_context(|| format!("{pack} could not be read"))?;
    let size = file.metadata()?.len();
    let mut read = |range: &Range<u64>| {
        let mut bytes = vec![0; (range.end - range.start) as usize];
        file.seek(SeekFrom::Start(range.start))?;
        file.read_exact(&mut bytes)?;
        Ok(bytes)
    };
    let before = resident();
    let pack: Corpus = ranges::open(size, &mut read)?.into();
    let check = |page: &PageInput| ranges::check(page, &pack, &mut read).map(drop);
    Ok(json!({ "query_median_ms": median(pages, check)?, "memory_per_document_bytes": grown(before, pack.info().documents) }))
}

/// Of a look-up, and of a whole check with its report.
fn medians(pack: &Pack, pages: &[PageInput]) -> Result<(f64, f64)> {
    let look_ups = median(pages, |page| look_up(page, pack).map(|passages| drop(black_box(passages))))?;
    let checks = median(pages, |page| {
        drop(black_box(check(page, &[pack], &Options::default())));
        Ok(())
    })?;
    Ok((look_ups, checks))
}

fn median(pages: &[PageInput], mut query: impl FnMut(&PageInput) -> Result<()>) -> Result<f64> {
    let mut times = Vec::with_capacity(pages.len());
    for page in pages {
        let (done, took) = timed(|| query(page));
        done?;
        times.push(took);
    }
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().context("there are no pages")
}

/// What a check begins with: the passages that a page shares with its candidates, without verdicts and report.
fn look_up(page: &PageInput, pack: &Pack) -> Result<Vec<Vec<align::Passage>>> {
    let texts: Vec<&str> = page.blocks().iter().map(|block| block.text.as_str()).collect();
    let cut = Cut::of(texts.iter().zip(find_article(page)).map(|(text, part)| (part == Part::Article).then_some(*text)));
    let language = cut.language(|_| true);
    let words = cut.read(language, &[]);
    let blocks = words.block_ranges(texts.len());
    let page = align::Page::new(&words, &blocks, &texts);
    let mut found = Vec::new();
    let candidates = search::candidates(&words, &search::Query::of(&words), pack.view(), &[]).documents;
    for (document, keyed) in candidates.iter().zip(pack.view().keys(&candidates)) {
        let Answer::Here(keyed) = keyed? else { continue };
        if align::may_stand(&page, keyed.keys()).is_none() {
            continue;
        }
        let Answer::Here(source) = pack.view().source_of(*document as usize, keyed)? else { continue };
        found.push(align::align(&page, &source));
    }
    Ok(found)
}

/// What `work` makes, and the milliseconds that it takes.
fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let start = Instant::now();
    let made = work();
    (made, start.elapsed().as_secs_f64() * 1e3)
}

/// Bytes a document that this process has in memory more than before.
fn grown(before: Option<u64>, documents: usize) -> Option<u64> {
    Some(resident()?.saturating_sub(before?) / documents.max(1) as u64)
}

/// Bytes of this process that are in memory and in no file, as a heap is: its code does not count, since it does not for the
/// peers; `None` where the system is no Linux.
fn resident() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"))?;
    line.trim().strip_suffix(" kB")?.parse::<u64>().ok().map(|kilobytes| 1024 * kilobytes)
}
