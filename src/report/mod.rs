//! The serialisable report, as the contract gives it, and its exports.
//!
//! | file | idea |
//! |---|---|
//! | `types`, `source` | the report's shape; what it tells of a source |
//! | `assemble` | verdicts to a report |
//! | `quoted` | all that the page quotes, and who has it |
//! | `taken` | what the page took of each source, whose text that is, and whether its licence is held to |
//! | `utf16` | byte offsets to UTF-16 units, for hosts that count so |
//! | `html` | one self-contained page that prints |
//! | `shown` | names and addresses of others in lines of ours |
//! | `told` | sentences on the sources beside the headline |
//! | `csv` | a row a block |
//! | `annotations` | W3C Web Annotations |

pub mod annotations;
mod assemble;
pub mod csv;
pub mod html;
mod quoted;
pub mod shown;
mod source;
mod taken;
pub mod told;
mod types;
pub mod utf16;

pub use source::*;
pub(crate) use types::named;
pub use types::*;

pub(crate) use assemble::{Findings, assemble};
