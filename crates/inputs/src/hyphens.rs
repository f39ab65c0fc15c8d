//! Words that stand across the end of a line: whether their hyphen is the line's or their own.

use std::collections::HashSet;

use crate::wrapped::is_unspaced;

/// What a text's own words and lines tell of its hyphens.
pub struct Hyphens {
    /// The text's words with and without hyphens, in small letters, but for those at the ends of lines.
    words: HashSet<String>,
    /// It parts words into syllables: so many of its lines end with a hyphen.
    parts: bool,
}

/// A hyphen before one of them stands for the rest of a word that follows: "two- and three-year".
const BETWEEN: &[&str] = &["and", "or", "to", "und", "oder", "bis", "et", "ou", "y", "o", "en", "of", "och", "eller", "og", "e", "i"];

impl Hyphens {
    pub fn of(lines: &[&str]) -> Hyphens {
        let mut words = HashSet::new();
        let (mut hyphened, mut all) = (0, 0);
        for line in lines.iter().filter(|line| !line.is_empty()) {
            all += 1;
            hyphened += usize::from(part_at_end(line).is_some());
            let mut rest = line.split_whitespace();
            if part_at_end(line).is_some() {
                rest.next_back();
            }
            words.extend(rest.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()));
        }
        // A program that cuts at blanks leaves a hyphen at a line's end now and then, where a compound has one.
        Hyphens { words, parts: hyphened >= 2 && hyphened * 12 >= all }
    }

    /// Adds the next line to a paragraph.
    pub fn join(&self, paragraph: &mut String, line: &str) {
        if paragraph.ends_with('\u{AD}') {
            paragraph.pop();
        } else if let Some(part) = part_at_end(paragraph) {
            let rest = line.split(|c: char| !c.is_alphanumeric() && c != '-').next().unwrap_or_default();
            if BETWEEN.contains(&rest.to_lowercase().as_str()) {
                paragraph.push(' ');
            } else if self.is_of_the_line(part, rest) {
                paragraph.pop();
            }
        } else if !(paragraph.ends_with('—') || paragraph.ends_with(is_unspaced) && line.starts_with(is_unspaced)) {
            paragraph.push(' ');
        }
        paragraph.push_str(line);
    }

    /// Whether the hyphen between the parts of a word is there for the end of the line alone.
    fn is_of_the_line(&self, part: &str, rest: &str) -> bool {
        if !rest.starts_with(char::is_lowercase) || part.ends_with(|c: char| c.is_ascii_digit()) {
            return false;
        }
        let (whole, compound) = (format!("{part}{rest}").to_lowercase(), format!("{part}-{rest}").to_lowercase());
        match (self.words.contains(&whole), self.words.contains(&compound)) {
            (true, false) => true,
            (false, true) => false,
            _ => self.parts && !part.contains('-'),
        }
    }
}

/// The part of a word before a hyphen at the very end; `None` where there is none, or a dash.
fn part_at_end(text: &str) -> Option<&str> {
    let before = text.strip_suffix(['-', '\u{2010}'])?;
    let start = before.char_indices().rev().find(|(_, c)| !c.is_alphanumeric() && *c != '-').map_or(0, |(at, c)| at + c.len_utf8());
    let part = &before[start..];
    (part.ends_with(char::is_alphanumeric)).then_some(part)
}

#[cfg(test)]
mod tests {
    use super::Hyphens;

    fn joined(text: &str, paragraph: &str, line: &str) -> String {
        let lines: Vec<&str> = text.lines().collect();
        let mut paragraph = paragraph.to_owned();
        Hyphens::of(&lines).join(&mut paragraph, line);
        paragraph
    }

    #[test]
    fn hyphens_at_the_ends_of_lines() {
        let parts = "the har-\nbour wall\nwas clo-\nsed again";
        let compounds = "a twenty-four hour watch\nand the harbour wall\nand no more of it\n".repeat(8);
        for (text, before, after, wanted) in [
            (parts, "the har-", "bour wall", "the harbour wall"),
            (compounds.as_str(), "the har-", "bour wall", "the harbour wall"),
            (compounds.as_str(), "some twenty-", "four hours", "some twenty-four hours"),
            (compounds.as_str(), "a well-", "known place", "a well-known place"),
            (parts, "two-", "and three-year terms", "two- and three-year terms"),
            (parts, "the Anglo-", "Saxon wall", "the Anglo-Saxon wall"),
            (parts, "from 2030-", "2031 on", "from 2030-2031 on"),
            (compounds.as_str(), "the har\u{AD}", "bour", "the harbour"),
            (compounds.as_str(), "it was -", "as they say", "it was - as they say"),
            (compounds.as_str(), "it was", "closed", "it was closed"),
        ] {
            assert_eq!(joined(text, before, after), wanted, "{before} {after}");
        }
    }
}
