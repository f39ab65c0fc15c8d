//! Names: when two are one, and when one stands for the other.

use std::ops::Range;

use super::side::{Pair, Side, Word};
use wherefrom_text::spelling::fold;

/// Words of a name that is told as changed.
const MAX_WORDS: usize = 4;
/// In a short name a letter makes another: Grey and Gray are two people, Organisation and Organization one word.
const LONG_NAME: usize = 7;

/// Whether two names may be one: equal but for spelling, abbreviated, inflected, or one a part of the other.
pub fn are_one(a: &[Word<'_>], b: &[Word<'_>]) -> bool {
    let (ours, theirs) = (parts(a), parts(b));
    let shares = ours.iter().any(|x| theirs.iter().any(|y| is_one_word(x, y)));
    let joined = |parts: &[String]| parts.concat();
    shares || joined(&ours) == joined(&theirs) || are_initials(a, &theirs) || are_initials(b, &ours) || sound_alike(&ours, &theirs)
}

/// The words of a name that say which it is: without small words, possessives, accents.
fn parts(words: &[Word<'_>]) -> Vec<String> {
    let lower = |w: &&Word<'_>| w.has_capital() || w.raw.starts_with(|c: char| !c.is_lowercase());
    words.iter().filter(lower).map(|w| plain(&w.normal)).collect()
}

fn plain(normal: &str) -> String {
    let body = normal.strip_suffix("'s").or_else(|| normal.strip_suffix('\'')).unwrap_or(normal);
    let plain: String = body.chars().filter(|c| !matches!(c, '\'' | '.' | '-')).map(without_accent).collect();
    plain.strip_suffix("men").map_or_else(|| plain.clone(), |stem| format!("{stem}man"))
}

fn without_accent(c: char) -> char {
    const ACCENTS: [(&str, char); 10] = [
        ("áàâãäåāăą", 'a'),
        ("çćč", 'c'),
        ("éèêëēėęě", 'e'),
        ("íìîïī", 'i'),
        ("ñńň", 'n'),
        ("óòôõöøő", 'o'),
        ("śšş", 's'),
        ("úùûüūůű", 'u'),
        ("ýÿ", 'y'),
        ("źżž", 'z'),
    ];
    ACCENTS.iter().find(|(of, _)| of.contains(c)).map_or(c, |(_, plain)| *plain)
}

fn is_one_word(a: &str, b: &str) -> bool {
    let (short, long) = if a.chars().count() <= b.chars().count() { (a, b) } else { (b, a) };
    let spelled = a.len() >= LONG_NAME && fold(a) == fold(b);
    a == b || spelled || is_abbreviation(short, long) || are_inflected(short, long) || without_e(a) == without_e(b)
}

/// Müller is written Mueller where there is no ü.
fn without_e(name: &str) -> String {
    name.replace("ue", "u").replace("oe", "o").replace("ae", "a")
}

/// "Ark" for Arkansas, "Va" for Virginia, "Sen" for Senate, "Chris" for Christopher.
fn is_abbreviation(short: &str, long: &str) -> bool {
    let mut letters = long.chars();
    let in_order = short.chars().all(|c| letters.any(|l| l == c));
    let len = short.chars().count();
    let begins = len >= 3 && long.starts_with(short);
    begins || (2..=4).contains(&len) && long.chars().count() >= len + 2 && in_order && short.chars().next() == long.chars().next()
}

/// Letters that forms of a name have in common.
const STEM: usize = 4;
const ENDINGS: &[&str] = &["", "s", "es", "n", "an", "ian", "i", "is", "ish", "ese", "ans", "ians", "ic"];

/// "Iraq" and "Iraqi", "China" and "Chinese"; in other alphabets and Slavic languages the endings of cases.
fn are_inflected(short: &str, long: &str) -> bool {
    let alike = short.chars().zip(long.chars()).take_while(|(a, b)| a == b).count();
    let rest = |name: &str| name.chars().skip(alike).collect::<String>();
    let (short, long) = (rest(short), rest(long));
    let is_ending = |rest: &str| ENDINGS.contains(&rest) || !rest.is_ascii() && rest.chars().count() <= 3;
    let is_vowel = |rest: &str| rest.is_empty() || matches!(rest, "a" | "e" | "o" | "y" | "ia");
    alike >= STEM && is_ending(&long) && (is_ending(&short) || is_vowel(&short))
}

/// "UN" for the United Nations, "U.S." for the United States, "N.J."
fn are_initials(short: &[Word<'_>], long: &[String]) -> bool {
    let [one] = short else { return false };
    let letters: String = one.normal.chars().filter(|c| c.is_alphanumeric()).collect();
    let initials: String = long.iter().filter_map(|part| part.chars().next()).collect();
    long.len() >= 2 && (letters == initials || letters.strip_suffix('s') == Some(&initials))
}

/// "Leo XIV" and "Leo the Fourteenth": Roman numerals on one side only.
pub fn are_counted_otherwise(a: &[Word<'_>], b: &[Word<'_>]) -> bool {
    let is_roman = |words: &[Word<'_>]| matches!(words, [one] if one.raw.len() > 1 && one.raw.chars().all(|c| "IVXLCDM".contains(c)));
    is_roman(a) != is_roman(b)
}

/// Names out of another alphabet, in two spellings: Muammar Qaddafi, Moammar Gadhafi. Of one word alone that is not sure.
fn sound_alike(a: &[String], b: &[String]) -> bool {
    let sound = |name: &String| {
        let mut sound: Vec<char> = Vec::new();
        for c in name.chars() {
            let c = match c {
                'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | 'w' => continue,
                'q' | 'g' | 'c' | 'k' => 'k',
                'z' | 's' => 's',
                c => c,
            };
            if sound.last() != Some(&c) {
                sound.push(c);
            }
        }
        sound
    };
    a.len() >= 2 && a.len() == b.len() && a.iter().zip(b).all(|(a, b)| sound(a) == sound(b))
}

/// Words of names that say of what kind it is and not which.
const KINDS: &str = "department departments district districts company companies inc corp ltd committee council county counties city cities \
    state states association authority agency office board commission center centre university college school schools \
    program programme programs grant grants act bill house senate congress government administration ministry parliament \
    community service services fire rescue police court party";

/// Whether one name stands for another: each alone in its place, and on the other side nowhere else in the sentence.
pub fn differ(pair: &Pair<'_>, page: &Range<usize>, source: &Range<usize>) -> bool {
    let (ours, theirs) = (&pair.page.words[page.clone()], &pair.source.words[source.clone()]);
    let (len, other) = (parts(ours).len(), parts(theirs).len());
    let elsewhere = |name: &[Word<'_>], side: &Side<'_>| {
        let names = parts(name);
        side.words.iter().any(|w| w.has_capital() && names.contains(&plain(&w.normal)))
    };
    let says_which = |name: &[Word<'_>]| parts(name).iter().any(|part| !KINDS.split_ascii_whitespace().any(|kind| kind == part));
    says_which(ours)
        && says_which(theirs)
        && len.max(other) <= MAX_WORDS
        && len.abs_diff(other) <= 1
        && !elsewhere(ours, &pair.source)
        && !elsewhere(theirs, &pair.page)
}
