//! How far a long command is: a bar on standard error, where that is a terminal.

use indicatif::{ProgressBar, ProgressStyle};

pub struct Progress(ProgressBar);

impl Progress {
    /// `total` in bytes, where it is known. Off a terminal nothing is drawn.
    pub fn new(total: Option<u64>) -> Progress {
        let (bar, shape) = match total {
            Some(total) => (ProgressBar::new(total), "{wide_bar} {bytes}/{total_bytes}  {bytes_per_sec}  {eta} left"),
            None => (ProgressBar::no_length(), "{spinner} {bytes}  {bytes_per_sec}  {elapsed}"),
        };
        // The shapes are fixed, so the default would only be taken if one of them had a typing slip.
        Progress(bar.with_style(ProgressStyle::with_template(shape).unwrap_or_else(|_| ProgressStyle::default_bar())))
    }

    pub fn is_shown() -> bool {
        std::io::IsTerminal::is_terminal(&std::io::stderr())
    }

    pub fn set(&self, bytes: u64) {
        self.0.set_position(bytes);
    }

    /// Writes a line to standard error, above the bar.
    pub fn tell(&self, line: &str) {
        self.0.suspend(|| anstream::eprintln!("{line}"));
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.0.finish_and_clear();
    }
}
