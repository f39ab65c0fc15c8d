//! The second Wasm module, beside the engine: what the extension keeps is read from files and packed here.
//!
//! **One idea**: reading files and building packs are large and seldom needed. A click on the toolbar loads the engine alone; this
//! module is loaded apart, by whoever adds files to the library.
//!
//! **Boundary**: `boundary.rs` is the only file that names `JsValue`, and exists on wasm32 alone. Natively this crate is what
//! it is made of, [`wherefrom_inputs`] and [`wherefrom_pack_build`]:
//!
//! ```
//! use wherefrom_keeper::{inputs, pack_build};
//!
//! let input = inputs::Input::named("news.txt");
//! let document = inputs::pieces(&input, &b"The ferry ran aground at dawn off Skarn Head."[..])?.map(|piece| piece.and_then(inputs::parse)).next();
//! let (pack, built) = pack_build::build(&[document.unwrap()?], &pack_build::Description::default()).unwrap();
//! assert_eq!((built.documents, &pack[..6]), (1, &b"WHFROM"[..]));
//! # Ok::<(), inputs::Refused>(())
//! ```

#![warn(missing_docs)]

pub use wherefrom_inputs as inputs;
pub use wherefrom_pack_build as pack_build;

#[cfg(target_arch = "wasm32")]
pub mod boundary;
#[cfg(any(test, target_arch = "wasm32"))]
mod reading;
#[cfg(any(test, target_arch = "wasm32"))]
mod writing;
