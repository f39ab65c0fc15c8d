//! Where does this article come from?
//!
//! Wherefrom compares an article with a corpus and says of every paragraph whether it is copied, modified, quoted or
//! original, from which source, which words were changed, what was left out and whether credit is given.
//!
//! ```
//! use wherefrom::{Document, Options, PageInput, compare};
//!
//! let page = PageInput::from_text("The ferry ran aground at dawn off Skarn Head, the harbour master said on Friday.");
//! let source = Document { text: "The ferry ran aground at dusk off Skarn Head, the harbour master said on Friday.".into(), ..Document::default() };
//! let report = compare(&page, &[source], &Options::default());
//!
//! assert_eq!(report.blocks[0].verdict.as_str(), "modified");
//! assert_eq!(report.blocks[0].reason, "1 of 15 words differs");
//! ```
//!
//! The core is sans-I/O: it opens no file and no socket. This crate is the engine; what it stands on has crates of its own:
//!
//! | crate | takes | gives |
//! |---|---|---|
//! | [`wherefrom_text`] | a block's raw text | words with offsets and keys, sentences, quotations; the model |
//! | [`wherefrom_page`] | what a host collected of a page | which blocks are the article; title, date, outlet, language |
//! | [`wherefrom_pack`] | bytes, whole or by ranges | documents, fingerprints, rare terms |
//!
//! Its own folders are the stages of a check, and a stage knows those before it only:
//! `search` → `align` → `verdict` → [`report`], driven by [`check`](mod@check).

#![cfg_attr(not(feature = "internals"), warn(missing_docs))]

pub mod check;
pub mod report;

#[cfg(not(feature = "internals"))]
mod align;
/// The stages, for those who measure them; nothing of them is promised.
#[cfg(feature = "internals")]
pub mod align;
#[cfg(not(feature = "internals"))]
mod search;
#[cfg(feature = "internals")]
pub mod search;
#[cfg(not(feature = "internals"))]
mod verdict;
#[cfg(feature = "internals")]
pub mod verdict;

#[cfg(all(target_arch = "wasm32", feature = "boundary"))]
pub mod wasm;

pub use check::{Check, Corpus, Options, Progress, Standings, Wanted, check, compare};
pub use report::Report;
pub use wherefrom_pack::{Opened, Opening, Pack, PackError, PackInfo, RangedPack};
pub use wherefrom_page::{PageBlock, PageElement, PageInput, PageTime};
pub use wherefrom_text::model::{Credit, Direction, Document, Metadata, SpanKind, Standing, Verdict};
