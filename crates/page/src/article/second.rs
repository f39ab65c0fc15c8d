//! The second stage's features: what the first stage says of the blocks around.

use super::features::{Row, bin, features, signed};
use super::known::{Known, summed};
use super::model::probability;
use super::tags::Kind;
use super::tree::{element, summed_up};

features! {
    /// A feature that is one bin of a few.
    Second SECOND SECOND_BINS SECOND_NAMES {
        Own 40, "the block by itself";
        Next2 25, "second neighbours";
        OwnNext 125, "the block between its neighbours";
        Parent 9, "the element around";
        Great 9, "three elements up";
        GrandShare 10, "share of the article two up";
        Setting 9, "blocks set alike";
        Passed 10, "how much of the article stands before";
        FirstKept 14, "distance to the first block kept";
        Container 10, "container of the article";
        NarrowContainer 10, "container of half the article";
        Heading 9, "the heading above";
        SectionAround 9, "blocks under one heading";
        Mass 18, "words of the article";
        List 9, "items of its list";
    }
}

const PARTS: [f32; 7] = [0.03, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97];
const SHARES: [f32; 9] = [0.005, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.95];
const LOGITS: [f32; 9] = [-4.0, -2.5, -1.5, -0.7, 0.0, 0.7, 1.5, 2.5, 4.0];

/// A share of some words that are kept.
#[derive(Clone, Copy, Default)]
struct Kept {
    kept: f32,
    words: f32,
}

impl Kept {
    fn add(&mut self, other: Kept) {
        self.kept += other.kept;
        self.words += other.words;
    }
    fn part(self) -> usize {
        if self.words <= 0.0 { 0 } else { 1 + bin(self.kept / self.words, &PARTS) }
    }
    fn less(self, other: Kept) -> Kept {
        Kept { kept: self.kept - other.kept, words: self.words - other.words }
    }
}

pub fn rows(known: &Known, logits: &[f32]) -> Vec<Row<SECOND>> {
    let page = known.page;
    let count = logits.len();
    let chances: Vec<f32> = logits.iter().map(|z| probability(*z)).collect();
    let own: Vec<Kept> = (0..count)
        .map(|at| {
            let words = known.words[at] as f32 + 1.0;
            Kept { kept: chances[at] * words, words }
        })
        .collect();
    let mut sums = vec![Kept::default(); page.elements().len()];
    let mut total = Kept::default();
    let by_setting = summed(&known.settings, |at| own[at], Kept::add);
    for (at, block) in page.blocks().iter().enumerate() {
        total.add(own[at]);
        if let Some(e) = element(block) {
            sums[e].add(own[at]);
        }
    }
    summed_up(page.elements(), &mut sums, Kept::add);
    let mass = total.kept.max(1.0);
    let containers = [0.8, 0.5].map(|least| known.below_container(|e| sums[e].kept / mass, least));
    let is_kept = |at: &usize| logits[*at] > 0.0 && known.words[*at] >= 6;
    let first = (0..count).find(is_kept);
    // What stands under each heading, and which is the last before a block.
    let mut heading: Option<usize> = None;
    let above: Vec<Option<usize>> = (0..count)
        .map(|at| {
            let of = heading;
            if known.headings[at] {
                heading = Some(at);
            }
            of
        })
        .collect();
    let mut under = vec![Kept::default(); count + 1];
    for at in 0..count {
        if !known.headings[at] {
            under[above[at].map_or(count, |h| h)].add(own[at]);
        }
    }
    let mut passed = 0.0;
    let mut rows = Vec::with_capacity(count);
    let level = |at: Option<usize>| at.map_or(2, |at| bin(chances[at], &[0.1, 0.35, 0.65, 0.9]));
    for at in 0..count {
        let mut row: Row<SECOND> = [0; SECOND];
        let mut set = |feature: Second, bin: usize| {
            debug_assert!(bin < SECOND_BINS[feature as usize], "{feature:?} {bin}");
            row[feature as usize] = bin as u16;
        };
        let size = bin(known.words[at] as f32, &[5.0, 15.0, 30.0]);
        set(Second::Own, bin(logits[at], &LOGITS) * 4 + size);
        let before = at.checked_sub(1);
        let behind = Some(at + 1).filter(|n| *n < count);
        set(Second::Next2, level(at.checked_sub(2)) * 5 + level(Some(at + 2).filter(|n| *n < count)));
        set(Second::OwnNext, level(Some(at)) * 25 + level(before) * 5 + level(behind));
        let [_, up, two, three] = known.ups(at);
        let around = |e: Option<usize>| e.map_or(0, |e| sums[e].less(own[at]).part());
        set(Second::Parent, around(up));
        set(Second::Great, around(three));
        set(Second::GrandShare, two.map_or(0, |e| bin(sums[e].less(own[at]).kept / mass, &SHARES)));
        set(Second::Setting, by_setting[known.settings[at] as usize].less(own[at]).part());
        set(Second::Passed, bin(passed / mass, &SHARES));
        set(Second::FirstKept, first.map_or(0, |f| signed(at as i64 - f as i64)));
        let e = element(&page.blocks()[at]);
        for (feature, below) in [Second::Container, Second::NarrowContainer].into_iter().zip(&containers) {
            let below = e.and_then(|e| below[e]);
            set(feature, below.map_or(0, |below| 1 + bin(below as f32, &[1.0, 2.0, 3.0, 4.0, 5.0, 7.0, 9.0])));
        }
        let chance = |at: Option<usize>| at.map_or(0, |at| 1 + bin(chances[at], &PARTS));
        set(Second::Heading, chance(above[at]));
        set(Second::SectionAround, if known.headings[at] { 0 } else { under[above[at].unwrap_or(count)].less(own[at]).part() });
        set(Second::Mass, bin(mass, &[50.0, 100.0, 200.0, 500.0, 1200.0]) * 3 + bin(known.words[at] as f32, &[5.0, 20.0]));
        let list = up.filter(|e| known.kinds[*e] == Kind::List);
        set(Second::List, list.map_or(0, |e| sums[e].less(own[at]).part()));
        passed += own[at].kept;
        rows.push(row);
    }
    rows
}
