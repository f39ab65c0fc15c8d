//! What the finder knows of a page before any weight.

use std::collections::HashMap;

use super::hints::hints;
use super::rules;
use super::tags::Kind;
use super::text::Text;
use super::title::title;
use super::tree::{around, element, handed_down, summed_up};
use crate::{PageBlock, PageElement, PageInput};
use wherefrom_text::prose::{self, Look};

/// A block with more of its text in links is a list of links.
pub const LINKED_BLOCK: f32 = 0.55;
/// A sentence of so many words in a heading's element is a paragraph that is set as a heading.
const HEADING_WORDS: usize = 16;

/// A page with what its blocks and elements are, and how much of its text each element holds.
pub struct Known<'a> {
    pub page: &'a PageInput,
    /// By block; those that are away have no words.
    pub away: Vec<bool>,
    pub words: Vec<usize>,
    pub looks: Vec<Look>,
    pub headings: Vec<bool>,
    pub texts: Vec<Text>,
    /// By block a number for how it is set: by the names of its own element and of the one around that. Paragraphs of one article share a
    /// setting; a box between them has its own.
    pub settings: Vec<u32>,
    /// By element; its hint's families as bits, and a number for its tag and hint.
    pub kinds: Vec<Kind>,
    pub hints: Vec<u32>,
    pub names: Vec<u32>,
    pub sums: Vec<Sums>,
    pub total: Sums,
    /// The block that is the headline.
    pub title: Option<usize>,
}

/// Of the blocks in an element, or on a page.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sums {
    pub words: f32,
    /// Words of blocks that look like prose.
    pub prose: f32,
    /// Words in links.
    pub linked: f32,
    pub blocks: f32,
}

impl Sums {
    pub fn add(&mut self, other: Sums) {
        self.words += other.words;
        self.prose += other.prose;
        self.linked += other.linked;
        self.blocks += other.blocks;
    }

    /// The share of words in links.
    pub fn links(&self) -> f32 {
        self.linked / self.words.max(1.0)
    }
}

impl<'a> Known<'a> {
    pub fn of(page: &'a PageInput) -> Known<'a> {
        let mut words: Vec<usize> = page.blocks.iter().map(|b| prose::count_words(&b.text)).collect();
        let mut looks: Vec<Look> = page.blocks.iter().zip(&words).map(|(b, w)| prose::look(&b.text, *w)).collect();
        let away = rules::away(page, &words, &looks);
        for ((words, look), _) in words.iter_mut().zip(&mut looks).zip(&away).filter(|(_, away)| **away) {
            (*words, *look) = (0, Look::Furniture);
        }
        let mut kinds: Vec<Kind> = page.elements.iter().map(|e| Kind::of(&e.tag)).collect();
        for ((block, look), &count) in page.blocks.iter().zip(&looks).zip(&words) {
            if let Some(at) = element(block).filter(|at| kinds[*at].is_heading() && *look == Look::Prose && count >= HEADING_WORDS) {
                kinds[at] = Kind::Paragraph;
            }
        }
        let is_heading = |block: &PageBlock| own_and_around(page, block).into_iter().flatten().any(|at| kinds[at].is_heading());
        let headings: Vec<bool> = page.blocks.iter().map(is_heading).collect();
        let texts = page.blocks.iter().map(|b| Text::of(&b.text)).collect();
        let (names, hints) = names_and_hints(&page.elements);
        let setting = |b: &PageBlock| own_and_around(page, b).map(|at| at.map_or(NO_NAME, |at| names[at]));
        let settings = numbered(&page.blocks.iter().map(setting).collect::<Vec<_>>());
        let title = title(page, &headings, &words);
        let (sums, total) = (vec![Sums::default(); page.elements.len()], Sums::default());
        let mut known = Known { page, away, words, looks, headings, texts, settings, kinds, hints, names, sums, total, title };
        for (at, block) in page.blocks.iter().enumerate() {
            let own = known.of_block(at);
            known.total.add(own);
            if let Some(at) = element(block) {
                known.sums[at].add(own);
            }
        }
        summed_up(&page.elements, &mut known.sums, Sums::add);
        known
    }

    pub fn is_prose(&self, at: usize) -> bool {
        self.looks[at] == Look::Prose && self.page.blocks[at].linked < LINKED_BLOCK
    }

    pub fn of_block(&self, at: usize) -> Sums {
        let words = self.words[at] as f32;
        let prose = if self.is_prose(at) { words } else { 0.0 };
        Sums { words, prose, linked: self.page.blocks[at].linked * words, blocks: 1.0 }
    }

    /// An element's share of the page's prose.
    pub fn share(&self, element: usize) -> f32 {
        self.sums[element].prose / self.total.prose.max(1.0)
    }

    /// The elements from a block's own up.
    pub fn ups(&self, block: usize) -> [Option<usize>; 4] {
        let up = |at: Option<usize>| at.and_then(|at| around(&self.page.elements[at]));
        let own = element(&self.page.blocks[block]);
        let [one, two] = [up(own), up(up(own))];
        [own, one, two, up(two)]
    }

    /// For every element how far it is below the deepest one that has as much as is asked for; `None` outside.
    pub fn below_container(&self, has: impl Fn(usize) -> f32, least: f32) -> Vec<Option<u32>> {
        let elements = &self.page.elements;
        let depths = depths(elements);
        let container = (0..elements.len()).rev().filter(|&e| has(e) >= least).max_by_key(|&e| depths[e]);
        handed_down(
            elements,
            |at, around: Option<Option<u32>>| {
                if Some(at) == container { Some(0) } else { around.flatten().map(|below| below + 1) }
            },
        )
    }
}

fn own_and_around(page: &PageInput, block: &PageBlock) -> [Option<usize>; 2] {
    let own = element(block);
    [own.and_then(|at| around(&page.elements[at])), own]
}

pub fn depths(elements: &[PageElement]) -> Vec<u32> {
    handed_down(elements, |_, around: Option<u32>| around.map_or(0, |depth| depth + 1))
}

/// The name of no element.
const NO_NAME: u32 = u32::MAX;

/// A number for each pair, from 0 up; equal ones have the same.
pub fn numbered(pairs: &[[u32; 2]]) -> Vec<u32> {
    let keys: Vec<u64> = pairs.iter().map(|[one, other]| u64::from(*one) << 32 | u64::from(*other)).collect();
    let mut sorted = keys.clone();
    sorted.sort_unstable();
    sorted.dedup();
    keys.iter().map(|key| sorted.partition_point(|other| other < key) as u32).collect()
}

/// What each number has, of what is added to it one by one.
pub fn summed<T: Copy + Default>(numbers: &[u32], of: impl Fn(usize) -> T, add: impl Fn(&mut T, T)) -> Vec<T> {
    let mut sums = vec![T::default(); numbers.iter().max().map_or(0, |most| *most as usize + 1)];
    for (at, number) in numbers.iter().enumerate() {
        add(&mut sums[*number as usize], of(at));
    }
    sums
}

/// A number for each element's tag and hint, from 0 up, and the hint's families. Words with digits in them are left out of names,
/// since they number what is alike.
fn names_and_hints(elements: &[PageElement]) -> (Vec<u32>, Vec<u32>) {
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let mut read: HashMap<(&str, &str), (u32, u32)> = HashMap::new();
    let mut read_anew = |element: &PageElement| {
        let mut name = element.tag.clone();
        for word in element.hint.split_ascii_whitespace().filter(|word| !word.bytes().any(|b| b.is_ascii_digit())) {
            name.push(' ');
            name.push_str(word);
        }
        let next = numbers.len() as u32;
        (*numbers.entry(name).or_insert(next), hints(&element.hint))
    };
    elements.iter().map(|e| *read.entry((e.tag.as_str(), e.hint.as_str())).or_insert_with(|| read_anew(e))).unzip()
}
