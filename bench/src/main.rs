//! `wherefrom-bench`: measures that need the engine from inside. `make bench` runs them all.
//!
//! | command | prints |
//! |---|---|
//! | `pages CORPUS -n N` | N pages of 500 words made from the corpus, JSONL: a third reprints, a third edited or mixed, a third unrelated |
//! | `query PACK PAGES` | milliseconds a page, report included, a third at a time |
//! | `recall CORPUS PACK` | planted passages that are found and attributed |

mod diag;
mod pages;
mod query;
mod random;
mod recall;
mod steps;

use std::process::ExitCode;

use anyhow::{Result, bail};

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
        ["query", pack, pages] => query::print(pack, pages),
        ["steps", pack, pages] => steps::print(pack, pages),
        ["recall", corpus, pack] => recall::print(corpus, pack),
        _ => bail!("pages CORPUS -n N | query PACK PAGES | recall CORPUS PACK"),
    }
}
