//! Text whose lines are cut at a width, as e-mails and old text files are: its lines joined to paragraphs.
//!
//! A line that was cut is known by the next word: it would not have fitted. Where nearly all lines that stop in the middle of a
//! sentence are of this kind, the text was wrapped; otherwise its lines are left alone, and verses, lists and headlines stay lines.

use crate::core::{PageBlock, PageInput};
use crate::hyphens::Hyphens;

/// Texts are wrapped at no narrower and no wider columns.
const WIDTHS: std::ops::RangeInclusive<usize> = 28..=110;

/// Some programs even the lines out, so that the next word would have fitted by a little.
const SLACK: usize = 8;

/// A page from plain text: a block a paragraph, where the text is wrapped, otherwise a block a line. A block's line is its first.
pub fn page(text: &str) -> PageInput {
    let lines: Vec<Line<'_>> = text.strip_prefix('\u{FEFF}').unwrap_or(text).lines().map(Line::of).collect();
    let Some(width) = width(&lines) else { return PageInput::from_text(text) };
    let mut blocks: Vec<PageBlock> = Vec::new();
    // A paragraph's end that no empty line follows: the others may have ended with a full line.
    let ends_short = |pair: &[Line<'_>]| pair[0].ends_before(&pair[1]) && pair[0].with_word_of(&pair[1]) + SLACK <= width;
    let unspaced = lines.iter().all(|line| !line.text.is_empty()) || lines.windows(2).any(ends_short);
    let hyphens = Hyphens::of(&lines.iter().map(|line| line.text).collect::<Vec<_>>());
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.text.is_empty()) {
        let goes_on = at > 0 && lines[at - 1].goes_on(line, width) && !(unspaced && lines[at - 1].ends_before(line));
        match blocks.last_mut().filter(|_| goes_on) {
            Some(block) => hyphens.join(&mut block.text, line.text),
            None => blocks.push(PageBlock { text: line.text.to_owned(), line: Some(at as u32 + 1), ..PageBlock::default() }),
        }
    }
    PageInput::default().with_blocks(Vec::new(), blocks).expect("the blocks are inside nothing")
}

/// A line without what stands around its text.
struct Line<'a> {
    text: &'a str,
    /// Signs of quotation in e-mails before the text, and white space.
    quoting: usize,
    indent: usize,
    /// Characters, with all that stands before the text.
    width: usize,
}

impl<'a> Line<'a> {
    fn of(line: &'a str) -> Line<'a> {
        let line = line.trim_end();
        let bare = line.trim_start_matches(|c: char| c == '>' || c.is_whitespace());
        let before = &line[..line.len() - bare.len()];
        let indent = before.chars().rev().take_while(|&c| c != '>').count();
        Line { text: bare, quoting: before.matches('>').count(), indent, width: line.chars().count() }
    }

    /// It stops where no sentence does.
    fn is_open(&self) -> bool {
        let end = self.text.trim_end_matches(['"', '\'', '”', '’', '»', '“', ')', ']', '*', '_']);
        !end.ends_with(['.', '!', '?', '…', ':', ';', '。', '！', '？', '．', '।', '؟', '۔', '։'])
    }

    /// How wide the line would be with the next one's first word. Scripts without blanks are cut at any character.
    fn with_word_of(&self, next: &Line<'_>) -> usize {
        match next.text.chars().next() {
            Some(first) if is_unspaced(first) => self.width + 1,
            _ => self.width + 1 + next.text.split_whitespace().next().map_or(0, |word| word.chars().count()),
        }
    }

    /// Whether the next line may belong to the same paragraph.
    fn may_go_on(&self, next: &Line<'_>) -> bool {
        let is_indented = next.indent >= self.indent + 2 && !starts_item(self.text);
        !self.text.is_empty() && !next.text.is_empty() && self.quoting == next.quoting && !is_indented && !starts_item(next.text)
    }

    /// A sentence ends here and the next line begins one.
    fn ends_before(&self, next: &Line<'_>) -> bool {
        self.may_go_on(next) && !self.is_open() && !starts_within(next.text)
    }

    fn goes_on(&self, next: &Line<'_>, width: usize) -> bool {
        let fits = self.with_word_of(next) <= width;
        let evened = self.is_open() && starts_within(next.text) && self.width * 2 >= width;
        self.may_go_on(next) && (!fits || evened)
    }
}

/// Begins as an entry of a list does.
fn starts_item(text: &str) -> bool {
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let number = first.trim_end_matches(['.', ')']);
    let numbered = number.len() < first.len() && (1..=3).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    // A dash with a blank may go on with a sentence as well; the hyphen is a bullet.
    !rest.is_empty() && (numbered || matches!(first, "-" | "*" | "•" | "+" | "·" | "o" | "--"))
}

/// Begins in the middle of a sentence, as far as its first character tells.
fn starts_within(text: &str) -> bool {
    text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_lowercase() || c.is_alphabetic() && !c.is_uppercase())
}

/// Of a script that is written without blanks between its words.
pub fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

/// The width that the text was wrapped at; `None` where it was not.
fn width(lines: &[Line<'_>]) -> Option<usize> {
    // An address has no blank to be cut at.
    let mut widths: Vec<usize> =
        lines.iter().filter(|line| line.text.contains(' ') || line.text.chars().any(is_unspaced)).map(|line| line.width).collect();
    widths.sort_unstable();
    // A line in thirty may be longer: a table, or a heading that nobody cut.
    let width = *widths.get((widths.len() * 30).div_ceil(31).checked_sub(1)?)?;
    if !WIDTHS.contains(&width) {
        return None;
    }
    let (mut open, mut cut, mut within, mut ended) = (0, 0, 0, 0);
    let (mut exact, mut wide, mut short) = (0, 0, 0);
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        wide += usize::from(line.width > width && !line.text.is_empty());
        if !line.may_go_on(next) {
            continue;
        }
        // Addresses and signatures are lines of their own in a text whose paragraphs are wrapped.
        if line.width * 2 < width {
            short += 1;
        } else if line.is_open() {
            open += 1;
            cut += usize::from(line.with_word_of(next) + SLACK > width);
            exact += usize::from(line.with_word_of(next) > width);
            within += usize::from(starts_within(next.text));
        } else {
            ended += 1;
        }
    }
    let is_wrapped =
        open >= 2 && cut * 10 >= open * 9 && exact * 10 >= open * 6 && within * 2 >= open && open >= ended && open + ended >= short;
    (is_wrapped && wide * 20 <= lines.len()).then_some(width)
}

#[cfg(test)]
mod tests {
    use super::page;

    fn blocks(text: &str) -> Vec<(u32, String)> {
        page(text).blocks().iter().map(|b| (b.line.unwrap_or_default(), b.text.clone())).collect()
    }

    fn wrap(text: &str, width: usize) -> String {
        let mut lines = vec![String::new()];
        for word in text.split(' ') {
            let last = lines.last_mut().expect("a line");
            if !last.is_empty() && last.chars().count() + 1 + word.chars().count() > width {
                lines.push(word.to_owned());
            } else {
                if !last.is_empty() {
                    last.push(' ');
                }
                last.push_str(word);
            }
        }
        lines.join("\n")
    }

    const FIRST: &str = "The harbour wall at Skarn Head was closed on Tuesday after divers found that two of its oldest \
        footings had been hollowed out by the current. The council has asked for a second survey before the autumn gales.";
    const SECOND: &str = "Fishing crews will be moved to the northern quay until then, which leaves room for no more than nine \
        boats at a time; the others are to lie at anchor off the point and be unloaded in turn.";

    #[test]
    fn wrapped_paragraphs_are_joined_at_any_width() {
        for width in 36..=90 {
            let text = format!("Harbour wall closed\n\n{}\n\n{}\n", wrap(FIRST, width), wrap(SECOND, width));
            let second = 4 + wrap(FIRST, width).lines().count() as u32;
            let wanted = [(1, "Harbour wall closed".to_owned()), (3, FIRST.to_owned()), (second, SECOND.to_owned())];
            assert_eq!(blocks(&text), wanted, "{width}: {text}");
        }
    }

    #[test]
    fn paragraphs_without_empty_lines_between_them() {
        for width in 40..=80 {
            let text = [FIRST, SECOND, FIRST, SECOND].map(|text| wrap(text, width)).join("\n");
            let found: Vec<String> = blocks(&text).into_iter().map(|(_, text)| text).collect();
            // Where a full line ends a sentence, a paragraph may have been cut there, but none is joined with the next.
            assert!(
                found.len() >= 4 && found.iter().all(|block| FIRST.contains(block.as_str()) || SECOND.contains(block.as_str())),
                "{width}: {found:?}"
            );
        }
    }

    #[test]
    fn answers_in_mails_lose_their_signs() {
        let quoted: String = wrap(FIRST, 66).lines().map(|line| format!("> {line}\n")).collect();
        let text = format!("Ada Quill wrote:\n\n{quoted}\n{}\n\n-- \nBo Finch\nHarbour desk\n", wrap(SECOND, 68));
        let found: Vec<String> = blocks(&text).into_iter().map(|(_, text)| text).collect();
        assert_eq!(found, ["Ada Quill wrote:", FIRST, SECOND, "--", "Bo Finch", "Harbour desk"]);
    }

    #[test]
    fn entries_of_lists_stay_apart() {
        let list =
            format!("{}\n- {}\n- {}\n1. {}\n", wrap(FIRST, 60), wrap(SECOND, 58).replace('\n', "\n  "), "one more", "the last one of them");
        let found: Vec<String> = blocks(&list).into_iter().map(|(_, text)| text).collect();
        assert_eq!(found, [FIRST, &format!("- {SECOND}"), "- one more", "1. the last one of them"]);
    }

    #[test]
    fn lines_that_nobody_cut_stay_lines() {
        for text in [
            "The tide came in across the sand,\nAnd no one heard the warning bell;\nA lantern in the keeper's hand\nWent out before the water fell,\nand then the long grey morning came\nto say that nothing was the same",
            "Ferry runs aground off Skarn Head\nCouncil votes on harbour wall again\nHeron nests on cinema roof a third time\nTug crews ask for better pay and rest",
            "The ferry ran aground at dawn.\nNobody was hurt.\nThe tug came at noon.\nThe wall was closed.",
            &format!("{FIRST}\n{SECOND}\n{FIRST}\n{SECOND}"),
            "From: Ada\nTo: Bo\nSubject: Harbour\nDate: today",
        ] {
            let lines: Vec<&str> = text.lines().collect();
            assert_eq!(blocks(text).iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>(), lines);
        }
    }

    #[test]
    fn scripts_without_blanks() {
        let sentence = "港口の壁は火曜日に閉鎖された。潜水士が最も古い土台の二つが流れによって空洞になっているのを見つけたためであり、議会は秋の嵐の前に二度目の調査を求めている。漁船はそれまで北の岸壁に移される。";
        let characters: Vec<char> = sentence.chars().collect();
        let wrapped: Vec<String> = characters.chunks(30).map(|line| line.iter().collect()).collect();
        assert_eq!(blocks(&wrapped.join("\n")), [(1, sentence.to_owned())]);
    }
}
