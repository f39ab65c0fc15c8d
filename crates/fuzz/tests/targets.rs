//! Every target over the inputs that are kept, and over some random changes of them: a number of them, not a time.

use std::panic::catch_unwind;
use std::path::Path;

use wherefrom_fuzz::{TARGETS, target};

/// Random inputs of a target.
const RANDOM: usize = 60;

/// A small generator: the same inputs in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n.max(1)
    }

    /// A kept input with some bytes changed, taken away, or brought from another one.
    fn input(&mut self, kept: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = kept[self.below(kept.len())].clone();
        for _ in 0..=self.below(6) {
            let at = self.below(bytes.len() + 1);
            match self.below(4) {
                0 => bytes.insert(at, self.below(256) as u8),
                1 => bytes.truncate(at),
                2 if at < bytes.len() => bytes[at] ^= 1 << self.below(8),
                _ => {
                    let other = &kept[self.below(kept.len())];
                    let from = self.below(other.len());
                    let part = &other[from..(from + self.below(40)).min(other.len())];
                    bytes.splice(at..at, part.iter().copied());
                }
            }
        }
        bytes
    }
}

fn holds(name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(name);
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("a folder of inputs").map(|file| file.expect("an entry").path()).collect();
    files.sort();
    let kept: Vec<Vec<u8>> = files.iter().map(|file| std::fs::read(file).expect("an input")).collect();
    let run = |input: &[u8], what: &str| {
        assert!(catch_unwind(|| target(name)(input)).is_ok(), "{name}: {what}: {}", input.escape_ascii());
    };
    for (file, input) in files.iter().zip(&kept) {
        run(input, &file.display().to_string());
    }
    let mut random = Random(7);
    for number in 0..RANDOM {
        run(&random.input(&kept), &format!("random input {number}"));
    }
}

#[test]
fn open_pack() {
    holds("open_pack");
}

#[test]
fn record() {
    holds("record");
}

#[test]
fn check() {
    holds("check");
}

#[test]
fn quotations() {
    holds("quotations");
}

#[test]
fn html_page() {
    holds("html_page");
}

#[test]
fn round_trip() {
    holds("round_trip");
}

/// Each target has a test above, a file for libFuzzer and a folder of inputs.
#[test]
fn no_target_is_forgotten() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz");
    for (folder, end) in [("corpus", ""), ("fuzz_targets", ".rs")] {
        let entries = std::fs::read_dir(fuzz.join(folder)).expect("the folder");
        let mut names: Vec<String> = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        let mut targets: Vec<String> = TARGETS.iter().map(|(name, _)| format!("{name}{end}")).collect();
        names.sort();
        targets.sort();
        assert_eq!(names, targets);
    }
}
