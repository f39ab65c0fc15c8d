//! The part of a page that the reader chose: no model is asked, and no rule but what cannot be seen.

use super::Part;
use super::known::Known;

/// What blocks are where those from `from` until before `end` were chosen. The headline may stand outside.
pub fn parts(known: &Known<'_>, [from, end]: [u32; 2]) -> Vec<Part> {
    let is_chosen = |at: usize| (from as usize..end as usize).contains(&at);
    let part = |at: usize| match known.headings[at] {
        _ if known.away[at] => Part::Furniture,
        true if is_chosen(at) || known.title == Some(at) => Part::Heading,
        false if is_chosen(at) => Part::Article,
        _ => Part::Furniture,
    };
    (0..known.headings.len()).map(part).collect()
}
