//! Facts in scripts without spaces between words, which come a character at a time.

use std::ops::Range;

use super::numerals;
use super::side::{Pair, Side, Word};
use super::{Fact, FactKind};
use wherefrom_text::words::key;

/// Characters beside a gap that are told of it where they make one word with it.
const BESIDE: usize = 1;

pub fn facts(pair: &Pair<'_>) -> Vec<Fact> {
    numbers(pair).or_else(|| opposites(pair)).or_else(|| negation(pair)).into_iter().collect()
}

/// Numerals for numerals, with those beside them that both sides have: 七 and 十七 too.
fn numbers(pair: &Pair<'_>) -> Option<Fact> {
    if let Some(day) = weekday(pair) {
        return Some(day);
    }
    let whole = |side: &Side<'_>| -> Option<Range<usize>> {
        let is_numeral = |at: usize| numerals::are_numerals(side.words[at].raw);
        // "一个半" is told with its half.
        let mut gap = side.gap.clone();
        gap.end -= usize::from(!gap.is_empty() && side.words[gap.end - 1].raw == "半");
        if !gap.clone().all(is_numeral) {
            return None;
        }
        let before = (0..gap.start).rev().take_while(|&at| is_numeral(at)).count();
        let behind = (gap.end..side.words.len()).take_while(|&at| is_numeral(at)).count();
        Some(gap.start - before..gap.end + behind).filter(|whole| !whole.is_empty())
    };
    let (page, source) = (whole(&pair.page)?, whole(&pair.source)?);
    let value = |side: &Side<'_>, at: &Range<usize>| {
        let (value, rest) = numerals::read(side.written(at))?;
        let has_half = (at.end..at.end + 2).any(|at| side.words.get(at).is_some_and(|w| w.raw == "半"));
        rest.is_empty().then_some(value + if has_half { 0.5 } else { 0.0 })
    };
    let (ours, theirs) = (value(&pair.page, &page)?, value(&pair.source, &source)?);
    if ours == theirs {
        return None;
    }
    let raw = |at: Option<usize>| at.and_then(|at| pair.page.words.get(at)).map_or("", |w| w.raw);
    let is_date = matches!(raw(Some(page.end)), "年" | "月" | "日" | "号" | "號");
    Some(pair.fact(if is_date { FactKind::Date } else { FactKind::Number }, &page, &source))
}

/// Weekdays: 月曜 and 火曜, 星期六 and 星期日, 周三 and 周五.
fn weekday(pair: &Pair<'_>) -> Option<Fact> {
    let day = |side: &Side<'_>| -> Option<Range<usize>> {
        let [day] = side.in_gap() else { return None };
        let at = side.gap.start;
        let before = |back: usize| at.checked_sub(back).map_or("", |at| side.words[at].raw);
        if "月火水木金土日".contains(day.raw) && side.words.get(at + 1).is_some_and(|w| w.raw == "曜") {
            return Some(at..at + 2);
        }
        if !"一二三四五六日天".contains(day.raw) {
            return None;
        }
        match (before(2), before(1)) {
            ("星", "期") | ("礼", "拜") | ("禮", "拜") => Some(at - 2..at + 1),
            (_, "周" | "週") => Some(at - 1..at + 1),
            _ => None,
        }
    };
    let (page, source) = (day(&pair.page)?, day(&pair.source)?);
    // 星期日 and 星期天 are one.
    let is_sunday = |raw: &str| matches!(raw, "日" | "天");
    let both_sunday = is_sunday(pair.page.in_gap()[0].raw) && is_sunday(pair.source.in_gap()[0].raw);
    (!both_sunday).then(|| pair.fact(FactKind::Date, &page, &source))
}

fn opposites(pair: &Pair<'_>) -> Option<Fact> {
    let lexicon = pair.page.lexicon;
    if pair.page.gap.is_empty() || pair.source.gap.is_empty() {
        return None;
    }
    (0..=BESIDE).flat_map(|before| (0..=BESIDE).map(move |behind| (before, behind))).find_map(|(before, behind)| {
        let wider = |side: &Side<'_>| Some(side.gap.start.checked_sub(before)?..side.gap.end + behind);
        let (page, source) = (wider(&pair.page)?, wider(&pair.source)?);
        let (ours, theirs) = (pair.page.written(&page), pair.source.written(&source));
        lexicon.are_opposites(key(ours), key(theirs)).then(|| pair.fact(FactKind::Meaning, &page, &source))
    })
}

/// A negation that one side has in the gap, and the other, where a character or two may stand for it, has not: 不会 and 将.
fn negation(pair: &Pair<'_>) -> Option<Fact> {
    let ours = denial(&pair.page);
    let theirs = denial(&pair.source);
    let (with, denied, without) = match (&ours, &theirs) {
        (Some(ours), None) => (&pair.page, ours.clone(), &pair.source),
        (None, Some(theirs)) => (&pair.source, theirs.clone(), &pair.page),
        _ => return None,
    };
    let is_all = denied.start <= with.gap.start && with.gap.end <= denied.end;
    let affirms = without.gap.is_empty() || without.in_gap().iter().all(|w| AFFIRMATIVE.contains(w.raw));
    // A negation that was moved is not lost.
    let moved = without.words.iter().any(|w| !w.shared && without.lexicon.is_negation(key(w.raw)));
    let none = |range: Option<Range<usize>>| range.unwrap_or(0..0);
    (is_all && affirms && !moved).then(|| pair.fact(FactKind::Negation, &none(ours), &none(theirs)))
}

/// Characters of words that say no more than that something is so.
const AFFIRMATIVE: &str = "将將会會要已经經都仍还還正在了也能可っるたす";

/// Characters of the longest negation.
const DENIAL: usize = 4;

/// The negation that the gap is a part of, or has. One character of kana is none by itself.
fn denial(side: &Side<'_>) -> Option<Range<usize>> {
    let from = side.gap.start.saturating_sub(DENIAL - 1);
    let words = (from..side.gap.end).flat_map(|start| (1..=DENIAL).map(move |len| start..start + len));
    let meets = |word: &Range<usize>| word.start < side.gap.end && side.gap.start < word.end && word.end <= side.words.len();
    let is_denial = |word: &Range<usize>| {
        let kana = |w: &Word<'_>| w.raw.starts_with(|c| matches!(c, '\u{3040}'..='\u{30FF}'));
        let is_clear = word.len() > 1 || *word == side.gap || !kana(&side.words[word.start]);
        is_clear && side.lexicon.is_negation(key(side.written(word)))
    };
    words.filter(|word| !side.gap.is_empty() && meets(word)).filter(is_denial).max_by_key(ExactSizeIterator::len)
}
