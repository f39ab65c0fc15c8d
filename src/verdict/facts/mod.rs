//! Changed facts: of the words that differ from the source, those that change what is said and not only how.
//!
//! | kind | what changed |
//! |---|---|
//! | number | a number or an hour, however it is written |
//! | date | a day, a month, a year beside one |
//! | name | one name for another |
//! | negation | "not", "never", "without" put in or taken out |
//! | meaning | a word for its opposite or another of its kind: rose/fell, million/billion |
//!
//! A fact that is told stands first in the reason, so that silence is better than a doubtful one. Only what stands opposite each
//! other in a short gap of a sentence that is otherwise the same is compared, value with value: a number in digits and one in words,
//! a name and its initials are one.
//!
//! | file | idea |
//! |---|---|
//! | `side` | the words of a gap and of the sentence around it |
//! | `items` | what stands in a gap: numbers, dates, names, other words |
//! | `number`, `date`, `name` | when two of them are the same |
//! | `numerals` | digits, and the numerals and scales of East Asian languages |
//! | `denied` | negations and opposites |
//! | `spaceless` | all of it in scripts without spaces between words |

mod date;
mod denied;
mod items;
mod name;
mod number;
mod numerals;
mod side;
mod spaceless;

use super::{Article, Match};
use crate::align::Piece;
use items::Item;
use side::{Pair, Shared, pair};
use wherefrom_text::model::SpanKind;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactKind {
    Number,
    Date,
    Name,
    Negation,
    Meaning,
}

impl FactKind {
    pub fn as_str(self) -> &'static str {
        match self {
            FactKind::Number => "number",
            FactKind::Date => "date",
            FactKind::Name => "name",
            FactKind::Negation => "negation",
            FactKind::Meaning => "meaning",
        }
    }
}

/// A changed fact: the words of the page that stand for those of the source; either may be missing, not both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    pub kind: FactKind,
    /// As written.
    pub page: String,
    pub source: String,
}

/// Words of a gap, on either side; more of them do not stand opposite each other.
const SHORT_GAP: usize = 8;
/// Entities that are paired in one gap.
const MAX_ITEMS: usize = 4;

/// The changed facts among the pieces of a block, in their order; none where the source has no letters.
pub fn facts(article: &Article<'_>, matches: &[Match], pieces: &[(usize, Piece)]) -> Vec<Fact> {
    let shared = Shared::of(pieces);
    let mut facts: Vec<Fact> = Vec::new();
    for (of, piece) in pieces {
        let is_gap = matches!(piece.kind, SpanKind::Replaced | SpanKind::Inserted | SpanKind::Dropped);
        if !is_gap || matches[*of].source.text_free || piece.page.len().max(piece.source.len()) > SHORT_GAP {
            continue;
        }
        let Some(mut pair) = pair(article, &matches[*of].source, *of, piece, &shared) else { continue };
        let told = if pair.is_spaceless() { spaceless::facts(pair.narrowed()) } else { of_gap(&pair) };
        // A number that a gap divides is met twice.
        facts.extend(told.into_iter().filter(|fact| !facts.contains(fact)).collect::<Vec<Fact>>());
    }
    facts
}

/// What is asked of the words around a gap: for a number, a date, a negation; for a name.
const LIKENESS: f32 = 0.5;
const NAME_LIKENESS: f32 = 0.6;

fn of_gap(pair: &Pair<'_>) -> Vec<Fact> {
    if !pair.is_held() || pair.likeness() < LIKENESS {
        return Vec::new();
    }
    let (mut page, mut source) = (items::items(&pair.page), items::items(&pair.source));
    items::go_on_alike(pair, &mut page, &mut source);
    let denied = denied::none_for_number(pair, &page, &source);
    if let Some(fact) = denied.or_else(|| denied::single_opposite(pair)).or_else(|| denied::negation(pair)) {
        return vec![fact];
    }
    if page.len() != source.len() || page.len() > MAX_ITEMS {
        return Vec::new();
    }
    let mut facts = Vec::new();
    let mut measured = false;
    for (ours, theirs) in page.iter().zip(&source) {
        match (ours, theirs) {
            (Item::Number(a), Item::Number(b)) => {
                if number::differ(a, b) {
                    facts.push(pair.fact(FactKind::Number, &a.told(&pair.page), &b.told(&pair.source)));
                }
            }
            (Item::Date(a), Item::Date(b)) => {
                if a.differs(b) {
                    facts.push(pair.fact(FactKind::Date, &a.at, &b.at));
                }
            }
            (Item::Name(a), Item::Name(b)) => {
                let (ours, theirs) = (&pair.page.words[a.clone()], &pair.source.words[b.clone()]);
                if name::are_one(ours, theirs) || name::are_counted_otherwise(ours, theirs) {
                    continue;
                }
                if pair.likeness() < NAME_LIKENESS || !name::differ(pair, a, b) {
                    return Vec::new();
                }
                facts.push(pair.fact(FactKind::Name, a, b));
            }
            (Item::Word(a), Item::Word(b)) => {
                let (ours, theirs) = (&pair.page.words[*a], &pair.source.words[*b]);
                if pair.page.lexicon.are_opposites(ours.key, theirs.key) && denied::are_denied_alike(pair) {
                    measured = true;
                    facts.push(pair.fact(FactKind::Meaning, &(*a..*a + 1), &(*b..*b + 1)));
                } else if !denied::are_forms(&ours.normal, &theirs.normal) {
                    return Vec::new();
                }
            }
            _ => return Vec::new(),
        }
    }
    // "24 hours" and "one day": the number and its unit have changed, what they say may not have.
    if measured && facts.iter().any(|f| f.kind == FactKind::Number) { Vec::new() } else { facts }
}
