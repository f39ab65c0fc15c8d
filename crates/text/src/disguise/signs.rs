//! Characters without a width of their own, and marks that are piled on letters.

use super::dressed::{is_european, styled};
use crate::normal::is_spaceless;

/// Takes no room, and no language is written with it where it stands: between two letters that `before` is the first of. Or is a letter
/// in a circle or a square, between two plain ones.
pub fn is_hiding(c: char, before: char, after: Option<char>) -> bool {
    let between_letters = is_european(before) && after.is_some_and(is_european);
    match c {
        // A capital before or behind it is that of a name, whose sign it is.
        '\u{24B6}'..='\u{24E9}' | '\u{1F130}'..='\u{1F189}' => before.is_ascii_lowercase() && after.is_some_and(|c| c.is_ascii_lowercase()),
        // Soft hyphens and, in German, non-joiners are for the printer.
        '\u{AD}' | '\u{200C}' => false,
        '\u{34F}' | '\u{61C}' | '\u{200B}' | '\u{200D}'..='\u{200F}' | '\u{202A}'..='\u{202E}' => between_letters,
        // Not those between: signs of functions and products, in formulas as TeX and MathML write them.
        '\u{2060}' | '\u{2065}'..='\u{2069}' | '\u{FEFF}' => between_letters,
        // Behind a letter in a square or a circle, how an emoji is drawn. Fillers that Korean posts have between their syllables.
        '\u{FE00}'..='\u{FE0F}' => between_letters && styled(before).is_none(),
        '\u{3164}' | '\u{FFA0}' => between_letters,
        // Variants of Chinese characters.
        '\u{E0100}'..='\u{E01EF}' => !is_spaceless(before),
        '\u{180B}'..='\u{180F}' => !matches!(before, '\u{1800}'..='\u{18AF}'),
        '\u{17B4}' | '\u{17B5}' => !matches!(before, '\u{1780}'..='\u{17FF}'),
        '\u{115F}' | '\u{1160}' => {
            !matches!(before, '\u{1100}'..='\u{11FF}') && !after.is_some_and(|c| matches!(c, '\u{1100}'..='\u{11FF}'))
        }
        _ => is_never_seen(c),
    }
}

/// Takes no room wherever it stands, and is in hardly any text.
fn is_never_seen(c: char) -> bool {
    matches!(c, '\u{206A}'..='\u{206F}' | '\u{3164}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// Characters without a width of their own that are left out of a word beside those that [`crate::normal::is_invisible`] tells.
pub fn is_left_out(c: char) -> bool {
    matches!(c, '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{E0100}'..='\u{E01EF}') || is_never_seen(c)
}

/// Marks over and under letters of any script. Letters of a language have up to three.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}')
}

pub const MOST_MARKS: usize = 3;

/// Lines through letters.
pub fn is_stroke(c: char) -> bool {
    matches!(c, '\u{334}'..='\u{338}' | '\u{20D2}' | '\u{20D3}' | '\u{20E5}'..='\u{20EB}')
}

/// The most marks that are piled on one letter.
pub fn most_marks(word: &str) -> usize {
    let mut marks = 0;
    let pile = |c| {
        marks = if is_mark(c) { marks + 1 } else { 0 };
        marks
    };
    word.chars().map(pile).max().unwrap_or(0)
}

/// Without strokes, and without the marks of letters that have too many.
pub fn without_marks(word: &str) -> String {
    let mut kept = String::with_capacity(word.len());
    let mut marks = 0;
    for c in word.chars() {
        if !is_mark(c) {
            marks = 0;
        } else {
            marks += 1;
            if marks > MOST_MARKS {
                let base = kept.trim_end_matches(is_mark).len();
                kept.truncate(base);
                continue;
            }
        }
        if !is_stroke(c) {
            kept.push(c);
        }
    }
    kept
}
