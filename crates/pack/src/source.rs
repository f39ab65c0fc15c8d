//! Documents ready to be aligned, and what builder and reader must see alike in them.

use std::sync::OnceLock;

use wherefrom_text::fingerprint;
use wherefrom_text::lexicon::Language;
use wherefrom_text::model::{self, Document, Metadata};
use wherefrom_text::stems::Stems;
use wherefrom_text::words::Cut;
use wherefrom_text::{Flags, Words};
use wherefrom_text::{order, prose};

/// The blocks of a document, and which of them are furniture.
pub fn blocks_of(text: &str) -> impl Iterator<Item = (&str, bool)> {
    model::blocks_of(text).map(|line| (line, !prose::is_prose(line)))
}

/// The keys of the content words of a text, sorted, each once. They are not stemmed: those that a rewording keeps are
/// names and numbers.
pub fn terms_of(words: &Words) -> Vec<u32> {
    let mut terms: Vec<u32> = content_of(words).collect();
    order::sort_numbers(&mut terms);
    terms.dedup();
    terms
}

/// The key of every content word of a text.
pub fn content_of(words: &Words) -> impl Iterator<Item = u32> {
    let light = Flags(Flags::FUNCTION.0 | Flags::FORMULA.0 | Flags::SYLLABLE.0);
    let content = words.keys.iter().zip(&words.flags).filter(move |(_, flags)| !flags.has(light));
    content.map(|(key, _)| fingerprint::key_of(*key))
}

/// The words of a document's blocks, some of which may be quotations as a whole. Builder and reader call this, so that both see the
/// same words. Those of furniture too: a sentence may run through a line that looks like a label.
pub fn words_of(blocks: &[(&str, bool)], quotations: &[bool], language: Option<&str>) -> Words {
    let cut = Cut::of(blocks.iter().map(|(text, _)| Some(*text)));
    let language = match language {
        Some(tag) => Language::from_tag(tag),
        None => cut.language(|block| !blocks[block].1),
    };
    cut.read(language, quotations)
}

/// A corpus document ready to be aligned with a page.
#[derive(Debug, Clone, Default)]
pub struct Source {
    pub meta: Metadata,
    pub blocks: Vec<SourceBlock>,
    /// Words of all blocks. Where `text_free`, the pack's hashes stand for their keys.
    pub words: Words,
    pub text_free: bool,
    /// Made when a page is first compared with it.
    stems: OnceLock<Stems>,
}

impl Source {
    /// The stems of the words; `None` in a text-free pack, which has no letters to find them by.
    pub fn stems(&self) -> Option<&Stems> {
        let text = |block: usize| self.blocks[block].text.as_deref().unwrap_or("");
        (!self.text_free).then(|| self.stems.get_or_init(|| Stems::of(&self.words, text)))
    }

    /// A document that is in no pack: its blocks, and which of them are furniture.
    pub fn from_blocks(meta: Metadata, blocks: &[(&str, bool)]) -> Source {
        Source::from_parts(meta, blocks, &[])
    }

    /// The same of a document as JSONL gives it.
    pub fn from_document(document: &Document) -> Source {
        Source::from_parts(document.metadata(), &blocks_of(&document.text).collect::<Vec<_>>(), &document.quotations())
    }

    fn from_parts(meta: Metadata, blocks: &[(&str, bool)], quotations: &[bool]) -> Source {
        let words = words_of(blocks, quotations, meta.language.as_deref());
        let quotations = quotations.iter().copied().chain(std::iter::repeat(false));
        let block =
            |(&(text, furniture), quotation): (&(&str, bool), bool)| SourceBlock { text: Some(text.to_owned()), furniture, quotation };
        let blocks = blocks.iter().zip(quotations).map(block).collect();
        Source::new(meta, blocks, words, false)
    }

    /// The document as JSONL gives it, where the text is there.
    pub fn to_document(&self) -> Document {
        let Metadata { id, title, url, publisher, author, published, language, revision_of, licence } = self.meta.clone();
        let text = self.blocks.iter().filter_map(|b| b.text.as_deref()).collect::<Vec<_>>().join("\n");
        let quoted_blocks = (0..).zip(&self.blocks).filter(|(_, block)| block.quotation).map(|(number, _)| number).collect();
        Document { id: Some(id), url, publisher, author, published, title, text, language, revision_of, licence, quoted_blocks }
    }

    pub fn new(meta: Metadata, blocks: Vec<SourceBlock>, words: Words, text_free: bool) -> Source {
        Source { meta, blocks, words, text_free, stems: OnceLock::new() }
    }
}

#[derive(Debug, Clone, Default)]
pub struct SourceBlock {
    /// `None` in a text-free pack.
    pub text: Option<String>,
    pub furniture: bool,
    /// Told to be a quotation as a whole; not kept in a text-free pack, whose words know it.
    pub quotation: bool,
}
