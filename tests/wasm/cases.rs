//! The cases of `tests/cases` on the engine as the browser runs it.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::case::{FILES, run};

#[wasm_bindgen_test]
fn every_case() {
    let mut faults = Vec::new();
    for (name, toml) in FILES {
        faults.extend(run(name, toml).1);
    }
    assert!(faults.is_empty(), "{} cases are wrong:\n{}", faults.len(), faults.join("\n"));
}
