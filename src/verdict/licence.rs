//! What a licence asks for.

use super::spaced::spaced;

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

/// What words ask for: those of a licence of Creative Commons, by its identifier or its address, and those that outlets use, in English. Each
/// begins a word.
const WORDS: &[(&str, Condition)] = &[
    (" cc by ", Condition::Credit),
    (" credit", Condition::Credit),
    (" attribut", Condition::Credit),
    // The credit includes a link, where one can be made.
    (" cc by ", Condition::Link),
    (" link back", Condition::Link),
    (" link to us", Condition::Link),
    (" link to the original", Condition::Link),
    (" cc by nd ", Condition::NoChanges),
    (" cc by nc nd ", Condition::NoChanges),
    (" unchanged", Condition::NoChanges),
    (" noderiv", Condition::NoChanges),
    (" cc by sa ", Condition::SameLicence),
    (" cc by nc sa ", Condition::SameLicence),
    (" share alike", Condition::SameLicence),
    (" sharealike", Condition::SameLicence),
    (" cc by nc ", Condition::NotCommercial),
    (" noncommercial", Condition::NotCommercial),
];

/// Words for others that mean the same. What denies a change asks for something.
const SAME: &[(&str, &str)] = &[
    (" licenses by ", " cc by "),
    (" commons by ", " cc by "),
    (" no change", " unchanged"),
    (" no deriv", " noderiv"),
    (" non commercial", " noncommercial"),
];

/// What denies, or leaves open, what stands beside it.
const DENIALS: &[&str] = &[" no ", " not ", "n't ", " never ", " neither ", " cannot ", " optional ", " appreciated "];

/// What a licence asks for, as far as can be read from its SPDX identifier, from its address at Creative Commons, or from its words. A
/// sentence that denies anything asks for nothing, since it is not read what; unless it denies what is "without" ("no reprint without credit").
pub fn conditions(licence: &str) -> Vec<Condition> {
    let mut asked = Vec::new();
    for sentence in licence.split('.') {
        let sentence = SAME.iter().fold(spaced(sentence), |text, (words, same)| text.replace(words, same));
        let is_denied = DENIALS.iter().any(|words| sentence.contains(words)) != sentence.contains(" without ");
        for (words, condition) in WORDS {
            let is_asked = sentence.contains(words) && (!is_denied || words.starts_with(" cc"));
            if is_asked && !asked.contains(condition) {
                asked.push(*condition);
            }
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
        assert_eq!(asked("CC BY ND"), ["credit", "link", "no-changes"]);
        assert_eq!(asked("cc by 4.0, Hansen & Cie SA"), ["credit", "link"]);
        assert_eq!(asked("Creative Commons Attribution-NonCommercial-NoDerivatives"), ["credit", "no-changes", "not-commercial"]);
        assert_eq!(asked("Non-commercial use only. Credit the Gazette and link to the original"), ["not-commercial", "credit", "link"]);
        assert_eq!(asked("With credit and no changes"), ["credit", "no-changes"]);
        assert_eq!(asked("No reprint without attribution"), ["credit"]);
    }

    #[test]
    fn what_a_licence_denies_it_does_not_ask_for() {
        for licence in [
            "MIT-0 (no attribution required)",
            "MIT No Attribution",
            "no credit needed",
            "see link to terms",
            "Attribution is not required, a link back is appreciated",
            "You don’t have to credit us",
            "You needn't link back to us",
            "Free for all, without credit",
            "Attribution: optional",
            "Attribution, while appreciated, is not required",
            "Neither credit nor a link to us is asked for",
            "Need not be unchanged",
            "accredited media",
        ] {
            assert_eq!(asked(licence), [""; 0], "{licence}");
        }
    }
}
