//! The code of a text's symbols: each is told by its class and by its place in it.
//!
//! Which class comes next depends on the symbol before: "of the" is followed by nouns, a full stop by words with a capital.
//! So each class has a Huffman code of its own for its members, and each *context* (the class of what the symbol before
//! ends with) one for the classes. That is the class model of Brown et al. (*Class-based n-gram models of natural language*,
//! 1992), of which a pack carries the tables; it needs two looks into small tables a symbol.

use super::bits::BitReader;
use super::huffman::Decoder;

#[derive(Debug)]
pub struct Code {
    /// By context: the code of the classes.
    contexts: Vec<Decoder>,
    classes: Vec<Class>,
}

#[derive(Debug)]
struct Class {
    /// The rank of its first member.
    first: u32,
    /// The code of its members.
    members: Decoder,
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
        let mut members: Vec<(Vec<u32>, Vec<u8>)> = vec![Default::default(); classes];
        for (symbol, &length) in lengths.iter().enumerate().filter(|(_, length)| **length > 0) {
            let of = members.get_mut(usize::from(class_of(symbol)))?;
            of.0.push(symbol as u32);
            of.1.push(length);
        }
        let mut ranked = Vec::new();
        let mut code = Code { contexts: contexts?, classes: Vec::with_capacity(classes) };
        for (symbols, lengths) in &members {
            let first = ranked.len() as u32;
            let members = if symbols.len() == 1 { Decoder::of_one() } else { Decoder::new(lengths)? };
            ranked.extend(members.symbols().iter().map(|&at| symbols[at as usize]));
            code.classes.push(Class { first, members });
        }
        Some((code, ranked))
    }

    /// The rank of the next symbol behind one of this context; `None` where no code is so.
    #[inline]
    pub fn take_rank(&self, context: u8, bits: &mut BitReader<'_>) -> Option<u32> {
        let ahead = bits.ahead();
        let code = self.contexts.get(usize::from(context))?;
        let (rank, length) = code.look(ahead)?;
        let class = self.classes.get(*code.symbols().get(rank as usize)? as usize)?;
        let (rank, more) = class.members.look(ahead << length)?;
        bits.skip(length + more);
        Some(class.first + rank)
    }
}
