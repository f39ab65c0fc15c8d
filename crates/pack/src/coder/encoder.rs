//! Writes texts in a vocabulary.

use rustc_hash::FxHashMap;

use super::bits::BitWriter;
use super::expansions::Expansions;
use super::huffman::Encoder;
use super::numbers::{Lookup, Numbers, look_up};
use super::parse::{self, Parser};
use super::pieces::{CutText, PieceKind};
use super::tables::Tables;
use super::vocabulary::{
    END, END_OF_SPELLING, FIRST, LETTERS, MAX_STRING, RARE_BITS, REPEATED, SPELLED_SEPARATOR, SPELLED_WORD, spelling_behind,
};

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
    /// The ranks of strings.
    numbers: Numbers<'a>,
    parser: Parser,
    /// By rank, of base symbols alone: the class, and where the codes of the context begin that it leaves.
    sides: Vec<(u8, u16)>,
    /// By rank.
    symbols: Vec<Symbol>,
    /// By context and class: a code; and its length by itself, in less memory.
    contexts: Vec<Code>,
    lengths: Vec<u8>,
    letters: Vec<Encoder>,
}

/// A code and its length, in four bytes.
#[derive(Clone, Copy, Default)]
struct Code(u32);

impl Code {
    fn new((code, length): (u32, u8)) -> Code {
        Code(code << 8 | u32::from(length))
    }

    #[inline]
    fn length(self) -> u32 {
        self.0 & 0xFF
    }

    #[inline]
    fn put(self, bits: &mut BitWriter) {
        bits.put(self.0 >> 8, self.length());
    }
}

/// All that writing asks of a symbol, in one place.
#[derive(Clone, Copy)]
struct Symbol {
    /// Its code in its class.
    code: Code,
    /// Where the codes of the context begin that its last base symbol leaves.
    leaves: u16,
    /// The class of its first base symbol.
    class: u8,
    /// Whether it is told by its place when it comes again.
    is_rare: bool,
}

/// What was written into one stream of bits.
#[derive(Default)]
pub struct Stream<'t> {
    repeats: Repeats<'t>,
    spelled: Vec<&'t str>,
}

/// Room for writing one text after another.
#[derive(Default)]
pub struct Room {
    asked: Vec<Lookup>,
    text: Vec<u32>,
    parsed: Vec<u32>,
    parse: parse::Room,
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
fn member_codes(tables: &Tables, expansions: &Expansions) -> Vec<Code> {
    let mut by_class: Vec<(Vec<usize>, Vec<u8>)> = vec![Default::default(); tables.class_count];
    for (symbol, &length) in tables.lengths.iter().enumerate().filter(|(_, length)| **length > 0) {
        let of = &mut by_class[usize::from(tables.classes[expansions.of(&(symbol as u32))[0] as usize])];
        of.0.push(symbol);
        of.1.push(length);
    }
    let mut codes = vec![Code::default(); tables.lengths.len()];
    for (symbols, lengths) in by_class.iter().filter(|(symbols, _)| symbols.len() > 1) {
        let encoder = Encoder::new(lengths);
        symbols.iter().enumerate().for_each(|(at, &symbol)| codes[symbol] = Code::new(encoder.code(at)));
    }
    codes
}

/// All symbols: those without strings, other base symbols, phrases, and of these the ones with short codes first.
fn order(members: &[Code], base: usize) -> Vec<u32> {
    let mut order: Vec<u32> = (0..members.len() as u32).collect();
    order[FIRST as usize..base].sort_by_key(|&symbol| members[symbol as usize].length());
    order[base..].sort_by_key(|&symbol| members[symbol as usize].length());
    order
}

impl<'a> Coder<'a> {
    pub fn new(tables: &'a Tables) -> Coder<'a> {
        let base = tables.base();
        let expansions = Expansions::new(base, &tables.phrases).expect("phrases keep the rules that they are read by");
        let contexts: Vec<Code> = if tables.class_count > 1 {
            let encoders = tables.class_lengths.chunks(tables.class_count).map(Encoder::new);
            encoders.flat_map(|encoder| (0..tables.class_count).map(move |class| Code::new(encoder.code(class)))).collect()
        } else {
            vec![Code::default()]
        };
        let members = member_codes(tables, &expansions);
        // Symbols are numbered by their rank here, so that what is asked of those that come often stands together in memory.
        let order = order(&members, base);
        let mut ranks = vec![0; order.len()];
        (0..).zip(&order).for_each(|(rank, &symbol)| ranks[symbol as usize] = rank);
        let mut numbers = Numbers::default();
        for (at, string) in tables.strings.iter().enumerate() {
            let kind = if at < tables.separators { PieceKind::Separator } else { PieceKind::Word };
            numbers.get_or_insert(&Lookup::whole(kind, string), string, ranks[FIRST as usize + at]);
        }
        let leaves = |symbol: u32| u16::from(tables.contexts[symbol as usize]) * tables.class_count as u16;
        let symbol = |&symbol: &u32| {
            let of = expansions.of(&symbol);
            let (first, last) = (of[0], of[of.len() - 1]);
            let is_rare = last != END && tables.lengths[symbol as usize] >= RARE_BITS;
            Symbol { code: members[symbol as usize], leaves: leaves(last), class: tables.classes[first as usize], is_rare }
        };
        let symbols: Vec<Symbol> = order.iter().map(symbol).collect();
        let costs: Vec<u32> = symbols.iter().map(|symbol| symbol.code.length()).collect();
        let parser = Parser::new(base, &costs, |rank, parts| {
            parts.extend(expansions.of(&order[rank as usize]).iter().map(|&symbol| ranks[symbol as usize]));
        });
        Coder {
            numbers,
            parser,
            sides: symbols[..base].iter().map(|symbol| (symbol.class, symbol.leaves)).collect(),
            symbols,
            lengths: contexts.iter().map(|code| code.length() as u8).collect(),
            contexts,
            letters: tables.spelling.chunks(LETTERS).map(Encoder::new).collect(),
        }
    }

    /// Writes a text and its end.
    pub fn put<'t>(&self, text: &CutText<'t>, stream: &mut Stream<'t>, room: &mut Room, bits: &mut BitWriter) {
        let Stream { repeats, spelled } = stream;
        let Room { asked, text: symbols, parsed, parse } = room;
        symbols.clear();
        spelled.clear();
        parsed.clear();
        look_up(text, asked);
        self.numbers.touch(asked);
        symbols.extend(asked.iter().map(|piece| {
            self.numbers.get(piece, text.text).unwrap_or_else(|| {
                spelled.push(piece.of(text.text));
                match piece.kind {
                    PieceKind::Separator => SPELLED_SEPARATOR,
                    PieceKind::Word => SPELLED_WORD,
                }
            })
        }));
        symbols.push(END);
        let begin = |before: u32, first: u32| {
            let (leaves, class) = (self.sides[before as usize].1, self.sides[first as usize].0);
            u32::from(self.lengths[usize::from(leaves) + usize::from(class)])
        };
        self.parser.parse(symbols, parse, begin, END, |symbol| parsed.push(symbol));
        // All are looked at first: these looks need not wait for each other.
        std::hint::black_box(parsed.iter().fold(0, |all, &symbol| all ^ self.symbols[symbol as usize].class));
        let mut strings = spelled.iter().copied();
        let mut context = self.sides[END as usize].1;
        for &symbol in parsed.iter() {
            let string = if matches!(symbol, SPELLED_WORD | SPELLED_SEPARATOR) { strings.next() } else { None };
            self.put_symbol(symbol, string, context, repeats, bits);
            context = self.symbols[symbol as usize].leaves;
        }
    }

    /// The codes that tell a symbol in a context.
    #[inline]
    fn codes(&self, symbol: u32, context: u16) -> [Code; 2] {
        let Symbol { code, class, .. } = self.symbols[symbol as usize];
        [self.contexts[usize::from(context) + usize::from(class)], code]
    }

    fn put_symbol<'t>(&self, symbol: u32, string: Option<&'t str>, context: u16, repeats: &mut Repeats<'t>, bits: &mut BitWriter) {
        let codes = self.codes(symbol, context);
        let is_rare = string.map_or(self.symbols[symbol as usize].is_rare, |string| string.len() <= MAX_STRING);
        if is_rare {
            let again = self.codes(REPEATED, context);
            let length = |codes: [Code; 2]| codes[0].length() + codes[1].length();
            if let Some(place) = repeats.find(symbol, string)
                && (string.is_some() || length(again) + repeats.width() < length(codes))
            {
                again.iter().for_each(|code| code.put(bits));
                bits.put(place, repeats.width());
                return;
            }
            repeats.list(symbol, string);
        }
        codes.iter().for_each(|code| code.put(bits));
        if let Some(string) = string {
            letters(string, |code, letter| self.letters[code % self.letters.len()].put(bits, letter));
        }
    }
}
