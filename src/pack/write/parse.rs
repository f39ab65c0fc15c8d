//! Cuts texts, as base symbols, into the phrases that cost least.

use rustc_hash::FxHashMap;

use crate::pack::vocabulary::Expansions;

/// The phrases as a trie of base symbols.
pub struct Parser {
    /// By node: the symbol that it stands for, or [`NONE`]. Base symbols are the first nodes.
    symbols: Vec<u32>,
    /// By node: a bit for each base symbol that goes on from it, chosen by [`bit`], so that most looks are spared.
    goes_on: Vec<u64>,
    next: FxHashMap<u64, u32>,
}

/// Room for parsing one text after another.
#[derive(Default)]
pub struct Room {
    best: Vec<u32>,
    /// Where the best way to each place comes from: the symbol and how many base symbols it takes.
    from: Vec<(u32, u32)>,
}

const NONE: u32 = u32::MAX;

fn bit(symbol: u32) -> u64 {
    1 << (symbol.wrapping_mul(0x9E37_79B1) >> 26)
}

fn key(node: u32, symbol: u32) -> u64 {
    u64::from(node) << 32 | u64::from(symbol)
}

impl Parser {
    pub fn new(base: usize, phrases: usize, expansions: &Expansions) -> Parser {
        let mut parser = Parser { symbols: (0..base as u32).collect(), goes_on: vec![0; base], next: FxHashMap::default() };
        for symbol in base as u32..(base + phrases) as u32 {
            let [first, rest @ ..] = expansions.of(&symbol) else { continue };
            let mut node = *first;
            for &symbol in rest {
                let new = parser.symbols.len() as u32;
                let next = *parser.next.entry(key(node, symbol)).or_insert(new);
                if next == new {
                    parser.symbols.push(NONE);
                    parser.goes_on.push(0);
                    parser.goes_on[node as usize] |= bit(symbol);
                }
                node = next;
            }
            parser.symbols[node as usize] = symbol;
        }
        parser
    }

    /// Calls `each` with the symbols of a text that cost least in all. A symbol costs what `cost` says and what `begin`
    /// says of the base symbols before it and at its begin: the first text symbol stands behind `before`.
    pub fn parse(
        &self,
        text: &[u32],
        room: &mut Room,
        begin: impl Fn(u32, u32) -> u32,
        cost: impl Fn(u32) -> u32,
        before: u32,
        mut each: impl FnMut(u32),
    ) {
        room.best.clear();
        room.best.resize(text.len() + 1, u32::MAX);
        room.from.resize(text.len() + 1, (0, 0));
        room.best[0] = 0;
        let mut last = before;
        for (at, &first) in text.iter().enumerate() {
            let so_far = room.best[at] + begin(last, first);
            last = first;
            let mut node = first;
            let mut end = at + 1;
            loop {
                let symbol = self.symbols[node as usize];
                if symbol != NONE {
                    let cost = so_far + cost(symbol);
                    if cost < room.best[end] {
                        room.best[end] = cost;
                        room.from[end] = (symbol, (end - at) as u32);
                    }
                }
                let Some(&next) = text.get(end) else { break };
                if self.goes_on[node as usize] & bit(next) == 0 {
                    break;
                }
                let Some(&longer) = self.next.get(&key(node, next)) else { break };
                node = longer;
                end += 1;
            }
        }
        // The way is known from its end; it is turned around where it was kept.
        let mut at = text.len();
        let mut count = 0;
        while at > 0 {
            let (symbol, len) = room.from[at];
            at -= len as usize;
            room.best[count] = symbol;
            count += 1;
        }
        room.best[..count].iter().rev().for_each(|&symbol| each(symbol));
    }
}
