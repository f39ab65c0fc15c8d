//! Tags with more attributes than any page has, cut short before the parser sees them: it compares each attribute of a tag with
//! all before it, which takes the square of their number.
//!
//! What is cut is at the end of the tag, where it can only take away an attribute that the page gives behind hundreds of others.

use std::borrow::Cow;

use crate::dom::MAX_ATTRIBUTES;

/// Elements whose content is text up to their end tag, whatever it looks like.
const RAW: &[&str] = &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript"];

/// The page without what is too much in its tags.
pub fn cut(html: &str) -> Cow<'_, str> {
    let bytes = html.as_bytes();
    let mut kept = String::new();
    let (mut copied, mut at) = (0, 0);
    // The raw element that is open.
    let mut raw: Option<&str> = None;
    while let Some(found) = bytes[at..].iter().position(|&b| b == b'<') {
        at += found + 1;
        let rest = &bytes[at..];
        if raw.is_none() && rest.starts_with(b"!--") {
            at += find(rest, b"-->").map_or(rest.len(), |end| end + 3);
            continue;
        }
        let is_end = rest.first() == Some(&b'/');
        let name = at + usize::from(is_end);
        if !bytes.get(name).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let end = name + bytes[name..].iter().position(|&b| is_space(b) || matches!(b, b'/' | b'>')).unwrap_or(bytes.len() - name);
        let tag = &bytes[name..end];
        match raw {
            Some(open) if is_end && tag.eq_ignore_ascii_case(open.as_bytes()) => raw = None,
            Some(_) => continue,
            None if !is_end => raw = RAW.iter().copied().find(|raw| tag.eq_ignore_ascii_case(raw.as_bytes())),
            None => {}
        }
        let tag = Tag::read(bytes, end);
        if let Some(from) = tag.too_much {
            kept.push_str(&html[copied..from]);
            copied = tag.end;
        }
        at = tag.end;
    }
    if copied == 0 {
        return Cow::Borrowed(html);
    }
    kept.push_str(&html[copied..]);
    Cow::Owned(kept)
}

/// Where a tag ends, at its `>` or with the page, and where its attributes are too many.
struct Tag {
    end: usize,
    too_much: Option<usize>,
}

impl Tag {
    /// Reads attributes as the HTML standard's tokenizer does, from behind the tag's name.
    fn read(bytes: &[u8], mut at: usize) -> Tag {
        let mut too_much = None;
        for count in 0.. {
            at = pass(bytes, at, |b| is_space(b) || b == b'/');
            if at >= bytes.len() || bytes[at] == b'>' {
                break;
            }
            if count == MAX_ATTRIBUTES {
                too_much = Some(at);
            }
            // An attribute's name may begin with a sign of equality.
            at = pass(bytes, at + 1, |b| !is_space(b) && !matches!(b, b'/' | b'>' | b'='));
            let value = pass(bytes, at, is_space);
            if bytes.get(value) != Some(&b'=') {
                continue;
            }
            at = pass(bytes, value + 1, is_space);
            at = match bytes.get(at) {
                Some(&quote @ (b'"' | b'\'')) => (pass(bytes, at + 1, |b| b != quote) + 1).min(bytes.len()),
                _ => pass(bytes, at, |b| !is_space(b) && b != b'>'),
            };
        }
        Tag { end: at, too_much }
    }
}

/// The first place from `at` on where a byte is not such a one.
fn pass(bytes: &[u8], at: usize, is: impl Fn(u8) -> bool) -> usize {
    let at = at.min(bytes.len());
    at + bytes[at..].iter().take_while(|&&b| is(b)).count()
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0C')
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_pages_stay_as_they_are() {
        for page in [
            "<p class='a>b' =x hidden/>text</p> 3 < 4 <",
            "<script>if (a <b && c) { x = '</p>'; }</script><!-- <p a> -->",
            "<a href=http://skarn.example/>",
            "<p a='",
        ] {
            assert!(matches!(cut(page), Cow::Borrowed(same) if same == page));
        }
    }

    #[test]
    fn what_is_too_much_goes() {
        let attributes = |from: usize, to: usize| (from..to).map(|n| format!(" é{n}='>{n}'")).collect::<String>();
        let page = |to| format!("<p{}>one</p{}>two<br{}", attributes(0, to), attributes(0, to), attributes(0, to));
        assert_eq!(cut(&page(MAX_ATTRIBUTES)), page(MAX_ATTRIBUTES));
        let spaced = page(MAX_ATTRIBUTES).replace(">one", " >one").replace(">two", " >two") + " ";
        assert_eq!(cut(&page(2 * MAX_ATTRIBUTES)), spaced);
        let script = format!("<script>x <b{}</script><p>text", " a".repeat(2 * MAX_ATTRIBUTES));
        assert_eq!(cut(&script), script);
    }
}
