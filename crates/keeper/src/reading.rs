//! A file to the documents that a pack takes.

use std::io::Cursor;

use wherefrom_inputs::{Input, Refused, parse, pieces};
use wherefrom_pack_build::check;
use wherefrom_text::model::Document;

/// A document, and when it was kept, where the file says it.
pub type Read = (Document, Option<String>);

/// The documents of a file, and what of it cannot be used. A document that a pack would not take is among the latter, so that it
/// does not keep the others from being packed.
pub fn read(name: &str, bytes: Vec<u8>) -> (Vec<Read>, Vec<Refused>) {
    let (mut documents, mut refused) = (Vec::new(), Vec::new());
    match pieces(&Input::named(name), Cursor::new(bytes)) {
        Ok(read) => {
            for piece in read {
                let document = piece.and_then(|raw| {
                    let (place, kept) = (raw.place().to_owned(), raw.kept());
                    let document = parse(raw)?;
                    check(&document).map_err(|error| Refused::new(place, error.to_string()))?;
                    Ok((document, kept))
                });
                match document {
                    Ok(document) => documents.push(document),
                    Err(why) => refused.push(why),
                }
            }
        }
        Err(why) => refused.push(why),
    }
    (documents, refused)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A byte of Latin-1 takes two in UTF-8, so that a file within its limit has a text over it.
    #[test]
    fn a_text_that_is_too_large_is_refused_alone() {
        let (documents, refused) = read("large.txt", b"\xE9\xE8 ".repeat(5 << 20));
        assert!(documents.is_empty());
        assert!(refused[0].place == "large.txt" && refused[0].why.contains("a pack takes at most"), "{refused:?}");
        let (documents, refused) = read("small.txt", b"The ferry ran aground at dawn off Skarn Head.".to_vec());
        assert_eq!((documents.len(), refused.len()), (1, 0));
    }

    #[test]
    fn when_a_document_was_kept_comes_back() {
        let line = |kept: &str| format!("{{\"text\":\"The ferry ran aground.\",\"kept\":\"{kept}\"}}\n");
        let (documents, _) = read("all.jsonl", (line("2031-03-02T08:00:00.000Z") + &line("yesterday")).into_bytes());
        assert_eq!(documents.into_iter().map(|(_, kept)| kept).collect::<Vec<_>>(), [Some("2031-03-02T08:00:00.000Z".into()), None]);
    }
}
