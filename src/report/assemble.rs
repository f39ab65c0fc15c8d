//! Verdicts to a report: words become byte offsets, matches become numbered sources.

use std::ops::Range;

use super::*;
use crate::verdict::quotation::{self, Change};
use crate::verdict::rules::{self, Judged};
use crate::verdict::standing::Standings;
use crate::verdict::{Article, Match, credit, direction, facts, omissions, origins, reason};
use wherefrom_page::metadata::PageMetadata;
use wherefrom_page::{PageInput, Part};
use wherefrom_text::Words;
use wherefrom_text::disguise;
use wherefrom_text::model::{Direction, Standing, Verdict};
use wherefrom_text::order;

/// Everything that the stages before have found out.
pub(crate) struct Findings<'a> {
    pub page: &'a PageInput,
    pub standings: &'a Standings,
    pub parts: Vec<Part>,
    pub metadata: PageMetadata,
    pub language: Option<String>,
    pub article: &'a Article<'a>,
    pub packs: Vec<PackReport>,
    pub matches: &'a [Match],
    pub judged: Vec<Judged>,
    pub earlier_versions: Vec<Version>,
    pub dismissed: DismissedReport,
}

pub(crate) fn assemble(findings: Findings<'_>) -> Report {
    let Findings { page, standings, parts, metadata, language, article, packs, matches, judged, earlier_versions, dismissed } = findings;
    let order = number_sources(&judged, matches);
    let mut numbers = vec![None; matches.len()];
    order.iter().enumerate().for_each(|(number, &m)| numbers[m] = Some(number));
    let credit_page = credit::CreditPage::of(page, &metadata, article.texts);
    let credits: Vec<credit::Credits<'_>> = shared_with(&judged, matches.len())
        .into_iter()
        .zip(matches)
        .map(|(shared, of)| credit::Credits::of(article, &credit_page, &of.source.meta, shared))
        .collect();
    let all = Blocks { page, parts: &parts, article, matches, credits, numbers: &numbers, judged: &judged, packs: packs.len() };
    let blocks: Vec<BlockReport> = (0..judged.len()).map(|id| block_report(&all, id)).collect();
    let words: usize = judged.iter().map(|j| j.words).sum();
    let furniture = judged.iter().zip(article.texts).filter(|(j, _)| j.verdict == Verdict::Furniture).map(|(_, text)| *text);
    let beside = omissions::Beside::of(furniture);
    let of = |&m: &usize| source_report(&matches[m], m, (words, &beside), metadata.published.as_deref(), &judged);
    let mut sources: Vec<SourceReport> = order.iter().map(of).collect();
    let in_block = |number: usize, id: usize| {
        let (m, block) = (order[number], &article.blocks[id]);
        (all.credits[m].seen_from(id), !rules::is_one_run(matches[m].in_block(block), block))
    };
    taken::tell(&mut sources, &blocks, &packs, standings, |number| all.credits[order[number]].is_linked(), in_block);
    let outlets = sources.iter().map(|of| (of.standing, (of.publisher.as_deref(), of.url.as_deref())));
    let standing = standings.of_page((metadata.publisher.as_deref(), metadata.url.as_deref()), outlets);
    let quoted = quoted::quoted(&blocks, &sources);
    let summary = summarise(&judged, words, packs.len(), &sources, &blocks, (metadata.published.as_deref(), standing));
    let origins = numbered_origins(article, matches, &order, &numbers);
    drop(all);
    Report {
        version: 1,
        offsets: Offsets::Utf8,
        page: PageReport {
            title: metadata.title,
            url: metadata.url,
            publisher: metadata.publisher,
            authors: metadata.authors,
            declared_source: metadata.declared.map(|d| DeclaredSource { url: d.url, by: d.by.as_str().into() }),
            published: metadata.published,
            updated: metadata.updated,
            section: metadata.section,
            licence: metadata.licence,
            standing,
            language,
            words,
            hidden_characters: disguised(article),
        },
        packs,
        summary,
        blocks,
        sources,
        quoted,
        dismissed,
        origins,
        earlier_versions,
    }
}

/// Of fewer different words nothing is told: one or two may be a slip of the keyboard, a symbol, a name that is always written so, or what
/// was pasted from elsewhere, and who hides a copy hides more.
const LEAST_DISGUISED: usize = 3;

/// How many words of the article are disguised.
fn disguised(article: &Article<'_>) -> usize {
    let mut keys = Vec::new();
    for (text, block) in article.texts.iter().zip(article.blocks).filter(|(text, _)| !text.is_ascii()) {
        let written = |word: &usize| &text[article.words.starts[*word] as usize..article.words.ends[*word] as usize];
        keys.extend(block.clone().filter(|word| disguise::is_disguised(written(word))).map(|word| article.words.keys[word]));
    }
    let words = keys.len();
    order::sort_numbers(&mut keys);
    keys.dedup();
    if keys.len() < LEAST_DISGUISED { 0 } else { words }
}

/// The matches that any block names, that the page follows or that quote it: the one that the page declares, main sources by shared words,
/// then the rest.
fn number_sources(judged: &[Judged], matches: &[Match]) -> Vec<usize> {
    let mut shared = vec![0usize; matches.len()];
    let mut named: Vec<bool> = matches.iter().map(|m| m.follows.is_some() || m.quotes_page > 0).collect();
    for j in judged {
        for &m in j.sources.iter().chain(&j.also_in) {
            named[m] = true;
        }
        for (m, piece) in &j.pieces {
            shared[*m] += if piece.kind.is_shared() { piece.page.len() } else { 0 };
        }
    }
    let mut order: Vec<usize> = (0..matches.len()).filter(|&m| named[m]).collect();
    order::sort_by_key(&mut order, |&m| (!(matches[m].declared && shared[m] > 0), std::cmp::Reverse(shared[m]), m));
    order
}

/// The origins of the sources, by their report numbers; that of the first source first.
fn numbered_origins(article: &Article<'_>, matches: &[Match], order: &[usize], numbers: &[Option<usize>]) -> Vec<Vec<usize>> {
    let origins = origins::origins(article, matches, order);
    let numbered = |origin: Vec<usize>| origin.into_iter().filter_map(|m| numbers[m]).collect();
    let mut origins: Vec<Vec<usize>> = origins.into_iter().map(numbered).collect();
    order::sort_by_key(&mut origins, |origin| origin.iter().min().copied());
    origins
}

/// What the report on one block is made from.
struct Blocks<'a> {
    page: &'a PageInput,
    parts: &'a [Part],
    article: &'a Article<'a>,
    matches: &'a [Match],
    /// By match.
    credits: Vec<credit::Credits<'a>>,
    numbers: &'a [Option<usize>],
    judged: &'a [Judged],
    packs: usize,
}

fn block_report(all: &Blocks<'_>, id: usize) -> BlockReport {
    let Blocks { page, parts, article, matches, credits, numbers, packs, .. } = all;
    let judged = &all.judged[id];
    let block = &article.blocks[id];
    let quotations = quotation::quotations(article, matches, block, &judged.pieces);
    let altered = quotations.iter().filter(|q| matches!(q.change, Some(Change::Words | Change::Marks))).count();
    let indirect = quotations.iter().filter(|q| q.change == Some(Change::Indirect)).count();
    let facts = if judged.verdict == Verdict::Modified { facts::facts(article, matches, &judged.pieces) } else { Vec::new() };
    let reason = reason::of_block(judged, *packs, reason::Changed { altered, indirect }, &facts);
    let numbered = |list: &[usize]| list.iter().filter_map(|&m| numbers[m]).collect();
    let credit = judged.sources.first().and_then(|&m| credits[m].seen_from(id));
    BlockReport {
        id,
        line: page.blocks()[id].line,
        verdict: judged.verdict,
        kind: (parts[id] == Part::Heading).then_some(BlockKind::Heading),
        reason: reason.text,
        reason_code: reason.code.into(),
        reason_args: reason.args,
        words: judged.words,
        shared_words: judged.shared,
        sources: numbered(&judged.sources),
        also_in: numbered(&judged.also_in),
        credit,
        cut: (judged.cut > 0).then_some(judged.cut),
        not_compared: (judged.not_compared > 0).then_some(judged.not_compared),
        spans: judged.pieces.iter().filter_map(|(m, piece)| span_report(article, &matches[*m], numbers[*m]?, block, piece)).collect(),
        facts: facts.into_iter().map(|f| FactReport { kind: f.kind.as_str().into(), page: f.page, source: f.source }).collect(),
        quotations: quotations.iter().map(|q| quotation_report(article, matches, q)).collect(),
        text: page.blocks()[id].text.clone(),
    }
}

/// For each match the words of the page that stand in it, in order.
fn shared_with(judged: &[Judged], matches: usize) -> Vec<Vec<Range<usize>>> {
    let mut shared = vec![Vec::new(); matches];
    let pieces = judged.iter().flat_map(|j| &j.pieces).filter(|(_, piece)| piece.kind.is_shared());
    pieces.for_each(|(of, piece)| shared[*of].push(piece.page.clone()));
    shared
}

fn span_report(article: &Article<'_>, of: &Match, source: usize, block: &Range<usize>, piece: &crate::align::Piece) -> Option<SpanReport> {
    let words = article.words;
    let (start, end) = if piece.page.is_empty() {
        let at = if piece.page.start < block.end { words.starts[piece.page.start] } else { words.ends[block.end - 1] };
        (at as usize, at as usize)
    } else {
        byte_range(words, &piece.page)?
    };
    let source_range = byte_range(&of.source.words, &piece.source);
    let source_block = (!piece.source.is_empty()).then(|| of.source.words.blocks[piece.source.start]);
    // Dropped or replaced words that run over a border of the source's blocks are shown up to the border.
    let source_range = source_range.or_else(|| byte_range(&of.source.words, &first_block_part(&of.source.words, &piece.source)));
    Some(SpanReport {
        start,
        end,
        kind: piece.kind,
        source,
        source_block,
        source_start: source_range.map(|r| r.0),
        source_end: source_range.map(|r| r.1),
    })
}

fn first_block_part(words: &Words, range: &Range<usize>) -> Range<usize> {
    let end = range.clone().take_while(|&at| words.blocks[at] == words.blocks[range.start]).last().map_or(range.start, |at| at + 1);
    range.start..end
}

/// The bytes from the first to the last word of a range; `None` where it is empty, without text, or crosses blocks.
fn byte_range(words: &Words, range: &Range<usize>) -> Option<(usize, usize)> {
    if range.is_empty() || words.starts.is_empty() || words.blocks[range.start] != words.blocks[range.end - 1] {
        return None;
    }
    Some((words.starts[range.start] as usize, words.ends[range.end - 1] as usize))
}

fn quotation_report(article: &Article<'_>, matches: &[Match], q: &quotation::Quotation) -> QuotationReport {
    let (start, end) = byte_range(article.words, &q.page).unwrap_or((0, 0));
    let change = q.change.map(|c| match c {
        Change::Words => "words".into(),
        Change::Marks => "marks".into(),
        Change::Indirect => "indirect".into(),
    });
    QuotationReport { start, end, change, source_words: text_of(&matches[q.of], &q.source, false) }
}

/// The source's text from the first to the last word of a range, over block borders, white space collapsed; with the
/// punctuation behind the last word where asked for and a sentence ends there.
fn text_of(of: &Match, range: &Range<usize>, punctuated: bool) -> Option<String> {
    let words = &of.source.words;
    if range.is_empty() || words.starts.is_empty() {
        return None;
    }
    let mut parts = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let part = first_block_part(words, &(at..range.end));
        let text = of.source.blocks[words.blocks[at] as usize].text.as_deref()?;
        let (start, end) = byte_range(words, &part)?;
        let tail = text[end..].find(char::is_whitespace).map_or(text.len(), |n| end + n);
        parts.push(&text[start..if part.end < range.end || punctuated && is_sentence_end(words, part.end) { tail } else { end }]);
        at = part.end;
    }
    Some(parts.join(" ").split_whitespace().collect::<Vec<_>>().join(" "))
}

fn is_sentence_end(words: &Words, at: usize) -> bool {
    use wherefrom_text::Flags;
    words.flags.get(at).is_none_or(|f| f.has(Flags(Flags::SENTENCE.0 | Flags::BLOCK.0)))
}

fn source_report(
    of: &Match,
    m: usize,
    (page_words, beside): (usize, &omissions::Beside),
    published: Option<&str>,
    judged: &[Judged],
) -> SourceReport {
    let meta = &of.source.meta;
    let pieces = judged.iter().flat_map(|j| &j.pieces).filter(|(of, _)| *of == m);
    let mut used: Vec<u32> = pieces.flat_map(|(_, piece)| piece.source.clone()).map(|at| of.source.words.blocks[at]).collect();
    order::sort_numbers(&mut used);
    used.dedup();
    // Who quotes what another quotes leaves nothing out.
    let is_main = judged.iter().any(|j| matches!(j.verdict, Verdict::Copied | Verdict::Modified) && j.sources.contains(&m));
    let omitted = if is_main { omissions::omissions(of, page_words, beside) } else { Vec::new() };
    SourceReport {
        id: meta.id.clone(),
        title: meta.title.clone(),
        url: meta.url.clone(),
        publisher: meta.publisher.clone(),
        published: meta.published.clone(),
        language: meta.language.clone(),
        direction: direction::direction(published, meta.published.as_deref()),
        revision_of: meta.revision_of.clone(),
        licence: meta.licence.clone(),
        standing: None,
        taken: None,
        shared_words: of.shared() + of.quotes_page,
        quotes_page: of.quotes_page > 0,
        follows: of.follows.as_ref().map(|f| FollowsReport {
            sentences: f.sentences,
            of: f.of,
            in_order: f.in_order,
            pairs: f.pairs.clone(),
        }),
        omitted: omitted
            .into_iter()
            .map(|o| OmissionReport { block: o.block, words: o.words.len(), text: text_of(of, &o.words, true) })
            .collect(),
        pack: of.pack,
        blocks: used.into_iter().map(|id| SourceBlockReport { id, text: of.source.blocks[id as usize].text.clone() }).collect(),
        revisions: of.versions.iter().map(|(meta, _)| Version::of(meta)).collect(),
    }
}

fn summarise(
    judged: &[Judged],
    words: usize,
    packs: usize,
    sources: &[SourceReport],
    blocks: &[BlockReport],
    (published, standing): (Option<&str>, Option<Standing>),
) -> Summary {
    let share = |verdict: Verdict| {
        let of = || judged.iter().filter(|j| j.verdict == verdict);
        let (count, shared): (usize, usize) = (of().map(|j| j.words).sum(), of().map(|j| j.shared).sum());
        let share = |count: usize| if words == 0 { 0.0 } else { count as f64 / words as f64 };
        Share { blocks: of().count(), words: count, share: share(count), shared_words: shared, shared_share: share(shared) }
    };
    let (copied, modified, quoted, original) =
        (share(Verdict::Copied), share(Verdict::Modified), share(Verdict::Quoted), share(Verdict::Original));
    let mut is_main = vec![false; sources.len()];
    blocks.iter().filter_map(|b| b.sources.first()).for_each(|&source| is_main[source] = true);
    let source = is_main.iter().position(|is_main| *is_main);
    let label = source.map(|source| sources[source].label());
    let followed = sources.iter().enumerate().filter_map(|(number, source)| Some((number, source, source.follows.as_ref()?)));
    let followed = followed.min_by_key(|(_, _, follows)| std::cmp::Reverse(follows.sentences));
    let followed = followed.map(|(number, source, follows)| (number, source.label(), follows.sentences, follows.of));
    let own = if standing == Some(Standing::Own) { None } else { own_taken(sources, &is_main) };
    let finding = reason::headline(&reason::Finding {
        words,
        copied: copied.shared_words,
        modified: modified.shared_words,
        quoted: quoted.shared_words,
        reworded: judged.iter().filter(|j| j.verdict == Verdict::Modified && j.shared == 0).map(|j| j.words).sum(),
        packs,
        blocks: copied.blocks + modified.blocks + quoted.blocks,
        source: source.zip(label.as_deref()),
        sources: is_main.iter().filter(|is_main| **is_main).count(),
        later: source.map(|at| &sources[at]).and_then(|s| Some((s.name(), direction::days_later(published, s.published.as_deref())?))),
        own,
        followed,
    });
    Summary {
        words,
        copied,
        modified,
        quoted,
        original,
        headline: finding.text,
        headline_code: finding.code.into(),
        headline_args: finding.args,
    }
}

/// Of the reader's own articles the one of which the page has most. Where another source is the main one of all of it, the page may have it
/// from there.
fn own_taken(sources: &[SourceReport], is_main: &[bool]) -> Option<reason::Own> {
    let own = (0..).zip(sources).filter(|(_, s)| s.standing == Some(Standing::Own));
    let (number, source, taken) = own
        .filter_map(|(number, source)| Some((number, source, source.taken.as_ref()?)))
        .max_by_key(|(number, _, taken)| (taken.paragraphs, std::cmp::Reverse(*number)))?;
    let name = source.title.as_ref().map(|title| format!("“{title}”"));
    Some(reason::Own {
        source: number,
        label: label(name.as_deref().unwrap_or(&source.id), source.published.as_deref()),
        is_earlier: source.direction == Direction::Earlier && is_main[number],
        paragraphs: taken.paragraphs,
        changed: taken.changed,
        credited: taken.credited,
        linked: source.url.as_ref().map(|_| taken.linked),
    })
}
