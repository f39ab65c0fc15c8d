//! `wherefrom pack`.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use wherefrom::pack::{Description, Pack, build};

use crate::args::{Build, InfoFormat, Pack as Command};
use crate::input::{Feed, parse};
use crate::output::Output;
use crate::progress::Progress;
use crate::refusals::Refusals;
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
    // First of all: an output that cannot be written should be told before hours of building.
    let mut output = Output::create(&args.output)?;
    let mut feed = Feed::open(&args.inputs);
    let progress = Progress::new(if Progress::is_shown() { feed.bytes_total() } else { None });
    let mut refusals = Refusals::default();
    let mut documents = Vec::new();
    while let Some(raw) = feed.next() {
        match raw.and_then(parse) {
            Ok(document) => documents.push(document),
            Err(refused) => refusals.add(&refused, &progress),
        }
        progress.set(feed.bytes_read());
    }
    progress.finish();
    let refused = refusals.finish();
    if documents.is_empty() {
        bail!("none of the inputs gave a document; nothing was written");
    }
    let name = args.name.clone().unwrap_or_else(|| args.output.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default());
    let about =
        Description { name, publisher: args.publisher.clone(), license: args.license.clone(), date: None, text_free: args.text_free };
    let built = build(&documents, &about);
    output.write_all(&built.bytes).with_context(|| format!("{} could not be written", args.output.display()))?;
    output.finish()?;
    anstream::eprintln!(
        "{}: {} documents, {} bytes{}{}{}",
        args.output.display(),
        built.documents,
        built.bytes.len(),
        if args.text_free { ", text-free" } else { "" },
        tell(built.duplicates, "duplicate dropped", "duplicates dropped"),
        tell(refused + built.empty, "input passed over", "inputs passed over"),
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

fn verify(path: &Path) -> Result<()> {
    let pack = open(path)?;
    pack.verify().map_err(|e| anyhow::anyhow!("{}: {e}", path.display()))?;
    let mut out = anstream::stdout().lock();
    writeln!(out, "{}: all {} sections and {} documents are whole", path.display(), pack.sections().len(), pack.documents().len())?;
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
    writeln!(out, "  {:<13}{} bytes, {} a document", "size", pack.size(), pack.size() / about.documents.max(1))?;
    for section in pack.sections() {
        writeln!(out, "  section {:<5}{} bytes, {} a document", section.name, section.bytes, section.bytes / about.documents.max(1))?;
    }
    Ok(())
}

fn list(pack: &Pack) -> Result<()> {
    let mut out = anstream::stdout().lock();
    let mut documents: Vec<_> = pack.documents().iter().collect();
    documents.sort_by(|a, b| a.id.cmp(&b.id));
    for meta in documents {
        let known =
            [Some(meta.id.as_str()), meta.published.as_deref(), meta.publisher.as_deref(), meta.title.as_deref(), meta.url.as_deref()];
        writeln!(out, "{}", known.map(|field| safe(field.unwrap_or("-")).replace('\n', " ")).join("\t"))?;
    }
    Ok(())
}
