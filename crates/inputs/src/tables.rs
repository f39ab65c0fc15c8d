//! The rows of CSV, TSV and their like: a document a row, by the columns that the first line names.

use std::io::{self, BufRead, Read};

use csv::{ByteRecord, Reader, ReaderBuilder};

use crate::core::{Document, iso};
use crate::fields::{Role, put, roles};
use crate::lines::broken;
use crate::pieces::{Form, Raw};
use crate::refused::Refused;
use crate::{MAX_BYTES, charset};

const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// More columns are none of a table of articles.
const MAX_COLUMNS: usize = 1000;

/// Whether a file's first line names the columns of a table, the text among them, so plainly that the file needs no name.
pub fn is_head(line: &[u8]) -> bool {
    line.len() < 4096
        && DELIMITERS.iter().any(|&delimiter| {
            let names = names_in(line, delimiter);
            let known = roles(names.iter().map(String::as_str));
            let is_text = known.iter().flatten().any(|role| matches!(role, Role::Text(_)));
            is_text && known.iter().flatten().count() >= 2 && names.iter().all(|name| name.chars().count() < 40)
        })
}

/// Whether the first line names ids and addresses, and no text: a list of articles that stand elsewhere.
pub fn is_list(head: &[u8]) -> bool {
    Rows::open(head, String::new()).is_ok_and(|(rows, _)| {
        !rows.has(|role| matches!(role, Role::Text(_))) && rows.has(|role| role == Role::Id) && rows.has(|role| role == Role::Url)
    })
}

/// What a list says of an article.
#[derive(Clone)]
pub struct Listed {
    /// All but its text.
    pub document: Document,
    /// When its reader kept it; ISO 8601.
    pub kept: Option<String>,
}

/// The articles of a list, by their ids.
pub fn listed(bytes: &[u8]) -> Vec<(String, Listed)> {
    let mut found = Vec::new();
    let Ok((mut rows, names)) = Rows::open(bytes, String::new()) else { return found };
    // The day on which somebody kept an article is not the one on which it was published.
    let kept = names
        .iter()
        .position(|name| matches!(name.to_lowercase().as_str(), "saved date" | "date saved" | "date added" | "saved at" | "saved_at"));
    while let Ok(Some(row)) = rows.row() {
        let document = rows.document(&row);
        let Some(id) = document.id.clone() else { continue };
        let kept = kept.and_then(|at| iso(&charset::decode_text(row.get(at)?), None));
        found.push((id, Listed { document, kept }));
    }
    found
}

fn names_in(line: &[u8], delimiter: u8) -> Vec<String> {
    let mut reader = ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(line);
    let mut names = ByteRecord::new();
    let _ = reader.read_byte_record(&mut names);
    names.iter().take(MAX_COLUMNS).map(|name| charset::decode_text(name).trim().to_owned()).collect()
}

/// A stream of which no more than a row's share is read until it is told that a row has ended: a quotation mark that nobody closes makes
/// one row of all that follows.
struct Bounded<R> {
    stream: R,
    left: usize,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::Error::other(format!("a row has more than {} MB", MAX_BYTES >> 20)));
        }
        let length = into.len().min(self.left);
        let read = self.stream.read(&mut into[..length])?;
        self.left -= read;
        Ok(read)
    }
}

pub struct Rows<R> {
    rows: Reader<Bounded<R>>,
    name: String,
    roles: Vec<Option<Role>>,
    columns: usize,
    used: u64,
    passed: Passed,
    ended: bool,
}

/// Rows that were passed over, by the reason.
#[derive(Default)]
struct Passed {
    without_text: u64,
    other_columns: u64,
}

impl<R: BufRead> Rows<R> {
    /// The rows of a table.
    ///
    /// # Errors
    /// Its first line names no column of texts.
    pub fn new(stream: R, name: String) -> Result<Rows<R>, Refused> {
        let (rows, names) = Rows::open(stream, name)?;
        if rows.has(|role| matches!(role, Role::Text(_))) {
            return Ok(rows);
        }
        let told: Vec<String> = names.iter().take(8).map(|name| name.chars().take(30).collect()).collect();
        let told = format!("it names: {}{}", told.join(", "), if names.len() > told.len() { ", …" } else { "" });
        let why = if rows.has(|role| role == Role::Url) {
            format!(
                "it lists articles without their texts ({told}); export their files too, as read-later services do, and put this table into one zip archive with them"
            )
        } else {
            format!("it is a table whose first line names no column of texts; call the one with the articles \"text\" ({told})")
        };
        Err(Refused::new(rows.name, why))
    }

    /// A table of any columns, and their names.
    fn open(mut stream: R, name: String) -> Result<(Rows<R>, Vec<String>), Refused> {
        let unreadable = |error: io::Error| Refused::new(name.as_str(), format!("{}; nothing of it was used", broken(&error)));
        let head = stream.fill_buf().map_err(unreadable)?;
        if head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]) {
            return Err(Refused::new(name, "it is a table in UTF-16; save it as CSV in UTF-8"));
        }
        let line = head.split(|&b| b == b'\n').find(|line| !line.trim_ascii().is_empty()).unwrap_or_default();
        let line = line.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(line);
        let named = |delimiter: u8| roles(names_in(line, delimiter).iter().map(String::as_str)).iter().flatten().count();
        // Of delimiters that name as many columns, the first; a table of one column has none.
        let delimiter = DELIMITERS.into_iter().rev().max_by_key(|&delimiter| named(delimiter)).unwrap_or(b',');
        let rows =
            ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(Bounded { stream, left: MAX_BYTES });
        let mut rows = Rows { rows, name, roles: Vec::new(), columns: 0, used: 0, passed: Passed::default(), ended: false };
        let head = rows.row().map_err(|why| Refused::new(rows.name.as_str(), why))?.unwrap_or_default();
        let names: Vec<String> =
            head.iter().take(MAX_COLUMNS).map(|name| charset::decode_text(name).trim_start_matches('\u{FEFF}').trim().to_owned()).collect();
        (rows.roles, rows.columns) = (roles(names.iter().map(String::as_str)), names.len());
        Ok((rows, names))
    }

    fn has(&self, is_it: impl Fn(Role) -> bool) -> bool {
        self.roles.iter().flatten().any(|role| is_it(*role))
    }

    fn document(&self, row: &ByteRecord) -> Document {
        let mut document = Document::default();
        for (role, field) in self.roles.iter().zip(row) {
            if let Some(role) = role {
                put(&mut document, *role, charset::decode_text(field).into_owned());
            }
        }
        document
    }

    fn row(&mut self) -> Result<Option<ByteRecord>, String> {
        let mut row = ByteRecord::new();
        self.rows.get_mut().left = MAX_BYTES;
        match self.rows.read_byte_record(&mut row) {
            Ok(found) => Ok(found.then_some(row)),
            Err(error) => Err(match error.into_kind() {
                csv::ErrorKind::Io(error) => broken(&error),
                other => format!("damaged ({other:?})"),
            }),
        }
    }

    /// What was passed over, once all has been read.
    fn finish(&mut self) -> Option<Refused> {
        let Passed { without_text, other_columns } = std::mem::take(&mut self.passed);
        let told = |count: u64, what: &str| (count > 0).then(|| format!("{count} {}{what}", if count == 1 { "row" } else { "rows" }));
        let reasons = [told(without_text, " without a text"), told(other_columns, " with more columns than the first line names")];
        let why = reasons.into_iter().flatten().collect::<Vec<_>>().join(", ");
        match without_text + other_columns {
            0 if self.used == 0 => Some(Refused::new(self.name.as_str(), "there is no row below the names of its columns")),
            0 => None,
            count => Some(Refused::counted(self.name.as_str(), why, count)),
        }
    }
}

impl<R: BufRead> Iterator for Rows<R> {
    type Item = Result<Raw, Refused>;

    fn next(&mut self) -> Option<Result<Raw, Refused>> {
        while !self.ended {
            let row = match self.row() {
                Ok(Some(row)) => row,
                Ok(None) => {
                    self.ended = true;
                    return self.finish().map(Err);
                }
                Err(why) => {
                    self.ended = true;
                    let why = format!("{why} after {} rows that were used", self.used);
                    return Some(Err(Refused::rest(self.name.as_str(), why)));
                }
            };
            // A text with the delimiter in it that nobody quoted would be cut in the middle.
            if row.len() > self.columns && row.iter().skip(self.columns).any(|field| !field.trim_ascii().is_empty()) {
                self.passed.other_columns += 1;
                continue;
            }
            let mut document = self.document(&row);
            if document.text.trim().is_empty() {
                self.passed.without_text += 1;
                continue;
            }
            self.used += 1;
            let place = format!("{}:{}", self.name, row.position().map_or(0, csv::Position::line));
            let bytes = std::mem::take(&mut document.text).into_bytes();
            return Some(Ok(Raw { place, form: Form::Row(Box::new(document)), bytes }));
        }
        None
    }
}
