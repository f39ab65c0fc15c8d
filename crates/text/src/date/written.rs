//! Dates as people write them: a day, a month by its name or number, and a year.
//!
//! What can be read as two days is none: `3/2/2031`, where nothing tells whether the day or the month comes first.

use std::ops::Range;

use super::Day;
use crate::lexicon::Language;
use crate::unicode::lowercase;

/// The first date in a text, and where it stands; `tag` is the language (BCP 47) that it is written in, as far as it is known.
pub fn find(text: &str, tag: Option<&str>) -> Option<(Range<usize>, Day)> {
    first(text, tag, false)
}

/// The same; in a text that is a date by itself a year may have two digits behind the name of a month.
pub(super) fn first(text: &str, tag: Option<&str>, alone: bool) -> Option<(Range<usize>, Day)> {
    let tokens = tokens(text);
    // A year of four digits anywhere is surer than one of two.
    for alone in [false, alone && text.len() <= MAX_ALONE] {
        for three in tokens.windows(3) {
            if let Some(day) = day(text, three, tag, alone) {
                return Some((three[0].from..three[2].to, day));
            }
        }
    }
    None
}

/// A text of more bytes is no date by itself.
const MAX_ALONE: usize = 48;

/// A number or a word of a text, and where it stands.
struct Token {
    from: usize,
    to: usize,
    /// How many digits it has: none is a word.
    digits: u8,
    number: u16,
}

/// Digits of scripts whose zero is one of these; full-width ones too.
const ZEROS: [u32; 5] = [0x30, 0x660, 0x6F0, 0x966, 0xFF10];

fn digit(c: char) -> Option<u16> {
    for zero in ZEROS {
        let digit = u32::from(c).wrapping_sub(zero);
        if digit < 10 {
            return Some(digit as u16);
        }
    }
    None
}

/// Words that join a day, a month and a year, and endings of numbers.
const JOINING: &[&str] =
    &["of", "the", "de", "del", "do", "di", "den", "st", "nd", "rd", "th", "er", "o", "º", "ª", "年", "月", "년", "월"];

/// The numbers and words of a text, without those that join them.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    for (at, c) in text.char_indices() {
        let digit = digit(c);
        let of_word = digit.is_none() && (c.is_alphabetic() || matches!(c, '\'' | '\u{94D}'));
        if let Some(last) = tokens.last_mut()
            && last.to == at
        {
            if let Some(digit) = digit
                && last.digits > 0
            {
                last.number = last.number.saturating_mul(10).saturating_add(digit);
                last.digits = last.digits.saturating_add(1);
                last.to += c.len_utf8();
                continue;
            }
            if of_word && last.digits == 0 {
                last.to += c.len_utf8();
                continue;
            }
            let word = &text[last.from..at];
            if JOINING.iter().any(|joining| word.eq_ignore_ascii_case(joining)) {
                tokens.pop();
            }
        }
        if of_word || digit.is_some() {
            let digits = u8::from(digit.is_some());
            tokens.push(Token { from: at, to: at + c.len_utf8(), digits, number: digit.unwrap_or(0) });
        }
    }
    tokens
}

/// Bytes between the parts of a date, with the words that join them.
const MAX_BETWEEN: usize = 12;

/// The day that three tokens in a row tell: `2031-3-2`, `2.3.2031`, `2 March 2031`, `March 2nd, 2031`, `2031/mar/02`.
fn day(text: &str, three: &[Token], tag: Option<&str>, alone: bool) -> Option<Day> {
    let [a, b, c] = three else { return None };
    let between = [&text[a.to..b.from], &text[b.to..c.from]];
    for between in between {
        let joins = |b: u8| b >= 0x80 || b.is_ascii_alphabetic() || matches!(b, b' ' | b'\n' | b'\t' | b',' | b'.' | b'-' | b'/');
        if between.len() > MAX_BETWEEN || !between.bytes().all(joins) {
            return None;
        }
    }
    let is_year = |token: &Token| token.digits == 4 && (1000..2200).contains(&token.number);
    let is_small = |token: &Token| matches!(token.digits, 1 | 2);
    if a.digits > 0 && b.digits > 0 {
        let mark = between[0];
        let is_marked = matches!(mark, "-" | "." | ". " | "/" | "\u{2013}") && mark == between[1];
        if !is_small(b) || !is_marked && !mark.starts_with(['年', '년']) {
            return None;
        }
        return match (is_year(a), is_year(c)) {
            (true, false) if is_small(c) => Day::new(a.number, b.number, c.number),
            (false, true) if is_small(a) && is_marked => {
                let is_month_first =
                    b.number > 12 || a.number <= 12 && a.number != b.number && !mark.starts_with('.') && month_is_first(tag)?;
                let (day, month) = if is_month_first { (b.number, a.number) } else { (a.number, b.number) };
                Day::new(c.number, month, day)
            }
            _ => None,
        };
    }
    let (word, day, year) = match (a.digits, b.digits) {
        (0, 1 | 2) => (a, b, c),
        (4, 0) => (b, c, a),
        (1 | 2, 0) => (b, a, c),
        _ => return None,
    };
    // Behind a year comes nothing, or the time of day, or its zone; hours have minutes behind them, and other numbers a word.
    let behind = text[year.to..].trim_start();
    let is_time =
        behind.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-')) || behind.starts_with("GMT") || behind.starts_with("UT");
    let alone = alone && (behind.is_empty() || is_time);
    let full = match year.number {
        _ if is_year(year) => year.number,
        // RFC 2822, 4.3: two digits are of this century up to 49, three count from 1900.
        short @ 0..50 if alone && year.digits == 2 => 2000 + short,
        short if alone && matches!(year.digits, 2 | 3) => 1900 + short,
        _ => return None,
    };
    if !is_small(day) {
        return None;
    }
    Day::new(full, month(&lowercase(&text[word.from..word.to]), tag)?, day.number)
}

/// Whether the month is written before the day; `None` where the language is written both ways.
fn month_is_first(tag: Option<&str>) -> Option<bool> {
    let mut parts = tag?.split(['-', '_']);
    // What is no tag ("English") tells nothing.
    let language = parts.next().filter(|language| matches!(language.len(), 2 | 3))?;
    if !language.eq_ignore_ascii_case("en") {
        return Some(false);
    }
    let region = parts.find(|part| part.len() == 2 && !part.eq_ignore_ascii_case("en"))?;
    Some(region.eq_ignore_ascii_case("us"))
}

/// The number of a month, by its name or the beginning of it in the language, or in English, which pages of all languages are
/// built with; in any where the language is not known.
fn month(word: &str, tag: Option<&str>) -> Option<u16> {
    let own = tag.and_then(Language::from_tag).unwrap_or(Language::English);
    month_in(word, own).or_else(|| month_in(word, Language::English)).or_else(|| {
        // In a language that is not listed, a name may be that of another month in the next: October is "listopad" in Croatian, November in Polish.
        let all = if tag.is_some() { &[] } else { Language::ALL };
        all.iter().find_map(|language| month_in(word, *language))
    })
}

/// Whether a word in small letters is a day of the week, or the beginning of one, in the language or in English.
pub fn is_weekday(word: &str, tag: Option<&str>) -> bool {
    let own = tag.and_then(Language::from_tag).unwrap_or(Language::English);
    [own, Language::English].iter().any(|language| named(word, *language, 1..8).is_some())
}

fn month_in(word: &str, language: Language) -> Option<u16> {
    // What is told from today has 30.
    named(word, language, 11..23).map(|number| number - 10)
}

/// The number of a word, or of the beginning of one, in the list of dates, where it is one of these.
#[inline(never)]
fn named(word: &str, language: Language, numbers: Range<u16>) -> Option<u16> {
    for entry in language.line("date").split(' ') {
        let Some((name, number)) = entry.split_once('=') else { continue };
        let number = number.bytes().fold(0, |number, digit| 10 * number + u16::from(digit - b'0'));
        let stem = name.strip_suffix('*').unwrap_or(name);
        let is_short = word.len() > 2 && stem.starts_with(word);
        if numbers.contains(&number) && (name == word || is_short || stem.len() < name.len() && word.starts_with(stem)) {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn dates_of_people() {
        for (text, tag, told) in [
            ("2 March 2031", "en", "2 March 2031"),
            ("Sunday, March 2nd, 2031, 8 a.m.", "en", "March 2nd, 2031"),
            ("Posted the 2nd of March, 2031 by Ada", "", "2nd of March, 2031"),
            ("Sept. 2 2031", "en", "Sept. 2 2031"),
            ("02-Mar-2031", "en", "02-Mar-2031"),
            ("/2031/mar/02/ferry", "en", "2031/mar/02"),
            ("2. März 2031", "de", "2. März 2031"),
            ("le 1er févr. 2031 à 8h", "fr", "1er févr. 2031"),
            ("2 de marzo de 2031", "es-MX", "2 de marzo de 2031"),
            ("2 de março de 2031", "pt", "2 de março de 2031"),
            ("2 marca 2031", "pl", "2 marca 2031"),
            ("2 марта 2031 г.", "ru", "2 марта 2031"),
            ("٢ مارس ٢٠٣١", "ar", "٢ مارس ٢٠٣١"),
            ("2 במרץ 2031", "he", "2 במרץ 2031"),
            ("2 मार्च 2031", "hi", "2 मार्च 2031"),
            ("2 Mart 2031", "tr", "2 Mart 2031"),
            ("2031年3月2日", "ja", "2031年3月2"),
            ("2031년 3월 2일", "ko", "2031년 3월 2"),
            ("2 maart 2031", "nl", "2 maart 2031"),
            ("2.3.2031", "de", "2.3.2031"),
            ("20/3/2031", "", "20/3/2031"),
            ("3/2/2031 8:00", "en-US", "3/2/2031"),
            ("2/3/2031", "en-GB", "2/3/2031"),
            ("2/3/2031", "it", "2/3/2031"),
            ("2031/3/2", "", "2031/3/2"),
        ] {
            let found = find(text, Some(tag).filter(|tag| !tag.is_empty()));
            let month = match text {
                text if text.starts_with("Sept") => "September",
                text if text.contains("févr") => "February",
                _ => "March",
            };
            let (at, day) = found.unwrap_or_else(|| panic!("none in {text}"));
            assert_eq!(&text[at], told);
            assert!(day.to_string().ends_with(&format!(" {month} 2031")), "{text}: {day}");
        }
    }

    #[test]
    fn what_is_no_date_or_could_be_two() {
        for text in [
            "3/2/2031",
            "March 2031",
            "2 March",
            "1.2.3",
            "12345-03-02",
            "version 2031 of March",
            "may 2031",
            "30 February 2031",
            "2 marbles 2031",
        ] {
            assert_eq!(find(text, Some("en")), None, "{text}");
        }
    }
}
