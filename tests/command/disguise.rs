//! Copies whose letters are hidden from programs are found, shown as they are, and told.

use std::fs;
use std::path::Path;

use wherefrom::check::{Options, compare};
use wherefrom::report::{Report, html};
use wherefrom_page::PageInput;
use wherefrom_text::model::{Document, Verdict};

use crate::support::{run, scratch};

const SOURCE: &str = "The ferry ran aground at dawn off Skarn Head, and nobody was hurt, the harbour master said on Friday.";

fn check(page: &str) -> Report {
    compare(&PageInput::from_text(page), &[Document { text: SOURCE.into(), ..Document::default() }], &Options::default())
}

#[test]
fn a_copy_with_something_in_every_word_is_a_copy() {
    let between = |sign: &str| {
        let hide = |word: &str| word.split_at_checked(2).map_or(word.to_owned(), |(first, rest)| format!("{first}{sign}{rest}"));
        SOURCE.split(' ').map(hide).collect::<Vec<_>>().join(" ")
    };
    let mut pages: Vec<String> =
        ["\u{200B}", "\u{E0101}", "\u{E0041}", "\u{206C}", "\u{3164}", "\u{FFF9}", "\u{17B4}", "\u{301}\u{302}\u{303}\u{304}\u{305}"]
            .map(between)
            .to_vec();
    pages.push(SOURCE.replace('a', "\u{430}").replace('e', "\u{435}"));
    let bold = |c: char| match c {
        'a'..='z' => char::from_u32(0x1D41A + u32::from(c) - u32::from('a')).unwrap_or(c),
        c => c,
    };
    pages.push(SOURCE.chars().map(bold).collect());
    for page in pages {
        let report = check(&page);
        let block = &report.blocks[0];
        assert_eq!(block.verdict, Verdict::Copied, "{page:?}: {}", block.reason);
        assert_eq!(block.text, page);
        assert!(report.page.hidden_characters >= 5, "{page:?}: {}", report.page.hidden_characters);
        // All of it is marked, up to the full stop.
        let (first, last) = (&block.spans[0], &block.spans[block.spans.len() - 1]);
        assert_eq!((first.start, last.end), (0, page.len() - 1), "{page:?}");
        let words = format!("This page hides characters in {} of its words.", report.page.hidden_characters);
        assert!(html::page(&report, &html::Circumstances::default()).contains(&words), "{page:?}");
    }
    assert_eq!(check(SOURCE).page.hidden_characters, 0);
    assert!(!html::page(&check(SOURCE), &html::Circumstances::default()).contains("hides characters"));
}

#[test]
fn the_command_tells_it() {
    let folder = scratch("disguise");
    let path = |name: &str, text: &str| {
        let path = folder.join(name);
        fs::write(&path, text).expect("a file");
        path
    };
    let (page, source) = (path("page.txt", &SOURCE.replace("e", "e\u{200B}").replace("\u{200B} ", " ")), path("source.txt", SOURCE));
    let output = run([Path::new("compare"), &page, &source]);
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(
        told.contains("This page hides characters in ") && told.contains(" of its words. They were compared as they are seen."),
        "{told}"
    );
}

/// A slip of the keyboard, a symbol or a paste is in a word or two of any page.
#[test]
fn a_word_or_two_are_no_accusation() {
    let page = SOURCE.replacen("ferry", "fe\u{200B}rry", 1);
    assert_ne!(page, SOURCE);
    assert_eq!(check(&page).page.hidden_characters, 0);
}

/// What a writer's keyboard has once it has again in the same word: a Russian page has "Zoomа", with a Russian ending, as often as it
/// tells of Zoom.
#[test]
fn a_word_that_comes_again_is_one_word() {
    let slip = format!("{SOURCE} Zoom\u{430} and zoom\u{430} and Zoom\u{430}.");
    assert_eq!(check(&slip).page.hidden_characters, 0);
    let hidden = format!("{slip} The f\u{435}rry ran \u{430}ground.");
    assert_eq!(check(&hidden).page.hidden_characters, 5, "all of them are counted where there are three different ones");
}

#[test]
fn a_letter_in_a_circle_between_plain_ones_is_seen_through() {
    let page = SOURCE.replace("err", "eⓡr").replace("har", "hⓐr").replace("hur", "hⓤr").replace("mas", "mⓐs");
    let report = check(&page);
    assert_eq!((report.blocks[0].verdict, report.page.hidden_characters), (Verdict::Copied, 4), "{}", report.blocks[0].reason);
}
