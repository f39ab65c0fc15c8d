//! Words: UAX #29 segments with a letter or digit, normalised (composed, lower case, one apostrophe, no ligatures or
//! full-width forms, no invisible characters), folded to one spelling and hashed.
//!
//! Scripts without spaces come out a character at a time, so that a k-gram of words is a character k-gram there.

use std::ops::Range;
use std::sync::OnceLock;

pub use super::flags::Flags;
use super::flags::{Block, spread_names};
use super::lexicon::{self, Language, Lexicon};
use super::memo::{self, Known};
use super::segments::Segments;
use super::{quotes, spelling};

/// The words of a document in reading order, as parallel columns.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// Hash of the folded word. Equal words have equal keys; different words collide once in 2³² pairs.
    pub keys: Vec<u32>,
    pub flags: Vec<Flags>,
    /// The block a word stands in.
    pub blocks: Vec<u32>,
    /// Byte range in the block's raw text; empty columns where the text is not there (text-free packs).
    pub starts: Vec<u32>,
    pub ends: Vec<u32>,
    /// Of the whole document, where it is known.
    pub language: Option<Language>,
    /// Where sentences start, in order; made for texts with sentences that are too long to walk through again and again.
    sentence_starts: OnceLock<Vec<u32>>,
}

/// Nearly all sentences are shorter, and found by walking from a word to its neighbours.
const LONG_SENTENCE: usize = 256;

impl Words {
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Word range of every block, for blocks `0..count`.
    pub fn block_ranges(&self, count: usize) -> Vec<Range<usize>> {
        let mut ranges = vec![0..0; count];
        let mut at = 0;
        while at < self.len() {
            let block = self.blocks[at];
            let from = at;
            while at < self.len() && self.blocks[at] == block {
                at += 1;
            }
            ranges[block as usize] = from..at;
        }
        ranges
    }

    /// The sentence (word range) that holds the word `at`. Sentences end at block borders.
    pub fn sentence(&self, at: usize) -> Range<usize> {
        let near = at.saturating_sub(LONG_SENTENCE);
        let from = (near..=at).rev().find(|&i| self.starts_sentence(i));
        let from = from.or((near == 0).then_some(0)).unwrap_or_else(|| {
            let starts = self.sentence_starts();
            starts[..starts.partition_point(|&start| start as usize <= at)].last().map_or(0, |&start| start as usize)
        });
        from..self.sentence_end(at)
    }

    /// Where the sentence that holds the word `at` ends.
    pub fn sentence_end(&self, at: usize) -> usize {
        let near = (at + 1 + LONG_SENTENCE).min(self.len());
        let end = (at + 1..near).find(|&i| self.starts_sentence(i));
        end.or((near == self.len()).then_some(near)).unwrap_or_else(|| {
            let starts = self.sentence_starts();
            starts.get(starts.partition_point(|&start| start as usize <= at)).map_or(self.len(), |&start| start as usize)
        })
    }

    fn sentence_starts(&self) -> &[u32] {
        self.sentence_starts.get_or_init(|| (0..self.len()).filter(|&at| self.starts_sentence(at)).map(|at| at as u32).collect())
    }

    /// Where the sentences end, in order.
    pub fn sentence_ends(&self) -> Vec<usize> {
        (1..=self.len()).filter(|&at| at == self.len() || self.starts_sentence(at)).collect()
    }

    fn starts_sentence(&self, at: usize) -> bool {
        self.flags[at].has(Flags(Flags::SENTENCE.0 | Flags::BLOCK.0))
    }
}

/// The words of blocks, of which is known what they are by themselves, in whatever language; as parallel columns.
#[derive(Debug, Default)]
pub struct CutWords {
    /// The place behind each block's last word.
    pub blocks: Vec<usize>,
    /// Byte range in the block's text.
    pub starts: Vec<u32>,
    pub ends: Vec<u32>,
    pub known: Vec<Known>,
}

impl CutWords {
    pub fn with_capacity(words: usize) -> CutWords {
        CutWords {
            blocks: Vec::new(),
            starts: Vec::with_capacity(words),
            ends: Vec::with_capacity(words),
            known: Vec::with_capacity(words),
        }
    }

    /// Lets go of those of which nothing is left when they are normalised, from one place on.
    fn drop_empty(&mut self, from: usize) {
        if !self.known[from..].iter().any(|word| word.is_empty()) {
            return;
        }
        let mut kept = from;
        for at in from..self.known.len() {
            if !self.known[at].is_empty() {
                (self.starts[kept], self.ends[kept], self.known[kept]) = (self.starts[at], self.ends[at], self.known[at]);
                kept += 1;
            }
        }
        self.starts.truncate(kept);
        self.ends.truncate(kept);
        self.known.truncate(kept);
    }

    /// The words of blocks of these texts as the language has them in which they are known. Blocks without a text take a number but
    /// have no words. `quotations` says by number which blocks are quotations as a whole; those that it does not reach are none.
    pub fn read(self, texts: &[Option<&str>], language: Option<Language>, quotations: &[bool]) -> Words {
        let lexicon = Lexicon::of(language);
        let quotations = if self.are_most(quotations) { &[] } else { quotations };
        let mut words = Words {
            keys: self.known.iter().map(|word| word.key).collect(),
            flags: self.known.iter().map(|word| word.class).collect(),
            blocks: Vec::with_capacity(self.known.len()),
            language,
            ..Words::default()
        };
        for ((number, text), range) in texts.iter().enumerate().zip(ranges(&self.blocks)) {
            words.blocks.resize(range.end, number as u32);
            let Some(text) = text else { continue };
            let quoted = match quotations.get(number) {
                Some(true) => std::iter::once(0..text.len()).collect(),
                _ => quotes::find(text, texts[number + 1..].iter().flatten().next().copied()),
            };
            let block = Block {
                text,
                keys: &words.keys[range.clone()],
                starts: &self.starts[range.clone()],
                ends: &self.ends[range.clone()],
                known: &self.known[range.clone()],
            };
            block.flag(&mut words.flags[range], &quoted, lexicon);
        }
        (words.starts, words.ends) = (self.starts, self.ends);
        spread_names(&mut words.flags, &words.keys);
        words
    }

    /// Whether these blocks have more than half of the words. What a text quotes is the smaller part of it: more is a text that
    /// stands in an element for quotations as a whole.
    fn are_most(&self, blocks: &[bool]) -> bool {
        let words: usize = ranges(&self.blocks).zip(blocks).filter(|(_, is_one)| **is_one).map(|(words, _)| words.len()).sum();
        2 * words > self.known.len()
    }
}

/// Where the words of each block are, by where they end.
fn ranges(blocks: &[usize]) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    blocks.iter().map(move |&end| std::mem::replace(&mut from, end)..end)
}

/// Blocks cut at their words.
pub struct Cut<'a> {
    blocks: Vec<Option<&'a str>>,
    words: CutWords,
}

impl<'a> Cut<'a> {
    /// Blocks that are `None` (furniture) take a number but give no words.
    pub fn of(blocks: impl Iterator<Item = Option<&'a str>>) -> Cut<'a> {
        let blocks: Vec<Option<&str>> = blocks.collect();
        let bytes: usize = blocks.iter().flatten().map(|text| text.len()).sum();
        let mut words = CutWords::with_capacity(bytes / BYTES_A_WORD);
        memo::with(|memo| {
            for text in &blocks {
                let from = words.known.len();
                memo.cut(text.unwrap_or(""), &mut words);
                words.drop_empty(from);
                words.blocks.push(words.known.len());
            }
        });
        Cut { blocks, words }
    }

    /// The language of the blocks that `counts` says, by their numbers.
    pub fn language(&self, counts: impl Fn(usize) -> bool) -> Option<Language> {
        let counted = self.blocks.iter().zip(ranges(&self.words.blocks)).enumerate().filter(|(number, _)| counts(*number));
        lexicon::detect(counted.filter_map(|(_, (text, words))| Some(((*text)?, words))), &self.words)
    }

    /// The words as a language has them. `quotations` says by number which blocks are quotations as a whole; those that it does not
    /// reach are none, and none is where they have more than half of the words.
    pub fn read(mut self, language: Option<Language>, quotations: &[bool]) -> Words {
        memo::with(|memo| {
            for (text, words) in self.blocks.iter().zip(ranges(&self.words.blocks)) {
                let text = text.unwrap_or("");
                for at in words {
                    let word = &mut self.words.known[at];
                    if !word.is_classified(language) {
                        *word = memo.get(&text[self.words.starts[at] as usize..self.words.ends[at] as usize], language);
                    }
                }
            }
        });
        self.words.read(&self.blocks, language, quotations)
    }
}

/// Reads blocks into words. Blocks that are `None` (furniture) take a number but give no words.
pub fn read(blocks: &[Option<&str>], language: Option<Language>) -> Words {
    Cut::of(blocks.iter().copied()).read(language, &[])
}

/// Calls `each` with every word of a text, raw, and where it begins: the words that [`read`] gives, in their order.
pub fn pieces<'a>(text: &'a str, mut each: impl FnMut(usize, &'a str)) {
    memo::with(|memo| {
        let words = Segments::of(text).map(|range| (range.start, &text[range]));
        words.filter(|(_, raw)| !memo.is_empty(raw)).for_each(|(start, raw)| each(start, raw));
    });
}

/// Only sets how much memory is asked for at once.
const BYTES_A_WORD: usize = 5;

/// The key of a normalised word: the upper half of XXH64 (seed 0) of its folded spelling.
///
/// Packs store keys (or their upper bits), so this is part of the pack format.
pub fn key(normal: &str) -> u32 {
    hash(&spelling::fold(normal))
}

/// The upper half of XXH64 (seed 0).
pub fn hash(word: &str) -> u32 {
    (twox_hash::XxHash64::oneshot(0, word.as_bytes()) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<u32> {
        read(&[Some(text)], Some(Language::English)).keys
    }

    /// Two hundred words and their keys, as packs of this [`WORDS_VERSION`](crate::WORDS_VERSION) have them. Where a change of the
    /// rules is meant, raise the version and write the list anew: the test prints what it should be.
    #[test]
    fn keys_are_those_of_this_version() {
        let golden = include_str!("golden.tsv");
        let told = |line: &str| {
            let word = line.split('\t').next().unwrap_or(line);
            let keys: Vec<String> = read(&[Some(word)], None).keys.iter().map(|key| format!("{key:08x}")).collect();
            format!("{word}\t{}\n", keys.join(" "))
        };
        let now = format!("{}\n{}", crate::WORDS_VERSION, golden.lines().skip(1).map(told).collect::<String>());
        assert_eq!(golden.lines().count(), 201);
        assert!(golden == now, "the keys of words have changed; raise WORDS_VERSION, and golden.tsv has to be:\n{now}");
    }

    #[test]
    fn typography_is_one() {
        let plain = keys("The co-op's \"new\" plan - 12,000 boats");
        assert_eq!(plain, keys("The co\u{2010}op\u{2019}s \u{201C}new\u{201D}\u{A0}pl\u{AD}an \u{2014} 12,000 BOATS"));
        assert_eq!(keys("caf\u{E9}"), keys("cafe\u{301}"));
        assert_eq!(keys("office ABC"), keys("o\u{FB03}ce \u{FF21}\u{FF22}\u{FF23}"));
    }

    #[test]
    fn whatever_is_typed_for_an_apostrophe_is_one() {
        let text = "the O'Neill quarter didn't, l'\u{E9}t\u{E9} n'a";
        for mark in ["`", "\u{B4}", "\u{2032}", "\u{201B}", "\u{2BB}", "\u{2019}"] {
            assert_eq!(keys(text), keys(&text.replace('\'', mark)), "{mark}");
        }
        // Between digits they are feet and minutes.
        assert_eq!(keys("5\u{2032}6"), keys("5 6"));
    }

    #[test]
    fn capitals_of_turkish_and_german_are_one_with_their_small_letters() {
        assert_eq!(keys("\u{130}STANBUL ISPARTA ESK\u{130}"), keys("\u{130}stanbul Isparta eski"));
        assert_eq!(keys("ILIK"), keys("\u{131}l\u{131}k"));
        assert_eq!(keys("STRASSE"), keys("Stra\u{DF}e"));
        assert_eq!(keys("STRA\u{1E9E}E"), keys("strasse"));
    }

    #[test]
    fn where_every_word_has_a_capital_none_is_a_name() {
        let has_names = |text: &str| read(&[Some(text)], Some(Language::English)).flags.iter().any(|f| f.has(Flags::NAME));
        assert!(!has_names("The Gate Of The Harbour Was Shut For The Night After A Storm"));
        assert!(!has_names("The Gate of the Harbour Had Been Shut for the Night After What Was a Storm"));
        assert!(has_names("The Gate of the Harbour was shut for the Night after a Storm"));
        assert!(has_names("Orla Finch, Ines Falk, Bo Strand, Mira Stolz"));
    }

    #[test]
    fn spellings_are_one() {
        assert_eq!(keys("fertiliser harbour"), keys("fertilizer harbor"));
        assert_ne!(keys("four"), keys("for"));
    }

    #[test]
    fn offsets_point_into_the_raw_text() {
        let text = "\u{1F6A2} Na\u{308}her \u{5E9}\u{5DC}\u{5D5}\u{5DD} co\u{AD}op";
        let words = read(&[Some(text)], None);
        let raw: Vec<&str> = (0..words.len()).map(|i| &text[words.starts[i] as usize..words.ends[i] as usize]).collect();
        assert_eq!(raw, ["Na\u{308}her", "\u{5E9}\u{5DC}\u{5D5}\u{5DD}", "co\u{AD}op"]);
    }

    #[test]
    fn names_and_sentences() {
        let words = read(&[Some("Orla Finch left. The mayor thanked Finch. Finch smiled.")], Some(Language::English));
        let names: Vec<bool> = words.flags.iter().map(|f| f.has(Flags::NAME)).collect();
        assert_eq!(names, [false, true, false, false, false, false, true, true, false]);
        assert_eq!(words.sentence(4), 3..7);
    }

    #[test]
    fn block_quotations_are_quoted_unless_they_are_most_of_the_text() {
        let blocks = ["one two three", "\u{201C}four\u{201D} five", "six"];
        let quoted = |quotations: &[bool]| {
            let words = Cut::of(blocks.into_iter().map(Some)).read(None, quotations);
            words.flags.iter().map(|f| f.has(Flags::QUOTED)).collect::<Vec<_>>()
        };
        assert_eq!(quoted(&[]), [false, false, false, true, false, false]);
        assert_eq!(quoted(&[true, false]), [true, true, true, true, false, false]);
        assert_eq!(quoted(&[false, true, true]), [false, false, false, true, true, true]);
        assert_eq!(quoted(&[true, false, true]), [false, false, false, true, false, false], "four of six");
    }

    #[test]
    fn long_sentences_are_found_as_short_ones_are() {
        let lengths = [3, 1000, 255, 256, 257, 258, 1, 512, 700];
        let text: String = lengths.iter().map(|&words| format!("On{}. ", " on".repeat(words - 1))).collect();
        let words = read(&[Some(&text), Some(&text)], Some(Language::English));
        let mut start = 0;
        for length in lengths.into_iter().chain(lengths) {
            for at in start..start + length {
                assert_eq!(words.sentence(at), start..start + length);
            }
            start += length;
        }
        assert_eq!(start, words.len());
    }
}
