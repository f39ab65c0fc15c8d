//! Numbers as values: 1,200 and twelve hundred, 1.5 million and 1,500,000, 10am and 10 a.m.

use std::ops::Range;

use super::numerals::{self, decimal};
use super::side::{Side, Word};
use wherefrom_text::Flags;
use wherefrom_text::words::key;

pub struct Number {
    pub at: Range<usize>,
    /// Where its digits or words end; "million" and "a.m." may follow.
    core: usize,
    /// What it may come to: more than one value where the way it is written leaves it open ("1.200", "100m"), none where it is no
    /// number alone ("dozens", "FY05").
    values: Vec<f64>,
    /// Of an hour: minutes since midnight, or noon where it is not told which.
    hour: Option<Hour>,
    /// Whether it is told as about so much.
    rounded: bool,
}

#[derive(Clone, Copy)]
struct Hour {
    minutes: u32,
    half_known: bool,
}

const HALF_DAY: u32 = 720;

/// The number that starts at a word.
pub fn at(side: &Side<'_>, at: usize) -> Option<Number> {
    let word = &side.words[at];
    let is_digits = word.flags.has(Flags::NUMBER);
    if !is_digits && (!side.lexicon.is_number(word.key) && compound(side, at).is_none() || is_in_name(side, at)) {
        return None;
    }
    let (mut values, mut end, mut hour) = if is_digits { digits(side, at) } else { in_words(side, at) };
    if let Some(century) = century_before(side, at) {
        values.iter_mut().filter(|value| **value < 100.0).for_each(|value| *value += century);
    }
    let core = end;
    let mut rounded = (at.saturating_sub(2)..at).any(|before| is_about(&side.words[before].normal));
    if let (Some(minutes), Some(next)) = (hour.map(|h| h.minutes).or_else(|| whole_hour(&values)), side.words.get(end)) {
        let half = match &*next.normal {
            "am" | "a.m" if next.goes_on() => Some(0),
            "pm" | "p.m" if next.goes_on() => Some(HALF_DAY),
            _ => None,
        };
        if let Some(half) = half {
            hour = Some(Hour { minutes: minutes % HALF_DAY + half, half_known: true });
            end += 1;
        }
    }
    if hour.is_none() {
        while let Some(scale) = scale(side, end) {
            rounded = true;
            values.iter_mut().for_each(|value| *value *= scale);
            end += 1;
        }
    }
    Some(Number { at: at..end, core, values, hour, rounded })
}

/// Of the last year of "2030-31" what it leaves out.
fn century_before(side: &Side<'_>, at: usize) -> Option<f64> {
    let (word, year) = (&side.words[at], &side.words.get(at.checked_sub(1)?)?.raw);
    let is_digits = |raw: &str, count: usize| raw.len() == count && raw.bytes().all(|b| b.is_ascii_digit());
    let joined = matches!(word.before, "-" | "\u{2010}" | "\u{2011}" | "\u{2013}" | "/");
    (joined && is_digits(word.raw, 2) && is_digits(year, 4))
        .then(|| year[..2].parse::<u32>().map_or(0.0, |century| f64::from(century) * 100.0))
}

/// "the Seventh District": with a capital before a name, inside a sentence.
pub fn is_in_name(side: &Side<'_>, at: usize) -> bool {
    let word = &side.words[at];
    let opens = word.flags.has(Flags(Flags::SENTENCE.0 | Flags::BLOCK.0));
    let before_name = side.words.get(at + 1).is_some_and(|next| next.goes_on() && next.flags.has(Flags::NAME));
    side.lexicon.capitals_are_names() && word.has_capital() && !opens && before_name
}

/// A number of several that are written as one word: "fünfundzwanzig", "vijfentwintig", "duecento", "tjugofem".
fn compound(side: &Side<'_>, at: usize) -> Option<f64> {
    let word = &side.words[at];
    if !side.lexicon.joins_numbers() || word.normal.len() > LONG_COMPOUND {
        return None;
    }
    let mut rest = &*word.normal;
    let mut sum = Sum::default();
    let mut parts = 0;
    while !rest.is_empty() {
        let lengths = rest.char_indices().map(|(at, c)| at + c.len_utf8()).rev();
        let part = lengths.filter(|&len| len > 1).find_map(|len| Some((len, side.lexicon.value(key(&rest[..len]))?)));
        if let Some((len, value)) = part {
            sum.add(value);
            parts += 1;
            rest = &rest[len..];
        } else {
            rest = ["und", "en", "\u{EB}n"].into_iter().filter(|_| parts > 0).find_map(|link| rest.strip_prefix(link))?;
        }
    }
    (parts > 1).then(|| sum.value())
}

const LONG_COMPOUND: usize = 60;

impl Number {
    /// The words that are told: a unit of thousands or of the day is where it differs too.
    pub fn told(&self, side: &Side<'_>) -> Range<usize> {
        self.at.start..self.core.max(self.at.end.min(side.gap.end))
    }
}

fn whole_hour(values: &[f64]) -> Option<u32> {
    let hour = *values.first()?;
    (hour.fract() == 0.0 && (0.0..=24.0).contains(&hour)).then(|| hour as u32 * 60)
}

/// "million", "bn" behind a number.
fn scale(side: &Side<'_>, at: usize) -> Option<f64> {
    let word = side.words.get(at)?;
    if !word.goes_on() {
        return None;
    }
    suffix(&word.normal).filter(|scale| *scale >= 1e6).or_else(|| side.lexicon.value(word.key).filter(|value| *value >= 100.0))
}

fn suffix(letters: &str) -> Option<f64> {
    Some(match letters {
        "k" => 1e3,
        "m" | "mn" | "mln" | "mio" => 1e6,
        "b" | "bn" | "mrd" | "mia" => 1e9,
        "tn" | "trn" => 1e12,
        _ => return None,
    })
}

fn is_about(normal: &str) -> bool {
    matches!(
        normal,
        "about"
            | "around"
            | "nearly"
            | "almost"
            | "roughly"
            | "approximately"
            | "some"
            | "over"
            | "than"
            | "least"
            | "most"
            | "to"
            | "etwa"
            | "rund"
            | "fast"
            | "knapp"
            | "über"
            | "gut"
            | "unos"
            | "unas"
            | "casi"
            | "cerca"
            | "près"
            | "environ"
            | "quase"
            | "quasi"
            | "circa"
            | "ongeveer"
            | "bijna"
    )
}

/// A number that starts in digits.
fn digits(side: &Side<'_>, at: usize) -> (Vec<f64>, usize, Option<Hour>) {
    let nothing = (Vec::new(), at + 1, None);
    let plain: String = side.words[at].normal.chars().map(|c| digit(c).unwrap_or(c)).collect();
    let len = plain.find(|c: char| !(c.is_ascii_digit() || is_separator(c))).unwrap_or(plain.len());
    let (mut number, letters) = (plain[..len].to_owned(), &plain[len..]);
    if !number.starts_with(|c: char| c.is_ascii_digit()) {
        return nothing;
    }
    let mut end = at + 1;
    let next_is = |end: usize, marks: &[&str], len: usize| {
        let next: &Word<'_> = side.words.get(end)?;
        let digits: String = next.normal.chars().map(|c| digit(c).unwrap_or(c)).collect();
        (marks.contains(&next.before) && digits.len() == len && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
    };
    if letters.is_empty() {
        // 10:30
        if let (Ok(hours @ 0..=24), Some(minutes)) = (number.parse::<u32>(), next_is(end, &[":"], 2)) {
            let minutes = hours * 60 + minutes.parse::<u32>().unwrap_or(0);
            return (Vec::new(), end + 1, Some(Hour { minutes, half_known: hours > 12 }));
        }
        // 1 200
        while number.len() <= 3 || end > at + 1 {
            let Some(group) = next_is(end, &[" ", "\u{A0}", "\u{202F}", "\u{2009}"], 3) else { break };
            number.push_str(&group);
            end += 1;
        }
    }
    // Korean writes scales and what is counted onto the digits: "3만5000명", "12대".
    if let Some((value, rest)) = numerals::read(&plain)
        && plain.chars().any(|c| matches!(c, '\u{AC00}'..='\u{D7A3}'))
        && rest.chars().all(char::is_alphabetic)
    {
        return (vec![value], end, None);
    }
    let values = read(&number);
    let hour = whole_hour(&values).map(|minutes| minutes % HALF_DAY);
    match letters {
        "" | "st" | "nd" | "rd" | "th" | "s" | "er" | "e" | "ème" | "º" | "ª" | "o" | "a" => (values, end, None),
        "am" => (Vec::new(), end, hour.map(|minutes| Hour { minutes, half_known: true })),
        "pm" => (Vec::new(), end, hour.map(|minutes| Hour { minutes: minutes + HALF_DAY, half_known: true })),
        _ => match (suffix(letters), letters.strip_prefix('h')) {
            // 100m may be metres.
            (Some(scale), _) => (values.iter().flat_map(|value| [*value * scale, *value]).collect(), end, None),
            (_, Some(minutes)) if minutes.bytes().all(|b| b.is_ascii_digit()) => {
                let hours = values.first().map_or(0, |hours| *hours as u32);
                (Vec::new(), end, Some(Hour { minutes: hours * 60 + minutes.parse::<u32>().unwrap_or(0), half_known: hours > 12 }))
            }
            _ => nothing,
        },
    }
}

fn is_separator(c: char) -> bool {
    matches!(c, '.' | ',' | '\'' | '\u{66B}' | '\u{66C}')
}

/// The digits of Arabic, Persian, Hindi, Bengali, Thai.
fn digit(c: char) -> Option<char> {
    let zero = [0x660, 0x6F0, 0x966, 0x9E6, 0xE50].into_iter().find(|zero| (*zero..zero + 10).contains(&u32::from(c)))?;
    char::from_digit(u32::from(c) - zero, 10)
}

/// What digits with separators may come to. A separator alone before three digits parts thousands in one language and decimals in
/// another, and articles are written by people of both.
fn read(number: &str) -> Vec<f64> {
    let parse = |point: Option<usize>| {
        let keep = |(at, c): (usize, char)| if Some(at) == point { Some('.') } else { c.is_ascii_digit().then_some(c) };
        decimal(&number.char_indices().filter_map(keep).collect::<String>())
    };
    let separators: Vec<(usize, char)> = number.char_indices().filter(|(_, c)| is_separator(*c)).collect();
    let Some(&(last, mark)) = separators.last() else { return parse(None).into_iter().collect() };
    let behind = number.len() - last - mark.len_utf8();
    let kinds = separators.iter().filter(|(_, c)| *c != mark).count();
    let read = match (separators.len(), kinds) {
        (1, _) if behind == 3 => vec![parse(None), parse(Some(last))],
        (1, _) => vec![parse(Some(last))],
        // 1.200,5 and 1,200.5
        (_, 1..) => vec![parse(Some(last))],
        _ => vec![parse(None)],
    };
    read.into_iter().flatten().collect()
}

/// A number in words, and the word behind it.
fn in_words(side: &Side<'_>, from: usize) -> (Vec<f64>, usize, Option<Hour>) {
    let value = |at: usize| side.words.get(at).and_then(|word| side.lexicon.value(word.key));
    if let Some(whole) = compound(side, from) {
        return (vec![whole], from + 1, None);
    }
    let Some(first) = value(from) else { return (Vec::new(), from + 1, None) };
    let mut sum = Sum { begins_with_units: side.lexicon.begins_with_units(), ..Sum::default() };
    sum.add(first);
    let mut end = from + 1;
    while let Some(word) = side.words.get(end) {
        // "a hundred and five", "treinta y cinco", "half a million"
        let linked = LINKS.contains(&&*word.normal) && side.words.get(end + 1).is_some_and(Word::goes_on);
        let next = if linked { end + 1 } else { end };
        let linked = linked || word.is_joined();
        match value(next) {
            Some(value) if word.goes_on() && sum.takes(value, linked) => sum.add(value),
            _ => break,
        }
        end = next + 1;
    }
    (vec![sum.value()], end, None)
}

const LINKS: &[&str] = &["and", "und", "y", "e", "et", "en", "och", "a"];

/// A number as it is added up word by word.
#[derive(Default)]
struct Sum {
    /// Thousands and more, which are closed.
    closed: f64,
    open: f64,
    last: f64,
    /// "خمسة عشر"
    begins_with_units: bool,
}

impl Sum {
    /// Whether the word may go on this number; "two three" are two.
    fn takes(&self, value: f64, linked: bool) -> bool {
        let is_scale = value >= 100.0 && value % 100.0 == 0.0;
        let four_twenties = self.open % 100.0 == 4.0 && value == 20.0 && !self.begins_with_units;
        let scales = is_scale && self.last < value;
        let after_tens = (20.0..100.0).contains(&self.last) && value < 20.0 && self.last % 10.0 == 0.0;
        // "dix-sept", "on yedi"
        let after_ten = self.last == 10.0 && value < 10.0;
        let after_unit = self.begins_with_units && self.last < 10.0 && (value == 10.0 || linked && value < 100.0 && value % 10.0 == 0.0);
        let units = (1.0..100.0).contains(&value) && (self.last >= 100.0 || after_tens || after_ten || after_unit);
        if linked && value == 0.5 && self.last >= 1.0 {
            return true;
        }
        if linked && self.last == 0.5 {
            is_scale || value == 12.0
        } else {
            scales || units || four_twenties || value == 12.0 && self.last < 12.0 && !linked
        }
    }

    fn add(&mut self, value: f64) {
        if self.open % 100.0 == 4.0 && value == 20.0 && !self.begins_with_units {
            self.open += 76.0;
        } else if value == 0.5 && self.last >= 1.0 {
            // "deux millions et demi"
            self.open += 0.5 * if self.last >= 1000.0 { self.last } else { 1.0 };
        } else if value >= 100.0 && self.last > 0.0 && self.last < value || value == 12.0 && self.last > 0.0 && self.last < 12.0 {
            self.open = self.open.max(if self.open > 0.0 { self.open } else { 1.0 }) * value;
        } else {
            self.open += value;
        }
        if value >= 1000.0 {
            self.closed += self.open;
            self.open = 0.0;
        }
        self.last = value;
    }

    fn value(&self) -> f64 {
        self.closed + self.open
    }
}

/// Whether two numbers say something else, as far as can be told.
pub fn differ(a: &Number, b: &Number) -> bool {
    match (a.hour, b.hour) {
        (Some(a), Some(b)) if a.half_known && b.half_known => return a.minutes != b.minutes,
        (Some(a), Some(b)) => return a.minutes % HALF_DAY != b.minutes % HALF_DAY,
        (Some(hour), None) | (None, Some(hour)) => {
            let values = if a.hour.is_some() { &b.values } else { &a.values };
            return whole_hour(values).is_some_and(|minutes| minutes % HALF_DAY != hour.minutes % HALF_DAY);
        }
        (None, None) => {}
    }
    let equal = |a: f64, b: f64| (a - b).abs() <= 1e-9 * a.abs().max(b.abs());
    let any = |same: &dyn Fn(f64, f64) -> bool| a.values.iter().any(|&x| b.values.iter().any(|&y| same(x, y)));
    let about = |exact: f64, round: f64| round != 0.0 && (exact - round).abs() / round.abs() <= ROUNDING;
    let rounds = a.rounded != b.rounded && any(&about) || any(&|x, y| is_rounding(x, y) || is_rounding(y, x));
    !a.values.is_empty() && !b.values.is_empty() && !any(&equal) && !rounds
}

/// So far from it a number may be that is told as "about" so much.
const ROUNDING: f64 = 0.06;

/// Whether a number is another with decimals left off: 35.72 and 35.7, 1.897 million and 2 million.
fn is_rounding(exact: f64, round: f64) -> bool {
    let near = (exact - round).abs() <= ROUNDING * round.abs() + 1e-9;
    let whole = |number: f64| (number - number.round()).abs() < 1e-9;
    let is_cut = |step: f64| {
        let (exact, round) = (exact * step, round * step);
        whole(round) && !whole(exact) && (exact.round() - round).abs() < 1e-9
    };
    near && [1e-9, 1e-8, 1e-6, 1e-5, 1.0, 10.0].into_iter().any(is_cut)
}
