//! What became of the quotations that a block shares with its source.

use std::ops::Range;

use super::{Article, Match};
use crate::align::Piece;
use wherefrom_text::Flags;
use wherefrom_text::model::SpanKind;

/// A quotation whose share of words in the source is smaller is another quotation.
const RELATED: f32 = 0.5;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// The words between the marks differ from the source's.
    Words,
    /// The source has the words, but not as a quotation.
    Marks,
}

/// A quotation of the page that has words of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// Words of the page between the marks.
    pub page: Range<usize>,
    pub change: Option<Change>,
    /// The words of the source that it stands for, and whose match they are.
    pub source: Range<usize>,
    pub of: usize,
}

/// The quotations of `block`, given what became of its words, in order.
pub fn quotations(article: &Article<'_>, matches: &[Match], block: &Range<usize>, pieces: &[(usize, Piece)]) -> Vec<Quotation> {
    runs_of_quoted(article, block).into_iter().filter_map(|quoted| relate(matches, quoted, pieces)).collect()
}

fn runs_of_quoted(article: &Article<'_>, block: &Range<usize>) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut at = block.start;
    while at < block.end {
        let len = article.words.flags[at..block.end].iter().take_while(|f| f.has(Flags::QUOTED)).count();
        if len > 0 {
            runs.push(at..at + len);
        }
        at += len.max(1);
    }
    runs
}

fn relate(matches: &[Match], quoted: Range<usize>, pieces: &[(usize, Piece)]) -> Option<Quotation> {
    let from = pieces.partition_point(|(_, p)| p.page.end <= quoted.start);
    let inside = &pieces[from..];
    let inside = &inside[..inside.partition_point(|(_, p)| p.page.start < quoted.end)];
    let is_shared = |p: &Piece| matches!(p.kind, SpanKind::Same | SpanKind::Respelled);
    let of = inside.iter().find(|(_, p)| is_shared(p))?.0;
    let shared: usize = inside
        .iter()
        .filter(|(m, p)| *m == of && is_shared(p))
        .map(|(_, p)| p.page.end.min(quoted.end) - p.page.start.max(quoted.start))
        .sum();
    if (shared as f32) < RELATED * quoted.len() as f32 {
        return None;
    }
    // The source's words from the first to the last that stand for words of the quotation.
    let (mut from, mut to) = (usize::MAX, 0);
    let mut marks_missing = false;
    for (_, p) in inside.iter().filter(|(m, p)| *m == of && !p.source.is_empty()) {
        let source = clip(p, &quoted);
        let flags = &matches[of].source.words.flags[source.clone()];
        marks_missing |= is_shared(p) && flags.iter().any(|f| !f.has(Flags::QUOTED));
        from = from.min(source.start);
        to = to.max(source.end);
    }
    let same_words = inside.iter().all(|(m, p)| *m == of && is_shared(p)) && shared == quoted.len();
    let change = if !same_words {
        Some(Change::Words)
    } else if marks_missing {
        Some(Change::Marks)
    } else {
        None
    };
    Some(Quotation { page: quoted, change, source: from..to, of })
}

/// The source words of the part of a piece that lies in the quotation; of a piece that is not word for word, all.
fn clip(piece: &Piece, quoted: &Range<usize>) -> Range<usize> {
    if piece.page.len() != piece.source.len() {
        return piece.source.clone();
    }
    let from = quoted.start.saturating_sub(piece.page.start);
    let to = piece.page.end.saturating_sub(quoted.end);
    piece.source.start + from..piece.source.end - to
}
