//! Changed facts: of the words that differ from the source, those that change what is said and not only how.
//!
//! | kind | what changed |
//! |---|---|
//! | number | digits, or numbers written as words |
//! | date | a day, a month, or a number beside one |
//! | name | one name for another |
//! | negation | "not", "never", "without" put in or taken out |
//! | meaning | a word for its opposite or another of its kind: rose/fell, million/billion |

use std::ops::Range;

use super::{Article, Match};
use crate::align::Piece;
use wherefrom_text::lexicon::Lexicon;
use wherefrom_text::model::SpanKind;
use wherefrom_text::normal::normalise;
use wherefrom_text::order;
use wherefrom_text::spelling::fold;
use wherefrom_text::{Flags, Words};

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

/// The changed facts among the pieces of a block, in their order; none where the source has no letters.
pub fn facts(article: &Article<'_>, matches: &[Match], pieces: &[(usize, Piece)]) -> Vec<Fact> {
    let mut facts = Vec::new();
    for (of, piece) in pieces {
        if !matches!(piece.kind, SpanKind::Replaced | SpanKind::Inserted | SpanKind::Dropped) {
            continue;
        }
        let source = &matches[*of].source;
        if source.text_free {
            continue;
        }
        let page_text = |block: usize| article.texts[block];
        let source_text = |block: usize| source.blocks[block].text.as_deref().unwrap_or("");
        let page = read(article.words, &piece.page, page_text);
        let theirs = read(&source.words, &piece.source, source_text);
        of_piece(piece.kind, &page, &theirs, &mut facts);
    }
    facts
}

/// A word with what it is.
struct Word<'a> {
    raw: &'a str,
    normal: String,
    key: u32,
    kind: Option<FactKind>,
    /// A function word.
    light: bool,
    lexicon: &'static Lexicon,
}

fn read<'a>(words: &Words, range: &Range<usize>, text: impl Fn(usize) -> &'a str) -> Vec<Word<'a>> {
    let lexicon = Lexicon::of(words.language);
    let raw = |at: usize| &text(words.blocks[at] as usize)[words.starts[at] as usize..words.ends[at] as usize];
    // "may" and "march" are months with a capital only.
    let is_date = |at: usize| {
        let normal = normalise(raw(at));
        lexicon.is_date(words.keys[at]) && (!matches!(&*normal, "may" | "march") || raw(at).starts_with(char::is_uppercase))
    };
    let beside_date = |at: usize| at > 0 && is_date(at - 1) || at + 1 < words.len() && is_date(at + 1);
    let word = |at: usize| {
        let normal = normalise(raw(at)).into_owned();
        let flags = words.flags[at];
        // "No 10" and "no. 10" deny nothing.
        let numbered = normal == "no" && at + 1 < words.len() && words.flags[at + 1].has(Flags::NUMBER);
        let kind = if lexicon.is_negation(words.keys[at]) && !numbered {
            Some(FactKind::Negation)
        } else if is_date(at) || flags.has(Flags::NUMBER) && beside_date(at) {
            Some(FactKind::Date)
        } else if flags.has(Flags::NUMBER) || lexicon.is_number(words.keys[at]) {
            Some(FactKind::Number)
        } else if flags.has(Flags::NAME) {
            Some(FactKind::Name)
        } else {
            None
        };
        Word { raw: raw(at), normal, key: words.keys[at], kind, light: flags.has(Flags::FUNCTION), lexicon }
    };
    range.clone().map(word).collect()
}

fn of_piece(kind: SpanKind, page: &[Word<'_>], source: &[Word<'_>], facts: &mut Vec<Fact>) {
    let of_kind = |words: &[Word<'_>], kind: FactKind| -> Vec<String> {
        words.iter().filter(|w| w.kind == Some(kind)).map(|w| w.raw.to_owned()).collect()
    };
    let mut found: Vec<(usize, Fact)> = Vec::new();
    let mut used: Vec<usize> = Vec::new();
    // A negation counts wherever it came or went, with what stands for it.
    let (ours, theirs) = (of_kind(page, FactKind::Negation), of_kind(source, FactKind::Negation));
    let mut opposed: Vec<usize> = Vec::new();
    for (at, theirs) in source.iter().enumerate() {
        let opposite = page.iter().position(|ours| theirs.lexicon.are_opposites(theirs.key, ours.key));
        if let Some(ours) = opposite.filter(|ours| !opposed.contains(ours)) {
            let negation = [page[ours].kind, theirs.kind].contains(&Some(FactKind::Negation));
            let kind = if negation { FactKind::Negation } else { FactKind::Meaning };
            opposed.push(ours);
            used.push(at);
            found.push((ours, Fact { kind, page: page[ours].raw.to_owned(), source: theirs.raw.to_owned() }));
        }
    }
    if ours.is_empty() != theirs.is_empty() && only_denied(page, source) && !found.iter().any(|(_, f)| f.kind == FactKind::Negation) {
        found.push((0, Fact { kind: FactKind::Negation, page: ours.join(" "), source: theirs.join(" ") }));
    }
    if kind == SpanKind::Replaced {
        for kind in [FactKind::Number, FactKind::Date, FactKind::Name] {
            let ours = places(page, kind, &opposed);
            let theirs = places(source, kind, &used);
            let text = |words: &[Word<'_>], places: &[usize]| places.iter().map(|&at| words[at].raw).collect::<Vec<_>>().join(" ");
            let (our_words, their_words): (Vec<&Word>, Vec<&Word>) =
                (ours.iter().map(|&at| &page[at]).collect(), theirs.iter().map(|&at| &source[at]).collect());
            if kind == FactKind::Name && (are_initials(&our_words, &their_words) || are_initials(&their_words, &our_words))
                || kind == FactKind::Date && may_be_one_day(&our_words, &their_words)
            {
                continue;
            }
            let same = ours.len() == theirs.len() && ours.iter().zip(&theirs).all(|(&a, &b)| is_same(&page[a], &source[b]));
            // A name for a name; "the minister" for one is who it is.
            if !ours.is_empty() && !theirs.is_empty() && !same {
                found.push((ours[0], Fact { kind, page: text(page, &ours), source: text(source, &theirs) }));
            }
        }
    }
    order::sort_by_key(&mut found, |(at, _)| *at);
    facts.extend(found.into_iter().map(|(_, fact)| fact));
}

/// Whether the two sides say the same but for a negation: "will" and "will not", "approved" and "did not approve". Of a
/// clause that was put in, or told in quite other words, a negation alone tells nothing.
fn only_denied(page: &[Word<'_>], source: &[Word<'_>]) -> bool {
    let rest = |words: &[Word<'_>]| -> Vec<String> {
        words.iter().filter(|w| !w.light && w.kind != Some(FactKind::Negation)).map(|w| w.normal.clone()).collect()
    };
    let (ours, theirs) = (rest(page), rest(source));
    let alike =
        |a: &String, b: &String| a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count() >= ALIKE_LETTERS.min(a.chars().count());
    ours.len() == theirs.len() && ours.iter().zip(&theirs).all(|(a, b)| alike(a, b))
}

/// Forms of one word begin alike: "approve", "approved".
const ALIKE_LETTERS: usize = 4;

/// Where words of a kind stand that are not among `used`.
fn places(words: &[Word<'_>], kind: FactKind, used: &[usize]) -> Vec<usize> {
    (0..words.len()).filter(|at| words[*at].kind == Some(kind) && !used.contains(at)).collect()
}

/// In a short name a letter makes another: Grey and Gray are two people, Organisation and Organization one word.
const LONG_NAME: usize = 7;

/// Equal words, another spelling of one name, twelve for 12, 1,000 for 1000, 3rd for third.
fn is_same(a: &Word<'_>, b: &Word<'_>) -> bool {
    let value = |w: &Word<'_>| {
        let digits: String = w.normal.chars().filter(|c| *c != ',').collect();
        let ordinal = ["st", "nd", "rd", "th"].iter().find_map(|suffix| digits.strip_suffix(suffix)).unwrap_or(&digits);
        w.lexicon.value(w.key).or_else(|| ordinal.parse().ok())
    };
    let spelled = a.normal.len() >= LONG_NAME && fold(&a.normal) == fold(&b.normal);
    a.normal == b.normal || spelled || value(a).is_some() && value(a) == value(b)
}

/// Whether one side's names are the initials of the other's: "UN" for "United Nations".
fn are_initials(a: &[&Word<'_>], b: &[&Word<'_>]) -> bool {
    let initials: String = b.iter().filter_map(|w| w.raw.chars().next()).collect();
    matches!(a, [one] if b.len() >= 2 && one.raw.eq_ignore_ascii_case(&initials))
}

/// Whether one side names the day by its name and the other by "today": they may be one day.
fn may_be_one_day(a: &[&Word<'_>], b: &[&Word<'_>]) -> bool {
    let relative = |words: &[&Word<'_>]| words.iter().any(|w| matches!(&*w.normal, "today" | "yesterday" | "tomorrow"));
    relative(a) != relative(b)
}
