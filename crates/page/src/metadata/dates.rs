//! When a page was published and when it was last changed: as its description says, else as it shows at its headline. A date of
//! which that cannot be told is none: a wrong one tells a reader that the copy was first.

use wherefrom_text::date::{self, Day};

use super::json_ld::Description;
use super::metas;
use super::origin::{Found, Origin};
use super::shown::shown;
use crate::{PageInput, Part};

#[derive(Default)]
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

impl About<'_> {
    fn dated(&self, found: Option<Found>) -> Option<Found> {
        let (text, origin) = found?;
        Some((date::iso(&text, self.tag)?, origin))
    }

    fn described(&self, keys: &[&'static str]) -> Option<Found> {
        keys.iter().find_map(|key| self.dated(self.article.text(&[key])))
    }

    fn described_of_page(&self, key: &'static str) -> Option<Found> {
        self.dated(self.article.text_of_page(key))
    }

    /// The dates in `<meta>` of a rank; of several the earliest: what is published anew has both.
    fn named(&self, page: &PageInput, rank: u8) -> Option<Found> {
        let mut earliest: Option<(Day, Found)> = None;
        for (at, (name, content)) in page.meta.iter().enumerate() {
            if metas::date(name) == Some(rank)
                && let Some(told) = date::iso(content, self.tag)
                && let Some(day) = Day::parse(&told)
                && earliest.as_ref().is_none_or(|(earliest, _)| day < *earliest)
            {
                earliest = Some((day, (told, Origin::Meta(at))));
            }
        }
        earliest.map(|(_, found)| found)
    }
}

pub fn read(page: &PageInput, parts: &[Part], about: &About<'_>) -> Dates {
    let stated = about
        .described(&["datePublished"])
        .or_else(|| (0..metas::UPDATED).find_map(|rank| about.named(page, rank)))
        .or_else(|| about.described(&["dateCreated", "coverageStartTime", "uploadDate"]))
        .or_else(|| about.described_of_page("datePublished"))
        .or_else(|| of_microdata(page, about.tag));
    let changed = about
        .described(&["dateModified"])
        .or_else(|| about.named(page, metas::UPDATED))
        .or_else(|| about.described_of_page("dateModified"));
    let seen = if stated.is_some() && changed.is_some() { Dates::default() } else { shown(page, parts, about).unwrap_or_default() };
    let (published, mut updated) = (stated.or(seen.published), changed.or(seen.updated));
    if let (Some((published, _)), Some((changed, _))) = (&published, &updated)
        && Day::parse(published) > Day::parse(changed)
    {
        updated = None;
    }
    Dates { published, updated }
}

/// The day of publication in microdata, where all of it says the same: comments and teasers have theirs too.
fn of_microdata(page: &PageInput, tag: Option<&str>) -> Option<Found> {
    let mut found: Option<(Day, Found)> = None;
    for time in page.times.iter().filter(|time| time.hint.split(' ').any(|word| word == "datepublished")) {
        let Some(told) = date::iso(&time.datetime, tag).or_else(|| date::iso(&time.text, tag)) else { continue };
        let Some(day) = Day::parse(&told) else { continue };
        match &found {
            Some((first, _)) if *first != day => return None,
            Some(_) => {}
            None => found = Some((day, (told, Origin::Time(time.block as usize)))),
        }
    }
    found.map(|(_, found)| found)
}
