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

/// Syllables of those that Korean writes behind a word.
const KOREAN_PARTICLES: &str = "은는이가을를에의와과도로서으게까지부터측";

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{AC00}'..='\u{D7A3}')
}

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
    // "해안일보에", "해안일보는".
    if let Some(rest) = word.strip_prefix(name)
        && rest.starts_with(is_hangul)
    {
        return rest.chars().all(|c| KOREAN_PARTICLES.contains(c));
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
    if ALTERNATIONS.iter().any(|(own, other)| name.strip_suffix(own).is_some_and(|stem| word.strip_suffix(other) == Some(stem))) {
        return name.chars().count() > STEM;
    }
    let same = name.chars().zip(word.chars()).take_while(|(a, b)| a == b).count();
    let (lost, added) = (name.chars().count() - same, word.chars().count() - same);
    let most_lost = if alone { 1 } else { LOST };
    let is_cased = name.chars().any(char::is_alphabetic) && !name.chars().any(|c| !c.is_lowercase() && c.is_alphabetic());
    let is_lost = name.chars().skip(same).all(|c| SOFT.contains(c));
    is_cased && is_lost && same >= STEM && name.chars().count() > STEM && lost <= most_lost && added <= ENDING && is_ending(word, same)
}

/// Consonants that change before an ending: "Gazeta", "Gazecie".
const ALTERNATIONS: &[(&str, &str)] = &[
    ("ta", "cie"),
    ("ka", "ce"),
    ("ga", "dze"),
    ("da", "dzie"),
    ("ra", "rze"),
    ("ła", "le"),
    ("na", "nie"),
    ("st", "ście"),
    ("ик", "ике"),
];

/// Endings of cases, whole or behind a vowel that the name has too.
const ENDINGS: &str = "n en s es em er e m ns a u i y ie ę ą om owi ego emu ej iej ym im iem ów ami ach ám ách ům \
    х й м ми го му ия ии а у е ы и я ю ой ою ей ом ем ого ему ому ым им ых их ами ями ах ях ам ям ую юю его ий ї ії ію ої ою єю ові еві ього \
    ς υ ης ου ων ας ος ον η ην ους \
    et ets ens ne na nin nın nde nda ni nı ye ya de da den dan te ta ten tan nden ndan";

fn is_ending(word: &str, from: usize) -> bool {
    let ending: String = word.chars().skip(from).collect();
    ending.is_empty() || ENDINGS.split_ascii_whitespace().any(|known| known == ending)
}

/// In ASCII, English has no such forms; German, Polish, Swedish have these.
fn ends_in_a_form(word: &str) -> bool {
    ["n", "s", "m", "a", "u", "ego", "emu", "owi", "y", "i", "e", "er", "ej"].iter().any(|ending| word.ends_with(ending))
}
