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

/// Work of less than this is too little to tell how it grows: the allocator's steps are as much. It is made of larger inputs then.
const LEAST_TIME: Duration = Duration::from_millis(20);
/// An input is made larger at most so often, twice as large each time.
const LARGER: u32 = 7;

/// Checks that `work` on twice the input is about twice the work. `input` makes an input of a size.
pub fn is_linear<T>(name: &str, size: usize, input: impl Fn(usize) -> T, work: impl Fn(&T)) {
    for larger in 0..=LARGER {
        let best = measure(&[input(size << larger), input(size << (larger + 1))], &work);
        let ratio = best[1].as_secs_f64() / best[0].as_secs_f64();
        if ratio <= MOST {
            println!("{name}: {best:?}, {ratio:.2} times");
            return;
        }
        let is_measured = best[1] >= LEAST_TIME || larger == LARGER;
        assert!(!is_measured, "{name}: twice the input takes {ratio:.2} times the work ({best:?})");
    }
}

/// The least time for each of two inputs, of as many rounds as it takes for the second to be linear to the first.
fn measure<T>(inputs: &[T; 2], work: impl Fn(&T)) -> [Duration; 2] {
    let mut best = [Duration::MAX; 2];
    for round in 1..=MOST_ROUNDS {
        for (best, input) in best.iter_mut().zip(inputs) {
            *best = (*best).min(time(|| work(input)));
        }
        if round >= LEAST_ROUNDS && best[1].as_secs_f64() <= MOST * best[0].as_secs_f64() {
            break;
        }
    }
    best
}

fn time(work: impl FnOnce()) -> Duration {
    let now = || Duration::try_from(clock_gettime(ClockId::ThreadCPUTime)).unwrap_or_default();
    let before = now();
    work();
    now() - before
}
