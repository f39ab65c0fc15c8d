//! The records of a web archive: WARC 1.0 and 1.1 (ISO 28500).
//!
//! Of them, pages are used: what a server answered with status 200 and as HTML. Of the rest, what may have been pages is counted.

use std::io::{self, BufRead, Read};

use crate::MAX_BYTES;
use crate::http::Head;
use crate::kinds::is_html_page;
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
    passed: Passed,
}

/// Records that were passed over, by the reason.
#[derive(Default)]
struct Passed {
    pages: u64,
    revisits: u64,
    statuses: u64,
    headless: u64,
    /// Pictures, styles, scripts; told only where there is nothing else.
    others: u64,
}

impl Passed {
    /// What is told at the end; `None` where there is nothing to tell.
    fn told(&self, name: &str) -> Option<Refused> {
        let others = if self.pages == 0 { self.others } else { 0 };
        let reasons = [
            (
                self.revisits,
                "revisit record, whose text stands with an earlier visit",
                "revisit records, whose text stands with an earlier visit",
            ),
            (self.statuses, "answer with another status than 200", "answers with another status than 200"),
            (self.headless, "answer without a readable HTTP head", "answers without a readable HTTP head"),
            (others, "answer that is no HTML", "answers that are no HTML"),
        ];
        let told: Vec<String> = reasons
            .iter()
            .filter(|(count, ..)| *count > 0)
            .map(|(count, one, many)| format!("{count} {}", if *count == 1 { one } else { many }))
            .collect();
        let count = self.revisits + self.statuses + self.headless + others;
        let none = if self.pages == 0 { "there is no page in it: " } else { "" };
        (count > 0).then(|| Refused::counted(name, format!("{none}{}", told.join(", ")), count))
    }
}

/// What a record says of itself, as far as it matters here.
#[derive(Default)]
struct About {
    response: bool,
    revisit: bool,
    /// The type that the crawler found by looking at the content is HTML.
    found_html: bool,
    url: Option<String>,
    length: u64,
}

impl<R: BufRead> Records<R> {
    pub fn new(stream: R, name: String) -> Records<R> {
        Records { stream, name, record: 0, ended: false, passed: Passed::default() }
    }

    fn place(&self) -> String {
        format!("{}: record {}", self.name, self.record)
    }

    /// Reads on to the next page; `None` at the end.
    fn page(&mut self) -> io::Result<Option<Result<Raw, Refused>>> {
        while let Some(about) = self.head()? {
            if !about.response {
                self.passed.revisits += u64::from(about.revisit);
                self.pass_over(about.length)?;
                continue;
            }
            let mut bytes = self.read(about.length.min(HTTP_HEAD))?;
            let rest = about.length - bytes.len() as u64;
            if let Some(reason) = self.not_a_page(&about, &bytes) {
                *reason += 1;
                self.pass_over(rest)?;
                continue;
            }
            self.passed.pages += 1;
            if about.length > MAX_BYTES as u64 {
                self.pass_over(rest)?;
                return Ok(Some(Err(Refused::new(self.place(), format!("the page has more than {} MB", MAX_BYTES >> 20)))));
            }
            bytes.append(&mut self.read(rest)?);
            return Ok(Some(Ok(Raw { place: self.place(), form: Form::Response { url: about.url }, bytes })));
        }
        Ok(None)
    }

    /// Why an answer is no page, by the count of that; `None` for a page.
    fn not_a_page(&mut self, about: &About, bytes: &[u8]) -> Option<&mut u64> {
        let passed = &mut self.passed;
        let Some(head) = Head::read(bytes) else {
            let is_http = about.url.as_ref().is_some_and(|url| url.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http")));
            return Some(if is_http { &mut passed.headless } else { &mut passed.others });
        };
        // What came without a type is looked at: by its first bytes, or when it has been unpacked.
        let may_be = head.is_html()
            || !head.has_type() && (about.found_html || head.is_encoded() || head.body(bytes).is_ok_and(|b| is_html_page(&b)));
        match (head.status == 200, may_be) {
            (true, true) => None,
            (false, _) if may_be || !head.has_type() => Some(&mut passed.statuses),
            _ => Some(&mut passed.others),
        }
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
                "warc-type" => {
                    about.response = value.eq_ignore_ascii_case("response");
                    about.revisit = value.eq_ignore_ascii_case("revisit");
                }
                "warc-identified-payload-type" => about.found_html = value.to_ascii_lowercase().starts_with("text/html"),
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
            return std::mem::take(&mut self.passed).told(&self.name).map(Err);
        }
        match self.page() {
            Ok(Some(page)) => Some(page),
            Ok(None) => {
                self.ended = true;
                match self.record {
                    0 => Some(Err(Refused::new(self.name.as_str(), "there is no WARC record in it"))),
                    _ => self.next(),
                }
            }
            Err(error) => {
                self.ended = true;
                let why = format!("{} in record {}; {}", broken(&error), self.record, before(self.record));
                Some(Err(Refused::rest(self.name.as_str(), why)))
            }
        }
    }
}
