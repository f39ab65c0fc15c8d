//! Bytes to text as a browser decodes them: byte order mark, then what the page declares, then a guess.

use std::borrow::Cow;

use chardetng::EncodingDetector;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A browser looks for a declaration in this many first bytes.
const PRESCAN: usize = 1024;

/// Decodes HTML.
pub fn decode_html(bytes: &[u8]) -> Cow<'_, str> {
    decode_html_as(bytes, None)
}

/// Decodes HTML that came with the name of its charset, which goes before what the page declares.
pub fn decode_html_as<'a>(bytes: &'a [u8], sent: Option<&str>) -> Cow<'a, str> {
    if Encoding::for_bom(bytes).is_none()
        && let Some(encoding) = sent.and_then(|label| Encoding::for_label(label.as_bytes()))
    {
        return encoding.decode(bytes).0;
    }
    if Encoding::for_bom(bytes).is_none()
        && let Some(encoding) = declared(&bytes[..bytes.len().min(PRESCAN)])
    {
        return encoding.decode(bytes).0;
    }
    decode_text(bytes)
}

/// Decodes XML: by its byte order mark, then its declaration.
pub fn decode_xml(bytes: &[u8]) -> Cow<'_, str> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(PRESCAN)]);
    let declared = head.trim_start().strip_prefix("<?xml").and_then(|rest| {
        let (_, value) = rest.split_once("?>")?.0.split_once("encoding")?;
        Encoding::for_label(value.split(['"', '\'']).nth(1)?.as_bytes())
    });
    match declared {
        Some(encoding) if Encoding::for_bom(bytes).is_none() && encoding != UTF_16BE && encoding != UTF_16LE => encoding.decode(bytes).0,
        _ => decode_text(bytes),
    }
}

/// Decodes plain text that came with the name of its charset.
pub fn decode_text_as<'a>(bytes: &'a [u8], sent: Option<&str>) -> Cow<'a, str> {
    match sent.and_then(|label| Encoding::for_label(label.as_bytes())) {
        Some(encoding) if Encoding::for_bom(bytes).is_none() => encoding.decode(bytes).0,
        _ => decode_text(bytes),
    }
}

/// Decodes plain text: UTF-8 where it is valid, otherwise by its byte order mark or the likeliest legacy encoding.
pub fn decode_text(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let mut detector = EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, chardetng::Utf8Detection::Allow).decode(bytes).0
}

/// `<meta charset>` or `<meta http-equiv="content-type">`. A declared UTF-16 is UTF-8, or the declaration could not
/// have been read.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let text = String::from_utf8_lossy(head).to_ascii_lowercase();
    text.match_indices("charset").find_map(|(at, _)| {
        let tag = text[..at].rfind('<')?;
        if !text[tag..].starts_with("<meta") || text[tag..at].contains('>') {
            return None;
        }
        let value = text[at + "charset".len()..].trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
        let label: String = value.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.')).collect();
        let encoding = Encoding::for_label(label.as_bytes())?;
        Some(if encoding == UTF_16BE || encoding == UTF_16LE { UTF_8 } else { encoding })
    })
}

#[cfg(test)]
mod tests {
    use super::decode_html;

    #[test]
    fn declared_and_guessed() {
        assert_eq!(decode_html(b"<meta charset='windows-1251'>\xEC\xEE\xF0\xE5"), "<meta charset='windows-1251'>море");
        assert_eq!(
            decode_html(b"<meta http-equiv=Content-Type content=\"text/html; charset=iso-8859-1\">caf\xE9 \x93x\x94"),
            "<meta http-equiv=Content-Type content=\"text/html; charset=iso-8859-1\">café “x”"
        );
        assert_eq!(decode_html("\u{FEFF}<meta charset=latin1>é".as_bytes()), "<meta charset=latin1>é");
        assert_eq!(decode_html(b"<p>caf\xE9 \x96 d\xE9j\xE0 vu"), "<p>café – déjà vu");
        assert_eq!(decode_html(b"\xFF\xFEm\x00e\x00"), "me");
    }
}
