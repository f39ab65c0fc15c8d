//! What became of every word of a passage: the same, respelled, replaced, inserted, dropped.

use std::ops::Range;

use super::{Passage, Run};
use crate::model::SpanKind;
use crate::pack::Source;
use crate::text::{Flags, Words, spelling, words::normalise};

/// Some words of the page and the words of the source that they stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub kind: SpanKind,
    /// Words of the page; empty for dropped words, which then stand before `page.start`.
    pub page: Range<usize>,
    /// Words of the source; empty for inserted words.
    pub source: Range<usize>,
}

/// Both sides with their letters, as far as they are there.
pub struct Texts<'a> {
    pub page: &'a Words,
    /// The raw text of each of the page's blocks.
    pub page_blocks: &'a [&'a str],
    pub source: &'a Source,
}

impl Texts<'_> {
    fn page_word(&self, at: usize) -> String {
        let text = self.page_blocks[self.page.blocks[at] as usize];
        normalise(&text[self.page.starts[at] as usize..self.page.ends[at] as usize]).into_owned()
    }

    fn source_word(&self, at: usize) -> Option<String> {
        let words = &self.source.words;
        let text = self.source.blocks[words.blocks[at] as usize].text.as_deref()?;
        Some(normalise(&text[words.starts[at] as usize..words.ends[at] as usize]).into_owned())
    }
}

/// From this share of a sentence's words on, the rest of the sentence is told as changed; below it the rest is the
/// page's own.
const SENTENCE_SHARE: f32 = 0.5;
/// Words missing at the edge of a sentence are told from this share on.
const EDGE_SHARE: f32 = 0.75;
/// More words of the source than this beside a passage are not what the page's words stand for.
const MAX_EDGE: usize = 30;

/// Labels the words of a block that holds `passages` (in the order of the page), all of one source.
pub fn pieces(texts: &Texts<'_>, passages: &[Passage], block: &Range<usize>) -> Vec<Piece> {
    let mut out = Vec::new();
    let runs: Vec<Run> = passages.iter().flat_map(|p| p.runs.iter().copied()).collect();
    for (number, passage) in passages.iter().enumerate() {
        let previous_end = if number == 0 { block.start } else { passages[number - 1].page().end };
        edge_before(texts, passage, previous_end, &runs, &mut out);
        for (at, run) in passage.runs.iter().enumerate() {
            if at > 0 {
                let last = passage.runs[at - 1];
                inner_gap(texts, last.page_end()..run.page, unclaimed(last.source_end()..run.source, &runs), &runs, &mut out);
            }
            label_run(texts, *run, &mut out);
        }
        let next_start = passages.get(number + 1).map_or(block.end, |next| next.page().start);
        edge_after(texts, passage, next_start, &runs, &mut out);
    }
    out.sort_by_key(|p| (p.page.start, p.page.end));
    // Words between two passages may be claimed from both sides: the first claim stands.
    let mut end = block.start;
    out.retain(|p| {
        let free = p.page.start >= end;
        end = end.max(p.page.end);
        free
    });
    out
}

/// The words between two runs of a passage. Where a sentence of the page ends among them they stand for nothing in the
/// source: they are told as inserted in a sentence that is mostly the source's, and are the page's own elsewhere.
fn inner_gap(texts: &Texts<'_>, page: Range<usize>, source: Range<usize>, runs: &[Run], out: &mut Vec<Piece>) {
    let opens = |words: &Words, at: usize| words.flags[at].has(Flags(Flags::SENTENCE.0 | Flags::BLOCK.0));
    // Where sentences begin or end on both sides at once, the words stand for each other.
    let both = |ours: usize, theirs: usize| opens(texts.page, ours) && !opens(&texts.source.words, theirs);
    let inside = (page.start + 1..page.end).filter(|&at| opens(texts.page, at));
    let borders: Vec<usize> = both(page.start, source.start)
        .then_some(page.start)
        .into_iter()
        .chain(inside)
        .chain(both(page.end, source.end).then_some(page.end))
        .collect();
    if page.is_empty() || borders.is_empty() {
        return label_gap(texts, page, source, out);
    }
    let ends = borders.iter().copied().chain([page.end]);
    let mut from = page.start;
    for to in ends {
        if from < to && shared_share(&texts.page.sentence(from), runs) >= SENTENCE_SHARE {
            label_gap(texts, from..to, source.start..source.start, out);
        }
        from = to;
    }
}

/// The longest part of `range` that no run draws on: words that were moved are not missing where they stood.
fn unclaimed(range: Range<usize>, runs: &[Run]) -> Range<usize> {
    let mut best = range.start..range.start;
    let mut at = range.start;
    while at < range.end {
        let len = (at..range.end).take_while(|&i| !claimed(i, runs)).count();
        if len > best.len() {
            best = at..at + len;
        }
        at += len.max(1);
    }
    best
}

/// Share of the page sentence around `at` that the runs hold.
fn shared_share(sentence: &Range<usize>, runs: &[Run]) -> f32 {
    let shared: usize = runs.iter().map(|r| r.page_end().min(sentence.end).saturating_sub(r.page.max(sentence.start))).sum();
    shared as f32 / sentence.len().max(1) as f32
}

/// The words between the start of the sentence (or the passage before) and the passage.
fn edge_before(texts: &Texts<'_>, passage: &Passage, previous_end: usize, runs: &[Run], out: &mut Vec<Piece>) {
    let (page, source) = (passage.page().start, passage.source().start);
    let sentence = texts.page.sentence(page);
    let share = shared_share(&sentence, runs);
    if share < SENTENCE_SHARE {
        return;
    }
    let from = sentence.start.max(previous_end);
    let source_from = texts.source.words.sentence(source).start.max(source.saturating_sub(MAX_EDGE));
    let free = unclaimed_before(source_from..source, runs);
    // Words between two passages stand for nothing in the source.
    let free = if from > sentence.start { source..source } else { free };
    if from < page || share >= EDGE_SHARE {
        label_gap(texts, from..page, free, out);
    }
}

/// The words between the passage and the end of the sentence (or the passage after).
fn edge_after(texts: &Texts<'_>, passage: &Passage, next_start: usize, runs: &[Run], out: &mut Vec<Piece>) {
    let (page, source) = (passage.page().end, passage.source().end);
    let sentence = texts.page.sentence(page - 1);
    let share = shared_share(&sentence, runs);
    if share < SENTENCE_SHARE {
        return;
    }
    let to = sentence.end.min(next_start);
    let source_to = texts.source.words.sentence(source - 1).end.min(source + MAX_EDGE);
    let free = unclaimed_after(source..source_to, runs);
    let free = if to < sentence.end { source..source } else { free };
    if page < to || share >= EDGE_SHARE {
        label_gap(texts, page..to, free, out);
    }
}

/// The part of `range`, from its end backwards, that no run draws on.
fn unclaimed_before(range: Range<usize>, runs: &[Run]) -> Range<usize> {
    let end = range.end;
    let start = range.rev().take_while(|&at| !claimed(at, runs)).last().unwrap_or(end);
    start..end
}

fn unclaimed_after(range: Range<usize>, runs: &[Run]) -> Range<usize> {
    let start = range.start;
    let end = range.take_while(|&at| !claimed(at, runs)).last().map_or(start, |at| at + 1);
    start..end
}

fn claimed(at: usize, runs: &[Run]) -> bool {
    runs.iter().any(|r| r.source <= at && at < r.source_end())
}

/// Equal words; those that are spelled in another way stand out. A piece never crosses a border of the source's blocks.
fn label_run(texts: &Texts<'_>, run: Run, out: &mut Vec<Piece>) {
    let mut start = 0;
    let kind_at = |i: usize| match texts.source_word(run.source + i) {
        Some(word) if word != texts.page_word(run.page + i) => SpanKind::Respelled,
        _ => SpanKind::Same,
    };
    let mut kind = kind_at(0);
    for i in 1..=run.len {
        let next = (i < run.len).then(|| kind_at(i));
        let border = i < run.len && texts.source.words.blocks[run.source + i] != texts.source.words.blocks[run.source + i - 1];
        if next != Some(kind) || border {
            out.push(Piece { kind, page: run.page + start..run.page + i, source: run.source + start..run.source + i });
            start = i;
            kind = next.unwrap_or(kind);
        }
    }
}

/// Words of the page that stand where the source has other words.
fn label_gap(texts: &Texts<'_>, page: Range<usize>, source: Range<usize>, out: &mut Vec<Piece>) {
    let kind = match (page.is_empty(), source.is_empty()) {
        (true, true) => return,
        (true, false) => SpanKind::Dropped,
        (false, true) => SpanKind::Inserted,
        (false, false) => {
            if let Some((i, j, count)) = respelled(texts, &page, &source) {
                label_gap(texts, page.start..i, source.start..j, out);
                out.push(Piece { kind: SpanKind::Respelled, page: i..i + count.0, source: j..j + count.1 });
                return label_gap(texts, i + count.0..page.end, j + count.1..source.end, out);
            }
            SpanKind::Replaced
        }
    };
    out.push(Piece { kind, page, source });
}

/// Gaps with more pairs of words than this are not searched for respelled words.
const MAX_PAIRS: usize = 144;

/// The first word of the gap that is a word of the source with a typing slip, or written in one word or two
/// ("cooperation", "co-operation"): its places and how many words it takes on either side.
fn respelled(texts: &Texts<'_>, page: &Range<usize>, source: &Range<usize>) -> Option<(usize, usize, (usize, usize))> {
    if page.len() * source.len() > MAX_PAIRS {
        return None;
    }
    let ours: Vec<String> = page.clone().map(|at| texts.page_word(at)).collect();
    let theirs: Vec<String> = source.clone().map(|at| texts.source_word(at)).collect::<Option<_>>()?;
    for i in 0..ours.len() {
        for j in 0..theirs.len() {
            let name = texts.page.flags[page.start + i].has(Flags::NAME) || texts.source.words.flags[source.start + j].has(Flags::NAME);
            if !name && spelling::is_slip(&ours[i], &theirs[j]) {
                return Some((page.start + i, source.start + j, (1, 1)));
            }
            if i + 1 < ours.len() && theirs[j] == format!("{}{}", ours[i], ours[i + 1]) {
                return Some((page.start + i, source.start + j, (2, 1)));
            }
            if j + 1 < theirs.len() && ours[i] == format!("{}{}", theirs[j], theirs[j + 1]) {
                return Some((page.start + i, source.start + j, (1, 2)));
            }
        }
    }
    None
}
