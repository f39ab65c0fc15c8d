//! Dates as people write them: a day, a month by its name or number, and a year.
//!
//! What can be read as two days is none: `3/2/2031`, where nothing tells whether the day or the month comes first.

use std::ops::Range;

use super::Day;
use crate::lexicon::Language;
use crate::normal::normalise;

/// The first date in a text, and where it stands; `tag` is the language (BCP 47) that it is written in, as far as it is known.
pub fn find(text: &str, tag: Option<&str>) -> Option<(Range<usize>, Day)> {
    let tokens = tokens(text);
    (0..tokens.len()).find_map(|at| {
        let read = numbers(text, &tokens[at..], tag).or_else(|| named(text, &tokens, at, tag));
        read.filter(|(_, day)| (1000..2200).contains(&day.year))
    })
}

/// A number or a word of a text, and where it stands.
struct Token {
    at: Range<usize>,
    /// What the digits are and how many there are; `None` for a word.
    number: Option<(u16, usize)>,
}

impl Token {
    fn year(&self) -> Option<u16> {
        self.number.filter(|(_, digits)| *digits == 4).map(|(year, _)| year)
    }

    fn small(&self) -> Option<u16> {
        self.number.filter(|(_, digits)| *digits <= 2).map(|(number, _)| number)
    }
}

/// Digits of scripts whose zero is one of these; full-width ones too.
const ZEROS: [u32; 5] = [0x30, 0x660, 0x6F0, 0x966, 0xFF10];

fn digit(c: char) -> Option<u32> {
    ZEROS.iter().map(|zero| u32::from(c).wrapping_sub(*zero)).find(|digit| *digit < 10)
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    for (at, c) in text.char_indices() {
        let digit = digit(c);
        if digit.is_none() && !c.is_alphabetic() && !matches!(c, '\'' | '\u{94D}') {
            continue;
        }
        let end = at + c.len_utf8();
        match tokens.last_mut().filter(|token| token.at.end == at && token.number.is_some() == digit.is_some()) {
            Some(token) => {
                token.at.end = end;
                if let (Some((number, digits)), Some(digit)) = (&mut token.number, digit) {
                    *number = number.saturating_mul(10).saturating_add(digit as u16);
                    *digits += 1;
                }
            }
            None => tokens.push(Token { at: at..end, number: digit.map(|digit| (digit as u16, 1)) }),
        }
    }
    tokens
}

/// `2031-3-2`, `2.3.2031`, `2031年3月2日`.
fn numbers(text: &str, tokens: &[Token], tag: Option<&str>) -> Option<(Range<usize>, Day)> {
    let [first, second, rest @ ..] = tokens else { return None };
    let between = |a: &Token, b: &Token| text[a.at.end..b.at.start].trim();
    if let (Some(year), [month, _, day, ..]) = (first.year(), rest)
        && ["年", "년"].contains(&&text[second.at.clone()])
    {
        let day = Day::new(year, month.small()?, day.small()?)?;
        return Some((first.at.start..rest[2].at.end, day));
    }
    let third = rest.first()?;
    let mark = between(first, second);
    if !matches!(mark, "-" | "." | "/" | "\u{2013}") || between(second, third) != mark {
        return None;
    }
    let day = match (first.year(), third.year()) {
        (Some(year), None) => Day::new(year, second.small()?, third.small()?),
        (None, Some(year)) => {
            let (first, second) = (first.small()?, second.small()?);
            let [day, month] = if second > 12 || first <= 12 && first != second && mark != "." && month_is_first(tag)? {
                [second, first]
            } else {
                [first, second]
            };
            Day::new(year, month, day)
        }
        _ => None,
    }?;
    Some((first.at.start..third.at.end, day))
}

/// Whether the month is written before the day; `None` where the language is written both ways.
fn month_is_first(tag: Option<&str>) -> Option<bool> {
    let tag = tag?.replace('_', "-").to_ascii_lowercase();
    match tag.split_once('-').map_or((tag.as_str(), None), |(language, region)| (language, Some(region))) {
        ("en", None) => None,
        ("en", Some(region)) => Some(region == "us"),
        _ => Some(false),
    }
}

/// `2 March 2031`, `March 2nd, 2031`, `2031/mar/02`, with the month at a place.
fn named(text: &str, tokens: &[Token], at: usize, tag: Option<&str>) -> Option<(Range<usize>, Day)> {
    let word = tokens.get(at).filter(|token| token.number.is_none())?;
    let beside = |from: Option<usize>, forwards: bool| {
        let from = from?;
        let step = |place: usize| if forwards { place.checked_add(1) } else { place.checked_sub(1) };
        let mut place = step(from)?;
        // Words that join a day, a month and a year, and endings of numbers.
        while let Some(token) = tokens.get(place).filter(|token| token.number.is_none()) {
            let between = if forwards { &tokens[place - 1].at.end..&token.at.start } else { &token.at.end..&tokens[place + 1].at.start };
            let is_near = between.end - between.start <= 3;
            if !is_near || !JOINING.contains(&&*normalise(&text[token.at.clone()])) {
                return None;
            }
            place = step(place)?;
        }
        let token = tokens.get(place)?;
        let between =
            if forwards { &text[tokens[place - 1].at.end..token.at.start] } else { &text[token.at.end..tokens[place + 1].at.start] };
        let is_near = between.len() <= 4 && between.chars().all(|c| c.is_whitespace() || matches!(c, ',' | '.' | '-' | '/' | '\u{60C}'));
        is_near.then_some(place)
    };
    let (before, after) = (beside(Some(at), false), beside(Some(at), true));
    let small = |at: Option<usize>| tokens[at?].small();
    let year = |at: Option<usize>| tokens[at?].year();
    let (first, last, day, year) = if let (Some(day), Some(year)) = (small(before), year(after)) {
        (before?, after?, day, year)
    } else if let (Some(day), last) = (small(after), beside(after, true))
        && let Some(year) = year(last)
    {
        (at, last?, day, year)
    } else if let (Some(year), Some(day)) = (year(before), small(after)) {
        (before?, after?, day, year)
    } else {
        return None;
    };
    let month = month(&normalise(&text[word.at.clone()]), tag)?;
    Some((tokens[first].at.start..tokens[last].at.end, Day::new(year, month, day)?))
}

const JOINING: &[&str] = &["of", "the", "de", "del", "do", "di", "den", "st", "nd", "rd", "th", "er", "o", "º", "ª", "r"];

/// The number of a month, by its name or the beginning of it in the language, or in English, which pages of all languages are
/// built with; in any where the language is not known.
fn month(word: &str, tag: Option<&str>) -> Option<u16> {
    let of = |language: Language| {
        let word = if language == Language::Hebrew { word.strip_prefix('ב').unwrap_or(word) } else { word };
        let months = language.listed("date").filter_map(|entry| {
            let (name, number) = entry.split_once('=')?;
            let month: u16 = number.parse().ok().filter(|number| (11..=22).contains(number))?;
            Some((normalise(name), month - 10))
        });
        let mut begun = months.filter(|(name, _)| {
            let name = if language == Language::Hebrew { name.strip_prefix('ב').unwrap_or(name) } else { name };
            name == word || word.chars().count() >= 3 && name.starts_with(word)
        });
        begun.next().map(|(_, month)| month)
    };
    match tag.and_then(Language::from_tag) {
        Some(language) => of(language).or_else(|| of(Language::English)),
        None => of(Language::English).or_else(|| Language::ALL.iter().find_map(|&language| of(language))),
    }
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
