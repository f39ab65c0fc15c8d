//! Why a pack is refused, or a part of it is not searched.

use serde_json::Value;
use thiserror::Error;

/// Why a pack is refused. Its words are English; an interface in another language makes its own from [`PackError::code`] and
/// [`PackError::args`].
#[derive(Debug, Clone, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum PackError {
    /// Another kind of file.
    #[error("this is not a Wherefrom pack (its first bytes are others)")]
    Foreign,
    /// Made by a newer Wherefrom.
    #[error("the pack has format version {found}, newer than version {known} that is read here; update Wherefrom")]
    Newer {
        /// The file's format version, and the newest that is read.
        found: u16,
        /// The newest that is read.
        known: u16,
    },
    /// Made by an older Wherefrom.
    #[error("the pack has format version {found}, and only version {known} is read; build it anew from its documents")]
    Older {
        /// The file's format version.
        found: u16,
        /// The only one that is read.
        known: u16,
    },
    /// Its fingerprints are of words that are none today.
    #[error(
        "the pack was built under other rules of what a word is (version {found}; here it is {known}), so nothing would be found \
         in it; build it anew from its documents"
    )]
    Words {
        /// The version of the rules that META tells; 0 where it tells none.
        found: u64,
        /// [`wherefrom_text::WORDS_VERSION`].
        known: u32,
    },
    /// The file is shorter than it says.
    #[error("the pack is cut short: {what} should end at byte {end}, the file has {have}; fetch it again")]
    Truncated {
        /// What ends too early.
        what: String,
        /// The byte behind its last.
        end: u64,
        /// Bytes of the file.
        have: u64,
    },
    /// Some of its bytes are others than were written.
    #[error("the pack is damaged: section {section} does not match its checksum; fetch it again")]
    Checksum {
        /// The section's name, or "table".
        section: String,
    },
    /// What it says cannot be.
    #[error("the pack is damaged: section {section} at byte {at}: {what}")]
    Damaged {
        /// The section's name, or "table".
        section: &'static str,
        /// The byte in the section, as far as it is known.
        at: usize,
        /// What is wrong there.
        what: &'static str,
    },
    /// A section is lacking.
    #[error("the pack has no section {section}; it is not complete")]
    Missing {
        /// The section's name.
        section: &'static str,
    },
    /// A document was asked for that is not there; in a check, since a damaged fingerprint names it.
    #[error("the pack has no document {number}; it has {of}, numbered from 0")]
    NoDocument {
        /// The number that was asked for.
        number: usize,
        /// Documents of the pack.
        of: usize,
    },
}

impl PackError {
    /// What the error is, in a word that does not change.
    pub fn code(&self) -> &'static str {
        match self {
            PackError::Foreign => "pack-foreign",
            PackError::Newer { .. } => "pack-newer",
            PackError::Older { .. } => "pack-older",
            PackError::Words { .. } => "pack-words",
            PackError::Truncated { .. } => "pack-truncated",
            PackError::Checksum { .. } => "pack-checksum",
            PackError::Damaged { .. } => "pack-damaged",
            PackError::Missing { .. } => "pack-incomplete",
            PackError::NoDocument { .. } => "pack-no-document",
        }
    }

    /// What its words are made with: strings and numbers, by name.
    pub fn args(&self) -> Vec<(&'static str, Value)> {
        match self {
            PackError::Foreign => Vec::new(),
            PackError::Newer { found, known } | PackError::Older { found, known } => {
                vec![("found", (*found).into()), ("known", (*known).into())]
            }
            PackError::Words { found, known } => vec![("found", (*found).into()), ("known", (*known).into())],
            PackError::Truncated { what, end, have } => {
                vec![("what", what.as_str().into()), ("end", (*end).into()), ("have", (*have).into())]
            }
            PackError::Checksum { section } => vec![("section", section.as_str().into())],
            PackError::Damaged { section, at, what } => {
                vec![("section", (*section).into()), ("at", (*at).into()), ("what", (*what).into())]
            }
            PackError::Missing { section } => vec![("section", (*section).into())],
            PackError::NoDocument { number, of } => vec![("number", (*number).into()), ("of", (*of).into())],
        }
    }
}
