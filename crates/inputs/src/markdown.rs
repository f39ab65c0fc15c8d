//! Markdown, with front matter as static sites and note books write it: what it says of itself, then the text.

use pulldown_cmark::{Options, Parser, html::push_html};

use crate::core::{Document, joined};
use crate::fields::{Role, put, role};
use crate::saved::is_address;

/// Front matter has no more lines.
const MAX_LINES: usize = 500;

/// Whether a text begins with front matter that says what it is.
pub fn has_front_matter(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(&head[..head.len().min(8 << 10)]);
    split(&text).is_some_and(|(matter, _)| {
        matter.lines().filter_map(pair).any(|(name, _)| matches!(role(name), Some(Role::Title | Role::Published | Role::Url)))
    })
}

/// Front matter and the text behind it.
fn split(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start_matches('\u{FEFF}');
    let fence = ["---", "+++"].into_iter().find(|fence| text.lines().next().is_some_and(|line| line.trim_end() == *fence))?;
    let from = text.find('\n')? + 1;
    let mut at = from;
    for line in text[from..].split_inclusive('\n').take(MAX_LINES) {
        let is_end = line.trim_end() == fence || fence == "---" && line.trim_end() == "...";
        if is_end {
            return Some((&text[from..at], &text[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

/// A line of YAML or TOML that names a value. Lines that are set in belong to the name before.
fn pair(line: &str) -> Option<(&str, &str)> {
    let end = line.find([':', '='])?;
    let (name, value) = (line[..end].trim_end(), line[end + 1..].trim());
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    is_name.then_some((name, value))
}

/// A value without its quotation marks.
fn plain(value: &str) -> &str {
    let value = value.trim().trim_end_matches(',').trim();
    ['"', '\''].iter().find_map(|mark| value.strip_prefix(*mark)?.strip_suffix(*mark)).unwrap_or(value)
}

/// What the front matter says, with several values of one name as a list.
fn told(matter: &str) -> Vec<(String, Vec<String>)> {
    let mut told: Vec<(String, Vec<String>)> = Vec::new();
    for line in matter.lines() {
        if let Some(item) = line.trim_start().strip_prefix("- ") {
            if let Some((_, values)) = told.last_mut() {
                // An author may be a list of names, or of objects with a name.
                let item = item.strip_prefix("name:").unwrap_or(item);
                values.push(plain(item).to_owned());
            }
        } else if let Some((name, value)) = pair(line) {
            let list = value.strip_prefix('[').and_then(|list| list.strip_suffix(']'));
            let values = match list {
                Some(list) => list.split(',').map(|value| plain(value).to_owned()).collect(),
                None => vec![plain(value).to_owned()],
            };
            told.push((name.to_owned(), values.into_iter().filter(|value| !value.is_empty()).collect()));
        }
    }
    told
}

/// What a text says of itself, and its HTML.
pub fn read(text: &str) -> (Document, String) {
    let (matter, body) = split(text).unwrap_or(("", text));
    let mut document = Document::default();
    for (name, values) in told(matter) {
        let Some(value) = joined(values.iter().map(String::as_str).collect()) else { continue };
        match role(&name) {
            _ if matches!(name.to_ascii_lowercase().as_str(), "license" | "licence") => document.licence = Some(value),
            // "source: https://…" names the page, "source: Gazette" the outlet.
            Some(Role::Publisher | Role::Url) if is_address(&value) => document.url = Some(value),
            Some(Role::Text(_)) | None => {}
            Some(role) => put(&mut document, role, value),
        }
    }
    let mut html = String::new();
    push_html(&mut html, Parser::new_ext(body, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH));
    (document, html)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_told() {
        let text = "---\ntitle: \"Ferry: aground\"\nauthors:\n  - Ines Tern\n  - name: 'Ole Gull'\ndate: 2031-03-02\nsource: https://al.example/ferry\nsite: Skarn Gazette\ntags: [sea, 'harbour']\nlicense: CC-BY-4.0\n---\n# Ferry aground\n\nThe *night* ferry.\n";
        assert!(has_front_matter(text.as_bytes()));
        let (document, html) = read(text);
        assert_eq!(document.title.as_deref(), Some("Ferry: aground"));
        assert_eq!(document.author.as_deref(), Some("Ines Tern, Ole Gull"));
        assert_eq!(document.published.as_deref(), Some("2031-03-02"));
        assert_eq!(document.url.as_deref(), Some("https://al.example/ferry"));
        assert_eq!(document.publisher.as_deref(), Some("Skarn Gazette"));
        assert_eq!(document.licence.as_deref(), Some("CC-BY-4.0"));
        assert!(html.contains("<em>night</em>"));
    }

    #[test]
    fn toml_and_rules_are_told_apart() {
        assert_eq!(read("+++\ntitle = 'Heron'\n+++\nText").0.title.as_deref(), Some("Heron"));
        assert!(!has_front_matter(b"---\nA rule and then prose: nothing more.\n---\n"));
        assert!(!has_front_matter(b"---\ntitle: no end"));
        assert_eq!(read("---\ntitle: no end").0.title, None);
    }
}
