//! Telling of inputs that could not be used, without flooding the terminal.

use wherefrom::report::shown::{isolated, plain};
use wherefrom_inputs::{Refused, What};

use crate::progress::Progress;
use crate::terminal::tell;

/// So many are told by name; the rest is counted.
const TOLD: usize = 20;

/// Characters of a reason; parsers repeat what they stumbled over.
const MAX_TOLD: usize = 400;

/// The line for standard error. An input may not move the reader's cursor, nor fill the terminal.
pub fn told(refused: &Refused) -> String {
    let (place, why) = (isolated(&refused.place), plain(&refused.why));
    let why = match why.char_indices().nth(MAX_TOLD) {
        Some((end, _)) => format!("{}…", &why[..end]),
        None => why.into(),
    };
    let end = match refused.what {
        What::Rest => "",
        What::Counted(2..) => "; they are passed over",
        _ => "; it is passed over",
    };
    format!("wherefrom: {place}: {why}{end}")
}

#[derive(Default)]
pub struct Refusals {
    named: usize,
    /// Records and rows of which only the count is told, beyond one each.
    counted: usize,
    /// Pages of web archives without an article.
    ordinary: usize,
}

impl Refusals {
    pub fn add(&mut self, refused: &Refused, progress: &Progress) {
        if refused.what == What::Ordinary {
            self.ordinary += 1;
            return;
        }
        if let What::Counted(count) = refused.what {
            self.counted += usize::try_from(count).unwrap_or(usize::MAX).saturating_sub(1);
        }
        self.named += 1;
        if self.named <= TOLD {
            progress.tell(&told(refused));
        }
    }

    /// Tells what was only counted; returns how many inputs were passed over.
    pub fn finish(&self) -> usize {
        if self.named > TOLD {
            tell(&format!("wherefrom: and {} more", self.named - TOLD));
        }
        match self.ordinary {
            0 => {}
            1 => tell("wherefrom: 1 page of the web archives has no article; it is passed over"),
            n => tell(&format!("wherefrom: {n} pages of the web archives have no article; they are passed over")),
        }
        self.named + self.ordinary + self.counted
    }
}
