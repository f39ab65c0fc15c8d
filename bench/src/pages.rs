//! Pages to ask a pack for, made from the documents that it was built of.

use std::fs;
use std::io::{BufWriter, Write};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use wherefrom::model::Document;

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

pub fn documents(corpus: &str) -> Result<Vec<Document>> {
    let text = fs::read_to_string(corpus).with_context(|| format!("{corpus} could not be read"))?;
    text.lines().map(|line| serde_json::from_str(line).with_context(|| format!("{corpus}: a line is no document"))).collect()
}

pub fn print_packed(corpus: &str) -> Result<()> {
    let text = fs::read_to_string(corpus).with_context(|| format!("{corpus} could not be read"))?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for line in text.lines().enumerate().filter(|(at, _)| at % HELD_BACK != 0).map(|(_, line)| line) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

pub fn print(corpus: &str, count: usize) -> Result<()> {
    let documents = documents(corpus)?;
    let (held, packed): (Vec<_>, Vec<_>) = documents.iter().enumerate().partition(|(at, _)| at % HELD_BACK == 0);
    let random = &mut Random(7);
    let mut pick = |from: &[(usize, &Document)]| from[random.below(from.len())].1.text.clone();
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
