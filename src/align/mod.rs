//! Which words of a page are which words of a source.
//!
//! | file | idea |
//! |---|---|
//! | `budget` | how much work a check may take |
//! | `weight` | how much evidence a shared word is |
//! | `known` | which words may be there at all |
//! | `seeds` | runs of three or more equal words |
//! | `chain` | seeds in one order that are near each other, within a block of the page |
//! | `taken` | the words of a block that no passage has yet |
//! | `gaps` | equal words between and beside the runs of a chain |
//! | `region` | equal words of two regions, by dynamic programming |
//! | `glance` | whether anything could stand, asked of the keys alone |
//! | `shingles` | chains and gaps where only short hashes of shingles are known |
//! | `chance` | which shared words are no evidence |
//! | `rewording` | stretches that share content words rather than runs: reworded, shuffled, summarised |
//! | `quoted` | when shared words show that a quotation is the same one |
//! | `pieces` | what became of every word of a passage: same, respelled, replaced, inserted, dropped |
//!
//! A [`Passage`] lies in one block of the page and runs through the source in order; a block whose sentences were
//! moved has several. Passages of one alignment never share a word of the page.

mod budget;
mod chain;
pub mod chance;
mod gaps;
mod glance;
mod known;
mod pieces;
pub mod quoted;
mod region;
pub mod rewording;
mod seeds;
pub mod shingles;
mod taken;
mod weight;

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::ops::Range;

use wherefrom_pack::Source;
use wherefrom_pack::shingles::shingles;
use wherefrom_text::fingerprint::Places;
use wherefrom_text::order;
use wherefrom_text::stems::Stems;
use wherefrom_text::{Flags, Words};

pub use glance::may_stand;
pub(crate) use known::Known;
pub use pieces::{Pair, Piece, pieces};
pub use weight::weight;

use budget::PageBudget;
use rewording::Told;
use seeds::Keys;
pub(crate) use taken::Taken;
pub(crate) use weight::Weights;

/// Equal words: `len` words of the page from `page` on are the words of the source from `source` on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    pub page: usize,
    pub source: usize,
    pub len: usize,
}

impl Run {
    pub fn page_end(&self) -> usize {
        self.page + self.len
    }

    pub fn source_end(&self) -> usize {
        self.source + self.len
    }
}

/// A chain of runs within one block of the page, in order on both sides.
#[derive(Debug, Clone)]
pub struct Passage {
    pub runs: Vec<Run>,
    /// Evidence: the weights of the shared words, less what the gaps cost.
    pub score: f32,
}

impl Passage {
    pub fn page(&self) -> Range<usize> {
        self.runs[0].page..self.runs[self.runs.len() - 1].page_end()
    }

    pub fn source(&self) -> Range<usize> {
        self.runs[0].source..self.runs[self.runs.len() - 1].source_end()
    }

    pub fn shared(&self) -> usize {
        self.runs.iter().map(|r| r.len).sum()
    }
}

/// A passage with less evidence is chance: a title, a name with its office, a formula.
///
/// Set between what a careful editor calls original ("about the war in Ukraine and": 2.7, "the Black Sea grain
/// deal": 3.3) and modified (a sentence with 12 of 21 words shared in three runs: 4.5) in three real articles.
pub const MIN_EVIDENCE: f32 = 4.0;

/// A page made ready to be aligned with one source after another.
pub struct Page<'a> {
    pub(crate) words: &'a Words,
    /// The word range of every block; empty for furniture.
    pub(crate) blocks: &'a [Range<usize>],
    /// Of every word the first place with its key.
    pub(crate) first: Vec<u32>,
    keys: Keys,
    /// Hashes as text-free packs have them; made when the first such source comes.
    shingles: OnceCell<Vec<u32>>,
    /// The raw text of every block.
    texts: &'a [&'a str],
    stems: OnceCell<Stems>,
    stem_places: OnceCell<Places>,
    told: OnceCell<Told>,
    syllables: bool,
    /// What the words weigh by themselves.
    weights: Weights,
    budget: PageBudget,
}

impl<'a> Page<'a> {
    pub fn new(words: &'a Words, blocks: &'a [Range<usize>], texts: &'a [&'a str]) -> Page<'a> {
        let syllables = 2 * words.flags.iter().filter(|f| f.has(Flags::SYLLABLE)).count() > words.len();
        let keys = Keys::new(words.keys.clone());
        Page {
            words,
            blocks,
            first: words.keys.iter().map(|&key| keys.places.first(key).unwrap_or(0)).collect(),
            keys,
            shingles: OnceCell::new(),
            texts,
            stems: OnceCell::new(),
            stem_places: OnceCell::new(),
            told: OnceCell::new(),
            syllables,
            weights: Weights::of_page(words),
            budget: PageBudget::default(),
        }
    }

    /// The keys, and where each stands.
    pub(crate) fn keys(&self) -> &Keys {
        &self.keys
    }

    /// What the words weigh by themselves.
    pub(crate) fn weights(&self) -> &Weights {
        &self.weights
    }

    /// Where the words stand, by their keys.
    pub(crate) fn places(&self) -> &Places {
        &self.keys.places
    }

    fn shingles(&self) -> &[u32] {
        self.shingles.get_or_init(|| shingles(&self.words.keys))
    }

    /// The sentences, made when rewordings are looked for.
    fn told(&self) -> &Told {
        self.told.get_or_init(|| Told::of(self.words))
    }

    /// The stems of the words, made when the first source with text comes.
    pub(crate) fn stems(&self) -> &Stems {
        self.stems.get_or_init(|| Stems::of(self.words, |block| self.texts[block]))
    }

    /// Where the stems stand.
    fn stem_places(&self) -> &Places {
        self.stem_places.get_or_init(|| Places::of(&self.stems().ids))
    }
}

/// Seeds that are chained at a time: chaining costs the square of their number. A block of prose has fewer than fifty, and a longer one
/// is chained in parts.
const MAX_SEEDS: usize = 300;
/// Chains of seeds with less evidence are left at once: filling their gaps adds less than the rest.
pub(crate) const MIN_CHAIN: f32 = 1.8;

/// Aligns the words of a page with those of one source.
pub fn align(page: &Page<'_>, source: &Source) -> Vec<Passage> {
    align_from(page, source, &page.keys().runs(&source.words.keys))
}

/// The same where it is known which words in a row the two have in common.
pub(crate) fn align_from(page: &Page<'_>, source: &Source, runs: &[Run]) -> Vec<Passage> {
    let weights = Weights::new(page, &source.words);
    let sides = Sides {
        page: &page.words.keys,
        source: &source.words.keys,
        page_words: page.words,
        source_words: Some(&source.words),
        weights: &weights,
        shingles: false,
        syllables: page.syllables,
    };
    sides.passages(page, &seeds::that_start(page.words, runs))
}

/// What [`align`] finds as far as the keys of a source's words tell, of which `seeds` are equal to the page's: a source that
/// writes words as names gives them less weight, and where its sentences end is not known.
pub(crate) fn sketch(page: &Page<'_>, source: &[u32], seeds: &[Run]) -> Vec<Passage> {
    let sides = Sides {
        page: &page.words.keys,
        source,
        page_words: page.words,
        source_words: None,
        weights: &page.weights,
        shingles: false,
        syllables: page.syllables,
    };
    sides.passages(page, &seeds::that_start(page.words, seeds))
}

/// What every step of the alignment looks at.
struct Sides<'a> {
    /// Keys of the same width on both sides.
    page: &'a [u32],
    source: &'a [u32],
    page_words: &'a Words,
    /// Not there while only the keys are known.
    source_words: Option<&'a Words>,
    weights: &'a Weights,
    /// The keys are hashes of shingles.
    shingles: bool,
    /// The page is mostly in a script without spaces, where two characters in a row are equal by chance.
    syllables: bool,
}

impl Sides<'_> {
    /// The passages in each block that seeds lead to.
    fn passages(&self, page: &Page<'_>, seeds: &[Run]) -> Vec<Passage> {
        let mut passages = Vec::new();
        // Seeds that are in order, and those before that reach further than the block before.
        let (mut seeds, mut open) = (seeds, Vec::new());
        for block in page.blocks.iter().filter(|b| !b.is_empty()) {
            let (begun, rest) = seeds.split_at(seeds.partition_point(|seed| seed.page < block.end));
            seeds = rest;
            open.extend_from_slice(begun);
            open.retain(|seed: &Run| seed.page_end() > block.start);
            let in_block = seeds::clip(&open, block);
            if !in_block.is_empty() {
                passages.extend(align_block(self, in_block, block));
            }
        }
        passages
    }

    /// What it costs to start a run that does not touch another: single function words do not pay for it. Where keys
    /// are short hashes, many are equal by chance, so a single word counts only right beside a run.
    fn open_cost(&self) -> f32 {
        match (self.shingles, self.syllables) {
            (_, true) => 1.2,
            (true, _) => 0.85,
            _ => 0.42,
        }
    }

    /// What the gap between two runs costs. Where keys are short hashes, words far from a run are equal by chance more often.
    fn skip_cost(&self, page: usize, source: usize) -> f32 {
        let cost = page as f32 * SKIP_PAGE + source as f32 * SKIP_SOURCE;
        if self.shingles { cost * 1.5 } else { cost }
    }
}

/// Cost of passing over a word of the page, of the source.
const SKIP_PAGE: f32 = 0.06;
const SKIP_SOURCE: f32 = 0.04;

fn align_block(sides: &Sides<'_>, mut seeds: Vec<Run>, block: &Range<usize>) -> Vec<Passage> {
    // Of more seeds than the block has words, which only a refrain has, the longest are chained.
    let most = MAX_SEEDS.max(block.len());
    if seeds.len() > most {
        order::sort_by_key(&mut seeds, |s| (Reverse(s.len), s.page, s.source));
        seeds.truncate(most);
        seeds::in_order(&mut seeds);
    }
    let mut taken = Taken::new(block.clone());
    let mut found: Vec<Passage> = Vec::new();
    for part in seeds.chunks(MAX_SEEDS) {
        align_part(sides, part.to_vec(), block, &mut taken, &mut found);
    }
    if !found.is_empty() && !sides.shingles {
        found.extend(gaps::moved(sides, &found, &taken));
    }
    order::sort_by_key(&mut found, |p| p.runs[0].page);
    found
}

/// Finds the passages of a block that some of its seeds lead to, where no passage is yet.
fn align_part(sides: &Sides<'_>, mut seeds: Vec<Run>, block: &Range<usize>, taken: &mut Taken, found: &mut Vec<Passage>) {
    // A passage of the part before may reach into this one.
    seeds.retain(|seed| (seed.page..seed.page_end()).all(|at| taken.is_free(at)));
    while let Some(chain) = chain::best(sides, &seeds) {
        let whole_quotation = chain.iter().any(|run| is_whole_quotation(sides, run));
        if chain::score(sides, &chain) < MIN_CHAIN && !covers(&chain, block) && !whole_quotation {
            // The best that is left: what fills its gaps would not make it evidence.
            break;
        }
        let filled = if sides.shingles { shingles::fill(sides, &chain, taken) } else { gaps::fill(sides, chain.clone(), taken) };
        let runs = drop_strays(sides, filled);
        let passage = Passage { score: chain::score(sides, &runs), runs };
        // The chain's own seeds go in any case, so that each turn has fewer.
        seeds.retain(|s| !passage.runs.iter().chain(&chain).any(|r| s.page < r.page_end() && r.page < s.page_end()));
        if passage.score >= MIN_EVIDENCE || covers(&passage.runs, block) || is_quotation(sides, &passage) {
            taken.take(&passage.runs);
            found.push(passage);
        }
        if seeds.is_empty() {
            break;
        }
    }
}

/// A sentence with less of its words in a passage, and less than [`MIN_EVIDENCE`] by itself, only has a name or a
/// phrase in common with the source.
const SENTENCE_SHARE: f32 = 0.35;

/// Leaves out the runs of sentences that share too little, unless nothing else is there.
fn drop_strays(sides: &Sides<'_>, runs: Vec<Run>) -> Vec<Run> {
    let words = sides.page_words;
    let in_sentence = |r: &Run, s: &Range<usize>| r.page_end().min(s.end).saturating_sub(r.page.max(s.start));
    let keeps = |run: &Run| {
        let mut at = run.page;
        while at < run.page_end() {
            let sentence = words.sentence(at);
            let shared: usize = runs.iter().map(|r| in_sentence(r, &sentence)).sum();
            let evidence: f32 = runs
                .iter()
                .filter(|r| in_sentence(r, &sentence) > 0)
                .map(|r| sides.weights.sum(r.page.max(sentence.start)..r.page_end().min(sentence.end)))
                .sum();
            if shared as f32 >= SENTENCE_SHARE * sentence.len() as f32 || evidence >= MIN_EVIDENCE {
                return true;
            }
            at = sentence.end;
        }
        false
    };
    let kept: Vec<Run> = runs.iter().copied().filter(|run| keeps(run)).collect();
    if kept.is_empty() { runs } else { kept }
}

/// A block that is word for word one run of the source is kept whatever its words weigh; the verdict looks at what
/// stands beside it.
fn covers(runs: &[Run], block: &Range<usize>) -> bool {
    matches!(runs, [run] if (run.page..run.page_end()) == *block)
}

/// Whether the passage has a whole quotation, or a whole sentence of one, that the other side has as a quotation too, or may have.
fn is_quotation(sides: &Sides<'_>, passage: &Passage) -> bool {
    passage.runs.iter().any(|run| is_whole_quotation(sides, run))
}

fn is_whole_quotation(sides: &Sides<'_>, run: &Run) -> bool {
    if run.len < quoted::WHOLE_WORDS {
        return false;
    }
    let both = |i: usize| {
        quoted::is_quoted(sides.page_words, run.page + i) && sides.source_words.is_none_or(|words| quoted::is_quoted(words, run.source + i))
    };
    (0..run.len).filter(|&i| both(i)).count() >= quoted::WHOLE_WORDS
        && (quoted::whole_in(sides.page_words, run.page..run.page_end()).is_some()
            || sides.source_words.is_some_and(|words| quoted::whole_in(words, run.source..run.source_end()).is_some()))
}
