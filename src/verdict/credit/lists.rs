//! The words that make a name a credit, of all languages at once: a foot may thank in another language than the article's.

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
}

/// "word", "word*" for all that begin so, "two_words"; in scripts without spaces any letters.
struct Entry {
    role: Role,
    words: Vec<String>,
    begins: bool,
    spaceless: bool,
    /// The verb ends the sentence, however far from who reports.
    verb_is_last: bool,
}

fn entries() -> &'static [Entry] {
    static ENTRIES: OnceLock<Vec<Entry>> = OnceLock::new();
    ENTRIES.get_or_init(|| {
        let roles = [(Role::Credit, "credit"), (Role::Label, "label"), (Role::Picture, "picture")];
        let entry = |role: Role, language: Language, word: &str| Entry {
            role,
            words: word.trim_end_matches('*').split('_').map(|w| normalise(w).into_owned()).collect(),
            begins: word.ends_with('*'),
            spaceless: word.starts_with(is_spaceless),
            verb_is_last: matches!(language, Language::Turkish | Language::Korean | Language::Hindi | Language::Japanese),
        };
        let mut entries = Vec::new();
        for (role, list) in roles {
            for &language in Language::ALL {
                entries.extend(language.listed(list).map(|word| entry(role, language, word)));
            }
        }
        entries
    })
}

/// How many words of a text, from one on, are of a list; 0 where none are.
pub fn at(text: &Words<'_>, at: usize, role: Role) -> usize {
    let fits = |entry: &&Entry| {
        let words = text.words.get(at..at + entry.words.len());
        entry.role == role
            && !entry.spaceless
            && words.is_some_and(|words| entry.words.iter().zip(words).all(|(own, word)| is_one(own, &word.normal, entry.begins)))
    };
    entries().iter().filter(fits).map(|entry| entry.words.len()).max().unwrap_or(0)
}

fn is_one(own: &str, word: &str, begins: bool) -> bool {
    let fits = |word: &str| word == own || begins && word.starts_with(own);
    // Arabic and Hebrew write "and" onto the word.
    fits(word) || word.strip_prefix(['و', 'ף', 'ف', 'ו', 'ש', 'כ']).is_some_and(fits)
}

/// Whether a word credits where the verb ends the sentence.
pub fn is_last_verb(word: &Word<'_>) -> bool {
    entries().iter().any(|entry| {
        entry.role == Role::Credit && entry.verb_is_last && entry.words.len() == 1 && is_one(&entry.words[0], &word.normal, entry.begins)
    })
}

/// Whether a list of words with blanks between them has a word.
pub fn has(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|own| own == word)
}

/// Whether a text in a script without spaces has a word of a list.
pub fn stands_in(text: &str, role: Role) -> bool {
    entries().iter().any(|entry| entry.role == role && entry.spaceless && text.contains(&entry.words[0]))
}
