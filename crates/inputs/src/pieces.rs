//! A stream to its pieces, one after another.

use std::io::{self, BufRead, Read};

use crate::core::{Day, Document};
use crate::json::Values;
use crate::kinds::{Kind, is_binary, kind_of, stem, unpacked};
use crate::lines::{Lines, broken};
use crate::mbox::Messages;
use crate::refused::Refused;
use crate::saved::is_plist;
use crate::tables::Rows;
use crate::warc::Records;
use crate::zipped::Budget;
use crate::{MAX_BYTES, compression, news, syndication, zipped};

/// What is known of a file beside its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// What messages call it.
    pub place: String,
    /// What it is, compression aside; `None` where its name does not say.
    pub kind: Option<Kind>,
    /// The id of its document, where it has only one and that says nothing of an id.
    pub id: Option<String>,
}

impl Input {
    /// A file by its name, without folders: `article.html.gz` is HTML with the id `article`.
    pub fn named(name: &str) -> Input {
        let inner = unpacked(name);
        Input { place: name.to_owned(), kind: Kind::of_name(inner), id: Some(stem(inner).to_owned()) }
    }
}

/// Why a PDF is not read: its text has no order that can be relied on, and no paragraphs.
pub(crate) const PDF: &str = "is a PDF, whose text cannot be relied on; save the article as HTML or text, where it stands on a page";

/// The pieces of a stream; see [`pieces`].
pub type Pieces<'a> = Box<dyn Iterator<Item = Result<Raw, Refused>> + Send + 'a>;

/// A piece of an input that holds one document or none, still unparsed.
pub struct Raw {
    pub(crate) place: String,
    pub(crate) form: Form,
    pub(crate) bytes: Vec<u8>,
}

impl Raw {
    /// Where it stands, as messages call it.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// A document that is read already.
    pub(crate) fn ready(place: impl Into<String>, document: Document) -> Raw {
        Raw { place: place.into(), form: Form::Ready { document: Box::new(document), kept: None }, bytes: Vec::new() }
    }

    /// When its document was kept, as the library's own export or that of a read-later service says beside it; ISO 8601.
    pub fn kept(&self) -> Option<String> {
        #[derive(serde::Deserialize)]
        struct Kept {
            kept: Option<String>,
        }
        let told = match &self.form {
            Form::JsonLine => serde_json::from_slice::<Kept>(&self.bytes).ok()?.kept,
            Form::Ready { kept, .. } => kept.clone(),
            _ => None,
        };
        told.filter(|kept| kept.len() < 40 && Day::parse(kept).is_some())
    }

    /// How many bytes it has.
    pub fn size(&self) -> usize {
        self.bytes.len()
    }
}

/// What the bytes of a [`Raw`] are.
pub(crate) enum Form {
    /// A line of JSONL.
    JsonLine,
    /// A value of a JSON file.
    Json,
    /// The text of a row; what else the row says.
    Row(Box<Document>),
    /// A page as a browser saved it; the document's id.
    Saved { id: Option<String> },
    /// A file of plain text; the document's id.
    Text { id: Option<String> },
    /// A page; the document's id.
    Html { id: Option<String> },
    /// What a server answered, head and body, from a web archive.
    Response { url: Option<String> },
    /// The text of an entry of a feed.
    Entry(Box<Entry>),
    /// Markdown; the document's id.
    Markdown { id: Option<String> },
    /// A document that is read already, and when it was kept, where that is told; there are no bytes.
    Ready { document: Box<Document>, kept: Option<String> },
}

/// What a feed says of an entry beside its text.
#[derive(Default, Clone)]
pub(crate) struct Entry {
    pub title: Option<String>,
    pub url: Option<String>,
    /// ISO 8601.
    pub published: Option<String>,
    pub author: Option<String>,
    /// The feed's title.
    pub publisher: Option<String>,
    pub language: Option<String>,
    /// Whether the text is HTML.
    pub markup: bool,
}

/// Cuts a stream into pieces, reading ahead no further than a buffer. What is compressed is unpacked.
///
/// # Errors
/// The stream cannot be read, or has one document at most and that cannot be used.
pub fn pieces<'a>(input: &Input, stream: impl Read + Send + 'a) -> Result<Pieces<'a>, Refused> {
    cut(input, stream, None)
}

/// The same of a file in an archive, whose budget it takes of.
pub(crate) fn member<'a>(input: &Input, stream: impl Read + Send + 'a, budget: &Budget) -> Result<Pieces<'a>, Refused> {
    cut(input, stream, Some(budget.clone()))
}

fn cut<'a>(input: &Input, stream: impl Read + Send + 'a, budget: Option<Budget>) -> Result<Pieces<'a>, Refused> {
    let Input { place, kind, id } = input.clone();
    let unreadable = |error: io::Error| Refused::new(place.as_str(), format!("could not be read: {error}"));
    let mut stream = compression::open(stream).map_err(unreadable)?;
    if let Some(budget) = &budget {
        stream = Box::new(budget.bound(stream));
    }
    let kind = kind_of(kind, stream.fill_buf().map_err(unreadable)?);
    match kind {
        Kind::Json => Ok(Box::new(Values::new(stream, place))),
        Kind::Table => Ok(Box::new(Rows::new(stream, place)?)),
        Kind::Jsonl => Ok(Box::new(Lines::new(stream, place))),
        Kind::Warc => Ok(Box::new(Records::new(stream, place))),
        Kind::Syndication => {
            let bytes = whole(&mut stream, &place)?;
            Ok(Box::new(syndication::entries(&bytes, &place).into_iter()))
        }
        Kind::Mbox => Ok(Box::new(Messages::new(stream, place))),
        Kind::News => {
            let bytes = whole(&mut stream, &place)?;
            Ok(Box::new(news::items(&bytes, &place).into_iter()))
        }
        Kind::Zip => {
            let mut bytes = Vec::new();
            stream
                .take(zipped::MAX_ARCHIVE as u64 + 1)
                .read_to_end(&mut bytes)
                .map_err(|error| Refused::new(place.as_str(), broken(&error)))?;
            if bytes.len() > zipped::MAX_ARCHIVE {
                return Err(Refused::new(
                    place,
                    format!("it is a zip archive of more than {} MB; unpack it, and give what is in it", zipped::MAX_ARCHIVE >> 20),
                ));
            }
            zipped::pieces(bytes, place, id, budget)
        }
        Kind::Pdf => Err(Refused::new(place, PDF)),
        Kind::Text | Kind::Html | Kind::Saved | Kind::Markdown => {
            let bytes = whole(&mut stream, &place)?;
            let form = match kind {
                Kind::Html => Form::Html { id },
                Kind::Saved => Form::Saved { id },
                Kind::Markdown => Form::Markdown { id },
                _ => Form::Text { id },
            };
            Ok(Box::new(std::iter::once(Ok(Raw { place, form, bytes }))))
        }
    }
}

/// A file that is parsed as one piece.
fn whole(stream: &mut impl BufRead, place: &str) -> Result<Vec<u8>, Refused> {
    let mut bytes = Vec::new();
    let read = stream.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes);
    let why = match read {
        Err(error) => format!("{}; nothing of it was used", broken(&error)),
        Ok(_) if bytes.len() > MAX_BYTES => format!("it has more than {} MB; cut it, or give many texts as .jsonl", MAX_BYTES >> 20),
        Ok(_) if bytes.trim_ascii().is_empty() => "is empty".to_owned(),
        Ok(_) if is_binary(&bytes) && !is_plist(&bytes) => "is no text (it holds binary data)".to_owned(),
        Ok(_) => return Ok(bytes),
    };
    Err(Refused::new(place, why))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One thread reads, others parse.
    #[test]
    fn pieces_go_between_threads() {
        fn goes<T: Send>() {}
        goes::<Pieces<'static>>();
        goes::<Result<Raw, Refused>>();
    }

    #[test]
    fn names_tell_kinds_and_ids() {
        for (name, kind, id) in [
            ("a.html.gz", Some(Kind::Html), "a"),
            ("b.c.TXT", Some(Kind::Text), "b.c"),
            (".jsonl", None, ".jsonl"),
            ("d.warc.zst", Some(Kind::Warc), "d"),
            ("e", None, "e"),
        ] {
            assert_eq!(Input::named(name), Input { place: name.to_owned(), kind, id: Some(id.to_owned()) });
        }
    }
}
