//! Texts as their words in one writing, by which names, titles and quotations are compared.

use wherefrom_text::normal::normalise;
use wherefrom_text::segments::plain_words;

use super::credit::is_article;

/// The words of a text, with a blank around each: whoever looks for words in it finds whole ones. A text without words is one blank.
pub fn spaced(text: &str) -> String {
    of_words(text, false)
}

/// The same without articles, which names and titles come with and without.
pub fn without_articles(text: &str) -> String {
    of_words(text, true)
}

fn of_words(text: &str, drops_articles: bool) -> String {
    let mut all = " ".to_owned();
    for word in plain_words(text) {
        let word = normalise(word);
        if !(drops_articles && is_article(&word)) {
            all.push_str(&word);
            all.push(' ');
        }
    }
    all
}
