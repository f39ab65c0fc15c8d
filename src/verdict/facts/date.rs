//! Dates as far as they are told: a weekday, a day, a month, a year.

use std::ops::Range;

use super::side::{Side, Word};
use wherefrom_text::Flags;
use wherefrom_text::lexicon::Named;

#[derive(Default)]
pub struct Date {
    pub at: Range<usize>,
    weekday: Option<u8>,
    day: Option<u16>,
    month: Option<u8>,
    year: Option<u16>,
    /// "today", which is another day in every article.
    relative: bool,
}

impl Date {
    /// Whether the two cannot be one day. A weekday and a day of the month may be.
    pub fn differs(&self, other: &Date) -> bool {
        fn both<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
            a.zip(b).is_some_and(|(a, b)| a != b)
        }
        let differs =
            both(self.weekday, other.weekday) || both(self.day, other.day) || both(self.month, other.month) || both(self.year, other.year);
        differs && !self.relative && !other.relative
    }
}

/// The date that starts at a word.
pub fn at(side: &Side<'_>, from: usize) -> Option<Date> {
    let mut date = Date::default();
    let mut at = from;
    let mut end = from;
    while let Some(word) = side.words.get(at) {
        if at > from && !goes_on(word) {
            break;
        }
        match (named(side, at), number(word)) {
            (Some(Named::Weekday(day)), _) if date.weekday.is_none() && date.month.is_none() => date.weekday = Some(day),
            (Some(Named::Month(month)), _) if date.month.is_none() => date.month = Some(month),
            (Some(Named::Relative), _) if at == from => date.relative = true,
            (None, Some(day @ 1..=31)) if date.day.is_none() && is_day(side, at, &date) => date.day = Some(day),
            (None, Some(year @ 1900..=2100)) if date.month.is_some() && date.year.is_none() => date.year = Some(year),
            (None, None) if at > from && LINKS.contains(&&*word.normal) => {
                at += 1;
                continue;
            }
            _ => break,
        }
        at += 1;
        end = at;
    }
    date.at = from..end;
    (date.weekday.is_some() || date.month.is_some() || date.relative).then_some(date)
}

/// Words between a day and its month: "3rd of April", "3 de abril".
const LINKS: &[&str] = &["of", "de", "do", "di", "the", "den", "der", "d'"];

fn goes_on(word: &Word<'_>) -> bool {
    word.before.len() <= 3 && word.before.chars().all(|c| c.is_whitespace() || matches!(c, ',' | '.' | '\u{60C}'))
}

/// A number belongs to a date beside its month.
fn is_day(side: &Side<'_>, at: usize, date: &Date) -> bool {
    let is_month = |at: usize| side.words.get(at).is_some_and(goes_on) && matches!(named(side, at), Some(Named::Month(_)));
    let links = side.words[at + 1..].iter().take_while(|w| LINKS.contains(&&*w.normal)).count();
    date.month.is_some() || is_month(at + 1 + links)
}

fn number(word: &Word<'_>) -> Option<u16> {
    if !word.flags.has(Flags::NUMBER) {
        return None;
    }
    let len = word.normal.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.normal.len());
    let ends = matches!(&word.normal[len..], "" | "st" | "nd" | "rd" | "th" | "er" | "º" | "o") || word.normal[len..].starts_with('일');
    word.normal[..len].parse().ok().filter(|_| ends)
}

/// The day or month that a word names. "may" and "march" do with a capital only, "dec" beside a number.
fn named(side: &Side<'_>, at: usize) -> Option<Named> {
    let word = &side.words[at];
    // "3월에"
    if let Some((month @ 1..=12, _)) = word.normal.split_once('월').and_then(|(month, rest)| Some((month.parse().ok()?, rest))) {
        return Some(Named::Month(month));
    }
    let named = side.lexicon.named(word.key)?;
    let beside_number = || {
        let before = at.checked_sub(1).is_some_and(|before| number(&side.words[before]).is_some());
        before || side.words.get(at + 1).is_some_and(|next| number(next).is_some())
    };
    let ambiguous = matches!(&*word.normal, "may" | "march") && !word.has_capital();
    let short = side.lexicon.is_short_month(word.key) && !(word.has_capital() && beside_number());
    (!ambiguous && !short).then_some(named)
}
