//! The values of a JSON file that is no file of lines: the entries of an array, or objects one after another over any lines.

use std::io::{self, BufRead};

use crate::MAX_BYTES;
use crate::lines::{before, broken};
use crate::pieces::{Form, Raw};
use crate::refused::Refused;

pub struct Values<R> {
    stream: R,
    name: String,
    number: u64,
    in_array: bool,
    ended: bool,
}

impl<R: BufRead> Values<R> {
    pub fn new(stream: R, name: String) -> Values<R> {
        Values { stream, name, number: 0, in_array: false, ended: false }
    }

    fn place(&self) -> String {
        format!("{}: item {}", self.name, self.number)
    }

    /// The next byte, without taking it.
    fn peek(&mut self) -> io::Result<Option<u8>> {
        Ok(self.stream.fill_buf()?.first().copied())
    }

    /// Goes to the beginning of the next value; `false` at the end.
    fn find(&mut self) -> io::Result<bool> {
        loop {
            match self.peek()? {
                None if self.in_array => return Err(io::ErrorKind::UnexpectedEof.into()),
                None => return Ok(false),
                Some(b']') if self.in_array => self.in_array = false,
                Some(b'[') if !self.in_array => self.in_array = true,
                Some(b',' | b' ' | b'\t' | b'\r' | b'\n' | 0x1E | 0xEF | 0xBB | 0xBF) => {}
                Some(_) => return Ok(true),
            }
            self.stream.consume(1);
        }
    }

    /// Reads a value to its end. Of one that is too large, what is too much is passed over.
    fn value(&mut self) -> io::Result<Result<Vec<u8>, Refused>> {
        let mut scan = Scan::default();
        let mut value = Vec::new();
        let mut size = 0;
        loop {
            let at_hand = self.stream.fill_buf()?;
            if at_hand.is_empty() && scan.is_open() {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let end = scan.end_in(at_hand);
            let taken = end.unwrap_or(at_hand.len());
            size += taken;
            if size <= MAX_BYTES {
                value.extend_from_slice(&at_hand[..taken]);
            }
            let is_end = end.is_some() || at_hand.is_empty();
            self.stream.consume(taken);
            if is_end {
                let why = || format!("it has more than {} MB", MAX_BYTES >> 20);
                return Ok(if size > MAX_BYTES { Err(Refused::new(self.place(), why())) } else { Ok(value) });
            }
        }
    }
}

/// How far a value has been read.
#[derive(Default)]
struct Scan {
    depth: usize,
    in_string: bool,
    escaped: bool,
    begun: bool,
}

impl Scan {
    fn is_open(&self) -> bool {
        !self.begun || self.depth > 0 || self.in_string
    }

    /// Where the value ends in these bytes; `None` where it goes on.
    fn end_in(&mut self, bytes: &[u8]) -> Option<usize> {
        for (at, &byte) in bytes.iter().enumerate() {
            if self.in_string {
                self.in_string = self.escaped || byte != b'"';
                self.escaped = !self.escaped && byte == b'\\';
                if self.in_string || self.depth > 0 {
                    continue;
                }
                return Some(at + 1);
            }
            match byte {
                b'"' => self.in_string = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' if self.depth > 0 => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        return Some(at + 1);
                    }
                }
                // What is neither object nor string ends before what stands after it.
                b',' | b']' | b'}' | b' ' | b'\t' | b'\r' | b'\n' if self.depth == 0 => return Some(at.max(usize::from(!self.begun))),
                _ => {}
            }
            self.begun = true;
        }
        None
    }
}

impl<R: BufRead> Iterator for Values<R> {
    type Item = Result<Raw, Refused>;

    fn next(&mut self) -> Option<Result<Raw, Refused>> {
        if self.ended {
            return None;
        }
        let found = self.find().and_then(|found| {
            self.number += u64::from(found);
            if found { self.value().map(Some) } else { Ok(None) }
        });
        match found {
            Ok(Some(value)) => Some(value.map(|bytes| Raw { place: self.place(), form: Form::Json, bytes })),
            Ok(None) => {
                self.ended = true;
                (self.number == 0).then(|| Err(Refused::new(self.name.as_str(), "there is nothing in its array")))
            }
            Err(error) => {
                self.ended = true;
                let why = format!("{} in item {}; {}", broken(&error), self.number, before(self.number));
                Some(Err(Refused::rest(self.name.as_str(), why)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A stream that gives so many bytes at once.
    fn values(text: &str, at_once: usize) -> Vec<Result<String, String>> {
        let stream = io::BufReader::with_capacity(at_once, text.as_bytes());
        let told = |value: Result<Raw, Refused>| {
            value.map(|raw| String::from_utf8(raw.bytes).expect("text")).map_err(|refused| refused.to_string())
        };
        Values::new(stream, "a.json".into()).map(told).collect()
    }

    #[test]
    fn arrays_and_objects_in_a_row() {
        for at_once in [1, 2, 7, 4096] {
            for text in [
                "[{\"a\": \"]}\\\"\\\\\"}, {\"b\":[1, {}]}\n]",
                "{\"a\": \"]}\\\"\\\\\"}\n{\"b\":[1, {}]}",
                "\u{FEFF} [ {\"a\": \"]}\\\"\\\\\"}\r\n,{\"b\":[1, {}]} ] \n",
            ] {
                assert_eq!(values(text, at_once), [Ok("{\"a\": \"]}\\\"\\\\\"}".into()), Ok("{\"b\":[1, {}]}".into())], "{text}");
            }
            assert_eq!(values("[1, \"x\",null]", at_once), ["1", "\"x\"", "null"].map(|value| Ok(value.to_owned())));
            assert_eq!(values("[]", at_once), [Err("a.json: there is nothing in its array".to_owned())]);
            assert_eq!(
                values("[{}, {\"a\"", at_once),
                [Ok("{}".into()), Err("a.json: cut short in item 2; the one before it was used".to_owned())]
            );
            assert_eq!(values("}{}", at_once), ["}", "{}"].map(|value| Ok(value.to_owned())));
        }
    }
}
