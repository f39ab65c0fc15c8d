//! Documents that are the page itself, kept without an address: a page that somebody saved and packed.
//!
//! Words alone do not tell them from another outlet's copy, which is a source. What is said of both beside the words does.

use wherefrom_page::metadata::PageMetadata;
use wherefrom_text::date::Period;
use wherefrom_text::url::url_identity;

use super::Match;
use super::spaced::without_articles;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    No,
    /// It has all of the page's words, and nothing is known of it: the page, or a source. It is told as both.
    Perhaps,
    /// It has the page's title too, and its outlet, author or date: it is no source of the page.
    Surely,
}

/// Of twenty words of the page a saved one has nineteen at least, and the other way round: what is furniture is found on one of the
/// two only.
const WORDS_OF_TWENTY: usize = 19;

/// Whether a document is the page, of so many words, without its address.
pub fn is_page(page: &PageMetadata, words: usize, of: &Match) -> Saved {
    let document = &of.source.meta;
    let all = |words: usize| 20 * of.shared() >= WORDS_OF_TWENTY * words;
    if document.url.as_deref().and_then(url_identity).is_some() || !all(words) || !all(of.source.words.len()) {
        return Saved::No;
    }
    let same = |a: Option<&str>, b: Option<&str>| a.zip(b).map(|(a, b)| without_articles(a) == without_articles(b));
    let title = same(page.title.as_deref(), document.title.as_deref());
    let author = document.author.as_deref().filter(|_| !page.authors.is_empty());
    let author = author.map(|all| page.authors.iter().any(|author| without_articles(all).contains(&without_articles(author))));
    let day = |date: &str| Period::parse(date).map(|period| period.first);
    let published = page.published.as_deref().and_then(day).zip(document.published.as_deref().and_then(day)).map(|(a, b)| a == b);
    let told = [same(page.publisher.as_deref(), document.publisher.as_deref()), author, published];
    if title == Some(false) || told.contains(&Some(false)) {
        Saved::No
    } else if title == Some(true) && told.contains(&Some(true)) {
        Saved::Surely
    } else if is_known(page) && [&document.publisher, &document.author, &document.published].iter().all(|told| told.is_none()) {
        Saved::Perhaps
    } else {
        Saved::No
    }
}

/// A page of which nothing is known is a text like any other.
fn is_known(page: &PageMetadata) -> bool {
    page.url.is_some() || page.publisher.is_some()
}
