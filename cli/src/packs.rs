//! `wherefrom pack`: what packs say of themselves. Making them is in [`crate::build`].

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use wherefrom::Document;
use wherefrom_pack::Pack;
use wherefrom_pack::postings::entropy_bits;

use crate::args::{InfoFormat, Pack as Command};
use crate::build;
use crate::shards;
use crate::terminal::safe;

/// Returns whether every input could be used.
pub fn run(command: &Command) -> Result<bool> {
    match command {
        Command::Build(args) => build::build(args),
        Command::Add(args) => build::add(args),
        Command::Remove { folder, shards } => shards::remove(folder, shards).map(|()| true),
        Command::Merge(args) => build::merge(args).map(|()| true),
        Command::Info { file, format } if file.is_dir() => info_of_shards(file, *format).map(|()| true),
        Command::Info { file, format } => info(&open(file)?, *format).map(|()| true),
        Command::Verify { file } => verify(file).map(|()| true),
        Command::List { file } => list(file).map(|()| true),
        Command::Export { file } => export(file).map(|()| true),
    }
}

pub fn open(path: &Path) -> Result<Pack> {
    let bytes = fs::read(path).with_context(|| format!("{} could not be read", path.display()))?;
    Pack::open(bytes).map_err(|e| anyhow::anyhow!("{}: {e}", path.display()))
}

fn verify(path: &Path) -> Result<()> {
    if path.is_dir() {
        let manifest = shards::verify(path)?;
        shards::files(path)?.iter().try_for_each(|file| verify(file))?;
        let mut out = anstream::stdout().lock();
        let name = path.display().to_string();
        writeln!(out, "{}: all {} shards and {} documents are whole", safe(&name), manifest.shards.len(), manifest.documents())?;
        return Ok(());
    }
    let pack = open(path)?;
    pack.verify().map_err(|e| anyhow::anyhow!("{}: {e}", path.display()))?;
    let mut out = anstream::stdout().lock();
    writeln!(out, "{}: all {} sections and {} documents are whole", safe(&path.display().to_string()), pack.sections().len(), pack.len())?;
    Ok(())
}

fn info_of_shards(folder: &Path, format: InfoFormat) -> Result<()> {
    let manifest = shards::manifest(folder)?;
    let bytes: u64 = manifest.shards.iter().map(|shard| shard.bytes).sum();
    let mut out = anstream::stdout().lock();
    if format == InfoFormat::Json {
        let shard = |of: &wherefrom_pack::manifest::Shard| serde_json::json!({ "file": of.file, "bytes": of.bytes, "documents": of.documents, "date": of.date });
        let value = serde_json::json!({
            "name": manifest.name, "publisher": manifest.publisher, "license": manifest.license, "text_free": manifest.text_free,
            "documents": manifest.documents(), "bytes": bytes, "shards": manifest.shards.iter().map(shard).collect::<Vec<_>>(),
        });
        writeln!(out, "{value:#}")?;
        return Ok(());
    }
    writeln!(out, "{}{}", safe(&manifest.name), if manifest.text_free { " (text-free)" } else { "" })?;
    for (what, value) in [("publisher", &manifest.publisher), ("licence", &manifest.license)] {
        writeln!(out, "  {what:<13}{}", safe(value.as_deref().unwrap_or("not given")))?;
    }
    writeln!(out, "  {:<13}{}", "documents", manifest.documents())?;
    writeln!(out, "  {:<13}{bytes} bytes, {} a document", "size", bytes / manifest.documents().max(1) as u64)?;
    for shard in &manifest.shards {
        let date = shard.date.as_deref().map(|date| format!(", up to {}", safe(date))).unwrap_or_default();
        writeln!(out, "  shard {}  {} documents, {} bytes{date}", shard.file, shard.documents, shard.bytes)?;
    }
    Ok(())
}

fn info(pack: &Pack, format: InfoFormat) -> Result<()> {
    let about = pack.info();
    let mut out = anstream::stdout().lock();
    if format == InfoFormat::Json {
        let value = serde_json::json!({
            "name": about.name, "publisher": about.publisher, "license": about.license, "date": about.date, "text_free": about.text_free,
            "documents": about.documents, "bytes": pack.size(), "sections": pack.sections(), "fingerprints": pack.fingerprints(),
            "fingerprint_bytes": fingerprint_bytes(pack), "entropy_bytes": entropy_bytes(pack),
        });
        writeln!(out, "{value:#}")?;
        return Ok(());
    }
    writeln!(out, "{}{}", safe(&about.name), if about.text_free { " (text-free)" } else { "" })?;
    for (what, value) in [("publisher", &about.publisher), ("licence", &about.license), ("date", &about.date)] {
        writeln!(out, "  {what:<13}{}", safe(value.as_deref().unwrap_or("not given")))?;
    }
    writeln!(out, "  {:<13}{}", "documents", about.documents)?;
    writeln!(out, "  {:<13}{}", "fingerprints", pack.fingerprints())?;
    if let Some(bytes) = fingerprint_bytes(pack) {
        let least = entropy_bytes(pack);
        writeln!(out, "  {:<13}{bytes} bytes, {:.3} of the {least} that so many take at least", "", bytes as f64 / least.max(1) as f64)?;
    }
    writeln!(out, "  {:<13}{} bytes, {} a document", "size", pack.size(), pack.size() / about.documents.max(1) as u64)?;
    for section in pack.sections() {
        writeln!(out, "  section {:<5}{} bytes, {} a document", section.name, section.bytes, section.bytes / about.documents.max(1))?;
    }
    Ok(())
}

/// Bytes of the fingerprints and their directory, where the pack has such sections.
fn fingerprint_bytes(pack: &Pack) -> Option<usize> {
    let of = |name| pack.sections().iter().find(|s| s.name == name).map(|s| s.bytes);
    Some(of("GRAM")? + of("GDIR")?)
}

/// The entropy bound of so many fingerprints, in bytes.
fn entropy_bytes(pack: &Pack) -> usize {
    (entropy_bits(pack.fingerprints(), pack.len(), pack.info().key_bits) / 8.0).ceil() as usize
}

/// The documents as JSONL, in the order of the pack.
fn export(path: &Path) -> Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for path in shards::files(path)? {
        let pack = open(&path)?;
        if pack.info().text_free {
            bail!("{}: the pack is text-free: it holds hashes and no words to export", path.display());
        }
        for number in 0..pack.len() {
            let source = pack.source(number).map_err(|e| anyhow::anyhow!("{}: {e}", path.display()))?;
            let document = source.to_document();
            // What a pack is under holds for each of its documents, wherever they go.
            let licence = document.licence.or_else(|| pack.info().license.clone());
            serde_json::to_writer(&mut out, &Document { licence, ..document }).map_err(std::io::Error::from)?;
            out.write_all(b"\n")?;
        }
    }
    out.flush().context("the documents could not be written")
}

fn list(path: &Path) -> Result<()> {
    let mut out = anstream::stdout().lock();
    let mut documents = Vec::new();
    for path in shards::files(path)? {
        let pack = open(&path)?;
        documents.extend((0..pack.len()).map(|number| pack.metadata(number)).collect::<Result<Vec<_>, _>>()?);
    }
    documents.sort_by(|a, b| a.id.cmp(&b.id));
    for meta in documents {
        let known =
            [Some(meta.id.as_str()), meta.published.as_deref(), meta.publisher.as_deref(), meta.title.as_deref(), meta.url.as_deref()];
        writeln!(out, "{}", known.map(|field| safe(field.unwrap_or("-"))).join("\t"))?;
    }
    Ok(())
}
