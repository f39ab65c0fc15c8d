//! What the characters of a text tell, and its first words.

use super::cues::cues;

/// Characters of a text that are looked at; what it is shows soon.
const LOOKED_AT: usize = 600;
/// Characters from its beginning that are looked through for cues.
const BEGINNING: usize = 160;

/// How many kinds of first and of last characters there are.
pub const BEGINS: usize = 8;
pub const ENDS: usize = 10;

/// Shares, from 0 to 1, and the kinds of its first and last character.
pub struct Text {
    pub begin: usize,
    pub end: usize,
    /// Of letters and digits, digits.
    pub digits: f32,
    /// Of letters, capitals.
    pub capitals: f32,
    /// Of words, those that begin with a small letter.
    pub small: f32,
    /// The families of what its beginning says, as bits.
    pub cues: u32,
}

impl Text {
    pub fn of(text: &str) -> Text {
        let text = text.trim();
        let (mut letters, mut digits, mut capitals, mut small, mut words) = (0u32, 0u32, 0u32, 0u32, 0u32);
        let mut inside = false;
        for c in text.chars().take(LOOKED_AT) {
            let is_letter = c.is_alphabetic();
            if is_letter {
                let is_capital = c.is_uppercase();
                letters += 1;
                capitals += u32::from(is_capital);
                words += u32::from(!inside);
                small += u32::from(!inside && !is_capital);
            } else if c.is_numeric() {
                digits += 1;
            }
            inside = is_letter || matches!(c, '\'' | '\u{2019}');
        }
        let share = |part: u32, of: u32| part as f32 / of.max(1) as f32;
        Text {
            begin: begin(text),
            end: end(text),
            digits: share(digits, letters + digits),
            capitals: share(capitals, letters),
            small: share(small, words),
            cues: cues(&beginning(text)),
        }
    }
}

/// In small letters.
fn beginning(text: &str) -> String {
    let end = text.char_indices().nth(BEGINNING).map_or(text.len(), |(at, _)| at);
    let text = &text[..end];
    if text.is_ascii() { text.to_ascii_lowercase() } else { text.chars().flat_map(char::to_lowercase).collect() }
}

fn begin(text: &str) -> usize {
    match text.chars().next() {
        None => 0,
        Some(c) if c.is_uppercase() => 1,
        Some(c) if c.is_lowercase() => 2,
        Some(c) if c.is_numeric() => 3,
        Some('"' | '\u{201C}' | '\u{2018}' | '\'' | '\u{AB}' | '\u{201E}') => 4,
        Some(c) if c.is_alphabetic() => 5,
        Some('\u{2022}' | '-' | '\u{2013}' | '\u{2014}' | '*' | '>' | '\u{BB}') => 6,
        Some(_) => 7,
    }
}

/// The kind of a text that ends with a letter, as headings and labels do.
pub const ENDS_IN_LETTER: usize = 5;

fn end(text: &str) -> usize {
    let closes = |c: char| c.is_whitespace() || matches!(c, '"' | '\u{201D}' | '\u{2019}' | '\'' | ')' | ']' | '\u{BB}');
    match text.trim_end_matches(closes).chars().next_back() {
        None => 0,
        Some('.' | '\u{3002}') => 1,
        Some('!' | '?' | '\u{FF01}' | '\u{FF1F}') => 2,
        Some(':' | ';') => 3,
        Some('\u{2026}') => 4,
        Some(',') => 6,
        Some(c) if c.is_numeric() => 7,
        Some(c) if c.is_alphabetic() => ENDS_IN_LETTER,
        Some('|' | '/' | '\u{203A}' | '>' | '\u{2192}') => 8,
        Some(_) => 9,
    }
}
