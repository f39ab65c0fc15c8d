//! Where words begin and end: the rules of UAX #29, by hand for ASCII and the few marks beyond it that English is set
//! with, by the crate for everything else. By hand they take a fifth of the time.

use std::iter::Peekable;
use std::ops::Range;

use unicode_segmentation::{UnicodeSegmentation, UnicodeWordIndices};

use super::disguise::is_european;
use super::marks::stands_for_apostrophe;
use super::scan::Core;

/// Where the words of a text stand, as `unicode_word_indices` has them, but for words that are parted by spaces without a width
/// or by a sign that stands for an apostrophe.
pub struct Segments<'a> {
    text: &'a str,
    core: Core,
    /// Behind the last word. Words end here whatever comes, so that what follows can be cut by itself.
    at: usize,
    /// A stretch that the crate cuts, and where it begins.
    beyond: Option<(usize, Peekable<UnicodeWordIndices<'a>>)>,
}

impl<'a> Segments<'a> {
    pub fn of(text: &'a str) -> Segments<'a> {
        Segments::with(text, Core::default())
    }

    /// In the room of another text; [`Segments::into_room`] gives it back.
    pub fn with(text: &'a str, mut core: Core) -> Segments<'a> {
        core.read(text.as_bytes());
        Segments { text, core, at: 0, beyond: None }
    }

    pub fn into_room(self) -> Core {
        self.core
    }

    /// Leaves what comes next to the crate, up to a space with ASCII behind it: to such a one no sign without a width of
    /// its own is joined, nor one of the wider spaces.
    fn leave(&mut self, until: usize) {
        let rest = &self.text.as_bytes()[until..];
        let len = rest.windows(2).position(|pair| pair[0] == b' ' && pair[1] != b' ' && pair[1].is_ascii()).unwrap_or(rest.len());
        let stretch = &self.text[self.at..until + len];
        self.beyond = Some((self.at, stretch.unicode_word_indices().peekable()));
        self.at = until + len;
    }
}

impl<'a> Iterator for Segments<'a> {
    type Item = Range<usize>;

    #[inline]
    fn next(&mut self) -> Option<Range<usize>> {
        let bytes = self.text.as_bytes();
        loop {
            if let Some((from, words)) = &mut self.beyond {
                if let Some((at, word)) = words.next() {
                    let start = *from + at;
                    let mut end = start + word.len();
                    while let Some((at, word)) = words.next_if(|(at, _)| is_one_word(self.text, end, *from + at)) {
                        end = *from + at + word.len();
                    }
                    return Some(start..end);
                }
                self.beyond = None;
            }
            let start = self.core.next(self.at).min(bytes.len());
            let mut at = self.at;
            // Marks between words are ours, or the crate cuts from there on.
            while at < start {
                at += match (bytes[at], mark(bytes, at)) {
                    (0..0x80, _) => 1,
                    (_, Some((_, width))) => width,
                    (_, None) => break,
                };
            }
            if at < start {
                self.leave(at);
                continue;
            }
            if start == bytes.len() {
                return None;
            }
            let end = loop {
                at = self.core.end(at);
                match bytes.get(at) {
                    None | Some(b' ') => break Some(at),
                    Some(_) => match behind(bytes, at) {
                        Behind::End => break Some(at),
                        Behind::Joined(next) => at = next,
                        Behind::Unknown => break None,
                    },
                }
            };
            let Some(end) = end else {
                self.leave(at);
                continue;
            };
            self.at = end;
            // Underscores alone are no word.
            if bytes[start] != b'_' || bytes[start..end].iter().any(u8::is_ascii_alphanumeric) {
                return Some(start..end);
            }
        }
    }
}

/// Whether a reader sees one word where the rules see two: nothing stands between the end of a word and the start of the next but
/// spaces without a width, in a script that sets none between the letters of a word (others part words by them), or a sign that was
/// typed for an apostrophe.
fn is_one_word(text: &str, end: usize, next: usize) -> bool {
    let (before, after, between) = (text[..end].chars().next_back(), text[next..].chars().next(), &text[end..next]);
    let goes_on = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || is_european(c));
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let mut marks = between.chars();
    let apostrophe = marks.next().is_some_and(stands_for_apostrophe) && marks.next().is_none();
    next > end
        && (between.chars().all(|c| c == '\u{200B}') && goes_on(before) && goes_on(after)
            || apostrophe && is_letter(before) && is_letter(after))
}

/// What stands behind letters, digits and underscores.
enum Behind {
    End,
    /// The word goes on here.
    Joined(usize),
    /// The crate has to tell.
    Unknown,
}

/// Which characters a mark joins to one word where it stands between two of them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joins {
    Nothing,
    Letters,
    Digits,
    /// Letters with letters, digits with digits.
    Both,
}

/// What a mark joins and how many bytes it has; `None` for characters that are none of ours.
fn mark(bytes: &[u8], at: usize) -> Option<(Joins, usize)> {
    Some(match *bytes.get(at)? {
        b'.' | b'\'' => (Joins::Both, 1),
        b':' | b'`' => (Joins::Letters, 1),
        b',' | b';' => (Joins::Digits, 1),
        0..0x80 => (Joins::Nothing, 1),
        0xC2 if bytes.get(at + 1) == Some(&0xA0) => (Joins::Nothing, 2), // no-break space
        0xC2 if bytes.get(at + 1) == Some(&0xB4) => (Joins::Letters, 2), // ´
        0xE2 if bytes.get(at + 1) == Some(&0x80) => match bytes.get(at + 2)? {
            0x9B | 0xB2 => (Joins::Letters, 3),                      // ‛ ′
            0x98 | 0x99 => (Joins::Both, 3),                         // ‘ ’
            0x93 | 0x94 | 0x9C | 0x9D | 0xA6 => (Joins::Nothing, 3), // – — “ ” …
            _ => return None,
        },
        _ => return None,
    })
}

fn behind(bytes: &[u8], at: usize) -> Behind {
    let Some((joins, width)) = mark(bytes, at) else { return Behind::Unknown };
    if joins == Joins::Nothing {
        return Behind::End;
    }
    let (before, next) = (bytes[at - 1], at + width);
    let joined = match bytes.get(next) {
        None => false,
        Some(b) if b.is_ascii_alphabetic() => before.is_ascii_alphabetic() && joins != Joins::Digits,
        Some(b) if b.is_ascii_digit() => before.is_ascii_digit() && joins != Joins::Letters,
        Some(_) if mark(bytes, next).is_none() => return Behind::Unknown,
        Some(_) => false,
    };
    if joined { Behind::Joined(next) } else { Behind::End }
}

/// The words of a name or a phrase, by UAX #29 alone: without what [`crate::words`] joins, parts and leaves out.
pub fn plain_words(text: &str) -> Vec<&str> {
    text.unicode_words().collect()
}

#[cfg(test)]
mod tests {
    use unicode_segmentation::UnicodeSegmentation;

    use super::Segments;

    #[test]
    fn words_are_those_of_uax_29() {
        // Of every class of the rules, and those that rules look ahead or behind for.
        let pieces = [
            "a",
            "B",
            "9",
            "_",
            "'",
            ".",
            ":",
            ",",
            ";",
            "\"",
            "-",
            " ",
            "\n",
            "\r\n",
            "\u{B}",
            "\0",
            "\u{2019}",
            "\u{2018}",
            "\u{201C}",
            "\u{201D}",
            "\u{2013}",
            "\u{2026}",
            "\u{A0}",
            "\u{E9}",
            "\u{301}",
            "\u{200D}",
            "\u{1F170}",
            "\u{1F6A2}",
            "\u{1F1E9}",
            "\u{5D0}",
            "\u{30AB}",
            "\u{6E21}",
            "\u{3042}",
            "\u{E01}",
            "\u{AD}",
            "\u{2003}",
            "\u{FF0E}",
            "\u{660}",
            "\u{66C}",
            "\u{B7}",
            "\u{203F}",
            "\u{85}",
            "\u{2024}",
        ];
        let mut random = 0x9E37_79B9_7F4A_7C15_u64;
        for round in 0..60_000 {
            // Every third text is ASCII, every third has the marks of English.
            let of = [16, 23, pieces.len()][round % 3];
            let mut text = String::new();
            for _ in 0..1 + round % 17 {
                random ^= random << 13;
                random ^= random >> 7;
                random ^= random << 17;
                text.push_str(pieces[(random >> 33) as usize % of]);
            }
            is_cut_alike(&text);
        }
        // A joiner joins what follows it to all the spaces before it.
        is_cut_alike(".\u{2003}  \u{200D}\u{1F170}a");
    }

    fn is_cut_alike(text: &str) {
        let ours: Vec<(usize, &str)> = Segments::of(text).map(|range| (range.start, &text[range])).collect();
        let theirs: Vec<(usize, &str)> = text.unicode_word_indices().collect();
        assert_eq!(ours, theirs, "{text:?}");
    }
}
