//! The lines of JSONL.

use std::io::{self, BufRead, Read};

use crate::MAX_BYTES;
use crate::pieces::{Form, Raw};
use crate::refused::Refused;

pub struct Lines<R> {
    stream: R,
    name: String,
    line: u64,
    ended: bool,
}

impl<R> Lines<R> {
    pub fn new(stream: R, name: String) -> Lines<R> {
        Lines { stream, name, line: 0, ended: false }
    }
}

/// What [`read_line`] found.
#[derive(Debug, PartialEq, Eq)]
pub enum Line {
    Whole(Vec<u8>),
    /// It has more bytes than it may have; they have been passed over.
    TooLong,
    End,
}

/// Reads a line without its end, of which no more than `limit` bytes are ever in memory.
pub fn read_line(stream: &mut impl BufRead, limit: usize) -> io::Result<Line> {
    let mut line = Vec::new();
    let read = stream.take(limit as u64 + 1).read_until(b'\n', &mut line)?;
    if read == 0 {
        return Ok(Line::End);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
    } else if read > limit {
        stream.skip_until(b'\n')?;
        return Ok(Line::TooLong);
    }
    Ok(Line::Whole(line))
}

/// Passes over the empty lines that begin here, as far as they are at hand, and counts them. A file may be hundreds of megabytes of
/// them.
pub fn pass_blank_lines(stream: &mut impl BufRead) -> io::Result<u64> {
    let mut passed = 0;
    loop {
        let at_hand = stream.fill_buf()?;
        let blank = at_hand.iter().position(|b| !b.is_ascii_whitespace()).unwrap_or(at_hand.len());
        let Some(last) = at_hand[..blank].iter().rposition(|&b| b == b'\n') else { return Ok(passed) };
        passed += at_hand[..=last].iter().filter(|&&b| b == b'\n').count() as u64;
        stream.consume(last + 1);
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Result<Raw, Refused>;

    fn next(&mut self) -> Option<Result<Raw, Refused>> {
        while !self.ended {
            // An error is told when the line is read.
            self.line += 1 + pass_blank_lines(&mut self.stream).unwrap_or(0);
            let place = || format!("{}:{}", self.name, self.line);
            match read_line(&mut self.stream, MAX_BYTES) {
                Ok(Line::End) => self.ended = true,
                Ok(Line::TooLong) => {
                    return Some(Err(Refused::new(place(), format!("the line has more than {} MB", MAX_BYTES >> 20))));
                }
                Ok(Line::Whole(mut bytes)) => {
                    if self.line == 1 && bytes.starts_with("\u{FEFF}".as_bytes()) {
                        bytes.drain(.."\u{FEFF}".len());
                    }
                    if !bytes.trim_ascii().is_empty() {
                        return Some(Ok(Raw { place: place(), form: Form::JsonLine, bytes }));
                    }
                }
                Err(error) => {
                    self.ended = true;
                    let what = broken(&error);
                    return Some(Err(Refused::rest(self.name.as_str(), format!("{what} in line {}; {}", self.line, before(self.line)))));
                }
            }
        }
        None
    }
}

/// How a stream ended that did not end as it should.
pub fn broken(error: &io::Error) -> String {
    if error.kind() == io::ErrorKind::UnexpectedEof { "cut short".into() } else { format!("damaged or not readable ({error})") }
}

/// What was used of a stream that ended in its `number`th piece.
pub fn before(number: u64) -> String {
    match number {
        0 | 1 => "nothing of it was used".into(),
        2 => "the one before it was used".into(),
        n => format!("the {} before it were used", n - 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Counts what is asked of a stream.
    struct Counted<'a>(&'a [u8], usize);

    impl Read for Counted<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            self.0.read(into)
        }
    }

    impl BufRead for Counted<'_> {
        fn fill_buf(&mut self) -> io::Result<&[u8]> {
            self.1 += 1;
            Ok(&self.0[..self.0.len().min(4096)])
        }

        fn consume(&mut self, bytes: usize) {
            self.0.consume(bytes);
        }
    }

    #[test]
    fn blank_lines_are_passed_over_at_once() {
        let file = "\n \r\n\t\n".repeat(10_000) + "  {}\n" + &" ".repeat(9000) + "\n{}\n\n";
        let mut lines = Lines::new(Counted(file.as_bytes(), 0), "blank".into());
        let places: Vec<String> = lines.by_ref().map(|line| line.expect("a line").place).collect();
        assert_eq!(places, ["blank:30001", "blank:30003"]);
        assert!(lines.stream.1 < 100, "{}", lines.stream.1);
    }
}
