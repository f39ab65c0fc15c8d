//! One form of a word, however it is written.

use std::borrow::Cow;

use super::disguise;
use super::marks::is_apostrophe;
use super::unicode::{compose, lowercase};

/// Scripts that are written without spaces between words; UAX #29 gives their characters one by one.
pub fn is_spaceless(c: char) -> bool {
    matches!(u32::from(c),
        0x0E00..=0x0EFF           // Thai, Lao
        | 0x1000..=0x109F         // Myanmar
        | 0x1780..=0x17FF         // Khmer
        | 0x3040..=0x30FF         // Hiragana, Katakana
        | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF
        | 0x20000..=0x3FFFF)
}

/// Composed, lower case (ß is ss, as Unicode folds it), one apostrophe, without ligatures, full-width forms and invisible characters, without vowel
/// points and, in Greek, without accents, which capitals do not have. The two letters i of Turkish are one: their capitals, in a
/// word that may be of any language, are those of either.
///
/// Borrows when the word is already so.
pub fn normalise(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'\'') {
        return Cow::Borrowed(word);
    }
    if word.is_ascii() && !word.contains('`') {
        return Cow::Owned(word.to_ascii_lowercase());
    }
    let word = disguise::seen(word);
    let visible = word.chars().filter(|&c| !is_invisible(c) && !is_point(c)).flat_map(plain);
    let mut composed = String::with_capacity(word.len());
    let mut last: Option<char> = None;
    for c in visible {
        match last.and_then(|l| compose(l, c)) {
            Some(one) => last = Some(one),
            None => composed.extend(last.replace(c)),
        }
    }
    composed.extend(last);
    let mut lower = lowercase(&composed);
    if lower.contains(DOT_ABOVE) {
        lower = lower.replace(DOT_ABOVE, "i");
    }
    Cow::Owned(if lower.contains(is_greek) { lower.chars().map(plain_greek).collect() } else { lower })
}

/// What the Turkish capital i with its dot comes to in small letters.
const DOT_ABOVE: &str = "i\u{307}";

fn is_greek(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{3FF}')
}

/// Without accents, and one sigma.
fn plain_greek(c: char) -> char {
    match c {
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' => 'υ',
        'ώ' => 'ω',
        'ς' => 'σ',
        c => c,
    }
}

/// The compatibility forms that news text has: full-width letters, typographic ligatures, other apostrophes. The full
/// tables of NFKC, and those that decompose for NFC, would be a sixth of the Wasm's bytes.
fn plain(c: char) -> impl Iterator<Item = char> {
    let (first, rest) = match c {
        '\u{FF01}'..='\u{FF5E}' if c != '\u{FF07}' => (char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c), ""),
        c if is_apostrophe(c) => ('\'', ""),
        'ß' | 'ẞ' => ('s', "s"),
        'ı' => ('i', ""),
        '\u{FB00}' => ('f', "f"),
        '\u{FB01}' => ('f', "i"),
        '\u{FB02}' => ('f', "l"),
        '\u{FB03}' => ('f', "fi"),
        '\u{FB04}' => ('f', "fl"),
        '\u{FB05}' | '\u{FB06}' => ('s', "t"),
        c => (c, ""),
    };
    std::iter::once(first).chain(rest.chars())
}

/// Arabic and Hebrew vowel points and the stretch of Arabic: signs that may be written or left out.
fn is_point(c: char) -> bool {
    matches!(c, '\u{591}'..='\u{5BD}' | '\u{5BF}'..='\u{5C2}' | '\u{5C4}'..='\u{5C7}' | '\u{640}' | '\u{64B}'..='\u{652}' | '\u{670}')
}

/// Soft hyphens, joiners, marks of direction: characters that no reader sees.
pub fn is_invisible(c: char) -> bool {
    disguise::is_left_out(c)
        || matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}
