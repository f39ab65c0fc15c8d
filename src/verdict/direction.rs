//! Which of two texts came first, as far as their dates tell. A date is no proof of who copied: the words say when,
//! never who.

use std::cmp::Ordering;

use wherefrom_text::date::{Day, Period, instant, publication_order};
use wherefrom_text::model::Direction;

/// Seen from the page: `Earlier` if the source was published on a day before the page. Where both give a time with its
/// zone and the hours say otherwise than the days, it is the same day. A month or a year is before or after a day only
/// as a whole.
pub fn direction(page: Option<&str>, source: Option<&str>) -> Direction {
    let (Some(page), Some(source)) = (page, source) else { return Direction::Unknown };
    let (Some(page_period), Some(source_period)) = (Period::parse(page), Period::parse(source)) else { return Direction::Unknown };
    let days = if source_period.last < page_period.first {
        Ordering::Less
    } else if source_period.first > page_period.last {
        Ordering::Greater
    } else if page_period.first == page_period.last && source_period.first == source_period.last {
        Ordering::Equal
    } else {
        return Direction::Unknown;
    };
    let hours = instant(source).zip(instant(page)).map_or(days, |(source, page)| source.cmp(&page));
    match days {
        Ordering::Less if hours == days => Direction::Earlier,
        Ordering::Greater if hours == days => Direction::Later,
        _ => Direction::SameDay,
    }
}

/// Which of several dates is before all others; `None` where that is not known.
pub fn earliest(dates: &[Option<&str>]) -> Option<usize> {
    let first = (0..dates.len()).min_by_key(|&at| publication_order(dates[at]))?;
    let is_sooner = |other: Option<&str>| Some(instant(dates[first]?)? < instant(other?)?);
    let is_first = |other| is_sooner(other) == Some(true) || direction(other, dates[first]) == Direction::Earlier;
    dates.iter().enumerate().all(|(at, date)| at == first || is_first(*date)).then_some(first)
}

/// How many days a source that is later than the page is later; 0 where its day or the page's is not told.
pub fn days_later(page: Option<&str>, source: Option<&str>) -> Option<i64> {
    if direction(page, source) != Direction::Later {
        return None;
    }
    let days = page.and_then(Day::parse).zip(source.and_then(Day::parse)).map(|(page, source)| page.days_to(source));
    Some(days.unwrap_or(0).max(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_decide() {
        assert_eq!(direction(Some("2031-03-02"), Some("2031-03-01T23:59:00Z")), Direction::Earlier);
        assert_eq!(direction(Some("2031-03-02T01:00:00Z"), Some("2031-03-02")), Direction::SameDay);
        assert_eq!(direction(Some("2031-03-02"), Some("2031-03-09")), Direction::Later);
        // A quarter of an hour later, on the day before by its own clock.
        assert_eq!(direction(Some("2031-03-02T00:30:00+01:00"), Some("2031-03-01T23:45:00Z")), Direction::SameDay);
        assert_eq!(direction(Some("2031-03-02"), Some("2031-02")), Direction::Earlier);
        assert_eq!(direction(Some("2031-03-02"), Some("2031")), Direction::Unknown);
        assert_eq!(direction(None, Some("2031-03-09")), Direction::Unknown);
        assert_eq!(days_later(Some("2031-03-02"), Some("2031-03-09T10:00:00Z")), Some(7));
        assert_eq!(days_later(Some("2031-03-02"), Some("2031-04")), Some(0));
        assert_eq!(days_later(Some("2031-03-02"), Some("2031-03-01")), None);
    }

    #[test]
    fn the_earliest_is_before_all_others() {
        let zones = [Some("2031-03-04T20:00-05:00"), Some("2031-03-05T01:00+09:00")];
        assert_eq!(earliest(&zones), Some(1));
        assert_eq!(earliest(&[zones[0], zones[1], zones[1]]), None);
        assert_eq!(earliest(&[Some("2031-03-04"), Some("2031-03-02"), Some("2031-04")]), Some(1));
        assert_eq!(earliest(&[Some("2031-03-02"), None]), None);
        assert_eq!(earliest(&[Some("2031-03-02"), Some("2031-03-02T08:00Z")]), None);
        assert_eq!(earliest(&[Some("2031-03-02"), Some("2031-03")]), None);
        assert_eq!(earliest(&[None]), Some(0));
        assert_eq!(earliest(&[]), None);
    }
}
