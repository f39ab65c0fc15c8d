//! What became of every word of a passage: the same, respelled, replaced, inserted, dropped.

use std::ops::Range;

use super::{Passage, Run};
use wherefrom_pack::Source;
use wherefrom_text::lexicon::Lexicon;
use wherefrom_text::model::SpanKind;
use wherefrom_text::normal::normalise;
use wherefrom_text::order;
use wherefrom_text::{Flags, Words, spelling};

/// Some words of the page and the words of the source that they stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub kind: SpanKind,
    /// Words of the page; empty for dropped words, which then stand before `page.start`.
    pub page: Range<usize>,
    /// Words of the source; empty for inserted words.
    pub source: Range<usize>,
}

/// Both sides with their letters, as far as they are there.
pub struct Pair<'a> {
    pub page: &'a Words,
    /// The raw text of each of the page's blocks.
    pub page_blocks: &'a [&'a str],
    pub source: &'a Source,
}

impl Pair<'_> {
    fn page_word(&self, at: usize) -> String {
        let text = self.page_blocks[self.page.blocks[at] as usize];
        normalise(&text[self.page.starts[at] as usize..self.page.ends[at] as usize]).into_owned()
    }

    fn source_word(&self, at: usize) -> Option<String> {
        let words = &self.source.words;
        let text = self.source.blocks[words.blocks[at] as usize].text.as_deref()?;
        Some(normalise(&text[words.starts[at] as usize..words.ends[at] as usize]).into_owned())
    }
}

/// From this share of a sentence's words on, the rest of the sentence is told as changed; below it the rest is the
/// page's own.
const SENTENCE_SHARE: f32 = 0.5;
/// Words missing at the edge of a sentence are told from this share on.
const EDGE_SHARE: f32 = 0.75;
/// More words of the source than this beside a passage are not what the page's words stand for.
const MAX_EDGE: usize = 30;

/// Labels the words of a block that holds `passages`, all of one source. `used` says of every word of the source whether
/// any passage of the page draws on it.
pub fn pieces(texts: &Pair<'_>, passages: &[Passage], used: &[bool], block: &Range<usize>) -> Vec<Piece> {
    let mut runs: Vec<Run> = passages.iter().flat_map(|p| p.runs.iter().copied()).collect();
    order::sort_by_key(&mut runs, |r| r.page);
    let context = Context { texts, runs: &runs, used };
    let mut out = Vec::new();
    // Words that are shared come first: nothing that is told of the words between them may take their place.
    for run in &runs {
        label_run(texts, *run, &mut out);
    }
    for pair in passages.iter().flat_map(|p| p.runs.windows(2)) {
        context.between(pair[0], pair[1], &mut out);
    }
    let clusters = clusters(passages);
    for (number, cluster) in clusters.iter().enumerate() {
        let previous_end = if number == 0 { block.start } else { clusters[number - 1].page.end };
        let next_start = clusters.get(number + 1).map_or(block.end, |next| next.page.start);
        context.edge_before(cluster.first, previous_end, &mut out);
        context.edge_after(cluster.last, next_start, &mut out);
    }
    order::sort_by_key(&mut out, |p| (p.page.start, p.page.end));
    // Words between two passages may be claimed from both sides: the first claim stands.
    let mut end = block.start;
    out.retain(|p| {
        let free = p.page.start >= end;
        end = end.max(p.page.end);
        free
    });
    out
}

/// Passages that lie in each other, since words were moved.
struct Cluster {
    page: Range<usize>,
    first: Run,
    last: Run,
}

fn clusters(passages: &[Passage]) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    for passage in passages {
        let (page, first, last) = (passage.page(), passage.runs[0], passage.runs[passage.runs.len() - 1]);
        match clusters.last_mut() {
            Some(cluster) if page.start < cluster.page.end => {
                if page.end > cluster.page.end {
                    cluster.last = last;
                }
                cluster.page.end = cluster.page.end.max(page.end);
            }
            _ => clusters.push(Cluster { page, first, last }),
        }
    }
    clusters
}

/// What the words between runs are judged by.
struct Context<'a> {
    texts: &'a Pair<'a>,
    /// In the order of the page.
    runs: &'a [Run],
    used: &'a [bool],
}

impl Context<'_> {
    /// The words between two runs of one passage, but for those that were moved there from elsewhere.
    fn between(&self, last: Run, next: Run, out: &mut Vec<Piece>) {
        let source = self.unused(last.source_end()..next.source);
        let free = self.free_parts(last.page_end()..next.page);
        let Some(longest) = free.iter().max_by_key(|part| part.len()).cloned() else {
            let at = last.page_end();
            return label_gap(self.texts, at..at, source, out);
        };
        for part in free {
            let stands_for = if part == longest { source.clone() } else { source.start..source.start };
            self.inner_gap(part, stands_for, out);
        }
    }

    /// The parts of a page range that no run covers.
    fn free_parts(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let mut from = range.start;
        for run in self.runs.iter().filter(|r| r.page_end() > range.start && r.page < range.end) {
            if run.page > from {
                parts.push(from..run.page);
            }
            from = from.max(run.page_end());
        }
        if from < range.end {
            parts.push(from..range.end);
        }
        parts
    }

    /// The longest part of a source range that no passage draws on: words that were moved are not missing where they
    /// stood.
    fn unused(&self, range: Range<usize>) -> Range<usize> {
        let mut best = range.start..range.start;
        let mut at = range.start;
        while at < range.end {
            let len = self.used[at..range.end].iter().take_while(|used| !**used).count();
            if len > best.len() {
                best = at..at + len;
            }
            at += len.max(1);
        }
        best
    }

    /// Words of the page between two runs. Where a sentence of the page ends among them they stand for nothing in the
    /// source: they are told as inserted in a sentence that is mostly the source's, and are the page's own elsewhere.
    fn inner_gap(&self, page: Range<usize>, source: Range<usize>, out: &mut Vec<Piece>) {
        let texts = self.texts;
        let opens = |words: &Words, at: usize| words.flags.get(at).is_none_or(|f| f.has(Flags(Flags::SENTENCE.0 | Flags::BLOCK.0)));
        // Where sentences begin or end on both sides at once, the words stand for each other.
        let alone = |ours: usize, theirs: usize| opens(texts.page, ours) && !opens(&texts.source.words, theirs);
        let inside = (page.start + 1..page.end).filter(|&at| opens(texts.page, at));
        let before = alone(page.start, source.start).then_some(page.start);
        let borders: Vec<usize> = before.into_iter().chain(inside).chain(alone(page.end, source.end).then_some(page.end)).collect();
        if borders.is_empty() {
            return label_gap(texts, page, source, out);
        }
        let mut from = page.start;
        for to in borders.iter().copied().chain([page.end]) {
            if from < to && self.shared_share(&texts.page.sentence(from)) >= SENTENCE_SHARE {
                label_gap(texts, from..to, source.start..source.start, out);
            }
            from = to;
        }
    }

    /// Share of a sentence of the page that the runs hold.
    fn shared_share(&self, sentence: &Range<usize>) -> f32 {
        let shared: usize = self.runs.iter().map(|r| r.page_end().min(sentence.end).saturating_sub(r.page.max(sentence.start))).sum();
        shared as f32 / sentence.len().max(1) as f32
    }

    /// The words between the start of the sentence, or the passage before, and a passage's first run.
    fn edge_before(&self, run: Run, previous_end: usize, out: &mut Vec<Piece>) {
        let words = &self.texts.source.words;
        let sentence = self.texts.page.sentence(run.page);
        let share = self.shared_share(&sentence);
        let from = sentence.start.max(previous_end);
        // Words between two passages stand for nothing in the source.
        let lowest =
            if from > sentence.start { run.source } else { words.sentence(run.source).start.max(run.source.saturating_sub(MAX_EDGE)) };
        let count = self.used[lowest..run.source].iter().rev().take_while(|used| !**used).count();
        if share >= EDGE_SHARE || share >= SENTENCE_SHARE && from < run.page {
            label_gap(self.texts, from..run.page, run.source - count..run.source, out);
        }
    }

    /// The words between a passage's last run and the end of the sentence, or the passage after.
    fn edge_after(&self, run: Run, next_start: usize, out: &mut Vec<Piece>) {
        let words = &self.texts.source.words;
        let (page, source) = (run.page_end(), run.source_end());
        let sentence = self.texts.page.sentence(page - 1);
        let share = self.shared_share(&sentence);
        let to = sentence.end.min(next_start);
        let highest = if to < sentence.end { source } else { words.sentence(source - 1).end.min(source + MAX_EDGE) };
        let count = self.used[source..highest].iter().take_while(|used| !**used).count();
        if share >= EDGE_SHARE || share >= SENTENCE_SHARE && page < to {
            label_gap(self.texts, page..to, source..source + count, out);
        }
    }
}

/// Equal words; those that are spelled in another way stand out. A piece never crosses a border of the source's blocks.
fn label_run(texts: &Pair<'_>, run: Run, out: &mut Vec<Piece>) {
    let mut start = 0;
    let is_name = |i: usize| texts.page.flags[run.page + i].has(Flags::NAME) || texts.source.words.flags[run.source + i].has(Flags::NAME);
    let kind_at = |i: usize| match texts.source_word(run.source + i) {
        // Grey and Gray are two people.
        Some(word) if word != texts.page_word(run.page + i) && is_name(i) => SpanKind::Replaced,
        Some(word) if word != texts.page_word(run.page + i) => SpanKind::Respelled,
        _ => SpanKind::Same,
    };
    let mut kind = kind_at(0);
    for i in 1..=run.len {
        let next = (i < run.len).then(|| kind_at(i));
        let border = i < run.len && texts.source.words.blocks[run.source + i] != texts.source.words.blocks[run.source + i - 1];
        if next != Some(kind) || border {
            out.push(Piece { kind, page: run.page + start..run.page + i, source: run.source + start..run.source + i });
            start = i;
            kind = next.unwrap_or(kind);
        }
    }
}

/// Words of the page that stand where the source has other words.
fn label_gap(texts: &Pair<'_>, page: Range<usize>, source: Range<usize>, out: &mut Vec<Piece>) {
    let kind = match (page.is_empty(), source.is_empty()) {
        (true, true) => return,
        (true, false) => SpanKind::Dropped,
        (false, true) => SpanKind::Inserted,
        (false, false) => {
            if let Some((i, j, count)) = respelled(texts, &page, &source) {
                label_gap(texts, page.start..i, source.start..j, out);
                out.push(Piece { kind: SpanKind::Respelled, page: i..i + count.0, source: j..j + count.1 });
                return label_gap(texts, i + count.0..page.end, j + count.1..source.end, out);
            }
            SpanKind::Replaced
        }
    };
    out.push(Piece { kind, page, source });
}

/// Gaps with more pairs of words than this are not searched for respelled words.
const MAX_PAIRS: usize = 144;

/// The first word of the gap that is a word of the source with a typing slip, or written in one word or two
/// ("cooperation", "co-operation", "Lundmark ’s"): its places and how many words it takes on either side.
fn respelled(texts: &Pair<'_>, page: &Range<usize>, source: &Range<usize>) -> Option<(usize, usize, (usize, usize))> {
    if page.len() * source.len() > MAX_PAIRS {
        return None;
    }
    let ours: Vec<String> = page.clone().map(|at| texts.page_word(at)).collect();
    let theirs: Vec<String> = source.clone().map(|at| texts.source_word(at)).collect::<Option<_>>()?;
    let lexicon = Lexicon::of(texts.page.language.or(texts.source.words.language));
    // "junio" and "julio" are no slip of each other, nor are two numbers.
    let says_itself = |key: u32| lexicon.named(key).is_some() || lexicon.is_number(key) || lexicon.is_negation(key);
    let plain = |word: &str| word.replace('\'', "");
    for i in 0..ours.len() {
        for j in 0..theirs.len() {
            let name = texts.page.flags[page.start + i].has(Flags::NAME) || texts.source.words.flags[source.start + j].has(Flags::NAME);
            let (our_key, their_key) = (texts.page.keys[page.start + i], texts.source.words.keys[source.start + j]);
            let another = || {
                let [ours, theirs] = [&ours[i], &theirs[j]].map(|word| lexicon.listed_form(word));
                says_itself(ours) && says_itself(theirs) || lexicon.are_opposites(our_key, their_key)
            };
            if !name && spelling::is_slip(&ours[i], &theirs[j]) && !another() {
                return Some((page.start + i, source.start + j, (1, 1)));
            }
            if i + 1 < ours.len() && plain(&theirs[j]) == plain(&format!("{}{}", ours[i], ours[i + 1])) {
                return Some((page.start + i, source.start + j, (2, 1)));
            }
            if j + 1 < theirs.len() && plain(&ours[i]) == plain(&format!("{}{}", theirs[j], theirs[j + 1])) {
                return Some((page.start + i, source.start + j, (1, 2)));
            }
        }
    }
    None
}
