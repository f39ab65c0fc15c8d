//! What a server answered, as a web archive keeps it: head, transfer encoding, content encoding.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use httparse::{EMPTY_HEADER, ParserConfig, Response, Status};

use crate::MAX_BYTES;

/// No server sends more of them.
const MAX_HEADERS: usize = 128;

/// Nor a longer first line.
const MAX_STATUS_LINE: usize = 8 << 10;

pub struct Head {
    pub status: u16,
    /// Lower case.
    content_type: String,
    chunked: bool,
    /// Lower case, in the order in which they were applied.
    encodings: Vec<String>,
    /// Bytes of the head.
    length: usize,
}

impl Head {
    /// `None` for what is no whole HTTP head.
    pub fn read(bytes: &[u8]) -> Option<Head> {
        let mut headers = [EMPTY_HEADER; MAX_HEADERS];
        let mut response = Response::new(&mut headers);
        let mut config = ParserConfig::default();
        // As lenient as browsers are.
        config
            .allow_spaces_after_header_name_in_responses(true)
            .allow_obsolete_multiline_headers_in_responses(true)
            .ignore_invalid_headers_in_responses(true);
        let (written, line) = status_line(bytes)?;
        let message: Cow<'_, [u8]> =
            if line.as_bytes() == written { Cow::Borrowed(bytes) } else { [line.as_bytes(), &bytes[written.len()..]].concat().into() };
        let Ok(Status::Complete(length)) = config.parse_response(&mut response, &message) else { return None };
        let value = |name: &str| {
            let values = response.headers.iter().filter(|h| h.name.eq_ignore_ascii_case(name));
            values.map(|h| String::from_utf8_lossy(h.value).to_ascii_lowercase()).collect::<Vec<_>>().join(",")
        };
        Some(Head {
            status: response.code?,
            content_type: value("content-type"),
            chunked: value("transfer-encoding").contains("chunked"),
            encodings: value("content-encoding").split(',').map(|e| e.trim().to_owned()).filter(|e| !e.is_empty()).collect(),
            length: length - line.len() + written.len(),
        })
    }

    /// Whether the server said what it sent.
    pub fn has_type(&self) -> bool {
        !self.content_type.trim_matches([' ', ',']).is_empty()
    }

    /// Whether what it sent has to be unpacked before it can be looked at.
    pub fn is_encoded(&self) -> bool {
        !self.encodings.is_empty()
    }

    pub fn is_html(&self) -> bool {
        matches!(self.content_type.split(';').next().map(str::trim), Some("text/html" | "application/xhtml+xml"))
    }

    pub fn charset(&self) -> Option<&str> {
        let (_, value) = self.content_type.split_once("charset=")?;
        value.split([';', ',']).next().map(|label| label.trim_matches(['"', '\'', ' ']))
    }

    /// The body of the message as the page's author wrote it.
    pub fn body(&self, message: &[u8]) -> Result<Vec<u8>, String> {
        let sent = message.get(self.length..).unwrap_or_default();
        // Archives keep bodies that were decoded already and heads that say they were not.
        let mut body = if self.chunked { dechunk(sent).unwrap_or_else(|| sent.to_vec()) } else { sent.to_vec() };
        for encoding in self.encodings.iter().rev() {
            body = match encoding.as_str() {
                "gzip" | "x-gzip" if body.starts_with(&[0x1F, 0x8B]) => unpack(MultiGzDecoder::new(body.as_slice()))?,
                "deflate" if looks_like_zlib(&body) => unpack(ZlibDecoder::new(body.as_slice()))?,
                // What the standard calls deflate is zlib; some servers send it without its head.
                "deflate" if !body.trim_ascii_start().starts_with(b"<") => unpack(DeflateDecoder::new(body.as_slice()))?,
                "gzip" | "x-gzip" | "deflate" | "identity" | "none" | "utf-8" => body,
                _ if body.trim_ascii_start().starts_with(b"<") => body,
                other => return Err(format!("its content encoding ({other}) is not one of gzip and deflate")),
            };
        }
        Ok(body)
    }
}

/// The first line of an answer as it is written, and as HTTP/1.1 has it. Crawlers write `HTTP/2 200` for pages that came by newer
/// versions, which have no such line, and some write the version in small letters.
fn status_line(bytes: &[u8]) -> Option<(&[u8], String)> {
    let end = bytes.iter().take(MAX_STATUS_LINE).position(|&b| b == b'\n')?;
    let written = bytes[..end].strip_suffix(b"\r").unwrap_or(&bytes[..end]);
    let line = String::from_utf8_lossy(written);
    let mut words = line.split_ascii_whitespace();
    let version = words.next()?;
    let digits = version.get(..5).filter(|name| name.eq_ignore_ascii_case("http/")).map(|_| &version[5..])?;
    let is_version = digits.starts_with(|c: char| c.is_ascii_digit()) && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let status = words.next().filter(|status| status.len() == 3 && status.bytes().all(|b| b.is_ascii_digit()))?;
    is_version.then(|| (written, format!("HTTP/1.1 {status}")))
}

fn unpack(stream: impl Read) -> Result<Vec<u8>, String> {
    let mut body = Vec::new();
    stream.take(MAX_BYTES as u64 + 1).read_to_end(&mut body).map_err(|e| format!("its compressed content is damaged ({e})"))?;
    if body.len() > MAX_BYTES {
        return Err(format!("it unpacks to more than {} MB", MAX_BYTES >> 20));
    }
    Ok(body)
}

fn looks_like_zlib(bytes: &[u8]) -> bool {
    matches!(bytes, [first, second, ..] if first & 0x0F == 8 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0)
}

/// The chunks' content; `None` for what does not begin as chunks do. A cut or broken chunk ends it.
fn dechunk(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    let mut first = true;
    while let Ok(Status::Complete((head, size))) = httparse::parse_chunk_size(rest) {
        first = false;
        let chunk = &rest[head..];
        let size = usize::try_from(size).unwrap_or(usize::MAX).min(chunk.len());
        if size == 0 {
            break;
        }
        body.extend_from_slice(&chunk[..size]);
        rest = chunk[size..].strip_prefix(b"\r\n").unwrap_or(&chunk[size..]);
    }
    (!first).then_some(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_and_bodies() {
        let message = b"HTTP/1.1 200 OK\r\nContent-Type: Text/HTML; charset=\"ISO-8859-1\"\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nThe \r\n5;x=y\r\nferry\r\n0\r\n\r\n";
        let head = Head::read(message).expect("a head");
        assert_eq!((head.status, head.is_html(), head.charset()), (200, true, Some("iso-8859-1")));
        assert_eq!(head.body(message).as_deref(), Ok(&b"The ferry"[..]));
        let decoded = b"HTTP/1.1 200\r\ncontent-encoding: gzip\r\ntransfer-encoding: chunked\r\n\r\n<p>plain";
        assert_eq!(Head::read(decoded).expect("a head").body(decoded).as_deref(), Ok(&b"<p>plain"[..]));
        let other = b"HTTP/1.0 200 OK\r\ncontent-encoding: br\r\n\r\n\x1b\x2d\x00";
        assert!(Head::read(other).expect("a head").body(other).is_err_and(|why| why.contains("(br)")));
        assert!(Head::read(b"HTTP/1.1 200 OK\r\nno end").is_none());
    }

    #[test]
    fn first_lines_of_every_version() {
        for line in [
            "HTTP/2 200",
            "HTTP/2 200 ",
            "HTTP/2.0 200 OK",
            "HTTP/3 200",
            "http/1.1 200 ok",
            "HTTP/1.1 200",
            "Http/1.0  200  OK",
            "HTTP/1.1 200 caf\u{e9}",
        ] {
            for end in ["\r\n", "\n"] {
                let message = format!("{line}{end}content-type: text/html{end}{end}The ferry");
                let head = Head::read(message.as_bytes()).expect(line);
                assert_eq!((head.status, head.is_html()), (200, true), "{line}");
                assert_eq!(head.body(message.as_bytes()).as_deref(), Ok(&b"The ferry"[..]), "{line}");
            }
        }
        for line in ["HTTP/x 200", "HTTP 200", "HTTP/1.1 OK", "HTTP/1.1 2000", "200 OK", "", "HTTP/1.1"] {
            assert!(Head::read(format!("{line}\r\n\r\n").as_bytes()).is_none(), "{line}");
        }
    }
}
