//! Planted passages: are they found, and attributed to a document that has them?

use std::collections::{HashMap, HashSet};
use std::fs;

use anyhow::{Context, Result};
use wherefrom::pack::{Answer, Pack};
use wherefrom::text::words::Cut;
use wherefrom::text::{lexicon, words};
use wherefrom::{align, search};

use crate::pages::{HELD_BACK, documents};
use crate::random::Random;

const PASSAGES: usize = 2000;
/// Passages that more documents have are formulas.
const MAX_HOLDERS: usize = 3;
/// Words of other text around a passage.
const AROUND: usize = 120;

/// A word and its key.
type Token = (String, u32);

pub fn print(corpus: &str, pack: &str) -> Result<()> {
    let pack = Pack::open(fs::read(pack).with_context(|| format!("{pack} could not be read"))?)?;
    let texts = documents(corpus)?.into_iter().map(|d| (d.id.clone().unwrap_or_default(), tokens(&d.text))).enumerate();
    let long = texts.filter(|(_, (_, tokens))| tokens.len() > 200);
    // The pack is built without the documents held back: what passages are planted in.
    let (hosts, texts): (Vec<_>, Vec<_>) = long.partition(|(at, _)| at % HELD_BACK == 0);
    let [hosts, texts] = [hosts, texts].map(|some| some.into_iter().map(|(_, text)| text).collect::<Vec<(String, Vec<Token>)>>());
    let mut out = serde_json::json!({});
    for (name, length, replaced) in [("12 words", 12, usize::MAX), ("40 words, every tenth replaced", 40, 10)] {
        let random = &mut Random(11);
        let mut chosen: Vec<(usize, usize)> = Vec::new();
        // Twice as many as needed: those in too many documents go.
        for _ in 0..2 * PASSAGES {
            let text = random.below(texts.len());
            chosen.push((text, random.below(texts[text].1.len() - length)));
        }
        let holders = holders(&texts, &chosen, length);
        chosen.retain(|c| (1..=MAX_HOLDERS).contains(&holders[c].len()));
        chosen.truncate(PASSAGES);
        let mut found = 0;
        for c in &chosen {
            let passage = replace(&texts[c.0].1[c.1..c.1 + length], replaced);
            let host = &hosts[random.below(hosts.len())].1;
            let at = random.below(host.len() - AROUND);
            let (before, behind) = (plain(&host[at..at + AROUND / 2]), plain(&host[at + AROUND / 2..at + AROUND]));
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
    let language = lexicon::detect(cut.blocks().zip(blocks).map(|((_, words), text)| (text, words)));
    let words = cut.read(language);
    let ranges = words.block_ranges(blocks.len());
    let page = align::Page::new(&words, &ranges, &blocks);
    for document in search::candidates(&words, &search::Query::of(&words), pack, &[]) {
        let Answer::Here(meta) = pack.metadata(document as usize)? else { continue };
        if !holders.contains(meta.id.as_str()) {
            continue;
        }
        let Answer::Here(source) = pack.source(document as usize)? else { continue };
        if align::align(&page, &source).iter().any(|p| p.page().start < ranges[1].end && p.page().end > ranges[1].start) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Words as white space gives them, so that a passage can be written out again.
fn tokens(text: &str) -> Vec<Token> {
    text.split_whitespace().map(|word| (word.to_owned(), words::hash(word))).collect()
}

fn plain(tokens: &[Token]) -> String {
    tokens.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>().join(" ")
}

fn replace(tokens: &[Token], every: usize) -> String {
    let word = |(at, (word, _)): (usize, &Token)| if at % every == every - 1 { "otherwise".to_owned() } else { word.clone() };
    tokens.iter().enumerate().map(word).collect::<Vec<_>>().join(" ")
}

/// The documents that have each passage, by id.
fn holders<'a>(texts: &'a [(String, Vec<Token>)], chosen: &[(usize, usize)], length: usize) -> HashMap<(usize, usize), HashSet<&'a str>> {
    let keys = |tokens: &[Token]| tokens.iter().map(|(_, key)| *key).collect::<Vec<u32>>();
    let mut of: HashMap<Vec<u32>, Vec<(usize, usize)>> = HashMap::new();
    for c in chosen {
        of.entry(keys(&texts[c.0].1[c.1..c.1 + length])).or_default().push(*c);
    }
    let first: HashSet<u32> = of.keys().map(|passage| passage[0]).collect();
    let mut holders: HashMap<(usize, usize), HashSet<&str>> = chosen.iter().map(|c| (*c, HashSet::new())).collect();
    for (id, tokens) in texts {
        let all = keys(tokens);
        for (at, window) in all.windows(length).enumerate() {
            if first.contains(&all[at])
                && let Some(passages) = of.get(window)
            {
                passages.iter().for_each(|c| {
                    holders.entry(*c).or_default().insert(id);
                });
            }
        }
    }
    holders
}
