//! What the first stage looks up for a block: the sections and hints around it, and what is set as it is.

use std::collections::HashMap;

use super::hints::{HINT_FEATURES, hints};
use super::known::{Known, Setting, Sums, depths};
use super::tags::{Kind, SECTIONS};
use super::tree::{element, handed_down};

/// No element.
pub const NOWHERE: u32 = u32::MAX;

pub struct Tables {
    /// By element: how deep it is; the nearest element around of each kind of section, and with a hint of each family.
    pub depths: Vec<u32>,
    pub sections: Vec<[u32; SECTIONS]>,
    pub hinted: Vec<[u32; HINT_FEATURES]>,
    /// By element: how far below the element that holds most of the prose, and nearly all of it.
    pub container: Vec<Option<u32>>,
    pub wide: Vec<Option<u32>>,
    /// The last block of prose in the container.
    pub last: Option<usize>,
    /// The blocks of each setting; the prose in elements of each name; the elements of one name in one element.
    pub settings: HashMap<Setting, Sums>,
    pub named: HashMap<Option<u32>, f32>,
    pub alike: HashMap<(i32, u32), Sums>,
}

impl Tables {
    pub fn of(known: &Known<'_>) -> Tables {
        let elements = &known.page.elements;
        let blocks = &known.page.blocks;
        let mut read: HashMap<&str, u32> = HashMap::new();
        let families: Vec<u32> = elements.iter().map(|e| *read.entry(e.hint.as_str()).or_insert_with(|| hints(&e.hint))).collect();
        let hinted = handed_down(elements, |at, around: Option<[u32; HINT_FEATURES]>| {
            let mut nearest = around.unwrap_or([NOWHERE; HINT_FEATURES]);
            (0..).zip(&mut nearest).filter(|(family, _)| families[at] >> family & 1 == 1).for_each(|(_, nearest)| *nearest = at as u32);
            nearest
        });
        let kinds = Kind::sections();
        let sections = handed_down(elements, |at, around: Option<[u32; SECTIONS]>| {
            let mut nearest = around.unwrap_or([NOWHERE; SECTIONS]);
            kinds.iter().zip(&mut nearest).filter(|(kind, _)| known.kinds[at] == **kind).for_each(|(_, nearest)| *nearest = at as u32);
            nearest
        });
        let [container, wide] = [0.7, 0.9].map(|least| known.below_container(|e| known.share(e), least));
        let is_inside = |at: &usize| element(&blocks[*at]).is_some_and(|e| container[e].is_some());
        let is_sure = |at: &usize| known.is_prose(*at) && is_inside(at) && !known.headings[*at];
        let last = (0..blocks.len()).rev().find(is_sure);
        let mut settings: HashMap<Setting, Sums> = HashMap::new();
        let mut named: HashMap<Option<u32>, f32> = HashMap::new();
        for at in 0..blocks.len() {
            let own = known.of_block(at);
            settings.entry(known.settings[at]).or_default().add(own);
            *named.entry(known.settings[at][1]).or_default() += own.prose;
        }
        let mut alike: HashMap<(i32, u32), Sums> = HashMap::new();
        for (at, e) in elements.iter().enumerate() {
            alike.entry((e.parent, known.names[at])).or_default().add(Sums { blocks: 1.0, ..known.sums[at] });
        }
        Tables { depths: depths(elements), sections, hinted, container, wide, last, settings, named, alike }
    }
}
