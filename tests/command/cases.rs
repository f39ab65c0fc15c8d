//! The cases of `tests/cases`: pages and sources of a few lines, as data.

use crate::case::{FILES, run};
use crate::support::root;

#[test]
fn every_case() {
    let (mut count, mut faults) = (0, Vec::new());
    for (name, toml) in FILES {
        let (cases, wrong) = run(name, toml);
        println!("{name}: {} of {cases} cases", cases - wrong.len());
        count += cases;
        faults.extend(wrong);
    }
    assert!(faults.is_empty(), "{} of {count} cases are wrong:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn every_file_is_run() {
    let files = std::fs::read_dir(root().join("tests/cases")).expect("tests/cases").map(|f| f.expect("a file").path());
    let tables = files.filter(|f| f.extension().is_some_and(|e| e == "toml")).count();
    assert_eq!(tables, FILES.len(), "a file of tests/cases is missing from FILES in case.rs");
}
