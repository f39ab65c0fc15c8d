//! Work that is done on several threads, and whose results are used in order.

use std::collections::BTreeMap;
use std::io;
use std::sync::mpsc;

use wherefrom_pack::threads;

/// Calls `next` on every thread until it has no more, and `each` on this one with every result, in the order of their
/// numbers, which are all from 0 on.
pub fn in_order<T: Send>(
    jobs: usize,
    next: impl Fn() -> Option<(usize, io::Result<T>)> + Sync,
    mut each: impl FnMut(T) -> io::Result<()>,
) -> io::Result<()> {
    let mut waiting = BTreeMap::new();
    let mut expected = 0;
    let mut use_it = |(number, result): (usize, io::Result<T>)| {
        waiting.insert(number, result);
        while let Some(result) = waiting.remove(&expected) {
            each(result?)?;
            expected += 1;
        }
        Ok(())
    };
    if !threads::THREADS {
        return std::iter::from_fn(next).try_for_each(use_it);
    }
    // A thread that is far ahead of the others waits, or its results would fill memory.
    let (send, receive) = mpsc::sync_channel::<(usize, io::Result<T>)>(jobs);
    std::thread::scope(|scope| {
        for _ in 0..jobs {
            let (send, next) = (send.clone(), &next);
            scope.spawn(move || {
                while let Some(result) = next() {
                    if send.send(result).is_err() {
                        return;
                    }
                }
            });
        }
        drop(send);
        // Moved in, so that the threads see at an error that nobody waits for them any more.
        let receive = receive;
        receive.iter().try_for_each(&mut use_it)
    })
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// The results of so many pieces of work, up to the one that fails.
    fn results(jobs: usize, count: usize, fails: usize) -> (Vec<usize>, io::Result<()>) {
        let started = AtomicUsize::new(0);
        let next = || {
            let number = started.fetch_add(1, Ordering::Relaxed);
            let result = if number == fails { Err(io::Error::other("it fails")) } else { Ok(number * 2) };
            (number < count).then_some((number, result))
        };
        let mut results = Vec::new();
        let outcome = in_order(jobs, next, |result| {
            results.push(result);
            Ok(())
        });
        (results, outcome)
    }

    #[test]
    fn results_come_in_order_and_stop_at_an_error() {
        for jobs in [1, 2, 5] {
            let (all, outcome) = results(jobs, 200, usize::MAX);
            assert!(outcome.is_ok());
            assert_eq!(all, (0..200).map(|number| number * 2).collect::<Vec<_>>());
            let (some, outcome) = results(jobs, 200, 70);
            assert!(outcome.is_err());
            assert_eq!(some, (0..70).map(|number| number * 2).collect::<Vec<_>>());
        }
    }
}
