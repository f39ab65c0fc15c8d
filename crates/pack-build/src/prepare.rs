//! A document made ready to be written: what does not depend on the other documents of its pack.

use std::borrow::Cow;
use std::ops::Range;

use wherefrom_pack::coder::CutText;
use wherefrom_pack::shingles::shingles;
use wherefrom_pack::source::{content_of, words_of};
use wherefrom_pack::{blocks_of, identity};
use wherefrom_text::Flags;
use wherefrom_text::distinct::Distinct;
use wherefrom_text::fingerprint;
use wherefrom_text::lexicon::Language;
use wherefrom_text::model::{Document, Metadata};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    /// The hash of the text, by which documents are ordered.
    pub hash: u64,
    pub meta: Metadata,
    /// Told or detected; not known in a text-free pack.
    pub language: Option<Language>,
    pub body: Body,
    /// Keys of fingerprints, of the id and of the URL.
    pub keys: Vec<u32>,
    /// Keys of the content words, each once, in no order; none in a text-free pack.
    pub terms: Vec<u32>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    Text(Text),
    Hashes(Hashes),
}

/// The text of a document, as it was told: its blocks are parts of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    text: String,
    blocks: Vec<Block>,
    /// Where the words of the blocks are, in their blocks: first byte and length.
    words: Vec<(u32, u32)>,
    /// Of each block whether it is a quotation as a whole; empty where none is told to be.
    quotations: Vec<bool>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Block {
    bytes: Range<usize>,
    words: Range<usize>,
    furniture: bool,
}

impl Text {
    /// The blocks, and whether each is furniture.
    pub fn blocks(&self) -> impl Iterator<Item = (CutText<'_>, bool)> {
        let cut = |block: &Block| CutText { text: &self.text[block.bytes.clone()], words: Cow::Borrowed(&self.words[block.words.clone()]) };
        self.blocks.iter().map(move |block| (cut(block), block.furniture))
    }

    /// The numbers of the blocks that are quotations as a whole.
    pub fn quotations(&self) -> impl Iterator<Item = u32> {
        (0..).zip(&self.quotations).filter(|(_, is_one)| **is_one).map(|(number, _)| number)
    }

    /// Bytes of its blocks.
    pub fn bytes(&self) -> usize {
        self.blocks.iter().map(|block| block.bytes.len()).sum()
    }
}

/// The words of a document of which only hashes are kept, as parallel columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hashes {
    pub blocks: Vec<HashedBlock>,
    /// Of the phrase that begins at each word.
    pub hashes: Vec<u8>,
    /// Of these only [`Flags::QUOTED`] and [`Flags::SENTENCE`] are kept.
    pub flags: Vec<Flags>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HashedBlock {
    pub words: Range<usize>,
    pub furniture: bool,
}

/// Bytes of a word in news prose, with the space before it.
const BYTES_A_WORD: usize = 6;

impl Prepared {
    /// About how much text it has; the same for a document and for what a text-free pack keeps of it.
    pub fn bytes(&self) -> usize {
        match &self.body {
            Body::Text(text) => text.bytes(),
            Body::Hashes(hashes) => hashes.hashes.len() * BYTES_A_WORD,
        }
    }

    /// `hash` is that of its content.
    pub fn new(document: Document, hash: u64, text_free: bool) -> Prepared {
        let meta = document.metadata_with(|| hash);
        let blocks: Vec<(&str, bool)> = blocks_of(&document.text).collect();
        let quotations = document.quotations();
        let words = words_of(&blocks, &quotations, meta.language.as_deref());
        let mut keys = fingerprint::select(&words);
        keys.extend(identity::keys(&meta));
        let language = words.language;
        if text_free {
            let block = |(words, &(_, furniture)): (Range<usize>, &(&str, bool))| HashedBlock { words, furniture };
            let blocks = words.block_ranges(blocks.len()).into_iter().zip(&blocks).map(block).collect();
            let hashes = shingles(&words.keys).into_iter().map(|hash| hash as u8).collect();
            let body = Body::Hashes(Hashes { blocks, hashes, flags: words.flags });
            return Prepared { hash, meta, language, body, keys, terms: Vec::new() };
        }
        let terms = Distinct::of(content_of(&words), words.len()).numbers().to_vec();
        let block = |(words, &(block, furniture)): (Range<usize>, &(&str, bool))| {
            let start = block.as_ptr().addr() - document.text.as_ptr().addr();
            Block { bytes: start..start + block.len(), words, furniture }
        };
        let blocks = words.block_ranges(blocks.len()).into_iter().zip(&blocks).map(block).collect();
        let words = words.starts.iter().zip(&words.ends).map(|(start, end)| (*start, end - start)).collect();
        let body = Body::Text(Text { text: document.text, blocks, words, quotations });
        Prepared { hash, meta, language, body, keys, terms }
    }
}
