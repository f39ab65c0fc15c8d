//! The words of a gap with the sentence around it, on both sides.

use std::borrow::Cow;
use std::ops::Range;

use super::{Fact, FactKind};
use crate::align::Piece;
use crate::verdict::Article;
use wherefrom_pack::Source;
use wherefrom_text::lexicon::Lexicon;
use wherefrom_text::normal::normalise;
use wherefrom_text::order;
use wherefrom_text::words::key;
use wherefrom_text::{Flags, Words};

/// Words of a sentence that are looked at before a gap and behind it.
const AROUND: usize = 30;

/// A word and what stands before it.
pub struct Word<'a> {
    pub raw: &'a str,
    pub normal: Cow<'a, str>,
    /// That of the form which the lexicon has.
    pub key: u32,
    pub flags: Flags,
    /// Between the word before and this one; nothing at the start of what is looked at.
    pub before: &'a str,
    /// Whether the other side has it.
    pub shared: bool,
    start: usize,
}

impl Word<'_> {
    /// Whether nothing parts it from the word before but a space, or a hyphen.
    pub fn goes_on(&self) -> bool {
        matches!(self.before, " " | "-" | "\u{2010}" | "\u{2011}" | "\u{A0}" | "\u{202F}" | "\u{2009}" | "")
    }

    pub fn has_capital(&self) -> bool {
        self.raw.starts_with(char::is_uppercase)
    }

    /// Whether "and" is written onto it, as Arabic and Hebrew do.
    pub fn is_joined(&self) -> bool {
        self.normal.starts_with(['و', 'ו']) && self.key != key(&self.normal)
    }
}

/// A gap in its sentence.
pub struct Side<'a> {
    pub words: Vec<Word<'a>>,
    pub gap: Range<usize>,
    pub lexicon: &'static Lexicon,
    /// The block's text.
    text: &'a str,
    /// Whether the sentence starts with the gap, and ends with it.
    starts: bool,
    ends: bool,
}

impl<'a> Side<'a> {
    fn read(
        words: &Words,
        gap: &Range<usize>,
        text: impl Fn(usize) -> Option<&'a str>,
        is_shared: impl Fn(usize) -> bool,
        lexicon: &'static Lexicon,
    ) -> Option<Side<'a>> {
        // Words left out may have stood at either end of the sentence.
        let inside = gap.start.min(words.len().checked_sub(1)?);
        let at = if gap.is_empty() && inside > 0 && words.flags[inside].has(Flags(Flags::SENTENCE.0 | Flags::BLOCK.0)) {
            inside - 1
        } else {
            inside
        };
        let sentence = words.sentence(at).start.min(gap.start)..words.sentence_end(gap.end.saturating_sub(1).max(at)).max(gap.end);
        let range = sentence.start.max(gap.start.saturating_sub(AROUND))..sentence.end.min(gap.end + AROUND);
        let block = words.blocks[range.start];
        if words.blocks[range.end - 1] != block {
            return None;
        }
        let text = text(block as usize)?;
        let span = |at: usize| words.starts[at] as usize..words.ends[at] as usize;
        let word = |at: usize| {
            let raw = text.get(span(at))?;
            let before = if at == range.start { "" } else { text.get(words.ends[at - 1] as usize..words.starts[at] as usize)? };
            let normal = normalise(raw);
            Some(Word {
                raw,
                key: lexicon.listed_form(&normal),
                normal,
                flags: words.flags[at],
                before,
                shared: is_shared(at),
                start: words.starts[at] as usize,
            })
        };
        Some(Side {
            words: range.clone().map(word).collect::<Option<_>>()?,
            gap: gap.start - range.start..gap.end - range.start,
            lexicon,
            text,
            starts: gap.start == sentence.start,
            ends: gap.end == sentence.end,
        })
    }

    /// The words as they are written.
    pub fn written(&self, words: &Range<usize>) -> &'a str {
        let (Some(first), Some(last)) = (self.words.get(words.start), words.end.checked_sub(1).and_then(|last| self.words.get(last)))
        else {
            return "";
        };
        self.text.get(first.start..last.start + last.raw.len()).unwrap_or("")
    }

    pub fn in_gap(&self) -> &[Word<'a>] {
        &self.words[self.gap.clone()]
    }
}

/// The words that both sides have, by their pieces.
pub struct Shared<'p> {
    pieces: &'p [(usize, Piece)],
    /// The match and the words of the source, in order.
    source: Vec<(usize, Range<usize>)>,
}

impl<'p> Shared<'p> {
    pub fn of(pieces: &'p [(usize, Piece)]) -> Shared<'p> {
        let same = pieces.iter().filter(|(_, p)| p.kind.is_shared());
        let mut source: Vec<(usize, Range<usize>)> = same.map(|(of, p)| (*of, p.source.clone())).collect();
        order::sort_by(&mut source, |a, b| (a.0, a.1.start).cmp(&(b.0, b.1.start)));
        Shared { pieces, source }
    }

    fn on_page(&self, of: usize, at: usize) -> bool {
        let next = self.pieces.partition_point(|(_, p)| p.page.end <= at);
        self.pieces[next..].iter().take(2).any(|(m, p)| *m == of && p.kind.is_shared() && p.page.contains(&at))
    }

    fn in_source(&self, of: usize, at: usize) -> bool {
        let next = self.source.partition_point(|(m, words)| (*m, words.start) <= (of, at));
        next.checked_sub(1).is_some_and(|i| self.source[i].0 == of && self.source[i].1.contains(&at))
    }

    /// Words that are shared right before a gap, and right behind it, on both sides.
    fn flanks(&self, of: usize, gap: &Piece) -> [usize; 2] {
        let first = self.pieces.partition_point(|(_, p)| p.page.end < gap.page.start);
        let near =
            self.pieces[first..].iter().take_while(|(_, p)| p.page.start <= gap.page.end).filter(|(m, p)| *m == of && p.kind.is_shared());
        let len = |touches: fn(&Piece, &Piece) -> bool| {
            near.clone().filter(|(_, p)| touches(p, gap)).map(|(_, p)| p.page.len()).max().unwrap_or(0)
        };
        [
            len(|p, gap| p.page.end == gap.page.start && p.source.end == gap.source.start),
            len(|p, gap| p.page.start == gap.page.end && p.source.start == gap.source.end),
        ]
    }
}

/// A gap on both sides.
pub struct Pair<'a> {
    pub page: Side<'a>,
    pub source: Side<'a>,
    flanks: [usize; 2],
}

pub fn pair<'a>(article: &Article<'a>, source: &'a Source, of: usize, gap: &Piece, shared: &Shared<'_>) -> Option<Pair<'a>> {
    let page_text = |block: usize| article.texts.get(block).copied();
    let source_text = |block: usize| source.blocks.get(block)?.text.as_deref();
    let lexicon = Lexicon::of(article.words.language.or(source.words.language));
    Some(Pair {
        page: Side::read(article.words, &gap.page, page_text, |at| shared.on_page(of, at), lexicon)?,
        source: Side::read(&source.words, &gap.source, source_text, |at| shared.in_source(of, at), lexicon)?,
        flanks: shared.flanks(of, gap),
    })
}

/// Shared words beside a gap, on both sides of it together.
const FLANKS: usize = 3;

impl Pair<'_> {
    /// Whether shared words hold the gap on both sides, or it is at the same end of both sentences.
    pub fn is_held(&self) -> bool {
        let [left, right] = self.flanks;
        (left > 0 || self.page.starts && self.source.starts) && (right > 0 || self.page.ends && self.source.ends) && left + right >= FLANKS
    }

    /// The share of the words around the gap that both sides have.
    pub fn likeness(&self) -> f32 {
        let around = |side: &Side<'_>| side.words.len() - side.gap.len();
        let shared = |side: &Side<'_>| side.words.iter().filter(|w| w.shared).count();
        let all = around(&self.page) + around(&self.source);
        (shared(&self.page) + shared(&self.source)) as f32 / all.max(1) as f32
    }

    /// Whether the gap stands among characters of a script without spaces.
    pub fn is_spaceless(&self) -> bool {
        let [page, source] = [&self.page, &self.source];
        let syllable = |side: &Side<'_>, at: usize| side.words.get(at).is_some_and(|w| w.flags.has(Flags::SYLLABLE));
        let around = |side: &Side<'_>| {
            (side.gap.start.saturating_sub(1)..side.gap.end + 1).any(|at| syllable(side, at))
                && side.in_gap().iter().all(|w| w.flags.has(Flags(Flags::SYLLABLE.0 | Flags::NUMBER.0)))
        };
        around(page) && around(source)
    }

    /// Without the characters at both ends of the gap that both sides have: too few of them are no run.
    pub fn narrowed(&mut self) -> &Self {
        let same = |a: usize, b: usize| self.page.words[a].raw == self.source.words[b].raw;
        let (mut page, mut source) = (self.page.gap.clone(), self.source.gap.clone());
        while !page.is_empty() && !source.is_empty() && same(page.start, source.start) {
            (page.start, source.start) = (page.start + 1, source.start + 1);
        }
        while !page.is_empty() && !source.is_empty() && same(page.end - 1, source.end - 1) {
            (page.end, source.end) = (page.end - 1, source.end - 1);
        }
        (self.page.gap, self.source.gap) = (page, source);
        self
    }

    pub fn fact(&self, kind: FactKind, page: &Range<usize>, source: &Range<usize>) -> Fact {
        Fact { kind, page: self.page.written(page).to_owned(), source: self.source.written(source).to_owned() }
    }
}
