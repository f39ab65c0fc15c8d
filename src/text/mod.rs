//! From a block's raw text to tokens with offsets, sentences and quotation spans.
//!
//! | file | idea |
//! |---|---|
//! | `segments` | where words begin and end: UAX #29 |
//! | `normal` | one form of a word, however it is written |
//! | `disguise` | words that are written so that programs do not see them |
//! | `words` | words, normalised, hashed and flagged |
//! | `letters` | a word's letters as numbers |
//! | `memo` | what words come to, kept from word to word |
//! | `terms` | stems of content words |
//! | `sentences` | where sentences begin, abbreviations minded |
//! | `quotes` | direct quotations, in the marks of many languages |
//! | `spelling` | British and American spellings are one; typing slips |
//! | `scan` | many bytes at once |
//! | `work` | steps counted in tests |
//! | `lexicon` | function words and formulas of the trade |

pub mod disguise;
pub mod letters;
pub mod lexicon;
pub mod memo;
pub mod normal;
pub mod quotes;
mod scan;
mod segments;
pub mod sentences;
pub mod spelling;
pub mod terms;
pub mod words;
mod work;

pub use words::{Flags, Words};
