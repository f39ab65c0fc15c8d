//! Which documents have a key, where all of it is in memory: in buckets by the upper bits of the key.

use wherefrom_text::order;

/// Pairs of a key and a document.
#[derive(Debug)]
pub struct Buckets {
    /// Key above document, each pair once, in order.
    entries: Vec<u64>,
    /// The entries of bucket `b` are `entries[starts[b]..starts[b + 1]]`.
    starts: Vec<u32>,
    /// What a key is shifted by to get its bucket.
    shift: u32,
}

/// Entries a bucket, about: they are one or two lines of the caches.
const BUCKET: usize = 8;

impl Buckets {
    /// Of lists of pairs in any order.
    pub fn of(lists: &[Vec<(u32, u32)>]) -> Buckets {
        let pairs = || lists.iter().flatten();
        let count = lists.iter().map(Vec::len).sum::<usize>();
        let bits = (count / BUCKET).max(2).ilog2();
        let shift = (u32::BITS - pairs().fold(0, |all, (key, _)| all | key).leading_zeros()).saturating_sub(bits);
        let bucket = |key: u32| (key >> shift) as usize;
        let mut ends = vec![0u32; (1 << bits) + 1];
        pairs().for_each(|(key, _)| ends[bucket(*key)] += 1);
        let mut end = 0;
        ends.iter_mut().for_each(|at| end += std::mem::replace(at, end));
        let mut entries = vec![0u64; count];
        for &(key, document) in pairs() {
            // From the bucket's start to its end, which is where the next one starts.
            let at = &mut ends[bucket(key)];
            entries[*at as usize] = u64::from(key) << 32 | u64::from(document);
            *at += 1;
        }
        let mut starts = vec![0u32];
        let (mut from, mut kept) = (0, 0);
        for &end in &ends[..1 << bits] {
            order::sort_longs(&mut entries[from..end as usize]);
            for at in from..end as usize {
                if at == from || entries[at] != entries[kept - 1] {
                    entries[kept] = entries[at];
                    kept += 1;
                }
            }
            from = end as usize;
            starts.push(kept as u32);
        }
        entries.truncate(kept);
        Buckets { entries, starts, shift }
    }

    /// The number of different pairs.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Calls `each` with the documents of a key, in order.
    pub fn find(&self, key: u32, each: impl FnMut(u32)) {
        let bucket = (key >> self.shift) as usize;
        let Some(&[from, to]) = self.starts.get(bucket..bucket + 2) else { return };
        let entries = &self.entries[from as usize..to as usize];
        // What many documents have may fill a bucket.
        let first = entries.partition_point(|entry| ((entry >> 32) as u32) < key);
        entries[first..].iter().take_while(|entry| (*entry >> 32) as u32 == key).map(|entry| *entry as u32).for_each(each);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_posting_is_found_once() {
        for count in [0u32, 1, 2, 100, 5000] {
            let key = |n: u32| (n / 3).wrapping_mul(0x9E37_79B1);
            let pairs: Vec<(u32, u32)> = (0..count).chain(0..count).map(|n| (key(n), n % 7)).collect();
            let buckets = Buckets::of(std::slice::from_ref(&pairs));
            for n in 0..count + 9 {
                let mut expected: Vec<u32> = pairs.iter().filter(|pair| pair.0 == key(n)).map(|pair| pair.1).collect();
                expected.sort_unstable();
                expected.dedup();
                let mut found = Vec::new();
                buckets.find(key(n), |document| found.push(document));
                assert_eq!(found, expected, "{n} of {count}");
            }
        }
    }
}
