//! Direct quotations inside a block: byte ranges of the words between the marks, marks left out.
//!
//! A mark opens only where a quotation can open (after white space, a bracket or a dash) and closes only where one
//! can close, so that apostrophes, inches and plural possessives are not taken for marks. A quotation that is not
//! closed runs to the end of its block if the next block opens with a mark too: that is how a speech over several
//! paragraphs is set.

use std::cell::OnceCell;
use std::ops::Range;

use super::marks::{SINGLE, always_opens, closers, of_two};
use super::{scan, work};

/// Finds the quotations of `text`; `next` is the text of the following block.
pub fn find(text: &str, next: Option<&str>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<Open> = None;
    let single = Single { text, last: OnceCell::new(), last_behind_punctuation: OnceCell::new() };
    let mut behind = 0;
    let has_commas = text.contains(",,");
    let may_be = |b: u8| (b == b'"') | (b == b'\'') | (b == b'`') | (b == b'<') | (b == b'>') | (b >= 0xC2) | has_commas & (b == b',');
    while let Some(at) = scan::next(text, behind, may_be) {
        work::steps(1);
        // A mark, or a character beyond ASCII.
        let Some(mut c) = text[at..].chars().next() else { break };
        behind = at + c.len_utf8();
        let in_single = open.as_ref().is_some_and(|o| o.closers == SINGLE);
        let two = of_two(c).filter(|_| !in_single && text[behind..].starts_with(c));
        if let Some(mark) = two {
            c = mark;
            behind += 1;
        }
        let before = text[..at].chars().next_back().unwrap_or(' ');
        let after = text[behind..].chars().next().unwrap_or(' ');
        match &open {
            Some(o)
                if o.closers.contains(c)
                    && can_close(c, before, after)
                    && !(o.closers == SINGLE && single.is_possessive(at, before, after)) =>
            {
                if at > o.from {
                    found.push(o.from..at);
                }
                open = None;
            }
            // Two of them with white space behind are an operator, or a slip.
            None if can_open(c, before, after) && !(two.is_some() && after.is_whitespace()) => {
                let closers = closers(c);
                // A single mark that never closes is an apostrophe: 'tis, the '90s.
                if closers != SINGLE || !after.is_numeric() && single.closes_behind(behind) {
                    open = Some(Open { from: behind, closers });
                }
            }
            _ => {}
        }
    }
    if let Some(o) = open {
        let continued = next.and_then(|n| n.trim_start().chars().next()).is_some_and(|c| !closers(c).is_empty());
        if continued && o.from < text.len() {
            found.push(o.from..text.len());
        }
    }
    found
}

struct Open {
    from: usize,
    closers: &'static str,
}

fn can_open(c: char, before: char, after: char) -> bool {
    always_opens(c)
        || !closers(c).is_empty() && !before.is_alphanumeric() && !matches!(before, '.' | ',' | '!' | '?') && !after.is_whitespace()
}

fn can_close(c: char, before: char, after: char) -> bool {
    match c {
        '\'' | '\u{2019}' => !before.is_whitespace() && !after.is_alphanumeric(),
        '"' => !(before.is_whitespace() && after.is_alphanumeric()),
        _ => true,
    }
}

/// Where single marks close, looked for from the end and once a text: every mark asks for the last one behind it, and a text may have
/// nothing but marks.
struct Single<'a> {
    text: &'a str,
    last: OnceCell<Option<usize>>,
    last_behind_punctuation: OnceCell<Option<usize>>,
}

impl Single<'_> {
    /// "the workers’ plan": a mark behind an s and before a word, where the quotation is closed later behind punctuation.
    fn is_possessive(&self, at: usize, before: char, after: char) -> bool {
        let closes = |before: char, _: char| matches!(before, ',' | '.' | '!' | '?');
        before == 's' && after == ' ' && self.last_behind_punctuation.get_or_init(|| self.last(closes)).is_some_and(|last| last > at)
    }

    /// Whether a mark that is not the next character can close a quotation.
    fn closes_behind(&self, from: usize) -> bool {
        let closes = |before: char, after: char| can_close('\'', before, after);
        self.last.get_or_init(|| self.last(closes)).is_some_and(|last| last > from)
    }

    /// The last mark between two characters between which it closes.
    fn last(&self, closes: impl Fn(char, char) -> bool) -> Option<usize> {
        let mut after = ' ';
        let mut marks = self.text.char_indices().rev().filter_map(|(at, c)| {
            let behind = std::mem::replace(&mut after, c);
            SINGLE.contains(c).then_some((at, behind))
        });
        marks
            .find(|&(at, after)| {
                work::steps(1);
                closes(self.text[..at].chars().next_back().unwrap_or(' '), after)
            })
            .map(|(at, _)| at)
    }
}

#[cfg(test)]
mod tests {
    use super::{find, work};

    fn quoted<'a>(text: &'a str, next: Option<&str>) -> Vec<&'a str> {
        find(text, next).into_iter().map(|r| &text[r]).collect()
    }

    #[test]
    fn marks_of_many_languages() {
        for text in [
            "He said \"we go\" now",
            "He said \u{201C}we go\u{201D} now",
            "Er sagte \u{201E}we go\u{201C} now",
            "Il dit \u{AB}we go\u{BB} now",
            "han sa \u{201D}we go\u{201D} nu",
            "he said \u{2018}we go\u{2019} now",
            "he said 'we go' now",
            "彼は\u{300C}we go\u{300D}と",
        ] {
            assert_eq!(quoted(text, None), ["we go"], "{text}");
        }
        for text in
            ["he said ``we go'' now", "he said ''we go'' now", "il a dit <<we go>> hier", "er sagte ,,we go'' dann", "he said 'we go' now"]
        {
            assert_eq!(quoted(text, None), ["we go"], "{text}");
        }
        assert_eq!(quoted("a << b and c >> 2, ,, and `ls` or 'x'", None), ["x"]);
        assert_eq!(quoted("\u{AB} on y va \u{BB}, dit-elle", None), [" on y va "]);
    }

    #[test]
    fn broken_off_and_nested() {
        assert_eq!(quoted("\"We go,\" she said, \"and \u{2018}soon\u{2019} too.\"", None), ["We go,", "and \u{2018}soon\u{2019} too."]);
    }

    #[test]
    fn apostrophes_and_inches_are_no_quotations() {
        assert!(quoted("The workers\u{2019} plan isn't the city's, 'tis said", None).is_empty());
        assert!(quoted("A 12\" pipe burst", None).is_empty());
        assert!(quoted("In the '90s, the boys' club closed", None).is_empty());
        assert_eq!(
            quoted("\u{2018}The workers\u{2019} plan to stay is sound,\u{2019} she said", None),
            ["The workers\u{2019} plan to stay is sound,"]
        );
    }

    #[test]
    fn runs_over_paragraphs() {
        assert_eq!(quoted("\u{201C}We begin.", Some("\u{201C}We end.\u{201D}")), ["We begin."]);
        assert!(quoted("\u{201C}We begin.", Some("They ended.")).is_empty());
    }

    #[test]
    fn marks_without_end_take_work_by_their_number() {
        let texts = ["'s' ", "'s ", "s' ", "\u{2018}s ", "'\u{2018}a", "a\" ", "\u{AB}'s "];
        for piece in texts {
            let steps = |pieces: usize| work::counted(|| drop(find(&piece.repeat(pieces), None)));
            let (once, twice) = (steps(2000), steps(4000));
            assert!(twice * 10 <= once * 26, "{piece:?}: {once} and {twice} steps");
        }
    }
}
