//! The dates that a page shows around its headline, and what each is of.

use wherefrom_text::date::{self, Day, Period};

use super::address::in_address;
use super::dates::{About, Dates};
use super::labels::Label;
use super::origin::Origin;
use super::place::{Place, Zone, words};
use crate::{PageInput, Part};

/// A date that stands on the page.
struct Seen {
    block: usize,
    day: Day,
    told: String,
    label: Label,
    origin: Origin,
}

/// Words of a block that only labels the next one.
const MAX_LABEL: usize = 4;
/// Words of a line that tells author, date, and how long the reading takes.
const MAX_BYLINE: usize = 30;
const MAX_BYLINE_BYTES: usize = 400;
/// Words of a paragraph of the article that is a line with the date.
const MAX_DATELINE: usize = 12;

/// What the page shows its reader, or tells where it shows it.
pub fn shown(page: &PageInput, parts: &[Part], about: &About<'_>) -> Option<Dates> {
    if page.elements().is_empty() {
        return None;
    }
    let place = Place::of(page, parts, about.headline)?;
    let mut seen = Vec::new();
    of_times(page, &place, about.tag, &mut seen);
    of_bylines(page, parts, &place, about, &mut seen);
    let dated: Vec<usize> = seen.iter().map(|seen| seen.block).collect();
    let comment = place.first_comment(about.tag);
    let address = about.url.and_then(in_address);
    let mut dates = Dates::default();
    let (mut best, mut nearest) = (usize::MAX, usize::MAX);
    for seen in seen {
        let zone = place.zone(seen.block);
        if zone == Zone::Away || !place.is_own(seen.block) || place.is_in_post(seen.block, &dated) {
            continue;
        }
        // What has been commented on was there before.
        let is_update = seen.label == Label::None && comment.is_some_and(|comment| comment.days_to(seen.day) > TOLERANCE);
        let distance = seen.block.abs_diff(place.head.start);
        let found = (seen.told, seen.origin);
        if is_update || seen.label == Label::Updated {
            if distance < nearest && zone != Zone::Below {
                nearest = distance;
                dates.updated = Some(found);
            }
            continue;
        }
        let rank = match (seen.label, zone) {
            (Label::Published, zone) => zone as usize,
            (Label::None, Zone::Head | Zone::Above) => 3 + zone as usize,
            _ => continue,
        };
        // Of those that are as sure the nearest to the headline.
        let rank = rank * FAR + distance;
        let admits = |period: Period| period.first.days_to(seen.day) >= -TOLERANCE && seen.day.days_to(period.last) >= -TOLERANCE;
        if rank < best && address.is_none_or(admits) {
            best = rank;
            dates.published = Some(found);
        }
    }
    if dates.published.is_none() {
        let day = address.filter(|period| period.first == period.last).map(|period| period.first);
        dates.published = day.map(|day| (day.iso(), Origin::Address));
    }
    Some(dates)
}

/// More blocks than there are around a headline.
const FAR: usize = 1000;
/// Days that a zone, or the night before, puts between the address and the page.
const TOLERANCE: i64 = 2;

/// Dates that elements tell: `<time>`, microdata.
fn of_times(page: &PageInput, place: &Place<'_>, tag: Option<&str>, seen: &mut Vec<Seen>) {
    for time in &page.times {
        let block = time.block as usize;
        let zone = place.zone(block);
        // Microdata may stand before anything that is shown.
        if zone == Zone::Away && block > 0 {
            continue;
        }
        let Some(told) = date::iso(&time.datetime, tag).or_else(|| date::iso(&time.text, tag)) else { continue };
        let Some(day) = Day::parse(&told) else { continue };
        let text = page.blocks().get(block).map_or("", |block| &block.text);
        let before = text.find(time.text.trim()).map_or("", |at| &text[..at]);
        let label = match label_at(page, block, before, &time.text) {
            // Teasers below have such classes too.
            Label::None if zone != Zone::Below => Label::of_hint(&time.hint),
            label => label,
        };
        let at = if block == 0 && label != Label::None { place.head.start } else { block };
        seen.push(Seen { block: at, day, told, label, origin: Origin::Time(block) });
    }
}

/// The label of a date in a block: in the text before it, in its own, else in the block before where that is a label alone.
fn label_at(page: &PageInput, at: usize, before: &str, own: &str) -> Label {
    let mut label = Label::before(before);
    if label == Label::None {
        label = Label::before(own);
    }
    let Some(block) = page.blocks().get(at) else { return label };
    if label == Label::None
        && before.trim().is_empty()
        && let Some(last) = at.checked_sub(1).map(|last| &page.blocks()[last])
        && words(last) <= MAX_LABEL
        && date::find(&last.text, None).is_none()
    {
        label = Label::before(&last.text);
    }
    if label == Label::None
        && let Ok(element) = usize::try_from(block.element)
    {
        label = Label::of_hint(&page.elements()[element].hint);
    }
    label
}

/// Dates in the lines around the headline.
fn of_bylines(page: &PageInput, parts: &[Part], place: &Place<'_>, about: &About<'_>, seen: &mut Vec<Seen>) {
    let told = seen.len();
    for block in place.above.start..place.below.end {
        let of = &page.blocks()[block];
        let most = if parts[block] == Part::Article { MAX_DATELINE } else { MAX_BYLINE };
        if place.zone(block) == Zone::Away
            || about.headline == Some(block)
            || of.text.len() > MAX_BYLINE_BYTES
            || words(of) > most
            || seen[..told].iter().any(|told| told.block == block)
        {
            continue;
        }
        let mut from = 0;
        while let Some((at, day)) = date::find(&of.text[from..], about.tag) {
            let label = label_at(page, block, &of.text[from..from + at.start], "");
            if !day.is_placeholder() {
                seen.push(Seen { block, day, told: day.iso(), label, origin: Origin::Byline(block) });
            }
            from += at.end;
        }
    }
}
