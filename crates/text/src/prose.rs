//! What one block looks like by itself: prose, furniture, or something that its neighbours have to tell.

use crate::marks::closes_behind_sentence;
use crate::normal::{is_invisible, is_spaceless};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    Prose,
    /// A whole sentence of few words ("Nobody came.", "Read more here."): its place tells.
    Sentence,
    /// A headline or half a paragraph: its neighbours tell.
    Unsure,
    Furniture,
}

/// Up to this many words without an end of sentence are a label ("Latest stories", "9 minutes -").
const LABEL_WORDS: usize = 4;
/// From this many words on a block is prose even without an end of sentence; headlines are shorter.
const LONG_WORDS: usize = 28;
/// A sentence of fewer words is left to its neighbours ("Read more here.", but also "Nobody came.").
const SENTENCE_WORDS: usize = 6;

/// The look of a text of so many words.
pub fn look(text: &str, words: usize) -> Look {
    let ended = ends_a_sentence(text);
    match words {
        0 => Look::Furniture,
        LONG_WORDS.. => Look::Prose,
        SENTENCE_WORDS.. if ended => Look::Prose,
        _ if ended => Look::Sentence,
        1..=LABEL_WORDS => Look::Furniture,
        _ => Look::Unsure,
    }
}

/// Words, as far as white space tells them; in scripts without spaces two characters count as one.
pub fn count_words(text: &str) -> usize {
    count_words_to(text, usize::MAX)
}

/// The same, but no further than to more than so many words.
pub fn count_words_to(text: &str, most: usize) -> usize {
    let (mut words, mut characters) = (0, 0);
    for chunk in text.split_whitespace() {
        if words + characters / 2 > most {
            break;
        }
        if chunk.is_ascii() {
            words += usize::from(chunk.bytes().any(|b| b.is_ascii_alphanumeric()));
            continue;
        }
        let spaceless = chunk.chars().filter(|c| is_spaceless(*c)).count();
        characters += spaceless;
        words += usize::from(spaceless == 0 && chunk.chars().any(char::is_alphanumeric));
    }
    words + characters / 2
}

/// Whether the text ends as a sentence does, behind any closing marks and brackets, or with a sentence and who signs it: "… at dawn.
/// (AP)", "… at dawn. — Tern".
fn ends_a_sentence(text: &str) -> bool {
    is_end(text) || signature(text).is_some_and(|at| is_end(&text[..at]))
}

/// Words of those who sign a text.
const SIGNATURE_WORDS: usize = 4;
/// And their letters, in scripts without spaces too.
const SIGNATURE_BYTES: usize = 48;

/// Where the last few words begin, if they stand in brackets or behind a dash.
fn signature(text: &str) -> Option<usize> {
    let text = text.trim_end();
    let brackets = [('(', ')'), ('[', ']'), ('\u{FF08}', '\u{FF09}'), ('\u{3010}', '\u{3011}')];
    let bracket = brackets.iter().find(|(_, close)| text.ends_with(*close)).and_then(|(open, _)| text.rfind(*open));
    let at = bracket.or_else(|| text.rfind(['\u{2014}', '\u{2013}', '\u{2015}', '/', '-', '|']))?;
    (text.len() - at <= SIGNATURE_BYTES && (1..=SIGNATURE_WORDS).contains(&count_words(&text[at..]))).then_some(at)
}

fn is_end(text: &str) -> bool {
    let body = text.trim_end_matches(|c: char| c.is_whitespace() || is_invisible(c) || closes_behind_sentence(c));
    body.ends_with(['.', '!', '?', '\u{2026}', ':', ';', '\u{3002}', '\u{FF01}', '\u{FF1F}', '\u{964}', '\u{61F}', '\u{6D4}'])
}

/// A line of a corpus document with so few words and no end of a sentence is a label.
const LINE_LABEL_WORDS: usize = 2;

/// Whether a line of a corpus document's plain text is prose. The text is an article's already, so only labels ("Latest
/// stories") are furniture: headlines and sentences without a full stop are searched too.
pub fn is_prose(line: &str) -> bool {
    let words = count_words_to(line, LINE_LABEL_WORDS);
    words > LINE_LABEL_WORDS || look(line, words) != Look::Furniture
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks() {
        let of = |text: &str| look(text, count_words(text));
        assert_eq!(of("The ferry ran aground at dawn off Skarn Head."), Look::Prose);
        assert_eq!(of("\u{201C}Nobody was hurt and the hull is sound.\u{201D}"), Look::Prose);
        assert_eq!(of("The ferry ran aground at dawn off Skarn Head. (AP)"), Look::Prose);
        assert_eq!(of("The ferry ran aground at dawn off Skarn Head. \u{2014} The Tern"), Look::Prose);
        assert_eq!(of("The ferry off Skarn Head (picture by the coastguard)"), Look::Unsure);
        assert_eq!(of("18 minutes -"), Look::Furniture);
        assert_eq!(of("Latest stories"), Look::Furniture);
        assert_eq!(of("Council backs plan for new harbour wall after storm"), Look::Unsure);
        assert_eq!(of("渡船今晨在港口附近搁浅，无人受伤。"), Look::Prose);
    }
}
