//! Names, titles and addresses of others, as a reader may be shown them in a line of ours: they break no line, move no cursor,
//! and turn nothing around them. The extension does the same in `names.ts`.

use std::borrow::Cow;

/// Signs that turn the text behind them, up to the end of the line if nothing ends them.
fn turns(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Letters of scripts that are written from right to left.
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

/// On one line, without control characters, which become U+FFFD, and without signs of direction, which are left out.
pub fn plain(text: &str) -> Cow<'_, str> {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    if !text.contains(|c| breaks(c) || turns(c)) {
        return text.into();
    }
    text.chars().filter(|c| !turns(*c)).map(|c| if breaks(c) { '\u{FFFD}' } else { c }).collect::<String>().into()
}

/// Plain, and between the signs FSI and PDI where letters from right to left would turn what stands beside them.
pub fn isolated(text: &str) -> Cow<'_, str> {
    let plain = plain(text);
    if plain.contains(is_right_to_left) { format!("\u{2068}{plain}\u{2069}").into() } else { plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_others_acts_on_the_line() {
        assert!(matches!(isolated("Skarn Head, 3 – «Tern»"), Cow::Borrowed(_)));
        assert_eq!(
            isolated("https://skarn.example/\u{202E}moc.kcalb\r\n\u{1B}[2J"),
            "https://skarn.example/moc.kcalb\u{FFFD}\u{FFFD}\u{FFFD}[2J"
        );
        assert_eq!(isolated("\u{2066}\u{200F}הספינה\u{61C}"), "\u{2068}הספינה\u{2069}");
        assert_eq!(plain("one\u{2028}two\tthree\u{85}"), "one\u{FFFD}two\u{FFFD}three\u{FFFD}");
    }
}
