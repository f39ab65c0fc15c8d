//! Tags with more attributes than any page has, cut short before the parser sees them: it compares each attribute of a tag with
//! all before it, which takes the square of their number.
//!
//! What is cut is at the end of the tag, where it can only take away an attribute that the page gives behind hundreds of others.
//!
//! Where a tag begins, only the parser knows: what `<` means depends on the elements around it. So the page goes to it in stretches
//! that begin with a `<`, and what it makes of one stretch tells how the next is read. A parser that gave a token is outside of
//! tags; one that gave none is still inside of what was begun.

use crate::dom::MAX_ATTRIBUTES;

/// What the parser made of the stretch before.
#[derive(Clone, Copy)]
pub struct Parser {
    /// Whether it gave a token for it.
    pub gave: bool,
    /// Whether it is in text that only an end tag ends.
    pub in_raw_text: bool,
}

/// Reads tags as the HTML standard's tokenizer does, each byte once.
pub struct Limit {
    state: State,
    /// Attributes of the tag.
    count: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// In no tag, or in none that the parser is certain to be in.
    Outside,
    Comment,
    TagName,
    BeforeAttribute,
    AttributeName,
    AfterAttributeName,
    BeforeValue,
    Value,
    Quoted(u8),
}

impl Limit {
    pub fn new() -> Limit {
        Limit { state: State::Outside, count: 0 }
    }

    /// What is kept of a stretch: its beginning and its end. It has no `<` but the one that it begins with.
    pub fn keep<'a>(&mut self, stretch: &'a str, parser: Parser) -> (&'a str, &'a str) {
        let bytes = stretch.as_bytes();
        let mut at = 0;
        // In raw text, an end tag's name is given up at a `<`; in other names it changes nothing.
        let given_up = self.state == State::TagName && parser.in_raw_text;
        if parser.gave || given_up || self.state == State::Outside {
            self.count = 0;
            at = 1 + usize::from(bytes.get(1) == Some(&b'/'));
            let begins = bytes.get(at).is_some_and(u8::is_ascii_alphabetic) && (at == 2 || !parser.in_raw_text);
            self.state = if begins {
                State::TagName
            } else if stretch.starts_with("<!--") {
                State::Comment
            } else {
                State::Outside
            };
        }
        let (mut from, mut to) = ((self.count > MAX_ATTRIBUTES).then_some(0), bytes.len());
        while let Some(&byte) = bytes.get(at)
            && !matches!(self.state, State::Outside | State::Comment)
        {
            let state = self.state.next(byte);
            if state == State::AttributeName && self.state != state {
                self.count += 1;
                if self.count > MAX_ATTRIBUTES && from.is_none() {
                    from = Some(at);
                }
            }
            self.state = state;
            if state == State::Outside {
                self.count = 0;
                to = at;
            }
            at += 1;
        }
        from.map_or((stretch, ""), |from| (&stretch[..from], &stretch[to..]))
    }
}

impl State {
    fn next(self, byte: u8) -> State {
        let is_space = matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0C');
        match (self, byte) {
            (State::Outside | State::Comment, _) => self,
            (State::Quoted(quote), _) => {
                if byte == quote {
                    State::BeforeAttribute
                } else {
                    self
                }
            }
            (_, b'>') => State::Outside,
            (State::BeforeValue, b'"' | b'\'') => State::Quoted(byte),
            (State::BeforeValue, _) => {
                if is_space {
                    self
                } else {
                    State::Value
                }
            }
            (State::Value, _) => {
                if is_space {
                    State::BeforeAttribute
                } else {
                    self
                }
            }
            (_, b'/') => State::BeforeAttribute,
            (State::AttributeName | State::AfterAttributeName, b'=') => State::BeforeValue,
            (State::AttributeName | State::AfterAttributeName, _) if is_space => State::AfterAttributeName,
            (State::TagName | State::BeforeAttribute, _) if is_space => State::BeforeAttribute,
            (State::TagName, _) => self,
            // An attribute's name may begin with a sign of equality.
            (State::BeforeAttribute | State::AttributeName | State::AfterAttributeName, _) => State::AttributeName,
        }
    }
}
