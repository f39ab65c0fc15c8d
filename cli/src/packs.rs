//! `wherefrom pack`.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use wherefrom::pack::write::{Description, build};
use wherefrom::pack::{Answer, Pack};

use crate::args::{Build, InfoFormat, Pack as Command};
use crate::input;
use crate::terminal::safe;

/// Returns whether every input could be used.
pub fn run(command: &Command) -> Result<bool> {
    match command {
        Command::Build(args) => build_pack(args),
        Command::Info { file, format } => info(&open(file)?, *format).map(|()| true),
        Command::Verify { file } => verify(file).map(|()| true),
        Command::List { file } => list(&open(file)?).map(|()| true),
    }
}

pub fn open(path: &Path) -> Result<Pack> {
    let bytes = fs::read(path).with_context(|| format!("{} could not be read", path.display()))?;
    Pack::open(bytes).map_err(|e| anyhow::anyhow!("{}: {e}", path.display()))
}

fn build_pack(args: &Build) -> Result<bool> {
    let mut read = input::Documents::default();
    for path in &args.inputs {
        input::documents(path, &mut read);
    }
    for refused in &read.refused {
        anstream::eprintln!("wherefrom: {refused}; it is passed over");
    }
    if read.documents.is_empty() {
        bail!("none of the inputs gave a document; nothing was written");
    }
    let name = args.name.clone().unwrap_or_else(|| args.output.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default());
    let about =
        Description { name, publisher: args.publisher.clone(), license: args.license.clone(), date: None, text_free: args.text_free };
    let (bytes, built) = build(&read.documents, &about).context("the pack could not be built")?;
    write_whole(&args.output, &bytes)?;
    anstream::eprintln!(
        "{}: {} documents, {} bytes{}{}{}",
        args.output.display(),
        built.documents,
        built.bytes,
        if args.text_free { ", text-free" } else { "" },
        tell(built.duplicates, "duplicate dropped", "duplicates dropped"),
        tell(read.refused.len() + built.empty, "input passed over", "inputs passed over"),
    );
    Ok(true)
}

fn tell(count: usize, one: &str, many: &str) -> String {
    match count {
        0 => String::new(),
        1 => format!(", 1 {one}"),
        n => format!(", {n} {many}"),
    }
}

/// Writes beside the file and renames, so that it is there whole or not at all.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut name = path.file_name().with_context(|| format!("{} names no file", path.display()))?.to_owned();
    name.push(format!(".{}.part", std::process::id()));
    let part = path.with_file_name(name);
    let written = fs::write(&part, bytes).and_then(|()| fs::rename(&part, path));
    if written.is_err() {
        // The part is of no use; the error that is told is the first one.
        let _ = fs::remove_file(&part);
    }
    written.with_context(|| format!("{} could not be written", path.display()))
}

fn verify(path: &Path) -> Result<()> {
    let pack = open(path)?;
    pack.verify().map_err(|e| anyhow::anyhow!("{}: {e}", path.display()))?;
    let mut out = anstream::stdout().lock();
    writeln!(out, "{}: all {} sections and {} documents are whole", path.display(), pack.sections().len(), pack.len())?;
    Ok(())
}

fn info(pack: &Pack, format: InfoFormat) -> Result<()> {
    let about = pack.info();
    let mut out = anstream::stdout().lock();
    if format == InfoFormat::Json {
        let value = serde_json::json!({
            "name": about.name, "publisher": about.publisher, "license": about.license, "date": about.date, "text_free": about.text_free,
            "documents": about.documents, "fingerprints": pack.fingerprints(), "bytes": pack.size(), "sections": pack.sections(),
        });
        writeln!(out, "{value:#}")?;
        return Ok(());
    }
    writeln!(out, "{}{}", about.name, if about.text_free { " (text-free)" } else { "" })?;
    for (what, value) in [("publisher", &about.publisher), ("licence", &about.license), ("date", &about.date)] {
        writeln!(out, "  {what:<13}{}", value.as_deref().unwrap_or("not given"))?;
    }
    writeln!(out, "  {:<13}{}", "documents", about.documents)?;
    writeln!(out, "  {:<13}{}", "fingerprints", pack.fingerprints())?;
    writeln!(out, "  {:<13}{} bytes, {} a document", "size", pack.size(), pack.size() / about.documents.max(1) as u64)?;
    for section in pack.sections() {
        writeln!(out, "  section {:<5}{} bytes, {} a document", section.name, section.bytes, section.bytes / about.documents.max(1))?;
    }
    Ok(())
}

fn list(pack: &Pack) -> Result<()> {
    let mut out = anstream::stdout().lock();
    let mut documents = Vec::with_capacity(pack.len());
    for number in 0..pack.len() {
        if let Answer::Here(meta) = pack.metadata(number)? {
            documents.push(meta);
        }
    }
    documents.sort_by(|a, b| a.id.cmp(&b.id));
    for meta in documents {
        let known =
            [Some(meta.id.as_str()), meta.published.as_deref(), meta.publisher.as_deref(), meta.title.as_deref(), meta.url.as_deref()];
        writeln!(out, "{}", known.map(|field| safe(field.unwrap_or("-")).replace('\n', " ")).join("\t"))?;
    }
    Ok(())
}
