//! Sentences: where a full stop, question mark or exclamation mark is followed by white space and something that can
//! begin a sentence, but not after abbreviations and initials.
//!
//! These are the rules of UAX #29 that news prose needs; the full ones cost as much time as everything else together
//! and break after "Mr." all the same.

use super::marks::closes_behind_sentence;
use super::scan;

/// Abbreviations that a capital follows without a new sentence.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "st", "sen", "rep", "gov", "gen", "lt", "col", "sgt", "capt", "rev", "hon", "jr", "sr", "vs", "no",
    "inc", "ltd", "co", "corp", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "u.s", "u.k", "u.n",
    "e.g", "i.e", "z.b", "nr", "bzw", "ca", "sra", "sr", "mme", "mlle",
];

/// Bytes of the longest of them.
const MAX_ABBREVIATION: usize = 4;

/// Each of them as a number, so that a word is compared with all of them at once.
const NUMBERS: [u32; ABBREVIATIONS.len()] = {
    let mut numbers = [0; ABBREVIATIONS.len()];
    let mut at = 0;
    while at < numbers.len() {
        numbers[at] = number(ABBREVIATIONS[at].as_bytes());
        at += 1;
    }
    numbers
};

/// The bytes of a word of up to [`MAX_ABBREVIATION`], in lower case.
const fn number(word: &[u8]) -> u32 {
    let (mut number, mut at) = (0, 0);
    while at < word.len() {
        number = number << 8 | word[at].to_ascii_lowercase() as u32;
        at += 1;
    }
    number
}

/// Byte offsets at which sentences start.
pub fn starts(text: &str) -> Vec<usize> {
    // Text without any capital tells sentences by their marks alone.
    let small = if text.is_ascii() { !text.bytes().any(|b| b.is_ascii_uppercase()) } else { !text.contains(char::is_uppercase) };
    let mut starts = vec![0];
    let mut ended = None;
    let mut at = 0;
    loop {
        if ended.is_none() {
            // Nothing happens before the next mark; every mark beyond ASCII begins with such a byte.
            let Some(next) = scan::next(text, at, |b| (b == b'.') | (b == b'!') | (b == b'?') | (b >= 0xC2)) else { break };
            at = next;
        }
        let Some(c) = text[at..].chars().next() else { break };
        match (ended, c) {
            (_, '.' | '!' | '?' | '\u{2026}' | '\u{964}' | '\u{61F}' | '\u{6D4}') => {
                ended = Some(End { to: at + c.len_utf8(), spaced: false, full_width: false })
            }
            (_, '\u{3002}' | '\u{FF01}' | '\u{FF1F}') => ended = Some(End { to: at + c.len_utf8(), spaced: false, full_width: true }),
            (Some(end), _) if closes_behind_sentence(c) && !end.spaced => {}
            (Some(end), _) if c.is_whitespace() => ended = Some(End { spaced: true, ..end }),
            (Some(end), _) => {
                // A mark of opening belongs to the sentence that it opens.
                if (end.spaced || end.full_width) && (small || !c.is_lowercase()) && !ends_in_abbreviation(&text[..end.to]) {
                    starts.push(at);
                }
                ended = None;
            }
            (None, _) => {}
        }
        at += c.len_utf8();
    }
    starts
}

/// The last end of a sentence that was seen, if nothing but closing marks and white space has come since.
#[derive(Clone, Copy)]
struct End {
    /// Behind the mark, in bytes.
    to: usize,
    spaced: bool,
    /// 。 needs no space behind it.
    full_width: bool,
}

fn ends_in_abbreviation(sentence: &str) -> bool {
    let Some(body) = sentence.strip_suffix('.') else { return false };
    let last = body.rsplit(|c: char| !c.is_alphanumeric() && c != '.').next().unwrap_or("");
    let initial = last.chars().count() == 1 && last.chars().all(char::is_uppercase);
    initial || last.len() <= MAX_ABBREVIATION && is_abbreviation(number(last.as_bytes()))
}

fn is_abbreviation(word: u32) -> bool {
    NUMBERS.iter().fold(false, |any, number| any | (*number == word))
}

#[cfg(test)]
mod tests {
    use super::starts;

    #[test]
    fn abbreviations_do_not_end_sentences() {
        assert_eq!(starts("Mr. Okafor left. Dr. B. Lind stayed."), [0, 17]);
        assert_eq!(starts("It rose 2.5 percent. \"Good,\" she said. (Well.) \u{201C}Yes.\u{201D} so"), [0, 21, 39, 47]);
        assert_eq!(starts("渡船搁浅。无人受伤。"), [0, 15]);
    }
}
