//! How work grows with its input, told by a ratio within one run, so that a slow or busy machine changes nothing.
//!
//! What is measured is the processor time of the thread, which does not run while other programs have the processor. Two sizes
//! take turns and the best of each counts, since what else the machine does can only add.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// Twice the input may take so many times the work: linear work takes 2, work by the square takes 4.
const MOST: f64 = 2.6;
/// Each size is run at least so often before its best counts, and so often before it is too much.
const LEAST_ROUNDS: usize = 2;
const MOST_ROUNDS: usize = 12;

/// Checks that `work` on twice the input is about twice the work. `input` makes an input of a size.
pub fn is_linear<T>(name: &str, size: usize, input: impl Fn(usize) -> T, work: impl Fn(&T)) {
    let inputs = [input(size), input(2 * size)];
    let mut best = [Duration::MAX; 2];
    for round in 1.. {
        for (best, input) in best.iter_mut().zip(&inputs) {
            *best = (*best).min(time(|| work(input)));
        }
        let ratio = best[1].as_secs_f64() / best[0].as_secs_f64();
        if round >= LEAST_ROUNDS && ratio <= MOST {
            println!("{name}: {best:?}, {ratio:.2} times");
            return;
        }
        assert!(round < MOST_ROUNDS, "{name}: twice the input takes {ratio:.2} times the work ({best:?})");
    }
}

fn time(work: impl FnOnce()) -> Duration {
    let now = || Duration::try_from(clock_gettime(ClockId::ThreadCPUTime)).unwrap_or_default();
    let before = now();
    work();
    now() - before
}
