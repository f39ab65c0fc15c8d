//! Tags: the agency in the dateline, in brackets of its own, or at the end.

use std::ops::Range;

use wherefrom_text::lexicon::is_function;

use super::lists::{self, Role};
use super::mention::{Border, SIGNATURE_WORDS, around, border, is_label, left, right};
use super::names::{Kind, Place, is_article};
use super::words::Words;

/// Words before a tag in the dateline: places, a day.
const DATELINE_WORDS: usize = 10;
/// The same in scripts without capitals, where any word would do.
const DATELINE_WORDS_UNCASED: usize = 4;

/// Whether the name signs the text: in the dateline, at the end, or in brackets of its own. Who reprints a text keeps such a tag as
/// its credit, so it counts where the source has it too.
pub fn is_tag(text: &Words<'_>, place: &Place) -> bool {
    let name = &place.words;
    opens(text, place) || signs(text, name)
}

fn opens(text: &Words<'_>, place: &Place) -> bool {
    let name = &place.words;
    let first = &text.words[name.start];
    if first.is_spaceless() {
        let [before, behind] = around(text, name);
        let opened = before.trim_start().strip_prefix(['【', '（', '(', '［', '[']);
        let closed = behind.starts_with(['】', '）', ')', '］', ']']);
        return text.text.trim_start().starts_with(before.trim_start())
            && (before.trim().is_empty() && lists::stands_in(behind, Role::Label) || opened.is_some() && closed);
    }
    let is_dateline = |at: usize| {
        let word = &text.words[at];
        word.has_capital()
            || at > 0
                && (text.words[at - 1].is_number() || at > 1 && text.words[at - 2].is_number() && is_function(&text.words[at - 1].normal))
            || in_brackets(text, name).is_some_and(|group| group.contains(&at))
    };
    let cased = first.has_case();
    if name.start > if cased { DATELINE_WORDS } else { DATELINE_WORDS_UNCASED } || !(0..name.start).all(is_dateline) {
        return false;
    }
    if in_brackets(text, name).is_some() {
        return !is_definition(text, name);
    }
    let only = name.start == 0;
    match (left(text, name), right(text, name)) {
        (Border::Edge, Border::Stroke) if only => true,
        (Border::Edge, Border::Colon) if only => name.len() > 1 || place.kind == Kind::Initials,
        (Border::Stroke | Border::Stop | Border::Comma, Border::Stroke) | (Border::Stroke | Border::Stop, Border::Stop | Border::Colon) => {
            cased && !only
        }
        _ => false,
    }
}

/// The words in the brackets that a name stands in, where they are a tag: names, labels, a day.
pub fn in_brackets(text: &Words<'_>, name: &Range<usize>) -> Option<Range<usize>> {
    const OPEN: &[char] = &['(', '[', '（', '【', '［'];
    const CLOSE: &[char] = &[')', ']', '）', '】', '］'];
    let from = (name.start.saturating_sub(SIGNATURE_WORDS)..=name.start).rev().find(|&at| text.gap_before(at).contains(OPEN))?;
    let to = (name.end - 1..(name.end + SIGNATURE_WORDS).min(text.words.len())).find(|&at| text.gap_behind(at).contains(CLOSE))?;
    let closed_before = (from..name.start).any(|at| text.gap_behind(at).contains(CLOSE));
    let is_tag = |at: usize| {
        let word = &text.words[at];
        name.contains(&at)
            || is_article(&word.normal)
            || is_label(text, at)
            || (word.has_case() && word.has_capital())
            || word.is_number()
            || {
                // Tags in small letters: "(dpa/lno)".
                let beside = [text.gap_before(at), text.gap_behind(at)];
                beside.iter().any(|gap| gap.contains(['/', ',']))
            }
    };
    (!closed_before && (from..=to).all(is_tag)).then_some(from..to + 1)
}

/// "World Health Organization (WHO)" says what the letters mean.
pub fn is_definition(text: &Words<'_>, name: &Range<usize>) -> bool {
    let initials: Vec<char> = text.words[name.start].normal.chars().collect();
    let before = name.start.checked_sub(initials.len()).map(|from| &text.words[from..name.start]);
    name.len() == 1
        && initials.len() > 1
        && before.is_some_and(|words| words.iter().zip(&initials).all(|(word, initial)| word.normal.starts_with(*initial)))
}

fn signs(text: &Words<'_>, name: &Range<usize>) -> bool {
    let closing = in_brackets(text, name);
    if closing.as_ref().map_or(name.end, |group| group.end) != text.words.len() {
        return false;
    }
    if closing.is_some() {
        return !is_definition(text, name);
    }
    // The words behind the last sentence.
    let from = (name.start.saturating_sub(SIGNATURE_WORDS)..=name.start).rev().find(|&at| {
        at == 0
            || border(text.gap_before(at), false) == Border::Stop
            || text.gap_before(at).trim_start().starts_with(['.', '!', '?', '”', '»', '"', '。'])
    });
    let from = from.unwrap_or(0);
    let short = name.start - from < SIGNATURE_WORDS && from > 0;
    let marked = text.gap_before(from).contains(['—', '–', '-', '/', '|', '©', '(']) || is_label(text, from);
    let is_name =
        |at: usize| name.contains(&at) || is_label(text, at) || text.words[at].has_capital() || is_function(&text.words[at].normal);
    short && marked && (from..name.start).all(is_name)
}
