//! Sorting of short lists with one copy of the sort in the Wasm, whatever is sorted: each further copy that the standard
//! library's generic sort is compiled to costs the module two kilobytes.

use std::cmp::Ordering;

/// Sorts stably. For short lists: items are moved one by one afterwards.
pub fn sort_by<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let mut places: Vec<u32> = (0..items.len() as u32).collect();
    sort_places(&mut places, &|a, b| compare(&items[a as usize], &items[b as usize]));
    let mut old: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(places.into_iter().filter_map(|place| old[place as usize].take()));
}

/// Sorts stably by a key.
pub fn sort_by_key<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// Sorts numbers; long lists too.
#[inline(never)]
pub fn sort_longs(numbers: &mut [u64]) {
    numbers.sort_unstable();
}

pub fn sort_numbers(numbers: &mut [u32]) {
    let mut longs: Vec<u64> = numbers.iter().map(|&n| u64::from(n)).collect();
    sort_longs(&mut longs);
    numbers.iter_mut().zip(longs).for_each(|(to, n)| *to = n as u32);
}

pub fn sort_pairs(pairs: &mut [(u32, u32)]) {
    let mut longs: Vec<u64> = pairs.iter().map(|&(a, b)| u64::from(a) << 32 | u64::from(b)).collect();
    sort_longs(&mut longs);
    pairs.iter_mut().zip(longs).for_each(|(to, n)| *to = ((n >> 32) as u32, n as u32));
}

#[inline(never)]
fn sort_places(places: &mut [u32], compare: &dyn Fn(u32, u32) -> Ordering) {
    // Stable, since of equal ones the places decide; the standard library's stable sort is twice as large.
    places.sort_unstable_by(|&a, &b| compare(a, b).then(a.cmp(&b)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_items_keep_their_order() {
        let mut items = vec![(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd')];
        sort_by_key(&mut items, |item| item.0);
        assert_eq!(items, [(1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
    }
}
