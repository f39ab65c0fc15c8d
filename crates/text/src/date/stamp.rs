//! Dates as programs write them, to ISO 8601: that already, or as in e-mails (RFC 2822), with the time where it is told.

use super::{Day, find};

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A date by itself, as programs or people write it; `tag` is the language (BCP 47) that it is written in. `None` for what is no
/// date, and for days that programs write where they know none.
pub fn iso(text: &str, tag: Option<&str>) -> Option<String> {
    let told = of_program(text).or_else(|| (text.len() <= MAX_WRITTEN).then(|| find(text, tag)).flatten().map(|(_, day)| day.iso()))?;
    Day::parse(&told).filter(|day| !day.is_placeholder()).map(|_| told)
}

/// A longer text is not a date by itself.
const MAX_WRITTEN: usize = 100;

/// A date as programs write it; `None` for all others.
pub fn of_program(text: &str) -> Option<String> {
    let text = text.trim();
    if Day::parse(text).is_none() {
        return of_email(text);
    }
    let is_iso = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'T' | b'Z' | b':' | b'.' | b'+' | b'-'));
    if is_iso {
        return Some(text.to_owned());
    }
    // With blanks between the parts, or with other words behind them.
    let end = if text.as_bytes()[4] == b'-' { 10 } else { 8 };
    let (date, rest) = text.split_at_checked(end)?;
    Some(with_time(date.to_owned(), rest.trim_start_matches(['T', 't', ' ', ','])))
}

/// `Sun, 02 Mar 2031 08:00:00 +0100`: the name of the day, the seconds and the time may be left out.
fn of_email(text: &str) -> Option<String> {
    let date = text.split_once(',').map_or(text, |(_, date)| date).trim_start();
    let mut words = date.splitn(4, ' ');
    let day: u16 = words.next()?.parse().ok()?;
    let month = words.next()?.get(..3)?.to_ascii_lowercase();
    let month = MONTHS.iter().position(|m| *m == month)? as u16 + 1;
    let day = Day::new(year(words.next()?)?, month, day)?;
    Some(with_time(day.iso(), words.next().unwrap_or("")))
}

/// A date with the time that a text begins with, as far as it tells one. A time that does not tell its zone is kept as it is.
fn with_time(date: String, text: &str) -> String {
    let mut words = text.split_ascii_whitespace();
    match words.next().and_then(time) {
        Some(time) => format!("{date}T{time}{}", words.next().and_then(zone).unwrap_or_default()),
        None => date,
    }
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

fn time(text: &str) -> Option<String> {
    let parts: Vec<u8> = text.split(':').map(|part| part.parse().ok()).collect::<Option<_>>()?;
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
    use super::{iso, of_program};

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
            ("1 März 2031", None),
            ("yesterday", None),
            ("", None),
        ] {
            assert_eq!(of_program(given).as_deref(), told, "{given}");
        }
    }

    #[test]
    fn dates_of_pages() {
        for (given, told) in [
            ("2031-03-02 08:00:00", Some("2031-03-02T08:00:00")),
            ("2031-03-02 08:00:00 +0100 CET", Some("2031-03-02T08:00:00+01:00")),
            ("2031-03-02UTC08:00", Some("2031-03-02")),
            ("20310302", Some("20310302")),
            ("Thu, 03/20/2031 - 14:39", Some("2031-03-20")),
            ("March 2nd, 2031", Some("2031-03-02")),
            ("0001-01-01T00:00:00Z", None),
            ("1970-01-01T00:00:00+00:00", None),
            ("1969-12-31", None),
            ("Thu, 01 Jan 1970 00:00:00 GMT", None),
            ("{{ page.date }}", None),
        ] {
            assert_eq!(iso(given, Some("en")).as_deref(), told, "{given}");
        }
    }
}
