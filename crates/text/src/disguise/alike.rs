//! Letters of other scripts that look alike.
//!
//! Which do is told by the tables of Unicode (UTS #39), of which these are the letters that pass for an ASCII one at a glance; all of
//! them would be more than the engine may grow by.

use super::look_up;
use crate::marks::is_apostrophe;

/// Letters of other scripts that look like a Latin one: Cyrillic, Greek, Armenian.
pub const LATIN: &[(&str, &str)] = &[
    ("АВЕЅІЈКМНОРСТУХҺԀԚԜӀѴаеѕіјорсухһԁԛԝӏѵвкмнт", "ABESIJKMHOPCTYXHDQWIVaesijopcyxhdqwlvbkmht"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϳοϲανρικυτ", "ABEZHIKMNOPTYXCjocavpikut"),
    ("օսհյԼՕՏՍ", "ouhjLOSU"),
];
/// And Latin letters that look like one of these.
pub const CYRILLIC: &[(&str, &str)] = &[("ABESIJKMHOPCTYXaecopyxijs", "АВЕЅІЈКМНОРСТУХаесорухіјѕ")];
pub const GREEK: &[(&str, &str)] = &[("ABEZHIKMNOPTYXov", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧον")];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Greek,
    Armenian,
}

fn script(c: char) -> Option<Script> {
    match c {
        'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' if c != '\u{D7}' && c != '\u{F7}' => Some(Script::Latin),
        '\u{370}'..='\u{3FF}' => Some(Script::Greek),
        '\u{400}'..='\u{52F}' => Some(Script::Cyrillic),
        '\u{530}'..='\u{58F}' => Some(Script::Armenian),
        _ => None,
    }
}

/// In fewer small Latin letters a Greek one is a symbol: "TNFα", "μm".
const WORD_LETTERS: usize = 3;

/// Whether what is of another script stands where a language puts it: the ending that a Russian or Bulgarian gives a Latin name
/// ("SMSка", "Google’а"), the rest of a brand behind capitals ("VKонтакте"), a numeral behind a Russian word ("КиноXXI"), a Greek letter before or behind a Latin word
/// ("cosα").
fn is_grown(word: &str) -> bool {
    if let Some((stem, ending)) = word.rsplit_once(is_apostrophe) {
        return alike(stem).is_none() && alike(ending).is_none();
    }
    let of = |wanted: Script| move |c: &char| script(*c) == Some(wanted);
    let letters: Vec<char> = word.chars().filter(|c| script(*c).is_some()).collect();
    let (first, other) = match letters.first() {
        Some(c) if of(Script::Cyrillic)(c) => (Script::Cyrillic, Script::Latin),
        _ => (Script::Latin, Script::Cyrillic),
    };
    let stem = letters.iter().take_while(|c| of(first)(c)).count();
    let ending = &letters[stem..];
    let is_ending = !ending.is_empty() && ending.iter().all(of(other));
    let is_capital = stem >= 2 && letters[..stem].iter().all(|c| c.is_uppercase());
    let greek = letters.iter().filter(|c| of(Script::Greek)(c)).count();
    let at_an_end = letters.first().is_some_and(of(Script::Greek)) || letters.last().is_some_and(of(Script::Greek));
    stem >= 2 && is_ending && (ending.len() >= 2 || is_capital) || greek == 1 && at_an_end && letters.len() > 2
}

/// The letters that a word of more than one script is of, for whom the others look like theirs.
pub fn alike(word: &str) -> Option<&'static [(&'static str, &'static str)]> {
    let is_mixed = word.chars().filter_map(script).any(|other| word.chars().find_map(script) != Some(other));
    if !is_mixed || is_grown(word) {
        return None;
    }
    let scripts = || word.chars().filter_map(|c| Some((c, script(c)?)));
    let first = scripts().next()?.1;
    let other = scripts().find(|(_, script)| *script != first)?.1;
    let all_alike = |of: Script, tables: &[(&str, &str)]| {
        scripts().any(|(_, script)| script == of) && scripts().all(|(c, script)| script == of || look_up(tables, c).is_some())
    };
    let small = word.chars().filter(char::is_ascii_lowercase).count();
    let as_latin = all_alike(Script::Latin, LATIN) && (first != Script::Greek && other != Script::Greek || small >= WORD_LETTERS);
    let of = |wanted: Script| scripts().filter(|(_, script)| *script == wanted).count();
    let as_cyrillic = all_alike(Script::Cyrillic, CYRILLIC) && (!as_latin || of(Script::Cyrillic) > of(Script::Latin));
    let as_greek = all_alike(Script::Greek, GREEK) && of(Script::Greek) > of(Script::Latin);
    if as_cyrillic {
        Some(CYRILLIC)
    } else if as_greek {
        Some(GREEK)
    } else {
        as_latin.then_some(LATIN)
    }
}
