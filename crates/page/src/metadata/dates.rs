//! When a page was published and when it was last changed: as its description says, else as it shows at its headline. A date of
//! which that cannot be told is none: a wrong one tells a reader that the copy was first.

use wherefrom_text::date::{self, Day};

use super::json_ld::Description;
use super::labels::Label;
use super::metas;
use super::origin::{Found, Origin};
use super::place::{Place, words};
use crate::{PageBlock, PageInput, Part};

pub struct Dates {
    pub published: Option<Found>,
    pub updated: Option<Found>,
}

/// What dates are read with.
pub struct About<'a> {
    pub article: &'a Description<'a>,
    /// The language that the page says it is in (BCP 47).
    pub tag: Option<&'a str>,
    pub url: Option<&'a str>,
    /// The block of the headline.
    pub headline: Option<usize>,
}

pub fn read(page: &PageInput, parts: &[Part], about: &About<'_>) -> Dates {
    let dated = |(text, origin): Found| Some((date::iso(&text, about.tag)?, origin));
    let described = |keys: &[&'static str]| keys.iter().find_map(|key| about.article.text(&[*key]).and_then(dated));
    let of_page = |key: &'static str| about.article.text_of_page(&[key]).and_then(dated);
    let stated = described(&["datePublished"])
        .or_else(|| metas::published(page).find_map(|found| earliest(found, dated)))
        .or_else(|| described(&["dateCreated", "coverageStartTime", "uploadDate"]))
        .or_else(|| of_page("datePublished"));
    let mut changed = described(&["dateModified"]).or_else(|| metas::updated(page).find_map(dated)).or_else(|| of_page("dateModified"));
    let stated = stated.or_else(|| of_microdata(page, about));
    let published = if stated.is_some() && changed.is_some() {
        stated
    } else {
        let shown = shown(page, parts, about);
        changed = changed.or(shown.updated);
        stated.or(shown.published)
    };
    let day = |found: &Option<Found>| found.as_ref().and_then(|(text, _)| Day::parse(text));
    let is_later = day(&published).zip(day(&changed)).is_none_or(|(published, changed)| published <= changed);
    Dates { updated: changed.filter(|_| is_later), published }
}

/// Of several dates that are told to be of the publication, the earliest: what is published anew has both.
fn earliest(found: Vec<Found>, dated: impl Fn(Found) -> Option<Found>) -> Option<Found> {
    found.into_iter().filter_map(dated).min_by_key(|(text, _)| Day::parse(text))
}

/// The day of publication in microdata, where all of it says the same: comments and teasers have theirs too.
fn of_microdata(page: &PageInput, about: &About<'_>) -> Option<Found> {
    let published = page.times.iter().filter(|time| time.hint.split(' ').any(|word| word == "datepublished"));
    let mut told = published.filter_map(|time| {
        let told = date::iso(&time.datetime, about.tag).or_else(|| date::iso(&time.text, about.tag))?;
        Some((Day::parse(&told)?, told, time.block))
    });
    let (day, first, block) = told.next()?;
    told.all(|(other, ..)| other == day).then_some((first, Origin::Time(block as usize)))
}

/// A date that stands on the page.
struct Seen {
    block: usize,
    day: Day,
    told: String,
    label: Label,
    origin: Origin,
}

/// What the page shows its reader, or tells where it shows it.
fn shown(page: &PageInput, parts: &[Part], about: &About<'_>) -> Dates {
    let none = Dates { published: None, updated: None };
    let Some(place) = Place::of(page, parts, about.headline).filter(|_| !page.elements().is_empty()) else { return none };
    let mut seen = of_times(page, &place, about);
    seen.extend(of_bylines(page, parts, &place, about, &seen));
    let posts = place.in_posts(&seen.iter().map(|seen| seen.block).collect::<Vec<_>>());
    let mut is_post = posts.into_iter();
    seen.retain(|seen| !is_post.next().unwrap_or(false) && place.is_own(seen.block));
    // What has been commented on was there before.
    if let Some(comment) = place.first_comment(about.tag) {
        let is_update = |seen: &&mut Seen| seen.label == Label::None && comment.days_to(seen.day) > TOLERANCE;
        seen.iter_mut().filter(is_update).for_each(|seen| seen.label = Label::Updated);
    }

    let address = about.url.and_then(in_address);
    let start = place.head.start;
    let (head, above, below) = (place.head.clone(), place.above.clone(), place.below.clone());
    // The nearest to the headline of a kind.
    let nearest = |label: Label, within: &std::ops::Range<usize>| {
        let of = seen.iter().filter(|seen| seen.label == label && within.contains(&seen.block));
        of.filter(|seen| address.as_ref().is_none_or(|address| address.admits(seen.day))).min_by_key(|seen| seen.block.abs_diff(start))
    };
    let published = nearest(Label::Published, &head)
        .or_else(|| nearest(Label::Published, &above))
        .or_else(|| nearest(Label::Published, &below))
        .or_else(|| nearest(Label::None, &head))
        .or_else(|| nearest(Label::None, &above));
    let in_address = || Some((address.as_ref()?.day?.iso(), Origin::Address));
    let found = |seen: &Seen| (seen.told.clone(), seen.origin.clone());
    let changed = seen.iter().filter(|seen| seen.label == Label::Updated && (head.contains(&seen.block) || above.contains(&seen.block)));
    Dates { published: published.map(found).or_else(in_address), updated: changed.min_by_key(|seen| seen.block.abs_diff(start)).map(found) }
}

/// Dates that elements tell: `<time>`, microdata.
fn of_times(page: &PageInput, place: &Place<'_>, about: &About<'_>) -> Vec<Seen> {
    let mut seen = Vec::new();
    for time in &page.times {
        let block = time.block as usize;
        // Microdata may stand before anything that is shown.
        let is_near = [&place.head, &place.above, &place.below].iter().any(|range| range.contains(&block)) || block == 0;
        let Some(told) = date::iso(&time.datetime, about.tag).or_else(|| date::iso(&time.text, about.tag)).filter(|_| is_near) else {
            continue;
        };
        let Some(day) = Day::parse(&told) else { continue };
        let label = match label_of_time(page, block, &time.text) {
            // Teasers below have such classes too.
            Label::None if !place.below.contains(&block) => Label::of_hint(&time.hint),
            label => label,
        };
        let block = if block == 0 && label != Label::None { place.head.start } else { block };
        seen.push(Seen { block, day, told, label, origin: Origin::Time(block) });
    }
    seen
}

fn label_of_time(page: &PageInput, block: usize, text: &str) -> Label {
    let Some(of) = page.blocks().get(block) else { return Label::None };
    let before = of.text.find(text.trim()).map_or("", |at| &of.text[..at]);
    label_at(page, block, before, text)
}

/// The label of a date in a block: in the text before it, in its own, else in the block before where that is a label alone.
fn label_at(page: &PageInput, block: usize, before: &str, own: &str) -> Label {
    let of_last = || {
        let last = page.blocks().get(block.checked_sub(1)?)?;
        let is_label = before.trim().is_empty() && words(last) <= MAX_LABEL && date::find(&last.text, None).is_none();
        is_label.then(|| Label::before(&last.text))
    };
    let of_element = || {
        let element = page.blocks().get(block).and_then(|block| usize::try_from(block.element).ok());
        element.map_or(Label::None, |element| Label::of_hint(&page.elements()[element].hint))
    };
    match (Label::before(before), Label::before(own)) {
        (Label::None, Label::None) => of_last().filter(|label| *label != Label::None).unwrap_or_else(of_element),
        (Label::None, label) | (label, _) => label,
    }
}

/// Words of a block that only labels the next one.
const MAX_LABEL: usize = 4;
/// Words of a line that tells author, date, and how long the reading takes.
const MAX_BYLINE: usize = 30;
const MAX_BYLINE_BYTES: usize = 400;
/// Words of a paragraph of the article that is a line with the date.
const MAX_DATELINE: usize = 12;

/// Dates in the lines around the headline.
fn of_bylines(page: &PageInput, parts: &[Part], place: &Place<'_>, about: &About<'_>, told: &[Seen]) -> Vec<Seen> {
    let mut seen = Vec::new();
    let near = [place.above.clone(), place.head.clone(), place.below.clone()];
    let is_line = |at: &usize| {
        let block: &PageBlock = &page.blocks()[*at];
        let most = if parts[*at] == Part::Article { MAX_DATELINE } else { MAX_BYLINE };
        about.headline != Some(*at)
            && block.text.len() <= MAX_BYLINE_BYTES
            && words(block) <= most
            && told.iter().all(|told| told.block != *at)
    };
    for block in near.into_iter().flatten().filter(is_line) {
        let text = &page.blocks()[block].text;
        let mut from = 0;
        while let Some((at, day)) = date::find(&text[from..], about.tag) {
            let label = label_at(page, block, &text[from..from + at.start], "");
            if !day.is_placeholder() {
                seen.push(Seen { block, day, told: day.iso(), label, origin: Origin::Byline(block) });
            }
            from += at.end;
        }
    }
    seen
}

/// What the parts of an address tell of the day: `/2031/03/02/`, or the year and month alone.
struct InAddress {
    day: Option<Day>,
    first: Day,
    last: Day,
}

/// Days that a zone, or the night before, puts between the address and the page.
const TOLERANCE: i64 = 2;

impl InAddress {
    fn admits(&self, day: Day) -> bool {
        self.first.days_to(day) >= -TOLERANCE && day.days_to(self.last) >= -TOLERANCE
    }
}

fn in_address(url: &str) -> Option<InAddress> {
    let (_, path) = url.split_once("://")?.1.split_once('/')?;
    let path = path.split(['?', '#']).next()?;
    let found = date::find(path, None).filter(|(at, _)| at.start == 0 || path[..at.start].ends_with('/'));
    if let Some((_, day)) = found {
        return Some(InAddress { day: Some(day), first: day, last: day });
    }
    let parts: Vec<&str> = path.split('/').collect();
    let month = parts.windows(2).find(|two| two[0].len() == 4 && two[0].starts_with(['1', '2']) && two[1].len() == 2)?;
    let period = date::Period::parse(&format!("{}-{}", month[0], month[1]))?;
    Some(InAddress { day: None, first: period.first, last: period.last })
}
