//! Texts of metadata as a reader would see them.

use wherefrom_text::unicode::lowercase;

/// On one line, with the signs that HTML has for characters as these: some systems write them into data too.
pub fn clean(text: &str) -> String {
    unescaped(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// With `&amp;`, `&#8217;` and the like as the characters that they are.
pub fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let name = rest.split_once(';').map(|(name, _)| &name[1..]).filter(|name| name.len() <= 7);
        match name.and_then(|name| Some((name, character(name)?))) {
            Some((name, c)) => {
                plain.push(c);
                rest = &rest[name.len() + 2..];
            }
            None => {
                plain.push('&');
                rest = &rest[1..];
            }
        }
    }
    plain.push_str(rest);
    plain
}

fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "nbsp" => Some(' '),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = number.strip_prefix(['x', 'X']).map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok());
            code.and_then(char::from_u32)
        }
    }
}

/// Letters and digits alone, to compare titles.
pub fn letters(text: &str) -> String {
    lowercase(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_html() {
        assert_eq!(clean("Tern&#8217;s  &quot;ferry&quot; &amp; Sons &x &#x41;&nope; &"), "Tern\u{2019}s \"ferry\" & Sons &x A&nope; &");
        assert_eq!(letters("Fähre — auf Grund!"), "fähreaufgrund");
    }
}
