//! Looks at many bytes of a text at once.

/// The first byte from `from` on that is wanted.
///
/// There is no way out of the inner loop, so that compilers make a few instructions of it for thirty-two bytes; `wanted`
/// should compare without a branch (`|`, not `||` or `matches!`).
pub fn next(text: &str, from: usize, wanted: impl Fn(u8) -> bool) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(chunk) = bytes[at..].first_chunk::<32>() {
        if chunk.iter().fold(false, |any, &b| any | wanted(b)) {
            break;
        }
        at += chunk.len();
    }
    bytes[at..].iter().position(|&b| wanted(b)).map(|skipped| at + skipped)
}

/// How many bytes are wanted.
pub fn count(text: &str, wanted: impl Fn(u8) -> bool) -> usize {
    let of_chunk = |chunk: &[u8]| chunk.iter().fold(0u8, |count, &b| count + u8::from(wanted(b)));
    text.as_bytes().chunks(usize::from(u8::MAX)).map(|chunk| usize::from(of_chunk(chunk))).sum()
}

/// The same byte eight times.
const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The highest bit of each byte: it tells what holds of the byte.
const HIGH: u64 = each(0x80);

/// Bytes from this one up to 127, of bytes up to 127.
fn from(bytes: u64, first: u8) -> u64 {
    bytes + each(0x80 - first)
}

/// Where the letters, digits and underscores end that stand here; ASCII alone.
pub fn end_of_core(bytes: &[u8], at: usize) -> usize {
    first(bytes, at, |eight| {
        let ascii = eight & !HIGH;
        let small = ascii | each(b'a' - b'A');
        let letters = from(small, b'a') & !from(small, b'z' + 1);
        let digits = from(ascii, b'0') & !from(ascii, b'9' + 1);
        let underscores = from(ascii, b'_') & !from(ascii, b'_' + 1);
        eight | !(letters | digits | underscores)
    })
}

/// The first byte from `at` on that ends something, by the highest bits of what `ends` gives; zeros must.
fn first(bytes: &[u8], mut at: usize, ends: impl Fn(u64) -> u64) -> usize {
    loop {
        let rest = &bytes[at..];
        let (eight, last) = match rest.first_chunk::<8>() {
            Some(eight) => (*eight, false),
            None => {
                let mut padded = [0; 8];
                padded[..rest.len()].copy_from_slice(rest);
                (padded, true)
            }
        };
        let ended = ends(u64::from_le_bytes(eight)) & HIGH;
        if ended != 0 || last {
            return at + ended.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_found_and_counted_wherever_they_stand() {
        for len in [0, 1, 31, 32, 33, 64, 300, 600] {
            let text: String = (0..len).map(|at| if at % 37 == 36 { '.' } else { 'a' }).collect();
            let expected: Vec<usize> = (0..len).filter(|at| at % 37 == 36).collect();
            let mut found = Vec::new();
            while let Some(at) = next(&text, found.last().map_or(0, |last| last + 1), |b| b == b'.') {
                found.push(at);
            }
            assert_eq!(found, expected);
            assert_eq!(count(&text, |b| b == b'.'), expected.len());
            assert_eq!(count(&text, |b| b != 0), len);
        }
    }

    #[test]
    fn every_byte_ends_what_it_should() {
        for byte in 0..=u8::MAX {
            for len in 0..20 {
                let mut bytes = vec![b'a'; len];
                bytes.extend([byte, b'a']);
                let end = |ends: bool| if ends { len } else { len + 2 };
                assert_eq!(end_of_core(&bytes, 0), end(!byte.is_ascii_alphanumeric() && byte != b'_'), "{byte}");
            }
        }
    }
}
