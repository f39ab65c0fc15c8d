//! The dates that a page shows around its headline, and what each is of.

use wherefrom_text::date;

use super::address::in_address;
use super::alone::{is_span, stands_alone};
use super::dates::About;
use super::labels::Label;
use super::metas::has;
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
/// In a line with more of its text in links stand no more words beside the date: those of the author's name. One that is a link as a
/// whole is the date alone.
const LINKED: f32 = 0.5;
const LINK: f32 = 0.9;
const MAX_LINKED: usize = 8;
/// Words of a date.
const DAY: usize = 3;
/// More blocks than there are around a headline.
const FAR: usize = 1000;

/// What a page shows of its dates, or tells where it shows it: the day of publication that it calls so at its headline, one that is likely
/// to be it, and the day of the last change.
pub type Shown = [Option<Found>; 3];
pub const LABELLED: usize = 0;
pub const LIKELY: usize = 1;
pub const UPDATED: usize = 2;

/// The dates that are found, and how far each is from what it should be: by label, place, and distance from the headline.
struct Search<'a> {
    page: &'a PageInput,
    place: Place<'a>,
    /// The day that the page's address tells.
    day: String,
    found: &'a mut Shown,
    ranks: [usize; 3],
}

#[inline(never)]
pub fn show(page: &PageInput, parts: &[Part], about: &About<'_>, found: &mut Shown) {
    let Some(place) = Place::of(page, parts, about.headline) else { return };
    let day = about.url.and_then(in_address).map_or(String::new(), date::Day::iso);
    let mut search = Search { page, place, day, found, ranks: [usize::MAX; 3] };
    search.take_times(about);
    search.take_bylines(parts, about);
    if search.found[LIKELY].is_none() && !search.day.is_empty() {
        search.found[LIKELY] = Some((search.day, Origin::Address));
    }
}

/// Fills a date with what an element says.
fn put_time(field: &mut Field<'_>, time: &PageTime) {
    for text in [&time.datetime, &time.text] {
        field.put(text.clone(), Origin::Time(time.block as usize));
    }
}

impl Search<'_> {
    /// Takes a date in a block, if it is of the article and better than the last.
    fn take(&mut self, block: usize, label: Label, found: Found) {
        let zone = self.place.zone(block);
        if zone == Zone::Away || !self.place.is_own(block) {
            return;
        }
        let distance = block.abs_diff(self.place.head.start);
        let (rank, of) = match (label, zone) {
            (Label::Updated, Zone::Head | Zone::Above) => (distance, UPDATED),
            (Label::Published, Zone::Head) => (distance, LABELLED),
            (Label::Published, Zone::Above) => (FAR + distance, LABELLED),
            (Label::None, Zone::Head) => (distance, LIKELY),
            // What stands below may be a comment's, or the next story's.
            (Label::Published, _) => (FAR + distance, LIKELY),
            (Label::None, Zone::Above) => (2 * FAR + distance, LIKELY),
            _ => return,
        };
        // A page is not of another day than its address.
        let is_other = of != UPDATED && !self.day.is_empty() && !found.0.starts_with(&self.day);
        if rank < self.ranks[of] && !is_other {
            self.ranks[of] = rank;
            self.found[of] = Some(found);
        }
    }

    /// Dates that elements tell: `<time>`, microdata.
    #[inline(never)]
    fn take_times(&mut self, about: &About<'_>) {
        // Where the text of the last time ends, in which block: the same text may stand there twice.
        let mut last = (usize::MAX, 0);
        for time in &self.page.times {
            let block = time.block as usize;
            let mut field = Field::of_date(about.tag);
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
            if label == Label::None && about.headline != Some(block) && self.is_of_links(block, words(own)) {
                continue;
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
                || words(&of.text) > most
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
            let is_span = dates.iter().any(|(before, _)| is_span(before));
            behind &= Label::before(rest) != Label::None;
            for (number, (before, day)) in dates.iter().enumerate() {
                let after = dates.get(number + 1).map_or(rest, |(before, _)| before);
                let label = if behind { Label::before(after) } else { self.label_at(block, before, 0) };
                // What nothing says what it is of may be of some day that the article tells of.
                let is_of_other = label == Label::None
                    && (parts[block] == Part::Article && of.text.trim_end().ends_with('.')
                        || is_span
                        || self.is_of_links(block, DAY)
                        || !self.is_marked(block) && !stands_alone(before, after, about.tag));
                if !day.is_placeholder() && !is_of_other {
                    self.take(block, label, (day.iso(), Origin::Byline(block)));
                }
            }
        }
    }

    /// Whether a block with so many words of a date is a link to another story, or to those of its day: the name of an author is short.
    fn is_of_links(&self, at: usize, date: usize) -> bool {
        self.page.blocks().get(at).is_some_and(|block| {
            let most = if block.linked > LINK { date } else { date + MAX_LINKED };
            block.linked > LINKED && (block.text.len() > MAX_BYLINE_BYTES || words(&block.text) > most)
        })
    }

    /// Whether its element has the class of a line with the date.
    fn is_marked(&self, at: usize) -> bool {
        let element = self.page.blocks()[at].element;
        usize::try_from(element).is_ok_and(|element| has(&self.page.elements()[element].hint, "byline dateline -date"))
    }

    /// The label of a date in a block: in the text up to it, of which so many bytes are its own, else in the block before where that is
    /// a label alone.
    fn label_at(&self, at: usize, text: &str, own: usize) -> Label {
        let blocks = self.page.blocks();
        let mut label = Label::before(text);
        if label == Label::None
            && text.trim().len() <= own
            && let Some(last) = blocks.get(at.wrapping_sub(1))
            && words(&last.text) <= MAX_LABEL
            && self.place.is_own(at - 1)
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
