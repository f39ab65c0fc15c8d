//! How far a text-free pack says the same as the pack with text of the same documents.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result};
use wherefrom::check::{Options, check};
use wherefrom_pack::Pack;
use wherefrom_page::PageInput;

use crate::pages::Page;

pub fn print(text: &str, hashes: &str, pages: &str) -> Result<()> {
    let open = |pack: &str| -> Result<Pack> { Ok(Pack::open(fs::read(pack).with_context(|| format!("{pack} could not be read"))?)?) };
    let (text, hashes) = (open(text)?, open(hashes)?);
    let pages = fs::read_to_string(pages).with_context(|| format!("{pages} could not be read"))?;
    let mut verdicts: BTreeMap<String, u64> = BTreeMap::new();
    let (mut words, mut alike) = (0u64, 0u64);
    for page in pages.lines() {
        let page: Page = serde_json::from_str(page)?;
        let input = PageInput::from_text(&page.text);
        let [told, seen] = [&text, &hashes].map(|pack| check(&input, &[pack], &Options::default()));
        for (a, b) in told.blocks.iter().zip(&seen.blocks) {
            *verdicts.entry(format!("{} -> {}", a.verdict.as_str(), b.verdict.as_str())).or_default() += 1;
            words += a.words as u64;
            alike += a.words.saturating_sub(a.shared_words.abs_diff(b.shared_words)) as u64;
        }
    }
    println!("{:#}", serde_json::json!({ "blocks": verdicts, "words": words, "alike": alike as f64 / words as f64 }));
    Ok(())
}
