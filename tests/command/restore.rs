//! What an attacker with a dictionary and word-pair statistics restores of a text-free pack, on a slice of real articles.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use wherefrom_text::model::Document;

use crate::attack::measure;
use crate::support::shared;

/// Documents of the slice: half are learnt from, and of the others these are attacked, so many words of each.
const DOCUMENTS: usize = 2000;
const ATTACKED: usize = 4;
const WORDS: usize = 150;
/// Beginnings that the attacker keeps in mind: `make bench` has one of more memory and patience.
const WIDTH: usize = 100;
/// What may be restored of the words.
const MOST: f64 = 0.05;

#[test]
fn words_stay_hidden() {
    let Some(documents) = shared("words_stay_hidden").and_then(|shared| slice(&shared)) else {
        return eprintln!("words_stay_hidden: skipped, since the press releases, or xz to unpack them, are not there");
    };
    let figures = measure(&documents, ATTACKED, WORDS, WIDTH).expect("an attack");
    println!("{}", serde_json::to_string_pretty(&figures).expect("JSON"));
    assert!(figures.words_alone.all > 0.3, "the attacker restores hashes of words, which shows that it knows its trade");
    for (restored, known) in [(&figures.hashes, "the hashes"), (&figures.with_fingerprints, "hashes and fingerprints")] {
        assert!(restored.all <= MOST, "from {known}, of all words");
        assert!(restored.content <= MOST, "from {known}, of the words that are no function words");
    }
}

/// The first documents of the press releases.
fn slice(shared: &Path) -> Option<Vec<Document>> {
    let file = shared.join("eval/press-20k.jsonl.xz");
    let mut xz = Command::new("xz").arg("-dc").arg(file.is_file().then_some(file)?).stdout(Stdio::piped()).spawn().ok()?;
    let lines = BufReader::new(xz.stdout.take()?).lines().take(DOCUMENTS);
    let documents = lines.map(|line| serde_json::from_str(&line.ok()?).ok()).collect();
    // What it has left to say is not asked for.
    let _ = xz.kill();
    let _ = xz.wait();
    documents
}
