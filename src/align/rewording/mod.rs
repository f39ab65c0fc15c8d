//! Sections: stretches of a page that tell a stretch of a source, word for word, in other words, or in short.
//!
//! Equal runs ([`super::align`]) miss text whose words were shuffled, replaced, translated there and back, or
//! summarised. Here only content words count, by their stems, wherever they stand in a stretch. The two sides of a
//! section hold each other up: given a stretch of the source, every content word of the page speaks for or against
//! being drawn from it, by how likely a chance meeting would be ([`evidence`]); given a stretch of the page, so does
//! every word of the source; each side in turn is grown to the best stretch until both stay ([`grow`]). Borders then
//! move to sentences ([`borders`]), and what is left is judged by its odds ([`odds`]).
//!
//! | file | idea |
//! |---|---|
//! | `bound` | whether a look is worth while |
//! | `evidence` | how much a shared or a missing word speaks for a common origin |
//! | `grow` | from a first guess to the stretch that both sides agree on |
//! | `borders` | sections begin and end with sentences; a word explains one word |
//! | `odds` | which sections are believed |
//! | `summary` | a stretch that tells a whole document in short |
//! | `sentences` | within a section, which sentence tells which |
//!
//! The search for sections by content words and the merging of neighbours follow the winner of the PAN 2014 text
//! alignment task (Sanchez-Perez, Sidorov, Gelbukh: *A Winning Approach to Text Alignment for Text Reuse Detection at
//! PAN 2014*); growing by log odds with a drop-off is that of BLAST (Altschul et al. 1990).

mod borders;
mod bound;
mod evidence;
mod grow;
mod odds;
mod sentences;
mod summary;

use std::cell::Cell;
use std::ops::Range;

use super::budget::{Budget, PageBudget};
use super::{Page, Passage};
use wherefrom_pack::Source;
use wherefrom_text::Words;
use wherefrom_text::order;

pub(super) use bound::Told;
pub use bound::{Open, may_hold};
pub use odds::{FEATURES, FITTED, Odds};
pub use sentences::Link;

use evidence::Evidence;

/// A stretch of the page that draws on a stretch of the source; whole sentences, unless it is verbatim.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    pub page: Range<usize>,
    pub source: Range<usize>,
    pub kind: SectionKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SectionKind {
    /// Nearly all of it is runs of equal words.
    Verbatim,
    /// Words were replaced, moved, left out.
    Reworded,
    /// A whole document told in a few sentences.
    Summary,
}

/// Passages and sections nearer than this on both sides, in words, are one. On the PAN 2013 training corpus 20, 40 and
/// 60 words give PlagDet 0.936, 0.937 and 0.937.
const NEAR: usize = 60;
/// From this share of its words on a section is verbatim. 0.85, 0.9 and 0.95 give the same to 0.001.
const VERBATIM_SHARE: f32 = 0.9;
/// Words of the page that are looked at together for a first guess: 40, 60 and 80 give 0.936, 0.937, 0.937.
const WINDOW: usize = 80;
/// Drafts before it that a window is looked for in.
const RECENT: usize = 16;
/// A section has at least so many words on either side.
const MIN_WORDS: usize = 18;

/// A section on its way.
#[derive(Debug, Clone)]
struct Draft {
    page: Range<usize>,
    source: Range<usize>,
    /// Log odds of both sides, in nats.
    score: f32,
    verbatim: bool,
}

/// Finds the open sentences of the page that tell sentences of the source in other words, in the order of the page.
/// `passages` are what [`super::align`] found for the two. There are none where the source is text-free: it has no stems.
pub fn links(page: &Page<'_>, open: &Open, source: &Source, passages: &[Passage]) -> Links {
    let told: Vec<Range<usize>> =
        bound::may_tell(page, open, source, passages).into_iter().map(|number| page.told().words(number)).collect();
    let none = Links { links: Vec::new(), compared: page.words.len() };
    if told.is_empty() {
        return none;
    }
    let Some(terms) = source.stems() else { return none };
    let evidence = Evidence::new(page.stems(), terms);
    // Most texts on one topic have no link, wherever sections may lie; the search for these takes longer.
    let anywhere = Section { page: 0..page.words.len(), source: 0..source.words.len(), kind: SectionKind::Reworded };
    if sentences::links(&evidence, page.words, &source.words, &[anywhere], &told).is_empty() {
        return none;
    }
    let search = Search::of(page, source, passages, evidence);
    let sections = search.sections(&FITTED);
    Links { links: sentences::links(&search.evidence, page.words, &source.words, &sections, &told), compared: search.compared.get() }
}

/// What of a page is told in other words by one source.
pub struct Links {
    pub links: Vec<Link>,
    /// So many words of the page, from the first on, were compared before the budget was spent: all of them on any page that
    /// somebody wrote.
    pub compared: usize,
}

/// A page and a source, with what may be a section of both.
pub struct Search<'a> {
    page: &'a Words,
    source: &'a Words,
    evidence: Evidence,
    clusters: Vec<Cluster>,
    /// The furthest end of the clusters up to each.
    cluster_ends: Vec<usize>,
    /// Everything that may be a section, before it is judged.
    drafts: Vec<Draft>,
    budget: &'a PageBudget,
    /// So many words of the page were compared.
    compared: Cell<usize>,
}

impl<'a> Search<'a> {
    /// `None` where the source has no stems.
    #[cfg(feature = "internals")]
    pub fn new(page: &'a Page<'_>, source: &'a Source, passages: &[Passage]) -> Option<Search<'a>> {
        Some(Search::of(page, source, passages, Evidence::new(page.stems(), source.stems()?)))
    }

    fn of(page: &'a Page<'_>, source: &'a Source, passages: &[Passage], evidence: Evidence) -> Search<'a> {
        let clusters = clusters(passages);
        let mut end = 0;
        let furthest = |c: &Cluster| {
            end = end.max(c.page.end);
            end
        };
        let mut search = Search {
            page: page.words,
            source: &source.words,
            evidence,
            cluster_ends: clusters.iter().map(furthest).collect(),
            clusters,
            drafts: Vec::new(),
            budget: &page.budget,
            compared: Cell::new(page.words.len()),
        };
        search.drafts = search.drafts();
        search
    }

    fn budget(&self) -> Budget<'a> {
        self.budget.for_pair(self.page.len() + self.source.len())
    }

    /// From this word on not everything was looked at.
    fn leaves(&self, from: usize) {
        self.compared.set(self.compared.get().min(from));
    }

    /// Whether the budget is spent, so that from this word on not everything was looked at. What begins at the word may be the last
    /// there is, so that this is asked before it and after it.
    fn stops(&self, budget: &Budget<'_>, from: usize) -> bool {
        let is_spent = budget.is_spent();
        if is_spent {
            self.leaves(from);
        }
        is_spent
    }

    fn drafts(&self) -> Vec<Draft> {
        let mut drafts = Vec::new();
        let budget = self.budget();
        for cluster in &self.clusters {
            if self.stops(&budget, cluster.page.start) {
                break;
            }
            if cluster.words as f32 >= VERBATIM_SHARE * cluster.page.len().max(cluster.source.len()) as f32 {
                let mut draft = Draft { page: cluster.page.clone(), source: cluster.source.clone(), score: f32::MAX, verbatim: true };
                borders::run_on(self.page, self.source, &mut draft);
                budget.spend(draft.page.len());
                drafts.push(draft);
            } else {
                drafts.extend(grow::settle(&self.evidence, cluster.page.clone(), cluster.source.clone(), &budget));
                self.stops(&budget, cluster.page.start);
            }
        }
        let budget = self.budget();
        let mut bins = grow::Bins::of(&self.evidence);
        for at in (0..self.page.len()).step_by(WINDOW / 2) {
            if self.stops(&budget, at) {
                break;
            }
            let window = at..(at + WINDOW).min(self.page.len());
            let Some(source) = grow::guess(&self.evidence, &window, &mut bins) else { continue };
            // A draft that already holds both would only be found again.
            let known = drafts
                .iter()
                .rev()
                .take(RECENT)
                .any(|d| overlap(&d.page, &window) == window.len() && overlap(&d.source, &source) == source.len());
            if !known {
                drafts.extend(grow::settle(&self.evidence, window, source, &budget));
                self.stops(&budget, at);
            }
        }
        drafts
    }

    /// The drafts with their borders at sentences, each with what it is judged by.
    #[cfg(feature = "internals")]
    pub fn judged_by(&self, odds: &Odds) -> Vec<(Section, [f32; FEATURES])> {
        let drafts = self.settled(odds);
        drafts.iter().filter(|d| !d.verbatim).map(|d| (section(d), self.features(d, self.runs_in(d)))).collect()
    }

    /// The sections by a model of what is one.
    pub fn sections(&self, odds: &Odds) -> Vec<Section> {
        let mut drafts = self.settled(odds);
        let budget = self.budget();
        drafts.retain(|d| {
            if !budget.spend(d.page.len() + d.source.len()) {
                self.leaves(d.page.start);
                return false;
            }
            odds.log_odds(&self.features(d, self.runs_in(d))) >= odds.accepted
        });
        // Wider borders may have brought drafts to touch each other.
        let drafts = join(best_of_each(drafts, |_| f32::MAX), 0);

        let mut sections: Vec<Section> = drafts.iter().map(section).collect();
        let verbatim = |range: &Range<usize>| drafts.iter().filter(|d| d.verbatim).map(|d| overlap(&d.page, range)).sum();
        if let Some(told) = summary::find(&self.evidence, verbatim) {
            sections.retain(|s| overlap(&s.page, &told) == 0);
            sections.push(Section { page: told, source: 0..self.source.len(), kind: SectionKind::Summary });
        }
        sections.retain(|s| s.page.len().min(s.source.len()) >= MIN_WORDS);
        order::sort_by_key(&mut sections, |s| s.page.start);
        sections
    }

    /// The best drafts, joined to their neighbours, with their borders at sentences.
    fn settled(&self, odds: &Odds) -> Vec<Draft> {
        let drafts = best_of_each(self.drafts.clone(), |d| odds.log_odds(&self.features(d, 0)));
        let (verbatim, reworded): (Vec<Draft>, Vec<Draft>) = drafts.into_iter().partition(|d| d.verbatim);
        let mut drafts = join(verbatim, NEAR);
        drafts.extend(join(reworded, NEAR));
        let budget = self.budget();
        for draft in drafts.iter_mut().filter(|d| !d.verbatim) {
            let from = draft.page.start;
            if self.stops(&budget, from) {
                break;
            }
            borders::to_sentences(&self.evidence, self.page, self.source, draft, &budget);
            self.stops(&budget, from);
        }
        drafts
    }

    fn features(&self, draft: &Draft, run_words: usize) -> [f32; FEATURES] {
        odds::features(&self.evidence, self.page, self.source, draft, run_words)
    }

    fn runs_in(&self, draft: &Draft) -> usize {
        let meets = |c: &&Cluster| overlap(&c.page, &draft.page) > 0 && overlap(&c.source, &draft.source) > 0;
        let from = self.cluster_ends.partition_point(|&end| end <= draft.page.start);
        let near = self.clusters[from..].iter().take_while(|c| c.page.start < draft.page.end);
        near.filter(meets).map(|c| c.words).sum()
    }
}

fn section(draft: &Draft) -> Section {
    let kind = if draft.verbatim { SectionKind::Verbatim } else { SectionKind::Reworded };
    Section { page: draft.page.clone(), source: draft.source.clone(), kind }
}

/// Passages near each other.
struct Cluster {
    page: Range<usize>,
    source: Range<usize>,
    /// Words in runs.
    words: usize,
}

fn clusters(passages: &[Passage]) -> Vec<Cluster> {
    let all = passages.iter().map(|p| Cluster { page: p.page(), source: p.source(), words: p.shared() });
    let is_near = |a: &Cluster, b: &Cluster| near(&a.source, &b.source, NEAR);
    joined(
        all,
        NEAR,
        |c| &c.page,
        is_near,
        |cluster, other| {
            cluster.page = hull(&cluster.page, &other.page);
            cluster.source = hull(&cluster.source, &other.source);
            cluster.words += other.words;
        },
    )
}

/// A draft this weak, by its score or its odds, is not joined to others: it would only spoil their borders. Between 10
/// and 20 nats, and between odds of -3.5 and -6, nothing changes by more than 0.001.
const MIN_SCORE: f32 = 15.0;
const MIN_ODDS: f32 = -5.0;

/// Words of the page that drafts are looked up by.
const STRETCH: usize = 128;

/// The best drafts, in the order of the page, none of them mostly inside a better one.
fn best_of_each(mut drafts: Vec<Draft>, odds: impl Fn(&Draft) -> f32) -> Vec<Draft> {
    order::sort_by(&mut drafts, |a, b| b.score.total_cmp(&a.score).then(a.page.start.cmp(&b.page.start)));
    let mut best: Vec<Draft> = Vec::new();
    // What holds more than half of a draft holds its middle: of each stretch of the page those of the best that lie in it.
    let stretches = drafts.iter().map(|d| d.page.end).max().unwrap_or(0) / STRETCH + 1;
    let mut by_stretch: Vec<Vec<usize>> = vec![Vec::new(); stretches];
    for draft in drafts {
        let middle = draft.page.start + draft.page.len() / 2;
        let mostly_inside = by_stretch[middle / STRETCH].iter().any(|&b| overlap(&best[b].page, &draft.page) * 2 > draft.page.len());
        if !mostly_inside && (draft.verbatim || draft.score >= MIN_SCORE && odds(&draft) >= MIN_ODDS) {
            by_stretch[draft.page.start / STRETCH..=draft.page.end / STRETCH].iter_mut().for_each(|of| of.push(best.len()));
            best.push(draft);
        }
    }
    order::sort_by_key(&mut best, |d| d.page.start);
    best
}

/// Joins drafts that are no more than `gap` words apart on both sides.
fn join(drafts: Vec<Draft>, gap: usize) -> Vec<Draft> {
    let is_near = |a: &Draft, b: &Draft| near(&a.source, &b.source, gap);
    joined(
        drafts.into_iter(),
        gap,
        |d| &d.page,
        is_near,
        |draft, other| {
            draft.page = hull(&draft.page, &other.page);
            draft.source = hull(&draft.source, &other.source);
            draft.score += other.score;
            draft.verbatim &= other.verbatim;
        },
    )
}

/// Merges each of some stretches of the page, which are in the order of their starts, into the first before it that is no more than
/// `gap` words away on the page and `is_near` otherwise.
fn joined<T>(
    all: impl Iterator<Item = T>,
    gap: usize,
    page: impl Fn(&T) -> &Range<usize>,
    is_near: impl Fn(&T, &T) -> bool,
    merge: impl Fn(&mut T, T),
) -> Vec<T> {
    let mut joined: Vec<T> = Vec::new();
    // Those that end far before a stretch end far before all that follow.
    let mut open: Vec<usize> = Vec::new();
    for one in all {
        open.retain(|&at| page(&joined[at]).end + gap >= page(&one).start);
        match open.iter().copied().find(|&at| is_near(&joined[at], &one)) {
            Some(at) => merge(&mut joined[at], one),
            None => {
                open.push(joined.len());
                joined.push(one);
            }
        }
    }
    joined
}

fn near(a: &Range<usize>, b: &Range<usize>, gap: usize) -> bool {
    b.start <= a.end + gap && a.start <= b.end + gap
}

fn hull(a: &Range<usize>, b: &Range<usize>) -> Range<usize> {
    a.start.min(b.start)..a.end.max(b.end)
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}
