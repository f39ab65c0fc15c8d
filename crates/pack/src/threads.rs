//! Does one thing to several parts at once, where there are threads.

#[cfg(not(target_arch = "wasm32"))]
use std::sync::atomic::{AtomicUsize, Ordering};

/// What `work` makes of each part, in their order.
#[cfg(not(target_arch = "wasm32"))]
pub fn each<P: Send, T: Send>(parts: impl IntoIterator<Item = P>, work: impl Fn(P) -> T + Sync) -> Vec<T> {
    std::thread::scope(|scope| {
        let work = &work;
        let threads: Vec<_> = parts.into_iter().map(|part| scope.spawn(move || work(part))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}

/// What both make, where there is much to do at once.
pub fn both<A: Send, B>(is_much: bool, one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
    #[cfg(not(target_arch = "wasm32"))]
    if is_much {
        return std::thread::scope(|scope| {
            let one = scope.spawn(one);
            let other = other();
            (one.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), other)
        });
    }
    let _ = is_much;
    (one(), other())
}

/// Items of a part: many enough that threads seldom ask for one, few enough that all have work to the end.
#[cfg(not(target_arch = "wasm32"))]
const PART: usize = 64;

/// What `work` makes of one part of the items after the other, in their order; it is told the number of a part's first item.
#[cfg(not(target_arch = "wasm32"))]
pub fn parts<I: Sync, T: Send>(items: &[I], work: impl Fn(usize, &[I]) -> T + Sync) -> Vec<T> {
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
    let threads = if items.len() <= PART { 1 } else { std::thread::available_parallelism().map_or(1, usize::from) };
    let mut done: Vec<(usize, T)> = if threads == 1 { one(0) } else { each(0..threads, one).into_iter().flatten().collect() };
    done.sort_unstable_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, made)| made).collect()
}

#[cfg(target_arch = "wasm32")]
pub fn parts<I, T>(items: &[I], work: impl Fn(usize, &[I]) -> T) -> Vec<T> {
    vec![work(0, items)]
}
