//! What is told of a block beside its verdict: the pieces that it shares with its sources, and their counts.

use std::cmp::Reverse;
use std::ops::Range;

use super::rules::{Judged, shared_in};
use super::{Article, Match};
use crate::align::quoted::is_quoted;
use crate::align::rewording::Link;
use crate::align::{Pair, Passage, Piece, pieces};
use wherefrom_text::date::publication_order;
use wherefrom_text::model::{SpanKind, Verdict};
use wherefrom_text::order;
use wherefrom_text::{Flags, Words};

/// A document that shares this much of what the block's source shares is told as having it too.
const ALSO_SHARE: f32 = 0.5;
/// A second source inside a block has at least so many words that the first has not.
const SECOND_SOURCE_WORDS: usize = 5;

/// `used` says of every word of every match whether the page has it.
pub fn describe(
    article: &Article<'_>,
    matches: &[Match],
    used: &[Vec<bool>],
    block: &Range<usize>,
    main: usize,
    verdict: Verdict,
) -> Judged {
    let own = shared_in(&matches[main], block);
    let label = |m: usize, passages: &[Passage]| {
        let texts = Pair { page: article.words, page_blocks: article.texts, source: &matches[m].source };
        pieces(&texts, passages, &used[m], block).into_iter().map(move |piece| (m, piece))
    };
    let mut labelled: Vec<(usize, Piece)> = label(main, matches[main].in_block(block)).collect();
    // Where only the spelling differs the block is modified all the same.
    let verdict = match verdict {
        Verdict::Copied if labelled.iter().any(|(_, p)| !p.page.is_empty() && p.kind != SpanKind::Same) => Verdict::Modified,
        verdict => verdict,
    };
    let mut judged = Judged::plain(verdict, block.len());
    judged.sources.push(main);
    for (number, other) in matches.iter().enumerate().filter(|(number, _)| *number != main) {
        let shared = shared_in(other, block);
        if shared == 0 {
            continue;
        }
        let fresh: Vec<Passage> = other.in_block(block).iter().filter(|p| !overlaps(&labelled, &p.page())).cloned().collect();
        let fresh_words: usize = fresh.iter().map(Passage::shared).sum();
        if fresh_words >= SECOND_SOURCE_WORDS && verdict != Verdict::Copied {
            labelled.retain(|(_, p)| !fresh.iter().any(|f| p.page.start < f.page().end && f.page().start < p.page.end));
            labelled.extend(label(number, &fresh));
            order::sort_by_key(&mut labelled, |(_, p)| (p.page.start, p.page.end));
            let mut end = 0;
            labelled.retain(|(_, p)| {
                let free = p.page.start >= end;
                end = end.max(p.page.end);
                free
            });
            judged.sources.push(number);
        } else if shared as f32 >= ALSO_SHARE * own as f32 {
            judged.also_in.push(number);
        }
    }
    if verdict == Verdict::Modified {
        add_reworded(article, &mut judged, &mut labelled, matches[main].links_in(block).map(|l| (main, l)), block);
    }
    if verdict == Verdict::Quoted {
        let inside = |(m, piece): (usize, Piece)| {
            inside_quotation(article, &matches[m].source.words, block, piece).into_iter().map(move |piece| (m, piece))
        };
        labelled = labelled.into_iter().flat_map(inside).collect();
    }
    judged.shared = labelled.iter().filter(|(_, p)| p.kind.is_shared()).map(|(_, p)| p.page.len()).sum();
    if verdict == Verdict::Copied {
        // The block is whole; what its source has around it is told as a cut, or not at all.
        labelled.retain(|(_, p)| !p.page.is_empty());
        let end = matches[main].in_block(block)[0].source().end;
        let sentence_end = matches[main].source.words.sentence(end - 1).end;
        // What the next block goes on with is not cut.
        judged.cut = used[main][end..sentence_end].iter().take_while(|used| !**used).count();
    }
    judged.pieces = labelled;
    judged
}

/// From this share of its words on in reworded sentences, a block that shares no runs is modified.
const REWORDED_SHARE: f32 = 0.5;

/// A block of which no words are shared in runs.
pub fn reworded_or_original(article: &Article<'_>, matches: &[Match], block: &Range<usize>) -> Judged {
    let mut judged = Judged::plain(Verdict::Original, block.len());
    let shared = |m: usize| matches[m].links_in(block).map(|l| l.shared).sum::<usize>();
    let rank = |m: usize| (Reverse(shared(m)), publication_order(matches[m].first_published(block)), matches[m].source.meta.id.as_str());
    let Some(main) = (0..matches.len()).filter(|&m| shared(m) > 0).min_by_key(|&m| rank(m)) else { return judged };
    let words: usize = matches[main].links_in(block).map(|l| l.page.len()).sum();
    if (words as f32) < REWORDED_SHARE * block.len() as f32 {
        return judged;
    }
    judged.verdict = Verdict::Modified;
    judged.sources.push(main);
    judged.also_in = (0..matches.len()).filter(|&m| m != main && shared(m) as f32 >= ALSO_SHARE * shared(main) as f32).collect();
    let mut pieces = Vec::new();
    add_reworded(article, &mut judged, &mut pieces, matches[main].links_in(block).map(|l| (main, l)), block);
    judged.pieces = pieces;
    judged
}

/// Puts in the sentences that are told in other words, where no piece says more of them. The pieces are in order, and no two of
/// them overlap; nor do the sentences.
fn add_reworded<'a>(
    article: &Article<'_>,
    judged: &mut Judged,
    pieces: &mut Vec<(usize, Piece)>,
    links: impl Iterator<Item = (usize, &'a Link)>,
    block: &Range<usize>,
) {
    let said = pieces.len();
    for (of, link) in links {
        let next = pieces[..said].partition_point(|(_, p)| p.page.end <= link.page.start);
        let free = pieces[..said].get(next).is_none_or(|(_, p)| link.page.end <= p.page.start);
        if free {
            pieces.push((of, Piece { kind: SpanKind::Reworded, page: link.page.clone(), source: link.source.clone() }));
            judged.reworded += 1;
        }
    }
    order::sort_by_key(pieces, |(_, p)| (p.page.start, p.page.end));
    judged.sentences = block.clone().filter(|&at| article.words.flags[at].has(Flags(Flags::SENTENCE.0 | Flags::BLOCK.0))).count();
}

/// The parts of a piece inside quotation marks, the page's or the source's: around a shared quotation the page's words are its own.
fn inside_quotation(article: &Article<'_>, source: &Words, block: &Range<usize>, piece: Piece) -> Vec<Piece> {
    let theirs = |at: usize| {
        piece.page.len() == piece.source.len() && at >= piece.page.start && is_quoted(source, piece.source.start + at - piece.page.start)
    };
    let quoted = |at: usize| block.contains(&at) && (article.words.flags[at].has(Flags::QUOTED) || theirs(at));
    if piece.page.is_empty() {
        let inside = piece.page.start > 0 && quoted(piece.page.start) && quoted(piece.page.start - 1);
        return if inside { vec![piece] } else { Vec::new() };
    }
    let word_for_word = piece.page.len() == piece.source.len();
    let mut parts = Vec::new();
    let mut at = piece.page.start;
    while at < piece.page.end {
        let len = (at..piece.page.end).take_while(|&i| quoted(i)).count();
        if len > 0 {
            let skipped = at - piece.page.start;
            let source =
                if word_for_word { piece.source.start + skipped..piece.source.start + skipped + len } else { piece.source.clone() };
            parts.push(Piece { kind: piece.kind, page: at..at + len, source });
        }
        at += len.max(1);
    }
    parts
}

/// Whether any words that are shared already lie in `page`.
fn overlaps(labelled: &[(usize, Piece)], page: &Range<usize>) -> bool {
    labelled.iter().any(|(_, p)| p.kind.is_shared() && p.page.start < page.end && page.start < p.page.end)
}
