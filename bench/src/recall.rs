//! Planted passages: are they found, and attributed to a document that has them?

use std::collections::{HashMap, HashSet};
use std::fs;
use std::ops::Range;

use anyhow::{Context, Result};
use wherefrom::{align, search};
use wherefrom_pack::Pack;
use wherefrom_text::model::Document;
use wherefrom_text::words;
use wherefrom_text::words::Cut;

use crate::pages::{HELD_BACK, documents};
use crate::random::Random;

const PASSAGES: usize = 2000;
/// Passages that more documents have are formulas.
const MAX_HOLDERS: usize = 3;
/// Documents of fewer words are left out.
const LONG: usize = 200;
/// Words of other text around a passage.
const AROUND: usize = 120;

/// A document, as white space cuts its text: so that a passage can be written out again.
struct Text {
    id: String,
    text: String,
    words: usize,
}

impl Text {
    fn of(document: Document) -> Text {
        Text { id: document.id.unwrap_or_default(), words: document.text.split_whitespace().count(), text: document.text }
    }

    /// Cut anew whenever it is asked for: all words of a large corpus take many times the room of the text.
    fn words(&self, range: Range<usize>) -> Vec<&str> {
        self.text.split_whitespace().skip(range.start).take(range.len()).collect()
    }
}

pub fn print(corpus: &str, pack: &str) -> Result<()> {
    let pack = Pack::open(fs::read(pack).with_context(|| format!("{pack} could not be read"))?)?;
    // The pack is built without the documents held back: what passages are planted in.
    let (mut hosts, mut texts) = (Vec::new(), Vec::new());
    for (at, document) in documents(corpus)?.enumerate() {
        let text = Text::of(document?);
        let list = if at % HELD_BACK == 0 { &mut hosts } else { &mut texts };
        if text.words > LONG {
            list.push(text);
        }
    }
    let mut out = serde_json::json!({});
    for (name, length, replaced) in [("12 words", 12, usize::MAX), ("40 words, every tenth replaced", 40, 10)] {
        let random = &mut Random(11);
        let mut chosen: Vec<(usize, usize)> = Vec::new();
        // Twice as many as needed: those in too many documents go.
        for _ in 0..2 * PASSAGES {
            let text = random.below(texts.len());
            chosen.push((text, random.below(texts[text].words - length)));
        }
        let holders = holders(&texts, &chosen, length);
        chosen.retain(|c| (1..=MAX_HOLDERS).contains(&holders[c].len()));
        chosen.truncate(PASSAGES);
        let mut found = 0;
        for c in &chosen {
            let passage = replace(&texts[c.0].words(c.1..c.1 + length), replaced);
            let host = &hosts[random.below(hosts.len())];
            let at = random.below(host.words - AROUND);
            let around = host.words(at..at + AROUND);
            let (before, behind) = (around[..AROUND / 2].join(" "), around[AROUND / 2..].join(" "));
            found += usize::from(is_aligned([&before, &passage, &behind], &pack, &holders[c])?);
        }
        out[name] = serde_json::json!({ "passages": chosen.len(), "found": found, "share": found as f64 / chosen.len().max(1) as f64 });
    }
    println!("{out:#}");
    Ok(())
}

/// Whether a document that has the passage is a candidate and is aligned with it. What the verdict says of a passage of 12
/// words, which may be a senator with his office, is another question.
fn is_aligned(blocks: [&str; 3], pack: &Pack, holders: &HashSet<&str>) -> Result<bool> {
    let cut = Cut::of(blocks.map(Some).into_iter());
    let language = cut.language(|_| true);
    let words = cut.read(language, &[]);
    let ranges = words.block_ranges(blocks.len());
    let page = align::Page::new(&words, &ranges, &blocks);
    for document in search::candidates(&words, &search::Query::of(&words), pack.view(), &[]).documents {
        let meta = pack.metadata(document as usize)?;
        if !holders.contains(meta.id.as_str()) {
            continue;
        }
        let source = pack.source(document as usize)?;
        if align::align(&page, &source).iter().any(|p| p.page().start < ranges[1].end && p.page().end > ranges[1].start) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn replace(words: &[&str], every: usize) -> String {
    let word = |(at, word): (usize, &&str)| if at % every == every - 1 { "otherwise".to_owned() } else { (*word).to_owned() };
    words.iter().enumerate().map(word).collect::<Vec<_>>().join(" ")
}

/// The documents that have each passage, by id.
fn holders<'a>(texts: &'a [Text], chosen: &[(usize, usize)], length: usize) -> HashMap<(usize, usize), HashSet<&'a str>> {
    let keys = |text: &Text| text.text.split_whitespace().map(words::hash).collect::<Vec<u32>>();
    let mut of: HashMap<Vec<u32>, Vec<(usize, usize)>> = HashMap::new();
    for c in chosen {
        of.entry(keys(&texts[c.0])[c.1..c.1 + length].to_vec()).or_default().push(*c);
    }
    let first: HashSet<u32> = of.keys().map(|passage| passage[0]).collect();
    let mut holders: HashMap<(usize, usize), HashSet<&str>> = chosen.iter().map(|c| (*c, HashSet::new())).collect();
    for text in texts {
        let all = keys(text);
        for (at, window) in all.windows(length).enumerate() {
            if first.contains(&all[at])
                && let Some(passages) = of.get(window)
            {
                passages.iter().for_each(|c| {
                    holders.entry(*c).or_default().insert(&text.id);
                });
            }
        }
    }
    holders
}
