//! The hot loops, each by itself, on one core. `make bench-loops` makes a corpus and runs them; `LOOP=align` runs those with
//! such names. A sample is one pass over the first documents, over all pages, or over all pairs of a page and a candidate.

use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::{env, fs};

use anyhow::{Context, Result};
use divan::counter::{BytesCount, IntoCounter, ItemsCount};
use divan::{Bencher, Divan, black_box};
use wherefrom::align::{self, Page, rewording};
use wherefrom::check::{Options, check};
use wherefrom::search::{self, Query};
use wherefrom_pack::{Answer, Keyed, Pack, PackError, Source};
use wherefrom_pack_build::{Description, build};
use wherefrom_page::PageInput;
use wherefrom_text::Words;
use wherefrom_text::fingerprint;
use wherefrom_text::model::Document;
use wherefrom_text::words::Cut;

/// Documents a pass. The pack has all that there are: packs of up to 4 MB keep what they have decoded, so that decoding
/// would be measured once.
const A_PASS: usize = 500;
const SAMPLES: u32 = 20;
const CANDIDATES: usize = 16;

fn main() -> Result<()> {
    let folder = env::var_os("CORPUS").context("CORPUS, the folder of a corpus, is not set: run make bench-loops")?;
    let input = Input::read(Path::new(&folder))?;
    INPUT.get_or_init(|| input);
    Divan::default().sample_count(SAMPLES).sample_size(1).config_with_args().main();
    Ok(())
}

/// Measures `work` on all of `items`, which have so much of something together.
fn each<T, R>(bencher: Bencher<'_, '_>, items: &[T], count: impl IntoCounter, work: impl Fn(&T) -> R) {
    bencher.counter(count).bench_local(|| items.iter().for_each(|item| drop(black_box(work(item)))));
}

#[divan::bench]
fn read_words(bencher: Bencher<'_, '_>) {
    each(bencher, &input().documents, text_bytes(), |document| read(&document.text));
}

#[divan::bench]
fn select_fingerprints(bencher: Bencher<'_, '_>) {
    let all: Vec<Words> = input().documents.iter().map(|document| read(&document.text)).collect();
    each(bencher, &all, words_in(&all), fingerprint::select);
}

#[divan::bench]
fn build_pack(bencher: Bencher<'_, '_>) {
    bencher.counter(text_bytes()).bench_local(|| build(&input().documents, &Description::default()));
}

/// As many documents at once as a page has candidates.
#[divan::bench]
fn decode_keys(bencher: Bencher<'_, '_>) {
    let all: Vec<u32> = a_pass().into_iter().map(|number| number as u32).collect();
    let at_once: Vec<&[u32]> = all.chunks(CANDIDATES).collect();
    each(bencher, &at_once, words_packed(), |numbers| input().pack.view().keys(numbers));
}

#[divan::bench]
fn decode_all(bencher: Bencher<'_, '_>) {
    each(bencher, &a_pass(), words_packed(), |number| input().pack.source(*number).expect("a document"));
}

#[divan::bench]
fn make_page_ready(bencher: Bencher<'_, '_>) {
    let pages = asked();
    each(bencher, &pages, words_in(pages.iter().map(|page| &page.words)), |page| drop(page.ready()));
}

#[divan::bench]
fn look_up_candidates(bencher: Bencher<'_, '_>) {
    let pages = asked();
    each(bencher, &pages, words_in(pages.iter().map(|page| &page.words)), Asked::candidates);
}

#[divan::bench]
fn glance(bencher: Bencher<'_, '_>) {
    let pages = asked();
    let pairs: Vec<(Page<'_>, Keyed)> =
        pages.iter().flat_map(|page| page.candidates().into_iter().map(|number| (page.ready(), keyed(number)))).collect();
    each(bencher, &pairs, ItemsCount::new(pairs.len()), |(page, keyed)| align::may_stand(page, keyed.keys()));
}

#[divan::bench]
fn align_pairs(bencher: Bencher<'_, '_>) {
    let pages = asked();
    let pairs = pairs(&pages);
    each(bencher, &pairs, ItemsCount::new(pairs.len()), |(page, source)| align::align(page, source));
}

/// The stems of both sides are made before: they are kept.
#[divan::bench]
fn link_rewordings(bencher: Bencher<'_, '_>) {
    let pages = asked();
    let pairs: Vec<_> = pairs(&pages).into_iter().map(|(page, source)| (align::align(&page, &source), page, source)).collect();
    each(bencher, &pairs, ItemsCount::new(pairs.len()), |(passages, page, source)| {
        rewording::links(page, &rewording::Open::of(page, std::iter::empty(), |_| true), source, passages)
    });
}

#[divan::bench]
fn check_page(bencher: Bencher<'_, '_>) {
    let pages: Vec<PageInput> = input().pages.iter().map(|text| PageInput::from_text(text)).collect();
    each(bencher, &pages, ItemsCount::new(pages.len()), |page| check(page, &[&input().pack], &Options::default()));
}

static INPUT: OnceLock<Input> = OnceLock::new();

struct Input {
    documents: Vec<Document>,
    pack: Pack,
    pages: Vec<String>,
}

impl Input {
    fn read(folder: &Path) -> Result<Input> {
        let documents = |name: &str| -> Result<Vec<Document>> {
            let file = folder.join(name);
            let text = fs::read_to_string(&file).with_context(|| format!("{} could not be read", file.display()))?;
            Ok(text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?)
        };
        let pages = documents("pages.jsonl")?.into_iter().map(|page| page.text).collect();
        let mut documents = documents("documents.jsonl")?;
        let (bytes, _) = build(&documents, &Description::default())?;
        documents.truncate(A_PASS);
        Ok(Input { documents, pack: Pack::open(bytes)?, pages })
    }
}

fn input() -> &'static Input {
    INPUT.get().expect("main sets it first")
}

fn here<T>(answer: Result<Answer<T>, PackError>) -> T {
    match answer {
        Ok(Answer::Here(it)) => it,
        other => panic!("a pack in memory has all of its documents: {:?}", other.err()),
    }
}

fn read(text: &str) -> Words {
    let cut = Cut::of(text.lines().map(Some));
    let language = cut.language(|_| true);
    cut.read(language, &[])
}

fn text_bytes() -> BytesCount {
    BytesCount::new(input().documents.iter().map(|document| document.text.len()).sum::<usize>())
}

fn words_in<'a>(all: impl IntoIterator<Item = &'a Words>) -> ItemsCount {
    ItemsCount::new(all.into_iter().map(Words::len).sum::<usize>())
}

/// Documents of the pack.
fn a_pass() -> Vec<usize> {
    (0..A_PASS.min(input().pack.len())).collect()
}

fn words_packed() -> ItemsCount {
    ItemsCount::new(a_pass().into_iter().map(|number| keyed(number as u32).keys().len()).sum::<usize>())
}

/// A page whose words have been read.
struct Asked {
    words: Words,
    texts: Vec<&'static str>,
    blocks: Vec<Range<usize>>,
}

fn asked() -> Vec<Asked> {
    let of = |text: &'static String| {
        let (words, texts) = (read(text), text.lines().collect::<Vec<_>>());
        Asked { blocks: words.block_ranges(texts.len()), words, texts }
    };
    input().pages.iter().map(of).collect()
}

impl Asked {
    fn ready(&self) -> Page<'_> {
        Page::new(&self.words, &self.blocks, &self.texts)
    }

    fn candidates(&self) -> Vec<u32> {
        search::candidates(&self.words, &Query::of(&self.words), input().pack.view(), &[]).documents
    }
}

/// Every page with those of its candidates that a glance leaves.
fn pairs(pages: &[Asked]) -> Vec<(Page<'_>, Arc<Source>)> {
    let pack = &input().pack;
    let all = pages.iter().flat_map(|page| page.candidates().into_iter().map(move |number| (page.ready(), number)));
    let left = all.filter(|(page, number)| align::may_stand(page, keyed(*number).keys()).is_some());
    left.map(|(page, number)| (page, pack.source(number as usize).expect("a document"))).collect()
}

fn keyed(number: u32) -> Keyed {
    input().pack.view().keys(&[number]).into_iter().map(here).next().expect("an answer a document")
}
