//! Where does this article come from?
//!
//! Wherefrom compares an article with a corpus and says of every paragraph whether it is copied, modified, quoted or
//! original, from which source, which words were changed, what was left out and whether credit is given.
//!
//! ```
//! use wherefrom::{check, model::Document, page::PageInput};
//!
//! let page = PageInput::from_text("The ferry ran aground at dawn off Skarn Head, the harbour master said on Friday.");
//! let source = Document { text: "The ferry ran aground at dusk off Skarn Head, the harbour master said on Friday.".into(), ..Document::default() };
//! let report = check::compare(&page, &[source], &check::Options::default());
//!
//! assert_eq!(report.blocks[0].verdict.as_str(), "modified");
//! assert_eq!(report.blocks[0].reason, "1 of 15 words differs");
//! ```
//!
//! The core is sans-I/O: it opens no file and no socket. Its folders are the stages of the pipeline, and a stage knows
//! [`model`] and the stages before it only:
//!
//! [`page`] → [`text`] → [`fingerprint`] → [`pack`] → [`search`] → [`align`] → [`verdict`] → [`report`], driven by [`check`].

pub mod align;
pub mod check;
pub mod date;
mod distinct;
pub mod fingerprint;
pub mod model;
mod order;
pub mod pack;
pub mod page;
pub mod report;
pub mod search;
pub mod text;
pub mod verdict;
#[cfg(target_arch = "wasm32")]
pub mod wasm;
