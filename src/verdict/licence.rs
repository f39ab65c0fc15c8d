//! What a licence asks for.

use std::borrow::Cow;

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
    let mut parts = licence.split(|c: char| !c.is_ascii_alphanumeric()).skip_while(|part| *part != "by");
    let is_cc = licence.contains("cc-by") || licence.contains("cc by") || licence.contains("/licenses/by");
    let mut asked = Vec::new();
    let mut ask = |condition| {
        if !asked.contains(&condition) {
            asked.push(condition);
        }
    };
    if is_cc && parts.next().is_some() {
        // The credit that they ask for includes a link, where one can be made.
        [Condition::Credit, Condition::Link].into_iter().for_each(&mut ask);
        for part in parts {
            match part {
                "nd" => ask(Condition::NoChanges),
                "sa" => ask(Condition::SameLicence),
                "nc" => ask(Condition::NotCommercial),
                _ => break,
            }
        }
    }
    WORDS.iter().filter(|(words, _)| licence.contains(words)).for_each(|(_, condition)| ask(*condition));
    asked
}

/// A licence's identifier, where its address at Creative Commons tells one: `CC-BY-4.0` of `https://creativecommons.org/licenses/by/4.0/`.
pub fn identifier(licence: &str) -> Cow<'_, str> {
    let licence = licence.trim();
    let Some((_, rest)) = licence.split_once("creativecommons.org/") else { return licence.into() };
    let mut parts = rest.split('/').filter(|part| !part.is_empty());
    match (parts.next(), parts.next(), parts.next()) {
        (Some("licenses"), Some(kind), Some(version)) => format!("CC-{}-{version}", kind.to_ascii_uppercase()).into(),
        (Some("publicdomain"), Some("zero"), Some(version)) => format!("CC0-{version}").into(),
        _ => licence.into(),
    }
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
        assert_eq!(asked("https://creativecommons.org/licenses/by-nc-sa/3.0/"), ["credit", "link", "not-commercial", "same-licence"]);
        assert_eq!(asked("Republish freely: no changes, link back to us"), ["link", "no-changes"]);
        assert_eq!(asked("CC0-1.0"), [""; 0]);
        assert_eq!(asked("All rights reserved, by the Gazette"), [""; 0]);
    }

    #[test]
    fn addresses_of_creative_commons_are_identifiers() {
        assert_eq!(identifier("https://creativecommons.org/licenses/by-nd/4.0/deed.de"), "CC-BY-ND-4.0");
        assert_eq!(identifier("http://creativecommons.org/publicdomain/zero/1.0/"), "CC0-1.0");
        assert_eq!(identifier(" https://gazette.example/terms "), "https://gazette.example/terms");
    }
}
