//! Words that are written so that a reader sees them and a program does not: with characters between their letters that take no room,
//! with letters of another script that look alike, in letters that Unicode has for mathematics, with marks piled on each other.
//!
//! Such words are compared as what a reader sees, and counted, so that a report can say that a page has them. What some language is
//! written with is no disguise: joiners in Persian and Hindi, vowel points, two marks on a Vietnamese letter, variants of Chinese
//! characters, a Greek letter in the name of a gene.
//!
//! Which letters look alike is told by the tables of Unicode (UTS #39), of which these are the letters that pass for an ASCII one at a
//! glance; all of them would be more than the engine may grow by.

use std::borrow::Cow;

use super::marks::is_apostrophe;
use super::normal::is_spaceless;

/// Takes no room, and no language is written with it where it stands: between two letters that `before` is the first of.
fn is_hiding(c: char, before: char, after: Option<char>) -> bool {
    let between_letters = is_european(before) && after.is_some_and(is_european);
    match c {
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

/// Characters without a width of their own that are left out of a word beside those that [`super::normal::is_invisible`] tells.
pub fn is_left_out(c: char) -> bool {
    matches!(c, '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{E0100}'..='\u{E01EF}') || is_never_seen(c)
}

/// Letters of the scripts that set nothing between the letters of a word.
pub fn is_european(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{2AF}' | '\u{370}'..='\u{52F}' | '\u{1E00}'..='\u{1FFF}') || styled(c).is_some()
}

/// Marks over and under letters of any script. Letters of a language have up to three.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}')
}

const MOST_MARKS: usize = 3;

/// Lines through letters.
fn is_stroke(c: char) -> bool {
    matches!(c, '\u{334}'..='\u{338}' | '\u{20D2}' | '\u{20D3}' | '\u{20E5}'..='\u{20EB}')
}

/// A letter of a set that is one ASCII letter in another dress: mathematical, circled, squared, small capital, full-width.
fn styled(c: char) -> Option<char> {
    let letter = |number: u32| char::from_u32(number);
    let of_26 = |first: u32, a: char| letter(u32::from(a) + u32::from(c) - first);
    match u32::from(c) {
        // Thirteen alphabets, capitals before small letters; digits in five sets.
        code @ 0x1D400..=0x1D6A3 => match (code - 0x1D400) % 52 {
            at @ 0..26 => letter(u32::from('A') + at),
            at => letter(u32::from('a') + at - 26),
        },
        code @ 0x1D7CE..=0x1D7FF => letter(u32::from('0') + (code - 0x1D7CE) % 10),
        0x24B6..=0x24CF => of_26(0x24B6, 'A'),
        0x24D0..=0x24E9 => of_26(0x24D0, 'a'),
        0x249C..=0x24B5 => of_26(0x249C, 'a'),
        0x1F110..=0x1F129 => of_26(0x1F110, 'A'),
        0x1F130..=0x1F149 => of_26(0x1F130, 'A'),
        0x1F150..=0x1F169 => of_26(0x1F150, 'A'),
        0x1F170..=0x1F189 => of_26(0x1F170, 'A'),
        0xFF21..=0xFF3A => of_26(0xFF21, 'A'),
        0xFF41..=0xFF5A => of_26(0xFF41, 'a'),
        _ => look_up(STYLED, c),
    }
}

/// Those of the mathematical alphabets that were there before, and small capitals.
const STYLED: &[(&str, &str)] = &[
    (
        "\u{2102}\u{210A}\u{210B}\u{210C}\u{210D}\u{210E}\u{2110}\u{2111}\u{2112}\u{2115}\u{2119}\u{211A}\u{211B}\u{211C}\u{211D}\u{2124}",
        "CgHHHhIILNPQRRRZ",
    ),
    ("\u{2128}\u{212C}\u{212D}\u{212F}\u{2130}\u{2131}\u{2133}\u{2134}\u{2139}\u{1D6A4}\u{1D6A5}", "ZBCeEFMoiij"),
    ("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz"),
];

/// Letters of other scripts that look like a Latin one: Cyrillic, Greek, Armenian.
const LATIN: &[(&str, &str)] = &[
    ("АВЕЅІЈКМНОРСТУХҺԀԚԜӀѴаеѕіјорсухһԁԛԝӏѵвкмнт", "ABESIJKMHOPCTYXHDQWIVaesijopcyxhdqwlvbkmht"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϳοϲανρικυτ", "ABEZHIKMNOPTYXCjocavpikut"),
    ("օսհյԼՕՏՍ", "ouhjLOSU"),
];
/// And Latin letters that look like one of these.
const CYRILLIC: &[(&str, &str)] = &[("ABESIJKMHOPCTYXaecopyxijs", "АВЕЅІЈКМНОРСТУХаесорухіјѕ")];
const GREEK: &[(&str, &str)] = &[("ABEZHIKMNOPTYXov", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧον")];

/// The character that stands in the second text where this one does in the first.
fn look_up(tables: &[(&str, &str)], c: char) -> Option<char> {
    tables.iter().find_map(|(from, to)| from.chars().zip(to.chars()).find(|(of, _)| *of == c).map(|(_, to)| to))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Greek,
    Armenian,
}

fn script(c: char) -> Option<Script> {
    match c {
        'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' if c != '\u{D7}' && c != '\u{F7}' => Some(Script::Latin),
        '\u{370}'..='\u{3FF}' => Some(Script::Greek),
        '\u{400}'..='\u{52F}' => Some(Script::Cyrillic),
        '\u{530}'..='\u{58F}' => Some(Script::Armenian),
        _ => None,
    }
}

/// In fewer small Latin letters a Greek one is a symbol: "TNFα", "μm".
const WORD_LETTERS: usize = 3;

/// Whether what is of another script stands where a language puts it: the ending that a Russian or Bulgarian gives a Latin name
/// ("SMSка", "Google’а"), the rest of a brand behind capitals ("VKонтакте"), a numeral behind a Russian word ("КиноXXI"), a Greek letter before or behind a Latin word
/// ("cosα").
fn is_grown(word: &str) -> bool {
    if let Some((stem, ending)) = word.rsplit_once(is_apostrophe) {
        return alike(stem).is_none() && alike(ending).is_none();
    }
    let of = |wanted: Script| move |c: &char| script(*c) == Some(wanted);
    let letters: Vec<char> = word.chars().filter(|c| script(*c).is_some()).collect();
    let (first, other) = match letters.first() {
        Some(c) if of(Script::Cyrillic)(c) => (Script::Cyrillic, Script::Latin),
        _ => (Script::Latin, Script::Cyrillic),
    };
    let stem = letters.iter().take_while(|c| of(first)(c)).count();
    let ending = &letters[stem..];
    let is_ending = !ending.is_empty() && ending.iter().all(of(other));
    let is_capital = stem >= 2 && letters[..stem].iter().all(|c| c.is_uppercase());
    let greek = letters.iter().filter(|c| of(Script::Greek)(c)).count();
    let at_an_end = letters.first().is_some_and(of(Script::Greek)) || letters.last().is_some_and(of(Script::Greek));
    stem >= 2 && is_ending && (ending.len() >= 2 || is_capital) || greek == 1 && at_an_end && letters.len() > 2
}

/// The letters that a word of more than one script is of, for whom the others look like theirs.
fn alike(word: &str) -> Option<&'static [(&'static str, &'static str)]> {
    let is_mixed = word.chars().filter_map(script).any(|other| word.chars().find_map(script) != Some(other));
    if !is_mixed || is_grown(word) {
        return None;
    }
    let scripts = || word.chars().filter_map(|c| Some((c, script(c)?)));
    let first = scripts().next()?.1;
    let other = scripts().find(|(_, script)| *script != first)?.1;
    let all_alike = |of: Script, tables: &[(&str, &str)]| {
        scripts().any(|(_, script)| script == of) && scripts().all(|(c, script)| script == of || look_up(tables, c).is_some())
    };
    let small = word.chars().filter(char::is_ascii_lowercase).count();
    let as_latin = all_alike(Script::Latin, LATIN) && (first != Script::Greek && other != Script::Greek || small >= WORD_LETTERS);
    let of = |wanted: Script| scripts().filter(|(_, script)| *script == wanted).count();
    let as_cyrillic = all_alike(Script::Cyrillic, CYRILLIC) && (!as_latin || of(Script::Cyrillic) > of(Script::Latin));
    let as_greek = all_alike(Script::Greek, GREEK) && of(Script::Greek) > of(Script::Latin);
    if as_cyrillic {
        Some(CYRILLIC)
    } else if as_greek {
        Some(GREEK)
    } else {
        as_latin.then_some(LATIN)
    }
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
    if seen.chars().any(|c| styled(c).is_some()) {
        seen = Cow::Owned(seen.chars().map(|c| styled(c).unwrap_or(c)).collect());
    }
    match alike(&seen) {
        Some(tables) => Cow::Owned(seen.chars().map(|c| look_up(tables, c).unwrap_or(c)).collect()),
        None => seen,
    }
}

/// The most marks that are piled on one letter.
fn most_marks(word: &str) -> usize {
    let mut marks = 0;
    let pile = |c| {
        marks = if is_mark(c) { marks + 1 } else { 0 };
        marks
    };
    word.chars().map(pile).max().unwrap_or(0)
}

/// Without strokes, and without the marks of letters that have too many.
fn without_marks(word: &str) -> String {
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

/// So many letters in another dress are no symbols of a formula.
const DRESSED_WORD: usize = 3;

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
    // Small capitals are phonetic signs too, and full-width letters are how Japanese and Chinese write Latin words.
    let dressed = || word.chars().filter(|c| styled(*c).is_some());
    let is_told = dressed().any(|c| !is_phonetic(c));
    let narrow = dressed().filter(|c| !matches!(c, '\u{FF21}'..='\u{FF5A}')).count();
    // One may be the sign before a name: ⓒ, Ⓡ.
    let undressed = word.chars().any(|c| c.is_ascii_alphabetic());
    is_told && (narrow >= DRESSED_WORD || undressed && narrow >= 2) || most_marks(word) > MOST_MARKS || alike(word).is_some()
}

fn is_phonetic(c: char) -> bool {
    matches!(c, 'ʙ' | 'ɢ' | 'ʜ' | 'ɪ' | 'ʟ' | 'ɴ' | 'ʀ' | 'ʏ')
}

#[cfg(test)]
mod tests {
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
}
