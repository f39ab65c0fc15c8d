//! Calendar days, and texts that tell them: in ISO 8601, in e-mails, and as people write them.
//!
//! | file | idea |
//! |---|---|
//! | `stamp` | a date by itself → ISO 8601 |
//! | `written` | dates as people write them |

mod stamp;
mod written;

use std::fmt;

pub use stamp::{iso, iso_with_time};
pub use written::{find, is_weekday};

/// A day as it is written in an ISO 8601 date or time; the time of day and its zone are left out, since outlets give
/// them in their own zones and the day is what a reader is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    year: u16,
    month: u8,
    day: u8,
}

impl Day {
    /// Reads `2031-03-02`, `20310302` or a time that begins so. `None` where that is no date.
    pub fn parse(text: &str) -> Option<Day> {
        let text = text.trim();
        let digits = |range: std::ops::Range<usize>| -> Option<u16> {
            let part = text.get(range)?;
            if part.bytes().all(|b| b.is_ascii_digit()) { part.parse().ok() } else { None }
        };
        let (year, month, day, end) = match text.as_bytes().get(4)? {
            b'-' if text.as_bytes().get(7) == Some(&b'-') => (digits(0..4)?, digits(5..7)?, digits(8..10)?, 10),
            _ => (digits(0..4)?, digits(4..6)?, digits(6..8)?, 8),
        };
        let ends = !matches!(text.as_bytes().get(end), Some(b) if b.is_ascii_digit());
        if ends { Day::new(year, month, day) } else { None }
    }

    /// `None` where the calendar has no such day.
    pub fn new(year: u16, month: u16, day: u16) -> Option<Day> {
        let month_days = match month {
            4 | 6 | 9 | 11 => 30,
            2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
            2 => 28,
            _ => 31,
        };
        ((1..=12).contains(&month) && (1..=month_days).contains(&day)).then_some(Day { year, month: month as u8, day: day as u8 })
    }

    /// `2031-03-02`
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// Whether a program writes this day where it knows none: where its calendar begins or ends, in any zone.
    pub fn is_placeholder(self) -> bool {
        !(1700..=2199).contains(&self.year)
            || matches!((self.year, self.month, self.day), (1753 | 1900 | 1970 | 1980, 1, 1) | (1899 | 1969, 12, 30 | 31))
    }
}

/// A day, or a month or year of which the day is not told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    pub first: Day,
    pub last: Day,
}

impl Period {
    /// Reads what [`Day::parse`] reads, and `2031-03` and `2031`.
    pub fn parse(text: &str) -> Option<Period> {
        if let Some(day) = Day::parse(text) {
            return Some(Period { first: day, last: day });
        }
        let text = text.trim();
        let (first, last) = match text.len() {
            4 => (format!("{text}-01-01"), format!("{text}-12-31")),
            7 => (format!("{text}-01"), (28..=31).rev().map(|d| format!("{text}-{d}")).find(|d| Day::parse(d).is_some())?),
            _ => return None,
        };
        Some(Period { first: Day::parse(&first)?, last: Day::parse(&last)? })
    }
}

impl Day {
    /// Days since 1 March of the year 0 (Howard Hinnant, *chrono-Compatible Low-Level Date Algorithms*).
    fn number(self) -> i64 {
        let (month, day) = (i64::from(self.month), i64::from(self.day));
        let year = i64::from(self.year) - i64::from(month <= 2);
        year * 365 + year / 4 - year / 100 + year / 400 + (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    }

    /// From this day to another.
    pub fn days_to(self, other: Day) -> i64 {
        other.number() - self.number()
    }
}

/// A key that orders dates of publication: by the minute where the time is known, in whatever zone, and else by the end of the day. A known day
/// ranks before none.
pub fn publication_order(published: Option<&str>) -> i64 {
    let halves = |text: &str| {
        let minutes = minutes_utc(text).map_or(DAY_MINUTES * 2 - 1, |minutes| 2 * i64::from(minutes));
        Some(Day::parse(text)?.number() * DAY_MINUTES * 2 + minutes)
    };
    published.and_then(halves).unwrap_or(i64::MAX)
}

const DAY_MINUTES: i64 = 24 * 60;

/// Minutes since some midnight long ago, of a time with its zone; `None` where either is missing.
pub fn instant(text: &str) -> Option<i64> {
    let (_, time) = text.trim().split_once(['T', ' '])?;
    let zoned = time.contains(['Z', 'z', '+', '-']);
    let day = Day::parse(text)?;
    zoned.then_some(day.number() * DAY_MINUTES + i64::from(minutes_utc(text)?))
}

/// Minutes from midnight UTC of the day as written, of `2031-03-02T08:30:00+01:00`; negative or over a day's minutes
/// where the zone moves it there.
fn minutes_utc(text: &str) -> Option<i32> {
    let (_, time) = text.trim().split_once(['T', ' '])?;
    let number = |range: std::ops::Range<usize>| time.get(range)?.parse::<i32>().ok();
    let local = number(0..2)? * 60 + number(3..5)?;
    let zone = time.get(5..)?;
    let Some(at) = zone.find(['+', '-']) else { return Some(local) };
    let digits: String = zone[at + 1..].chars().filter(char::is_ascii_digit).collect();
    let offset = digits.get(..2)?.parse::<i32>().ok()? * 60 + digits.get(2..4).and_then(|m| m.parse().ok()).unwrap_or(0);
    Some(if zone[at..].starts_with('+') { local - offset } else { local + offset })
}

impl fmt::Display for Day {
    /// `12 April 2023`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const MONTHS: [&str; 12] =
            ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
        write!(f, "{} {} {}", self.day, MONTHS[usize::from(self.month) - 1], self.year)
    }
}

#[cfg(test)]
mod tests {
    use super::{Day, publication_order};

    #[test]
    fn dates() {
        assert_eq!(Day::parse("2031-03-02T08:00:00+01:00").unwrap().to_string(), "2 March 2031");
        assert!(Day::parse("2031-03-02") < Day::parse("20310303"));
        for wrong in ["", "yesterday", "2031-13-01", "2031-02-29", "2031-3-2", "12345678901"] {
            assert_eq!(Day::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn order_of_publication() {
        let times = ["2031-03-01", "2031-03-02T08:00:00+01:00", "2031-03-02T07:30:00Z", "2031-03-02"];
        assert!(times.windows(2).all(|w| publication_order(Some(w[0])) < publication_order(Some(w[1]))));
        assert!(publication_order(Some("2031-03-02")) < publication_order(None));
        let zones = ["2031-03-05T01:00+09:00", "2031-03-04T20:00-05:00"];
        assert!(publication_order(Some(zones[0])) < publication_order(Some(zones[1])));
    }
}
