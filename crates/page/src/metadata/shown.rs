//! The dates that a page shows around its headline, and what each is of.

use wherefrom_text::date;

use super::address::in_address;
use super::dates::About;
use super::labels::Label;
use super::origin::{Field, Found, Origin};
use super::place::{Place, Zone, words};
use crate::{PageInput, PageTime, Part};

/// Words of a block that only labels the next one.
const MAX_LABEL: usize = 4;
/// Words of a line that tells author, date, and how long the reading takes.
const MAX_BYLINE: usize = 30;
const MAX_BYLINE_BYTES: usize = 400;
/// Words of a paragraph of the article that is a line with the date.
const MAX_DATELINE: usize = 12;
/// More blocks than there are around a headline.
const FAR: usize = 1000;

/// The dates that are found, and how far each is from what it should be: by label, place, and distance from the headline.
struct Shown<'a> {
    page: &'a PageInput,
    place: Place<'a>,
    /// The day that the page's address tells.
    day: String,
    published: (usize, Option<Found>),
    updated: (usize, Option<Found>),
}

/// Fills what is not yet told with what the page shows its reader, or tells where it shows it.
#[inline(never)]
pub fn shown(page: &PageInput, parts: &[Part], about: &About<'_>, published: &mut Field<'_>, updated: &mut Field<'_>) {
    let Some(place) = Place::of(page, parts, about.headline) else { return };
    let day = about.url.and_then(in_address).map_or(String::new(), date::Day::iso);
    let mut shown = Shown { page, place, day, published: (usize::MAX, None), updated: (usize::MAX, None) };
    shown.take_times(about.tag);
    shown.take_bylines(parts, about);
    if let Some((told, origin)) = shown.published.1 {
        published.put(told, origin);
    }
    published.put(shown.day, Origin::Address);
    if let Some((told, origin)) = shown.updated.1 {
        updated.put(told, origin);
    }
}

/// Fills a date with what an element says.
fn put_time(field: &mut Field<'_>, time: &PageTime) {
    for text in [&time.datetime, &time.text] {
        field.put(text.clone(), Origin::Time(time.block as usize));
    }
}

impl Shown<'_> {
    /// Takes a date in a block, if it is of the article and better than the last.
    fn take(&mut self, block: usize, label: Label, found: Found) {
        let zone = self.place.zone(block);
        if zone == Zone::Away || !self.place.is_own(block) {
            return;
        }
        let distance = block.abs_diff(self.place.head.start);
        let (rank, best) = match (label, zone) {
            (Label::Updated, Zone::Head | Zone::Above) => (distance, &mut self.updated),
            (Label::Published, Zone::Head) => (distance, &mut self.published),
            (Label::Published, Zone::Above) => (FAR + distance, &mut self.published),
            (Label::None, Zone::Head) => (2 * FAR + distance, &mut self.published),
            // What stands below may be a comment's, or the next story's.
            (Label::Published, _) => (3 * FAR + distance, &mut self.published),
            (Label::None, Zone::Above) => (4 * FAR + distance, &mut self.published),
            _ => return,
        };
        // A page is not of another day than its address.
        let is_other = label != Label::Updated && !self.day.is_empty() && !found.0.starts_with(&self.day);
        if rank < best.0 && !is_other {
            *best = (rank, Some(found));
        }
    }

    /// Dates that elements tell: `<time>`, microdata.
    #[inline(never)]
    fn take_times(&mut self, tag: Option<&str>) {
        // Where the text of the last time ends, in which block: the same text may stand there twice.
        let mut last = (usize::MAX, 0);
        for time in &self.page.times {
            let block = time.block as usize;
            let mut field = Field::of_date(tag);
            put_time(&mut field, time);
            let text = self.page.blocks().get(block).map_or("", |block| &block.text);
            let own = time.text.trim();
            let from = if last.0 == block { last.1 } else { 0 };
            let end = text[from..].find(own).map(|at| from + at + own.len());
            last = (block, end.unwrap_or(from));
            let before = end.map_or(own, |end| &text[..end]);
            let Some(found) = field.found else { continue };
            let mut label = self.label_at(block, before, own.len());
            // Teasers below have such classes too.
            if label == Label::None && self.place.zone(block) != Zone::Below {
                label = Label::of_hint(&time.hint);
            }
            // Microdata may stand before anything that is shown.
            self.take(if block == 0 && label != Label::None { self.place.head.start } else { block }, label, found);
        }
    }

    /// Dates in the lines around the headline.
    #[inline(never)]
    fn take_bylines(&mut self, parts: &[Part], about: &About<'_>) {
        for (block, of) in self.page.blocks().iter().enumerate() {
            let most = if parts[block] == Part::Article { MAX_DATELINE } else { MAX_BYLINE };
            let is_time = || self.page.times.iter().any(|time| time.block as usize == block);
            if self.place.zone(block) == Zone::Away
                || about.headline == Some(block)
                || of.text.len() > MAX_BYLINE_BYTES
                || words(of) > most
                || is_time()
            {
                continue;
            }
            let mut rest = of.text.as_str();
            // Labels follow their dates where a date comes first and a label last.
            let mut behind = date::find(rest, about.tag).is_some_and(|(at, _)| rest[..at.start].trim().is_empty());
            let mut dates = Vec::new();
            while let Some((at, day)) = date::find(rest, about.tag) {
                dates.push((&rest[..at.start], day));
                rest = &rest[at.end..];
            }
            let labels: Vec<Label> = dates.iter().skip(1).map(|(before, _)| *before).chain([rest]).map(Label::before).collect();
            behind &= labels.last().is_some_and(|label| *label != Label::None);
            for (number, (before, day)) in dates.into_iter().enumerate() {
                let label = if behind { labels[number] } else { self.label_at(block, before, 0) };
                // A sentence of the article tells of some day.
                let is_told = label == Label::None && parts[block] == Part::Article && of.text.trim_end().ends_with('.');
                if !day.is_placeholder() && !is_told {
                    self.take(block, label, (day.iso(), Origin::Byline(block)));
                }
            }
        }
    }

    /// The label of a date in a block: in the text up to it, of which so many bytes are its own, else in the block before where that is
    /// a label alone.
    fn label_at(&self, at: usize, text: &str, own: usize) -> Label {
        let blocks = self.page.blocks();
        let mut label = Label::before(text);
        if label == Label::None
            && text.trim().len() <= own
            && let Some(last) = blocks.get(at.wrapping_sub(1))
            && words(last) <= MAX_LABEL
        {
            label = Label::before(&last.text);
        }
        if label == Label::None
            && let Some(Ok(element)) = blocks.get(at).map(|block| usize::try_from(block.element))
        {
            label = Label::of_hint(&self.page.elements()[element].hint);
        }
        label
    }
}
