//! The one driver: a page and packs in, a report out. It runs the stages in order and does nothing else.

mod in_pack;

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

use wherefrom_pack::{Brought, Pack, PackInfo, RangedPack, View, terms_of};
use wherefrom_page::metadata::PageMetadata;
use wherefrom_page::{PageInput, Part, find_article, find_block_quotations, metadata};
use wherefrom_text::Words;
use wherefrom_text::lexicon::Language;
use wherefrom_text::model::Document;
use wherefrom_text::order;
use wherefrom_text::url::url_identity;
use wherefrom_text::words::Cut;

use self::in_pack::Search;
use crate::align::{self, Passage, chance, rewording};
use crate::report::{self, Damage, DismissedReport, PackReport, Report, Version};
use crate::search;
use crate::verdict::rules::{self, Judged};
use crate::verdict::saved::{self, Saved};
pub use crate::verdict::standing::{Standings, is_outlet};
use crate::verdict::{Article, Match, follows, quoted_by, revisions};

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
    /// Blocks of the page whose matches are none, by number: they are told to be without a source, and why.
    pub dismissed: Vec<usize>,
    /// Which outlets and packs are the reader's own, or licensed.
    #[serde(flatten)]
    pub standings: Standings,
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
    /// For each of them which pack of the report it is, or is a shard of.
    numbers: Vec<usize>,
    brought: Vec<Brought>,
}

impl Check {
    /// A check that has not begun.
    pub fn new(page: PageInput, packs: Vec<Corpus>, options: Options) -> Check {
        Check::of_shards(page, packs.into_iter().enumerate().collect(), options)
    }

    /// The same against packs of several shards: each comes with a number, which it shares with the other shards of its pack. The report
    /// tells of the packs, in the order of their first shards.
    pub fn of_shards(page: PageInput, shards: Vec<(usize, Corpus)>, options: Options) -> Check {
        let mut met: Vec<usize> = Vec::new();
        let mut number = |of: usize| {
            met.iter().position(|known| *known == of).unwrap_or_else(|| {
                met.push(of);
                met.len() - 1
            })
        };
        let (numbers, packs): (Vec<usize>, Vec<Corpus>) = shards.into_iter().map(|(of, pack)| (number(of), pack)).unzip();
        let brought = packs.iter().map(|_| Brought::default()).collect();
        Check { page, read: OnceCell::new(), options, packs, numbers, brought }
    }

    /// Goes on as far as the bytes go that are there: to the report, or to what is wanted. A few turns are needed, however
    /// large the packs are. A pack of which a part turns out to be damaged is told of in the report; what is whole of it and
    /// the other packs are searched all the same.
    pub fn try_check(&self) -> Progress {
        let views: Vec<View<'_>> = self.packs.iter().zip(&self.brought).map(|(pack, brought)| pack.view(brought)).collect();
        let read = self.read.get_or_init(|| Read::of(&self.page, &self.options));
        let report = look(&self.page, read, &views, &self.numbers, &self.options);
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
    let numbers: Vec<usize> = (0..packs.len()).collect();
    look(page, &read, &views, &numbers, options).expect("a pack in memory has all its bytes")
}

/// A page as it is read, whatever it is then compared with.
#[derive(Debug)]
struct Read {
    meta: PageMetadata,
    parts: Vec<Part>,
    language: Option<Language>,
    words: Words,
    blocks: Vec<Range<usize>>,
}

impl Read {
    fn of(page: &PageInput, options: &Options) -> Read {
        let parts = find_article(page);
        let mut meta = metadata::read(page, &parts, options.url.as_deref());
        meta.published = options.published.clone().or(meta.published);
        let prose: Vec<Option<&str>> =
            page.blocks().iter().zip(&parts).map(|(block, part)| (*part == Part::Article).then_some(block.text.as_str())).collect();
        let cut = Cut::of(prose.into_iter());
        let language = cut.language(|_| true).or_else(|| meta.language.as_deref().and_then(Language::from_tag));
        let words = cut.read(language, &find_block_quotations(page));
        let blocks = words.block_ranges(page.blocks().len());
        Read { meta, parts, language, words, blocks }
    }
}

/// The report, or `None` where bytes are waited for.
fn look(page: &PageInput, read: &Read, packs: &[View<'_>], numbers: &[usize], options: &Options) -> Option<Report> {
    let Read { meta, parts, language, words, blocks } = read;
    let own = [meta.url.clone(), meta.canonical.clone()];
    let texts: Vec<&str> = page.blocks().iter().map(|b| b.text.as_str()).collect();
    let mut article = Article::new(words, blocks, &texts);
    let ready = align::Page::new(words, blocks, &texts);

    let query = search::Query::of(words);
    let mut searches: Vec<Search<'_>> =
        (0..).zip(packs).map(|(number, &pack)| Search { number, pack, barred: Vec::new(), damaged: None }).collect();
    let mut matches = Vec::new();
    let (mut own_versions, mut excluded) = (Vec::new(), Vec::new());
    let mut spread = Vec::new();
    for search in &mut searches {
        own_versions.extend(search.bar(&own, &options.exclude, &mut excluded));
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
    let mut judged = rules::judge(&article, &mut matches, compared);
    let mut dismissed = DismissedReport { sources: excluded, blocks: Vec::new() };
    for &block in &options.dismissed {
        dismissed.blocks.extend(judged.get_mut(block).is_some_and(Judged::dismiss).then_some(block));
    }
    matches.iter_mut().for_each(|of| of.pack = numbers[of.pack]);
    let packs = packs_of(searches, numbers);
    let language = meta.language.clone().or_else(|| language.map(|l| l.tag().to_owned()));
    Some(report::assemble(report::Findings {
        page,
        standings: &options.standings,
        parts: parts.clone(),
        metadata: meta.clone(),
        language,
        article: &article,
        packs,
        matches: &matches,
        judged,
        earlier_versions: own_versions,
        dismissed,
    }))
}

/// What was searched, shards of one pack as one.
fn packs_of(searches: Vec<Search<'_>>, numbers: &[usize]) -> Vec<PackReport> {
    let mut packs: Vec<PackReport> = Vec::new();
    for (search, number) in searches.into_iter().zip(numbers) {
        let info = search.pack.info();
        let damaged =
            search.damaged.map(|error| Damage { code: error.code().into(), args: report::named(error.args()), message: error.to_string() });
        match packs.get_mut(*number) {
            Some(pack) => {
                pack.documents += info.documents;
                // Each shard has its own, and none is that of the whole.
                pack.checksum = None;
                pack.damaged = pack.damaged.take().or(damaged);
            }
            None => packs.push(PackReport {
                name: info.name.clone(),
                documents: info.documents,
                text_free: info.text_free,
                checksum: info.checksum.clone(),
                licence: info.license.clone(),
                damaged,
            }),
        }
    }
    packs
}

/// Compares a page with documents, which are searched as a pack is.
pub fn compare(page: &PageInput, documents: &[Document], options: &Options) -> Report {
    check(page, &[&Pack::of_documents("compared documents", documents)], options)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FERRY: &str = "The night ferry ran aground at dawn off Skarn Head with forty people on board, and a tug from the quarry dock pulled it free with the next high water.";
    const BRIDGE: &str = "Engineers closed the old swing bridge after a lorry had cracked two of its girders, and drivers now have to go round by the mill road until the autumn.";
    const ORCHARD: &str = "Volunteers counted nine hundred apple trees of sixty kinds in the orchards above the town, among them three that nobody had a name for any more.";

    fn pack(name: &str, texts: &[&str]) -> Corpus {
        let document = |(at, text): (usize, &&str)| Document {
            id: Some(format!("{name}-{at}")),
            title: Some(format!("{name} {at}")),
            text: (*text).to_owned(),
            ..Document::default()
        };
        Pack::of_documents(name, &texts.iter().enumerate().map(document).collect::<Vec<_>>()).into()
    }

    fn done(check: &Check) -> Report {
        match check.try_check() {
            Progress::Done(report) => *report,
            Progress::Needs(wanted) => panic!("{wanted:?} is wanted of packs in memory"),
        }
    }

    #[test]
    fn shards_are_searched_alone_and_told_as_one_pack() {
        let page = || PageInput::from_text(&[FERRY, BRIDGE, ORCHARD].join("\n"));
        let [ferry, bridge, orchard] = [("kept", FERRY), ("other", BRIDGE), ("kept", ORCHARD)].map(|(name, text)| pack(name, &[text]));
        let apart = done(&Check::new(page(), vec![ferry.clone(), bridge.clone(), orchard.clone()], Options::default()));
        let shards = vec![(7, ferry), (2, bridge), (7, orchard)];
        let report = done(&Check::of_shards(page(), shards, Options::default()));
        let told = |report: &Report| report.packs.iter().map(|p| (p.name.clone(), p.documents)).collect::<Vec<_>>();
        assert_eq!(told(&apart), [("kept".to_owned(), 1), ("other".to_owned(), 1), ("kept".to_owned(), 1)]);
        assert_eq!(told(&report), [("kept".to_owned(), 2), ("other".to_owned(), 1)]);
        let of = |report: &Report| report.sources.iter().map(|s| (s.title.clone(), s.pack)).collect::<Vec<_>>();
        assert_eq!(report.sources.len(), 3);
        for ((title, pack), (other, _)) in of(&report).into_iter().zip(of(&apart)) {
            assert_eq!(title, other);
            assert_eq!(pack, usize::from(title.as_deref() == Some("other 0")));
        }
        let verdicts = |report: &Report| report.blocks.iter().map(|b| format!("{:?}", b.verdict)).collect::<Vec<_>>();
        assert_eq!(verdicts(&report), verdicts(&apart));
    }
}
