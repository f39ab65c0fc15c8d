//! The Wasm boundary of the keeper: bytes and plain values in, bytes and plain values out. Documents cross it as JSONL, a line each.

use std::io::Cursor;

use wasm_bindgen::prelude::*;
use wherefrom_pack_build::{Builder, Description, NewScratch};

use wherefrom::report::html::Circumstances;

use crate::{reading, writing};

/// What a file holds.
#[wasm_bindgen]
pub struct FileReading {
    documents: String,
    refused: Vec<String>,
}

#[wasm_bindgen]
impl FileReading {
    /// Its documents as JSONL; with `kept` where the file says it: an export of the library's own, or of a read-later service.
    pub fn documents(&self) -> String {
        self.documents.clone()
    }

    /// What of it cannot be used, each with its place and the reason.
    pub fn refused(&self) -> Vec<String> {
        self.refused.clone()
    }
}

/// Reads a file of any kind that `inputs` knows. Its name says what it is where its bytes do not.
#[wasm_bindgen(js_name = readFile)]
pub fn read_file(name: &str, bytes: Vec<u8>) -> FileReading {
    let (documents, refused) = reading::read(name, bytes);
    let mut lines = String::new();
    for (document, kept) in documents {
        // A document has no value that JSON has no form for.
        let Ok(mut line) = serde_json::to_value(&document) else { continue };
        if let Some(kept) = kept {
            line["kept"] = kept.into();
        }
        lines.push_str(&line.to_string());
        lines.push('\n');
    }
    FileReading { documents: lines, refused: refused.iter().map(ToString::to_string).collect() }
}

/// A pack of documents that are given as JSONL.
///
/// # Errors
/// A line is no document, or a pack takes no such one.
#[wasm_bindgen(js_name = buildPack)]
pub fn build_pack(name: String, documents: String) -> Result<Vec<u8>, JsError> {
    let (documents, refused) = reading::read("documents.jsonl", documents.into_bytes());
    if let Some(why) = refused.first() {
        return Err(JsError::new(&why.to_string()));
    }
    let scratch: NewScratch = Box::new(|| Ok(Box::new(Cursor::new(Vec::new()))));
    let builder = Builder::new(Description { name, ..Description::default() }, 1, &scratch);
    for (document, _) in documents {
        builder.add(document).map_err(|error| JsError::new(&error.to_string()))?;
    }
    let mut out = Cursor::new(Vec::new());
    builder.finish(&mut out).map_err(|error| JsError::new(&error.to_string()))?;
    Ok(out.into_inner())
}

/// A report of the engine's as a file: `html`, `csv` or `annotations`.
///
/// # Errors
/// It is no report, or there is no such format.
#[wasm_bindgen(js_name = writeReport)]
pub fn write_report(report: &str, format: &str, checked: &str, program: &str, sha256: &str) -> Result<String, JsError> {
    writing::write(report, format, &Circumstances { checked: Some(checked), program, sha256 }).map_err(|why| JsError::new(&why))
}

/// What of a report's page was compared, whose digest the `html` tells: its paragraphs, a line each.
///
/// # Errors
/// It is no report.
#[wasm_bindgen(js_name = articleText)]
pub fn article_text(report: &str) -> Result<String, JsError> {
    writing::article_text(report).map_err(|why| JsError::new(&why))
}
