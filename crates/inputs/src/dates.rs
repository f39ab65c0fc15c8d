//! The dates of feeds and tables, to ISO 8601: as in ISO 8601 (Atom), in e-mails (RSS; RFC 2822), or as people write them.

use crate::core::Day;

/// The beginnings of the months' names in the languages of the trade, small letters, accents and all.
const MONTHS: [&[&str]; 12] = [
    &["jan", "ene", "gen", "januar", "janv", "янв"],
    &["feb", "fév", "fev", "fevr", "фев"],
    &["mar", "mär", "mrt", "maa", "мар"],
    &["apr", "avr", "abr", "апр"],
    &["may", "mai", "maj", "mag", "mei", "май", "мая"],
    &["jun", "juin", "giu", "июн"],
    &["jul", "juil", "lug", "июл"],
    &["aug", "aoû", "aou", "ago", "авг"],
    &["sep", "set", "сен"],
    &["oct", "okt", "ott", "out", "окт"],
    &["nov", "ноя"],
    &["dec", "dez", "déc", "dic", "des", "дек"],
];

/// A text of more characters is no date.
const MAX_DATE: usize = 80;

/// `None` for what is no date, and for one that may be two: `02/03/2031`.
pub fn iso(text: &str) -> Option<String> {
    let text = text.trim();
    if text.len() > MAX_DATE {
        return None;
    }
    if Day::parse(text).is_some() {
        // A year before newspapers stands where none is known.
        return (text >= "16").then(|| text.to_owned());
    }
    written_out(text)
}

/// `Sun, 02 Mar 2031 08:00:00 +0100`, `March 2nd, 2031 at 8:00 am`, `2. März 2031`, `Sun Mar  2 08:00:00 2031`, `02.03.2031`, `2031/3/2`:
/// what is neither day, month nor year may be left out.
fn written_out(text: &str) -> Option<String> {
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '·' | '(' | ')')).filter(|word| !word.is_empty());
    let (mut date, mut rest) = (Parts::default(), Vec::new());
    for word in words {
        // What follows a whole date is the time.
        if date.is_whole() || word.contains(':') || !date.take(word)? {
            rest.push(word);
        }
    }
    let (day, month, year) = (date.day?, date.month?, date.year?);
    let date = format!("{year:04}-{month:02}-{day:02}");
    Day::parse(&date).filter(|_| year >= 1600)?;
    let Some(at) = rest.iter().position(|word| word.contains(':')) else { return Some(date) };
    let (clock, half) = match rest[at].to_ascii_lowercase() {
        word if word.ends_with("am") || word.ends_with("pm") => (word[..word.len() - 2].to_owned(), Some(word.ends_with("pm"))),
        word => (word, rest.get(at + 1).and_then(|next| half_of_day(next))),
    };
    let Some(time) = time(&clock, half) else { return Some(date) };
    // A time that does not tell its zone is kept as it is.
    Some(format!("{date}T{time}{}", rest[at + 1..].iter().find_map(|word| zone(word)).unwrap_or_default()))
}

/// Whether `am` or `pm`.
fn half_of_day(word: &str) -> Option<bool> {
    match word.to_ascii_lowercase().as_str() {
        "am" | "a.m." => Some(false),
        "pm" | "p.m." => Some(true),
        _ => None,
    }
}

#[derive(Default)]
struct Parts {
    day: Option<u8>,
    month: Option<usize>,
    year: Option<u16>,
}

impl Parts {
    fn is_whole(&self) -> bool {
        self.day.is_some() && self.month.is_some() && self.year.is_some()
    }

    /// Takes what a word says; `false` where it says nothing, `None` where it may say two things.
    fn take(&mut self, word: &str) -> Option<bool> {
        if let Some((parts, separator)) = ['-', '/', '.'].iter().find_map(|&c| numbers(word, c).map(|parts| (parts, c))) {
            let (year, month, day) = match parts {
                [(year, 4), (month, _), (day, _)] => (year, month, day),
                // Points are written between day and month, in this order.
                [(day, _), (month, _), (year, 4)] if separator == '.' || day > 12 => (year, month, day),
                [(month, _), (day, _), (year, 4)] if day > 12 || day == month => (year, month, day),
                _ => return None,
            };
            (self.day, self.month, self.year) = (u8::try_from(day).ok(), Some(usize::from(month)), Some(year));
            return Some(true);
        }
        // `02-Mar-2031`
        if word.contains('-') && word.split('-').count() == 3 && word.starts_with(|c: char| c.is_ascii_digit()) {
            for part in word.split('-') {
                self.take(part)?;
            }
            return Some(true);
        }
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
            let end = word[digits.len()..].to_lowercase();
            let is_day =
                self.day.is_none() && digits.len() <= 2 && matches!(end.as_str(), "" | "." | "st" | "nd" | "rd" | "th" | "er" | "º" | ".º");
            if is_day {
                self.day = digits.parse().ok().filter(|day| (1..=31).contains(day));
                return Some(self.day.is_some());
            }
            if self.year.is_none() && end.is_empty() && self.month.is_some() {
                self.year = year(&digits);
            }
            return Some(self.year.is_some());
        }
        let word = word.trim_end_matches('.').to_lowercase();
        let month = MONTHS.iter().position(|names| names.iter().any(|name| word.starts_with(name)));
        // "Mar" may be the beginning of a day's name, as of "mardi"; the last one that a date may have is the month.
        match month {
            Some(month) if self.month.is_none() && !is_weekday(&word) => {
                self.month = Some(month + 1);
                Some(true)
            }
            _ => Some(false),
        }
    }
}

/// Names of days that begin as a month does.
fn is_weekday(word: &str) -> bool {
    ["mardi", "martes", "martedì", "martedi", "marți"].contains(&word)
}

/// The three numbers of a date, and how many digits each has.
fn numbers(word: &str, separator: char) -> Option<[(u16, usize); 3]> {
    let parts: Vec<(u16, usize)> = word
        .split(separator)
        .map(|part| part.parse().ok().filter(|_| part.bytes().all(|b| b.is_ascii_digit())).map(|number| (number, part.len())))
        .collect::<Option<_>>()?;
    parts.try_into().ok()
}

/// RFC 2822, 4.3: two digits are of this century up to 49, three count from 1900.
fn year(digits: &str) -> Option<u16> {
    let year: u16 = digits.parse().ok()?;
    match digits.len() {
        2 if year < 50 => Some(2000 + year),
        2 | 3 => Some(1900 + year),
        4 => Some(year),
        _ => None,
    }
}

/// A time of day; of the half that is told, where one is.
fn time(text: &str, afternoon: Option<bool>) -> Option<String> {
    let parts: Vec<u8> = text.split(':').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let mut parts = parts;
    if let (Some(afternoon), Some(hour @ 1..=12)) = (afternoon, parts.first_mut()) {
        *hour = *hour % 12 + if afternoon { 12 } else { 0 };
    }
    match parts[..] {
        [h @ 0..24, m @ 0..60] => Some(format!("{h:02}:{m:02}:00")),
        [h @ 0..24, m @ 0..60, s @ 0..=60] => Some(format!("{h:02}:{m:02}:{s:02}")),
        _ => None,
    }
}

fn zone(text: &str) -> Option<String> {
    let hours = match text.to_ascii_uppercase().as_str() {
        "GMT" | "UT" | "UTC" | "Z" => return Some("Z".into()),
        "EDT" => 4,
        "EST" | "CDT" => 5,
        "CST" | "MDT" => 6,
        "MST" | "PDT" => 7,
        "PST" => 8,
        offset => {
            let (sign, digits) = offset.split_at_checked(1).filter(|(sign, _)| matches!(*sign, "+" | "-"))?;
            let digits = digits.replace(':', "");
            let known = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
            return known.then(|| format!("{sign}{}:{}", &digits[..2], &digits[2..]));
        }
    };
    Some(format!("-{hours:02}:00"))
}

#[cfg(test)]
mod tests {
    use super::iso;

    #[test]
    fn dates_of_feeds() {
        for (given, told) in [
            ("Sun, 02 Mar 2031 08:00:00 GMT", Some("2031-03-02T08:00:00Z")),
            ("2 March 31 08:00 +0100", Some("2031-03-02T08:00:00+01:00")),
            ("Sun, 02 Mar 2031 08:00:00 EST", Some("2031-03-02T08:00:00-05:00")),
            ("02 Mar 2031", Some("2031-03-02")),
            ("Sun, 02 Mar 2031 08:00:00 XYZ", Some("2031-03-02T08:00:00")),
            (" 2031-03-02T08:00:00Z ", Some("2031-03-02T08:00:00Z")),
            ("31 Feb 2031 08:00:00 GMT", None),
            ("1 März 2031", Some("2031-03-01")),
            ("Sun 02 Mar 2031 08:00:00 GMT", Some("2031-03-02T08:00:00Z")),
            ("Sunday, 02-Mar-31 08:00:00 GMT", Some("2031-03-02T08:00:00Z")),
            ("Sun Mar  2 08:00:00 2031", Some("2031-03-02T08:00:00")),
            ("March 2nd, 2031 at 8:05 pm", Some("2031-03-02T20:05:00")),
            ("Mar. 2, 2031, 12:30am EST", Some("2031-03-02T00:30:00-05:00")),
            ("2. März 2031", Some("2031-03-02")),
            ("mardi 4 mars 2031", Some("2031-03-04")),
            ("martes, 4 de marzo de 2031", Some("2031-03-04")),
            ("4 декабря 2031", Some("2031-12-04")),
            ("02.03.2031 08:00", Some("2031-03-02T08:00:00")),
            ("2031/3/2", Some("2031-03-02")),
            ("2031-3-2", Some("2031-03-02")),
            ("25/12/2031", Some("2031-12-25")),
            ("12/25/2031", Some("2031-12-25")),
            ("02/03/2031", None),
            ("0001-01-01T00:00:00Z", None),
            ("Mon, 01 Jan 0001 00:00:00 +0000", None),
            ("March 2031", None),
            ("12 people in May of 2031 and 1999, it was said by all who were there then and there", None),
            ("yesterday", None),
            ("", None),
        ] {
            assert_eq!(iso(given).as_deref(), told, "{given}");
        }
    }
}
