//! From a block's raw text to words with offsets and keys, sentences and quotations; and the model that all stages share.
//!
//! **One idea**: whoever builds a pack and whoever reads one see the same words in the same text. Everything that decides
//! which words those are stands here, and [`WORDS_VERSION`] names it.
//!
//! **Boundary**: strings in, columns of numbers out. Nothing here knows pages, packs or verdicts. Offsets are UTF-8 bytes
//! into the raw text of a block.
//!
//! ```
//! use wherefrom_text::words;
//!
//! let text = "The boats\u{2019} harbour closed.";
//! let words = words::read(&[Some(text)], None);
//! let raw: Vec<&str> = (0..words.len()).map(|at| &text[words.starts[at] as usize..words.ends[at] as usize]).collect();
//! assert_eq!(raw, ["The", "boats", "harbour", "closed"]);
//! // Spelling and typography do not count: equal words have equal keys.
//! assert_eq!(words.keys[2], words::read(&[Some("HARBOR")], None).keys[0]);
//! ```
//!
//! | file | idea |
//! |---|---|
//! | `model` | document, metadata, verdict, span kind, credit, direction |
//! | `date` | calendar days, dates as programs and people write them, and how far they tell an order |
//! | `json` | JSON of others |
//! | `url` | which addresses are one |
//! | `segments` | where words begin and end: UAX #29 |
//! | `disguise` | words that look like others to a reader and not to a program |
//! | `normal` | one form of a word, however it is written |
//! | `unicode` | small letters, and letters composed with their marks |
//! | `words` | words, normalised and hashed |
//! | `flags` | what words are beside that: function words, names, quoted |
//! | `letters` | a word's letters as numbers |
//! | `memo` | what words come to, kept from word to word |
//! | `stems` | stems of content words |
//! | `sentences` | where sentences begin, abbreviations minded |
//! | `marks` | marks of quotation and apostrophes, in one table |
//! | `quotes` | direct quotations, in the marks of many languages |
//! | `spelling` | British and American spellings are one; typing slips |
//! | `prose` | what one block looks like by itself |
//! | `lexicon` | function words and formulas of the trade |
//! | `fingerprint` | words to 5-gram hashes, a selection of them for packs |
//! | `order`, `distinct` | short lists in order; numbers, each once |
//! | `scan` | many bytes at once |
//! | `work` | steps counted in tests |

pub mod date;
pub mod disguise;
pub mod distinct;
pub mod fingerprint;
mod flags;
pub mod json;
pub mod letters;
pub mod lexicon;
pub mod marks;
pub mod memo;
pub mod model;
pub mod normal;
pub mod order;
pub mod prose;
pub mod quotes;
mod scan;
pub mod segments;
pub mod sentences;
pub mod spelling;
pub mod stems;
pub mod unicode;
pub mod url;
pub mod words;
mod work;

pub use words::{Flags, Words};

/// The rules by which text becomes words and words become keys. Packs store it, and a reader refuses a pack that was made
/// under other rules: its fingerprints would find nothing. It goes up by one with every change of a key, of where a word
/// begins or ends, or of a flag that packs store (quoted, first of a sentence). A test holds the keys of `golden.tsv` and
/// fails until it does; of the other changes nobody tells but whoever makes them. The packs that are kept as files (`packs/`,
/// `tests/packs/`) have to be built anew then.
pub const WORDS_VERSION: u32 = 3;
