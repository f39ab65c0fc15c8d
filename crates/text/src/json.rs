//! JSON of others: a page's metadata, what a pack says of itself, what a browser hands in.
//!
//! The parser is generic, and compiled anew for every crate that asks for it; here it is once for all of them.

use serde_json::Value;

/// Reads a text as JSON.
///
/// # Errors
/// What is wrong with it, and where.
pub fn parse(text: &str) -> Result<Value, serde_json::Error> {
    serde_json::from_str(text)
}
