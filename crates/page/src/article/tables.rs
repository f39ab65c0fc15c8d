//! What the first stage looks up for a block: the sections and hints around it, and what is set as it is.

use super::hints::HINT_FEATURES;
use super::known::{Known, Sums, depths, numbered, summed};
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
    /// By setting, its blocks.
    pub settings: Vec<Sums>,
    /// By name, the prose of blocks in such elements; of those in none.
    pub named: Vec<f32>,
    pub unnamed: f32,
    /// By element, the number of those with its name in the one around; by that number, what is in them, each counted as one block.
    pub series: Vec<u32>,
    pub alike: Vec<Sums>,
}

impl Tables {
    pub fn of(known: &Known<'_>) -> Tables {
        let elements = &known.page.elements;
        let blocks = &known.page.blocks;
        let hinted = handed_down(elements, |at, around: Option<[u32; HINT_FEATURES]>| {
            let mut nearest = around.unwrap_or([NOWHERE; HINT_FEATURES]);
            (0..).zip(&mut nearest).filter(|(family, _)| known.hints[at] >> family & 1 == 1).for_each(|(_, nearest)| *nearest = at as u32);
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
        let settings = summed(&known.settings, |at| known.of_block(at), Sums::add);
        let mut named = vec![0.0; elements.len()];
        let mut unnamed = 0.0;
        for (at, block) in blocks.iter().enumerate() {
            *element(block).map_or(&mut unnamed, |e| &mut named[known.names[e] as usize]) += known.of_block(at).prose;
        }
        let series = numbered(&elements.iter().zip(&known.names).map(|(e, name)| [e.parent as u32, *name]).collect::<Vec<_>>());
        let alike = summed(&series, |at| Sums { blocks: 1.0, ..known.sums[at] }, Sums::add);
        Tables { depths: depths(elements), sections, hinted, container, wide, last, settings, named, unnamed, series, alike }
    }
}
