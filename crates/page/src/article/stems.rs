//! A table of stems in families, and the families of those that a text has at the beginning of words.

/// A stem with the number of its family.
struct Stem {
    text: &'static str,
    family: u8,
    /// That nothing may follow it in its word.
    is_word: bool,
    /// Its first bytes, and which bits of four bytes they are: most words are told from it by them.
    head: u32,
    mask: u32,
}

/// The first four bytes; 0 for those that there are not.
fn head(bytes: &[u8]) -> u32 {
    (0..4).fold(0, |head, at| head << 8 | u32::from(bytes.get(at).copied().unwrap_or(0)))
}

/// Stems, sorted.
pub struct Stems {
    stems: Vec<Stem>,
    /// Where those begin that start with a byte.
    starts: [u16; 257],
}

impl Stems {
    /// A table of a line a family: the stems between bars.
    pub fn new(families: &[&'static str]) -> Stems {
        let of_family = |(number, line): (usize, &&'static str)| line.split('|').map(move |stem| (stem, number as u8));
        let mut all: Vec<(&'static str, u8)> = families.iter().enumerate().flat_map(of_family).collect();
        all.sort_unstable();
        let stem = |(stem, family): (&'static str, u8)| {
            let text = stem.strip_suffix('$').unwrap_or(stem);
            let mask = !0 << (32 - 8 * text.len().min(4));
            Stem { text, family, is_word: text.len() < stem.len(), head: head(text.as_bytes()), mask }
        };
        let stems: Vec<Stem> = all.into_iter().map(stem).collect();
        let mut starts = [0; 257];
        for (byte, start) in starts.iter_mut().enumerate() {
            *start = stems.partition_point(|stem| usize::from(stem.text.as_bytes()[0]) < byte) as u16;
        }
        Stems { stems, starts }
    }

    /// The families of the stems with which words of a lower-case text begin, as bits. A stem that ends in "$" is a whole word.
    pub fn families(&self, text: &str) -> u32 {
        let bytes = text.as_bytes();
        let mut found = 0;
        let mut inside = false;
        for (at, &byte) in bytes.iter().enumerate() {
            let letter = byte.is_ascii_alphanumeric() || byte >= 0x80;
            let begins = !inside || !letter;
            inside = letter;
            if !begins {
                continue;
            }
            let word = &bytes[at..];
            let here = head(word);
            let [from, to] = [self.starts[usize::from(byte)], self.starts[usize::from(byte) + 1]].map(usize::from);
            for stem in self.stems[from..to].iter().filter(|stem| (here ^ stem.head) & stem.mask == 0) {
                let ends = || word.get(stem.text.len()).is_none_or(|next| !next.is_ascii_alphanumeric() && *next < 0x80);
                let is_here = word.starts_with(stem.text.as_bytes()) && (!stem.is_word || ends());
                found |= u32::from(is_here) << stem.family;
            }
        }
        found
    }
}

/// The bits of families by their names.
pub const fn bits(families: &[&str], names: &[&str]) -> u32 {
    let (mut found, mut at) = (0, 0);
    while at < names.len() {
        let mut family = 0;
        // One that there is not ends the compiling.
        while !is_same(families[family], names[at]) {
            family += 1;
        }
        found |= 1 << family;
        at += 1;
    }
    found
}

const fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

macro_rules! families {
    ($table:ident $count:ident $names:ident $($name:literal: $stems:literal),* $(,)?) => {
        const $table: &[&str] = &[$($stems),*];
        /// What the families are called.
        pub const $names: &[&str] = &[$($name),*];
        /// How many there are.
        pub const $count: usize = $names.len();
    };
}
pub(super) use families;
