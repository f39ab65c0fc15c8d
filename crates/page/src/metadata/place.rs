//! Where on a page the dates of its article stand: around its headline, before its first paragraphs, and below its last one, in
//! nothing that is about something else.

use std::ops::Range;

use wherefrom_text::date::{Day, find};

use crate::article::{OTHER_HINTS, hints};
use crate::{PageBlock, PageInput, Part};

/// Blocks of fewer words are no prose.
const PROSE_WORDS: usize = 8;
/// Blocks above the headline, between it and the text where these are far apart, and below the text, in which a date may be the article's.
const ABOVE: usize = 6;
const BETWEEN: usize = 30;
const INTO: usize = 3;
const BELOW: usize = 4;
/// Boxes that are alike, with a paragraph of so many words and a time each, are posts, comments or teasers.
const POST_WORDS: usize = 12;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    Head,
    Above,
    Below,
    Away,
}

pub struct Place<'a> {
    page: &'a PageInput,
    /// By element: what it is in.
    elements: Vec<Around>,
    /// From the headline on, or where it is not known from above the text.
    pub head: Range<usize>,
    pub above: Range<usize>,
    pub below: Range<usize>,
}

/// What is around an element and in it.
#[derive(Clone, Copy, Default)]
struct Around {
    /// The outermost element that does not hold the headline too; `None` where it does itself.
    outermost: Option<usize>,
    /// In something about something else.
    of_others: bool,
    of_comment: bool,
    /// It is outermost and has prose of its own.
    has_prose: bool,
}

impl<'a> Place<'a> {
    /// `None` where there is neither a headline nor an article.
    pub fn of(page: &'a PageInput, parts: &[Part], headline: Option<usize>) -> Option<Place<'a>> {
        let (blocks, elements) = (page.blocks(), page.elements());
        let is_prose = |at: &usize| parts[*at] == Part::Article && words(&blocks[*at]) >= PROSE_WORDS;
        let first = (0..blocks.len()).find(is_prose);
        let last = (0..blocks.len()).rfind(is_prose);
        let headline = headline.filter(|at| first.is_none_or(|first| *at <= first + INTO));
        let start = headline.or(first)?;
        let (from, mut to) = match (headline, first) {
            (Some(headline), Some(first)) => {
                let from = headline.min(first);
                (from, headline.max(first).min(from + BETWEEN) + INTO + 1)
            }
            (Some(headline), None) => (headline, headline + BETWEEN),
            (None, _) => (start.saturating_sub(ABOVE), start + INTO + 1),
        };
        to = to.min(last.map_or(blocks.len(), |last| last.max(start) + 1));
        let above = from.saturating_sub(ABOVE)..from;
        let below = last.map_or(to, |last| last + 1);
        let below = below..(below + last.map_or(0, |_| BELOW)).min(blocks.len());

        // What is around the headline; without one, around the beginning and the end of the text.
        let mut shared = vec![0_u8; elements.len()];
        let ends = if headline.is_some() { [Some(start), None] } else { [Some(start), last] };
        for at in ends.into_iter().flatten() {
            let mut element = blocks[at].element;
            while let Ok(of) = usize::try_from(element) {
                shared[of] += 1;
                element = elements[of].parent;
            }
        }
        let most = if headline.is_some() { 1 } else { 2 };
        let mut around: Vec<Around> = Vec::with_capacity(elements.len());
        for (at, element) in elements.iter().enumerate() {
            let mut own = Around::default();
            if shared[at] < most {
                let parent = usize::try_from(element.parent).map_or(own, |parent| around[parent]);
                let hints = hints(&element.hint);
                own.outermost = parent.outermost.or(Some(at));
                let is_beside = matches!(element.tag.as_str(), "nav" | "aside") || element.hint.contains("sidebar");
                own.of_others = parent.of_others || is_beside || hints & OTHER_HINTS != 0;
                own.of_comment = parent.of_comment || element.hint.contains("comment");
            }
            around.push(own);
        }
        for block in blocks.iter().filter(|block| block.linked < 0.5 && words(block) >= POST_WORDS) {
            if let Some(outermost) = usize::try_from(block.element).ok().and_then(|element| around[element].outermost) {
                around[outermost].has_prose = true;
            }
        }
        Some(Place { page, elements: around, head: from..to, above, below })
    }

    pub fn zone(&self, block: usize) -> Zone {
        match () {
            () if self.head.contains(&block) => Zone::Head,
            () if self.above.contains(&block) => Zone::Above,
            () if self.below.contains(&block) => Zone::Below,
            () => Zone::Away,
        }
    }

    fn around(&self, block: usize) -> Around {
        let element = self.page.blocks().get(block).and_then(|block| usize::try_from(block.element).ok());
        element.map_or(Around::default(), |element| self.elements[element])
    }

    /// Whether what stands in a block can be about the article: it is shown, and in no comment, list of other stories or part of the
    /// site.
    pub fn is_own(&self, at: usize) -> bool {
        let Some(block) = self.page.blocks().get(at) else { return false };
        let is_teaser = block.linked > 0.6 && words(block) > PROSE_WORDS;
        !block.hidden && !is_teaser && !self.around(at).of_others
    }

    /// The day of the first comment that tells its day.
    pub fn first_comment(&self, tag: Option<&str>) -> Option<Day> {
        let mut first: Option<Day> = None;
        let mut take = |day: Option<Day>| {
            if let Some(day) = day.filter(|day| !day.is_placeholder() && first.is_none_or(|first| *day < first)) {
                first = Some(day);
            }
        };
        for time in &self.page.times {
            if time.block as usize >= self.below.start && self.around(time.block as usize).of_comment {
                take(Day::parse(&time.datetime));
            }
        }
        for (at, block) in self.page.blocks().iter().enumerate().skip(self.below.start) {
            if self.around(at).of_comment && words(block) <= POST_WORDS {
                take(find(&block.text, tag).map(|(_, day)| day));
            }
        }
        first
    }

    /// Whether a block with a date stands in one of several boxes alike, each with a date and text of its own: a date there is that of
    /// the post.
    pub fn is_in_post(&self, at: usize, dated: &[usize]) -> bool {
        let elements = self.page.elements();
        let outermost = |at: usize| self.around(at).outermost.filter(|of| self.elements[*of].has_prose);
        let Some(own) = outermost(at) else { return false };
        let class = |of: usize| elements[of].hint.split(' ').nth(1);
        dated.iter().any(|other| {
            outermost(*other).is_some_and(|other| {
                let (a, b) = (&elements[own], &elements[other]);
                own != other && a.parent == b.parent && a.tag == b.tag && class(own) == class(other)
            })
        })
    }
}

pub fn words(block: &PageBlock) -> usize {
    block.text.split_whitespace().count()
}
