//! Pages of which a person has marked the article: a folder with `html/ID.html` and `ground-truth.jsonl` or `ground-truth.json`.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;
use wherefrom_inputs::Input;
use wherefrom_page::PageInput;

use crate::grams::tokens;

/// A page and what is marked on it.
pub struct Marked {
    pub id: String,
    /// "article", or another type of page.
    pub kind: String,
    /// Pages of one site share its look, and never stand on both sides of a fold.
    pub site: String,
    /// The marked text.
    pub text: String,
    pub page: PageInput,
    /// The words of each heading in the markup.
    headings: HashSet<Vec<String>>,
}

/// What a page is whose text is an article.
pub const ARTICLE: &str = "article";

/// The pages of a folder, by their ids. Those that cannot be read have no blocks.
///
/// # Errors
/// The folder has no list of marked texts.
pub fn read(folder: &Path) -> Result<Vec<Marked>> {
    let mut truth: BTreeMap<String, (String, String, String)> = BTreeMap::new();
    let text = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let lines = folder.join("ground-truth.jsonl");
    if lines.exists() {
        for line in std::fs::read_to_string(&lines)?.lines() {
            let value: Value = serde_json::from_str(line)?;
            truth.insert(text(&value, "id"), (text(&value, "type"), text(&value, "text"), text(&value, "url")));
        }
    } else {
        let all = folder.join("ground-truth.json");
        let all = std::fs::read_to_string(&all).with_context(|| format!("{} cannot be read", all.display()))?;
        let all: BTreeMap<String, Value> = serde_json::from_str(&all)?;
        for (id, value) in all {
            truth.insert(id, (ARTICLE.into(), text(&value, "articleBody"), text(&value, "url")));
        }
    }
    let mut pages = Vec::new();
    for (id, (kind, text, url)) in truth {
        let Ok(bytes) = std::fs::read(folder.join("html").join(format!("{id}.html"))) else { continue };
        let page = wherefrom_inputs::page(&Input::named("page.html"), &bytes).unwrap_or_default();
        let headings = headings(&String::from_utf8_lossy(&bytes));
        pages.push(Marked { id, kind, site: site(&url), text, page, headings });
    }
    Ok(pages)
}

/// The last parts of an address's host: two, or three where the last but one is short ("co.uk").
fn site(url: &str) -> String {
    let host = url.split("//").nth(1).unwrap_or(url).split(['/', '?', '#', ':']).next().unwrap_or_default();
    let parts: Vec<&str> = host.split('.').collect();
    let short = |part: &str| part.len() <= 3;
    let keep = if parts.len() > 2 && short(parts[parts.len() - 2]) { 3 } else { 2 };
    parts[parts.len().saturating_sub(keep)..].join(".")
}

/// The words of every heading in the markup.
fn headings(html: &str) -> HashSet<Vec<String>> {
    let lower = html.to_ascii_lowercase();
    let mut all = HashSet::new();
    let mut from = 0;
    while let Some(at) = lower[from..].find("<h").map(|at| from + at) {
        from = at + 2;
        if !matches!(lower.as_bytes().get(from), Some(b'1'..=b'6')) {
            continue;
        }
        let Some(open) = lower[from..].find('>').map(|end| from + end + 1) else { break };
        let close = (open..lower.len()).find(|&at| {
            lower.as_bytes()[at..].starts_with(b"</h")
                && matches!(lower.as_bytes().get(at + 3), Some(b'1'..=b'6'))
                && lower.as_bytes().get(at + 4) == Some(&b'>')
        });
        let Some(close) = close else { break };
        all.insert(words(&plain(&lower[open..close])));
        from = close + 5;
    }
    all
}

/// Markup without its tags and character references.
fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        text.push_str(&rest[..at]);
        let end = if rest.as_bytes()[at] == b'<' {
            rest[at..].find('>').filter(|end| *end > 1).map(|end| at + end)
        } else {
            let name = rest[at + 1..].bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
            (name > 0 && rest.as_bytes().get(at + 1 + name) == Some(&b';')).then_some(at + 1 + name)
        };
        match end {
            Some(end) => {
                text.push(' ');
                rest = &rest[end + 1..];
            }
            None => {
                text.push_str(&rest[at..=at]);
                rest = &rest[at + 1..];
            }
        }
    }
    text + rest
}

/// The words of a line in small letters.
fn words(line: &str) -> Vec<String> {
    tokens(&line.to_lowercase()).into_iter().map(str::to_owned).collect()
}

impl Marked {
    /// In which of so many parts its site is; other salts, other parts.
    pub fn part(&self, parts: usize, salt: u64) -> usize {
        let hash =
            self.site.bytes().fold(0xCBF2_9CE4_8422_2325 ^ salt, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3));
        (hash >> 20) as usize % parts
    }

    /// Lines without those that are headings.
    pub fn without_headings<'a>(&self, lines: impl Iterator<Item = &'a str>) -> String {
        lines.filter(|line| !self.headings.contains(&words(line))).collect::<Vec<_>>().join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sites_are_the_ends_of_hosts() {
        let sites = ["https://www.tern.example/a", "http://news.tern.example:80/?x", "https://www.tern.co.uk/b"].map(site);
        assert_eq!(sites, ["tern.example", "tern.example", "tern.co.uk"]);
    }

    #[test]
    fn headings_are_lines_without_their_markup() {
        let found = headings("<h1 class=a>The <b>ferry</b>&rsquo;s\nend</h1><hr><H2>Two</H2><h3>open");
        assert_eq!(found, HashSet::from([words("the ferry s end"), words("two")]));
    }
}
