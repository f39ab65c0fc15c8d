//! The numbers of strings: a flat table in which a piece of a text is found by its letters, without a look at any other text.

use rustc_hash::FxHashMap;

use super::pieces::{CutText, Piece, PieceKind, cut};
use wherefrom_text::letters::{Letters, NO_LETTERS, hash, letters};

/// Separators and words with a number each.
pub struct Numbers<'a> {
    /// A power of two of them, less than half of them taken; a string stands at its hash or in the next free place behind.
    slots: Vec<Slot>,
    taken: usize,
    /// Strings that are too long for their letters to be numbers.
    long: FxHashMap<(PieceKind, &'a str), u32>,
}

#[derive(Clone, Copy)]
struct Slot {
    first: [u64; 2],
    /// The other letters, the length and the kind.
    rest: u32,
    number: u32,
}

const FREE: Slot = Slot { first: NO_LETTERS.0, rest: NO_LETTERS.1, number: 0 };
/// What is added to the letters of a separator: as a word it has another number.
const SEPARATOR: u32 = 1 << 31;
/// Slots at first, as a power of two.
const FEW_BITS: u32 = 12;

/// A piece of a text that is to be looked for.
pub struct Lookup {
    pub kind: PieceKind,
    start: u32,
    len: u32,
    letters: Letters,
    hash: u32,
}

impl Lookup {
    #[inline]
    fn new(text: &str, Piece { kind, start, len }: Piece) -> Lookup {
        let (first, mut rest) = letters(text.as_bytes(), start as usize, len as usize);
        if kind == PieceKind::Separator {
            rest |= SEPARATOR;
        }
        Lookup { kind, start, len, letters: (first, rest), hash: hash((first, rest)) }
    }

    /// A text that is one piece.
    pub fn whole(kind: PieceKind, text: &str) -> Lookup {
        Lookup::new(text, Piece { kind, start: 0, len: text.len() as u32 })
    }

    /// Its string, in the text that it stands in.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start as usize..(self.start + self.len) as usize]
    }
}

/// The pieces of a text, to be looked for at once.
pub fn look_up(block: &CutText<'_>, asked: &mut Vec<Lookup>) {
    asked.clear();
    asked.reserve(block.words.len());
    cut(block, |piece| asked.push(Lookup::new(block.text, piece)));
}

impl Default for Numbers<'_> {
    fn default() -> Self {
        Numbers { slots: vec![FREE; 1 << FEW_BITS], taken: 0, long: FxHashMap::default() }
    }
}

impl<'a> Numbers<'a> {
    /// Looks at where these strings are, so that they are in the nearer caches when they are asked for: these looks need
    /// not wait for each other.
    pub fn touch(&self, asked: &[Lookup]) {
        let look = |of: &Lookup| self.slots[of.hash as usize & (self.slots.len() - 1)].rest;
        std::hint::black_box(asked.iter().fold(0, |all, of| all ^ look(of)));
    }

    /// Where a string with such letters is, or could be.
    #[inline]
    fn place(&self, (first, rest): Letters, hash: u32) -> usize {
        let mut at = hash as usize & (self.slots.len() - 1);
        loop {
            let slot = &self.slots[at];
            if (slot.rest == rest && slot.first == first) || slot.rest == FREE.rest {
                return at;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    #[inline]
    pub fn get(&self, asked: &Lookup, text: &str) -> Option<u32> {
        if asked.letters.1 == NO_LETTERS.1 {
            return self.long.get(&(asked.kind, asked.of(text))).copied();
        }
        let slot = &self.slots[self.place(asked.letters, asked.hash)];
        (slot.rest != FREE.rest).then_some(slot.number)
    }

    /// The number of a string, which is this one if it had none.
    #[inline]
    pub fn get_or_insert(&mut self, asked: &Lookup, text: &'a str, number: u32) -> u32 {
        if asked.letters.1 == NO_LETTERS.1 {
            return *self.long.entry((asked.kind, asked.of(text))).or_insert(number);
        }
        let place = self.place(asked.letters, asked.hash);
        if self.slots[place].rest != FREE.rest {
            return self.slots[place].number;
        }
        self.slots[place] = Slot { first: asked.letters.0, rest: asked.letters.1, number };
        self.taken += 1;
        if self.taken * 2 >= self.slots.len() {
            self.grow();
        }
        number
    }

    #[inline(never)]
    fn grow(&mut self) {
        let more = vec![FREE; self.slots.len() * 2];
        for slot in std::mem::replace(&mut self.slots, more).into_iter().filter(|slot| slot.rest != FREE.rest) {
            let letters = (slot.first, slot.rest);
            let place = self.place(letters, hash(letters));
            self.slots[place] = slot;
        }
    }
}
