//! A page against two documents, and what is found: `cargo run --example check_page`.

use wherefrom::{Document, Options, Pack, PageInput, check};

fn main() {
    let documents = [
        Document {
            publisher: Some("Skarn Wire".into()),
            published: Some("2031-03-02".into()),
            text: "The ferry ran aground at dusk off Skarn Head, the harbour master said on Friday.\nNobody was hurt.".into(),
            ..Document::default()
        },
        Document { text: "The library opens an hour later in winter.".into(), ..Document::default() },
    ];
    let pack = Pack::of_documents("two documents", &documents);
    let page = PageInput::from_text("The ferry ran aground at dawn off Skarn Head, the harbour master said on Friday.");
    let report = check(&page, &[&pack], &Options::default());
    println!("{}", report.summary.headline);
    for block in &report.blocks {
        println!("{}: {} ({})", block.verdict.as_str(), block.reason, block.reason_code);
    }
}
