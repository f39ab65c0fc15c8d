//! The names by which a source may be called, and where a text has one: inflected, with an article or a particle written onto it,
//! in capitals or in small letters.

use std::ops::Range;

use wherefrom_text::lexicon::is_function;
use wherefrom_text::model::Metadata;
use wherefrom_text::normal::normalise;
use wherefrom_text::segments::plain_words;

use super::words::{Word, Words};

/// Articles, which names come with and without.
const ARTICLES: &[&str] = &[
    "the", "der", "die", "das", "den", "dem", "des", "le", "la", "les", "l", "el", "los", "las", "il", "lo", "i", "gli", "o", "a", "os",
    "as", "de", "het", "η", "ο", "το", "τα", "οι",
];

/// Words that an outlet's name is commonly used without, and that stand beside it: "the newspaper Tern".
const GENERIC: &[&str] = &[
    "news",
    "online",
    "media",
    "group",
    "agency",
    "network",
    "newspaper",
    "paper",
    "daily",
    "magazine",
    "com",
    "ltd",
    "inc",
    "llc",
    "gmbh",
    "ag",
    "plc",
    "nachrichten",
    "nachrichtenagentur",
    "agentur",
    "zeitung",
    "magazin",
    "agence",
    "journal",
    "quotidien",
    "agencia",
    "noticias",
    "diario",
    "periódico",
    "agenzia",
    "quotidiano",
    "giornale",
    "agência",
    "jornal",
    "persbureau",
    "krant",
    "agencja",
    "gazeta",
    "dziennik",
    "portal",
    "агентство",
    "газета",
    "издание",
    "агенція",
    "видання",
    "nyhetsbyrån",
    "tidningen",
    "πρακτορειο",
    "εφημεριδα",
    "ajansı",
    "gazetesi",
    "صحيفة",
    "وكالة",
    "جريدة",
    "قناة",
    "موقع",
    "עיתון",
    "סוכנות",
    "אתר",
    "अखबार",
    "एजेंसी",
    "समाचार",
];

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
    "redazione",
    "redação",
    "redactie",
    "redakcja",
    "редакция",
    "редакція",
];

/// Words that stand between the names of authors.
const JOINTS: &[&str] = &["and", "und", "et", "y", "e", "i", "en", "och", "og", "и", "та", "й", "και", "ve", "και", "और"];

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

/// The same in scripts without spaces.
const SPACELESS_KINDS: &[&str] = &["通讯社", "通訊社", "通信社", "通信", "新聞社"];

pub fn is_article(normal: &str) -> bool {
    ARTICLES.contains(&normal)
}

pub fn is_generic(normal: &str) -> bool {
    GENERIC.contains(&normal)
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
                if KINDS.contains(&normalise(last).as_ref()) {
                    add(Kind::Short, &[last]);
                }
            }
            // "共同" for 共同通信.
            if let Some(short) = SPACELESS_KINDS.iter().find_map(|kind| publisher.trim().strip_suffix(kind))
                && short.chars().count() >= 2
            {
                add(Kind::Outlet, &plain_words(short));
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
                if words.len() >= 2 && !words.iter().any(|w| BYLINES.contains(&normalise(w).as_ref())) {
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

/// Letters that a form may end with in place of the name's own: "Küstenboten", "Маяка", "Kustpostens".
const ENDING: usize = 3;
/// Of the name's own letters so many may go: "Новая", "Новой".
const LOST: usize = 2;
/// Letters that go when a word is inflected: vowels and the like. "The Time" is no form of The Times.
const SOFT: &str = "aąeęioóuyаеёєиіїоуыюяйьηαοςυ";
/// A shorter word has no such forms, or too many others would be forms of it.
const STEM: usize = 3;
/// Prepositions and conjunctions that Arabic and Hebrew write onto a word.
const PARTICLES: &[char] = &['و', 'ف', 'ب', 'ل', 'ك', 'ב', 'ל', 'ה', 'ו', 'מ', 'ש', 'כ'];

/// Whether a word is a form of a word of a name. A name of one word loses one letter at most, since it may be a common one.
fn is_form(name: &str, word: &str, alone: bool) -> bool {
    if name == word {
        return true;
    }
    // Most words are told by their first letter: but for particles and what stands before an apostrophe it is the name's.
    if let (Some(first @ ..=0x7F), Some(other @ ..=0x7F)) = (name.bytes().next(), word.bytes().next())
        && first != other
        && !word.contains('\'')
        && !name.contains('\'')
    {
        return false;
    }
    // "l'Onda", "dell'Onda"; "Kıyı'nın".
    if let Some((before, behind)) = word.split_once('\'') {
        return behind == name || before == name && behind.chars().count() <= ENDING + 1;
    }
    if let Some((_, own)) = name.split_once('\'') {
        return own == word;
    }
    if let Some(rest) = word.strip_suffix(name) {
        // The article of Arabic is lost behind ل: "للساحل".
        return !rest.is_empty() && rest.chars().count() <= 2 && rest.chars().all(|c| PARTICLES.contains(&c));
    }
    if let Some(own) = name.strip_prefix("ال")
        && word.strip_suffix(own).is_some_and(|rest| rest.chars().count() <= 3 && rest.ends_with("لل"))
    {
        return true;
    }
    if word.is_ascii() && name.is_ascii() && !ends_in_a_form(word) {
        return false;
    }
    let same = name.chars().zip(word.chars()).take_while(|(a, b)| a == b).count();
    let (lost, added) = (name.chars().count() - same, word.chars().count() - same);
    let most_lost = if alone { 1 } else { LOST };
    let is_cased = name.chars().any(char::is_alphabetic) && !name.chars().any(|c| !c.is_lowercase() && c.is_alphabetic());
    let is_lost = name.chars().skip(same).all(|c| SOFT.contains(c));
    is_cased && is_lost && same >= STEM && name.chars().count() > STEM && lost <= most_lost && added <= ENDING && is_ending(word, same)
}

/// Endings of cases.
const ENDINGS: &[&str] = &[
    "n", "en", "s", "es", "em", "er", "e", "m", "ns", "a", "u", "i", "y", "y", "ie", "ę", "ą", "om", "owi", "ego", "emu", "ej", "ym", "im",
    "ów", "ami", "ach", "ия", "ии", "а", "у", "е", "ы", "и", "я", "ю", "ой", "ою", "ей", "ом", "ем", "ого", "ему", "ому", "ым", "им", "ых",
    "их", "ами", "ями", "ах", "ях", "ам", "ям", "ую", "юю", "его", "ем", "ий", "ї", "ії", "ію", "ої", "ою", "єю", "ові", "еві", "ього",
    "ς", "υ", "ης", "ου", "ων", "ας", "ος", "ον", "η", "ην", "et", "ets", "en", "ens",
];

fn is_ending(word: &str, from: usize) -> bool {
    let ending: String = word.chars().skip(from).collect();
    ending.is_empty() || ENDINGS.contains(&ending.as_str())
}

/// In ASCII, English has no such forms; German, Polish, Swedish have these.
fn ends_in_a_form(word: &str) -> bool {
    ["n", "s", "m", "a", "u", "ego", "emu", "owi", "y", "i", "e", "er", "ej"].iter().any(|ending| word.ends_with(ending))
}
