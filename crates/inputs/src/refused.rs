//! What could not be used, and how it is told.

use std::fmt;

/// What could not be used: where, and why. Both may repeat what an input or its name says, so whoever shows them to a reader has to
/// see to control characters and to signs of direction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// "file", "file:line" or "file: record N".
    pub place: String,
    /// The reason, without a full stop.
    pub why: String,
    /// What is passed over.
    pub what: What,
}

/// What is passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// All that is at the place.
    All,
    /// The end of a file; the reason says what was used.
    Rest,
    /// A page in a web archive that is no article. Half of them are: they are better counted than told one by one.
    Ordinary,
    /// So many records of a web archive or rows of a file; the reason says which.
    Counted(u64),
}

impl Refused {
    /// All that is at a place.
    pub fn new(place: impl Into<String>, why: impl Into<String>) -> Refused {
        Refused { place: place.into(), why: why.into(), what: What::All }
    }

    /// So many of what is at a place; `why` says which.
    pub fn counted(place: impl Into<String>, why: impl Into<String>, count: u64) -> Refused {
        Refused { what: What::Counted(count), ..Refused::new(place, why) }
    }

    /// What is left of a file; `why` says what was used.
    pub fn rest(place: impl Into<String>, why: impl Into<String>) -> Refused {
        Refused { what: What::Rest, ..Refused::new(place, why) }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.why)
    }
}

impl std::error::Error for Refused {}
