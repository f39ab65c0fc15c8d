//! Words that are written so that a reader sees them and a program does not: with characters between their letters that take no room,
//! with letters of another script that look alike, in letters that Unicode has for mathematics, with marks piled on each other.
//!
//! Such words are compared as what a reader sees, and counted, so that a report can say that a page has them. What some language is
//! written with is no disguise: joiners in Persian and Hindi, vowel points, two marks on a Vietnamese letter, variants of Chinese
//! characters, a Greek letter in the name of a gene, the signs that stand before and behind names.
//!
//! | file | idea |
//! |---|---|
//! | `signs` | characters without a width, piled marks |
//! | `dressed` | letters of mathematics, in circles, in squares |
//! | `alike` | letters of other scripts |

mod alike;
mod dressed;
mod signs;

use std::borrow::Cow;

use alike::alike;
pub use dressed::is_european;
use dressed::{is_wide, undressed};
pub use signs::is_left_out;
use signs::{MOST_MARKS, is_hiding, is_stroke, most_marks, without_marks};

/// The character that stands in the second text where this one does in the first.
fn look_up(tables: &[(&str, &str)], c: char) -> Option<char> {
    tables.iter().find_map(|(from, to)| from.chars().zip(to.chars()).find(|(of, _)| *of == c).map(|(_, to)| to))
}

/// Whether a word has none of all this: most words beyond ASCII have letters of their language alone.
fn is_plain(word: &str) -> bool {
    word.chars().all(|c| c < '\u{250}' || c == '\u{2019}')
}

/// The word as a reader sees it, without what is [left out](is_left_out) of it later. Borrows where that is how it is written.
pub fn seen(word: &str) -> Cow<'_, str> {
    if is_plain(word) {
        return Cow::Borrowed(word);
    }
    let mut seen = Cow::Borrowed(word);
    if most_marks(word) > MOST_MARKS || word.contains(is_stroke) {
        seen = Cow::Owned(without_marks(word));
    }
    if undressed(&seen).any(|(_, letter)| letter.is_some()) {
        seen = Cow::Owned(undressed(&seen).map(|(c, letter)| letter.unwrap_or(c)).collect());
    }
    match alike(&seen) {
        Some(tables) => Cow::Owned(seen.chars().map(|c| look_up(tables, c).unwrap_or(c)).collect()),
        None => seen,
    }
}

/// So many letters in another dress are no symbols of a formula.
const DRESSED_WORD: usize = 3;
/// And beside plain letters so many.
const DRESSED_PART: usize = 2;

/// Whether a word is disguised.
pub fn is_disguised(word: &str) -> bool {
    if is_plain(word) {
        return false;
    }
    let mut before = ' ';
    let mut chars = word.chars().peekable();
    while let Some(c) = chars.next() {
        if is_hiding(c, before, chars.peek().copied()) {
            return true;
        }
        before = if is_left_out(c) || super::normal::is_invisible(c) { before } else { c };
    }
    // Small capitals are phonetic signs too, full-width letters those of other writing.
    let dressed = || undressed(word).filter_map(|(c, letter)| letter.map(|_| c));
    let is_told = dressed().any(|c| !is_phonetic(c));
    let narrow = dressed().filter(|c| !is_wide(*c)).count();
    let least = if word.contains(|c: char| c.is_ascii_alphabetic()) { DRESSED_PART } else { DRESSED_WORD };
    is_told && narrow >= least || most_marks(word) > MOST_MARKS || alike(word).is_some()
}

fn is_phonetic(c: char) -> bool {
    matches!(c, 'ʙ' | 'ɢ' | 'ʜ' | 'ɪ' | 'ʟ' | 'ɴ' | 'ʀ' | 'ʏ')
}

#[cfg(test)]
mod tests {
    use super::alike::{CYRILLIC, GREEK, LATIN};
    use super::dressed::STYLED;
    use super::*;
    use crate::words;

    fn keys(text: &str) -> Vec<u32> {
        words::read(&[Some(text)], None).keys
    }

    #[test]
    fn disguised_words_are_what_a_reader_sees() {
        let hidden = [
            "fe\u{200B}r\u{200B}\u{200B}ry",
            "fe\u{E0101}r\u{E01EF}ry",
            "ferry\u{E0061}\u{E007F}",
            "fe\u{206A}rr\u{206F}y",
            "fe\u{3164}rry",
            "fe\u{FFA0}rry",
            "fe\u{115F}\u{1160}rry",
            "fe\u{180B}rr\u{180E}y",
            "fe\u{FFF9}r\u{FFFA}r\u{FFFB}y",
            "fe\u{17B4}rr\u{17B5}y",
            "fe\u{2060}rry",
            "fe\u{202E}rry",
            "fe\u{301}\u{302}\u{303}\u{304}rry",
            "f\u{435}rry",
            "ferr\u{443}",
            "\u{1D41F}\u{1D41E}\u{1D42B}\u{1D42B}\u{1D432}",
            "\u{1D641}\u{1D640}\u{1D64D}\u{1D64D}\u{1D654}",
            "\u{24D5}\u{24D4}\u{24E1}\u{24E1}\u{24E8}",
            "ꜰᴇʀʀʏ",
        ];
        for word in hidden {
            assert_eq!(keys(word), keys("ferry"), "{word:?}");
            assert!(is_disguised(word), "{word:?}");
            assert_eq!(keys(&format!("The {word}, at dawn")), keys("The ferry, at dawn"), "{word:?}");
        }
        // One letter of another width is seen through, and no disguise: Japanese and Chinese mix them.
        assert_eq!(keys("f\u{FF45}rry"), keys("ferry"));
        assert_eq!(keys("f\u{336}e\u{336}r\u{336}r\u{336}y\u{336}"), keys("ferry"));
        // A Latin letter in a Russian word, a Cyrillic one in a Latin word.
        assert_eq!(keys("пapoм"), keys("паром"));
        assert_eq!(keys("oссasiоn"), keys("occasion"));
    }

    #[test]
    fn what_languages_are_written_with_is_no_disguise() {
        let words = [
            "ferry",
            "naïve",
            "паром",
            "όχι",
            "می\u{200C}خواهم",
            "क्\u{200D}ष",
            "סְפִינָה",
            "thuyề\u{323}n",
            "e\u{302}\u{301}",
            "葛\u{E0100}",
            "ＡＢＣ",
            "Auf\u{200C}lage",
            "co\u{AD}op",
            "TNFα",
            "NFκB",
            "μm",
            "\u{1D465}",
            "kɪŋ",
            "ferry\u{200E}",
            "한국어",
            "ᠮᠣᠩ\u{180B}ᠭᠣᠯ",
            "don\u{2019}t",
        ];
        for word in words {
            assert!(!is_disguised(word), "{word:?}");
        }
        // Words of one script stay what they are.
        assert_ne!(keys("соре"), keys("cope"));
        assert_eq!(keys("\u{17D2}ក\u{200B}ខ").len(), keys("\u{17D2}ក ខ").len());
    }

    #[test]
    fn offsets_are_those_of_the_raw_text() {
        let text = "The fe\u{200B}rry ran aground";
        let words = words::read(&[Some(text)], None);
        let raw: Vec<&str> = (0..words.len()).map(|i| &text[words.starts[i] as usize..words.ends[i] as usize]).collect();
        assert_eq!(raw, ["The", "fe\u{200B}rry", "ran", "aground"]);
    }

    #[test]
    fn tables_have_a_letter_for_each() {
        for (from, to) in [STYLED, LATIN, CYRILLIC, GREEK].concat() {
            assert_eq!(from.chars().count(), to.chars().count(), "{from}");
        }
    }

    #[test]
    fn what_languages_and_formulas_are_written_with_is_no_disguise() {
        for word in [
            "\u{24D2}AFP",
            "Brand\u{24C7}",
            "\u{24D2}GettyImages",
            "sin\u{2061}x",
            "a\u{2062}b",
            "Google\u{2019}\u{430}",
            "TikTok'\u{443}",
            "SMS\u{43A}\u{430}",
            "VIP\u{430}",
            "IMAX\u{430}",
            "VK\u{43E}\u{43D}\u{442}\u{430}\u{43A}\u{442}\u{435}",
            "cos\u{3B1}",
            "log\u{3C4}",
            "\u{41A}\u{438}\u{43D}\u{43E}XXI",
            "\u{3B1}Klotho",
            "Lyman\u{3B1}",
            "\u{1F170}\u{FE0F}\u{1F171}\u{FE0F}",
            "\u{2139}\u{FE0F}nfo",
            "\u{FF2E}\u{FF34}\u{FF34}docomo",
            "\u{C548}\u{B155}\u{3164}\u{D558}\u{C138}\u{C694}",
        ] {
            assert!(!is_disguised(word), "{word:?}");
        }
        for word in ["SMS\u{43A}\u{430}", "Google\u{2019}\u{430}", "cos\u{3B1}", "VK\u{43E}\u{43D}\u{442}\u{430}\u{43A}\u{442}\u{435}"] {
            assert_eq!(seen(word), word);
        }
        for word in [
            "ferr\u{443}",
            "p\u{430}ypal",
            "\u{421}OVID",
            "f\u{200B}erry",
            "fe\u{3164}rry",
            "\u{1D41F}\u{1D41E}\u{1D42B}\u{1D42B}\u{1D432}",
        ] {
            assert!(is_disguised(word), "{word:?}");
        }
    }

    /// Signs that people write before and behind names, and by themselves: copyright, trade marks, the Metro, information, blood groups.
    #[test]
    fn signs_are_no_letters_where_a_word_has_no_others_like_them() {
        for word in [
            "ⒸAFP",
            "ⓒAFP",
            "BrandⓇ",
            "brandⓡ",
            "Ⓡⓡ",
            "ⓂⓂ",
            "ⓜetro",
            "Ⓜ\u{FE0F}Sol",
            "ℹnfo",
            "ℹ\u{FE0F}nfo",
            "🅰🅱🅾🅿",
            "🅰\u{FE0F}🅱\u{FE0F}🅾\u{FE0F}🅿\u{FE0F}",
            "🅱ro",
            "ⓒⓇAFP",
        ] {
            assert_eq!(seen(word), word);
            assert!(!is_disguised(word), "{word:?}");
        }
        assert_eq!(keys("ⓒＡＦＰ"), keys("ⓒAFP"));
        assert_ne!(keys("ⓒAFP"), keys("cAFP"));
        // A credit that is set without a space.
        assert!(!is_disguised("PhotoⓒAFP"));
    }

    #[test]
    fn signs_between_letters_are_letters() {
        for word in ["feⓡry", "FEⓇRY", "ferⓡy", "fⓔrry", "feⓡⓡy", "f🄴rry", "ⓕⓔⓡⓡⓨ", "🅕🅔🅡🅡🅨", "fe\u{1D42B}ⓡy"]
        {
            assert_eq!(keys(word), keys("ferry"), "{word:?}");
        }
        assert_eq!(keys("ⓒⓞⓥⓔ"), keys("cove"));
        assert_eq!(keys("🅱🅰🆁🅶🅴"), keys("barge"));
        for word in ["feⓡry", "fⓔrry", "fe\u{200B}ⓡry", "ⓒⓞⓥⓔ", "🅱🅰🆁🅶🅴"] {
            assert!(is_disguised(word), "{word:?}");
        }
        // One letter of mathematics is a symbol, one small capital a sound.
        for word in ["sin𝑥dx", "kʀist", "ⓐnderson"] {
            assert!(!is_disguised(word), "{word:?}");
        }
    }
}
