//! The dates of feeds: ISO 8601 (Atom), or as in e-mails (RSS; RFC 2822), to ISO 8601.

use crate::core::Day;

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// `None` for what is no date.
pub fn iso(text: &str) -> Option<String> {
    let text = text.trim();
    if Day::parse(text).is_some() { Some(text.to_owned()) } else { of_email(text) }
}

/// `Sun, 02 Mar 2031 08:00:00 +0100`: the name of the day, the seconds and the time may be left out.
fn of_email(text: &str) -> Option<String> {
    let date = text.split_once(',').map_or(text, |(_, date)| date);
    let mut words = date.split_ascii_whitespace();
    let day: u8 = words.next()?.parse().ok()?;
    let month = words.next()?.get(..3)?.to_ascii_lowercase();
    let month = MONTHS.iter().position(|m| *m == month)? + 1;
    let year = year(words.next()?)?;
    let date = format!("{year:04}-{month:02}-{day:02}");
    Day::parse(&date)?;
    let Some(time) = words.next().and_then(time) else { return Some(date) };
    // A time that does not tell its zone is kept as it is.
    Some(format!("{date}T{time}{}", words.next().and_then(zone).unwrap_or_default()))
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
            ("1 März 2031", None),
            ("yesterday", None),
            ("", None),
        ] {
            assert_eq!(iso(given).as_deref(), told, "{given}");
        }
    }
}
