//! The serialisable report, as the contract gives it, and its exports.
//!
//! | file | idea |
//! |---|---|
//! | `assemble` | verdicts to a report |
//! | `utf16` | byte offsets to UTF-16 units, for hosts that count so |
//! | `html` | one self-contained page that prints |
//! | `csv` | a row a block |
//! | `annotations` | W3C Web Annotations |

pub mod annotations;
mod assemble;
pub mod csv;
pub mod html;
pub mod utf16;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::model::{Credit, Direction, Metadata, SpanKind, Verdict};

pub(crate) use assemble::{Findings, assemble};

/// What a report says of a page that has words with hidden characters.
pub fn hidden_characters(words: usize) -> Option<String> {
    match words {
        0 => None,
        1 => Some("This page hides characters in one of its words. It was compared as it is seen.".to_owned()),
        n => Some(format!("This page hides characters in {n} of its words. They were compared as they are seen.")),
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct Report {
    pub version: u32,
    /// What offsets count.
    pub offsets: Offsets,
    pub page: PageReport,
    pub packs: Vec<PackReport>,
    pub summary: Summary,
    pub blocks: Vec<BlockReport>,
    pub sources: Vec<SourceReport>,
    /// Documents with the page's own canonical URL: versions of the page, never its sources.
    pub earlier_versions: Vec<Version>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Offsets {
    #[serde(rename = "utf-8")]
    Utf8,
    #[serde(rename = "utf-16")]
    Utf16,
}

#[derive(Debug, Clone, Serialize)]
pub struct PageReport {
    pub title: Option<String>,
    pub url: Option<String>,
    pub publisher: Option<String>,
    pub published: Option<String>,
    pub language: Option<String>,
    /// Of the article, furniture left out.
    pub words: usize,
    /// Of these words, how many are written so that a reader sees them and a program does not: characters without a width between their
    /// letters, letters of another script that look alike, and the like ([`crate::text::disguise`]). They were compared as what a
    /// reader sees.
    pub hidden_characters: usize,
}

#[derive(Debug, Clone, Serialize)]
pub struct PackReport {
    pub name: String,
    pub documents: usize,
    pub text_free: bool,
    /// Why a document of the pack could not be read; `None` where all that were needed could.
    pub damaged: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Summary {
    /// Of the article, furniture left out.
    pub words: usize,
    pub copied: Share,
    pub modified: Share,
    pub quoted: Share,
    pub original: Share,
    /// The finding in one sentence.
    pub headline: String,
    pub headline_code: &'static str,
    pub headline_args: Map<String, Value>,
}

/// Whole blocks by verdict.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Share {
    pub blocks: usize,
    pub words: usize,
    /// Of the article's words, 0 to 1.
    pub share: f64,
}

#[derive(Debug, Clone, Serialize)]
pub struct BlockReport {
    pub id: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    pub verdict: Verdict,
    pub reason: String,
    pub reason_code: &'static str,
    pub reason_args: Map<String, Value>,
    pub words: usize,
    pub shared_words: usize,
    /// Indices into [`Report::sources`], the main one first.
    pub sources: Vec<usize>,
    pub also_in: Vec<usize>,
    pub credit: Option<Credit>,
    /// Words of the source's last sentence that a copied block leaves off.
    pub cut: Option<usize>,
    /// Words that no source was found to have, and that were not compared with all of them, since the paragraph is too long.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_compared: Option<usize>,
    pub spans: Vec<SpanReport>,
    /// Of a modified block: numbers, dates, names, negations and meanings that differ from the source's.
    pub facts: Vec<FactReport>,
    pub quotations: Vec<QuotationReport>,
    /// The block's raw text, which the offsets point into.
    pub text: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct SpanReport {
    pub start: usize,
    pub end: usize,
    pub kind: SpanKind,
    pub source: usize,
    /// `None` for inserted words.
    pub source_block: Option<u32>,
    /// `None` for inserted words, and where the pack has no text.
    pub source_start: Option<usize>,
    pub source_end: Option<usize>,
}

/// A changed fact, in the words of both; one of them is empty where it was added or dropped.
#[derive(Debug, Clone, Serialize)]
pub struct FactReport {
    /// `number`, `date`, `name`, `negation` or `meaning`.
    pub kind: &'static str,
    pub page: String,
    pub source: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct QuotationReport {
    pub start: usize,
    pub end: usize,
    /// `words`: the quoted words differ from the source's; `marks`: the source has them without quotation marks.
    pub change: Option<&'static str>,
    /// `None` where the pack has no text.
    pub source_words: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct SourceReport {
    pub id: String,
    pub title: Option<String>,
    pub url: Option<String>,
    pub publisher: Option<String>,
    pub published: Option<String>,
    pub language: Option<String>,
    pub direction: Direction,
    pub revision_of: Option<String>,
    pub shared_words: usize,
    pub omitted: Vec<OmissionReport>,
    /// Index into [`Report::packs`].
    pub pack: usize,
    /// The source's blocks that spans point into.
    pub blocks: Vec<SourceBlockReport>,
    /// Other versions of the same source article.
    pub revisions: Vec<Version>,
}

#[derive(Debug, Clone, Serialize)]
pub struct OmissionReport {
    pub block: u32,
    pub words: usize,
    /// `None` where the pack has no text.
    pub text: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct SourceBlockReport {
    pub id: u32,
    /// `None` where the pack has no text.
    pub text: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Version {
    pub id: String,
    pub title: Option<String>,
    pub url: Option<String>,
    pub publisher: Option<String>,
    pub published: Option<String>,
}

impl Version {
    pub(crate) fn of(meta: &Metadata) -> Version {
        Version {
            id: meta.id.clone(),
            title: meta.title.clone(),
            url: meta.url.clone(),
            publisher: meta.publisher.clone(),
            published: meta.published.clone(),
        }
    }
}

impl SourceReport {
    /// The source as a reader knows it: "Gazette, 12 April 2023", or its title or id.
    pub fn label(&self) -> String {
        label(self.publisher.as_deref().or(self.title.as_deref()).unwrap_or(&self.id), self.published.as_deref())
    }
}

pub(crate) fn label(name: &str, published: Option<&str>) -> String {
    match published.and_then(crate::date::Day::parse) {
        Some(day) => format!("{name}, {day}"),
        None => name.to_owned(),
    }
}
