//! How well the article is found: precision, recall and F of word 4-grams, as the article-extraction-benchmark counts them.

use std::collections::BTreeMap;
use std::fmt;
use std::time::{Duration, Instant};

use wherefrom_page::Part;
use wherefrom_page::fitting::{WEIGHTS, Weights, parts};

use crate::corpus::{ARTICLE, Marked};
use crate::grams::{f, score};
use crate::stages::{Fitted, Prepared, fit_stages};

const N: usize = 4;

/// The result on the pages of one folder.
#[derive(Default)]
pub struct Figures {
    /// Of each article its precision and recall; the same without headings.
    raw: Vec<[f64; 2]>,
    bare: Vec<[f64; 2]>,
    /// Of each other type of page how many were taken for an article, and how many there are.
    others: BTreeMap<String, [usize; 2]>,
    times: Vec<Duration>,
}

impl Figures {
    /// Finds the article of a page and counts.
    pub fn add(&mut self, marked: &Marked, weights: &Weights<'_>) {
        let begun = Instant::now();
        let parts = parts(&marked.page, weights);
        self.times.push(begun.elapsed());
        if marked.kind != ARTICLE {
            let [taken, all] = self.others.entry(marked.kind.clone()).or_default();
            *taken += usize::from(parts.contains(&Part::Article));
            *all += 1;
            return;
        }
        let found =
            || marked.page.blocks().iter().zip(&parts).filter(|(_, part)| **part == Part::Article).map(|(block, _)| block.text.as_str());
        self.raw.push(score(&marked.text, &found().collect::<Vec<_>>().join("\n"), N));
        let bare = marked.without_headings(marked.text.split('\n'));
        self.bare.push(score(&bare, &marked.without_headings(found()), N));
    }
}

fn mean(scores: &[[f64; 2]]) -> [f64; 2] {
    [0, 1].map(|at| scores.iter().map(|score| score[at]).sum::<f64>() / scores.len().max(1) as f64)
}

impl fmt::Display for Figures {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let told = |scores| {
            let [p, r] = mean(scores);
            format!("{:.4} (P {p:.3} R {r:.3})", f([p, r]))
        };
        write!(out, "{} articles: F {}, without headings {}", self.raw.len(), told(&self.raw), told(&self.bare))?;
        if !self.others.is_empty() {
            let others: Vec<String> = self.others.iter().map(|(kind, [taken, all])| format!("{kind} {taken}/{all}")).collect();
            write!(out, "; taken for an article: {}", others.join(", "))?;
        }
        let mut times = self.times.clone();
        times.sort();
        let median = times.get(times.len() / 2).copied().unwrap_or_default();
        write!(out, "; {:.2} ms for the median page", median.as_secs_f64() * 1000.0)
    }
}

/// The result with the weights that ship, which were fitted to some of these pages or all.
pub fn as_shipped(folders: &[Vec<Marked>]) -> Vec<Figures> {
    folders.iter().map(|pages| figures(pages.iter().map(|page| (page, WEIGHTS)))).collect()
}

fn figures<'a>(pages: impl Iterator<Item = (&'a Marked, Weights<'a>)>) -> Figures {
    let mut figures = Figures::default();
    pages.for_each(|(page, weights)| figures.add(page, &weights));
    figures
}

/// The result on each page with weights that were fitted without the pages of its fold, all folders together. No site is in two
/// folds.
pub fn in_folds(folders: &[Vec<Marked>], folds: usize) -> Vec<Figures> {
    let prepared: Vec<Prepared<'_>> = folders.iter().flatten().map(Prepared::of).collect();
    let fit = &|fold: usize| {
        let others: Vec<&Prepared<'_>> = prepared.iter().filter(|page| page.marked.part(folds, 0) != fold).collect();
        fit_stages(&others)
    };
    let fitted: Vec<Fitted> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..folds).map(|fold| scope.spawn(move || fit(fold))).collect();
        threads.into_iter().map(|thread| thread.join().expect("a fit ends")).collect()
    });
    folders.iter().map(|pages| figures(pages.iter().map(|page| (page, fitted[page.part(folds, 0)].weights())))).collect()
}
