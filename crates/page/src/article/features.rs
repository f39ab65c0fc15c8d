//! What is told of a block to the model: for every feature the number of one bin.

/// The bins of a block's features.
pub type Row<const N: usize> = [u16; N];

/// The bin of a value between ascending edges.
pub fn bin(value: f32, edges: &[f32]) -> usize {
    edges.iter().take_while(|edge| value >= **edge).count()
}

/// Edges of distances, in blocks.
const DISTANCES: [f32; 6] = [1.0, 2.0, 4.0, 8.0, 16.0, 40.0];

/// The bin, of fourteen, of a distance that may be negative.
pub fn signed(distance: i64) -> usize {
    if distance < 0 { 6 - bin(-distance as f32, &DISTANCES[1..]) } else { 7 + bin(distance as f32, &DISTANCES) }
}

macro_rules! features {
    ($(#[$doc:meta])* $kind:ident $count:ident $bins:ident $names:ident { $($(#[$about:meta])* $name:ident $size:expr, $words:literal;)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub enum $kind { $($(#[$about])* $name),* }
        /// How many there are.
        pub const $count: usize = [$($words),*].len();
        /// How many bins each has.
        pub const $bins: [usize; $count] = [$($size),*];
        /// What each is called for readers.
        pub const $names: [&str; $count] = [$($words),*];
    };
}
pub(super) use features;
