//! Steps that are counted in tests, which say by them how work grows with a text: a count is the same on any machine. Elsewhere
//! nothing is counted.

#[cfg(test)]
thread_local! {
    static STEPS: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// So many steps are made.
#[inline]
pub fn steps(_number: usize) {
    #[cfg(test)]
    STEPS.set(STEPS.get() + _number);
}

/// The steps that are made meanwhile.
#[cfg(test)]
pub fn counted(work: impl FnOnce()) -> usize {
    let before = STEPS.get();
    work();
    STEPS.get() - before
}
