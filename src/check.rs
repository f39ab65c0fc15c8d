//! The one driver: a page and packs in, a report out. It runs the stages in order and does nothing else.

use std::cmp::Reverse;
use std::ops::Range;

use crate::align::{self, Passage, align, rewording};
use crate::date::publication_order;
use crate::model::{Document, Metadata};
use crate::order;
use crate::pack::{self, Description, Pack, PackError};
use crate::page::metadata::{self, url_identity};
use crate::page::{PageInput, find_article};
use crate::report::{self, PackReport, Report, Version};
use crate::search::candidates;
use crate::text::lexicon::{self, Language};
use crate::text::words;
use crate::verdict::{Article, Match, rules};

/// What a caller may say beside the page.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Options {
    /// The page's date of publication, in place of what its metadata say.
    pub published: Option<String>,
    /// The page's URL, in place of what its metadata say.
    pub url: Option<String>,
    /// Documents that are never sources, by id.
    pub exclude: Vec<String>,
}

/// In packs of at most so many documents every one is looked at.
const FEW: usize = 24;

/// Checks a page against packs. A pack in which a document turns out to be damaged is told of in the report; its other
/// documents and the other packs are searched all the same.
pub fn check(page: &PageInput, packs: &[&Pack], options: &Options) -> Report {
    let mut meta = metadata::read(page);
    meta.published = options.published.clone().or(meta.published);
    meta.canonical = options.url.clone().or(meta.canonical);

    let is_article = find_article(page);
    let texts: Vec<&str> = page.blocks.iter().map(|b| b.text.as_str()).collect();
    let prose: Vec<Option<&str>> = texts.iter().zip(&is_article).map(|(text, article)| article.then_some(*text)).collect();
    let language = lexicon::detect(prose.iter().copied().flatten()).or_else(|| meta.language.as_deref().and_then(Language::from_tag));
    let words = words::read(&prose, language);
    let blocks = words.block_ranges(texts.len());
    let article = Article { words: &words, blocks: &blocks, texts: &texts };

    let ready = align::Page::new(&words, &blocks, &texts);
    let mut matches = Vec::new();
    let mut own_versions = Vec::new();
    let mut damaged: Vec<Option<String>> = vec![None; packs.len()];
    for (number, pack) in packs.iter().enumerate() {
        let mut own = Vec::new();
        let mut may_be = |document: u32| {
            let metadata = &pack.documents()[document as usize];
            let is_own = is_same_page(meta.canonical.as_deref(), metadata);
            if is_own && !own.contains(&document) {
                own.push(document);
            }
            !is_own && !options.exclude.contains(&metadata.id)
        };
        let found = candidates(&words, pack, &mut may_be);
        // Where there are few documents, those that share no fingerprint may still tell the page in other words.
        let others = if pack.documents().len() <= FEW { 0..pack.documents().len() as u32 } else { 0..0 };
        let others: Vec<u32> = others.filter(|&d| !found.contains(&d) && may_be(d)).collect();
        for (document, shares) in found.into_iter().map(|d| (d, true)).chain(others.into_iter().map(|d| (d, false))) {
            let source = match pack.source(document as usize) {
                Ok(source) => source,
                Err(error) => {
                    damaged[number].get_or_insert_with(|| error.to_string());
                    continue;
                }
            };
            if shares || rewording::may_tell(&ready, &source) {
                let passages = align(&ready, &source);
                matches.push(Match { pack: number, source, passages, links: Vec::new(), versions: Vec::new() });
            }
        }
        own_versions.extend(own.into_iter().map(|document| Version::of(&pack.documents()[document as usize])));
    }
    find_reworded(&ready, &blocks, &mut matches);
    matches.retain(|m| !m.passages.is_empty() || !m.links.is_empty());
    let mut matches = closest_revisions(matches);
    let judged = rules::judge(&article, &mut matches);
    let packs = packs
        .iter()
        .zip(damaged)
        .map(|(p, damaged)| PackReport {
            name: p.info().name.clone(),
            documents: p.info().documents,
            text_free: p.info().text_free,
            damaged,
        })
        .collect();
    let language = meta.language.clone().or_else(|| language.map(|l| l.tag().to_owned()));
    report::assemble(report::Findings {
        page,
        metadata: meta,
        language,
        article: &article,
        packs,
        matches: &matches,
        judged,
        earlier_versions: own_versions,
    })
}

/// Checks a page against documents: a pack made in memory, then the same path.
///
/// # Errors
/// [`PackError`] where that pack cannot be opened again; since it was made here, none is expected.
pub fn compare(page: &PageInput, documents: &[Document], options: &Options) -> Result<Report, PackError> {
    let built = pack::build_in_memory(documents, &Description { name: "compared documents".to_owned(), ..Description::default() });
    let pack = Pack::open(built.bytes)?;
    Ok(check(page, &[&pack], options))
}

/// A block with more of its words in runs needs no other explanation.
const EXPLAINED: f32 = 0.5;

/// Looks for sentences that are told in other words, if runs leave any block of the page unexplained.
fn find_reworded(page: &align::Page<'_>, blocks: &[Range<usize>], matches: &mut [Match]) {
    let explained = |block: &Range<usize>| {
        let in_runs = |m: &Match| m.in_block(block).iter().map(Passage::shared).sum::<usize>();
        matches.iter().map(in_runs).max().unwrap_or(0) as f32 >= EXPLAINED * block.len() as f32
    };
    if blocks.iter().all(explained) {
        return;
    }
    for of in matches.iter_mut().filter(|m| rewording::may_tell(page, &m.source)) {
        of.links = rewording::links(page, &of.source, &of.passages);
    }
}

fn is_same_page(canonical: Option<&str>, document: &Metadata) -> bool {
    match (canonical, document.url.as_deref()) {
        (Some(page), Some(document)) => url_identity(page).is_some_and(|page| url_identity(document) == Some(page)),
        _ => false,
    }
}

/// Of several versions of one article the one that shares most with the page stays; the others are kept beside it.
fn closest_revisions(matches: Vec<Match>) -> Vec<Match> {
    let groups = revision_groups(&matches);
    let mut order: Vec<usize> = (0..matches.len()).collect();
    let rank = |at: usize| {
        (
            Reverse((matches[at].shared(), matches[at].closeness())),
            publication_order(matches[at].source.meta.published.as_deref()),
            &matches[at].source.meta.id,
        )
    };
    order::sort_by(&mut order, |&a, &b| rank(a).cmp(&rank(b)));
    let mut matches: Vec<Option<Match>> = matches.into_iter().map(Some).collect();
    let mut kept: Vec<(usize, Match)> = Vec::new();
    for at in order {
        let Some(candidate) = matches[at].take() else { continue };
        match kept.iter_mut().find(|(group, _)| *group == groups[at]) {
            Some((_, closest)) => closest.versions.push((candidate.source.meta.clone(), candidate.passages)),
            None => kept.push((groups[at], candidate)),
        }
    }
    kept.into_iter().map(|(_, m)| m).collect()
}

/// A group number a match: matches are versions of one article if they have one URL, or one names the other as what
/// it is a revision of, or both name the same.
fn revision_groups(matches: &[Match]) -> Vec<usize> {
    let url = |at: usize| matches[at].source.meta.url.as_deref().and_then(url_identity);
    let of = |at: usize| matches[at].source.meta.revision_of.as_deref();
    let names = |a: usize, b: usize| {
        of(a).is_some_and(|r| r == matches[b].source.meta.id || url(b).is_some_and(|url| url_identity(r) == Some(url)))
    };
    let mut groups: Vec<usize> = (0..matches.len()).collect();
    for a in 0..matches.len() {
        for b in 0..a {
            let same = url(a).is_some() && url(a) == url(b) || of(a).is_some() && of(a) == of(b) || names(a, b) || names(b, a);
            if same && groups[a] != groups[b] {
                let (from, to) = (groups[a].max(groups[b]), groups[a].min(groups[b]));
                groups.iter_mut().filter(|g| **g == from).for_each(|g| *g = to);
            }
        }
    }
    groups
}
