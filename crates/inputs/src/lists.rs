//! Files that name files: a name a line, or OPML.

use std::io::{BufRead, Read};

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::kinds::List;
use crate::lines::{Line, broken, pass_blank_lines, read_line};
use crate::refused::Refused;
use crate::{MAX_BYTES, charset, compression};

/// No file has a longer name.
const MAX_NAME: usize = 64 << 10;

/// A file that a list names. Its bytes are a name as the file's system has it, which need not be UTF-8.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Name {
    /// As seen from the folder that the list is in.
    Beside(Vec<u8>),
    /// From the root: it was written as an address.
    Absolute(Vec<u8>),
}

/// What a list names, or why an entry of it cannot be used.
pub type Names<'a> = Box<dyn Iterator<Item = Result<Name, Refused>> + Send + 'a>;

/// The names in a list, which may be compressed; messages call it `place`.
///
/// # Errors
/// The list cannot be read, or is too large.
pub fn names<'a>(list: List, place: &str, stream: impl Read + Send + 'a) -> Result<Names<'a>, Refused> {
    let unreadable = |error: std::io::Error| Refused::new(place, format!("the list could not be read: {error}"));
    let mut stream = compression::open(stream).map_err(unreadable)?;
    match list {
        List::Lines => Ok(Box::new(Lines { stream, list: place.to_owned(), line: 0, ended: false })),
        List::Opml => {
            let mut bytes = Vec::new();
            (&mut stream).take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
            if bytes.len() > MAX_BYTES {
                return Err(Refused::new(place, format!("the list has more than {} MB", MAX_BYTES >> 20)));
            }
            Ok(Box::new(outlines(&charset::decode_xml(&bytes), place).into_iter()))
        }
    }
}

fn name(name: &[u8], place: impl Fn() -> String) -> Result<Name, Refused> {
    let text = String::from_utf8_lossy(name);
    let Some((scheme, rest)) = text.split_once("://") else { return Ok(Name::Beside(name.to_vec())) };
    if !scheme.eq_ignore_ascii_case("file") {
        let why = format!("{} is on the network; this command reads local files only; save it first", text);
        return Err(Refused::new(place(), why));
    }
    let local = rest.strip_prefix("localhost").unwrap_or(rest);
    if !local.starts_with('/') {
        let why = format!("{} is on another machine; write it like file:///folder/file", text);
        return Err(Refused::new(place(), why));
    }
    Ok(Name::Absolute(percent_decoded(local)))
}

fn percent_decoded(text: &str) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let hex = (byte == b'%').then(|| after.get(..2).and_then(|h| u8::from_str_radix(std::str::from_utf8(h).ok()?, 16).ok())).flatten();
        decoded.push(hex.unwrap_or(byte));
        rest = if hex.is_some() { &after[2..] } else { after };
    }
    decoded
}

struct Lines<R> {
    stream: R,
    list: String,
    line: u64,
    ended: bool,
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Result<Name, Refused>;

    fn next(&mut self) -> Option<Result<Name, Refused>> {
        while !self.ended {
            // An error is told when the line is read.
            self.line += 1 + pass_blank_lines(&mut self.stream).unwrap_or(0);
            let place = || format!("{}:{}", self.list, self.line);
            match read_line(&mut self.stream, MAX_NAME) {
                Ok(Line::End) => self.ended = true,
                Ok(Line::TooLong) => return Some(Err(Refused::new(place(), "the line is too long to be a file's name"))),
                Ok(Line::Whole(line)) => {
                    let line = line.strip_suffix(b"\r").unwrap_or(&line);
                    let line = if self.line == 1 { line.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(line) } else { line };
                    if !line.trim_ascii().is_empty() && !line.starts_with(b"#") {
                        return Some(name(line, place));
                    }
                }
                Err(error) => {
                    self.ended = true;
                    return Some(Err(Refused::rest(place(), format!("the list is {}; the names before were used", broken(&error)))));
                }
            }
        }
        None
    }
}

fn outlines(text: &str, place: &str) -> Vec<Result<Name, Refused>> {
    let mut found = Vec::new();
    let mut reader = Reader::from_str(text);
    reader.config_mut().allow_dangling_amp = true;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.local_name().as_ref() == "outline" => {
                let attribute = |name: &str| {
                    let mut all = tag.attributes();
                    // Looking for attributes that are given twice takes the square of their number.
                    let found = all.with_checks(false).flatten().find(|a| a.key.as_ref().eq_ignore_ascii_case(name))?;
                    quick_xml::escape::unescape(&found.value).map(|v| v.trim().to_owned()).ok().filter(|v| !v.is_empty())
                };
                if let Some(target) = attribute("xmlUrl").or_else(|| attribute("url")) {
                    found.push(name(target.as_bytes(), || place.to_owned()));
                }
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                let why = format!("no well-formed XML at byte {} ({error}); what it names before that was used", reader.error_position());
                found.push(Err(Refused::rest(place, why)));
                break;
            }
        }
    }
    if found.is_empty() {
        found.push(Err(Refused::new(place, "there is no outline with an xmlUrl in it")));
    }
    found
}
