//! `wherefrom pack build` and `merge`: inputs read on one thread, parsed and prepared on several, written in the end.

use std::io::{self, Seek, SeekFrom, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

use anyhow::{Context, Result, bail};
use wherefrom_inputs::{Raw, Refused, parse};
use wherefrom_pack_build::{AddError, Builder, Built, Description, NewScratch};

use crate::args::{About, Add, Build, Merge};
use crate::corpus::PackFile;
use crate::input::Feed;
use crate::output::Output;
use crate::packs;
use crate::progress::Progress;
use crate::refusals::Refusals;
use crate::shards::{self, Adding};
use crate::terminal;
use wherefrom_pack::manifest::{MANIFEST, Manifest};

/// Pieces of the input that wait to be parsed, and how many are handed over at once: a hand-over costs more than a line.
const WAITING: usize = 8;
const BATCH: usize = 64;
/// A batch with more bytes is handed over before it is full.
const BATCH_BYTES: usize = 1 << 20;

/// Returns whether every input could be used.
pub fn build(args: &Build) -> Result<bool> {
    let about = describe(&args.about, &args.output, args.text_free);
    // First of all: an output that cannot be written should be told before hours of building.
    let target = Target::open(&args.output, &about)?;
    build_to(target, about, &args.inputs, args.jobs)
}

/// The same, as another shard of a pack that is there.
pub fn add(args: &Add) -> Result<bool> {
    let of = shards::manifest(&args.folder)?;
    let about = Description { name: of.name, publisher: of.publisher, license: of.license, date: None, text_free: of.text_free };
    build_to(Target::shard(&args.folder, &about)?, about, &args.inputs, args.jobs)
}

fn build_to(mut target: Target, about: Description, inputs: &[PathBuf], jobs: Option<NonZero<usize>>) -> Result<bool> {
    let scratch = scratch();
    let jobs = jobs.map_or_else(cores, NonZero::get);
    let text_free = about.text_free;
    let builder = Builder::new(about, jobs, &scratch);
    let refused = read(inputs, jobs, &builder)?;
    if builder.is_empty() {
        bail!("none of the inputs gave a document; nothing was written");
    }
    let built = write(builder, &mut target.output)?;
    let path = target.finish()?;
    report(&path, &built, text_free, refused + built.empty);
    Ok(true)
}

/// What is written: a file, or a shard of a folder.
struct Target {
    output: Output,
    adding: Option<Adding>,
}

impl Target {
    /// A new pack.
    fn open(path: &Path, about: &Description) -> Result<Target> {
        if !shards::is_folder(path) {
            return Ok(Target { output: Output::create(path)?, adding: None });
        }
        if path.join(MANIFEST).exists() {
            bail!("{} is a pack of shards already: add to it with \"wherefrom pack add\", or name another folder", path.display());
        }
        if path.read_dir().is_ok_and(|mut entries| entries.next().is_some()) {
            bail!("{} is a folder; name the file to write, or a new folder for a pack of shards", path.display());
        }
        Target::shard(path, about)
    }

    fn shard(folder: &Path, about: &Description) -> Result<Target> {
        let Description { name, publisher, license, text_free, .. } = about.clone();
        let adding = Adding::to(folder, || Manifest { name, publisher, license, text_free, shards: Vec::new() })?;
        Ok(Target { output: Output::create(adding.path())?, adding: Some(adding) })
    }

    /// Where it is.
    fn finish(self) -> Result<PathBuf> {
        let path = self.output.path().to_owned();
        self.output.finish()?;
        self.adding.map_or(Ok(path), Adding::finish)
    }
}

/// Packs to one pack, the same as if it had been built at once from all their documents.
pub fn merge(args: &Merge) -> Result<()> {
    let files = args.files.iter().map(|path| shards::files(path)).collect::<Result<Vec<_>>>()?.concat();
    let first = files.first().context("there is no pack to merge")?;
    let info = PackFile::info(first)?;
    let text_free = info.text_free;
    let mut about = describe(&args.about, &args.output, text_free);
    // What all of them say of themselves holds for all of them together.
    let (mut license, mut publisher) = (info.license, info.publisher);
    for file in &files[1..] {
        let other = PackFile::info(file)?;
        license = license.filter(|license| other.license.as_ref() == Some(license));
        publisher = publisher.filter(|publisher| other.publisher.as_ref() == Some(publisher));
    }
    about.license = about.license.or(license);
    about.publisher = about.publisher.or(publisher);
    let mut target = Target::open(&args.output, &about)?;
    let scratch = scratch();
    let builder = Builder::new(about, cores(), &scratch);
    for file in &files {
        let pack = packs::open(file)?;
        builder.add_pack(&pack).map_err(|e| anyhow::anyhow!("{}: {e}; nothing was written", file.display()))?;
    }
    let built = write(builder, &mut target.output)?;
    let path = target.finish()?;
    report(&path, &built, text_free, 0);
    Ok(())
}

fn describe(about: &About, output: &Path, text_free: bool) -> Description {
    let given = |said: &Option<String>| said.as_deref().map(str::trim).filter(|said| !said.is_empty()).map(str::to_owned);
    let name = given(&about.name).unwrap_or_else(|| output.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default());
    Description { name, publisher: given(&about.publisher), license: given(&about.license), date: None, text_free }
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, NonZero::get)
}

/// Files without a name, gone with the command whatever becomes of it.
fn scratch() -> NewScratch {
    Box::new(|| Ok(Box::new(tempfile::tempfile()?)))
}

/// Puts all documents of the inputs into the builder; returns how many inputs were passed over.
fn read(inputs: &[PathBuf], jobs: usize, builder: &Builder<'_>) -> Result<usize> {
    let mut feed = Feed::open(inputs);
    let progress = Progress::new(if Progress::is_shown() { feed.bytes_total() } else { None });
    let refusals = Mutex::new(Refusals::default());
    let tell = |refused: &Refused| {
        if let Ok(mut refusals) = refusals.lock() {
            refusals.add(refused, &progress);
        }
    };
    let failed: Mutex<Option<io::Error>> = Mutex::new(None);
    let stopped = AtomicUsize::new(0);
    let (send, receive) = mpsc::sync_channel::<Vec<Raw>>(WAITING);
    let receive = Mutex::new(receive);
    std::thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(|| {
                loop {
                    let Some(batch) = receive.lock().ok().and_then(|r| r.recv().ok()) else { return };
                    for raw in batch {
                        let place = raw.place().to_owned();
                        match parse(raw).map(|document| builder.add(document)) {
                            Ok(Ok(())) => {}
                            Ok(Err(AddError::Io(error))) => {
                                stopped.store(1, Ordering::Relaxed);
                                if let Ok(mut failed) = failed.lock() {
                                    failed.get_or_insert(error);
                                }
                            }
                            Ok(Err(error)) => tell(&Refused::new(place, error.to_string())),
                            Err(refused) => tell(&refused),
                        }
                    }
                }
            });
        }
        let (mut batch, mut bytes) = (Vec::new(), 0);
        while stopped.load(Ordering::Relaxed) == 0 {
            let raw = feed.next();
            let ended = raw.is_none();
            match raw {
                Some(Ok(raw)) => {
                    bytes += raw.size();
                    batch.push(raw);
                }
                Some(Err(refused)) => tell(&refused),
                None => {}
            }
            if ended || batch.len() >= BATCH || bytes >= BATCH_BYTES {
                progress.set(feed.bytes_read());
                bytes = 0;
                if send.send(std::mem::take(&mut batch)).is_err() || ended {
                    break;
                }
            }
        }
        drop(send);
    });
    progress.finish();
    if let Some(error) = failed.into_inner().ok().flatten() {
        return Err(error).context("the documents could not be put aside while the others were read");
    }
    Ok(refusals.into_inner().map_or(0, |r| r.finish()))
}

fn write(builder: Builder<'_>, output: &mut Output) -> Result<Built> {
    let path = output.path().to_owned();
    let unwritable = || format!("{} could not be written", path.display());
    if output.is_seekable() {
        return builder.finish(output).with_context(unwritable);
    }
    // The header is written last, and a pipe cannot go back to its beginning.
    let mut whole = tempfile::tempfile().with_context(unwritable)?;
    let built = builder.finish(&mut whole).with_context(unwritable)?;
    whole.seek(SeekFrom::Start(0)).with_context(unwritable)?;
    io::copy(&mut whole, output).and_then(|_| output.flush()).with_context(unwritable)?;
    Ok(built)
}

fn report(path: &Path, built: &Built, text_free: bool, passed_over: usize) {
    terminal::tell(&format!(
        "{}: {} documents, {} bytes{}{}{}",
        path.display(),
        built.documents,
        built.bytes,
        if text_free { ", text-free" } else { "" },
        tell(built.duplicates, "duplicate dropped", "duplicates dropped"),
        tell(passed_over, "input passed over", "inputs passed over"),
    ));
}

fn tell(count: usize, one: &str, many: &str) -> String {
    match count {
        0 => String::new(),
        1 => format!(", 1 {one}"),
        n => format!(", {n} {many}"),
    }
}
