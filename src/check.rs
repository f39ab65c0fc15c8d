//! The one driver: a page and packs in, a report out. It runs the stages in order and does nothing else.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

use wherefrom_pack::{Answer, Brought, Keyed, Pack, PackError, PackInfo, RangedPack, Source, View, identity, terms_of};
use wherefrom_page::metadata::PageMetadata;
use wherefrom_page::{PageInput, find_article, find_block_quotations, metadata};
use wherefrom_text::Words;
use wherefrom_text::lexicon::Language;
use wherefrom_text::model::{Direction, Document, Metadata};
use wherefrom_text::order;
use wherefrom_text::url::url_identity;
use wherefrom_text::words::Cut;

use crate::align::{self, Passage, Run, align, chance, rewording};
use crate::report::{self, Damage, PackReport, Report, Version};
use crate::search;
use crate::verdict::saved::{self, Saved};
use crate::verdict::{Article, Match, direction, follows, quoted_by, revisions, rules};

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

/// A corpus that a check searches: all of it in memory, or brought by ranges. Cloning one copies nothing.
#[derive(Debug, Clone)]
pub enum Corpus {
    /// In memory.
    Whole(Arc<Pack>),
    /// Of which ranges are brought as a check wants them.
    Ranged(Arc<RangedPack>),
}

impl From<Pack> for Corpus {
    fn from(pack: Pack) -> Corpus {
        Corpus::Whole(Arc::new(pack))
    }
}

impl From<RangedPack> for Corpus {
    fn from(pack: RangedPack) -> Corpus {
        Corpus::Ranged(Arc::new(pack))
    }
}

impl Corpus {
    /// What the pack says of itself.
    pub fn info(&self) -> &PackInfo {
        match self {
            Corpus::Whole(pack) => pack.info(),
            Corpus::Ranged(pack) => pack.info(),
        }
    }

    fn view<'a>(&'a self, brought: &'a Brought) -> View<'a> {
        match self {
            Corpus::Whole(pack) => pack.view(),
            Corpus::Ranged(pack) => pack.view(brought),
        }
    }
}

/// A range of a pack's bytes that a check is waiting for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The pack's place among those that were given.
    pub pack: usize,
    /// Bytes of its file.
    pub range: Range<u64>,
}

/// How far a check has come.
#[derive(Debug)]
pub enum Progress {
    /// It is made.
    Done(Box<Report>),
    /// These ranges have to be brought ([`Check::bring`]) before it goes on; by pack and in order.
    Needs(Vec<Wanted>),
}

/// A check of a page against packs of which some are read by ranges. What it wants and what was brought to it are its own, so
/// that any number of checks run on the same packs at once.
#[derive(Debug)]
pub struct Check {
    page: PageInput,
    /// Made once, though the check comes by several times.
    read: OnceCell<Read>,
    options: Options,
    packs: Vec<Corpus>,
    brought: Vec<Brought>,
}

impl Check {
    /// A check that has not begun.
    pub fn new(page: PageInput, packs: Vec<Corpus>, options: Options) -> Check {
        let brought = packs.iter().map(|_| Brought::default()).collect();
        Check { page, read: OnceCell::new(), options, packs, brought }
    }

    /// Goes on as far as the bytes go that are there: to the report, or to what is wanted. A few turns are needed, however
    /// large the packs are. A pack of which a part turns out to be damaged is told of in the report; what is whole of it and
    /// the other packs are searched all the same.
    pub fn try_check(&self) -> Progress {
        let views: Vec<View<'_>> = self.packs.iter().zip(&self.brought).map(|(pack, brought)| pack.view(brought)).collect();
        let read = self.read.get_or_init(|| Read::of(&self.page, &self.options));
        let report = look(&self.page, read, &views, &self.options);
        let of_pack = |(pack, brought): (usize, &Brought)| brought.take_wanted().into_iter().map(move |range| Wanted { pack, range });
        let wanted: Vec<Wanted> = self.brought.iter().enumerate().flat_map(of_pack).collect();
        match report {
            Some(report) if wanted.is_empty() => Progress::Done(Box::new(report)),
            _ => Progress::Needs(wanted),
        }
    }

    /// Brings the bytes of a range that was wanted of a pack, by its place among those that were given.
    pub fn bring(&self, pack: usize, start: u64, bytes: Vec<u8>) {
        if let (Some(Corpus::Ranged(of)), Some(brought)) = (self.packs.get(pack), self.brought.get(pack)) {
            brought.bring(of, start, bytes);
        }
    }
}

/// Checks a page against packs in memory.
pub fn check(page: &PageInput, packs: &[&Pack], options: &Options) -> Report {
    let views: Vec<View<'_>> = packs.iter().map(|pack| pack.view()).collect();
    let read = Read::of(page, options);
    // In memory nothing is waited for.
    look(page, &read, &views, options).expect("a pack in memory has all its bytes")
}

/// A page as it is read, whatever it is then compared with.
#[derive(Debug)]
struct Read {
    meta: PageMetadata,
    language: Option<Language>,
    words: Words,
    blocks: Vec<Range<usize>>,
}

impl Read {
    fn of(page: &PageInput, options: &Options) -> Read {
        let is_article = find_article(page);
        let mut meta = metadata::read(page, &is_article, options.url.as_deref());
        meta.published = options.published.clone().or(meta.published);
        let prose: Vec<Option<&str>> =
            page.blocks().iter().zip(&is_article).map(|(block, article)| article.then_some(block.text.as_str())).collect();
        let cut = Cut::of(prose.into_iter());
        let language = cut.language(|_| true).or_else(|| meta.language.as_deref().and_then(Language::from_tag));
        let words = cut.read(language, &find_block_quotations(page));
        let blocks = words.block_ranges(page.blocks().len());
        Read { meta, language, words, blocks }
    }
}

/// The report, or `None` where bytes are waited for.
fn look(page: &PageInput, read: &Read, packs: &[View<'_>], options: &Options) -> Option<Report> {
    let Read { meta, language, words, blocks } = read;
    let own = [meta.url.clone(), meta.canonical.clone()];
    let texts: Vec<&str> = page.blocks().iter().map(|b| b.text.as_str()).collect();
    let mut article = Article::new(words, blocks, &texts);
    let ready = align::Page::new(words, blocks, &texts);

    let query = search::Query::of(words);
    let mut searches: Vec<Search<'_>> =
        (0..).zip(packs).map(|(number, &pack)| Search { number, pack, barred: Vec::new(), damaged: None }).collect();
    let mut matches = Vec::new();
    let mut own_versions = Vec::new();
    let mut spread = Vec::new();
    for search in &mut searches {
        own_versions.extend(search.bar(&own, &options.exclude));
        let found = search::candidates(words, &query, search.pack, &search.barred);
        spread.extend(found.spread);
        if search.pack.info().text_free {
            search.align_shingles(&ready, words, found.documents, &mut matches);
        } else {
            search.align(&ready, found.documents, &mut matches);
        }
    }
    // What might be taken for chance, once topics are known, explains no sentence.
    let sure = |passages: &[Passage]| chance::is_more(words, passages, chance::demand(false));
    let open = rewording::Open::of(&ready, matches.iter().map(|m| m.passages.as_slice()), sure);
    let mut compared = words.len();
    if !open.is_empty() {
        let terms = terms_of(words);
        let names = follows::Names::of(&ready);
        for search in &mut searches {
            compared = compared.min(search.find_reworded(&ready, &open, &names, &terms, &mut matches));
            search.find_followed(&ready, &names, meta, &mut matches);
        }
        follows::closest(&mut matches);
    }
    if searches.iter().any(|search| search.pack.is_waiting()) {
        return None;
    }
    for search in &mut searches {
        if let Some(error) = search.pack.damaged() {
            search.damaged = Some(error);
        }
    }
    matches.retain(|m| !m.passages.is_empty() || !m.links.is_empty() || m.follows.is_some());
    matches.retain(|of| {
        let saved = saved::is_page(meta, words.len(), of);
        if saved != Saved::No {
            own_versions.push(Version::of(&of.source.meta));
        }
        saved != Saved::Surely
    });
    let declared = meta.declared.as_ref().and_then(|declared| url_identity(&declared.url));
    let is_declared = |of: &Match| declared.is_some() && declared == of.source.meta.url.as_deref().and_then(url_identity);
    matches.iter_mut().for_each(|of| of.declared = is_declared(of));
    let mut matches = revisions::closest_revisions(matches);
    order::sort_pairs(&mut spread);
    article.spread = spread;
    quoted_by::set_apart(&article, meta, &mut matches);
    let judged = rules::judge(&article, &mut matches, compared);
    let packs = searches
        .into_iter()
        .map(|s| PackReport {
            name: s.pack.info().name.clone(),
            documents: s.pack.info().documents,
            text_free: s.pack.info().text_free,
            checksum: s.pack.info().checksum.clone(),
            licence: s.pack.info().license.clone(),
            damaged: s.damaged.map(|error| Damage {
                code: error.code().into(),
                args: report::named(error.args()),
                message: error.to_string(),
            }),
        })
        .collect();
    let language = meta.language.clone().or_else(|| language.map(|l| l.tag().to_owned()));
    Some(report::assemble(report::Findings {
        page,
        metadata: meta.clone(),
        language,
        article: &article,
        packs,
        matches: &matches,
        judged,
        earlier_versions: own_versions,
    }))
}

/// Compares a page with documents, which are searched as a pack is.
pub fn compare(page: &PageInput, documents: &[Document], options: &Options) -> Report {
    check(page, &[&Pack::of_documents("compared documents", documents)], options)
}

/// One pack while a page is being searched for in it.
struct Search<'a> {
    number: usize,
    pack: View<'a>,
    /// Documents that are no sources of the page, sorted.
    barred: Vec<u32>,
    damaged: Option<PackError>,
}

impl Search<'_> {
    /// What was asked for, if it is there and whole.
    fn take<T>(&mut self, answer: Result<Answer<T>, PackError>) -> Option<T> {
        match answer {
            Ok(Answer::Here(it)) => Some(it),
            Ok(Answer::Wanted) => None,
            Err(error) => {
                self.damaged.get_or_insert(error);
                None
            }
        }
    }

    /// Bars the documents that are excluded and those that are the page itself; gives the latter.
    fn bar(&mut self, own: &[Option<String>], exclude: &[String]) -> Vec<Version> {
        let mut known = Vec::new();
        let keys = exclude.iter().map(|id| identity::of_id(id)).chain(own.iter().flatten().filter_map(|url| identity::of_url(url)));
        keys.for_each(|key| self.pack.find(key, |document| known.push(document)));
        order::sort_numbers(&mut known);
        known.dedup();
        let mut versions = Vec::new();
        for document in known {
            let answer = self.pack.metadata(document as usize);
            let Some(metadata) = self.take(answer) else { continue };
            // Fingerprints may have the same key.
            let is_own = own.iter().any(|url| is_same_page(url.as_deref(), &metadata));
            if is_own {
                versions.push(Version::of(&metadata));
            }
            if is_own || exclude.contains(&metadata.id) {
                self.barred.push(document);
            }
        }
        versions
    }

    /// Aligns the page with documents.
    fn align(&mut self, page: &align::Page<'_>, documents: Vec<u32>, matches: &mut Vec<Match>) {
        let keyed = self.keyed(documents);
        let standing = keyed.into_iter().filter_map(|(document, keyed)| {
            let runs = align::may_stand(page, keyed.keys())?;
            Some((document, keyed, runs))
        });
        let standing: Vec<(u32, Keyed, Vec<Run>)> = standing.collect();
        let sourced = standing.into_iter().filter_map(|(document, keyed, runs)| Some((document, self.source(document, keyed)?, runs)));
        let sourced: Vec<(u32, Arc<Source>, Vec<Run>)> = sourced.collect();
        for (document, source, runs) in sourced {
            let passages = align::align_from(page, &source, &runs);
            if !passages.is_empty() {
                matches.push(Match::of(self.number, document, source, passages));
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

    /// Aligns the page with documents of which the pack has hashes of shingles.
    fn align_shingles(&mut self, page: &align::Page<'_>, words: &Words, documents: Vec<u32>, matches: &mut Vec<Match>) {
        let shared = search::shared_places(words, self.pack, &documents);
        for (document, shared) in documents.into_iter().zip(&shared) {
            let source = self.pack.source(document as usize);
            let Some(source) = self.take(source) else { continue };
            let passages = align::shingles::align(page, &source, shared);
            if !passages.is_empty() {
                matches.push(Match::of(self.number, document, source, passages));
            }
        }
    }

    /// Looks for sentences that are told in other words, in the documents that were found and in others that share rare
    /// terms with the page. Gives how many words of the page, from the first on, were compared with all of them.
    fn find_reworded(
        &mut self,
        page: &align::Page<'_>,
        open: &rewording::Open,
        names: &follows::Names,
        terms: &[u32],
        matches: &mut Vec<Match>,
    ) -> usize {
        let mut compared = usize::MAX;
        if self.pack.info().text_free {
            return compared;
        }
        let others = if open.asks_for_more() { search::retold(terms, self.pack, &self.barred) } else { Vec::new() };
        let known = |document: &u32| matches.iter().any(|m| (m.pack, m.document) == (self.number, *document));
        let others = others.into_iter().filter(|document| !known(document)).collect();
        let others = self.keyed(others);
        let is_worth = |keys: &[u32]| rewording::may_hold(page, open, keys) || align::may_stand(page, keys).is_some();
        let (worth, others): (Vec<_>, Vec<_>) = others.into_iter().partition(|(_, keyed)| is_worth(keyed.keys()));
        for (document, keyed) in worth {
            let Some(source) = self.source(document, keyed) else { continue };
            let passages = align(page, &source);
            matches.push(Match::of(self.number, document, source, passages));
        }
        for of in matches.iter_mut().filter(|m| m.pack == self.number) {
            let found = rewording::links(page, open, &of.source, &of.passages);
            of.links = found.links;
            compared = compared.min(found.compared);
        }
        // What shares neither sentences nor words in a row may be followed all the same.
        for (document, keyed) in others.into_iter().filter(|(_, keyed)| names.may_be_of(keyed.keys())) {
            let Some(source) = self.source(document, keyed) else { continue };
            matches.push(Match::of(self.number, document, source, Vec::new()));
        }
        compared
    }

    /// Looks for documents of which the page tells the points in their order, among those that were found. None is a later one, nor one
    /// of the same outlet, which may make all its texts alike.
    fn find_followed(&mut self, page: &align::Page<'_>, names: &follows::Names, meta: &PageMetadata, matches: &mut [Match]) {
        for of in matches.iter_mut().filter(|m| m.pack == self.number && !m.source.text_free) {
            let theirs = &of.source.meta;
            let is_later = direction::direction(meta.published.as_deref(), theirs.published.as_deref()) == Direction::Later;
            let is_own = meta.publisher.is_some() && meta.publisher == theirs.publisher;
            if !is_later && !is_own && names.may_be_of(&of.source.words.keys) {
                of.follows = follows::follows(page, &of.source);
            }
        }
    }
}

fn is_same_page(url: Option<&str>, document: &Metadata) -> bool {
    match (url, document.url.as_deref()) {
        (Some(page), Some(document)) => url_identity(page).is_some_and(|page| url_identity(document) == Some(page)),
        _ => false,
    }
}
