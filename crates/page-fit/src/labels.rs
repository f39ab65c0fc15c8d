//! How much of each block is in the marked text.

use std::collections::HashSet;

use crate::corpus::Marked;
use crate::grams::tokens;

const N: usize = 4;

/// For every block the share of its word 4-grams that the marked text has. A shorter block is looked for as a line, or with the words
/// before it or behind it.
pub fn labels(marked: &Marked) -> Vec<f32> {
    let truth = tokens(&marked.text);
    let known: HashSet<&[&str]> = truth.windows(N).collect();
    let lines: HashSet<Vec<&str>> = marked.text.lines().map(tokens).collect();
    let blocks: Vec<Vec<&str>> = marked.page.blocks().iter().map(|b| tokens(&b.text)).collect();
    let of = |gram: &[&str]| known.contains(gram);
    (0..blocks.len())
        .map(|at| {
            let own = &blocks[at];
            if own.len() >= N {
                own.windows(N).filter(|g| of(g)).count() as f32 / (own.len() + 1 - N) as f32
            } else if lines.contains(own) {
                1.0
            } else {
                let mut before: Vec<&str> = blocks[..at].iter().rev().flat_map(|b| b.iter().rev()).take(N - own.len()).copied().collect();
                before.reverse();
                before.extend(own);
                let mut behind = own.clone();
                behind.extend(blocks[at + 1..].iter().flatten().take(N - own.len()));
                f32::from(u8::from(of(&before) || of(&behind)))
            }
        })
        .collect()
}
