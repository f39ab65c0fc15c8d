//! The records of a web archive: WARC 1.0 and 1.1 (ISO 28500).
//!
//! Of them, pages are used: what a server answered with status 200 and as HTML. The rest is read over.

use std::io::{self, BufRead, Read};

use crate::MAX_BYTES;
use crate::http::Head;
use crate::lines::{Line, before, broken, pass_blank_lines, read_line};
use crate::pieces::{Form, Raw};
use crate::refused::Refused;

/// A line of a record's head is no longer, and a head has no more lines.
const MAX_HEAD_LINE: usize = 64 << 10;
const MAX_HEAD_LINES: usize = 256;

/// Whether a response is a page is told by as many bytes; servers send shorter heads.
const HTTP_HEAD: u64 = 64 << 10;

pub struct Records<R> {
    stream: R,
    name: String,
    record: u64,
    ended: bool,
}

/// What a record says of itself, as far as it matters here.
#[derive(Default)]
struct About {
    response: bool,
    url: Option<String>,
    length: u64,
}

impl<R: BufRead> Records<R> {
    pub fn new(stream: R, name: String) -> Records<R> {
        Records { stream, name, record: 0, ended: false }
    }

    fn place(&self) -> String {
        format!("{}: record {}", self.name, self.record)
    }

    /// Reads on to the next page; `None` at the end.
    fn page(&mut self) -> io::Result<Option<Result<Raw, Refused>>> {
        while let Some(about) = self.head()? {
            if !about.response {
                self.pass_over(about.length)?;
                continue;
            }
            let mut bytes = self.read(about.length.min(HTTP_HEAD))?;
            let rest = about.length - bytes.len() as u64;
            if !Head::read(&bytes).is_some_and(|head| head.status == 200 && head.is_html()) {
                self.pass_over(rest)?;
                continue;
            }
            if about.length > MAX_BYTES as u64 {
                self.pass_over(rest)?;
                return Ok(Some(Err(Refused::new(self.place(), format!("the page has more than {} MB", MAX_BYTES >> 20)))));
            }
            bytes.append(&mut self.read(rest)?);
            return Ok(Some(Ok(Raw { place: self.place(), form: Form::Response { url: about.url }, bytes })));
        }
        Ok(None)
    }

    /// Reads a record's head; `None` at the end of the archive.
    fn head(&mut self) -> io::Result<Option<About>> {
        self.record += 1;
        let version = loop {
            pass_blank_lines(&mut self.stream)?;
            match read_line(&mut self.stream, MAX_HEAD_LINE)? {
                Line::End => {
                    self.record -= 1;
                    return Ok(None);
                }
                // Two empty lines end a record.
                Line::Whole(line) if line.trim_ascii().is_empty() => {}
                line => break line,
            }
        };
        let Line::Whole(version) = version else { return Err(io::Error::other("no WARC record begins here")) };
        if !version.starts_with(b"WARC/") {
            let cut = b"WARC/".starts_with(&version) && self.stream.fill_buf()?.is_empty();
            return Err(if cut { io::ErrorKind::UnexpectedEof.into() } else { io::Error::other("no WARC record begins here") });
        }
        let mut about = About::default();
        let mut length = None;
        for _ in 0..MAX_HEAD_LINES {
            let line = match read_line(&mut self.stream, MAX_HEAD_LINE)? {
                Line::End => return Err(io::ErrorKind::UnexpectedEof.into()),
                Line::TooLong => continue,
                Line::Whole(line) => line,
            };
            if line.trim_ascii().is_empty() {
                about.length = length.ok_or_else(|| io::Error::other("the record does not say how long it is"))?;
                return Ok(Some(about));
            }
            let line = String::from_utf8_lossy(&line);
            let Some((name, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "warc-type" => about.response = value.eq_ignore_ascii_case("response"),
                // Some writers put it in the angle brackets of the standard's grammar.
                "warc-target-uri" => about.url = Some(value.trim_matches(['<', '>']).to_owned()),
                "content-length" => length = value.parse().ok(),
                _ => {}
            }
        }
        Err(io::Error::other("the record's head does not end"))
    }

    fn read(&mut self, length: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        (&mut self.stream).take(length).read_to_end(&mut bytes)?;
        if (bytes.len() as u64) < length { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(bytes) }
    }

    fn pass_over(&mut self, mut length: u64) -> io::Result<()> {
        while length > 0 {
            let there = self.stream.fill_buf()?.len();
            if there == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let step = there.min(usize::try_from(length).unwrap_or(usize::MAX));
            self.stream.consume(step);
            length -= step as u64;
        }
        Ok(())
    }
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = Result<Raw, Refused>;

    fn next(&mut self) -> Option<Result<Raw, Refused>> {
        if self.ended {
            return None;
        }
        match self.page() {
            Ok(Some(page)) => Some(page),
            Ok(None) => {
                self.ended = true;
                (self.record == 0).then(|| Err(Refused::new(self.name.as_str(), "there is no WARC record in it")))
            }
            Err(error) => {
                self.ended = true;
                let why = format!("{} in record {}; {}", broken(&error), self.record, before(self.record));
                Some(Err(Refused::rest(self.name.as_str(), why)))
            }
        }
    }
}
