//! When shared words of a quotation show that it is the same one: the whole of it, or a whole sentence of it.

use std::ops::Range;

use wherefrom_text::{Flags, Words};

/// A whole quotation, or a whole sentence of one, has at least so many words; fewer are a name for something, or an echo.
pub const WHOLE_WORDS: usize = 5;

pub fn is_quoted(words: &Words, at: usize) -> bool {
    words.flags.get(at).is_some_and(|f| f.has(Flags::QUOTED))
}

/// Whether a quotation, or a sentence of one, begins with this word.
fn begins(words: &Words, at: usize) -> bool {
    is_quoted(words, at) && (at == 0 || !is_quoted(words, at - 1) || words.flags[at].has(Flags(Flags::SENTENCE.0 | Flags::BLOCK.0)))
}

/// Whether one ends before this word.
fn ends(words: &Words, end: usize) -> bool {
    end > 0 && is_quoted(words, end - 1) && (end >= words.len() || begins(words, end) || !is_quoted(words, end))
}

/// The longest part of a stretch that is one or more whole quotations or whole sentences of one, and nothing else.
pub fn whole_in(words: &Words, stretch: Range<usize>) -> Option<Range<usize>> {
    let mut best: Option<Range<usize>> = None;
    let mut at = stretch.start;
    while let Some(from) = (at..stretch.end).find(|&at| begins(words, at)) {
        let quoted = from + (from..stretch.end).take_while(|&at| is_quoted(words, at)).count();
        let to = (from + 1..=quoted).rev().find(|&end| ends(words, end));
        if let Some(to) = to.filter(|to| best.as_ref().is_none_or(|best| best.len() < to - from)) {
            best = Some(from..to);
        }
        at = quoted.max(from + 1);
    }
    best.filter(|best| best.len() >= WHOLE_WORDS)
}

/// The quotation that a word stands in.
pub fn quotation(words: &Words, at: usize) -> Range<usize> {
    let from = (0..at).rev().take_while(|&i| is_quoted(words, i)).last().unwrap_or(at);
    let to = (at..words.len()).take_while(|&i| is_quoted(words, i)).last().map_or(at, |last| last + 1);
    from..to
}

/// The sentences of a quotation that the words of a stretch stand in.
pub fn sentences(words: &Words, stretch: Range<usize>) -> Range<usize> {
    let from = (0..=stretch.start).rev().find(|&at| begins(words, at)).unwrap_or(stretch.start);
    let to = (stretch.end..=words.len()).find(|&end| ends(words, end)).unwrap_or(stretch.end);
    from..to
}
