//! Small word lists a language, a file each beside this one: function words, which are little evidence; formulas of the
//! trade ("said", "according to"), which stand in every report; words that credit a source in prose, that label it in a line of its own,
//! and that credit a picture; dates, numbers, negations and opposites, which tell a
//! change of fact from a change of wording.
//!
//! The lists also tell the language: the one whose function words are most frequent.

mod detect;
mod value;

use std::sync::OnceLock;

pub(super) use detect::detect;

use super::normal::normalise;
use super::segments::plain_words;
use super::words::key;
use crate::order;

macro_rules! languages {
    ($($name:ident $tag:literal),* $(,)?) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Language { $($name),* }

        impl Language {
            pub const ALL: &[Language] = &[$(Language::$name),*];

            /// BCP 47.
            pub fn tag(self) -> &'static str {
                match self { $(Language::$name => $tag),* }
            }

            /// The words of a list that is used beside the text, as they are written in it.
            pub fn listed(self, list: &str) -> impl Iterator<Item = &'static str> {
                self.line(list).split_ascii_whitespace()
            }

            /// The same, with blanks between.
            #[inline(never)]
            pub(crate) fn line(self, list: &str) -> &'static str {
                let line = self.lists().lines().find_map(|line| line.strip_prefix(list)?.strip_prefix(": "));
                line.unwrap_or("")
            }

            fn lists(self) -> &'static str {
                match self { $(Language::$name => include_str!(concat!($tag, ".txt"))),* }
            }
        }
    };
}

languages! {
    English "en", German "de", Spanish "es", French "fr", Italian "it", Portuguese "pt", Dutch "nl", Polish "pl", Russian "ru",
    Ukrainian "uk", Swedish "sv", Greek "el", Turkish "tr", Arabic "ar", Hebrew "he", Hindi "hi", Chinese "zh", Japanese "ja", Thai "th",
    Korean "ko",
}

pub(super) const LANGUAGES: usize = Language::ALL.len();

impl Language {
    /// A number for each, as packs store it; new ones are added behind the last.
    pub fn number(language: Option<Language>) -> u32 {
        language.map_or(0, |l| l as u32 + 1)
    }

    /// The language of such a number.
    pub fn numbered(number: u32) -> Option<Language> {
        Language::ALL.get((number as usize).checked_sub(1)?).copied()
    }

    /// The language of a BCP 47 tag ("en-GB").
    pub fn from_tag(tag: &str) -> Option<Language> {
        let primary = tag.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase();
        Language::ALL.iter().copied().find(|l| l.tag() == primary)
    }
}

/// The lists of a language's file.
#[derive(Clone, Copy)]
enum List {
    Formula,
    Date,
    Number,
    Negation,
    Opposite,
    /// Abbreviated months, which are dates beside a number only.
    Short,
    /// Words that deny without being negations: "against", "refused".
    Weak,
    /// Words that make no denial of a negation: "not only".
    Merely,
    /// Offices and forms of address, abbreviated too.
    Title,
    /// How words of other lists begin that have endings.
    Stem,
}

/// Of a word in a list of dates: what it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// From Monday on.
    Weekday(u8),
    /// From January on.
    Month(u8),
    /// "today"
    Relative,
}

/// The word lists of one language; empty where the language is unknown. Words are asked for by their keys.
pub struct Lexicon {
    /// A word's key, and a list that it is in with a number of 16 bits: its value, or its group of opposites. Sorted.
    words: Vec<(u32, u32)>,
    /// The word keys of formulas of several words, sorted, and the first of each.
    phrases: Vec<Vec<u32>>,
    openers: Vec<u32>,
    /// A bit for every hash that the first two words of one have: nearly all words that could begin one do not.
    begun: [u64; BEGUN_BITS / 64],
    language: Option<Language>,
}

const BEGUN_BITS: usize = 1024;

/// The place of the hash of two words in [`Lexicon::begun`], and its bit there; `None` where there is one.
fn begins(keys: &[u32]) -> Option<(usize, u64)> {
    let hash = (keys.first()?.rotate_left(5) ^ keys.get(1)?) as usize % BEGUN_BITS;
    Some((hash / 64, 1 << (hash % 64)))
}

/// Words that say the same, of which a group of opposites has several sets.
const SIDE_BITS: u32 = 3;

impl Lexicon {
    pub fn of(language: Option<Language>) -> &'static Lexicon {
        static LEXICONS: [OnceLock<Lexicon>; LANGUAGES + 1] = [const { OnceLock::new() }; LANGUAGES + 1];
        LEXICONS[language.map_or(LANGUAGES, |l| l as usize)].get_or_init(|| Lexicon::read(language))
    }

    /// A line of a list is "name: word word"; opposites stand as "rose,grew/fell,dropped" (words with a comma between say the same),
    /// numbers as "twelve=12" and "million=1e6", dates as "monday=1", "january=11" and "today=30", phrases as "no comment | said in a".
    /// Where forms have endings, a word may stand as it begins: "январ*=11".
    fn read(language: Option<Language>) -> Lexicon {
        let mut lexicon = Lexicon { words: Vec::new(), phrases: Vec::new(), openers: Vec::new(), begun: [0; BEGUN_BITS / 64], language };
        for (name, line) in language.map_or("", Language::lists).lines().filter_map(|l| l.split_once(": ")) {
            let list = match name {
                "formula" => List::Formula,
                "date" => List::Date,
                "number" => List::Number,
                "negation" => List::Negation,
                "opposite" => List::Opposite,
                "short" => List::Short,
                "weak" => List::Weak,
                "merely" => List::Merely,
                "title" => List::Title,
                "phrase" => {
                    lexicon.phrases = line.split(" | ").map(|p| plain_words(p).into_iter().map(|w| key(&normalise(w))).collect()).collect();
                    order::sort_by(&mut lexicon.phrases, Ord::cmp);
                    lexicon.phrases.iter().filter_map(|phrase| begins(phrase)).for_each(|(at, bit)| lexicon.begun[at] |= bit);
                    lexicon.openers = lexicon.phrases.iter().map(|p| p[0]).collect();
                    continue;
                }
                _ => continue,
            };
            for (group, words) in line.split_ascii_whitespace().enumerate() {
                for (side, words) in words.split('/').enumerate() {
                    for word in words.split(',') {
                        let (word, told) = word.split_once('=').unwrap_or((word, ""));
                        let opposite = (group as u32) << SIDE_BITS | side as u32;
                        let number = if matches!(list, List::Opposite) { opposite } else { value::encode(told) };
                        let stem = word.strip_suffix('*');
                        let key = key(&normalise(stem.unwrap_or(word)));
                        lexicon.words.push((key, (list as u32) << 16 | number));
                        lexicon.words.extend(stem.map(|_| (key, (List::Stem as u32) << 16)));
                    }
                }
            }
        }
        order::sort_pairs(&mut lexicon.words);
        lexicon
    }

    /// The key of the word in the lists that a word is a form of: without an ending ("Haziran'da", "апреле"), a particle that is
    /// written onto it ("وثلاثة"), or a time of the day ("Samstagmorgen"). Its own key where there is none.
    pub fn listed_form(&self, normal: &str) -> u32 {
        let own = key(normal);
        let is_listed = |key: u32| self.words.binary_search_by_key(&key, |word| word.0).is_ok();
        if is_listed(own) {
            return own;
        }
        let before_apostrophe = normal.split_once('\'').map(|(before, _)| key(before));
        let behind_particle = normal.strip_prefix(PARTICLES).map(key);
        let prefixes = || normal.char_indices().rev().map(|(at, _)| key(&normal[..at]));
        let stem = prefixes().take(ENDING).find(|&key| self.has(key, List::Stem));
        let is_weekday = |key: &u32| matches!(self.named(*key), Some(Named::Weekday(_)));
        let day = || prefixes().filter(|_| self.joins_numbers()).find(is_weekday);
        let forms = [before_apostrophe, behind_particle].into_iter().flatten().find(|&key| is_listed(key));
        forms.or(stem).or_else(day).unwrap_or(own)
    }

    /// The numbers that a list has for a word.
    fn numbers(&self, key: u32, list: List) -> impl Iterator<Item = u32> {
        let from = self.words.partition_point(|w| w.0 < key);
        let entries = self.words[from..].iter().take_while(move |w| w.0 == key);
        entries.filter(move |w| w.1 >> 16 == list as u32).map(|w| w.1 & 0xFFFF)
    }

    fn has(&self, key: u32, list: List) -> bool {
        self.numbers(key, list).next().is_some()
    }

    /// Words of attribution and dating.
    pub fn is_formula(&self, key: u32) -> bool {
        self.has(key, List::Formula) || self.is_date(key)
    }

    /// Days of the week, months, "yesterday".
    pub fn is_date(&self, key: u32) -> bool {
        self.has(key, List::Date)
    }

    /// What a day or a month is called.
    pub fn named(&self, key: u32) -> Option<Named> {
        self.numbers(key, List::Date).chain(self.numbers(key, List::Short)).find_map(named)
    }

    /// Whether a month is abbreviated so.
    pub fn is_short_month(&self, key: u32) -> bool {
        self.has(key, List::Short)
    }

    /// Numbers written as words.
    pub fn is_number(&self, key: u32) -> bool {
        self.has(key, List::Number)
    }

    /// The value of a number written as a word.
    pub fn value(&self, key: u32) -> Option<f64> {
        self.numbers(key, List::Number).find_map(value::decode)
    }

    pub fn is_negation(&self, key: u32) -> bool {
        self.has(key, List::Negation)
    }

    /// Whether a word denies, though it is no negation: "against", "refused".
    pub fn denies(&self, key: u32) -> bool {
        self.has(key, List::Weak)
    }

    /// Whether a negation before this word denies nothing: "not only".
    pub fn is_merely(&self, key: u32) -> bool {
        self.has(key, List::Merely)
    }

    pub fn is_title(&self, key: u32) -> bool {
        self.has(key, List::Title)
    }

    /// How many of these words, from the first on, are a formula of several words; 0 where none begins here.
    pub fn phrase(&self, keys: &[u32]) -> usize {
        if begins(keys).is_none_or(|(at, bit)| self.begun[at] & bit == 0) {
            return 0;
        }
        let from = self.openers.partition_point(|&opener| opener < keys[0]);
        let begun = self.phrases[from..].iter().take_while(|p| p[0] == keys[0]);
        begun.filter(|p| keys.starts_with(p)).map(Vec::len).max().unwrap_or(0)
    }

    /// Whether a formula of several words begins with this one.
    pub fn opens_phrase(&self, key: u32) -> bool {
        self.openers.binary_search(&key).is_ok()
    }

    /// Whether one word says something else of the same kind, as "rose" and "fell" or "million" and "billion".
    pub fn are_opposites(&self, a: u32, b: u32) -> bool {
        let pairs = || self.numbers(a, List::Opposite).flat_map(|a| self.numbers(b, List::Opposite).map(move |b| (a, b)));
        pairs().any(|(a, b)| a != b && a >> SIDE_BITS == b >> SIDE_BITS) && !pairs().any(|(a, b)| a == b)
    }

    /// Whether numbers are written as one word: "fünfundzwanzig".
    pub fn joins_numbers(&self) -> bool {
        matches!(self.language, Some(Language::German | Language::Dutch | Language::Italian | Language::Swedish))
    }

    /// Whether units stand before ten and tens: "خمسة عشر", "خمسة وعشرون".
    pub fn begins_with_units(&self) -> bool {
        matches!(self.language, Some(Language::Arabic | Language::Hebrew))
    }

    /// German writes every noun with a capital.
    pub fn capitals_are_names(&self) -> bool {
        self.language != Some(Language::German)
    }
}

/// Letters behind a stem.
const ENDING: usize = 3;
/// Conjunctions, prepositions and articles that Arabic and Hebrew write onto a word.
const PARTICLES: &[char] = &['و', 'ف', 'ب', 'ل', 'ك', 'ו', 'ב', 'ל', 'כ', 'ה', 'מ', 'ש'];

fn named(number: u32) -> Option<Named> {
    match number {
        1..=7 => Some(Named::Weekday(number as u8)),
        11..=22 => Some(Named::Month(number as u8 - 10)),
        30 => Some(Named::Relative),
        _ => None,
    }
}

/// Whether a word is a function word of any language.
pub fn is_function(normal: &str) -> bool {
    function_in(key(normal)) != 0
}

/// The languages that have a word among their function words: a bit for each.
pub(super) fn function_in(key: u32) -> u32 {
    let functions = functions();
    let from = functions.partition_point(|f| f.0 < key);
    functions[from..].iter().take_while(|f| f.0 == key).fold(0, |bits, f| bits | 1 << f.1)
}

/// In a language without a list, short words stand in for function words.
pub(super) fn may_be_function(normal: &str) -> bool {
    normal.chars().count() <= 3
}

/// Every function word's key with the number of a language that has it, sorted.
fn functions() -> &'static [(u32, u32)] {
    static FUNCTIONS: OnceLock<Vec<(u32, u32)>> = OnceLock::new();
    FUNCTIONS.get_or_init(|| {
        let mut functions = Vec::new();
        for (number, language) in Language::ALL.iter().enumerate() {
            functions.extend(language.listed("function").map(|word| (key(&normalise(word)), number as u32)));
        }
        order::sort_pairs(&mut functions);
        functions
    })
}
