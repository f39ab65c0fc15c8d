//! A date by itself, to ISO 8601: as in that already, in e-mails (RFC 2822), or as people write them, with the time where it is told.

use super::{Day, written};

/// A longer text is not a date by itself.
const MAX_DATE: usize = 100;

/// A date by itself, as programs or people write it; `tag` is the language (BCP 47) that it is written in. `None` for what is no
/// date or may be two, and for days that programs write where they know none. The time is kept where it is in ISO 8601.
pub fn iso(text: &str, tag: Option<&str>) -> Option<String> {
    let text = text.trim();
    let (day, rest) = match Day::parse(text) {
        Some(day) => (day, &text[if text.as_bytes()[4] == b'-' { 10 } else { 8 }..]),
        None if text.len() <= MAX_DATE => (written::first(text, tag, true)?.1, ""),
        None => return None,
    };
    let time = rest.strip_prefix(['T', ' ']).unwrap_or("");
    let is_iso = |b: u8| b.is_ascii_digit() || matches!(b, b'Z' | b':' | b'.' | b'+' | b'-');
    let is_time = time.starts_with(|c: char| c.is_ascii_digit()) && time.bytes().all(is_iso);
    (!day.is_placeholder()).then(|| [day.iso().as_str(), if is_time { "T" } else { "" }, if is_time { time } else { "" }].concat())
}

/// The same, with the time in whatever way it is written.
pub fn iso_with_time(text: &str, tag: Option<&str>) -> Option<String> {
    let text = text.trim();
    if Day::parse(text).is_some() {
        let date = iso(text, tag)?;
        let rest = text.split_once(['T', 't', ' ']).map_or("", |(_, rest)| rest);
        return Some(if date.len() > 10 { date } else { date + &clock(rest) });
    }
    // A time may stand before the year.
    let (from, to) = match text.find(':') {
        Some(at) => (text[..at].rfind(' ').unwrap_or(0), text[at..].find(' ').map_or(text.len(), |length| at + length)),
        None => (text.len(), text.len()),
    };
    Some(iso(&[&text[..from], &text[to..]].concat(), tag)? + &clock(&text[from..]))
}

/// The time of day that a text begins with, and its zone where it is told: a time that does not tell it is kept as it is.
fn clock(text: &str) -> String {
    let text = text.trim_start().to_ascii_lowercase();
    let mut parts = [0_u8; 3];
    let (mut part, mut end) = (0, 0);
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' if part < 3 => parts[part] = parts[part].saturating_mul(10).saturating_add(byte - b'0'),
            // Parts of seconds are left out.
            b':' | b'.' if part < 3 => part += 1,
            b'0'..=b'9' => {}
            _ => break,
        }
        end += 1;
    }
    let [mut hour, minute, second] = parts;
    if part == 0 || hour > 23 || minute > 59 || second > 60 {
        return String::new();
    }
    let mut told = "";
    for word in text[end..].split(' ') {
        match word {
            "am" | "a.m." if hour == 12 => hour = 0,
            "pm" | "p.m." if hour < 12 => hour += 12,
            _ if told.is_empty() => told = zone(word),
            _ => {}
        }
    }
    let (hours, minutes) = told.split_at(told.len().min(3));
    let colon = if minutes.len() == 2 { ":" } else { "" };
    format!("T{hour:02}:{minute:02}:{second:02}{}{colon}{minutes}", if hours == "z" { "Z" } else { hours })
}

/// The zones that e-mails name.
const ZONES: &str = "gmt=z ut=z utc=z z=z edt=-0400 est=-0500 cdt=-0500 cst=-0600 mdt=-0600 mst=-0700 pdt=-0700 pst=-0800";

/// The offset that a word in small letters names, `-0500` or `-05:00`; empty where it is no zone.
fn zone(word: &str) -> &str {
    for zone in ZONES.split(' ') {
        if let Some(offset) = zone.strip_prefix(word)
            && let Some(offset) = offset.strip_prefix('=')
        {
            return offset;
        }
    }
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let is_offset = word.starts_with(['+', '-']) && digits == 4 && (word.len() == 5 || word.len() == 6 && word.as_bytes()[3] == b':');
    if is_offset { word } else { "" }
}

#[cfg(test)]
mod tests {
    use super::iso_with_time as iso;

    #[test]
    fn dates_of_feeds() {
        for (given, told) in [
            ("Sun, 02 Mar 2031 08:00:00 GMT", Some("2031-03-02T08:00:00Z")),
            ("2 March 31 08:00 +0100", Some("2031-03-02T08:00:00+01:00")),
            ("Sun, 02 Mar 2031 08:00:00 EST", Some("2031-03-02T08:00:00-05:00")),
            ("Mon Mar 03 10:15:00 UTC 2031", None),
            ("March 2, 10:45 AM", None),
            ("2 Mar 15:30", None),
            ("2 March, 10 min read", None),
            ("Mar 2 · 30 comments", None),
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
            assert_eq!(iso(given, None).as_deref(), told, "{given}");
        }
    }

    #[test]
    fn dates_of_pages() {
        for (given, told) in [
            ("2031-03-02 08:00:00", Some("2031-03-02T08:00:00")),
            ("2031-03-02 08:00:00 +0100 CET", Some("2031-03-02T08:00:00+01:00")),
            ("2031-03-02UTC08:00", Some("2031-03-02")),
            ("20310302", Some("2031-03-02")),
            ("20310302T080000Z", Some("2031-03-02T080000Z")),
            ("Thu, 03/20/2031 - 14:39", Some("2031-03-20T14:39:00")),
            ("2031-03-02 08:00:00.250", Some("2031-03-02T08:00:00.250")),
            ("2031-03-02 12:05 a.m. +01:00", Some("2031-03-02T00:05:00+01:00")),
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
