//! What a pack says of itself: the section `META`.

use serde::Serialize;
use serde_json::Value;
use wherefrom_text::WORDS_VERSION;
use wherefrom_text::fingerprint::KEY_BITS;
use wherefrom_text::json;

use super::PackError;
use super::shingles::{SHINGLE, SHINGLE_BITS};

/// What a pack says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[non_exhaustive]
pub struct PackInfo {
    /// Its name, for readers.
    pub name: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// Under which licence.
    pub license: Option<String>,
    /// How many documents it has.
    pub documents: usize,
    /// Whether it has hashes and no words.
    pub text_free: bool,
    /// Bits of a fingerprint that are kept.
    pub key_bits: u32,
    /// Words that each hash of a text-free pack is of; 0 with text.
    pub shingle: usize,
    /// Bits of such a hash.
    pub shingle_bits: u32,
    /// ISO 8601: given, or the newest document's.
    pub date: Option<String>,
    /// Of the table of sections, which has the checksum of each: two packs with the same one are the same. Eight hexadecimal
    /// digits; `None` for documents that are in no file.
    pub checksum: Option<String>,
}

/// Fewer bits would tell nothing.
const MIN_KEY_BITS: u32 = 16;

impl PackInfo {
    /// Reads the section; `checksum` is that of the table of sections.
    pub(crate) fn read(meta: &[u8], checksum: u32) -> Result<PackInfo, PackError> {
        let damaged = |at, what| PackError::Damaged { section: "META", at, what };
        // As a string, as all JSON here: reading it from bytes would be another copy of the parser.
        let text = std::str::from_utf8(meta).map_err(|e| damaged(e.valid_up_to(), "it is no text"))?;
        let json: Value = json::parse(text).map_err(|e| damaged(e.column(), "it is no JSON"))?;
        let found = json["words"].as_u64().unwrap_or(0);
        if found != u64::from(WORDS_VERSION) {
            return Err(PackError::Words { found, known: WORDS_VERSION });
        }
        let info = PackInfo::of_json(&json, checksum).ok_or_else(|| damaged(0, "its JSON lacks something"))?;
        let shingles = if info.text_free { (SHINGLE, SHINGLE_BITS) } else { (0, 0) };
        let is_read = (MIN_KEY_BITS..=KEY_BITS).contains(&info.key_bits) && (info.shingle, info.shingle_bits) == shingles;
        if !is_read {
            return Err(damaged(0, "its hashes are of a length that is not read here"));
        }
        Ok(info)
    }

    /// `None` where something is missing or of another kind. Read by hand: a derived reader is half a percent of the Wasm.
    fn of_json(json: &Value, checksum: u32) -> Option<PackInfo> {
        let text = |name: &str| json[name].as_str().map(str::to_owned);
        let number = |name: &str| json[name].as_u64().and_then(|n| usize::try_from(n).ok());
        Some(PackInfo {
            name: text("name")?,
            publisher: text("publisher"),
            license: text("license"),
            documents: number("documents")?,
            text_free: json["textFree"].as_bool()?,
            key_bits: number("keyBits").and_then(|bits| u32::try_from(bits).ok())?,
            shingle: number("phrase").unwrap_or(0),
            shingle_bits: number("phraseBits").unwrap_or(0) as u32,
            date: text("date"),
            checksum: Some(format!("{checksum:08x}")),
        })
    }
}

/// One section's share of the file, in bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SectionSize {
    /// Four letters.
    pub name: String,
    /// How many it has.
    pub bytes: usize,
}
