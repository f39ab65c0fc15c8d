//! What the first stage looks up for a block: the sections and hints around it, and what is set as it is.

use std::collections::HashMap;

use super::hints::{HINT_FAMILIES, hints};
use super::known::{Known, Setting, Sums, depths};
use super::tags::{Kind, SECTIONS};
use super::tree::{element, handed_down};

/// No element.
pub const NOWHERE: u32 = u32::MAX;

pub struct Tables<'a> {
    /// By element: how deep it is; the nearest element around of each kind of section, and with a hint of each family.
    pub depths: Vec<u32>,
    pub sections: Vec<[u32; SECTIONS]>,
    pub hinted: Vec<[u32; HINT_FAMILIES]>,
    /// By element: how far below the element that holds most of the prose, half of it, nearly all of it.
    pub containers: [Vec<Option<u32>>; 3],
    /// The first and the last block of prose in the container.
    pub ends: Option<[usize; 2]>,
    /// The blocks of each setting; the prose in elements of each name; the elements of one name in one element.
    pub settings: HashMap<Setting, Sums>,
    pub named: HashMap<Option<u32>, f32>,
    pub alike: HashMap<(i32, u32), Sums>,
    /// How often a text stands on the page.
    pub texts: HashMap<&'a str, u32>,
}

impl<'a> Tables<'a> {
    pub fn of(known: &Known<'a>) -> Tables<'a> {
        let elements = &known.page.elements;
        let blocks = &known.page.blocks;
        let mut read: HashMap<&str, u32> = HashMap::new();
        let families: Vec<u32> = elements.iter().map(|e| *read.entry(e.hint.as_str()).or_insert_with(|| hints(&e.hint))).collect();
        let hinted = handed_down(elements, |at, around: Option<[u32; HINT_FAMILIES]>| {
            let mut nearest = around.unwrap_or([NOWHERE; HINT_FAMILIES]);
            (0..).zip(&mut nearest).filter(|(family, _)| families[at] >> family & 1 == 1).for_each(|(_, nearest)| *nearest = at as u32);
            nearest
        });
        let kinds = Kind::sections();
        let sections = handed_down(elements, |at, around: Option<[u32; SECTIONS]>| {
            let mut nearest = around.unwrap_or([NOWHERE; SECTIONS]);
            kinds.iter().zip(&mut nearest).filter(|(kind, _)| known.kinds[at] == **kind).for_each(|(_, nearest)| *nearest = at as u32);
            nearest
        });
        let containers = [0.7, 0.5, 0.9].map(|least| known.below_container(|e| known.share(e), least));
        let is_inside = |at: &usize| element(&blocks[*at]).is_some_and(|e| containers[0][e].is_some());
        let is_sure = |at: &usize| known.is_prose(*at) && is_inside(at) && !known.headings[*at];
        let first = (0..blocks.len()).find(is_sure);
        let ends = first.zip((0..blocks.len()).rev().find(is_sure)).map(|(first, last)| [first, last]);
        let mut settings: HashMap<Setting, Sums> = HashMap::new();
        let mut named: HashMap<Option<u32>, f32> = HashMap::new();
        let mut texts: HashMap<&str, u32> = HashMap::new();
        for (at, block) in blocks.iter().enumerate() {
            let own = known.of_block(at);
            settings.entry(known.settings[at]).or_default().add(own);
            *named.entry(known.settings[at][1]).or_default() += own.prose;
            *texts.entry(block.text.trim()).or_default() += 1;
        }
        let mut alike: HashMap<(i32, u32), Sums> = HashMap::new();
        for (at, e) in elements.iter().enumerate() {
            alike.entry((e.parent, known.names[at])).or_default().add(Sums { blocks: 1.0, ..known.sums[at] });
        }
        Tables { depths: depths(elements), sections, hinted, containers, ends, settings, named, alike, texts }
    }
}
