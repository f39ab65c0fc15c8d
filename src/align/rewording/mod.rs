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

use std::ops::Range;

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
    pub kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
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
pub fn links(page: &Page<'_>, open: &Open, source: &Source, passages: &[Passage]) -> Vec<Link> {
    let told: Vec<Range<usize>> =
        bound::may_tell(page, open, source, passages).into_iter().map(|number| page.told().words(number)).collect();
    if told.is_empty() {
        return Vec::new();
    }
    let Some(terms) = source.terms() else { return Vec::new() };
    let evidence = Evidence::new(page.terms(), terms);
    // Most texts on one topic have no link, wherever sections may lie; the search for these takes longer.
    let anywhere = Section { page: 0..page.words.len(), source: 0..source.words.len(), kind: Kind::Reworded };
    if sentences::links(&evidence, page.words, &source.words, &[anywhere], &told).is_empty() {
        return Vec::new();
    }
    let search = Search::of(page, source, passages, evidence);
    let sections = search.sections(&FITTED);
    sentences::links(&search.evidence, page.words, &source.words, &sections, &told)
}

/// A page and a source, with what may be a section of both.
pub struct Search<'a> {
    page: &'a Words,
    source: &'a Words,
    evidence: Evidence,
    clusters: Vec<Cluster>,
    /// Everything that may be a section, before it is judged.
    drafts: Vec<Draft>,
}

impl<'a> Search<'a> {
    /// `None` where the source has no stems.
    #[cfg(feature = "internals")]
    pub fn new(page: &'a Page<'_>, source: &'a Source, passages: &[Passage]) -> Option<Search<'a>> {
        Some(Search::of(page, source, passages, Evidence::new(page.terms(), source.terms()?)))
    }

    fn of(page: &'a Page<'_>, source: &'a Source, passages: &[Passage], evidence: Evidence) -> Search<'a> {
        let clusters = clusters(passages);
        let mut search = Search { page: page.words, source: &source.words, evidence, clusters, drafts: Vec::new() };
        search.drafts = search.drafts();
        search
    }

    fn drafts(&self) -> Vec<Draft> {
        let mut drafts = Vec::new();
        for cluster in &self.clusters {
            if cluster.words as f32 >= VERBATIM_SHARE * cluster.page.len().max(cluster.source.len()) as f32 {
                let mut draft = Draft { page: cluster.page.clone(), source: cluster.source.clone(), score: f32::MAX, verbatim: true };
                borders::run_on(self.page, self.source, &mut draft);
                drafts.push(draft);
            } else {
                drafts.extend(grow::settle(&self.evidence, cluster.page.clone(), cluster.source.clone()));
            }
        }
        for at in (0..self.page.len()).step_by(WINDOW / 2) {
            let window = at..(at + WINDOW).min(self.page.len());
            let Some(source) = grow::guess(&self.evidence, &window) else { continue };
            // A draft that already holds both would only be found again.
            let known = drafts
                .iter()
                .rev()
                .take(RECENT)
                .any(|d| overlap(&d.page, &window) == window.len() && overlap(&d.source, &source) == source.len());
            if !known {
                drafts.extend(grow::settle(&self.evidence, window, source));
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
        drafts.retain(|d| odds.log_odds(&self.features(d, self.runs_in(d))) >= odds.accepted);
        // Wider borders may have brought drafts to touch each other.
        let drafts = join(best_of_each(drafts, |_| f32::MAX), 0);

        let mut sections: Vec<Section> = drafts.iter().map(section).collect();
        let verbatim = |range: &Range<usize>| drafts.iter().filter(|d| d.verbatim).map(|d| overlap(&d.page, range)).sum();
        if let Some(told) = summary::find(&self.evidence, verbatim) {
            sections.retain(|s| overlap(&s.page, &told) == 0);
            sections.push(Section { page: told, source: 0..self.source.len(), kind: Kind::Summary });
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
        for draft in drafts.iter_mut().filter(|d| !d.verbatim) {
            borders::to_sentences(&self.evidence, self.page, self.source, draft);
        }
        drafts
    }

    fn features(&self, draft: &Draft, run_words: usize) -> [f32; FEATURES] {
        odds::features(&self.evidence, self.page, self.source, draft, run_words)
    }

    fn runs_in(&self, draft: &Draft) -> usize {
        let meets = |c: &&Cluster| overlap(&c.page, &draft.page) > 0 && overlap(&c.source, &draft.source) > 0;
        self.clusters.iter().filter(meets).map(|c| c.words).sum()
    }
}

fn section(draft: &Draft) -> Section {
    let kind = if draft.verbatim { Kind::Verbatim } else { Kind::Reworded };
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
    let mut clusters: Vec<Cluster> = Vec::new();
    for passage in passages {
        let (page, source, words) = (passage.page(), passage.source(), passage.shared());
        match clusters.iter_mut().find(|c| near(&c.page, &page, NEAR) && near(&c.source, &source, NEAR)) {
            Some(cluster) => {
                cluster.page = hull(&cluster.page, &page);
                cluster.source = hull(&cluster.source, &source);
                cluster.words += words;
            }
            None => clusters.push(Cluster { page, source, words }),
        }
    }
    clusters
}

/// A draft this weak, by its score or its odds, is not joined to others: it would only spoil their borders. Between 10
/// and 20 nats, and between odds of -3.5 and -6, nothing changes by more than 0.001.
const MIN_SCORE: f32 = 15.0;
const MIN_ODDS: f32 = -5.0;

/// The best drafts, in the order of the page, none of them mostly inside a better one.
fn best_of_each(mut drafts: Vec<Draft>, odds: impl Fn(&Draft) -> f32) -> Vec<Draft> {
    order::sort_by(&mut drafts, |a, b| b.score.total_cmp(&a.score).then(a.page.start.cmp(&b.page.start)));
    let mut best: Vec<Draft> = Vec::new();
    for draft in drafts {
        let mostly_inside = best.iter().any(|b| overlap(&b.page, &draft.page) * 2 > draft.page.len());
        if !mostly_inside && (draft.verbatim || draft.score >= MIN_SCORE && odds(&draft) >= MIN_ODDS) {
            best.push(draft);
        }
    }
    order::sort_by_key(&mut best, |d| d.page.start);
    best
}

/// Joins drafts that are no more than `gap` words apart on both sides.
fn join(drafts: Vec<Draft>, gap: usize) -> Vec<Draft> {
    let mut joined: Vec<Draft> = Vec::new();
    for draft in drafts {
        match joined.iter_mut().find(|j| near(&j.page, &draft.page, gap) && near(&j.source, &draft.source, gap)) {
            Some(other) => {
                other.page = hull(&other.page, &draft.page);
                other.source = hull(&other.source, &draft.source);
                other.score += draft.score;
                other.verbatim &= draft.verbatim;
            }
            None => joined.push(draft),
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
