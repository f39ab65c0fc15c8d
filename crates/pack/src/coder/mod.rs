//! The text coder: what a pack's texts are written in.
//!
//! Four verbs are all that others see of it:
//!
//! | verb | takes | gives |
//! |---|---|---|
//! | [`train`] | a sample of a corpus's texts, cut at their words | [`Tables`]: vocabulary, phrases, codes; the section `VOCB` |
//! | [`Coder::put`] | a text | bits |
//! | [`decode`](lanes::decode) | the bits of several documents | their texts as symbols |
//! | [`keys`](vocabulary::Vocabulary::keys) | such symbols | the keys of their words, without a letter of text being made |
//!
//! # How it works
//!
//! A text is cut at its words, as [`wherefrom_text::words`] cuts it. Words and the separators between them are numbered by a
//! vocabulary of up to 65,000 strings that the sample has twice; a space between two words is not written at all. Pairs of
//! numbers that come often become numbers of their own (byte-pair encoding: Gage 1994, Sennrich et al. 2016, here over words),
//! up to twelve words long. Numbers fall into classes by what they stand behind (Brown et al. 1992), and a symbol is written as
//! its class, in a Huffman code that the symbol before it chooses, and its place in the class, in a second one. Rare symbols
//! and spelled words are listed as they come and told by their place when they come again in the same document. What the
//! vocabulary lacks is spelled, byte by byte.
//!
//! # Why not a general compressor
//!
//! zstd at level 19 with a dictionary takes 905 bytes for a press release of 3,008 bytes. This takes 559 for one of 3,021 and its
//! metadata, and 57 for its share of the vocabulary in a pack of 5,000, since it knows
//! the corpus's words and phrases beforehand and spends nothing on spaces. A page is compared by the keys of words, and a
//! symbol's key is a look into a table: candidates are compared before any text is made, which is most of what a check does. And
//! every document stands by itself, so that a pack can be read by ranges.
//!
//! Everything is integers and ordered by content: the same sample gives the same tables on every machine, with any number of
//! threads.
//!
//! | file | idea |
//! |---|---|
//! | `pieces` | a text as words and separators |
//! | `numbers` | strings to numbers, found by their letters |
//! | `phrases` | which pairs become numbers of their own |
//! | `parse` | the cheapest way to write a text in phrases |
//! | `classes` | which numbers stand behind which |
//! | `train` | all of these, from a sample |
//! | `tables`, `put_tables` | what a vocabulary is made of, read and written |
//! | `encoder` | texts to bits |
//! | `vocabulary`, `ranks`, `strings`, `expansions`, `code` | bits to symbols, words and keys |
//! | `lanes` | several documents at once |
//! | `huffman`, `bits`, `log` | codes, bits, logarithms that are the same everywhere |

pub(crate) mod bits;
mod classes;
mod code;
mod encoder;
mod expansions;
pub(crate) mod huffman;
pub(crate) mod lanes;
mod log;
mod numbers;
mod parse;
mod phrases;
mod pieces;
mod put_tables;
pub(crate) mod ranks;
mod strings;
pub(crate) mod tables;
mod train;
pub(crate) mod vocabulary;

pub use bits::BitWriter;
pub use encoder::{Coder, Room, Stream};
pub use huffman::{Encoder, lengths, squeeze};
pub use pieces::CutText;
pub use tables::Tables;
pub use train::train;
pub use vocabulary::Vocabulary;
