//! The code of a text's symbols: each is told by its class and by its place in it.
//!
//! Which class comes next depends on the symbol before: "of the" is followed by nouns, a full stop by words with a capital.
//! So each class has a Huffman code of its own for its members, and each *context* (the class of what the symbol before
//! ends with) one for the classes. That is the class model of Brown et al. (*Class-based n-gram models of natural language*,
//! 1992), of which a pack carries the tables; it needs two looks into small tables a symbol.

use super::bits::BitReader;
use super::huffman::{Decoder, LongCodes, SHORT_BITS, ShortCode};

#[derive(Debug)]
pub struct Code {
    /// By context: the code of the classes.
    contexts: Vec<Decoder>,
    /// By class: the codes of its members that are not short.
    classes: Vec<LongCodes>,
    /// The rank of each class's first member.
    firsts: Vec<u32>,
    /// The tables of short codes of all contexts, which tell classes, and of all classes. Every symbol waits for the one
    /// before, so that what takes time is how many looks, and how far, are behind each other: these are two.
    short: Vec<ShortCode>,
}

impl Code {
    /// `class_lengths` are the code lengths of all classes in each context, `lengths` that of each symbol among those of its
    /// class, 0 for symbols that never come. Also gives the symbols by *rank*: class by class, those that come often first,
    /// so that what is kept about them stands together in memory.
    pub fn new(classes: usize, class_lengths: &[u8], class_of: impl Fn(usize) -> u8, lengths: &[u8]) -> Option<(Code, Vec<u32>)> {
        let contexts: Option<Vec<Decoder>> = match classes {
            0 => None,
            1 => Some(vec![Decoder::of_one()]),
            _ => class_lengths.chunks(classes).map(Decoder::new).collect(),
        };
        let contexts = contexts?;
        let mut members: Vec<(Vec<u32>, Vec<u8>)> = vec![Default::default(); classes];
        for (symbol, &length) in lengths.iter().enumerate().filter(|(_, length)| **length > 0) {
            let of = members.get_mut(usize::from(class_of(symbol)))?;
            of.0.push(symbol as u32);
            of.1.push(length);
        }
        let mut ranked = Vec::new();
        let (mut firsts, mut classes) = (Vec::with_capacity(classes), Vec::with_capacity(classes));
        for (symbols, lengths) in &members {
            firsts.push(ranked.len() as u32);
            let members = if symbols.len() == 1 { Decoder::of_one() } else { Decoder::new(lengths)? };
            ranked.extend(members.symbols().iter().map(|&at| symbols[at as usize]));
            classes.push(*members.long());
        }
        let class = |code: &Decoder, short: &ShortCode| short.map(|rank| code.symbols().get(usize::from(rank)).map(|class| *class as u16));
        let short = contexts.iter().flat_map(|code| code.short().iter().map(move |short| class(code, short))).collect();
        Some((Code { contexts, classes, firsts, short }, ranked))
    }

    /// The rank of the next symbol behind one of this context; `None` where no code is so.
    #[inline]
    pub fn take_rank(&self, context: u8, bits: &mut BitReader<'_>) -> Option<u32> {
        let ahead = bits.ahead();
        let (class, length) = match self.short.get(place(usize::from(context), ahead))?.get() {
            Some((class, length)) => (usize::from(class), length),
            None => {
                let code = &self.contexts[usize::from(context)];
                let (rank, length) = code.long().look_aside(ahead)?;
                (*code.symbols().get(rank as usize)? as usize, length)
            }
        };
        let ahead = ahead << length;
        let (rank, more) = self.classes.get(class)?.look(ahead)?;
        bits.skip(length + more);
        Some(self.firsts[class] + rank)
    }
}

/// Where in the tables of several codes the next bits are looked for.
fn place(code: usize, ahead: u64) -> usize {
    code << SHORT_BITS | (ahead >> (64 - SHORT_BITS)) as usize
}
