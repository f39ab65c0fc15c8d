//! Where on a page the dates of its article stand: around its headline, before its first paragraphs, and below its last one, in
//! nothing that is about something else.

use std::ops::Range;

use wherefrom_text::date::{Day, find};

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

pub struct Place<'a> {
    page: &'a PageInput,
    /// What is around the headline, by element.
    shared: Vec<bool>,
    /// By element: the outermost one around it that does not hold the headline too; itself where it does.
    boxes: Vec<usize>,
    /// By element: the words in it.
    sizes: Vec<usize>,
    /// From the headline on, or where it is not known from above the text.
    pub head: Range<usize>,
    pub above: Range<usize>,
    pub below: Range<usize>,
}

impl<'a> Place<'a> {
    /// `None` where there is neither a headline nor an article.
    pub fn of(page: &'a PageInput, parts: &[Part], headline: Option<usize>) -> Option<Place<'a>> {
        let blocks = page.blocks();
        let is_prose = |at: &usize| (parts[*at] == Part::Article) && words(&blocks[*at]) >= PROSE_WORDS;
        let first = (0..blocks.len()).find(is_prose);
        let last = (0..blocks.len()).rfind(is_prose);
        let headline = headline.filter(|at| first.is_none_or(|first| *at <= first + INTO));
        let start = headline.or(first)?;
        let head = match (headline, first) {
            (Some(headline), Some(first)) => headline.min(first)..first.max(headline).min(headline.min(first) + BETWEEN) + INTO + 1,
            (Some(headline), None) => headline..headline + BETWEEN,
            (None, _) => start.saturating_sub(ABOVE)..start + INTO + 1,
        };
        let head = head.start..last.map_or(head.end, |last| head.end.min(last.max(start) + 1));
        let above = head.start.saturating_sub(ABOVE)..head.start;
        let below = last.map_or(0..0, |last| last + 1..last + 1 + BELOW);
        let clip = |range: Range<usize>| range.start.min(blocks.len())..range.end.min(blocks.len());
        let elements = page.elements();
        let mut shared = vec![false; elements.len()];
        let around = |at: usize| {
            let parent = |element: &i32| Some(elements[usize::try_from(*element).ok()?].parent);
            std::iter::successors(Some(blocks[at].element), parent).filter_map(|element| usize::try_from(element).ok())
        };
        around(start).for_each(|element| shared[element] = true);
        // Without a headline, what holds the beginning and the end of the text.
        if headline.is_none() {
            let end: Vec<usize> = last.map(|last| around(last).collect()).unwrap_or_default();
            shared.iter_mut().enumerate().for_each(|(element, shared)| *shared &= end.contains(&element));
        }
        let mut boxes: Vec<usize> = (0..elements.len()).collect();
        for element in 0..elements.len() {
            if let Ok(parent) = usize::try_from(elements[element].parent)
                && !shared[element]
                && !shared[parent]
            {
                boxes[element] = boxes[parent];
            }
        }
        let mut sizes = vec![0; elements.len()];
        for block in blocks {
            usize::try_from(block.element).into_iter().for_each(|element| sizes[element] += words(block));
        }
        for element in (0..elements.len()).rev() {
            usize::try_from(elements[element].parent).into_iter().for_each(|parent| sizes[parent] += sizes[element]);
        }
        Some(Place { page, shared, boxes, sizes, head: clip(head), above: clip(above), below: clip(below) })
    }

    /// Whether what stands in a block can be about the article: it is shown, and in no comment, list of other stories or part of the
    /// site.
    pub fn is_own(&self, at: usize) -> bool {
        let Some(block) = self.page.blocks().get(at) else { return false };
        let is_teaser = block.linked > 0.6 && words(block) > PROSE_WORDS;
        !block.hidden && !is_teaser && !self.is_of_others(block)
    }

    fn is_of_others(&self, block: &PageBlock) -> bool {
        let mut element = block.element;
        while let Ok(at) = usize::try_from(element)
            && !self.shared[at]
        {
            let of = &self.page.elements()[at];
            let is_beside = of.tag == "nav" || of.tag == "aside" && self.sizes[at] >= POST_WORDS;
            if is_beside || OTHERS.iter().any(|word| of.hint.contains(word)) {
                return true;
            }
            element = of.parent;
        }
        false
    }

    /// The day of the first comment that tells its day.
    pub fn first_comment(&self, tag: Option<&str>) -> Option<Day> {
        let blocks = self.page.blocks();
        let is_comment = |at: &usize| {
            let mut element = blocks.get(*at).map_or(-1, |block| block.element);
            while let Ok(at) = usize::try_from(element)
                && !self.shared[at]
            {
                if self.page.elements()[at].hint.contains("comment") {
                    return true;
                }
                element = self.page.elements()[at].parent;
            }
            false
        };
        let below = self.below.start..blocks.len();
        let of_times = self.page.times.iter().filter(|time| below.contains(&(time.block as usize)) && is_comment(&(time.block as usize)));
        let of_times = of_times.filter_map(|time| Day::parse(&time.datetime));
        let lines = below.clone().filter(|at| words(&blocks[*at]) <= POST_WORDS).filter(is_comment);
        of_times.chain(lines.filter_map(|at| Some(find(&blocks[at].text, tag)?.1))).filter(|day| !day.is_placeholder()).min()
    }

    /// Of blocks with a date, those that stand in one of several boxes alike, each with text of its own: a date there is that of the post.
    pub fn in_posts(&self, dated: &[usize]) -> Vec<bool> {
        let blocks = self.page.blocks();
        let elements = self.page.elements();
        let box_of = |at: usize| {
            let element = usize::try_from(blocks.get(at)?.element).ok().filter(|element| !self.shared[*element])?;
            Some(self.boxes[element])
        };
        let is_prose = |at: &usize| words(&blocks[*at]) >= POST_WORDS && blocks[*at].linked < 0.5;
        let with_prose: Vec<usize> = (0..blocks.len()).filter(is_prose).filter_map(box_of).collect();
        let mut posts: Vec<usize> = dated.iter().filter_map(|at| box_of(*at)).filter(|of| with_prose.contains(of)).collect();
        posts.dedup();
        let alike = |a: usize, b: usize| {
            let (a, b) = (&elements[a], &elements[b]);
            a.parent == b.parent && a.tag == b.tag && a.hint.split(' ').nth(1) == b.hint.split(' ').nth(1)
        };
        let is_post = |of: usize| posts.contains(&of) && posts.iter().any(|other| *other != of && alike(*other, of));
        dated.iter().map(|at| box_of(*at).is_some_and(is_post)).collect()
    }
}

/// Parts of hints of what is about something else.
const OTHERS: &[&str] = &[
    "comment",
    "related",
    "recommend",
    "recirc",
    "sidebar",
    "popular",
    "trending",
    "teaser",
    "carousel",
    "ticker",
    "breaking",
    "newsletter",
    "menu",
    "read-next",
    "also-like",
    "suggest",
    "upcoming",
    "event",
    "latest",
    "recent",
    "replies",
    "pagination",
];

pub fn words(block: &PageBlock) -> usize {
    block.text.split_whitespace().count()
}
