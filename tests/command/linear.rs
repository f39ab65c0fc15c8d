//! How the work of a check grows with what is checked: twice as much takes some two times as long, not four times.

use wherefrom::{Document, Options, PageInput, compare};

use crate::growth::is_linear;

/// Checks whose page and source `sides` gives for a number of paragraphs.
fn grows_with_its_input(name: &str, size: usize, sides: impl Fn(usize) -> [String; 2]) {
    let input = |size: usize| {
        let [page, source] = sides(size);
        let source = Document { text: source, publisher: Some("The Gazette".into()), ..Document::default() };
        (PageInput::from_text(&page), [source])
    };
    is_linear(name, size, input, |(page, sources)| drop(compare(page, sources, &Options::default())));
}

fn paragraphs(numbers: impl Iterator<Item = usize>, paragraph: impl Fn(usize) -> String) -> String {
    numbers.map(paragraph).collect::<Vec<_>>().join("\n")
}

fn told(n: usize) -> String {
    format!("The keel{n} of mast{n} came from rope{n} and sail{n} in harbour{n}.")
}

#[test]
fn copied_paragraphs() {
    let work = |count| [paragraphs(0..count, told), paragraphs(0..count, told)];
    grows_with_its_input("copied paragraphs", 3000, work);
}

#[test]
fn changed_paragraphs_in_another_order() {
    let changed = |n| told(n).replace("came from", "sailed with");
    // Both sizes and 7 have no factor in common.
    let work = |count| [paragraphs((0..count).map(|n| n * 7 % count), changed), paragraphs(0..count, told)];
    grows_with_its_input("changed paragraphs", 3000, work);
}

#[test]
fn paragraphs_that_share_too_little() {
    let side = |prefix: &'static str| move |n: usize| format!("{prefix} and so the keel{n} of a mast{n} was there");
    let work = |count| [paragraphs(0..count, side("Here")), paragraphs(0..count, side("There"))];
    grows_with_its_input("weak paragraphs", 3000, work);
}
