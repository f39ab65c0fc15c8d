//! What a report tells of a source.

use serde::{Deserialize, Serialize};
use wherefrom_text::date::Day;
use wherefrom_text::model::{Direction, Standing};

use super::Code;

use super::Version;

/// A source of the page.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[non_exhaustive]
pub struct SourceReport {
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
    /// BCP 47.
    pub language: Option<String>,
    /// Whether it was there before the page, as far as the dates tell.
    pub direction: Direction,
    /// The id or URL of the document that it is a version of.
    pub revision_of: Option<String>,
    /// Its licence, or that of its pack.
    #[serde(default)]
    pub licence: Option<String>,
    /// What it is to the reader, who lists outlets and packs as own or licensed; `None` where it is in no list.
    #[serde(default)]
    pub standing: Option<Standing>,
    /// What the page took of it: `None` where it is no paragraph's main source, or none at all where it has a standing; where
    /// it came after the page; and where the page is of the same outlet.
    #[serde(default)]
    pub taken: Option<TakenReport>,
    /// Words that it has in common with the page.
    pub shared_words: usize,
    /// Whether it quotes the page, and names the page's outlet: what it quotes is no copy of it.
    #[serde(default)]
    pub quotes_page: bool,
    /// How the page tells its points one by one in other words, if it does; this is no verdict.
    #[serde(default)]
    pub follows: Option<FollowsReport>,
    /// What the page left out of it.
    pub omitted: Vec<OmissionReport>,
    /// Index into [`Report::packs`].
    pub pack: usize,
    /// The source's blocks that spans point into.
    pub blocks: Vec<SourceBlockReport>,
    /// Other versions of the same source article.
    pub revisions: Vec<Version>,
}

/// What a page took of a source, and whether it holds to the source's licence.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[non_exhaustive]
pub struct TakenReport {
    /// Copied and modified blocks of which it is the main source; of one with a standing those of which it is a source at all.
    pub paragraphs: usize,
    /// Those of them that have other words than it.
    pub changed: usize,
    /// Those of them that are credited, in themselves or elsewhere on the page.
    pub credited: usize,
    /// Whether the page has a link to it.
    pub linked: bool,
    /// What its licence asks for, as far as the licence is known.
    pub conditions: Vec<ConditionReport>,
}

/// What a licence asks for.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[non_exhaustive]
pub struct ConditionReport {
    /// `credit`, `link`, `no-changes`, `same-licence` or `not-commercial`.
    #[cfg_attr(feature = "types", ts(type = "\"credit\" | \"link\" | \"no-changes\" | \"same-licence\" | \"not-commercial\""))]
    pub asks: Code,
    /// Whether the page does so; `None` where that is not to be seen, or where the source is not known to have been there first.
    pub holds: Option<bool>,
}

/// How a page tells a source's points one by one, in other words.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[non_exhaustive]
pub struct FollowsReport {
    /// Sentences of the source that the page tells.
    pub sentences: usize,
    /// All sentences of the source.
    pub of: usize,
    /// Of those that are told, how many are told in the source's order.
    pub in_order: usize,
    /// A block of the page, and one of the source of which it tells a sentence.
    pub pairs: Vec<(u32, u32)>,
}

/// Words of a source that the page left out.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[non_exhaustive]
pub struct OmissionReport {
    /// The block they stand in.
    pub block: u32,
    /// How many.
    pub words: usize,
    /// `None` where the pack has no text.
    pub text: Option<String>,
}

/// A block of a source.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[non_exhaustive]
pub struct SourceBlockReport {
    /// Its number in the document, from 0.
    pub id: u32,
    /// `None` where the pack has no text.
    pub text: Option<String>,
}

impl SourceReport {
    /// The source as a reader knows it: "Gazette, 12 April 2023", or its title or id.
    pub fn label(&self) -> String {
        label(self.name(), self.published.as_deref())
    }

    /// The outlet, or its title or id.
    pub fn name(&self) -> &str {
        self.publisher.as_deref().or(self.title.as_deref()).unwrap_or(&self.id)
    }
}

pub(crate) fn label(name: &str, published: Option<&str>) -> String {
    match published.and_then(Day::parse) {
        Some(day) => format!("{name}, {day}"),
        None => name.to_owned(),
    }
}
