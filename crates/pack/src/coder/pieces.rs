//! The pieces of a text: words, and the separators between them.

use std::borrow::Cow;

use wherefrom_text::words::pieces;

/// A text that is written, cut at its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CutText<'a> {
    pub text: &'a str,
    /// Where its words are: first byte and length.
    pub words: Cow<'a, [(u32, u32)]>,
}

impl<'a> CutText<'a> {
    /// Cuts a text where [`wherefrom_text::words`] does.
    pub fn of(text: &'a str) -> CutText<'a> {
        let mut words = Vec::new();
        pieces(text, |start, word| words.push((start as u32, word.len() as u32)));
        CutText { text, words: Cow::Owned(words) }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PieceKind {
    /// What stands between two words, unless it is a space; before the first and behind the last, unless it is nothing.
    Separator,
    Word,
}

/// A piece, and where it stands.
#[derive(Clone, Copy)]
pub struct Piece {
    pub kind: PieceKind,
    pub start: u32,
    pub len: u32,
}

/// Cuts a text at its words.
#[inline]
pub fn cut(block: &CutText<'_>, mut each: impl FnMut(Piece)) {
    let text = block.text.as_bytes();
    let mut end = 0;
    let mut usual: &[u8] = b"";
    for &(start, len) in block.words.iter() {
        let between = &text[end as usize..start as usize];
        if between != usual {
            each(Piece { kind: PieceKind::Separator, start: end, len: start - end });
        }
        each(Piece { kind: PieceKind::Word, start, len });
        end = start + len;
        usual = b" ";
    }
    if (end as usize) < text.len() {
        each(Piece { kind: PieceKind::Separator, start: end, len: text.len() as u32 - end });
    }
}
