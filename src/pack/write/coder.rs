//! Writes texts in a vocabulary.

use rustc_hash::FxHashMap;

use super::prepare::TextBlock;
use crate::pack::bits::BitWriter;
use crate::pack::huffman::Encoder;
use crate::pack::vocabulary::{END, END_OF_SPELLING, SPELLED_SEPARATOR, SPELLED_WORD, Vocabulary};

/// A piece of a text.
pub enum Cut<'a> {
    Word(&'a str),
    /// What stands between two words, unless it is a space; before the first and behind the last, unless it is nothing.
    Separator(&'a str),
}

/// Cuts a text at its words.
pub fn cut(block: &TextBlock, mut each: impl FnMut(Cut<'_>)) {
    let text = block.text.as_str();
    let mut end = 0;
    let mut usual = "";
    for &(start, len) in &block.words {
        let start = start as usize;
        if &text[end..start] != usual {
            each(Cut::Separator(&text[end..start]));
        }
        end = start + len as usize;
        each(Cut::Word(&text[start..end]));
        usual = " ";
    }
    if end < text.len() {
        each(Cut::Separator(&text[end..]));
    }
}

pub struct Coder<'a> {
    symbols: [FxHashMap<&'a str, u16>; 2],
    longer: FxHashMap<(u16, u16), u16>,
    encoder: Encoder,
    letters: Encoder,
}

impl<'a> Coder<'a> {
    pub fn new(vocabulary: &'a Vocabulary) -> Coder<'a> {
        let base = vocabulary.base();
        Coder {
            symbols: vocabulary.symbols(),
            longer: vocabulary.phrases.iter().enumerate().map(|(at, &pair)| (pair, (base + at) as u16)).collect(),
            encoder: Encoder::new(&vocabulary.lengths),
            letters: Encoder::new(&vocabulary.spelling),
        }
    }

    /// Writes a text and its end.
    pub fn put(&self, text: &TextBlock, bits: &mut BitWriter) {
        // The longest phrase so far, not written yet.
        let mut phrase: Option<u16> = None;
        cut(text, |piece| {
            let (kind, string, spelled) = match piece {
                Cut::Separator(s) => (0, s, SPELLED_SEPARATOR),
                Cut::Word(w) => (1, w, SPELLED_WORD),
            };
            match self.symbols[kind].get(string) {
                Some(&symbol) => phrase = Some(self.lengthen(phrase, symbol, bits)),
                None => {
                    self.flush(phrase.take(), bits);
                    self.flush(Some(spelled), bits);
                    string.bytes().for_each(|b| self.letters.put(bits, usize::from(b)));
                    self.letters.put(bits, END_OF_SPELLING);
                }
            }
        });
        let last = self.lengthen(phrase, END, bits);
        self.flush(Some(last), bits);
    }

    /// The phrase with one symbol more, or that symbol, with the phrase written.
    fn lengthen(&self, phrase: Option<u16>, symbol: u16, bits: &mut BitWriter) -> u16 {
        phrase.and_then(|p| self.longer.get(&(p, symbol)).copied()).unwrap_or_else(|| {
            self.flush(phrase, bits);
            symbol
        })
    }

    fn flush(&self, symbol: Option<u16>, bits: &mut BitWriter) {
        if let Some(symbol) = symbol {
            self.encoder.put(bits, usize::from(symbol));
        }
    }
}
