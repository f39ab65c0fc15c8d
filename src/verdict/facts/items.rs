//! What stands in a gap, in its order: numbers, dates, names, other words of substance.

use std::ops::Range;

use super::date::{self, Date};
use super::number::{self, Number};
use super::side::{Pair, Side, Word};
use wherefrom_text::Flags;

pub enum Item {
    Number(Number),
    Date(Date),
    /// Where its words are.
    Name(Range<usize>),
    Word(usize),
}

/// Numbers and dates go on beyond the gap, into words that both sides have: of "ninety-one" and "ninety-four" the gap has the ends.
pub fn items(side: &Side<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    let mut at = 0;
    while at < side.gap.end {
        let (item, end) = if let Some(date) = date::at(side, at) {
            let end = date.at.end;
            (Some(Item::Date(date)), end)
        } else if let Some(number) = number::at(side, at) {
            let end = number.at.end;
            (Some(Item::Number(number)), end)
        } else if at < side.gap.start {
            (None, at + 1)
        } else if is_name(side, at) {
            let end = name_end(side, at);
            (Some(Item::Name(at..end)), end)
        } else {
            (is_substance(side, at).then_some(Item::Word(at)), at + 1)
        };
        if end > side.gap.start {
            items.extend(item);
        }
        at = end;
    }
    items
}

/// Puts in the number of a side of which the gap has only what stands before it, or nothing: "a thousand" where the other side has
/// "two thousand", "тысяча" where it has "две тысячи".
pub fn go_on_alike(pair: &Pair<'_>, page: &mut Vec<Item>, source: &mut Vec<Item>) {
    let (shorter, side, longer, other) =
        if page.len() < source.len() { (page, &pair.page, &*source, &pair.source) } else { (source, &pair.source, &*page, &pair.page) };
    let goes_on = matches!(longer.last(), Some(Item::Number(number)) if number.at.end > other.gap.end);
    let is_told = matches!(shorter.last(), Some(Item::Number(_)));
    if shorter.len() + 1 == longer.len() && goes_on && !is_told && side.gap.end < side.words.len() {
        shorter.extend(number::at(side, side.gap.end).map(Item::Number));
    }
}

/// A word of a name: no title, and no letter alone, which is an initial or a party.
fn is_name(side: &Side<'_>, at: usize) -> bool {
    let word = &side.words[at];
    let in_name = word.flags.has(Flags::NAME) || side.lexicon.is_number(word.key) && number::is_in_name(side, at);
    in_name && !side.lexicon.is_title(word.key) && is_long(word)
}

fn is_long(word: &Word<'_>) -> bool {
    word.raw.chars().filter(|c| c.is_alphanumeric()).nth(1).is_some()
}

/// Small words that stand inside names.
const INSIDE_NAMES: &[&str] =
    &["of", "de", "da", "do", "di", "del", "della", "la", "le", "van", "von", "der", "den", "du", "al", "el", "y"];

/// Where a name in the gap ends.
fn name_end(side: &Side<'_>, from: usize) -> usize {
    let goes_on = |at: usize| at < side.gap.end && matches!(side.words[at].before, " " | "-" | ". " | ".");
    let mut end = from + 1;
    loop {
        let small = (end..side.gap.end).take_while(|&at| goes_on(at) && INSIDE_NAMES.contains(&&*side.words[at].normal)).count();
        let next = end + small;
        let initial = next < side.gap.end && !is_long(&side.words[next]) && side.words[next].has_capital();
        if !goes_on(next) || !(is_name(side, next) || initial) {
            return end;
        }
        end = next + 1;
    }
}

/// Whether a word says something by itself. Offices, who spoke, and the s of a possessive do not; negations are told by themselves.
fn is_substance(side: &Side<'_>, at: usize) -> bool {
    let word = &side.words[at];
    !side.lexicon.is_negation(word.key)
        && !word.flags.has(Flags(Flags::FUNCTION.0 | Flags::FORMULA.0))
        && !side.lexicon.is_title(word.key)
        && is_long(word)
}
