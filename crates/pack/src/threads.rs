//! Does several things at once where there are threads; in Wasm, which has none, one after the other. Nothing else in the
//! crates asks for what machine they are built.

/// Whether there are threads.
pub const THREADS: bool = !cfg!(target_family = "wasm");

/// What `work` makes of each part, in their order.
pub fn each<P: Send, T: Send>(parts: impl IntoIterator<Item = P>, work: impl Fn(P) -> T + Sync) -> Vec<T> {
    if !THREADS {
        return parts.into_iter().map(work).collect();
    }
    std::thread::scope(|scope| {
        let work = &work;
        let threads: Vec<_> = parts.into_iter().map(|part| scope.spawn(move || work(part))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}

/// What both make, where there is much to do at once.
pub fn both<A: Send, B>(is_much: bool, one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
    if !THREADS || !is_much {
        return (one(), other());
    }
    std::thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        (one.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), other)
    })
}

/// Does `here`, and meanwhile `work` on so many other threads; ends when all have. Without threads only `here` is done.
pub fn beside<T>(others: usize, work: impl Fn() + Sync, here: impl FnOnce() -> T) -> T {
    if !THREADS {
        return here();
    }
    std::thread::scope(|scope| {
        (0..others).for_each(|_| drop(scope.spawn(&work)));
        here()
    })
}

/// Items of a part: many enough that threads seldom ask for one, few enough that all have work to the end.
const PART: usize = 64;

/// What `work` makes of one part of the items after the other, in their order; it is told the number of a part's first item.
pub fn parts<I: Sync, T: Send>(items: &[I], work: impl Fn(usize, &[I]) -> T + Sync) -> Vec<T> {
    use std::sync::atomic::{AtomicUsize, Ordering};

    if !THREADS || items.len() <= PART {
        return vec![work(0, items)];
    }
    let next = AtomicUsize::new(0);
    let one = |_| {
        let mut done = Vec::new();
        while let number = next.fetch_add(1, Ordering::Relaxed)
            && let Some(part) = items.chunks(PART).nth(number)
        {
            done.push((number, work(number * PART, part)));
        }
        done
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut done: Vec<(usize, T)> = each(0..threads, one).into_iter().flatten().collect();
    done.sort_unstable_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, made)| made).collect()
}
