//! The forms of a name's words: inflected, with a particle or an article written onto them.

/// Letters that a form may end with in place of the name's own: "Küstenboten", "Маяка", "Kustpostens".
const ENDING: usize = 3;
/// Of the name's own letters so many may go: "Новая", "Новой".
const LOST: usize = 2;
/// Letters that go when a word is inflected: vowels and the like. "The Time" is no form of The Times.
const SOFT: &str = "aąeęioóuyаеёєиіїоуыюяйьηαοςυ";
/// A shorter word has no such forms, or too many others would be forms of it.
const STEM: usize = 3;
/// Prepositions and conjunctions that Arabic and Hebrew write onto a word.
const PARTICLES: &[char] = &['و', 'ف', 'ب', 'ل', 'ك', 'ב', 'ל', 'ה', 'ו', 'מ', 'ש', 'כ'];

/// Whether a word is a form of a word of a name. A name of one word loses one letter at most, since it may be a common one.
pub fn is_form(name: &str, word: &str, alone: bool) -> bool {
    if name == word {
        return true;
    }
    // Most words are told by their first letter: but for particles and what stands before an apostrophe it is the name's.
    if let (Some(first @ ..=0x7F), Some(other @ ..=0x7F)) = (name.bytes().next(), word.bytes().next())
        && first != other
        && !word.contains('\'')
        && !name.contains('\'')
    {
        return false;
    }
    // "l'Onda", "dell'Onda"; "Kıyı'nın".
    if let Some((before, behind)) = word.split_once('\'') {
        return behind == name || before == name && behind.chars().count() <= ENDING + 1;
    }
    if let Some((_, own)) = name.split_once('\'') {
        return own == word;
    }
    if let Some(rest) = word.strip_suffix(name) {
        // The article of Arabic is lost behind ل: "للساحل".
        return !rest.is_empty() && rest.chars().count() <= 2 && rest.chars().all(|c| PARTICLES.contains(&c));
    }
    if let Some(own) = name.strip_prefix("ال")
        && word.strip_suffix(own).is_some_and(|rest| rest.chars().count() <= 3 && rest.ends_with("لل"))
    {
        return true;
    }
    if word.is_ascii() && name.is_ascii() && !ends_in_a_form(word) {
        return false;
    }
    let same = name.chars().zip(word.chars()).take_while(|(a, b)| a == b).count();
    let (lost, added) = (name.chars().count() - same, word.chars().count() - same);
    let most_lost = if alone { 1 } else { LOST };
    let is_cased = name.chars().any(char::is_alphabetic) && !name.chars().any(|c| !c.is_lowercase() && c.is_alphabetic());
    let is_lost = name.chars().skip(same).all(|c| SOFT.contains(c));
    is_cased && is_lost && same >= STEM && name.chars().count() > STEM && lost <= most_lost && added <= ENDING && is_ending(word, same)
}

/// Endings of cases.
const ENDINGS: &[&str] = &[
    "n", "en", "s", "es", "em", "er", "e", "m", "ns", "a", "u", "i", "y", "y", "ie", "ę", "ą", "om", "owi", "ego", "emu", "ej", "ym", "im",
    "ów", "ami", "ach", "ия", "ии", "а", "у", "е", "ы", "и", "я", "ю", "ой", "ою", "ей", "ом", "ем", "ого", "ему", "ому", "ым", "им", "ых",
    "их", "ами", "ями", "ах", "ях", "ам", "ям", "ую", "юю", "его", "ем", "ий", "ї", "ії", "ію", "ої", "ою", "єю", "ові", "еві", "ього",
    "ς", "υ", "ης", "ου", "ων", "ας", "ος", "ον", "η", "ην", "et", "ets", "en", "ens",
];

fn is_ending(word: &str, from: usize) -> bool {
    let ending: String = word.chars().skip(from).collect();
    ending.is_empty() || ENDINGS.contains(&ending.as_str())
}

/// In ASCII, English has no such forms; German, Polish, Swedish have these.
fn ends_in_a_form(word: &str) -> bool {
    ["n", "s", "m", "a", "u", "ego", "emu", "owi", "y", "i", "e", "er", "ej"].iter().any(|ending| word.ends_with(ending))
}
