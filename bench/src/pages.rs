//! Pages to ask a pack for, made from the documents that it was built of.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use wherefrom_text::model::Document;

use crate::random::Random;

/// Words a page.
const WORDS: usize = 500;
/// One document in so many is in no pack that is measured: pages made of those are unrelated, but for what such texts share.
pub const HELD_BACK: usize = 50;

#[derive(Serialize, Deserialize)]
pub struct Page {
    pub kind: String,
    pub text: String,
}

/// The documents of a corpus, one after the other: all of them may be larger than memory.
pub fn documents(corpus: &str) -> Result<impl Iterator<Item = Result<Document>>> {
    Ok(lines(corpus)?.map(move |line| serde_json::from_str(&line?).context("a line of the corpus is no document")))
}

fn lines(corpus: &str) -> Result<impl Iterator<Item = Result<String>>> {
    let file = File::open(corpus).with_context(|| format!("{corpus} could not be read"))?;
    Ok(BufReader::new(file).lines().map(|line| line.context("the corpus could not be read")))
}

pub fn print_packed(corpus: &str) -> Result<()> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for (_, line) in lines(corpus)?.enumerate().filter(|(at, _)| at % HELD_BACK != 0) {
        writeln!(out, "{}", line?)?;
    }
    Ok(out.flush()?)
}

pub fn print(corpus: &str, count: usize) -> Result<()> {
    let (mut held, mut packed): (Vec<String>, Vec<String>) = Default::default();
    for (at, document) in documents(corpus)?.enumerate() {
        let list = if at % HELD_BACK == 0 { &mut held } else { &mut packed };
        list.push(document?.text);
    }
    let random = &mut Random(7);
    let mut pick = |from: &[String]| from[random.below(from.len())].clone();
    for number in 0..count {
        let (kind, text) = match number % 6 {
            0 | 3 => ("reprint", page_of(|| pick(&packed))),
            1 => ("edited", every_tenth_replaced(&page_of(|| pick(&packed)))),
            4 => ("edited", mixed(|| pick(&packed))),
            _ => ("unrelated", page_of(|| pick(&held))),
        };
        println!("{}", serde_json::to_string(&Page { kind: kind.to_owned(), text })?);
    }
    Ok(())
}

/// The first words of a document, and of another where it is short: paragraph borders stay.
fn page_of(mut next: impl FnMut() -> String) -> String {
    let mut text = String::new();
    let mut left = WORDS;
    while left > 0 {
        for line in next().lines() {
            let words: Vec<&str> = line.split_whitespace().take(left).collect();
            left -= words.len();
            text.push_str(&words.join(" "));
            text.push('\n');
        }
    }
    text
}

fn every_tenth_replaced(text: &str) -> String {
    let mut at = 0;
    let line = |line: &str| {
        let words = line.split(' ').map(|word| {
            at += 1;
            if at % 10 == 0 { "otherwise" } else { word }
        });
        words.collect::<Vec<_>>().join(" ")
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// Paragraphs of four documents in turn.
fn mixed(mut next: impl FnMut() -> String) -> String {
    let sources: Vec<String> = (0..4).map(|_| next()).collect();
    let mut turns: Vec<_> = sources.iter().map(|text| text.lines()).collect();
    let mut turn = 0;
    page_of(|| {
        turn += 1;
        turns[turn % 4].next().map_or_else(&mut next, str::to_owned)
    })
}
