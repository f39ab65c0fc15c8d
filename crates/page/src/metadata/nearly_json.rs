//! JSON, and what is nearly JSON, as pages have it: with comments around or in it, line breaks and quotation marks in its strings, commas
//! too many or too few, several values in a row, an end that is missing.

/// An entry or a text. Those of a list have the key of the list, as if the key were given for each.
#[derive(Debug, Clone, Copy)]
pub struct Node<'a> {
    /// The entry that it stands in, before it; below 0 for none.
    pub parent: i32,
    pub key: &'a str,
    /// As it is written, with what is escaped; `None` for an entry.
    pub text: Option<&'a str>,
}

/// What stands behind each script, whatever it has left open.
pub const END: char = '\0';

/// Reads entries and texts, all others are passed over.
#[inline(never)]
pub fn read(text: &str) -> Vec<Node<'_>> {
    let mut nodes = Vec::new();
    let bytes = text.as_bytes();
    let mut open = Vec::new();
    let (mut parent, mut key) = (-1, "");
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'{' => {
                open.push((parent, key));
                nodes.push(Node { parent, key, text: None });
                (parent, key) = (nodes.len() as i32 - 1, "");
            }
            b'[' => open.push((parent, key)),
            b'\0' => {
                open.clear();
                (parent, key) = (-1, "");
            }
            b'}' | b']' => (parent, key) = open.pop().unwrap_or((-1, "")),
            b'"' => {
                let end = end_of_string(bytes, at);
                let string = &text[at..end];
                at = end + usize::from(bytes.get(end) == Some(&b'"'));
                if next(bytes, at) == Some(b':') {
                    key = string;
                } else {
                    nodes.push(Node { parent, key, text: Some(string) });
                }
            }
            _ => {}
        }
    }
    nodes
}

/// The next byte that is no white space.
fn next(bytes: &[u8], mut at: usize) -> Option<u8> {
    while bytes.get(at)?.is_ascii_whitespace() {
        at += 1;
    }
    bytes.get(at).copied()
}

/// The first quotation mark behind which something can follow a string.
fn end_of_string(bytes: &[u8], mut at: usize) -> usize {
    while let Some(&byte) = bytes.get(at) {
        let is_end = match byte {
            b'\\' => {
                at += usize::from(bytes.get(at + 1) != Some(&b'\0'));
                false
            }
            b'"' => match next(bytes, at + 1) {
                None | Some(b':' | b'}' | b']' | b'/' | b'<' | b'\0') => true,
                Some(b',') => is_comma_between(bytes, at + 1),
                // A comma is missing where the next line begins with a key.
                Some(b'"') => bytes[at + 1..].iter().find(|b| !matches!(b, b' ' | b'\t')).is_some_and(|b| matches!(b, b'\n' | b'\r')),
                _ => false,
            },
            b'\0' => true,
            _ => false,
        };
        if is_end {
            return at;
        }
        at += 1;
    }
    bytes.len()
}

/// Whether a comma that comes next stands between two values.
fn is_comma_between(bytes: &[u8], mut at: usize) -> bool {
    while bytes[at] != b',' {
        at += 1;
    }
    let mut value = at + 1;
    while bytes.get(value).is_some_and(u8::is_ascii_whitespace) {
        value += 1;
    }
    let is_word = ["null", "true", "false"].iter().any(|word| bytes[value..].starts_with(word.as_bytes()));
    is_word || matches!(bytes.get(value).copied(), None | Some(b'"' | b'{' | b'[' | b'}' | b']' | b'/' | b'0'..=b'9' | b'-' | b'\0'))
}

#[cfg(test)]
mod tests {
    use super::*;

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
            "{\"a\":[\"x\",null,\"y\", true],\"@type\":\"NewsArticle\",\"headline\":\"Ferry aground\",\"datePublished\":\"2031-03-02\"}",
            "\u{FEFF}{\"@type\":\"NewsArticle\",\"headline\":\"Ferry aground\",\"datePublished\":\"2031-03-02\"}}",
            "{\"@type\":\"NewsArticle\",\"headline\":\"Ferry aground\",\"wordCount\": 1,200,\"datePublished\":\"2031-03-02\"}",
            "{\"@type\":\"NewsArticle\",\"headline\":\"Ferry aground\",\"keywords\":[\"a\",,\"b\",],\"datePublished\":\"2031-03-02\"}",
            "{\"@type\":\"NewsArticle\",\"headline\":\"Ferry aground\",\"url\":\"https://tern.example/a\" \"datePublished\":\"2031-03-02\"}"
                .replace("\" \"date", "\"\n\"date")
                .as_str(),
        ] {
            let nodes = read(text);
            let told = |key: &str| nodes.iter().find(|n| n.parent == 0 && n.key == key).and_then(|n| n.text).unwrap_or("");
            assert_eq!((told("@type"), told("headline"), told("datePublished")), ("NewsArticle", "Ferry aground", "2031-03-02"), "{text}: {nodes:?}");
        }
    }

    #[test]
    fn entries_and_lists() {
        let told = |text| read(text).iter().map(|n| format!("{} {} {}", n.parent, n.key, n.text.unwrap_or("-"))).collect::<Vec<_>>();
        assert_eq!(
            told(r#"{"a":1}{"b":["x",{"c":"y"},"z"],"d":{}} , [{"e":"f"}]"#),
            ["-1  -", "-1  -", "1 b x", "1 b -", "3 c y", "1 b z", "1 d -", "-1  -", "7 e f"]
        );
        assert!(read("no JSON at all").is_empty());
    }

    #[test]
    fn nothing_is_left_open_behind_a_script() {
        let nodes = read("{\"a\":[\"x\0{\"a\":\"y\"}\0");
        assert_eq!(nodes.iter().map(|n| (n.parent, n.text)).collect::<Vec<_>>(), [(-1, None), (0, Some("x")), (-1, None), (2, Some("y"))]);
        assert_eq!(read("{\"a\":\"x\\\0{\"a\":\"y\"}\0").last().and_then(|n| n.text), Some("y"));
    }

    #[test]
    fn no_nesting_is_too_deep() {
        assert_eq!(read(&"[{\"a\":".repeat(50_000)).len(), 50_000);
        assert!(read(&"[".repeat(100_000)).is_empty());
    }
}
