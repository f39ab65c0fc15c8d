//! Which of two texts came first, as far as their dates tell. A date is no proof of who copied: the words say when,
//! never who.

use std::cmp::Ordering;

use crate::date::Day;
use crate::model::Direction;

/// Seen from the page: `Earlier` if the source was published on a day before the page.
pub fn direction(page: Option<&str>, source: Option<&str>) -> Direction {
    let (Some(page), Some(source)) = (page.and_then(Day::parse), source.and_then(Day::parse)) else { return Direction::Unknown };
    match source.cmp(&page) {
        Ordering::Less => Direction::Earlier,
        Ordering::Greater => Direction::Later,
        Ordering::Equal => Direction::SameDay,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_decide() {
        assert_eq!(direction(Some("2031-03-02"), Some("2031-03-01T23:59:00Z")), Direction::Earlier);
        assert_eq!(direction(Some("2031-03-02T01:00:00Z"), Some("2031-03-02")), Direction::SameDay);
        assert_eq!(direction(Some("2031-03-02"), Some("2031-03-09")), Direction::Later);
        assert_eq!(direction(None, Some("2031-03-09")), Direction::Unknown);
    }
}
