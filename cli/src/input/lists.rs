//! Files that name files: a name a line, or OPML.

use std::fs::File;
use std::io::{BufRead, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::kinds::List;
use super::lines::{Line, broken, read_line};
use super::{MAX_BYTES, Refused, compression, shown};
use crate::charset;

/// No file has a longer name.
const MAX_NAME: usize = 64 << 10;

/// What a list names, or why an entry of it cannot be used.
pub type Entries = Box<dyn Iterator<Item = Result<PathBuf, Refused>> + Send>;

pub fn entries(path: &Path, form: List) -> Result<Entries, Refused> {
    let unreadable = |error: std::io::Error| Refused::new(shown(path), format!("the list could not be read: {error}"));
    let mut stream = File::open(path).and_then(|file| compression::open(file, Arc::default())).map_err(unreadable)?;
    // A list may name a file "-", which is not standard input.
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let list = Names { place: shown(path), folder: folder.to_owned() };
    match form {
        List::Lines => Ok(Box::new(Lines { stream, list, line: 0, ended: false })),
        List::Opml => {
            let mut bytes = Vec::new();
            (&mut stream).take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
            if bytes.len() > MAX_BYTES {
                return Err(Refused::new(shown(path), format!("the list has more than {} MB", MAX_BYTES >> 20)));
            }
            Ok(Box::new(outlines(&charset::decode_xml(&bytes), &list).into_iter()))
        }
    }
}

/// How a list's names are meant.
struct Names {
    place: String,
    folder: PathBuf,
}

impl Names {
    fn resolve(&self, name: &[u8], place: impl Fn() -> String) -> Result<PathBuf, Refused> {
        let text = String::from_utf8_lossy(name);
        let Some((scheme, rest)) = text.split_once("://") else { return Ok(self.folder.join(path_of(name.to_vec()))) };
        if !scheme.eq_ignore_ascii_case("file") {
            let shown = shown(Path::new(&*text));
            return Err(Refused::new(place(), format!("{shown} is on the network; this command reads local files only; save it first")));
        }
        let local = rest.strip_prefix("localhost").unwrap_or(rest);
        if !local.starts_with('/') {
            let shown = shown(Path::new(&*text));
            return Err(Refused::new(place(), format!("{shown} is on another machine; write it like file:///folder/file")));
        }
        Ok(path_of(percent_decoded(local)))
    }
}

#[cfg(unix)]
fn path_of(name: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    std::ffi::OsString::from_vec(name).into()
}

#[cfg(not(unix))]
fn path_of(name: Vec<u8>) -> PathBuf {
    String::from_utf8_lossy(&name).into_owned().into()
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
    list: Names,
    line: u64,
    ended: bool,
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Result<PathBuf, Refused>;

    fn next(&mut self) -> Option<Result<PathBuf, Refused>> {
        while !self.ended {
            self.line += 1;
            let place = || format!("{}:{}", self.list.place, self.line);
            match read_line(&mut self.stream, MAX_NAME) {
                Ok(Line::End) => self.ended = true,
                Ok(Line::TooLong) => return Some(Err(Refused::new(place(), "the line is too long to be a file's name"))),
                Ok(Line::Whole(line)) => {
                    let name = line.strip_suffix(b"\r").unwrap_or(&line);
                    let name = if self.line == 1 { name.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(name) } else { name };
                    if !name.trim_ascii().is_empty() && !name.starts_with(b"#") {
                        return Some(self.list.resolve(name, place));
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

fn outlines(text: &str, list: &Names) -> Vec<Result<PathBuf, Refused>> {
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
                if let Some(name) = attribute("xmlUrl").or_else(|| attribute("url")) {
                    found.push(list.resolve(name.as_bytes(), || list.place.clone()));
                }
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                let why = format!("no well-formed XML at byte {} ({error}); what it names before that was used", reader.error_position());
                found.push(Err(Refused::rest(list.place.as_str(), why)));
                break;
            }
        }
    }
    if found.is_empty() {
        found.push(Err(Refused::new(list.place.as_str(), "there is no outline with an xmlUrl in it")));
    }
    found
}
