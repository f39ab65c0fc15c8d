//! The names by which a source may be called, and where a text has one: inflected, with an article or a particle written onto it,
//! in capitals or in small letters.

use std::ops::Range;

use wherefrom_text::lexicon::is_function;
use wherefrom_text::model::Metadata;
use wherefrom_text::normal::normalise;
use wherefrom_text::segments::plain_words;

use super::forms::is_form;
use super::lists::has;
use super::words::{Word, Words};

/// Articles, which names come with and without.
const ARTICLES: &str = "the der die das den dem des le la les l el los las il lo i gli o a os as de het η ο το τα οι";

/// Words that an outlet's name is commonly used without, and that stand beside it: "the newspaper Tern".
const GENERIC: &str = "news online media group agency network newspaper paper daily magazine com ltd inc llc gmbh ag plc nachrichten \
    nachrichtenagentur agentur zeitung magazin agence journal quotidien agencia noticias diario periódico agenzia \
    quotidiano giornale agência jornal persbureau krant agencja gazeta dziennik portal агентство газета издание агенція \
    видання nyhetsbyrån tidningen πρακτορειο εφημεριδα ajansı gazetesi صحيفة وكالة جريدة قناة موقع עיתון סוכנות אתר अखबार \
    एजेंसी समाचार";

/// Words of bylines that are nobody's name.
const BYLINES: &str = "staff reporter reporters correspondent desk editor editors newsroom agency admin redaktion redaction rédaction \
    redacción redazione redação redactie redakcja редакция редакція";

/// Words that stand between the names of authors.
const JOINTS: &[&str] = &["and", "und", "et", "y", "e", "i", "en", "och", "og", "и", "та", "й", "και", "ve", "και", "और"];

/// The last words of outlets' names by which they are called for short.
const KINDS: &str = "advertiser bulletin chronicle courier dispatch echo examiner express gazette globe herald independent journal ledger \
    mail mercury messenger mirror monitor observer post record register review sentinel standard star sun telegraph times \
    tribune voice weekly wire";

/// The same in scripts without spaces.
const SPACELESS_KINDS: &[&str] = &["通讯社", "通訊社", "通信社", "通信", "新聞社"];

pub fn is_article(normal: &str) -> bool {
    has(ARTICLES, normal)
}

pub fn is_generic(normal: &str) -> bool {
    has(GENERIC, normal)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Outlet,
    /// The last word of a longer name: not where it ends another's, as in "the Washington Post".
    Short,
    /// In capitals on the page too, or "it" would be the Irish Times.
    Initials,
    /// Any words with these initials: the agency is known by them.
    WrittenOut,
    Author,
}

pub struct Name {
    pub kind: Kind,
    /// As the source has them, and normalised.
    words: Vec<(String, String)>,
}

/// The ways in which a source may be named.
pub struct Names {
    pub names: Vec<Name>,
    /// "gazette.example"
    pub domain: Option<String>,
}

impl Names {
    pub fn of(source: &Metadata) -> Names {
        let mut names: Vec<Name> = Vec::new();
        let mut add = |kind: Kind, words: &[&str]| {
            let words: Vec<(String, String)> = words.iter().map(|w| ((*w).to_owned(), normalise(w).into_owned())).collect();
            if !words.is_empty() && !names.iter().any(|n| n.kind == kind && n.words == words) {
                names.push(Name { kind, words });
            }
        };
        if let Some(publisher) = &source.publisher {
            let raw = plain_words(publisher);
            let trimmed = |words: &[&str], dull: fn(&str) -> bool| -> Range<usize> {
                let from = words.iter().position(|w| !dull(&normalise(w))).unwrap_or(0);
                from..words.iter().rposition(|w| !dull(&normalise(w))).map_or(words.len(), |at| at + 1)
            };
            let proper = &raw[trimmed(&raw, is_article).start..];
            add(Kind::Outlet, proper);
            add(Kind::Outlet, &proper[trimmed(proper, is_generic)]);
            if let [first, .., last] = proper {
                let initial = |words: &mut dyn Iterator<Item = &&str>| words.filter_map(|w| w.chars().next()).collect::<String>();
                if first.chars().any(|c| c.is_lowercase() || c.is_uppercase()) {
                    // "AGN" for the Agencia General de Noticias.
                    add(Kind::Initials, &[&initial(&mut proper.iter())]);
                    add(Kind::Initials, &[&initial(&mut proper.iter().filter(|w| !is_function(&normalise(w))))]);
                }
                // "the Gazette" for the Harbour Gazette.
                if has(KINDS, &normalise(last)) {
                    add(Kind::Short, &[last]);
                }
            }
            // "共同" for 共同通信.
            if let Some(short) = SPACELESS_KINDS.iter().find_map(|kind| publisher.trim().strip_suffix(kind))
                && short.chars().count() >= 2
            {
                add(Kind::Outlet, &plain_words(short));
            }
            // "中新社" for 中国新闻社: the first character, one of the others, the last.
            let characters: Vec<&str> = publisher.trim().split("").filter(|c| !c.is_empty()).collect();
            if let [first, inside @ .., last @ "社"] = &characters[..]
                && inside.len() > 1
                && plain_words(publisher).len() == characters.len()
            {
                inside.iter().for_each(|middle| add(Kind::Outlet, &[first, middle, last]));
            }
            if let [one] = proper
                && is_acronym(one)
            {
                add(Kind::WrittenOut, &[one]);
            }
        }
        if let Some(author) = &source.author {
            for words in authors(author) {
                // A surname alone is anybody's.
                if words.len() >= 2 && !words.iter().any(|w| has(BYLINES, &normalise(w))) {
                    add(Kind::Author, &words);
                }
            }
        }
        Names { names, domain: source.url.as_deref().and_then(wherefrom_text::url::host) }
    }

    /// The places at which a text has one of the names: word numbers.
    pub fn places<'b>(&'b self, text: &'b Words<'_>) -> impl Iterator<Item = Place> {
        self.names.iter().flat_map(move |name| (0..text.words.len()).filter_map(move |at| name.at(text, at)))
    }

    /// Whether the address of the source's site stands in a text.
    pub fn domain_in(&self, text: &str) -> bool {
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
}

/// A name in a text.
pub struct Place {
    pub kind: Kind,
    pub words: Range<usize>,
    /// Written as names are: with its capitals. In the middle of prose others are common words.
    pub is_proper: bool,
}

impl Name {
    fn at(&self, text: &Words<'_>, at: usize) -> Option<Place> {
        if self.kind == Kind::WrittenOut {
            return self.written_out(text, at);
        }
        let words = text.words.get(at..at + self.words.len())?;
        let whole = self.words.len() == 1;
        if !self.words.iter().zip(words).all(|((_, name), word)| is_form(name, &word.normal, whole && self.kind != Kind::Author)) {
            return None;
        }
        let is_proper = self.words.iter().zip(words).all(|((raw, name), word)| match self.kind {
            Kind::Initials => word.raw.chars().take_while(|c| c.is_alphanumeric()).all(|c| !c.is_lowercase()),
            _ => word.has_capital() || is_article(name) || *raw == word.raw || !starts_with_capital(raw) && self.words.len() > 1,
        });
        let ends_longer = self.kind == Kind::Short && at > 0 && {
            let before = &text.words[at - 1];
            before.has_capital() && before.has_case() && !is_article(&before.normal) && text.gap_before(at).trim().is_empty()
        };
        (!ends_longer).then_some(Place { kind: self.kind, words: at..at + words.len(), is_proper })
    }

    /// "Northreach Press Agency" for NPA.
    fn written_out(&self, text: &Words<'_>, at: usize) -> Option<Place> {
        let initials: Vec<char> = self.words[0].1.chars().collect();
        let words = text.words.get(at..at + initials.len())?;
        let fits = |(initial, word): (&char, &Word<'_>)| {
            word.has_case() && word.has_capital() && word.raw.chars().count() > 2 && word.normal.starts_with(*initial)
        };
        (initials.len() > 1 && initials.iter().zip(words).all(fits)).then_some(Place {
            kind: self.kind,
            words: at..at + words.len(),
            is_proper: true,
        })
    }
}

fn starts_with_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

pub fn is_acronym(word: &str) -> bool {
    (2..=5).contains(&word.chars().count())
        && (word.chars().all(char::is_uppercase) || word.chars().all(char::is_lowercase) && word.is_ascii())
}

/// The names in a list of authors. Catalogues write "Lund, Ada".
fn authors(all: &str) -> Vec<Vec<&str>> {
    let parts: Vec<&str> =
        if all.contains(';') { all.split(';').collect() } else { all.split([',', '、', '，', '/', '&', '|', '\n']).collect() };
    let mut names: Vec<Vec<&str>> = Vec::new();
    for part in parts {
        let words = plain_words(part);
        if part.contains(',') {
            names.push(turned(&words, part));
        } else {
            names.extend(words.split(|w| JOINTS.contains(&normalise(w).as_ref())).map(<[&str]>::to_vec));
        }
    }
    match &names[..] {
        [family, given] if family.len() == 1 && !all.contains(';') => vec![given.iter().chain(family).copied().collect()],
        _ => names,
    }
}

/// The given name first.
fn turned<'a>(words: &[&'a str], part: &str) -> Vec<&'a str> {
    let family = part.split(',').next().map_or(0, |family| plain_words(family).len());
    words[family..].iter().chain(&words[..family]).copied().collect()
}
