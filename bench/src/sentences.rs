//! Planted sentences: of sentences that one publisher alone has, each a paragraph of its own in unrelated text, how many does a check tell
//! from a document that has them?

use std::collections::{HashMap, HashSet};
use std::fs;

use anyhow::{Context, Result};
use wherefrom::{Options, PageInput, check};
use wherefrom_pack::Pack;
use wherefrom_text::lexicon::is_function;
use wherefrom_text::model::Verdict;

use crate::pages::{HELD_BACK, documents};
use crate::random::Random;

const SENTENCES: usize = 1000;
/// Longer ones are lists, or not cut where they end.
const LONGEST: usize = 45;
/// Shorter paragraphs of the text around a sentence are left out, and it has so many.
const AROUND_WORDS: usize = 15;
const AROUND: usize = 6;

/// Name, words from and to, and how many of them have to be content words.
const KINDS: [(&str, usize, usize, usize); 2] = [
    ("one sentence of 12 words and more, told", 12, LONGEST, 0),
    ("one sentence of 8 to 11 words, 4 of them content words, told", 8, 11, 4),
];

pub fn print(corpus: &str, pack: &str) -> Result<()> {
    let pack = Pack::open(fs::read(pack).with_context(|| format!("{pack} could not be read"))?)?;
    let (mut hosts, mut packed) = (Vec::new(), Vec::new());
    for (at, document) in documents(corpus)?.enumerate() {
        if at % HELD_BACK == 0 { hosts.push(document?.text) } else { packed.push(document?) }
    }
    let mut holders: HashMap<String, Holders<'_>> = HashMap::new();
    for document in &packed {
        let id = document.id.as_deref().unwrap_or_default();
        for sentence in document.text.lines().flat_map(sentences) {
            let holders = holders.entry(plain(sentence)).or_default();
            holders.publishers.insert(document.publisher.as_deref().unwrap_or(id));
            holders.ids.insert(id);
        }
    }
    let random = &mut Random(13);
    let mut out = serde_json::json!({});
    for (name, from, to, content) in KINDS {
        let (mut planted, mut told) = (0, 0);
        // A sentence is drawn with its document; many are of no use.
        for _ in 0..100 * SENTENCES {
            if planted == SENTENCES {
                break;
            }
            let document = &packed[random.below(packed.len())];
            let all: Vec<&str> = document.text.lines().flat_map(sentences).collect();
            let Some(sentence) = all.get(random.below(all.len())) else { continue };
            let words: Vec<&str> = sentence.split_whitespace().collect();
            let holders = &holders[&plain(sentence)];
            if !(from..=to).contains(&words.len()) || content_words(&words) < content || holders.publishers.len() > 1 {
                continue;
            }
            planted += 1;
            let host = &hosts[random.below(hosts.len())];
            let mut blocks: Vec<&str> = host.lines().filter(|line| line.split_whitespace().count() > AROUND_WORDS).take(AROUND).collect();
            let at = random.below(blocks.len() + 1);
            blocks.insert(at, sentence);
            told += usize::from(is_told(&blocks, at, &pack, &holders.ids));
        }
        out[name] =
            serde_json::json!({ "passages": planted, "found": told, "share": f64::from(told as u32) / f64::from(planted.max(1) as u32) });
    }
    println!("{out:#}");
    Ok(())
}

#[derive(Default)]
struct Holders<'a> {
    publishers: HashSet<&'a str>,
    ids: HashSet<&'a str>,
}

/// The sentences of a line, cut behind a full stop before a capital letter: by other rules than the engine's.
fn sentences(line: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut from = 0;
    for (at, _) in line.match_indices(' ') {
        let ends = line[..at].trim_end_matches(['"', '”']).ends_with(['.', '!', '?']);
        if ends && line[at..].trim_start().starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“')) {
            sentences.push(line[from..at].trim());
            from = at;
        }
    }
    sentences.push(line[from..].trim());
    sentences.retain(|sentence| sentence.trim_end_matches(['"', '”']).ends_with(['.', '!', '?']));
    sentences
}

fn plain(sentence: &str) -> String {
    sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// Words that are neither function words nor names.
fn content_words(words: &[&str]) -> usize {
    let is_content = |(at, word): (usize, &&str)| {
        let word = word.trim_matches(|c: char| !c.is_alphabetic());
        word.len() > 2 && (at == 0 || !word.starts_with(char::is_uppercase)) && !is_function(&word.to_lowercase())
    };
    words.iter().enumerate().filter(|word| is_content((word.0, word.1))).count()
}

fn is_told(blocks: &[&str], at: usize, pack: &Pack, ids: &HashSet<&str>) -> bool {
    let report = check(&PageInput::from_text(&blocks.join("\n")), &[pack], &Options::default());
    let block = &report.blocks[at];
    let mut sources = block.sources.iter().chain(&block.also_in).map(|&source| report.sources[source].id.as_str());
    matches!(block.verdict, Verdict::Copied | Verdict::Modified | Verdict::Quoted) && sources.any(|id| ids.contains(id))
}
