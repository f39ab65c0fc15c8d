//! Inputs that are made to take time: twice the input takes twice the work.
#![cfg(unix)]

#[path = "../../../tests/growth.rs"]
mod growth;

use wherefrom_inputs::{Input, Kind, List, names, parse, pieces};

/// Reads a file with all its pieces.
fn read(kind: Kind, bytes: &[u8]) {
    let input = Input { place: "input".into(), kind: Some(kind), id: None };
    if let Ok(pieces) = pieces(&input, bytes) {
        pieces.for_each(|piece| drop(piece.and_then(parse)));
    }
}

fn attributes(count: usize) -> String {
    (0..count).map(|n| format!(" xmlns:n{n}='u'")).collect()
}

#[test]
fn deep_and_wide_xml() {
    let feed = |bytes: &String| read(Kind::Syndication, bytes.as_bytes());
    growth::is_linear("open elements", 100_000, |n| format!("<rss><channel><item><content:encoded>{}", "<d>".repeat(n)), feed);
    let nested = |n| format!("<feed><entry><content type='xhtml'>{}{}</content></entry></feed>", "<d>".repeat(n), "</d>".repeat(n));
    growth::is_linear("nested elements", 20_000, nested, feed);
    growth::is_linear("attributes", 20_000, |n| format!("<rss><channel{}></channel></rss>", attributes(n)), feed);
    let items = |n| format!("<rss><channel>{}</channel></rss>", format!("<item{}/>", attributes(80)).repeat(n));
    growth::is_linear("attributes of items", 200, items, feed);
    let outline = |n| format!("<opml><body><outline{}/></body></opml>", attributes(n));
    growth::is_linear("attributes of an outline", 20_000, outline, |list: &String| {
        names(List::Opml, "list", list.as_bytes()).expect("a list").for_each(drop);
    });
}
