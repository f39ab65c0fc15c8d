//! `wherefrom-bench`: measures that need the engine from inside. `make bench` runs them all.
//!
//! | command | prints |
//! |---|---|
//! | `pages CORPUS -n N` | N pages of 500 words made from the corpus, JSONL: a third reprints, a third edited or mixed, a third unrelated |
//! | `packed CORPUS` | the documents of the corpus that the packs are built of: all but those that other pages are made of, JSONL |
//! | `query PACK PAGES` | milliseconds a page, report and decoding included, a third at a time. JSON |
//! | `ranges PACK PAGES` | what a page reads by ranges, and whether its report is the same. JSON |
//! | `recall CORPUS PACK` | of planted passages those that are found in a document that has them. JSON |
//! | `sentences CORPUS PACK` | of planted sentences those that a check tells from a document that has them. JSON |
//! | `agree PACK TEXT-FREE-PACK PAGES` | the verdicts from the pack with text, and those from the text-free one. JSON |
//! | `peers FORM CORPUS PAGES PACK` | milliseconds for an index, for a look-up and for a check, and memory a document, with the corpus held, packed or in ranges. JSON |
//! | `weights FOLDER…` | the weights of the article finder, fitted to pages that a person marked: `crates/page/src/article/weights.rs` |
//! | `restore CORPUS` | what a dictionary and word-pair statistics restore of the words of a text-free pack. JSON |

mod agree;
mod pages;
mod peers;
mod query;
mod random;
mod ranges;
mod recall;
mod restore;
mod sentences;

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Result, anyhow, bail};
use wherefrom_page_fit::stages::{Prepared, fit_stages};
use wherefrom_page_fit::{corpus, source};

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("wherefrom-bench: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[&str]) -> Result<()> {
    match args {
        ["pages", corpus, "-n", count] => pages::print(corpus, count.parse()?),
        ["packed", corpus] => pages::print_packed(corpus),
        ["agree", text, hashes, pages] => agree::print(text, hashes, pages),
        ["peers", form, corpus, pages, pack] => peers::print(form, corpus, pages, pack),
        ["query", pack, pages] => query::print(pack, pages),
        ["ranges", pack, pages] => query::print_by_ranges(pack, pages),
        ["recall", corpus, pack] => recall::print(corpus, pack),
        ["sentences", corpus, pack] => sentences::print(corpus, pack),
        ["weights", folders @ ..] if !folders.is_empty() => print_weights(folders),
        ["restore", corpus] => print_restored(corpus),
        _ => bail!(
            "pages CORPUS -n N | packed CORPUS | query PACK PAGES | ranges PACK PAGES | recall CORPUS PACK | sentences CORPUS PACK | agree PACK TEXT-FREE-PACK PAGES \
             | peers held|packed|ranges CORPUS PAGES PACK | weights FOLDER… | restore CORPUS"
        ),
    }
}

/// The same bytes from the same pages. A folder has `html/ID.html` and the marked texts as `wherefrom eval pages` reads them.
fn print_weights(folders: &[&str]) -> Result<()> {
    let pages = folders.iter().map(|folder| corpus::read(Path::new(folder))).collect::<Result<Vec<_>>>()?;
    let prepared: Vec<Prepared<'_>> = pages.iter().flatten().map(Prepared::of).collect();
    print!("{}", source::source(&fit_stages(&prepared.iter().collect::<Vec<_>>())));
    Ok(())
}

/// The first so many documents are all that the attacker knows of, since it holds them in memory with all their pairs of words;
/// of how many of them words are restored, how many words of each, and how many beginnings it keeps in mind.
const KNOWN: usize = 20_000;
const ATTACKED: usize = 40;
const ATTACKED_WORDS: usize = 200;
const WIDTH: usize = 1000;

fn print_restored(corpus: &str) -> Result<()> {
    let documents = pages::documents(corpus)?.take(KNOWN).collect::<Result<Vec<_>>>()?;
    let figures = restore::measure(&documents, ATTACKED, ATTACKED_WORDS, WIDTH).map_err(|error| anyhow!("{error}"))?;
    println!("{}", serde_json::to_string_pretty(&figures)?);
    Ok(())
}
