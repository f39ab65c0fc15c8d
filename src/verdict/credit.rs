//! Whether the page names the source that a block draws on.
//!
//! A name inside words that were copied from the source is the source speaking of itself, not the page giving credit
//! ("told the Gazette" in a paragraph lifted from the Gazette), so shared words are left out of the search.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use wherefrom_text::segments::plain_words;

use super::Article;
use wherefrom_text::lexicon::{Language, Lexicon};
use wherefrom_text::model::{Credit, Metadata};
use wherefrom_text::normal::normalise;
use wherefrom_text::words::{key, pieces};

/// Words that an outlet's name is commonly used without.
const GENERIC: &[&str] = &["the", "news", "online", "media", "group", "agency", "network", "newspaper", "com", "nachrichten", "noticias"];

/// Words of bylines that are nobody's name.
const BYLINES: &[&str] = &[
    "staff",
    "reporter",
    "reporters",
    "correspondent",
    "desk",
    "editor",
    "editors",
    "newsroom",
    "agency",
    "admin",
    "redaktion",
    "redaction",
    "rédaction",
    "redacción",
];

/// The last words of outlets' names by which they are called for short.
const KINDS: &[&str] = &[
    "advertiser",
    "bulletin",
    "chronicle",
    "courier",
    "dispatch",
    "echo",
    "examiner",
    "express",
    "gazette",
    "globe",
    "herald",
    "independent",
    "journal",
    "ledger",
    "mail",
    "mercury",
    "messenger",
    "mirror",
    "monitor",
    "observer",
    "post",
    "record",
    "register",
    "review",
    "sentinel",
    "standard",
    "star",
    "sun",
    "telegraph",
    "times",
    "tribune",
    "voice",
    "weekly",
    "wire",
];

/// A text split into words for the search of names.
struct Words<'a> {
    text: &'a str,
    words: Vec<Word<'a>>,
}

/// Only sets how much memory is asked for at once.
const BYTES_A_WORD: usize = 5;
const POSSESSIVE: &str = "'s";

struct Word<'a> {
    raw: &'a str,
    at: usize,
    /// Without a possessive ending.
    normal: Cow<'a, str>,
    possessive: bool,
}

impl<'a> Words<'a> {
    fn of(text: &'a str) -> Words<'a> {
        let mut words = Vec::with_capacity(text.len() / BYTES_A_WORD);
        pieces(text, |at, raw| {
            let normal = normalise(raw);
            let len = normal.trim_end_matches(POSSESSIVE).len();
            let possessive = len < normal.len();
            let normal = match normal {
                Cow::Borrowed(normal) => Cow::Borrowed(&normal[..len]),
                Cow::Owned(mut normal) => {
                    normal.truncate(len);
                    Cow::Owned(normal)
                }
            };
            words.push(Word { raw, at, normal, possessive });
        });
        Words { text, words }
    }

    /// Whether a word stands right behind another with a capital that is no article.
    fn ends_longer_name(&self, at: usize) -> bool {
        let before = &self.words[at - 1];
        before.raw.starts_with(char::is_uppercase) && before.normal != "the" && self.joined(at - 1, at)
    }

    /// The text between two words has no punctuation that separates statements.
    fn joined(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.words[a.min(b)], &self.words[a.max(b)]);
        !self.text[a.at + a.raw.len()..b.at].contains([',', ';', '.', ':'])
    }
}

/// The words of every block of the page, each made when it is first looked at, and the links of every block.
pub struct CreditTexts<'a> {
    texts: &'a [&'a str],
    words: Vec<OnceCell<Words<'a>>>,
    links: &'a dyn Fn(usize) -> &'a [String],
    /// The page's own domain: links to it lead about the site.
    own: Option<String>,
}

impl<'a> CreditTexts<'a> {
    pub fn of(texts: &'a [&'a str], links: &'a dyn Fn(usize) -> &'a [String], page_url: Option<&str>) -> CreditTexts<'a> {
        CreditTexts { texts, words: texts.iter().map(|_| OnceCell::new()).collect(), links, own: page_url.and_then(domain_of) }
    }

    /// Whether a block links to `domain` or a part of it.
    fn links_to(&self, block: usize, domain: &str) -> bool {
        let leads_there = |target: &String| {
            domain_of(target).is_some_and(|host| host.strip_suffix(domain).is_some_and(|sub| sub.is_empty() || sub.ends_with('.')))
        };
        self.own.as_deref() != Some(domain) && (self.links)(block).iter().any(leads_there)
    }

    fn block(&self, block: usize) -> &Words<'a> {
        self.words[block].get_or_init(|| Words::of(self.texts[block]))
    }
}

/// The ways in which a source may be named.
pub struct Names {
    names: Vec<Name>,
    /// "gazette.example"
    domain: Option<String>,
}

struct Name {
    words: Vec<String>,
    /// Initials: in capitals on the page too, or "it" would be the Irish Times.
    initials: bool,
    /// One word, which may be a common one: it needs an attribution beside it.
    needs_context: bool,
    /// The last word of a longer name: not where it ends another's, as in "the Washington Post".
    short: bool,
}

impl Names {
    pub fn of(source: &Metadata) -> Names {
        let mut names: Vec<Name> = Vec::new();
        if let Some(publisher) = &source.publisher {
            let raw: Vec<&str> = plain_words(publisher);
            let is_generic = |w: &&str| GENERIC.contains(&normalise(w).as_ref());
            let from = raw.iter().position(|w| !is_generic(w)).unwrap_or(0);
            let to = raw.iter().rposition(|w| !is_generic(w)).map_or(raw.len(), |at| at + 1);
            for form in [&raw[..], &raw[from..to]] {
                let words: Vec<String> = form.iter().map(|w| normalise(w).into_owned()).collect();
                if !words.is_empty() && !names.iter().any(|n| n.words == words) {
                    let proper: Vec<&&str> = form.iter().filter(|w| normalise(w) != "the").collect();
                    let needs_context = matches!(proper[..], [word] if !is_acronym(word));
                    names.push(Name { words, initials: false, needs_context, short: false });
                }
            }
            let proper: Vec<&&str> = raw.iter().filter(|w| normalise(w) != "the").collect();
            if proper.len() >= 2 {
                let initials: String = proper.iter().filter_map(|w| w.chars().next()).collect();
                names.push(Name { words: vec![normalise(&initials).into_owned()], initials: true, needs_context: true, short: false });
            }
        }
        // "the Gazette" for the Harbour Gazette.
        if let [first, .., last] = &names.iter().map(|n| n.words.clone()).max_by_key(Vec::len).unwrap_or_default()[..]
            && KINDS.contains(&last.as_str())
            && first != "the"
        {
            names.push(Name { words: vec![last.clone()], initials: false, needs_context: true, short: true });
        }
        if let Some(author) = &source.author {
            let words: Vec<String> = plain_words(author).into_iter().map(|w| normalise(w).into_owned()).collect();
            // A surname alone is anybody's.
            if words.len() >= 2 && !words.iter().any(|w| BYLINES.contains(&w.as_str())) {
                names.push(Name { words, initials: false, needs_context: false, short: false });
            }
        }
        Names { names, domain: source.url.as_deref().and_then(domain_of) }
    }

    /// Whether a text names the source.
    pub fn stand_in(&self, text: &str) -> bool {
        self.in_block(&Words::of(text), &[])
    }

    /// The places at which a text names the source: word numbers.
    fn places<'b>(&'b self, text: &'b Words<'_>) -> impl Iterator<Item = (&'b Name, Range<usize>)> {
        self.names.iter().flat_map(move |name| {
            let len = name.words.len();
            (0..(text.words.len() + 1).saturating_sub(len))
                .filter(move |&at| name.is_at(&text.words[at..at + len]) && !(name.short && at > 0 && text.ends_longer_name(at)))
                .map(move |at| (name, at..at + len))
        })
    }

    fn domain_in(&self, text: &str) -> bool {
        let Some(domain) = &self.domain else { return false };
        let borders = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '-');
        // A domain is told by its dots, of which few stand within words.
        let (Some(dot), len) = (domain.find('.'), domain.len()) else { return false };
        text.match_indices('.').filter_map(|(at, _)| at.checked_sub(dot)).any(|at| {
            text.get(at..at + len).is_some_and(|here| here.eq_ignore_ascii_case(domain))
                && borders(text[..at].chars().next_back().filter(|c| *c != '.'))
                && borders(text[at + len..].chars().next())
        })
    }

    /// Whether a block names the source, outside the bytes in `shared`, which are in order.
    fn in_block(&self, text: &Words<'_>, shared: &[Range<usize>]) -> bool {
        let is_shared = |at: usize| shared.get(shared.partition_point(|s| s.end <= at)).is_some_and(|s| s.contains(&at));
        let free = |range: &Range<usize>| range.clone().all(|w| !is_shared(text.words[w].at));
        self.domain_in(text.text)
            || self.places(text).any(|(name, range)| free(&range) && (!name.needs_context || has_context(text, &range)))
    }

    /// Whether a line of the page's head or foot names the source: "Source: Gazette", "(AP)".
    fn in_line(&self, line: &Words<'_>) -> bool {
        self.domain_in(line.text)
            || self.places(line).any(|(name, range)| {
                !name.needs_context || line.words.len() <= 4 || line.text.contains([':', '/']) || has_context(line, &range)
            })
    }
}

impl Name {
    fn is_at(&self, words: &[Word<'_>]) -> bool {
        self.words.iter().zip(words).all(|(name, word)| {
            let capital = || {
                if self.initials {
                    word.raw.chars().take_while(|c| c.is_alphanumeric()).all(char::is_uppercase)
                } else {
                    name == "the" || word.raw.starts_with(char::is_uppercase) || word.raw.starts_with(char::is_numeric)
                }
            };
            *name == word.normal && capital()
        })
    }
}

fn is_acronym(word: &str) -> bool {
    word.chars().count() >= 2 && word.chars().all(char::is_uppercase)
}

/// A name that may be a common word owns something ("the Gazette's account"), stands in the same statement as a word of
/// attribution, or in brackets.
fn has_context(text: &Words<'_>, name: &Range<usize>) -> bool {
    let lexicon = Lexicon::of(Some(Language::English));
    let near = name.start.saturating_sub(3)..(name.end + 2).min(text.words.len());
    let said = near.into_iter().any(|at| {
        !name.contains(&at)
            && lexicon.is_formula(key(&text.words[at].normal))
            && text.joined(at, if at < name.start { name.start } else { name.end - 1 })
    });
    let open = text.text[..text.words[name.start].at].trim_end().ends_with(['(', '[', '\u{2014}', '\u{2013}']);
    text.words[name.end - 1].possessive || said || open
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

/// Where the page names one source. Each block is searched once, however many others ask for it.
pub struct Credits<'a> {
    article: &'a Article<'a>,
    /// The words of every block.
    texts: &'a CreditTexts<'a>,
    names: Names,
    /// The words of the page that stand in the source, in order.
    shared: Vec<Range<usize>>,
    by_block: Vec<OnceCell<bool>>,
    in_lines: OnceCell<bool>,
}

impl<'a> Credits<'a> {
    pub fn of(article: &'a Article<'a>, texts: &'a CreditTexts<'a>, names: Names, shared: Vec<Range<usize>>) -> Credits<'a> {
        Credits { article, texts, names, shared, by_block: vec![OnceCell::new(); article.blocks.len()], in_lines: OnceCell::new() }
    }

    /// Where the source is named, seen from `block`.
    pub fn seen_from(&self, block: usize) -> Credit {
        if self.is_named_in(block) {
            return Credit::Here;
        }
        let ends = self.article.ends().into_iter().flatten();
        let on_page = self.article.neighbours(block).into_iter().flatten().chain(ends).any(|b| self.is_named_in(b));
        if on_page || self.is_named_in_lines() { Credit::Page } else { Credit::None }
    }

    fn is_linked_in(&self, block: usize) -> bool {
        self.names.domain.as_deref().is_some_and(|domain| self.texts.links_to(block, domain))
    }

    fn is_named_in(&self, block: usize) -> bool {
        let search = || self.is_linked_in(block) || self.names.in_block(self.texts.block(block), &self.shared_in(block));
        *self.by_block[block].get_or_init(search)
    }

    fn is_named_in_lines(&self) -> bool {
        let is_named = |line| self.is_linked_in(line) || self.names.in_line(self.texts.block(line));
        *self.in_lines.get_or_init(|| page_lines(self.article).any(is_named))
    }

    /// The shared words of a block, as byte ranges of its text.
    fn shared_in(&self, block: usize) -> Vec<Range<usize>> {
        let (words, own) = (self.article.words, &self.article.blocks[block]);
        let from = self.shared.partition_point(|r| r.end <= own.start);
        let near = self.shared[from..].iter().take_while(|r| r.start < own.end);
        let inside = near.map(|r| r.start.max(own.start)..r.end.min(own.end)).filter(|r| !r.is_empty());
        inside.map(|r| words.starts[r.start] as usize..words.ends[r.end - 1] as usize).collect()
    }
}

/// The furniture next to the article: bylines above it, "Source: …" below it.
fn page_lines<'a>(article: &'a Article<'_>) -> impl Iterator<Item = usize> + 'a {
    let (first, last) = article.ends().map_or((0, 0), |[first, last]| (first, last + 1));
    let head = first.saturating_sub(HEAD_LINES)..first;
    let foot = last..(last + FOOT_LINES).min(article.texts.len());
    head.chain(foot).filter(|&line| article.texts[line].len() <= LINE_CHARS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(publisher: &str, text: &str) -> bool {
        let meta = Metadata { publisher: Some(publisher.into()), url: Some("https://al.example/x".into()), ..Metadata::default() };
        Names::of(&meta).in_block(&Words::of(text), &[])
    }

    #[test]
    fn names_that_are_common_words_need_more() {
        assert!(!named("The Sun", "The sun rose over the flooded fields"));
        assert!(!named("Metro", "Commuters packed the Metro, officials said"));
        assert!(!named("Irish Times", "It said on Tuesday that nothing had changed"));
        assert!(named("Irish Times", "as first told to the Irish Times"));
        assert!(named("Valley Post", "according to the Post") && !named("Valley Post", "The Washington Post reported that"));
        assert!(named("The Gazette", "In the Gazette's account, nobody was there"));
        assert!(named("Northreach Press Agency", "the barge was found (NPA)"));
        assert!(named("BBC News", "according to the BBC"));
    }

    #[test]
    fn domains_have_borders() {
        assert!(named("X", "see al.example/x for more") && named("X", "at www.al.example."));
        assert!(!named("X", "see legal.example for more"));
    }
}
