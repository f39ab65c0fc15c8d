//! Whether a date that nothing says what it is of stands by itself: with the time of day, names, and how long the reading takes. A date
//! in a sentence or in a span of days is another thing's.

use wherefrom_text::date::is_weekday;
use wherefrom_text::unicode::lowercase;

/// Words before the name of an author, in the languages of the lexicon.
const BY: &str = "by von par por di door av autor автор από بقلم מאת 作者";
/// Words between a date and what stands beside it, and what a label calls it that says no more.
const BESIDE: &str = "on at the am den um uhr le à el a las del il op om på kl в г date datum fecha data";

/// A name of more words is a title, and a single word may be anything.
const MAX_NAME: usize = 4;
/// So many words of so many bytes in small letters may stand on each side: more make a sentence.
const MAX_SMALL: usize = 2;
const LONG: usize = 5;

/// Whether a line that has this before a date, and this behind it, is no more than the date of an article.
pub fn stands_alone(before: &str, after: &str, tag: Option<&str>) -> bool {
    let after = after.strip_prefix('日').or(after.strip_prefix('일')).unwrap_or(after);
    is_beside(before, false, tag) && is_beside(after, true, tag)
}

/// Whether what stands on one side of a date may: next to it are names, days of the week, the time of day, or how long the reading takes.
#[inline(never)]
fn is_beside(text: &str, is_behind: bool, tag: Option<&str>) -> bool {
    let (mut long, mut is_over) = (0, false);
    // Of the part of the line next to the date.
    let (mut names, mut is_lone, mut is_by, mut is_number, mut is_other) = (0, false, false, false, false);
    for given in text.split_whitespace() {
        let last = given.as_bytes()[given.len() - 1];
        let word = if last.is_ascii_punctuation() { &given[..given.len() - 1] } else { given };
        let first = word.chars().next().unwrap_or('|');
        let is_small = first.is_lowercase();
        long += usize::from(is_small && word.len() >= LONG);
        if is_over {
            continue;
        }
        let word = lowercase(word);
        let is_joining = is_of(BESIDE, &word) || is_weekday(&word, tag);
        is_by |= (names == 0 || is_behind) && is_of(BY, &word);
        if first.is_numeric() || is_joining {
            is_number |= first.is_numeric();
            // What takes place on a day has a word for that between.
            is_other |= names > 0 && !is_by && !is_behind;
        } else if first.is_alphanumeric() && !is_by && !is_number {
            names += 1;
            is_lone = names == 1 && !is_behind && first.is_uppercase();
            is_other |= is_small || last == b':';
        }
        // "Sunday, 2 March"
        if is_joining || matches!(last, b'.' | b':' | b'0'..=b'9') || given.ends_with(char::is_alphabetic) {
            continue;
        }
        is_over = is_behind;
        if !is_behind {
            (names, is_lone, is_by, is_number, is_other) = (0, false, false, false, false);
        }
    }
    // Of a script without spaces, words that run on.
    let next = if is_behind { text.bytes().next() } else { text.bytes().next_back() };
    let is_glued = names > 0 && next.is_some_and(|byte| byte >= 0x80);
    long <= MAX_SMALL && !is_other && !is_lone && names <= MAX_NAME && !is_glued
}

fn is_of(list: &str, word: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}

/// Whether a day is the last of a span, by what stands between it and the day before it or, where that is not written in full, up to it.
pub fn is_span(before: &str) -> bool {
    let mut is_dash = false;
    for c in before.chars().rev() {
        if c.is_alphanumeric() {
            return is_dash && c.is_ascii_digit();
        }
        is_dash |= matches!(c, '-' | '\u{2013}');
    }
    is_dash
}

/// The name in "By Ada Lund". A name may begin with "von" itself: before two names it is no part of them.
pub fn after_by(text: &str) -> Option<&str> {
    let (word, name) = text.split_once(' ')?;
    let word = lowercase(word);
    (is_of(BY, &word) && (word != "von" || name.contains(' '))).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wherefrom_text::date::find;

    /// Texts with a date in them that may be the article's, and those in which it is another thing's.
    #[test]
    fn what_stands_beside_a_date() {
        for (tag, alone, text) in [
            ("en", true, "2 March 2031"),
            ("en", true, "Sunday, 2 March 2031, 8:05 pm EST"),
            ("en", true, "By Ada Lund on 2 March 2031"),
            ("en", true, "by jzb 2 March 2031"),
            ("en", true, "Ada Lund 2 March 2031 - 4 min read"),
            ("en", true, "Weir Sedge, 2 March 2031 | Local news"),
            ("en", true, "2 March 2031Ada Lund"),
            ("en", true, "2 March 2031 20 min read"),
            ("en", true, "Ada Lund • 2 March 2031 at 10:15 by Otto Reed"),
            ("en", true, "Date: 2 March 2031"),
            ("de", true, "Von Ada Lund am Sonntag, 2. März 2031, 8.30 Uhr"),
            ("de", true, "Sonntag, 2. März 2031 um 20 Uhr"),
            ("fr", true, "Par Ada Lund, le dimanche 2 mars 2031 à 8h05"),
            ("es", true, "Ada Lund | El 2 de marzo de 2031"),
            ("en", true, "#1 2 March 2031, 15:14:37"),
            ("ja", true, "2031年3月2日 8:05"),
            ("zh", true, "堰报 2031年3月2日"),
            ("en", false, "The fair on the quay opens 3 May 2031"),
            ("en", false, "Concert on 3 May 2031"),
            ("en", false, "3 May 2031 at the town hall"),
            ("en", false, "From 3 May 2031"),
            ("en", false, "3 - 5 May 2031"),
            ("de", false, "Konzert am 3. Mai 2031"),
            ("de", false, "Konzert am Sonntag, 3. Mai 2031"),
            ("de", false, "Ab 3. Mai 2031"),
            ("de", false, "Beginn: 3. Mai 2031"),
            ("fr", false, "Concert le 3 mai 2031"),
            ("fr", false, "Jusqu’au 3 mai 2031"),
            ("es", false, "Concierto el 3 de mayo de 2031"),
            ("it", false, "Fiera dal 3 maggio 2031"),
            ("pl", false, "Koncert 3 maja 2031"),
            ("zh", false, "音乐会于2031年3月2日举行"),
        ] {
            let (at, _) = find(text, Some(tag)).unwrap_or_else(|| panic!("none in {text}"));
            assert_eq!(stands_alone(&text[..at.start], &text[at.end..], Some(tag)) && !is_span(&text[..at.start]), alone, "{text}");
        }
    }
}
