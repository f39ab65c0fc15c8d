//! How the work of a check grows with what is checked: twice as much takes some two times as long, not four times.
//!
//! What is compared is the time that this thread had a processor for, of two runs beside each other, and the best of several: a busy
//! machine makes neither of them longer than the other.

use std::time::{Duration, Instant};

use wherefrom::check::{Options, compare};
use wherefrom::model::Document;
use wherefrom::page::PageInput;

/// Twice the input takes less than this times the work.
const MOST: f64 = 2.6;
/// A run that something disturbs is made again, so often.
const ROUNDS: usize = 5;

/// The time that this thread has had a processor for; the time of day where the system does not tell.
fn processor_time(since: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|line| line.split_ascii_whitespace().next()?.parse().ok()).filter(|&time| time > 0);
    nanoseconds.map_or_else(|| since.elapsed(), Duration::from_nanos)
}

fn seconds(work: &dyn Fn()) -> f64 {
    let started = Instant::now();
    let before = processor_time(started);
    work();
    (processor_time(started) - before).as_secs_f64()
}

/// `work` gives what is done with an input of some size.
fn grows_with_its_input(name: &str, size: usize, work: &dyn Fn(usize) -> Box<dyn Fn()>) {
    let (once, twice) = (work(size), work(2 * size));
    once();
    let (mut of_once, mut of_twice) = (f64::MAX, f64::MAX);
    for _ in 0..ROUNDS {
        of_once = of_once.min(seconds(&once));
        of_twice = of_twice.min(seconds(&twice));
        if of_twice <= MOST * of_once {
            return;
        }
    }
    panic!("{name}: {of_once:.3} s for {size}, {of_twice:.3} s for twice as much");
}

fn checks(page: String, source: String) -> Box<dyn Fn()> {
    let page = PageInput::from_text(&page);
    let source = Document { text: source, publisher: Some("The Gazette".into()), ..Document::default() };
    Box::new(move || drop(compare(&page, std::slice::from_ref(&source), &Options::default())))
}

fn paragraphs(numbers: impl Iterator<Item = usize>, paragraph: impl Fn(usize) -> String) -> String {
    numbers.map(paragraph).collect::<Vec<_>>().join("\n")
}

fn told(n: usize) -> String {
    format!("The keel{n} of mast{n} came from rope{n} and sail{n} in harbour{n}.")
}

#[test]
fn copied_paragraphs() {
    let work = |count| checks(paragraphs(0..count, told), paragraphs(0..count, told));
    grows_with_its_input("copied paragraphs", 3000, &work);
}

#[test]
fn changed_paragraphs_in_another_order() {
    let changed = |n| told(n).replace("came from", "sailed with");
    // Both sizes and 7 have no factor in common.
    let work = |count| checks(paragraphs((0..count).map(|n| n * 7 % count), changed), paragraphs(0..count, told));
    grows_with_its_input("changed paragraphs", 3000, &work);
}

#[test]
fn paragraphs_that_share_too_little() {
    let side = |prefix: &'static str| move |n: usize| format!("{prefix} and so the keel{n} of a mast{n} was there");
    let work = |count| checks(paragraphs(0..count, side("Here")), paragraphs(0..count, side("There")));
    grows_with_its_input("weak paragraphs", 3000, &work);
}
