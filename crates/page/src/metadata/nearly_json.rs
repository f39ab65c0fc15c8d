//! JSON that is nearly JSON, as pages have it: with comments around or in it, line breaks and quotation marks in its strings, commas too
//! many or too few, several values in a row, an end that is missing.

use serde_json::{Map, Value};
use wherefrom_text::json;

/// What a page's description nests at most.
const MAX_DEPTH: usize = 32;

/// The values of a text: the one that it is, else all that can be read of it.
pub fn read(text: &str) -> Vec<Value> {
    if let Ok(value) = json::parse(text.trim()) {
        return vec![value];
    }
    // Some systems write the signs of HTML as if the script were text.
    let is_escaped = text.contains("&quot;") && !text.contains('"');
    let unescaped = if is_escaped { super::plain::unescaped(text) } else { text.to_owned() };
    let values = all(&unescaped);
    // Or put all of it into a comment, for browsers that knew no scripts.
    if values.is_empty() && text.contains("<!--") { all(&unescaped.replace("<!--", "")) } else { values }
}

fn all(text: &str) -> Vec<Value> {
    let mut reader = Reader { text, at: 0 };
    let mut values = Vec::new();
    while let Some(c) = reader.peek() {
        if matches!(c, b'{' | b'[') {
            values.push(reader.value(0));
        } else {
            reader.at += 1;
        }
    }
    values
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    /// The next byte that is neither white space nor of a comment.
    fn peek(&mut self) -> Option<u8> {
        loop {
            let rest = self.text.as_bytes().get(self.at..)?;
            let end = [("/*", "*/"), ("<!--", "-->"), ("//", "\n"), ("<![CDATA[", ""), ("]]>", ""), ("-->", "")]
                .iter()
                .find_map(|(begin, end)| rest.starts_with(begin.as_bytes()).then_some((begin.len(), *end)));
            match end {
                Some((begin, "")) => self.at += begin,
                // A line that is a comment may hold the mark of one that begins or ends behind it.
                Some((2, "\n")) if matches!(rest.get(2), Some(b'<' | b']' | b'-')) => self.at += 2,
                Some((begin, end)) => {
                    let from = self.at + begin;
                    self.at = self.text[from..].find(end).map_or(self.text.len(), |length| from + length + end.len());
                }
                None if rest.first()?.is_ascii_whitespace() => self.at += 1,
                None => return rest.first().copied(),
            }
        }
    }

    fn value(&mut self, depth: usize) -> Value {
        match self.peek() {
            Some(b'{') if depth < MAX_DEPTH => self.object(depth),
            Some(b'[') if depth < MAX_DEPTH => self.array(depth),
            Some(b'"') => Value::String(self.string()),
            _ => self.bare(),
        }
    }

    fn object(&mut self, depth: usize) -> Value {
        let mut entries = Map::new();
        self.at += 1;
        while let Some(c) = self.peek() {
            if c == b'"' {
                let key = self.string();
                if self.peek() == Some(b':') {
                    self.at += 1;
                    let value = self.value(depth + 1);
                    entries.insert(key, value);
                }
                continue;
            }
            self.at += 1;
            if c == b'}' {
                break;
            }
        }
        Value::Object(entries)
    }

    fn array(&mut self, depth: usize) -> Value {
        let mut items = Vec::new();
        self.at += 1;
        while let Some(c) = self.peek() {
            match c {
                b']' => {
                    self.at += 1;
                    break;
                }
                b',' => self.at += 1,
                _ => {
                    let from = self.at;
                    items.push(self.value(depth + 1));
                    self.at += usize::from(self.at == from);
                }
            }
        }
        Value::Array(items)
    }

    /// A number or a word, and what nests too deep; nothing where the value is missing.
    fn bare(&mut self) -> Value {
        let rest = &self.text[self.at..];
        let length = rest.find([',', '}', ']', '\n']).unwrap_or(rest.len());
        self.at += length;
        json::parse(rest[..length].trim()).unwrap_or(Value::Null)
    }

    /// A string up to the quotation mark behind which something can follow a string.
    fn string(&mut self) -> String {
        let mut text = String::new();
        self.at += 1;
        let mut chars = self.text[self.at..].char_indices();
        let from = self.at;
        while let Some((at, c)) = chars.next() {
            self.at = from + at + c.len_utf8();
            match c {
                '"' if self.ends_string() => return text,
                '\\' => match chars.next().map(|(_, c)| c) {
                    Some('n' | 'r' | 't') => text.push(' '),
                    Some('u') => {
                        let code = chars.as_str().get(..4).and_then(|hex| u32::from_str_radix(hex, 16).ok());
                        text.extend(code.and_then(char::from_u32));
                        if code.is_some() {
                            chars.nth(3);
                        }
                    }
                    other => text.extend(other),
                },
                _ => text.push(c),
            }
        }
        self.at = self.text.len();
        text
    }

    /// Whether a string can have ended before this place.
    fn ends_string(&self) -> bool {
        let mut rest = self.text.as_bytes()[self.at..].iter().filter(|b| !b.is_ascii_whitespace());
        match rest.next() {
            None | Some(b':' | b'}' | b']' | b'/' | b'<') => true,
            Some(b',') => matches!(rest.next(), None | Some(b'"' | b'{' | b'[' | b'}' | b']' | b'/' | b'0'..=b'9')),
            // A comma is missing where the next line begins with a key.
            Some(b'"') => self.text[self.at..].trim_start_matches([' ', '\t']).starts_with(['\n', '\r']),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    /// Each is `{"@type": "NewsArticle", "headline": "Ferry aground", "datePublished": "2031-03-02"}` but for a slip.
    #[test]
    fn slips() {
        for text in [
            "{\"@type\":\"NewsArticle\",\"headline\":\"Ferry aground\",\"datePublished\":\"2031-03-02\"};",
            "<!-- plugin -->{\"@type\":\"NewsArticle\",\"headline\":\"Ferry aground\",\"datePublished\":\"2031-03-02\"}<!-- end -->",
            "<!--\n{\"@type\":\"NewsArticle\",\"headline\":\"Ferry aground\",\"datePublished\":\"2031-03-02\"}\n-->",
            "//<![CDATA[\n{\"@type\":\"NewsArticle\",\"headline\":\"Ferry aground\",\"datePublished\":\"2031-03-02\"}\n//]]>",
            "/*<![CDATA[*/{\"@type\":\"NewsArticle\",\"headline\":\"Ferry aground\",\"datePublished\":\"2031-03-02\"}/*]]>*/",
            "{\"@type\":\"NewsArticle\", // the kind\n\"headline\":\"Ferry aground\",\"datePublished\":\"2031-03-02\",}",
            "{\"@type\":\"NewsArticle\",\"headline\":\"Ferry aground\",\"about\":\"a\nb\tc\",\"datePublished\":\"2031-03-02\"}",
            "{\"@type\":\"NewsArticle\",\"headline\":\"Ferry aground\",\"about\":\"the \"Tern\" ran\",\"datePublished\":\"2031-03-02\"}",
            "{\"@type\":\"NewsArticle\",\"headline\":\"Ferry aground\"\n\"image\": ,\"datePublished\":\"2031-03-02\"}",
            "{\"@type\":\"NewsArticle\",\"headline\":\"Ferry aground\",\"a\":\"it\\'s\",\"datePublished\":\"2031-03-02\"",
            "{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;headline&quot;:&quot;Ferry aground&quot;,&quot;datePublished&quot;:&quot;2031-03-02&quot;}",
            "\u{FEFF}{\"@type\":\"NewsArticle\",\"headline\":\"Ferry aground\",\"datePublished\":\"2031-03-02\"}}",
            "{\"@type\":\"NewsArticle\",\"headline\":\"Ferry aground\",\"wordCount\": 1,200,\"datePublished\":\"2031-03-02\"}",
            "{\"@type\":\"NewsArticle\",\"headline\":\"Ferry aground\",\"keywords\":[\"a\",,\"b\",],\"datePublished\":\"2031-03-02\"}",
            "{\"@type\":\"NewsArticle\",\"headline\":\"Ferry \\u0061ground\",\"url\":\"https://tern.example/a\" \"datePublished\":\"2031-03-02\"}"
                .replace("\" \"date", "\"\n\"date")
                .as_str(),
        ] {
            let values = read(text);
            let told = |key: &str| values.first().and_then(|v| v[key].as_str()).unwrap_or("");
            assert_eq!((told("@type"), told("headline"), told("datePublished")), ("NewsArticle", "Ferry aground", "2031-03-02"), "{text}");
        }
    }

    #[test]
    fn several_values_in_a_row() {
        assert_eq!(read("{\"a\":1}{\"b\":[2]} , {\"c\":{}}").len(), 3);
        assert!(read("no JSON at all").is_empty());
    }

    #[test]
    fn no_nesting_is_too_deep() {
        assert_eq!(read(&"[{\"a\":".repeat(50_000)).len(), 1);
        read(&"[".repeat(100_000));
    }
}
