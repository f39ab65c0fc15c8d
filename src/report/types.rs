//! The report's shape, as the contract gives it: what leaves the engine, and what is read back of a kept one.
//!
//! Offsets are bytes or UTF-16 units of a block's raw text, as [`Report::offsets`] says. Every field that is `None` is `null`
//! in JSON. Reports grow: fields that an older build did not write are empty when one is read back.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use wherefrom_text::model::{Credit, Metadata, SpanKind, Standing, Verdict};

use super::SourceReport;

/// A name that does not change, by which interfaces find their own words.
pub type Code = Cow<'static, str>;

/// What was found about a page.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[non_exhaustive]
pub struct Report {
    /// Of this shape: 1.
    pub version: u32,
    /// What offsets count.
    pub offsets: Offsets,
    /// The page.
    pub page: PageReport,
    /// The packs that were searched.
    pub packs: Vec<PackReport>,
    /// The finding as a whole.
    pub summary: Summary,
    /// Every block of the page in its order, furniture too.
    pub blocks: Vec<BlockReport>,
    /// The sources, the one with most shared words first.
    pub sources: Vec<SourceReport>,
    /// All that the article quotes, in its order, whether a source has it or not.
    #[serde(default)]
    pub quoted: Vec<QuotedReport>,
    /// What the reader has dismissed, and was left out here.
    #[serde(default)]
    pub dismissed: DismissedReport,
    /// Sources, by index, that have the words they share with the page from one another, the earliest first.
    #[serde(default)]
    pub origins: Vec<Vec<usize>>,
    /// Documents that are the page: those at its address, which are never its sources, and those that seem to be saved from it.
    pub earlier_versions: Vec<Version>,
}

/// What offsets count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum Offsets {
    /// Bytes of the text in UTF-8.
    #[serde(rename = "utf-8")]
    Utf8,
    /// UTF-16 units, as the DOM and JavaScript count.
    #[serde(rename = "utf-16")]
    Utf16,
}

/// What the page says of itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[non_exhaustive]
pub struct PageReport {
    /// Its title.
    pub title: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// The outlet.
    pub publisher: Option<String>,
    /// Who wrote it, as the page says.
    #[serde(default)]
    pub authors: Vec<String>,
    /// ISO 8601.
    pub published: Option<String>,
    /// When it was last changed, as the page says. ISO 8601.
    #[serde(default)]
    pub updated: Option<String>,
    /// The part of the outlet that it is in.
    #[serde(default)]
    pub section: Option<String>,
    /// The licence that the page says it is under: its address, or its name.
    #[serde(default)]
    pub licence: Option<String>,
    /// What its outlet is to the reader, as of sources.
    #[serde(default)]
    pub standing: Option<Standing>,
    /// The document at another address that the page names as its original.
    #[serde(default)]
    pub declared_source: Option<DeclaredSource>,
    /// BCP 47: told, or detected.
    pub language: Option<String>,
    /// Of the article, furniture left out.
    pub words: usize,
    /// Of these words, how many are written so that a reader sees them and a program does not: characters without a width between
    /// their letters, letters of another script that look alike, and the like ([`wherefrom_text::disguise`]). They were compared
    /// as what a reader sees.
    #[serde(default)]
    pub hidden_characters: usize,
}

/// What a page names as its original, where programs read it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[non_exhaustive]
pub struct DeclaredSource {
    /// Its address.
    pub url: String,
    /// `canonical`, `json-ld` or `meta`.
    #[cfg_attr(feature = "types", ts(type = "\"canonical\" | \"json-ld\" | \"meta\""))]
    pub by: Code,
}

/// A pack that was searched.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[non_exhaustive]
pub struct PackReport {
    /// Its name, for readers.
    pub name: String,
    /// How many documents it has.
    pub documents: usize,
    /// Whether it has hashes and no words.
    pub text_free: bool,
    /// Of the file's table of sections: two packs with the same one are the same. `None` for documents in no file.
    #[serde(default)]
    pub checksum: Option<String>,
    /// Under which licence its documents are.
    #[serde(default)]
    pub licence: Option<String>,
    /// Why a part of the pack could not be searched; `None` where all that was needed could.
    pub damaged: Option<Damage>,
}

/// What is damaged of a pack.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[non_exhaustive]
pub struct Damage {
    /// As [`PackError::code`](wherefrom_pack::PackError::code).
    #[cfg_attr(feature = "types", ts(type = "string"))]
    pub code: Code,
    /// As [`PackError::args`](wherefrom_pack::PackError::args).
    #[cfg_attr(feature = "types", ts(type = "Args"))]
    pub args: Map<String, Value>,
    /// English; interfaces translate `code` with `args`.
    pub message: String,
}

/// The finding as a whole.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[non_exhaustive]
pub struct Summary {
    /// Of the article, furniture left out.
    pub words: usize,
    /// Blocks that are copied.
    pub copied: Share,
    /// Blocks that are modified.
    pub modified: Share,
    /// Blocks that are quoted.
    pub quoted: Share,
    /// Blocks without a source in these packs.
    pub original: Share,
    /// The finding in one English sentence.
    pub headline: String,
    /// What it says, for interfaces that translate it.
    #[cfg_attr(feature = "types", ts(type = "string"))]
    pub headline_code: Code,
    /// With what: numbers, and as `source` the index of the source it names, or null.
    #[cfg_attr(feature = "types", ts(type = "Args"))]
    pub headline_args: Map<String, Value>,
}

/// Whole blocks of one verdict.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[non_exhaustive]
pub struct Share {
    /// How many.
    pub blocks: usize,
    /// Words of theirs.
    pub words: usize,
    /// Of the article's words, 0 to 1.
    pub share: f64,
    /// The words of these blocks that a source has.
    #[serde(default)]
    pub shared_words: usize,
    /// The same, of the article's words, 0 to 1: what headline and bar go by.
    #[serde(default)]
    pub shared_share: f64,
}

/// A block of the page.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[non_exhaustive]
pub struct BlockReport {
    /// Its number on the page, from 0.
    pub id: usize,
    /// 1-based line, for pages that are plain text.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[cfg_attr(feature = "types", ts(optional))]
    pub line: Option<u32>,
    /// What it is.
    pub verdict: Verdict,
    /// What is said beside the verdict of a block that is none of the text.
    #[serde(default)]
    pub kind: Option<BlockKind>,
    /// Why, in English.
    pub reason: String,
    /// The same, for interfaces that translate it.
    #[cfg_attr(feature = "types", ts(type = "string"))]
    pub reason_code: Code,
    /// With what.
    #[cfg_attr(feature = "types", ts(type = "Args"))]
    pub reason_args: Map<String, Value>,
    /// Words.
    pub words: usize,
    /// Of these a source has so many.
    pub shared_words: usize,
    /// Indices into [`Report::sources`], the main one first.
    pub sources: Vec<usize>,
    /// Indices of further sources that have the same.
    pub also_in: Vec<usize>,
    /// Whether the page names the main source; `None` for original and furniture, and where the source is of the page's own outlet.
    pub credit: Option<Credit>,
    /// Words of the source's last sentence that a copied block leaves off.
    pub cut: Option<usize>,
    /// Words that no source was found to have, and that were not compared with all of them, since the paragraph is too long.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[cfg_attr(feature = "types", ts(optional))]
    pub not_compared: Option<usize>,
    /// What became of the words: in order, never overlapping.
    pub spans: Vec<SpanReport>,
    /// Of a modified block: numbers, dates, names, negations and meanings that differ from the source's.
    pub facts: Vec<FactReport>,
    /// Its quotations that a source has.
    pub quotations: Vec<QuotationReport>,
    /// The block's raw text, which the offsets point into.
    pub text: String,
}

/// Kinds of blocks that are furniture and still the article's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum BlockKind {
    /// It names what is under it: shown, never judged, never left out.
    Heading,
}

/// A stretch of a block, and what it is to its source.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[non_exhaustive]
pub struct SpanReport {
    /// Where it begins in the block's text.
    pub start: usize,
    /// Where it ends; for dropped words where it begins.
    pub end: usize,
    /// What became of the words.
    pub kind: SpanKind,
    /// Index into [`Report::sources`].
    pub source: usize,
    /// `None` for inserted words.
    pub source_block: Option<u32>,
    /// In that block's text. `None` for inserted words, and where the pack has no text.
    pub source_start: Option<usize>,
    /// The same.
    pub source_end: Option<usize>,
}

/// A changed fact, in the words of both; one of them is empty where it was added or dropped.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[non_exhaustive]
pub struct FactReport {
    /// `number`, `date`, `name`, `negation` or `meaning`.
    #[cfg_attr(feature = "types", ts(type = "\"number\" | \"date\" | \"name\" | \"negation\" | \"meaning\""))]
    pub kind: Code,
    /// The page's words.
    pub page: String,
    /// The source's.
    pub source: String,
}

/// A quotation of a block that a source has.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[non_exhaustive]
pub struct QuotationReport {
    /// Where it begins in the block's text.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// `words`: the quoted words differ from the source's; `marks`: the source has them without quotation marks; `indirect`: one of
    /// the two quotes what the other tells in indirect speech.
    #[cfg_attr(feature = "types", ts(type = "\"words\" | \"marks\" | \"indirect\" | null"))]
    pub change: Option<Code>,
    /// `None` where the pack has no text.
    pub source_words: Option<String>,
}

/// A quotation of the article.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[non_exhaustive]
pub struct QuotedReport {
    /// The block it stands in.
    pub block: usize,
    /// Where it begins in the block's text, behind the mark.
    pub start: usize,
    /// Where it ends, before the mark.
    pub end: usize,
    /// `exact`; `altered`: the quoted words differ from the source's; `marks`: a source has them without quotation marks; `indirect`: one of
    /// the two quotes what the other tells in indirect speech (the words of both are in the block's quotations); `unfound`, which accuses nobody: a page may quote whom no source quotes.
    #[cfg_attr(feature = "types", ts(type = "\"exact\" | \"altered\" | \"marks\" | \"indirect\" | \"unfound\""))]
    pub found: Code,
    /// The earliest source that has it, where the dates tell which that is: index into [`Report::sources`].
    pub source: Option<usize>,
}

/// What the reader has said is no match.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[non_exhaustive]
pub struct DismissedReport {
    /// Documents of the packs that were to be no sources, by id.
    pub sources: Vec<String>,
    /// Blocks whose matches were dismissed.
    pub blocks: Vec<usize>,
}

/// A version of a document.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[non_exhaustive]
pub struct Version {
    /// Its id in its pack.
    pub id: String,
    /// Its title.
    pub title: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// The outlet.
    pub publisher: Option<String>,
    /// ISO 8601.
    pub published: Option<String>,
}

/// Arguments by their names.
pub(crate) fn named(args: Vec<(&'static str, Value)>) -> Map<String, Value> {
    let mut map = Map::new();
    args.into_iter().for_each(|(name, value)| drop(map.insert(name.to_owned(), value)));
    map
}

/// What a report says of a page that has words with hidden characters.
pub fn hidden_characters(words: usize) -> Option<String> {
    match words {
        0 => None,
        1 => Some("This page hides characters in one of its words. It was compared as it is seen.".to_owned()),
        n => Some(format!("This page hides characters in {n} of its words. They were compared as they are seen.")),
    }
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
