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

/// What is told behind "by" in a licence of Creative Commons, by its identifier or its address.
const CREATIVE_COMMONS: &[(&str, Condition)] =
    &[("nd", Condition::NoChanges), ("sa", Condition::SameLicence), ("nc", Condition::NotCommercial)];

/// What an outlet asks for in its own words, in English. Each begins a word.
const WORDS: &[(&str, Condition)] = &[
    (" credit", Condition::Credit),
    (" attribut", Condition::Credit),
    (" link back", Condition::Link),
    (" link to us", Condition::Link),
    (" link to the original", Condition::Link),
    (" link to the article", Condition::Link),
    (" link to the source", Condition::Link),
    (" unchanged", Condition::NoChanges),
    (" noderiv", Condition::NoChanges),
    (" share alike", Condition::SameLicence),
    (" sharealike", Condition::SameLicence),
    (" noncommercial", Condition::NotCommercial),
];

/// Words that deny what stands beside them, or leave it open. The last one is what "don't" ends in.
const DENIALS: &[&str] = &["no", "not", "never", "neither", "cannot", "unnecessary", "optional", "appreciated", "welcome", "t"];

/// What a licence asks for, as far as can be read from its SPDX identifier, from its address at Creative Commons, or from its words. A
/// sentence that denies anything asks for nothing, since it is not read what; unless it denies what is "without" ("no reprint without credit").
pub fn conditions(licence: &str) -> Vec<Condition> {
    let mut asked = Vec::new();
    let mut ask = |condition| {
        if !asked.contains(&condition) {
            asked.push(condition);
        }
    };
    for sentence in licence.to_ascii_lowercase().split(&[';', '.', '!', '\n']) {
        let words: Vec<&str> = sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        for at in 1..words.len() {
            if words[at] == "by" && matches!(words[at - 1], "cc" | "commons" | "licenses") {
                // The credit includes a link, where one can be made.
                ask(Condition::Credit);
                ask(Condition::Link);
                let codes = words[at + 1..].iter().take_while(|word| CREATIVE_COMMONS.iter().any(|(code, _)| code == *word));
                let told = CREATIVE_COMMONS.iter().filter(|(code, _)| codes.clone().any(|word| word == code));
                told.for_each(|(_, condition)| ask(*condition));
            }
        }
        // What denies a change asks for something.
        let sentence = format!(" {} ", words.join(" ")).replace(" no change", " unchanged").replace(" no deriv", " noderiv");
        let sentence = sentence.replace(" non commercial", " noncommercial");
        if sentence.split(' ').any(|word| DENIALS.contains(&word)) == sentence.contains(" without ") {
            WORDS.iter().filter(|(words, _)| sentence.contains(words)).for_each(|(_, condition)| ask(*condition));
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
