//! `wherefrom eval`: detection measured on labelled corpora, with the functions and constants of `compare`.
//!
//! | file | idea |
//! |---|---|
//! | `corpus` | documents, pairs and labels as PAN stores them |
//! | `dates` | dates of publication, on pages of which they are known |
//! | `pages` | the article finder on marked pages |
//! | `plagdet` | the measure |
//! | `fit` | fitting the odds of sections, for the five-fold result |

mod corpus;
mod dates;
mod fit;
mod pages;
mod plagdet;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::Result;
use wherefrom::align::rewording::{FEATURES, FITTED, Odds, Search, Section};
use wherefrom::align::{self, Page};

use crate::args::Eval;
use crate::input;
use crate::output::write_whole;
use crate::terminal::tell;
use corpus::{Pair, read};
use plagdet::{Passage, Tally};

/// Returns whether every input could be used.
pub fn run(command: &Eval) -> Result<bool> {
    match command {
        Eval::Collected { page, url } => collected(page, url.as_deref()),
        Eval::Dates { folder, list } => dates::run(folder, *list),
        Eval::Pages { folders, folds } => pages::run(folders, *folds),
        Eval::Pan { corpus, output, folds } => pan(corpus, output, *folds),
    }
}

fn collected(page: &Path, url: Option<&str>) -> Result<bool> {
    anstream::println!("{}", serde_json::to_string(&input::page(page, url)?)?);
    Ok(true)
}

fn pan(corpus: &Path, output: &Path, folds: bool) -> Result<bool> {
    let pairs = read(corpus)?;
    let mut lines = String::new();
    let mut found = Vec::with_capacity(pairs.len());
    for pair in &pairs {
        let passages = detections(pair, &FITTED)?;
        for Passage { page, source } in &passages {
            let (susp, src) = (&pair.susp, &pair.src);
            let line =
                serde_json::json!({ "susp": susp, "src": src, "this": [page.start, page.len()], "source": [source.start, source.len()] });
            writeln!(lines, "{line}")?;
        }
        found.push(passages);
    }
    write_whole(output, lines.as_bytes())?;
    tell(&format!("{}: {} passages in {} pairs", output.display(), found.iter().map(Vec::len).sum::<usize>(), pairs.len()));
    if pairs.iter().any(|p| p.kind.is_some()) {
        anstream::print!("{}", table("as shipped", &pairs, &found));
        if folds {
            anstream::print!("{}", table("five folds by source, each with odds fitted to the other four", &pairs, &held_out(&pairs)?));
        }
    }
    Ok(true)
}

/// What the search for sections of a pair gives, and how its words stand in the documents as stored.
fn look<T: Default>(pair: &Pair, with: impl FnOnce(Search<'_>, &dyn Fn(&Section) -> Passage) -> T) -> Result<T> {
    let (page, source) = pair.texts()?;
    let texts = page.texts();
    let ready = Page::new(&page.source.words, &page.blocks, &texts);
    let passages = align::align(&ready, &source.source);
    let characters = |s: &Section| Passage { page: page.characters(&s.page), source: source.characters(&s.source) };
    Ok(Search::new(&ready, &source.source, &passages).map_or(T::default(), |search| with(search, &characters)))
}

fn detections(pair: &Pair, odds: &Odds) -> Result<Vec<Passage>> {
    look(pair, |search, characters| search.sections(odds).iter().map(characters).collect())
}

const FOLDS: usize = 5;

/// The fold of a pair: by its source, so that no source is seen in fitting and in testing.
fn fold_of(pair: &Pair) -> usize {
    pair.src.bytes().filter(u8::is_ascii_digit).fold(0, |number, digit| (number * 10 + usize::from(digit - b'0')) % FOLDS)
}

/// The detections on every pair with odds that were fitted without the sources of its fold.
fn held_out(pairs: &[Pair]) -> Result<Vec<Vec<Passage>>> {
    let examples = |pair: &Pair| -> Result<Vec<([f32; FEATURES], bool)>> {
        look(pair, |search, characters| {
            let is_case = |section: &Section| pair.cases.iter().any(|case| case.meets(&characters(section)));
            search.judged_by(&FITTED).iter().map(|(section, features)| (*features, is_case(section))).collect()
        })
    };
    let examples: Vec<_> = pairs.iter().map(examples).collect::<Result<_>>()?;
    let fitted: Vec<Odds> = (0..FOLDS)
        .map(|fold| {
            let others = pairs.iter().zip(&examples).filter(|(pair, _)| fold_of(pair) != fold);
            fit::fit(&others.flat_map(|(_, examples)| examples.iter().copied()).collect::<Vec<_>>())
        })
        .collect();
    for (fold, odds) in fitted.iter().enumerate() {
        tell(&format!("fold {}: weights {:.1?}, constant {:.1}", fold + 1, odds.weights, odds.constant));
    }
    pairs.iter().map(|pair| detections(pair, &fitted[fold_of(pair)])).collect()
}

fn table(title: &str, pairs: &[Pair], found: &[Vec<Passage>]) -> String {
    let mut kinds: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut all = Tally::default();
    for (pair, detections) in pairs.iter().zip(found) {
        kinds.entry(pair.kind.as_deref().unwrap_or("")).or_default().add(&pair.cases, detections);
        all.add(&pair.cases, detections);
    }
    let mut out = format!("{title}\n{:28} PlagDet  recall   precision granularity\n", "");
    for (kind, tally) in kinds.iter().filter(|(_, t)| t.has_cases()).chain([(&"entire", &all)]) {
        let (plagdet, recall, precision, granularity) = (tally.plagdet(), tally.recall(), tally.precision(), tally.granularity());
        let _ = writeln!(out, "{kind:28} {plagdet:.5}  {recall:.5}  {precision:.5}   {granularity:.5}");
    }
    let (accused, empty) = all.accused();
    let _ = writeln!(out, "pairs without a case: {empty}, of which got a detection: {accused}");
    out
}
