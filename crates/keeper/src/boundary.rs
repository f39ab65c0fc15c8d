//! The Wasm boundary of the keeper: bytes and plain values in, bytes and plain values out.

use std::io::Cursor;

use wasm_bindgen::prelude::*;
use wherefrom_pack_build::{Builder, Description, NewScratch};

use crate::reading;

/// Documents on their way into a pack.
#[wasm_bindgen]
pub struct PackBuilding {
    documents: Vec<wherefrom_text::model::Document>,
    about: Description,
    refused: Vec<String>,
}

#[wasm_bindgen]
impl PackBuilding {
    /// A pack of this name; text-free where it is to have hashes and no words.
    #[wasm_bindgen(constructor)]
    pub fn new(name: String, text_free: bool) -> PackBuilding {
        PackBuilding { documents: Vec::new(), about: Description { name, text_free, ..Description::default() }, refused: Vec::new() }
    }

    /// Takes all documents of a file; gives how many. What of it cannot be used is told by [`Self::refused`].
    pub fn add(&mut self, name: &str, bytes: Vec<u8>) -> u32 {
        let (documents, refused) = reading::read(name, bytes);
        self.refused.extend(refused.iter().map(ToString::to_string));
        let count = documents.len();
        self.documents.extend(documents);
        count as u32
    }

    /// What could not be used, each with its place and the reason.
    pub fn refused(&self) -> Vec<String> {
        self.refused.clone()
    }

    /// The pack's bytes.
    ///
    /// # Errors
    /// An `Error` that says why there is none.
    pub fn finish(self) -> Result<Vec<u8>, JsError> {
        let scratch: NewScratch = Box::new(|| Ok(Box::new(Cursor::new(Vec::new()))));
        let builder = Builder::new(self.about, 1, &scratch);
        for document in self.documents {
            builder.add(document).map_err(|error| JsError::new(&error.to_string()))?;
        }
        let mut out = Cursor::new(Vec::new());
        builder.finish(&mut out).map_err(|error| JsError::new(&error.to_string()))?;
        Ok(out.into_inner())
    }
}
