//! The texts of several documents, decoded at once.
//!
//! Every symbol waits for the one before it, and each for looks into tables that the nearest caches do not hold. Symbols of
//! different documents need not wait for each other: a symbol of each in turn takes half the time of one document after the
//! other.

use super::bits::BitReader;
use super::ranks::Ranks;
use super::vocabulary::Vocabulary;
use crate::records::{LANGUAGE_BITS, most_text};
use wherefrom_text::lexicon::Language;
use wherefrom_text::order;

/// The blocks of a record as the vocabulary has them.
#[derive(Debug)]
pub struct Coded {
    pub language: Option<Language>,
    /// By block.
    pub furniture: Vec<bool>,
    pub texts: Ranks,
}

/// Documents at a time: what a processor sees coming is some hundred instructions, and a symbol takes less than half of that.
const LANES: usize = 3;

/// Symbols of a document between two looks at whether it has too many.
const ROUNDS: u32 = 1 << 16;

/// A document that is being decoded.
struct Lane<'a> {
    bits: BitReader<'a>,
    coded: Coded,
    /// Blocks that are not begun.
    blocks: u32,
    context: u8,
    /// Symbols, at most.
    most: usize,
    is_whole: bool,
}

impl<'a> Lane<'a> {
    fn new(blocks: &'a [u8]) -> Lane<'a> {
        let mut bits = BitReader::new(blocks);
        let language = Language::numbered(bits.take(LANGUAGE_BITS));
        let mut coded = Coded { language, furniture: Vec::new(), texts: Ranks::default() };
        // A symbol takes ten bits or so.
        coded.texts.ranks.reserve(blocks.len());
        Lane { bits, coded, blocks: 0, context: 0, most: most_text(blocks.len()), is_whole: false }
    }

    /// Whether there is something to decode; `None` where the document is damaged.
    fn begin(&mut self, vocabulary: &Vocabulary) -> Option<bool> {
        // Each takes two bits at least.
        self.blocks = self.bits.take_gamma()?;
        Some(self.begin_block(vocabulary))
    }

    fn begin_block(&mut self, vocabulary: &Vocabulary) -> bool {
        let Some(left) = self.blocks.checked_sub(1) else { return false };
        self.blocks = left;
        self.coded.furniture.push(self.bits.take(1) == 1);
        self.context = vocabulary.start();
        true
    }

    /// Decodes one symbol: whether there are more.
    #[inline]
    fn step(&mut self, vocabulary: &Vocabulary) -> Option<bool> {
        Some(vocabulary.step(&mut self.context, &mut self.bits, &mut self.coded.texts)? || self.begin_block(vocabulary))
    }
}

/// The blocks of documents, in their order; `None` for one that is damaged.
pub fn decode(documents: &[&[u8]], vocabulary: &Vocabulary) -> Vec<Option<Coded>> {
    let mut lanes: Vec<Lane<'_>> = documents.iter().map(|blocks| Lane::new(blocks)).collect();
    // The longest last, which are taken first, so that none is left to be decoded alone.
    let mut waiting: Vec<u64> = (0..).zip(documents).map(|(number, blocks)| (blocks.len() as u64) << 32 | number).collect();
    order::sort_longs(&mut waiting);
    let mut open: Vec<usize> = Vec::with_capacity(LANES);
    for round in 1u32.. {
        // Now and then: a symbol is a byte of text or more, or the end of a block, and a hostile record has no end of them.
        if round.is_multiple_of(ROUNDS) {
            open.retain(|&number| lanes[number].coded.texts.ranks.len() <= lanes[number].most + lanes[number].coded.furniture.len());
        }
        while open.len() < LANES
            && let Some(entry) = waiting.pop()
        {
            let number = entry as u32 as usize;
            let goes_on = lanes[number].begin(vocabulary);
            lanes[number].is_whole = goes_on == Some(false);
            if goes_on == Some(true) {
                open.push(number);
            }
        }
        if open.is_empty() {
            break;
        }
        open.retain(|&number| {
            let goes_on = lanes[number].step(vocabulary);
            lanes[number].is_whole = goes_on == Some(false);
            goes_on == Some(true)
        });
    }
    lanes.into_iter().map(|lane| lane.is_whole.then_some(lane.coded)).collect()
}
