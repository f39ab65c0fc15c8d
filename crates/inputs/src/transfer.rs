//! How e-mails carry bytes: quoted-printable, Base64, and words of other alphabets in heads (RFC 2045, 2047). What is damaged stays as
//! it is written.

use crate::charset;

pub fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte != b'=' {
            decoded.push(byte);
            continue;
        }
        // A line that goes on; blanks at its end were added on the way.
        let blanks = rest.iter().take(76).take_while(|&&b| matches!(b, b' ' | b'\t' | b'\r')).count();
        match rest.get(..2).and_then(hex) {
            Some(byte) => {
                decoded.push(byte);
                rest = &rest[2..];
            }
            None if rest.get(blanks) == Some(&b'\n') => rest = &rest[blanks + 1..],
            None if blanks == rest.len() => rest = &[],
            None => decoded.push(b'='),
        }
    }
    decoded
}

fn hex(digits: &[u8]) -> Option<u8> {
    let digit = |at: usize| char::from(digits[at]).to_digit(16);
    Some((digit(0)? << 4 | digit(1)?) as u8)
}

/// Signs that are none of Base64 are passed over, as its standard says.
pub fn base64(bytes: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(bytes.len() / 4 * 3 + 3);
    let (mut bits, mut count) = (0_u32, 0);
    for &byte in bytes {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            decoded.push((bits >> count) as u8);
        }
    }
    decoded
}

/// A field of a head with its encoded words in plain: `=?utf-8?Q?F=C3=A4hre?=`.
pub fn plain_words(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("=?") {
        let mut parts = after.splitn(4, '?');
        let word = (|| {
            let (label, how, written, end) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?.strip_prefix('=')?);
            let bytes = match how {
                "B" | "b" => base64(written.as_bytes()),
                "Q" | "q" => quoted_printable(written.replace('_', " ").as_bytes()),
                _ => return None,
            };
            Some((charset::decode_text_as(&bytes, label.split('*').next()).into_owned(), end))
        })();
        // Blanks between two encoded words are those of the line's end.
        if !(before.trim().is_empty() && !plain.is_empty() && word.is_some()) {
            plain.push_str(before);
        }
        match word {
            Some((word, end)) => {
                plain.push_str(&word);
                rest = end;
            }
            None => {
                plain.push_str("=?");
                rest = after;
            }
        }
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_of_mails() {
        for (written, told) in [
            ("F=C3=A4hre", "Fähre"),
            ("a long =\r\nline, =\nand =  \r\none", "a long line, and one"),
            ("1 =3D 1, =G1 = =", "1 = 1, =G1 = "),
            ("=", ""),
        ] {
            assert_eq!(String::from_utf8_lossy(&quoted_printable(written.as_bytes())), told, "{written}");
        }
        for (written, told) in [("VGhlIGZlcnJ5", "The ferry"), ("VGhl\r\nIGZl", "The fe"), ("VGg=", "Th"), ("V", ""), ("", "")] {
            assert_eq!(String::from_utf8_lossy(&base64(written.as_bytes())), told, "{written}");
        }
        for (written, told) in [
            ("=?utf-8?Q?F=C3=A4hre_heute?=", "Fähre heute"),
            ("Re: =?ISO-8859-1?B?RuRocmU=?= =?utf-8?q?n?= und Kai", "Re: Fähren und Kai"),
            ("=?x?= and =?utf-8?Q?", "=?x?= and =?utf-8?Q?"),
            ("plain", "plain"),
        ] {
            assert_eq!(plain_words(written), told);
        }
    }
}
