//! Cuts texts, as base symbols, into the phrases that cost least.

/// The phrases as a trie of base symbols, which are its first nodes. What takes time is looking for nodes in memory, so they
/// are small, one look finds one with all that is asked of it, and a filter that the nearer caches hold spares most looks
/// for nodes that are not there.
pub struct Parser {
    /// What each base symbol costs.
    base: Vec<u16>,
    /// The nodes behind those: a flat table in which a node is found by the one before it and a base symbol. It stands at
    /// the hash of the two or in the next free place behind; at least a quarter of the places are free.
    steps: Vec<Step>,
    /// A bit for the hash of each step, and the others that have the same.
    filter: Vec<u64>,
    /// By how much the hash of a step is shifted to find it in either.
    shift: u32,
}

/// A node.
#[derive(Clone, Copy)]
struct Step {
    /// The node before: a base symbol, or from the number of these on the place of a step.
    from: u32,
    /// The base symbol that leads here; there are fewer than 65,536.
    by: u16,
    /// What the symbol costs that it stands for; [`NONE`] where it stands for none.
    cost: u16,
    symbol: u32,
}

/// Room for parsing one text after another.
#[derive(Default)]
pub struct Room {
    best: Vec<Way>,
    /// By place: the hash of the first step from there; [`NO_STEP`] where there is none.
    first: Vec<u64>,
    /// The symbols of the best way, from the last to the first.
    parsed: Vec<u32>,
}

/// The best way to a place: what it costs, its last symbol, and how many base symbols that one takes.
#[derive(Clone, Copy)]
struct Way {
    cost: u32,
    symbol: u32,
    len: u32,
}

const NONE: u32 = u32::MAX;
const FREE: Step = Step { from: NONE, by: 0, cost: 0, symbol: NONE };
const NO_WAY: Way = Way { cost: u32::MAX, symbol: NONE, len: 0 };
const NO_STEP: u64 = 0;
/// Bits of the filter for one place in the table, as a power of two: of what is not there one in twelve or fewer passes.
const FILTER_BITS: u32 = 3;

fn hash(from: u32, by: u32) -> u64 {
    (u64::from(from) << 16 | u64::from(by)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

impl Parser {
    /// `costs` are those of all symbols; `expand` puts the base symbols of a phrase behind what is there.
    pub fn new(base: usize, costs: &[u32], expand: impl Fn(u32, &mut Vec<u32>)) -> Parser {
        let (mut parts, mut ends) = (Vec::new(), Vec::with_capacity(costs.len() - base));
        for symbol in base as u32..costs.len() as u32 {
            expand(symbol, &mut parts);
            ends.push(parts.len());
        }
        let most = parts.len() - ends.len();
        let places = (most + most / 3).next_power_of_two().max(64);
        let mut parser = Parser {
            base: costs[..base].iter().map(|&cost| cost as u16).collect(),
            steps: vec![FREE; places],
            filter: vec![0; places << FILTER_BITS >> 6],
            shift: 64 - places.trailing_zeros(),
        };
        let mut from = 0;
        for (symbol, end) in (base..).zip(ends) {
            let mut at = parts[from];
            for &by in &parts[from + 1..end] {
                at = parser.add(at, by);
            }
            let step = &mut parser.steps[at as usize - base];
            (step.symbol, step.cost) = (symbol as u32, costs[symbol] as u16);
            from = end;
        }
        parser
    }

    /// Where in the filter the bit of a hash is.
    #[inline]
    fn bit(&self, hash: u64) -> (usize, u64) {
        let bit = hash >> (self.shift - FILTER_BITS);
        ((bit >> 6) as usize, 1 << (bit & 63))
    }

    /// Whether there may be a step with this hash.
    #[inline]
    fn may_be(&self, hash: u64) -> bool {
        let (word, bit) = self.bit(hash);
        self.filter[word] & bit != 0
    }

    /// Where the node behind another one is, or could be.
    #[inline]
    fn place(&self, from: u32, by: u32, hash: u64) -> usize {
        let mut place = (hash >> self.shift) as usize;
        loop {
            let step = &self.steps[place];
            if (step.from == from && u32::from(step.by) == by) || step.from == NONE {
                return place;
            }
            place = (place + 1) & (self.steps.len() - 1);
        }
    }

    /// The node behind another one, made where there is none.
    fn add(&mut self, from: u32, by: u32) -> u32 {
        let hash = hash(from, by);
        let place = self.place(from, by, hash);
        self.steps[place] = Step { from, by: by as u16, ..self.steps[place] };
        let (word, bit) = self.bit(hash);
        self.filter[word] |= bit;
        (self.base.len() + place) as u32
    }

    /// Looks at the first steps from all places of a text at once: these looks need not wait for each other.
    fn look_ahead(&self, text: &[u32], first: &mut Vec<u64>) {
        first.clear();
        first.extend(text.windows(2).map(|two| {
            let hash = hash(two[0], two[1]);
            if self.may_be(hash) { hash } else { NO_STEP }
        }));
        let look = |hash: u64| self.steps[(hash >> self.shift) as usize].from;
        std::hint::black_box(first.iter().filter(|hash| **hash != NO_STEP).fold(0, |all, &hash| all ^ look(hash)));
    }

    /// Calls `each` with the symbols of a text that cost least in all. To what a symbol costs comes what `begin` says of the
    /// base symbols before it and at its begin; before the text stands `before`.
    pub fn parse(&self, text: &[u32], room: &mut Room, begin: impl Fn(u32, u32) -> u32, before: u32, each: impl FnMut(u32)) {
        let Room { best, first, parsed } = room;
        self.look_ahead(text, first);
        best.clear();
        best.resize(text.len() + 1, NO_WAY);
        best[0].cost = 0;
        let mut last = before;
        for (at, &symbol) in text.iter().enumerate() {
            let so_far = best[at].cost + begin(last, symbol);
            last = symbol;
            let mut reach = |end: usize, cost: u16, symbol: u32| {
                let cost = so_far + u32::from(cost);
                if cost < best[end].cost {
                    best[end] = Way { cost, symbol, len: (end - at) as u32 };
                }
            };
            reach(at + 1, self.base[symbol as usize], symbol);
            let mut next = first.get(at).copied().unwrap_or(NO_STEP);
            let (mut from, mut end) = (symbol, at + 1);
            while next != NO_STEP {
                let place = self.place(from, text[end], next);
                let step = &self.steps[place];
                if step.from == NONE {
                    break;
                }
                end += 1;
                if step.symbol != NONE {
                    reach(end, step.cost, step.symbol);
                }
                let Some(&by) = text.get(end) else { break };
                from = (self.base.len() + place) as u32;
                next = hash(from, by);
                if !self.may_be(next) {
                    break;
                }
            }
        }
        // The way is known from its end.
        parsed.clear();
        let mut at = text.len();
        while at > 0 {
            let way = best[at];
            parsed.push(way.symbol);
            at -= way.len as usize;
        }
        parsed.iter().rev().copied().for_each(each);
    }
}
