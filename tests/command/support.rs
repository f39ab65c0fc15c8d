//! Running the command, and finding what the tests read.

use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use wherefrom_pack::Pack;
use wherefrom_text::model::Metadata;

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

pub fn run<I: AsRef<OsStr>>(args: impl IntoIterator<Item = I>) -> Output {
    Command::new(env!("CARGO_BIN_EXE_wherefrom")).args(args).stdin(Stdio::null()).output().expect("the command runs")
}

/// Runs the command with `--format json` and reads its report.
pub fn report<I: AsRef<OsStr>>(args: impl IntoIterator<Item = I>) -> Value {
    let args: Vec<OsString> = args.into_iter().map(|a| a.as_ref().to_owned()).chain(["--format".into(), "json".into()]).collect();
    let output = run(&args);
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("the report is JSON")
}

/// Runs the command with something on its standard input.
pub fn run_with_input<I: AsRef<OsStr>>(args: impl IntoIterator<Item = I>, input: &[u8]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wherefrom"));
    let mut child = command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
    child.stdin.take().expect("its input").write_all(input).expect("written");
    child.wait_with_output().expect("it ends")
}

/// A document of a pack.
pub struct Packed {
    pub meta: Metadata,
    pub text: String,
}

/// Builds a pack from inputs; its documents in the order of their text, and what was told of the rest.
pub fn packed<I: AsRef<OsStr>>(folder: &Path, inputs: impl IntoIterator<Item = I>) -> (Vec<Packed>, String) {
    let out = folder.join("packed.wfp");
    let mut args: Vec<OsString> = ["pack", "build", "-o"].map(OsString::from).into();
    args.push(out.clone().into());
    args.extend(inputs.into_iter().map(|input| input.as_ref().to_owned()));
    let built = run(&args);
    let told = stderr(&built);
    assert!(built.status.success(), "{told}");
    let pack = Pack::open(std::fs::read(&out).expect("the pack")).expect("a whole pack");
    let mut documents: Vec<Packed> = (0..pack.len())
        .map(|number| {
            let source = pack.source(number).expect("a document of a pack in memory");
            let lines: Vec<&str> = source.blocks.iter().filter_map(|b| b.text.as_deref()).collect();
            Packed { meta: source.meta.clone(), text: lines.join("\n") }
        })
        .collect();
    documents.sort_by(|a, b| a.text.cmp(&b.text));
    (documents, told)
}

/// Bytes as a gzip member.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).expect("compressed");
    encoder.finish().expect("compressed")
}

/// A record of a web archive.
pub fn warc_record(kind: &str, url: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-06-01T00:00:00Z\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

/// What a server answers: a page with these further lines in its head.
pub fn http_page(head: &str, body: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{head}\r\n").as_bytes(), body].concat()
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
