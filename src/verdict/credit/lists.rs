//! The words that make a name a credit, and those of notices, of all languages at once: a foot may thank in another language than the
//! article's.

use std::sync::OnceLock;

use wherefrom_text::lexicon::Language;
use wherefrom_text::normal::{is_spaceless, normalise};

use super::words::{Word, Words};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Beside a name in prose: "reports", "according to".
    Credit,
    /// Before a name in a line of its own: "Source:", "By".
    Label,
    /// What a picture's credit begins with.
    Picture,
    /// What disclaimers, copyright lines and newsletter boxes say.
    Notice,
}

/// The names of the lists, in the order of the roles.
const LISTS: [&str; 4] = ["credit", "label", "picture", "notice"];

/// "word", "word*" for all that begin so, "two_words"; in scripts without spaces any letters.
struct Entry {
    words: Vec<String>,
    begins: bool,
    spaceless: bool,
    /// The verb ends the sentence, however far from who reports.
    verb_is_last: bool,
}

fn entries(role: Role) -> &'static [Entry] {
    static ENTRIES: [OnceLock<Vec<Entry>>; LISTS.len()] = [const { OnceLock::new() }; LISTS.len()];
    ENTRIES[role as usize].get_or_init(|| {
        let entry = |language: Language, word: &str| Entry {
            words: word.trim_end_matches('*').split('_').map(|w| normalise(w).into_owned()).collect(),
            begins: word.ends_with('*'),
            spaceless: word.starts_with(is_spaceless),
            verb_is_last: matches!(language, Language::Turkish | Language::Korean | Language::Hindi | Language::Japanese),
        };
        let listed = |&language: &Language| language.listed(LISTS[role as usize]).map(move |word| entry(language, word));
        Language::ALL.iter().flat_map(listed).collect()
    })
}

/// How many words of a text, from one on, are of a list; 0 where none are.
pub fn at(text: &Words<'_>, at: usize, role: Role) -> usize {
    entries(role).iter().filter(|entry| entry.is_at(text, at)).map(|entry| entry.words.len()).max().unwrap_or(0)
}

impl Entry {
    fn is_at(&self, text: &Words<'_>, at: usize) -> bool {
        let words = text.words.get(at..at + self.words.len());
        !self.spaceless && words.is_some_and(|words| self.words.iter().zip(words).all(|(own, word)| is_one(own, &word.normal, self.begins)))
    }
}

fn is_one(own: &str, word: &str, begins: bool) -> bool {
    let fits = |word: &str| word == own || begins && word.starts_with(own);
    // Arabic and Hebrew write "and" onto the word.
    fits(word) || word.strip_prefix(['و', 'ף', 'ف', 'ו', 'ש', 'כ']).is_some_and(fits)
}

/// Whether a word credits where the verb ends the sentence.
pub fn is_last_verb(word: &Word<'_>) -> bool {
    let fits = |entry: &Entry| entry.verb_is_last && entry.words.len() == 1 && is_one(&entry.words[0], &word.normal, entry.begins);
    entries(Role::Credit).iter().any(fits)
}

/// Whether a text in a script without spaces has a word of a list.
pub fn stands_in(text: &str, role: Role) -> bool {
    entries(role).iter().any(|entry| entry.spaceless && text.contains(&entry.words[0]))
}

/// How many words of a list a text has.
pub fn count(text: &str, role: Role) -> usize {
    let words = Words::of(text);
    let has =
        |entry: &&Entry| entry.spaceless && text.contains(&entry.words[0]) || (0..words.words.len()).any(|at| entry.is_at(&words, at));
    entries(role).iter().filter(has).count()
}

/// Whether a list of words with blanks between them has a word.
pub fn has(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|own| own == word)
}
