//! Writes texts in a vocabulary.

use rustc_hash::FxHashMap;

use super::parse::{Parser, Room};
use super::prepare::TextBlock;
use crate::pack::bits::BitWriter;
use crate::pack::expansions::Expansions;
use crate::pack::huffman::Encoder;
use crate::pack::tables::Tables;
use crate::pack::vocabulary::{
    END, END_OF_SPELLING, FIRST, LETTERS, MAX_STRING, RARE_BITS, REPEATED, SPELLED_SEPARATOR, SPELLED_WORD, spelling_behind,
};

/// A piece of a text.
#[derive(Clone, Copy)]
pub enum Cut<'a> {
    Word(&'a str),
    /// What stands between two words, unless it is a space; before the first and behind the last, unless it is nothing.
    Separator(&'a str),
}

/// Cuts a text at its words.
pub fn cut<'a>(block: &'a TextBlock, mut each: impl FnMut(Cut<'a>)) {
    let text = block.text.as_str();
    let mut end = 0;
    let mut usual = "";
    for &(start, len) in &block.words {
        let start = start as usize;
        if &text[end..start] != usual {
            each(Cut::Separator(&text[end..start]));
        }
        end = start + len as usize;
        each(Cut::Word(&text[start..end]));
        usual = " ";
    }
    if end < text.len() {
        each(Cut::Separator(&text[end..]));
    }
}

/// Calls `each` with the letters of a spelled string and its end, and which code for spelling each is in.
pub fn letters(string: &str, mut each: impl FnMut(usize, usize)) {
    let mut code = 0;
    for byte in string.bytes() {
        each(code, usize::from(byte));
        code = spelling_behind(byte);
    }
    each(code, END_OF_SPELLING);
}

pub struct Coder<'a> {
    tables: &'a Tables,
    symbols: [FxHashMap<&'a str, u32>; 2],
    parser: Parser,
    /// By base symbol: its class, and the context that it leaves.
    sides: Vec<(u8, u8)>,
    /// By symbol: its first and its last base symbol.
    ends: Vec<(u32, u32)>,
    /// By context and class.
    contexts: Vec<(u32, u8)>,
    /// By symbol.
    members: Vec<(u32, u8)>,
    letters: Vec<Encoder>,
}

/// What was written into one stream of bits.
#[derive(Default)]
pub struct Stream<'t> {
    repeats: Repeats<'t>,
    text: Vec<u32>,
    spelled: Vec<&'t str>,
    parsed: Vec<u32>,
    room: Room,
}

/// The list of what may be repeated.
#[derive(Default)]
pub struct Repeats<'t> {
    symbols: FxHashMap<u32, u32>,
    strings: FxHashMap<(u32, &'t str), u32>,
    count: u32,
}

/// Bytes of text for one symbol that may be repeated, or fewer. Only sets how much memory is asked for at once.
const BYTES_A_SYMBOL: usize = 8;

impl Stream<'_> {
    /// For so many bytes of text.
    pub fn new(bytes: usize) -> Self {
        let symbols = FxHashMap::with_capacity_and_hasher(bytes / BYTES_A_SYMBOL, Default::default());
        Stream { repeats: Repeats { symbols, ..Repeats::default() }, ..Stream::default() }
    }
}

impl<'t> Repeats<'t> {
    /// The last place of a symbol, or of a spelled string.
    pub fn find(&self, symbol: u32, string: Option<&'t str>) -> Option<u32> {
        match string {
            Some(string) => self.strings.get(&(symbol, string)).copied(),
            None => self.symbols.get(&symbol).copied(),
        }
    }

    pub fn list(&mut self, symbol: u32, string: Option<&'t str>) {
        match string {
            Some(string) => self.strings.insert((symbol, string), self.count),
            None => self.symbols.insert(symbol, self.count),
        };
        self.count += 1;
    }

    /// Bits that tell a place.
    fn width(&self) -> u32 {
        (self.count - 1).checked_ilog2().map_or(0, |log| log + 1)
    }
}

/// The code of each symbol in its class.
fn member_codes(tables: &Tables, ends: &[(u32, u32)]) -> Vec<(u32, u8)> {
    let mut by_class: Vec<(Vec<usize>, Vec<u8>)> = vec![Default::default(); tables.class_count];
    for (symbol, &length) in tables.lengths.iter().enumerate().filter(|(_, length)| **length > 0) {
        let of = &mut by_class[usize::from(tables.classes[ends[symbol].0 as usize])];
        of.0.push(symbol);
        of.1.push(length);
    }
    let mut codes = vec![(0, 0); tables.lengths.len()];
    for (symbols, lengths) in by_class.iter().filter(|(symbols, _)| symbols.len() > 1) {
        let encoder = Encoder::new(lengths);
        symbols.iter().enumerate().for_each(|(at, &symbol)| codes[symbol] = encoder.code(at));
    }
    codes
}

impl<'a> Coder<'a> {
    pub fn new(tables: &'a Tables) -> Coder<'a> {
        let (base, words) = (tables.base(), FIRST as usize + tables.separators);
        let expansions = Expansions::new(base, &tables.phrases).expect("phrases keep the rules that they are read by");
        let symbols = base + tables.phrases.len();
        let ends = |symbol: u32| {
            let of = expansions.of(&symbol);
            (of[0], of[of.len() - 1])
        };
        let ends: Vec<(u32, u32)> = (0..symbols as u32).map(ends).collect();
        let contexts = if tables.class_count > 1 {
            let encoders = tables.class_lengths.chunks(tables.class_count).map(Encoder::new);
            encoders.flat_map(|encoder| (0..tables.class_count).map(move |class| encoder.code(class))).collect()
        } else {
            vec![(0, 0)]
        };
        let of =
            |range: std::ops::Range<usize>| range.map(|symbol| (tables.strings[symbol - FIRST as usize].as_str(), symbol as u32)).collect();
        let members = member_codes(tables, &ends);
        let costs: Vec<u32> = members.iter().map(|&(_, length)| u32::from(length)).collect();
        Coder {
            tables,
            symbols: [of(FIRST as usize..words), of(words..base)],
            parser: Parser::new(base, &expansions, &costs),
            sides: tables.classes.iter().copied().zip(tables.contexts.iter().copied()).collect(),
            members,
            ends,
            contexts,
            letters: tables.spelling.chunks(LETTERS).map(Encoder::new).collect(),
        }
    }

    /// The code of a base symbol's class behind another one.
    fn class(&self, before: u32, first: u32) -> (u32, u8) {
        let (context, class) = (self.sides[before as usize].1, self.sides[first as usize].0);
        self.contexts[usize::from(context) * self.tables.class_count + usize::from(class)]
    }

    /// Writes a text and its end.
    pub fn put<'t>(&self, text: &'t TextBlock, stream: &mut Stream<'t>, bits: &mut BitWriter) {
        let Stream { repeats, text: symbols, spelled, parsed, room } = stream;
        symbols.clear();
        spelled.clear();
        parsed.clear();
        cut(text, |piece| {
            let (kind, string, how) = match piece {
                Cut::Separator(s) => (0, s, SPELLED_SEPARATOR),
                Cut::Word(w) => (1, w, SPELLED_WORD),
            };
            let symbol = self.symbols[kind].get(string).copied();
            if symbol.is_none() {
                spelled.push(string);
            }
            symbols.push(symbol.unwrap_or(how));
        });
        symbols.push(END);
        let begin = |before, first| u32::from(self.class(before, first).1);
        self.parser.parse(symbols, room, begin, END, |symbol| parsed.push(symbol));
        let mut strings = spelled.iter().copied();
        let mut before = END;
        for &symbol in parsed.iter() {
            let string = if matches!(symbol, SPELLED_WORD | SPELLED_SEPARATOR) { strings.next() } else { None };
            self.put_symbol(symbol, string, before, repeats, bits);
            before = self.ends[symbol as usize].1;
        }
    }

    fn put_symbol<'t>(&self, symbol: u32, string: Option<&'t str>, before: u32, repeats: &mut Repeats<'t>, bits: &mut BitWriter) {
        let (first, last) = self.ends[symbol as usize];
        let codes = [self.class(before, first), self.members[symbol as usize]];
        let is_rare = match string {
            Some(string) => string.len() <= MAX_STRING,
            None => last != END && self.tables.lengths[symbol as usize] >= RARE_BITS,
        };
        if is_rare {
            let again = [self.class(before, REPEATED), self.members[REPEATED as usize]];
            let length = |codes: [(u32, u8); 2]| codes.iter().map(|(_, length)| u32::from(*length)).sum::<u32>();
            if let Some(place) = repeats.find(symbol, string)
                && (string.is_some() || length(again) + repeats.width() < length(codes))
            {
                again.iter().for_each(|&(code, length)| bits.put(code, u32::from(length)));
                bits.put(place, repeats.width());
                return;
            }
            repeats.list(symbol, string);
        }
        codes.iter().for_each(|&(code, length)| bits.put(code, u32::from(length)));
        if let Some(string) = string {
            letters(string, |code, letter| self.letters[code % self.letters.len()].put(bits, letter));
        }
    }
}
