//! The words that all stages share.
//!
//! Offsets are UTF-8 byte offsets into the raw text of a block everywhere in the core; the report
//! turns them into UTF-16 units once, at the boundary.

use std::hash::Hasher as _;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use twox_hash::XxHash64;

/// A document of a corpus, as JSONL gives it and as a pack with text gives it back.
///
/// Only `text` has to be there; its blocks are its non-empty lines.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Document {
    pub id: Option<String>,
    pub url: Option<String>,
    pub publisher: Option<String>,
    /// Several authors stand in one text with commas between them, or semicolons.
    #[serde(deserialize_with = "author")]
    pub author: Option<String>,
    /// ISO 8601, as precise as known.
    pub published: Option<String>,
    pub title: Option<String>,
    pub text: String,
    pub language: Option<String>,
    /// The id or URL of the document that this one is a version of.
    pub revision_of: Option<String>,
    /// Under which licence it is: an SPDX identifier where it has one, else its address or its words.
    #[serde(alias = "license", skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// The numbers of the blocks that are quotations as a whole, as HTML's `blockquote` marks them. Numbers of no block mean nothing.
    #[serde(deserialize_with = "numbers", skip_serializing_if = "Vec::is_empty")]
    pub quoted_blocks: Vec<u32>,
}

/// None, or a list.
fn numbers<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u32>, D::Error> {
    Option::deserialize(from).map(Option::unwrap_or_default)
}

/// One name or a list of them.
fn author<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    match Value::deserialize(from)? {
        Value::Null => Ok(None),
        Value::String(name) => Ok(Some(name)),
        Value::Array(names) => {
            let names: Option<Vec<&str>> = names.iter().map(Value::as_str).collect();
            names.map(joined).ok_or_else(|| D::Error::custom("\"author\" has an entry that is no string"))
        }
        _ => Err(D::Error::custom("\"author\" is neither a string nor a list of strings")),
    }
}

/// Several names in one text: with commas between them, or semicolons where one of them has a comma. `None` for no names.
pub fn joined(names: Vec<&str>) -> Option<String> {
    let between = if names.iter().any(|name| name.contains(',')) { "; " } else { ", " };
    Some(names.join(between)).filter(|all| !all.trim().is_empty())
}

impl Document {
    /// The document's blocks: its non-empty lines. A block's number is its place here, from 0.
    pub fn blocks(&self) -> impl Iterator<Item = &str> {
        blocks_of(&self.text)
    }

    /// Of each block whether it is a quotation as a whole.
    pub fn quotations(&self) -> Vec<bool> {
        let mut quotations = vec![false; if self.quoted_blocks.is_empty() { 0 } else { self.blocks().count() }];
        for &number in &self.quoted_blocks {
            if let Some(is_one) = quotations.get_mut(number as usize) {
                *is_one = true;
            }
        }
        quotations
    }

    /// The hash of its blocks (XXH64, seed 0, each followed by a line feed): what orders the documents of a pack.
    pub fn content_hash(&self) -> u64 {
        let mut hasher = XxHash64::with_seed(0);
        for block in self.blocks() {
            hasher.write(block.as_bytes());
            hasher.write(b"\n");
        }
        hasher.finish()
    }

    /// What is known beside the text. A document without an id is known by the hash of its content.
    pub fn metadata(&self) -> Metadata {
        self.metadata_with(|| self.content_hash())
    }

    /// The same where the hash of its content may be known already.
    pub fn metadata_with(&self, content_hash: impl FnOnce() -> u64) -> Metadata {
        let told = |field: &Option<String>| field.as_deref().map(str::trim).filter(|f| !f.is_empty()).map(str::to_owned);
        Metadata {
            id: told(&self.id).unwrap_or_else(|| format!("{:016x}", content_hash())),
            title: told(&self.title),
            url: told(&self.url),
            publisher: told(&self.publisher),
            author: told(&self.author),
            published: told(&self.published),
            language: told(&self.language),
            revision_of: told(&self.revision_of),
            licence: told(&self.licence),
        }
    }
}

/// The blocks of a plain text: its lines that are not white space alone.
pub fn blocks_of(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim().is_empty())
}

/// What is known of a corpus document beside its text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    pub id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision_of: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
}

/// What is said of a block of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// All words are one contiguous run of one source's words.
    Copied,
    /// Shared beyond chance, but not word for word.
    Modified,
    /// All that is shared stands inside direct quotation marks.
    Quoted,
    /// No source found in the packs that were searched.
    Original,
    /// No prose of the article.
    Furniture,
}

impl Verdict {
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Copied => "copied",
            Verdict::Modified => "modified",
            Verdict::Quoted => "quoted",
            Verdict::Original => "original",
            Verdict::Furniture => "furniture",
        }
    }
}

/// How the words of a span stand to the source's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum SpanKind {
    /// The same words.
    Same,
    /// The same word in another spelling, or with a typing slip.
    Respelled,
    /// Other words in the place of the source's.
    Replaced,
    /// Words that the source does not have here.
    Inserted,
    /// Nothing on the page where the source has words: an empty span.
    Dropped,
    /// A sentence told in other words.
    Reworded,
}

impl SpanKind {
    /// Whether the source has the words, spelled differently perhaps.
    pub fn is_shared(self) -> bool {
        matches!(self, SpanKind::Same | SpanKind::Respelled)
    }
}

impl SpanKind {
    pub fn as_str(self) -> &'static str {
        match self {
            SpanKind::Same => "same",
            SpanKind::Respelled => "respelled",
            SpanKind::Replaced => "replaced",
            SpanKind::Inserted => "inserted",
            SpanKind::Dropped => "dropped",
            SpanKind::Reworded => "reworded",
        }
    }
}

/// Whether the page names the source it draws on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Credit {
    /// In the block itself.
    Here,
    /// In a neighbouring block, or in the page's head or foot.
    Page,
    /// Nowhere.
    None,
}

/// What a text is to the reader who asks, as the reader has told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// The reader's own.
    Own,
    /// Somebody else's, which the reader may use.
    Licensed,
}

/// When the source was published, seen from the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum Direction {
    #[serde(rename = "earlier")]
    Earlier,
    #[serde(rename = "later")]
    Later,
    #[serde(rename = "same day")]
    SameDay,
    #[serde(rename = "unknown")]
    Unknown,
}
