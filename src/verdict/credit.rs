//! Whether the page names the source that a block draws on.
//!
//! A name inside words that were copied from the source is the source speaking of itself, not the page giving credit
//! ("told the Gazette" in a paragraph lifted from the Gazette), so shared words are left out of the search.

use std::ops::Range;

use super::Article;
use crate::model::{Credit, Metadata};
use crate::text::words::{key, normalise};
use crate::text::{Flags, Words};
use unicode_segmentation::UnicodeSegmentation;

/// Words that an outlet's name is commonly used without.
const GENERIC: &[&str] = &["the", "news", "online", "media", "group", "agency", "network", "newspaper", "com", "nachrichten", "noticias"];

/// The ways in which a source may be named.
pub struct Names {
    /// Each a sequence of word keys, at least one word of it capitalised.
    names: Vec<Vec<u32>>,
    /// A one-word name that is no acronym needs an attribution beside it.
    needs_context: Vec<bool>,
    /// "gazette.example"
    domain: Option<String>,
}

impl Names {
    pub fn of(source: &Metadata) -> Names {
        let mut names: Vec<Vec<u32>> = Vec::new();
        let mut needs_context = Vec::new();
        if let Some(publisher) = &source.publisher {
            let raw: Vec<&str> = publisher.unicode_words().collect();
            let is_generic = |w: &&str| GENERIC.contains(&normalise(w).as_ref());
            let core: Vec<&str> = {
                let from = raw.iter().position(|w| !is_generic(w)).unwrap_or(0);
                let to = raw.iter().rposition(|w| !is_generic(w)).map_or(raw.len(), |at| at + 1);
                raw[from..to].to_vec()
            };
            for form in [raw.clone(), core] {
                let keys: Vec<u32> = form.iter().map(|w| key(&normalise(w))).collect();
                if !keys.is_empty() && !names.contains(&keys) {
                    needs_context.push(matches!(form[..], [word] if !is_acronym(word)));
                    names.push(keys);
                }
            }
            let proper: Vec<&&str> = raw.iter().filter(|w| normalise(w) != "the").collect();
            if proper.len() >= 2 {
                let initials: String = proper.iter().filter_map(|w| w.chars().next()).collect();
                names.push(vec![key(&normalise(&initials))]);
                needs_context.push(true);
            }
        }
        Names { names, needs_context, domain: source.url.as_deref().and_then(domain_of) }
    }

    /// Whether a block names the source, outside the words in `shared`.
    fn in_words(&self, words: &Words, block: &Range<usize>, text: &str, shared: &[Range<usize>]) -> bool {
        if self.domain.as_deref().is_some_and(|d| text.to_lowercase().contains(d)) {
            return true;
        }
        let free = |at: usize| !shared.iter().any(|s| s.contains(&at));
        self.names.iter().zip(&self.needs_context).any(|(name, &needs_context)| {
            (block.start..block.end.saturating_sub(name.len() - 1)).any(|at| {
                let range = at..at + name.len();
                words.keys[range.clone()] == name[..]
                    && range.clone().all(free)
                    && range.clone().any(|i| starts_with_capital(text, words.starts[i] as usize))
                    && (!needs_context || has_context(words, block, &range, text))
            })
        })
    }

    /// Whether a line of the page's head or foot names the source: "Source: Gazette", "(AP)".
    fn in_line(&self, line: &str) -> bool {
        let words = crate::text::words::read(&[Some(line)], Some(crate::text::lexicon::Language::English));
        let all = 0..words.len();
        let domain = self.domain.as_deref().is_some_and(|d| line.to_lowercase().contains(d));
        domain
            || self.names.iter().any(|name| {
                words.keys.windows(name.len()).any(|w| w == &name[..])
                    && (name.len() > 1 || all.len() <= 4 || line.contains([':', '(', '\u{2014}', '\u{2013}', '/']))
            })
    }
}

fn is_acronym(word: &str) -> bool {
    word.chars().count() >= 2 && word.chars().all(char::is_uppercase)
}

fn starts_with_capital(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(char::is_uppercase)
}

/// A name that may be a common word stands beside a word of attribution, or in brackets, or behind an article.
fn has_context(words: &Words, block: &Range<usize>, name: &Range<usize>, text: &str) -> bool {
    let near = name.start.saturating_sub(4).max(block.start)..(name.end + 3).min(block.end);
    let attributed = near.into_iter().any(|at| !name.contains(&at) && words.flags[at].has(Flags::FORMULA));
    let open = text[..words.starts[name.start] as usize].trim_end().ends_with(['(', '[', '\u{2014}', '\u{2013}']);
    attributed || open
}

fn domain_of(url: &str) -> Option<String> {
    let host = url.split_once("://")?.1.split(['/', '?', '#', ':']).next()?.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host).to_owned();
    host.contains('.').then_some(host)
}

/// Lines after the article that are looked at for a credit.
const FOOT_LINES: usize = 4;
/// Lines before it.
const HEAD_LINES: usize = 6;
/// A longer line of furniture is no credit.
const LINE_CHARS: usize = 160;

/// Where the page names `names`, seen from `block`. `shared` are the words of the page that stand in that source.
pub fn credit(article: &Article<'_>, names: &Names, block: usize, shared: &[Range<usize>]) -> Credit {
    let named = |b: usize| names.in_words(article.words, &article.blocks[b], article.texts[b], shared);
    if named(block) {
        return Credit::Here;
    }
    if article.neighbours(block).into_iter().flatten().any(named) || page_lines(article).any(|line| names.in_line(line)) {
        return Credit::Page;
    }
    Credit::None
}

/// The furniture next to the article: bylines above it, "Source: …" below it.
fn page_lines<'a>(article: &'a Article<'_>) -> impl Iterator<Item = &'a str> {
    let first = article.blocks.iter().position(|b| !b.is_empty()).unwrap_or(0);
    let last = article.blocks.iter().rposition(|b| !b.is_empty()).map_or(0, |at| at + 1);
    let head = first.saturating_sub(HEAD_LINES)..first;
    let foot = last..(last + FOOT_LINES).min(article.texts.len());
    head.chain(foot).map(|at| article.texts[at]).filter(|line| line.len() <= LINE_CHARS)
}
