//! The one driver: a page and packs in, a report out. It runs the stages in order and does nothing else.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

use crate::align::{self, Passage, Run, align, rewording};
use crate::date::publication_order;
use crate::model::{Document, Metadata};
use crate::order;
use crate::pack::{Answer, Keyed, Pack, PackError, Source, identity, terms_of};
use crate::page::metadata::{self, url_identity};
use crate::page::{PageInput, find_article};
use crate::report::{self, PackReport, Report, Version};
use crate::search;
use crate::text::Words;
use crate::text::lexicon::Language;
use crate::text::words::Cut;
use crate::verdict::{Article, Match, chance, rules};

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

/// A range of a pack's bytes that a check is waiting for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The pack's place among those that were given.
    pub pack: usize,
    pub range: Range<u64>,
}

/// Checks a page against packs in memory. A pack of which a part turns out to be damaged is told of in the report; what is
/// whole of it and the other packs are searched all the same.
pub fn check(page: &PageInput, packs: &[&Pack], options: &Options) -> Report {
    look(page, packs, options).0
}

/// Checks a page against packs of which some are read by ranges: the report, or what has to be brought
/// ([`Pack::bring`]) before the same call is made again. A few turns are needed, however large the packs are.
///
/// # Errors
/// The ranges, by pack and in order.
pub fn try_check(page: &PageInput, packs: &[&Pack], options: &Options) -> Result<Report, Vec<Wanted>> {
    let (report, wanted) = look(page, packs, options);
    if wanted.is_empty() { Ok(report) } else { Err(wanted) }
}

/// What can be said with the bytes that are there, and what else is wanted.
fn look(page: &PageInput, packs: &[&Pack], options: &Options) -> (Report, Vec<Wanted>) {
    let mut meta = metadata::read(page);
    meta.published = options.published.clone().or(meta.published);
    meta.canonical = options.url.clone().or(meta.canonical);

    let is_article = find_article(page);
    let texts: Vec<&str> = page.blocks.iter().map(|b| b.text.as_str()).collect();
    let prose: Vec<Option<&str>> = texts.iter().zip(&is_article).map(|(text, article)| article.then_some(*text)).collect();
    let cut = Cut::of(prose.into_iter());
    let language = cut.language(|_| true).or_else(|| meta.language.as_deref().and_then(Language::from_tag));
    let words = cut.read(language);
    let blocks = words.block_ranges(texts.len());
    let article = Article::new(&words, &blocks, &texts);
    let ready = align::Page::new(&words, &blocks, &texts);

    let query = search::Query::of(&words);
    let mut searches: Vec<Search<'_>> =
        (0..).zip(packs).map(|(number, pack)| Search { number, pack, barred: Vec::new(), damaged: None }).collect();
    let mut matches = Vec::new();
    let mut own_versions = Vec::new();
    for search in &mut searches {
        own_versions.extend(search.bar(meta.canonical.as_deref(), &options.exclude));
        let found = search::candidates(&words, &query, search.pack, &search.barred);
        if search.pack.info().has_phrases() {
            search.align_phrases(&ready, &words, found, &mut matches);
        } else {
            search.align(&ready, found, &mut matches);
        }
    }
    // What might be taken for chance, once topics are known, explains no sentence.
    let sure = |passages: &[Passage]| chance::is_more(&words, passages, chance::asked(false));
    let open = rewording::Open::of(&ready, matches.iter().map(|m| m.passages.as_slice()), sure);
    let mut compared = words.len();
    if !open.is_empty() {
        let terms = terms_of(&words);
        for search in &mut searches {
            compared = compared.min(search.find_reworded(&ready, &open, &terms, &mut matches));
        }
    }
    for search in &mut searches {
        if let Some(error) = search.pack.take_damaged() {
            search.damaged = Some(error.to_string());
        }
    }
    matches.retain(|m| !m.passages.is_empty() || !m.links.is_empty());
    let mut matches = closest_revisions(matches);
    let judged = rules::judge(&article, &mut matches, compared);
    let wanted = |search: &Search<'_>| {
        let pack = search.number;
        search.pack.take_wanted().into_iter().map(move |range| Wanted { pack, range })
    };
    let wanted = searches.iter().flat_map(wanted).collect();
    let packs = searches
        .into_iter()
        .map(|s| PackReport {
            name: s.pack.info().name.clone(),
            documents: s.pack.info().documents,
            text_free: s.pack.info().text_free,
            damaged: s.damaged,
        })
        .collect();
    let language = meta.language.clone().or_else(|| language.map(|l| l.tag().to_owned()));
    let report = report::assemble(report::Findings {
        page,
        metadata: meta,
        language,
        article: &article,
        packs,
        matches: &matches,
        judged,
        earlier_versions: own_versions,
    });
    (report, wanted)
}

/// Compares a page with documents, which are searched as a pack is.
pub fn compare(page: &PageInput, documents: &[Document], options: &Options) -> Report {
    check(page, &[&Pack::of_documents("compared documents", documents)], options)
}

/// One pack while a page is being searched for in it.
struct Search<'a> {
    number: usize,
    pack: &'a Pack,
    /// Documents that are no sources of the page, sorted.
    barred: Vec<u32>,
    damaged: Option<String>,
}

impl Search<'_> {
    /// What was asked for, if it is there and whole.
    fn take<T>(&mut self, answer: Result<Answer<T>, PackError>) -> Option<T> {
        match answer {
            Ok(Answer::Here(it)) => Some(it),
            Ok(Answer::Wanted) => None,
            Err(error) => {
                self.damaged.get_or_insert_with(|| error.to_string());
                None
            }
        }
    }

    /// Bars the documents that are excluded and those that are the page itself; gives the latter.
    fn bar(&mut self, canonical: Option<&str>, exclude: &[String]) -> Vec<Version> {
        let mut known = Vec::new();
        let keys = exclude.iter().map(|id| identity::of_id(id)).chain(canonical.and_then(identity::of_url));
        keys.for_each(|key| self.pack.find(key, |document| known.push(document)));
        order::sort_numbers(&mut known);
        known.dedup();
        let mut own = Vec::new();
        for document in known {
            let answer = self.pack.metadata(document as usize);
            let Some(metadata) = self.take(answer) else { continue };
            // Fingerprints may have the same key.
            let is_own = is_same_page(canonical, &metadata);
            if is_own {
                own.push(Version::of(&metadata));
            }
            if is_own || exclude.contains(&metadata.id) {
                self.barred.push(document);
            }
        }
        own
    }

    /// Aligns the page with documents.
    fn align(&mut self, page: &align::Page<'_>, documents: Vec<u32>, matches: &mut Vec<Match>) {
        let text_free = self.pack.info().text_free;
        let keyed = self.keyed(documents);
        let standing = keyed.into_iter().filter_map(|(document, keyed)| {
            let runs = search::may_stand(page, keyed.keys(), text_free)?;
            Some((document, keyed, runs))
        });
        let standing: Vec<(u32, Keyed, Vec<Run>)> = standing.collect();
        let sourced = standing.into_iter().filter_map(|(document, keyed, runs)| Some((document, self.source(document, keyed)?, runs)));
        let sourced: Vec<(u32, Arc<Source>, Vec<Run>)> = sourced.collect();
        for (document, source, runs) in sourced {
            let passages = align::align_from(page, &source, &runs);
            if !passages.is_empty() {
                matches.push(Match { pack: self.number, document, source, passages, links: Vec::new(), versions: Vec::new() });
            }
        }
    }

    /// Documents with the keys of their words. Step by step for all of them, here and behind, since what a step looks into stays at
    /// hand so.
    fn keyed(&mut self, documents: Vec<u32>) -> Vec<(u32, Keyed)> {
        let keyed = self.pack.keys(&documents);
        documents.into_iter().zip(keyed).filter_map(|(document, keyed)| Some((document, self.take(keyed)?))).collect()
    }

    fn source(&mut self, document: u32, keyed: Keyed) -> Option<Arc<Source>> {
        let answer = self.pack.source_of(document as usize, keyed);
        self.take(answer)
    }

    /// Aligns the page with documents of which the pack has hashes of phrases.
    fn align_phrases(&mut self, page: &align::Page<'_>, words: &Words, documents: Vec<u32>, matches: &mut Vec<Match>) {
        let shared = search::shared_places(words, self.pack, &documents);
        for (document, shared) in documents.into_iter().zip(&shared) {
            let source = self.pack.source(document as usize);
            let Some(source) = self.take(source) else { continue };
            let passages = align::phrases::align(page, &source, shared);
            if !passages.is_empty() {
                matches.push(Match { pack: self.number, document, source, passages, links: Vec::new(), versions: Vec::new() });
            }
        }
    }

    /// Looks for sentences that are told in other words, in the documents that were found and in others that share rare
    /// terms with the page. Gives how many words of the page, from the first on, were compared with all of them.
    fn find_reworded(&mut self, page: &align::Page<'_>, open: &rewording::Open, terms: &[u32], matches: &mut Vec<Match>) -> usize {
        let mut compared = usize::MAX;
        if self.pack.info().text_free {
            return compared;
        }
        let others = if open.asks_for_more() { search::retold(terms, self.pack, &self.barred) } else { Vec::new() };
        let known = |document: &u32| matches.iter().any(|m| (m.pack, m.document) == (self.number, *document));
        let others = others.into_iter().filter(|document| !known(document)).collect();
        let mut others = self.keyed(others);
        others.retain(|(_, keyed)| rewording::may_hold(page, open, keyed.keys()) || search::may_stand(page, keyed.keys(), false).is_some());
        for (document, keyed) in others {
            let Some(source) = self.source(document, keyed) else { continue };
            let passages = align(page, &source);
            matches.push(Match { pack: self.number, document, source, passages, links: Vec::new(), versions: Vec::new() });
        }
        for of in matches.iter_mut().filter(|m| m.pack == self.number) {
            let found = rewording::links(page, open, &of.source, &of.passages);
            of.links = found.links;
            compared = compared.min(found.compared);
        }
        compared
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
