//! What a licence asks for.

/// What a licence asks of those who take a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    Credit,
    Link,
    NoChanges,
    SameLicence,
    NotCommercial,
}

impl Condition {
    pub fn as_str(self) -> &'static str {
        match self {
            Condition::Credit => "credit",
            Condition::Link => "link",
            Condition::NoChanges => "no-changes",
            Condition::SameLicence => "same-licence",
            Condition::NotCommercial => "not-commercial",
        }
    }
}

/// What stands in a licence of Creative Commons, by its identifier or its address, and what is asked for there. The credit that it asks for
/// includes a link, where one can be made.
const CREATIVE_COMMONS: &[(&str, Condition)] = &[
    ("by", Condition::Credit),
    ("by", Condition::Link),
    ("-nd", Condition::NoChanges),
    ("-sa", Condition::SameLicence),
    ("-nc", Condition::NotCommercial),
];

/// What an outlet asks for in its own words, in English.
const WORDS: &[(&str, Condition)] = &[
    ("credit", Condition::Credit),
    ("attribut", Condition::Credit),
    ("link back", Condition::Link),
    ("link to", Condition::Link),
    ("no change", Condition::NoChanges),
    ("no derivative", Condition::NoChanges),
    ("unchanged", Condition::NoChanges),
    ("share alike", Condition::SameLicence),
    ("sharealike", Condition::SameLicence),
    ("non-commercial", Condition::NotCommercial),
    ("noncommercial", Condition::NotCommercial),
];

/// What a licence asks for, as far as can be read from its SPDX identifier, from its address at Creative Commons, or from its words.
pub fn conditions(licence: &str) -> Vec<Condition> {
    let licence = licence.to_ascii_lowercase();
    let is_cc = ["cc-by", "cc by", "/licenses/by"].iter().any(|words| licence.contains(words));
    let mut asked = Vec::new();
    for (words, condition) in if is_cc { CREATIVE_COMMONS } else { WORDS } {
        if licence.contains(words) && !asked.contains(condition) {
            asked.push(*condition);
        }
    }
    asked
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(licence: &str) -> Vec<&'static str> {
        conditions(licence).into_iter().map(Condition::as_str).collect()
    }

    #[test]
    fn licences_tell_what_they_ask_for() {
        assert_eq!(asked("CC-BY-4.0"), ["credit", "link"]);
        assert_eq!(asked("CC BY-ND 4.0"), ["credit", "link", "no-changes"]);
        assert_eq!(asked("https://creativecommons.org/licenses/by-nc-sa/3.0/"), ["credit", "link", "same-licence", "not-commercial"]);
        assert_eq!(asked("Republish freely: no changes, link back to us"), ["link", "no-changes"]);
        assert_eq!(asked("CC0-1.0"), [""; 0]);
        assert_eq!(asked("All rights reserved, by the Gazette"), [""; 0]);
    }
}
