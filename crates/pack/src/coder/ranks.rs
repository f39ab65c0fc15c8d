//! What a vocabulary keeps of each rank, packed so that little memory is looked into, and texts decoded to ranks and symbols.

use std::ops::Range;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SymbolKind {
    Word,
    Separator,
    End,
    SpelledWord,
    SpelledSeparator,
    Repeated,
}

/// What is asked of a rank while texts are decoded, in one number, since every symbol waits for it: of its last base symbol
/// the context that it leaves behind (8 bits) and the kind (above), and whether the rank is listed to be repeated (1 bit).
#[derive(Debug, Clone, Copy)]
pub struct Tail(u16);

impl Tail {
    pub fn new(kind: SymbolKind, context: u8, rare: bool) -> Tail {
        Tail((kind as u16) << 9 | u16::from(rare) << 8 | u16::from(context))
    }

    pub fn context(self) -> u8 {
        self.0 as u8
    }

    pub fn is_rare(self) -> bool {
        self.0 >> 8 & 1 == 1
    }

    pub fn is_text(self) -> bool {
        self.0 >> 9 <= SymbolKind::Separator as u16
    }

    pub fn is(self, kind: SymbolKind) -> bool {
        self.0 >> 9 == kind as u16
    }
}

/// Texts that stand in one stream of bits, as ranks.
#[derive(Debug, Default)]
pub struct Ranks {
    pub ranks: Vec<u32>,
    /// The base symbols that these stand for, once they were asked for.
    pub symbols: Vec<u16>,
    /// Spelled strings, and where those of these texts are.
    pub spelled: Vec<u8>,
    pub strings: Vec<Range<u32>>,
    /// What may be repeated: ranks, and [`SPELLED`] above places in `may_repeat`; what stands behind `listed` is none.
    pub rare: Vec<u32>,
    pub listed: usize,
    /// Of spelled strings that may be repeated the rank and where they are.
    pub may_repeat: Vec<(u32, Range<u32>)>,
}

/// No rank is as large.
pub const SPELLED: u32 = 1 << 31;
/// Room that is asked for at once.
pub const ROOM: usize = 512;

impl Ranks {
    /// Lets go of the texts, but not of what later ones may repeat.
    pub fn clear(&mut self) {
        self.ranks.clear();
        self.symbols.clear();
        self.strings.clear();
    }

    pub fn next_rare(&mut self) -> &mut u32 {
        if self.listed == self.rare.len() {
            self.make_room();
        }
        &mut self.rare[self.listed]
    }

    #[cold]
    #[inline(never)]
    fn make_room(&mut self) {
        self.rare.resize(self.listed + ROOM, 0);
    }

    pub fn spelled(&self) -> impl Iterator<Item = &[u8]> {
        self.strings.iter().map(|range| &self.spelled[range.start as usize..range.end as usize])
    }
}
