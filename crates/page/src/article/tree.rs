//! The elements around blocks, as a tree that is read from its root down and summed from its leaves up.

use crate::{PageBlock, PageElement};

/// The element that a block is in.
pub fn element(block: &PageBlock) -> Option<usize> {
    usize::try_from(block.element).ok()
}

/// The element that an element is in.
pub fn around(element: &PageElement) -> Option<usize> {
    usize::try_from(element.parent).ok()
}

/// What each element has, given what the one around it has: a page may be as deep as it is long, so that nothing climbs it for every
/// block.
pub fn handed_down<T: Copy>(elements: &[PageElement], of: impl Fn(usize, Option<T>) -> T) -> Vec<T> {
    let mut all: Vec<T> = Vec::with_capacity(elements.len());
    // Parents stand before their children.
    for (at, element) in elements.iter().enumerate() {
        let handed = of(at, around(element).map(|parent| all[parent]));
        all.push(handed);
    }
    all
}

/// Adds what each element has to the one around it.
pub fn summed_up<T: Copy>(elements: &[PageElement], sums: &mut [T], add: impl Fn(&mut T, T)) {
    for at in (0..elements.len()).rev() {
        if let Some(parent) = around(&elements[at]) {
            let own = sums[at];
            add(&mut sums[parent], own);
        }
    }
}
