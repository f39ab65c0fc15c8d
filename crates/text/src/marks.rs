//! The marks of quotations and the apostrophes, in one table: who looks for quotations, for the ends of sentences, or for what
//! stands in a word asks here.

/// A mark of quotation, and those that close what it opens; none where it only closes.
struct Mark {
    mark: char,
    closers: &'static str,
    /// Whether it stands behind what it closes, and so behind the full stop of a sentence, in some language.
    closes: bool,
    /// Whether it opens a quotation wherever it stands; others only where a word may begin.
    always_opens: bool,
}

const fn mark(mark: char, closers: &'static str, closes: bool, always_opens: bool) -> Mark {
    Mark { mark, closers, closes, always_opens }
}

/// What a single mark of English is closed by.
pub const SINGLE: &str = "'\u{2019}";

const MARKS: &[Mark] = &[
    mark('"', "\"\u{201D}", true, false),
    mark('\u{201C}', "\u{201D}\"", true, true),          // English “…”; closes German „…“
    mark('\u{201D}', "\u{201D}", true, false),           // Swedish, Finnish ”…”
    mark('\u{201E}', "\u{201C}\u{201D}\"", false, true), // German „…“, Polish „…”
    mark('\u{AB}', "\u{BB}", true, true),                // French, Spanish, Russian «…»
    mark('\u{BB}', "\u{AB}\u{BB}", true, false),         // Danish »…«, Swedish »…»
    mark('\'', SINGLE, true, false),
    mark('\u{2018}', SINGLE, false, false), // British ‘…’
    mark('\u{2019}', "", true, false),
    mark('\u{201A}', "\u{2018}\u{2019}", false, false), // German ‚…‘
    mark('\u{2039}', "\u{203A}", false, false),
    mark('\u{203A}', "", true, false),
    mark('\u{300C}', "\u{300D}", false, true), // Japanese 「…」
    mark('\u{300D}', "", true, false),
    mark('\u{300E}', "\u{300F}", false, true), // Japanese 『…』
    mark('\u{300F}', "", true, false),
    mark('\u{FF02}', "\u{FF02}", false, true),
];

/// Whether a character may be in the table: letters, which are most of what is asked for, are not looked up.
fn may_be(c: char) -> bool {
    matches!(c, '"' | '\'' | '\u{AB}' | '\u{BB}' | '\u{2018}'..='\u{203A}' | '\u{300C}'..='\u{300F}' | '\u{FF02}')
}

fn of(c: char) -> Option<&'static Mark> {
    if !may_be(c) {
        return None;
    }
    MARKS.iter().find(|mark| mark.mark == c)
}

/// The mark that two of a character stand for, as typewriters, wires and TeX write it: ``…'', <<…>>, ,,…''.
pub fn of_two(c: char) -> Option<char> {
    match c {
        '`' => Some('\u{201C}'),
        '\'' => Some('"'),
        '<' => Some('\u{AB}'),
        '>' => Some('\u{BB}'),
        ',' => Some('\u{201E}'),
        _ => None,
    }
}

/// The marks that close what this one opens; empty where it opens nothing.
pub fn closers(c: char) -> &'static str {
    of(c).map_or("", |mark| mark.closers)
}

/// Whether a mark opens a quotation wherever it stands.
pub fn always_opens(c: char) -> bool {
    of(c).is_some_and(|mark| mark.always_opens)
}

/// Whether a character may stand behind the end of a sentence and still belong to it: a mark or a bracket that closes.
pub fn closes_behind_sentence(c: char) -> bool {
    matches!(c, ')' | ']' | '\u{FF09}') || of(c).is_some_and(|mark| mark.closes)
}

/// Whether a character is an apostrophe, as words are written: one and the same, whatever it is set with, be it the Hawaiian
/// okina or another letter that stands for a stop.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{02B9}' | '\u{02BB}' | '\u{02BC}' | '\u{02BE}' | '\u{02BF}' | '\u{FF07}')
        || stands_for_apostrophe(c)
}

/// Accents and primes that keyboards have in place of an apostrophe. Between letters they are one, which UAX #29 does not know.
pub fn stands_for_apostrophe(c: char) -> bool {
    matches!(c, '`' | '\u{B4}' | '\u{201B}' | '\u{2032}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_is_found_and_closed_by_one_that_closes() {
        for mark in MARKS {
            assert!(may_be(mark.mark), "{}", mark.mark);
            assert!(mark.closers.chars().all(|c| of(c).is_some()), "{}", mark.mark);
        }
    }
}
