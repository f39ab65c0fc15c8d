//! Where on a page the dates of its article stand: around its headline, before its first paragraphs, and below its last one, in
//! nothing that is about something else.

use std::ops::Range;

use super::metas::has;
use crate::article::{OTHER_HINTS, hints};
use crate::{PageInput, Part};

/// Blocks of fewer words are no prose.
const PROSE_WORDS: usize = 8;
/// Blocks in which a date may be the article's: above the headline, between it and the text where these are far apart, from the text's
/// beginning on, and below its end.
const ABOVE: usize = 6;
const BETWEEN: usize = 30;
const INTO: usize = 3;
const BELOW: usize = 4;
/// Elements that are about other things by their tags or by names in their hints: parts of the site, pictures, events, and what readers
/// say, by the names that comments have beside English.
const OTHER_TAGS: &str = "nav fig";
const OTHERS: &str = "sidebar caption photo-credit image-credit event-date kommentar koment comentar reacties";
/// Boxes that are alike, with a paragraph of so many words each, are posts, comments or teasers.
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
    below: usize,
}

/// What is around an element and in it.
#[derive(Clone, Copy, Default)]
struct Around {
    /// The outermost element that does not hold the headline too; `None` where it does itself.
    outermost: Option<usize>,
    /// It is in something about something else.
    of_others: bool,
    /// It is an outermost one and has prose.
    has_prose: bool,
}

impl<'a> Place<'a> {
    /// `None` where there is neither a headline nor an article.
    #[inline(never)]
    pub fn of(page: &'a PageInput, parts: &[Part], headline: Option<usize>) -> Option<Place<'a>> {
        let (blocks, elements) = (page.blocks(), page.elements());
        let mut text: Option<(usize, usize)> = None;
        for (at, block) in blocks.iter().enumerate() {
            if parts[at] == Part::Article && words(&block.text) >= PROSE_WORDS {
                text = Some((text.map_or(at, |(first, _)| first), at));
            }
        }
        let headline = headline.filter(|at| text.is_none_or(|(first, _)| *at <= first + INTO));
        let start = headline.or(text.map(|(first, _)| first))?;
        let (first, last) = text.unwrap_or((start + BETWEEN, blocks.len()));
        let from = if headline.is_some() { start.min(first) } else { start.saturating_sub(ABOVE) };
        let to = (first.max(start).min(from + BETWEEN) + INTO).min(last.max(start)) + 1;

        // What is around the headline; without one, around the beginning and the end of the text.
        let mut shared = vec![0_u8; elements.len()];
        let ends = [start, if headline.is_some() { start } else { last }];
        for end in ends {
            let mut element = blocks[end].element;
            while let Ok(of) = usize::try_from(element) {
                shared[of] += 1;
                element = elements[of].parent;
            }
        }
        let mut around: Vec<Around> = Vec::new();
        for (at, element) in elements.iter().enumerate() {
            let mut own = Around::default();
            if shared[at] < 2 {
                if let Ok(parent) = usize::try_from(element.parent) {
                    own = around[parent];
                }
                own.outermost = own.outermost.or(Some(at));
                own.of_others |= has(&element.tag, OTHER_TAGS) || has(&element.hint, OTHERS) || hints(&element.hint) & OTHER_HINTS != 0;
            }
            around.push(own);
        }
        for block in blocks {
            if block.linked < 0.5
                && words(&block.text) >= POST_WORDS
                && let Ok(element) = usize::try_from(block.element)
                && let Some(outermost) = around[element].outermost
            {
                around[outermost].has_prose = true;
            }
        }
        Some(Place { page, elements: around, head: from..to, below: last + 1 })
    }

    pub fn zone(&self, block: usize) -> Zone {
        match () {
            () if self.head.contains(&block) => Zone::Head,
            () if block < self.head.start && block + ABOVE >= self.head.start => Zone::Above,
            () if block >= self.below && block < self.below + BELOW => Zone::Below,
            () => Zone::Away,
        }
    }

    /// Whether what stands in a block can be about the article: it is shown, and in no comment, list of other stories or part of the
    /// site, nor in one of several boxes alike with text of their own: a date there is that of the post.
    #[inline(never)]
    pub fn is_own(&self, block: usize) -> bool {
        let Some(block) = self.page.blocks().get(block) else { return false };
        let Ok(element) = usize::try_from(block.element) else { return !block.hidden };
        let around = self.elements[element];
        if block.hidden || around.of_others {
            return false;
        }
        let Some(own) = around.outermost.filter(|own| self.elements[*own].has_prose) else { return true };
        let elements = self.page.elements();
        let class = |at: usize| elements[at].hint.split_once(' ').map(|(_, class)| class);
        for (at, other) in elements.iter().enumerate() {
            let is_alike = other.parent == elements[own].parent && other.tag == elements[own].tag;
            if at != own && self.elements[at].has_prose && is_alike && class(at) == class(own) {
                return false;
            }
        }
        true
    }
}

pub fn words(text: &str) -> usize {
    text.split_whitespace().count()
}
