//! W3C Web Annotation Data Model: an annotation a block that has a source.
//!
//! Each target selects the block by quotation, with what stands around it, which survives a page that is set anew.

use serde_json::{Value, json};

use super::{BlockReport, Report};
use wherefrom_text::model::Verdict;

/// Characters of context on either side of a quotation.
const CONTEXT: usize = 32;

/// The annotations as one page of JSON-LD.
pub fn page(report: &Report) -> Value {
    let items: Vec<Value> = report
        .blocks
        .iter()
        .filter(|b| !matches!(b.verdict, Verdict::Furniture | Verdict::Original))
        .map(|b| annotation(report, b))
        .collect();
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "AnnotationPage",
        "items": items,
    })
}

fn annotation(report: &Report, block: &BlockReport) -> Value {
    let sources: Vec<Value> = block
        .sources
        .iter()
        .map(|&s| {
            let source = &report.sources[s];
            json!({ "type": "SpecificResource", "purpose": "linking", "source": source.url.as_deref().unwrap_or(&source.id) })
        })
        .collect();
    let text = block.text.trim();
    let mut body = vec![
        json!({ "type": "TextualBody", "purpose": "classifying", "value": block.verdict.as_str() }),
        json!({ "type": "TextualBody", "purpose": "describing", "value": block.reason, "language": "en" }),
    ];
    body.extend(sources);
    let before = report.blocks[..block.id].last().map(|b| last_chars(b.text.trim())).unwrap_or_default();
    let after = report.blocks.get(block.id + 1).map(|b| b.text.trim().chars().take(CONTEXT).collect::<String>()).unwrap_or_default();
    json!({
        "type": "Annotation",
        "motivation": "assessing",
        "body": body,
        "target": {
            "source": report.page.url,
            "selector": { "type": "TextQuoteSelector", "exact": text, "prefix": before, "suffix": after },
        },
    })
}

fn last_chars(text: &str) -> String {
    let skip = text.chars().count().saturating_sub(CONTEXT);
    text.chars().skip(skip).collect()
}
