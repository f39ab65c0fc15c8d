//! The messages of an mbox (RFC 4155), one after another.

use std::io::{self, BufRead, Read};

use crate::MAX_BYTES;
use crate::lines::{before, broken};
use crate::pieces::{Form, Raw};
use crate::refused::Refused;

/// A line is read in pieces of so many bytes.
const PIECE: u64 = 64 << 10;

/// Whether a file begins as an mbox does: a line of its own before the first message, and then that message's head.
pub fn is_mbox(head: &[u8]) -> bool {
    let mut lines = head.split(|&b| b == b'\n');
    let is_first = lines.next().is_some_and(|line| line.starts_with(b"From ") && line.len() < 200 && line.iter().any(u8::is_ascii_digit));
    is_first
        && lines.next().is_some_and(|line| line.iter().position(|&b| b == b':').is_some_and(|end| end > 0 && !line[..end].contains(&b' ')))
}

pub struct Messages<R> {
    stream: R,
    name: String,
    number: u64,
    ended: bool,
}

impl<R: BufRead> Messages<R> {
    pub fn new(stream: R, name: String) -> Messages<R> {
        Messages { stream, name, number: 0, ended: false }
    }

    /// The next message; `None` at the end. Its first line, which is the mbox's, has been passed.
    fn message(&mut self) -> io::Result<Option<Result<Vec<u8>, Refused>>> {
        let mut message = Vec::new();
        let mut size = 0;
        let mut line = Vec::new();
        let (mut at_start, mut behind_empty) = (true, false);
        loop {
            line.clear();
            let read = (&mut self.stream).take(PIECE).read_until(b'\n', &mut line)?;
            let is_border = at_start && behind_empty && line.starts_with(b"From ");
            if read == 0 || is_border {
                self.ended = read == 0;
                break;
            }
            if at_start {
                behind_empty = line.trim_ascii().is_empty();
                let quoting = line.iter().take_while(|&&b| b == b'>').count();
                // What begins like a border was set off when it was put in.
                if quoting > 0 && line[quoting..].starts_with(b"From ") {
                    line.remove(0);
                }
            }
            at_start = line.ends_with(b"\n");
            size += line.len();
            if size <= MAX_BYTES {
                message.extend_from_slice(&line);
            }
        }
        if size > MAX_BYTES {
            let why = format!("it has more than {} MB", MAX_BYTES >> 20);
            return Ok(Some(Err(Refused::new(self.place(), why))));
        }
        Ok((!message.trim_ascii().is_empty()).then_some(Ok(message)))
    }

    fn place(&self) -> String {
        format!("{}: message {}", self.name, self.number)
    }
}

impl<R: BufRead> Iterator for Messages<R> {
    type Item = Result<Raw, Refused>;

    fn next(&mut self) -> Option<Result<Raw, Refused>> {
        while !self.ended {
            if self.number == 0 {
                // The first border, of which `is_mbox` knows that it is there.
                let passed = (&mut self.stream).take(PIECE).read_until(b'\n', &mut Vec::new());
                self.ended = passed.is_err();
            }
            self.number += 1;
            match self.message() {
                Ok(Some(message)) => return Some(message.map(|bytes| Raw { place: self.place(), form: Form::Saved { id: None }, bytes })),
                Ok(None) => {}
                Err(error) => {
                    self.ended = true;
                    let why = format!("{} in message {}; {}", broken(&error), self.number, before(self.number));
                    return Some(Err(Refused::rest(self.name.as_str(), why)));
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_told_apart_and_unquoted() {
        let mbox = "From gull@al.example Mon Mar  3 08:00:00 2031\nSubject: One\n\nFirst.\n>From the quay.\nFrom here on.\n\nFrom x@y.example Tue Mar 4 09:00:00 2031\nSubject: Two\n\nSecond.\n";
        assert!(is_mbox(mbox.as_bytes()) && !is_mbox(b"From the quay we saw 40 gulls.\nNobody spoke."));
        for at_once in [1, 7, 4096] {
            let stream = io::BufReader::with_capacity(at_once, mbox.as_bytes());
            let read: Vec<String> =
                Messages::new(stream, "a.mbox".into()).map(|raw| String::from_utf8(raw.expect("a message").bytes).expect("text")).collect();
            assert_eq!(read, ["Subject: One\n\nFirst.\nFrom the quay.\nFrom here on.\n\n", "Subject: Two\n\nSecond.\n"]);
        }
    }
}
