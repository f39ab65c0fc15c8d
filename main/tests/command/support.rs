//! Running the command, and finding what the tests read.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// The project's folder.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("cli/ has a parent").to_owned()
}

/// The folder with material that is not part of the project: `$WHEREFROM_SHARED`, or `../shared`. Where it is not
/// there the test says so, notes its name in the file `$WHEREFROM_SKIPPED`, and checks nothing.
pub fn shared(test: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("WHEREFROM_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    if folder.join("seeds").is_dir() {
        return Some(folder);
    }
    eprintln!("{test}: skipped, since {} is not there", folder.display());
    if let Some(list) = std::env::var_os("WHEREFROM_SKIPPED") {
        let file = std::fs::OpenOptions::new().create(true).append(true).open(list);
        file.and_then(|mut f| writeln!(f, "{test}")).expect("the list of skipped tests can be written");
    }
    None
}

/// A folder of its own for a test, empty.
pub fn scratch(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder for the test");
    folder
}

pub fn run<I: AsRef<std::ffi::OsStr>>(args: impl IntoIterator<Item = I>) -> Output {
    Command::new(env!("CARGO_BIN_EXE_wherefrom")).args(args).stdin(Stdio::null()).output().expect("the command runs")
}

/// Runs the command with `--format json` and reads its report.
pub fn report<I: AsRef<std::ffi::OsStr>>(args: impl IntoIterator<Item = I>) -> Value {
    let args: Vec<std::ffi::OsString> = args.into_iter().map(|a| a.as_ref().to_owned()).chain(["--format".into(), "json".into()]).collect();
    let output = run(&args);
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("the report is JSON")
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Rows of a tab-separated file, comments and the header left out.
pub fn rows(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()).skip(1).map(|l| l.split('\t').collect())
}

/// The block of a report that begins in line `line` of the page.
pub fn block_at_line(report: &Value, line: u64) -> Option<&Value> {
    report["blocks"].as_array()?.iter().find(|b| b["line"] == line)
}

/// The id of a block's main source.
pub fn main_source(report: &Value, block: &Value) -> Option<String> {
    let number = block["sources"][0].as_u64()?;
    report["sources"][number as usize]["id"].as_str().map(str::to_owned)
}
