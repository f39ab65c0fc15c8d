//! `wherefrom blocks`: what of a page is the article, and why.

use std::io::Write;

use anyhow::Result;
use serde_json::json;
use wherefrom_page::{Judged, PageBlock, PageInput, Part, explain};

use crate::args::{Blocks, InfoFormat};
use crate::{input, metadata};

/// Characters of a block's text that stand in its line.
const SHOWN: usize = 60;

pub fn run(args: &Blocks) -> Result<bool> {
    let page = input::page(&args.page, args.url.as_deref())?;
    if args.metadata {
        metadata::print(&page, args.url.as_deref(), args.format)?;
        return Ok(true);
    }
    let judged = explain(&page);
    let mut out = std::io::stdout().lock();
    match args.format {
        InfoFormat::Text => {
            for (block, judged) in page.blocks().iter().zip(&judged) {
                writeln!(out, "{}", line(block, judged))?;
            }
        }
        InfoFormat::Json => writeln!(out, "{}", serde_json::to_string_pretty(&value(&page, &judged))?)?,
    }
    Ok(true)
}

fn name(part: Part) -> &'static str {
    match part {
        Part::Article => "article",
        Part::Heading => "heading",
        Part::Furniture => "furniture",
    }
}

fn line(block: &PageBlock, judged: &Judged) -> String {
    let probability = judged.probability.map_or("-".to_owned(), |p| format!("{p:.2}"));
    let told: Vec<String> = judged.told.iter().map(|(feature, weight)| format!("{feature} {weight:+.1}")).collect();
    let words: Vec<&str> = block.text.split_whitespace().collect();
    let text: String = words.join(" ").chars().take(SHOWN).collect();
    format!("{:9} {probability:>4}  [{}]  {text}", name(judged.part), told.join(", "))
}

fn value(page: &PageInput, judged: &[Judged]) -> serde_json::Value {
    let block = |(id, (block, judged)): (usize, (&PageBlock, &Judged))| {
        let told: Vec<_> = judged.told.iter().map(|(feature, weight)| json!({ "feature": feature, "weight": weight })).collect();
        json!({ "id": id, "part": name(judged.part), "probability": judged.probability, "told": told, "text": block.text })
    };
    json!({ "blocks": page.blocks().iter().zip(judged).enumerate().map(block).collect::<Vec<_>>() })
}
