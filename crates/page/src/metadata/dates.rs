//! When a page was published and when it was last changed: as its description says, else as it shows at its headline. A date of
//! which that cannot be told is none: a wrong one tells a reader that the copy was first.

use super::json_ld::Description;
use super::metas;
use super::origin::Field;
use super::shown::shown;
use crate::{PageInput, Part};

/// What dates are read with.
pub struct About<'a> {
    pub article: &'a Description<'a>,
    /// The language that the page says it is in (BCP 47).
    pub tag: Option<&'a str>,
    pub url: Option<&'a str>,
    /// The block of the headline.
    pub headline: Option<usize>,
}

/// The day of publication, and the day of the last change.
#[inline(never)]
pub fn read<'a>(page: &PageInput, parts: &[Part], about: &About<'a>) -> [Field<'a>; 2] {
    let (mut published, mut updated) = (Field::of_date(about.tag), Field::of_date(about.tag));
    about.article.fill(&mut published, "datePublished");
    for rank in 0..metas::UPDATED {
        metas::fill_date(&mut published, page, rank);
    }
    about.article.fill(&mut published, "dateCreated coverageStartTime uploadDate");
    about.article.fill_of_page(&mut published, "datePublished");
    about.article.fill(&mut updated, "dateModified");
    metas::fill_date(&mut updated, page, metas::UPDATED);
    about.article.fill_of_page(&mut updated, "dateModified");
    if published.found.is_none() || updated.found.is_none() {
        shown(page, parts, about, &mut published, &mut updated);
    }
    if published.day() > updated.day() {
        updated.found = None;
    }
    [published, updated]
}
