//! Facts in scripts without spaces between words, which come a character at a time.

use std::ops::Range;

use super::number::decimal;
use super::side::{Pair, Side};
use super::{Fact, FactKind};
use wherefrom_text::words::key;

/// Characters beside a gap that are told of it where they make one word with it.
const BESIDE: usize = 1;

pub fn facts(pair: &Pair<'_>) -> Vec<Fact> {
    numbers(pair).or_else(|| opposites(pair)).or_else(|| negation(pair)).into_iter().collect()
}

/// Numerals for numerals, with those beside them that both sides have.
fn numbers(pair: &Pair<'_>) -> Option<Fact> {
    let whole = |side: &Side<'_>| -> Option<Range<usize>> {
        let is_numeral = |at: usize| side.words[at].raw.chars().all(|c| NUMERALS.contains(c) || c.is_numeric() || matches!(c, '.' | ','));
        if side.gap.is_empty() || !side.gap.clone().all(is_numeral) {
            return None;
        }
        let before = (0..side.gap.start).rev().take_while(|&at| is_numeral(at)).count();
        let behind = (side.gap.end..side.words.len()).take_while(|&at| is_numeral(at)).count();
        Some(side.gap.start - before..side.gap.end + behind)
    };
    if let Some(day) = weekday(pair) {
        return Some(day);
    }
    let (page, source) = (whole(&pair.page)?, whole(&pair.source)?);
    let (ours, theirs) = (value(pair.page.written(&page)), value(pair.source.written(&source)));
    if ours.is_none() || theirs.is_none() || ours == theirs {
        return None;
    }
    let raw = |at: Option<usize>| at.and_then(|at| pair.page.words.get(at)).map_or("", |w| w.raw);
    let is_date =
        matches!(raw(Some(page.end)), "年" | "月" | "日" | "号" | "號") || matches!(raw(page.start.checked_sub(1)), "周" | "週" | "期");
    Some(pair.fact(if is_date { FactKind::Date } else { FactKind::Number }, &page, &source))
}

/// Japanese weekdays: 月曜 and 火曜.
fn weekday(pair: &Pair<'_>) -> Option<Fact> {
    let day = |side: &Side<'_>| {
        let is_day = side.gap.len() == 1 && "月火水木金土日".contains(side.in_gap()[0].raw);
        (is_day && side.words.get(side.gap.end).is_some_and(|w| w.raw == "曜")).then(|| side.gap.start..side.gap.end + 1)
    };
    Some(pair.fact(FactKind::Date, &day(&pair.page)?, &day(&pair.source)?))
}

const NUMERALS: &str = "〇零一二三四五六七八九十百千万亿萬億兆两兩";

/// The value of Chinese or Japanese numerals, with digits among them.
fn value(text: &str) -> Option<f64> {
    let (mut closed, mut open, mut digits) = (0.0, 0.0, String::new());
    for c in text.chars() {
        let numeral = "零一二三四五六七八九".chars().position(|n| n == c).or_else(|| match c {
            '〇' => Some(0),
            '两' | '兩' => Some(2),
            '\u{FF10}'..='\u{FF19}' => Some(c as usize - 0xFF10),
            c => c.to_digit(10).map(|d| d as usize),
        });
        let scale = match c {
            '十' => 10.0,
            '百' => 100.0,
            '千' => 1000.0,
            '万' | '萬' => 1e4,
            '亿' | '億' => 1e8,
            '兆' => 1e12,
            '.' => {
                digits.push('.');
                continue;
            }
            ',' => continue,
            _ => {
                digits.push(char::from_digit(numeral? as u32, 10)?);
                continue;
            }
        };
        let number: Option<f64> = if digits.is_empty() { None } else { Some(decimal(&digits)?) };
        digits.clear();
        if scale < 1e4 {
            open += number.unwrap_or(1.0) * scale;
        } else {
            closed += (open + number.unwrap_or(0.0)).max(1.0) * scale;
            open = 0.0;
        }
    }
    let rest: f64 = if digits.is_empty() { 0.0 } else { decimal(&digits)? };
    Some(closed + open + rest)
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

fn negation(pair: &Pair<'_>) -> Option<Fact> {
    let lexicon = pair.page.lexicon;
    let (page, source) = (&pair.page.gap, &pair.source.gap);
    let denies = |side: &Side<'_>| lexicon.is_negation(key(side.written(&side.gap)));
    let put_in = source.is_empty() && denies(&pair.page);
    let left_out = page.is_empty() && denies(&pair.source);
    // A negation that was moved is not lost.
    let elsewhere = |side: &Side<'_>| side.words.iter().any(|w| !w.shared && lexicon.is_negation(key(w.raw)));
    let moved = put_in && elsewhere(&pair.source) || left_out && elsewhere(&pair.page);
    ((put_in || left_out) && !moved).then(|| pair.fact(FactKind::Negation, page, source))
}
