//! Which block is the page's headline.

use super::tree::element;
use crate::PageInput;

/// Titles for those who share the page that are looked at: a page has one or two.
const MAX_TITLES: usize = 4;

/// The heading that shares most words with the page's title, else the first `h1`.
pub fn title(page: &PageInput, headings: &[bool], words: &[usize]) -> Option<usize> {
    let tokens = |text: &str| {
        let mut all: Vec<String> =
            text.to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|t| !t.is_empty()).map(str::to_owned).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let mut named: Vec<Vec<String>> = page.title.iter().map(|t| tokens(t)).collect();
    named.extend(
        page.meta.iter().filter(|(name, _)| name == "og:title" || name == "twitter:title").take(MAX_TITLES).map(|(_, t)| tokens(t)),
    );
    let mut best: Option<(usize, usize)> = None;
    for at in (0..page.blocks.len()).filter(|&at| headings[at] && words[at] <= 40) {
        let own = tokens(&page.blocks[at].text);
        let shared = named.iter().map(|n| own.iter().filter(|t| n.binary_search(t).is_ok()).count()).max().unwrap_or(0);
        if shared * 10 >= own.len() * 7 && shared >= 2 && best.is_none_or(|(most, _)| shared > most) {
            best = Some((shared, at));
        }
    }
    let is_first = |at: &usize| element(&page.blocks[*at]).is_some_and(|e| page.elements[e].tag == "h1");
    best.map(|(_, at)| at).or_else(|| (0..page.blocks.len()).find(is_first))
}
