//! When a page was published and when it was last changed: as its description says, else as it shows at its headline. A date of
//! which that cannot be told is none: a wrong one tells a reader that the copy was first.

use super::json_ld::Description;
use super::metas::{self, Dated};
use super::origin::Field;
use super::shown::{LABELLED, LIKELY, Shown, UPDATED, show};
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
///
/// What describes the article as published comes first, then what the page calls so at its headline. That goes before the page's own
/// `datePublished`, which may be when a system made the page or moved it: of 57 pages of the WCXB set with a date in JSON-LD, the
/// article's or the page's, and such a line 4 tell two days, and on 3 of these the line is right. `dateCreated` comes last, being that of
/// the draft: it is another day on 4 of the 14 pages that give `datePublished` too and is right on none of these, while a date without
/// a label at the headline is wrong on 5 of the 118 that have both.
#[inline(never)]
pub fn read<'a>(page: &PageInput, parts: &[Part], about: &About<'a>) -> [Field<'a>; 2] {
    let (mut published, mut updated) = (Field::of_date(about.tag), Field::of_date(about.tag));
    about.article.fill(&mut published, "datePublished");
    for dated in [Dated::Published, Dated::Issued, Dated::Plain] {
        metas::fill_date(&mut published, page, dated);
    }
    about.article.fill(&mut updated, "dateModified");
    metas::fill_date(&mut updated, page, Dated::Updated);
    about.article.fill_of_page(&mut updated, "dateModified");
    let mut shown = Shown::default();
    if published.found.is_none() || updated.found.is_none() {
        show(page, parts, about, &mut shown);
    }
    published.take(&mut shown[LABELLED]);
    about.article.fill_of_page(&mut published, "datePublished");
    about.article.fill(&mut published, "coverageStartTime uploadDate");
    published.take(&mut shown[LIKELY]);
    about.article.fill(&mut published, "dateCreated");
    updated.take(&mut shown[UPDATED]);
    if published.day() > updated.day() {
        updated.found = None;
    }
    [published, updated]
}
