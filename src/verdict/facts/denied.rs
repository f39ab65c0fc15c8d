//! Negations that came or went, and words for their opposites.

use super::items::Item;
use super::side::{Pair, Side, Word};
use super::{Fact, FactKind};
use wherefrom_text::Flags;

/// Words of a gap that may stand beside the one that counts.
const BESIDE: usize = 1;

/// One word for its opposite, alone in its gap but for a small word.
pub fn single_opposite(pair: &Pair<'_>) -> Option<Fact> {
    let (page, source) = (pair.page.gap.clone(), pair.source.gap.clone());
    if page.is_empty() || source.is_empty() || page.len() > 1 + BESIDE || source.len() > 1 + BESIDE {
        return None;
    }
    let lexicon = pair.page.lexicon;
    let (a, b) = page
        .clone()
        .flat_map(|a| source.clone().map(move |b| (a, b)))
        .find(|&(a, b)| lexicon.are_opposites(pair.page.words[a].key, pair.source.words[b].key))?;
    let light = |side: &Side<'_>, at: usize| side.words[at].flags.has(Flags::FUNCTION);
    if page.clone().any(|at| at != a && !light(&pair.page, at)) || source.clone().any(|at| at != b && !light(&pair.source, at)) {
        return None;
    }
    let is_month = |word: &Word<'_>| matches!(&*word.normal, "may" | "march") && word.has_capital();
    if is_month(&pair.page.words[a]) || is_month(&pair.source.words[b]) {
        return None;
    }
    let negation = lexicon.is_negation(pair.page.words[a].key) || lexicon.is_negation(pair.source.words[b].key);
    // Two negations of one sentence: "without" beside a "not" that went.
    if negation && (denials(&pair.page) > 0) == (denials(&pair.source) > 0) || !negation && !are_denied_alike(pair) {
        return None;
    }
    let kind = if negation { FactKind::Negation } else { FactKind::Meaning };
    Some(pair.fact(kind, &(a..a + 1), &(b..b + 1)))
}

/// A negation that one side has in the gap and the other nowhere in the sentence, where the gap is otherwise the same: "will" and
/// "will not". One that was moved is not lost, and "against" may stand for it.
pub fn negation(pair: &Pair<'_>) -> Option<Fact> {
    let place = |side: &Side<'_>| side.gap.clone().find(|&at| is_negation(side, at));
    let (ours, theirs) = (place(&pair.page), place(&pair.source));
    if ours.is_some() == theirs.is_some() {
        return None;
    }
    let (with, without) = if ours.is_some() { (&pair.page, &pair.source) } else { (&pair.source, &pair.page) };
    if denials(with) != 1 || denials(without) != 0 || !rest_is_same(with, without) {
        return None;
    }
    let none = 0..0;
    let range = |at: Option<usize>| at.map_or(none.clone(), |at| at..at + 1);
    Some(pair.fact(FactKind::Negation, &range(ours), &range(theirs)))
}

/// "None of them" where the other side has "three of them".
pub fn none_for_number(pair: &Pair<'_>, page: &[Item], source: &[Item]) -> Option<Fact> {
    let is_page = page.len() > source.len();
    let (with, side, without, other) =
        if is_page { (page, &pair.page, source, &pair.source) } else { (source, &pair.source, page, &pair.page) };
    let (number, at) = with.iter().zip(0..).find_map(|(item, at)| match item {
        Item::Number(number) => Some((number.told(side), at)),
        _ => None,
    })?;
    let rest = with.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, item)| item);
    let are_same = |(a, b): (&Item, &Item)| match (a, b) {
        (Item::Word(a), Item::Word(b)) => are_forms(&side.words[*a].normal, &other.words[*b].normal),
        _ => false,
    };
    let denial = other.gap.clone().find(|&at| is_negation(other, at)).map(|at| at..at + 1)?;
    let (ours, theirs) = if is_page { (number, denial) } else { (denial, number) };
    let is_told = with.len() == without.len() + 1 && rest.zip(without).all(are_same) && denials(side) + denials(other) == 1;
    is_told.then(|| pair.fact(FactKind::Number, &ours, &theirs))
}

/// Whether both sides have as many negations of their own: "unable" and "not able" are no opposites.
pub fn are_denied_alike(pair: &Pair<'_>) -> bool {
    let own = |side: &Side<'_>| (0..side.words.len()).filter(|&at| !side.words[at].shared && is_negation(side, at)).count();
    own(&pair.page) == own(&pair.source)
}

/// "No 10" and "no. 10" deny nothing, nor does "not only".
fn is_negation(side: &Side<'_>, at: usize) -> bool {
    let word = &side.words[at];
    let next = side.words.get(at + 1);
    let numbered = &*word.normal == "no" && next.is_some_and(|next| next.flags.has(Flags::NUMBER));
    side.lexicon.is_negation(word.key) && !numbered && !next.is_some_and(|next| side.lexicon.is_merely(next.key))
}

/// Words that deny, of those that the other side has not.
fn denials(side: &Side<'_>) -> usize {
    (0..side.words.len()).filter(|&at| !side.words[at].shared && (is_negation(side, at) || side.lexicon.denies(side.words[at].key))).count()
}

fn rest_is_same(a: &Side<'_>, b: &Side<'_>) -> bool {
    let rest = |side: &Side<'_>| -> Vec<String> {
        let counts = |at: &usize| !side.words[*at].flags.has(Flags::FUNCTION) && !side.lexicon.is_negation(side.words[*at].key);
        side.gap.clone().filter(counts).map(|at| side.words[at].normal.to_string()).collect()
    };
    let (a, b) = (rest(a), rest(b));
    a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| are_forms(a, b))
}

/// Forms of one word begin alike: "approve", "approved".
const ALIKE_LETTERS: usize = 4;

pub fn are_forms(a: &str, b: &str) -> bool {
    let alike = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    alike >= ALIKE_LETTERS.min(a.chars().count()).min(b.chars().count()) || is_prefixed(a, b) || is_prefixed(b, a)
}

/// Arabic and Hebrew form words at their beginning too: "ستستأنف" is the future of "تستأنف".
fn is_prefixed(long: &str, short: &str) -> bool {
    let is_semitic = short.starts_with(|c| matches!(c, '\u{590}'..='\u{6FF}'));
    is_semitic && short.chars().count() >= 3 && long.strip_suffix(short).is_some_and(|before| before.chars().count() <= 2)
}
