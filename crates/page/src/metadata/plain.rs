//! Texts of metadata as a reader would see them.

use serde_json::Value;
use wherefrom_text::json;
use wherefrom_text::unicode::lowercase;

/// On one line, with the signs that HTML has for characters as these: some systems write them into data too.
pub fn clean(text: &str) -> String {
    on_one_line(&unescaped(text))
}

/// On one line.
pub fn on_one_line(text: &str) -> String {
    let mut plain = String::new();
    for word in text.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.push_str(word);
    }
    plain
}

/// Bytes of the longest name of a character, or of its number.
const MAX_SIGN: usize = 7;

/// With `&amp;`, `&#8217;` and the like as the characters that they are.
pub fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('&') {
        plain.push_str(before);
        let end = behind.bytes().take(MAX_SIGN + 1).position(|byte| byte == b';');
        let sign = end.and_then(|end| Some((character(&behind[..end])?, &behind[end + 1..])));
        let (c, behind) = sign.unwrap_or(('&', behind));
        plain.push(c);
        rest = behind;
    }
    plain + rest
}

const SIGNS: &[(&str, char)] = &[("amp", '&'), ("quot", '"'), ("apos", '\''), ("lt", '<'), ("gt", '>'), ("nbsp", ' ')];

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']);
        return char::from_u32(u32::from_str_radix(hex.unwrap_or(number), if hex.is_some() { 16 } else { 10 }).ok()?);
    }
    SIGNS.iter().find(|(sign, _)| *sign == name).map(|(_, c)| *c)
}

/// A string of JSON as a reader would see it.
pub fn of_json(raw: &str) -> String {
    if !raw.contains('\\') {
        return clean(raw);
    }
    // No line may end in a string of JSON.
    match json::parse(&["\"", &on_one_line(raw), "\""].concat()) {
        Ok(Value::String(text)) => clean(&text),
        _ => clean(&raw.replace('\\', "")),
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

    #[test]
    fn strings_of_json() {
        assert_eq!(of_json("a\n  \\u00e9\\ud83d\\ude00 \\n \\/ \\\\u0041 \\u0026amp;"), "a é\u{1F600} / \\u0041 &");
        assert_eq!(of_json(r"it\'s"), "it's");
        // What is written twice is read once.
        assert_eq!(of_json("Tern &amp;amp; Sons"), "Tern &amp; Sons");
        assert_eq!(of_json("Tern &amp;amp; Sons \\u2013 a"), "Tern &amp; Sons – a");
        assert_eq!(of_json(r"Tern &amp;amp; Son\'s"), "Tern &amp; Son's");
    }
}
