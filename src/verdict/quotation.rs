//! What became of the quotations that a block shares with its source.

use std::ops::Range;

use super::{Article, Match};
use crate::align::Piece;
use crate::align::quoted::{self, is_quoted};
use wherefrom_text::Flags;
use wherefrom_text::order;

/// A quotation whose share of words in the source is smaller is another quotation.
const RELATED: f32 = 0.5;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// The words between the marks differ from the source's.
    Words,
    /// The source has the words, but not as a quotation.
    Marks,
    /// One of the two quotes what the other tells in indirect speech.
    Indirect,
}

/// A quotation that page and source have, on one side perhaps as indirect speech.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// The words of the page: those between its marks, or those that it tells.
    pub page: Range<usize>,
    pub change: Option<Change>,
    /// The words of the source that it stands for, and whose match they are.
    pub source: Range<usize>,
    pub of: usize,
}

/// The quotations of `block`, given what became of its words, in order.
pub fn quotations(article: &Article<'_>, matches: &[Match], block: &Range<usize>, pieces: &[(usize, Piece)]) -> Vec<Quotation> {
    let quoted = runs_of_quoted(article, block).into_iter().filter_map(|quoted| relate(matches, quoted, pieces));
    let mut quotations: Vec<Quotation> = quoted.chain(told_indirectly(article, matches, pieces)).collect();
    order::sort_by_key(&mut quotations, |q| q.page.start);
    quotations
}

/// Quotations of the sources that the page tells without marks.
fn told_indirectly(article: &Article<'_>, matches: &[Match], pieces: &[(usize, Piece)]) -> Vec<Quotation> {
    let mut told: Vec<(Quotation, usize)> = Vec::new();
    for (of, piece) in pieces.iter().filter(|(_, piece)| piece.kind.is_shared()) {
        let theirs = &matches[*of].source.words;
        let words = piece.page.clone().zip(piece.source.clone());
        for (page, source) in words.filter(|(page, source)| !is_quoted(article.words, *page) && is_quoted(theirs, *source)) {
            match told.last_mut().filter(|(q, _)| q.of == *of && q.source.contains(&source) && page >= q.page.end) {
                Some((quotation, shared)) => {
                    quotation.page.end = page + 1;
                    *shared += 1;
                }
                None => {
                    let source = quoted::quotation(theirs, source);
                    told.push((Quotation { page: page..page + 1, change: Some(Change::Indirect), source, of: *of }, 1));
                }
            }
        }
    }
    let is_most = |(quotation, shared): &(Quotation, usize)| *shared as f32 >= RELATED * quotation.source.len() as f32;
    let is_whole = |told: &(Quotation, usize)| told.1 >= quoted::WHOLE_WORDS && is_most(told);
    told.into_iter().filter(is_whole).map(|(quotation, _)| quotation).collect()
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
    let of = inside.iter().find(|(_, p)| p.kind.is_shared())?.0;
    let shared: usize = inside
        .iter()
        .filter(|(m, p)| *m == of && p.kind.is_shared())
        .map(|(_, p)| p.page.end.min(quoted.end) - p.page.start.max(quoted.start))
        .sum();
    if (shared as f32) < RELATED * quoted.len() as f32 {
        return None;
    }
    // The source's words from the first to the last that stand for words of the quotation.
    let (mut from, mut to) = (usize::MAX, 0);
    // Of the shared words, how many the source does not quote.
    let mut unquoted = 0;
    for (_, p) in inside.iter().filter(|(m, p)| *m == of && !p.source.is_empty()) {
        let source = clip(p, &quoted);
        let flags = &matches[of].source.words.flags[source.clone()];
        unquoted += if p.kind.is_shared() { flags.iter().filter(|f| !f.has(Flags::QUOTED)).count() } else { 0 };
        from = from.min(source.start);
        to = to.max(source.end);
    }
    let same_words = inside.iter().all(|(m, p)| *m == of && p.kind.is_shared()) && shared == quoted.len();
    let change = match (same_words, unquoted) {
        (true, 0) => None,
        (true, _) => Some(Change::Marks),
        (false, _) if 2 * unquoted >= shared => Some(Change::Indirect),
        (false, _) => Some(Change::Words),
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
