//! Cuts texts, as base symbols, into the phrases that cost least.

use rustc_hash::FxHashMap;

use crate::pack::expansions::Expansions;

/// The phrases as a trie of base symbols, which are the first nodes.
pub struct Parser {
    nodes: Vec<Node>,
    next: FxHashMap<u64, u32>,
}

/// All that is asked of a node in one place: looking for it in memory is what takes time.
#[derive(Clone, Copy)]
struct Node {
    /// A bit for each base symbol that goes on from here, chosen by [`bit`], so that most looks into the map are spared.
    goes_on: u64,
    /// The symbol that it stands for, and what that costs; [`NONE`] where it stands for none.
    symbol: u32,
    cost: u32,
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
    /// `costs` are those of all symbols.
    pub fn new(base: usize, expansions: &Expansions, costs: &[u32]) -> Parser {
        let node = |symbol: u32| Node { goes_on: 0, symbol, cost: costs.get(symbol as usize).copied().unwrap_or(NONE) };
        let mut parser = Parser { nodes: (0..base as u32).map(node).collect(), next: FxHashMap::default() };
        for symbol in base as u32..costs.len() as u32 {
            let [first, rest @ ..] = expansions.of(&symbol) else { continue };
            let mut at = *first;
            for &symbol in rest {
                let new = parser.nodes.len() as u32;
                let next = *parser.next.entry(key(at, symbol)).or_insert(new);
                if next == new {
                    parser.nodes.push(node(NONE));
                    parser.nodes[at as usize].goes_on |= bit(symbol);
                }
                at = next;
            }
            (parser.nodes[at as usize].symbol, parser.nodes[at as usize].cost) = (symbol, costs[symbol as usize]);
        }
        parser
    }

    /// Calls `each` with the symbols of a text that cost least in all. To what a symbol costs comes what `begin` says of the
    /// base symbols before it and at its begin; before the text stands `before`.
    pub fn parse(&self, text: &[u32], room: &mut Room, begin: impl Fn(u32, u32) -> u32, before: u32, mut each: impl FnMut(u32)) {
        room.best.clear();
        room.best.resize(text.len() + 1, u32::MAX);
        room.from.resize(text.len() + 1, (0, 0));
        room.best[0] = 0;
        let mut last = before;
        for (at, &first) in text.iter().enumerate() {
            let so_far = room.best[at] + begin(last, first);
            last = first;
            let (mut number, mut end) = (first, at + 1);
            loop {
                let node = self.nodes[number as usize];
                if node.symbol != NONE {
                    let cost = so_far + node.cost;
                    if cost < room.best[end] {
                        room.best[end] = cost;
                        room.from[end] = (node.symbol, (end - at) as u32);
                    }
                }
                let Some(&next) = text.get(end) else { break };
                if node.goes_on & bit(next) == 0 {
                    break;
                }
                let Some(&longer) = self.next.get(&key(number, next)) else { break };
                number = longer;
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
