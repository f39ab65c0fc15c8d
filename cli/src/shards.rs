//! Packs of several shards on a disk: a folder with a pack a shard, and its manifest.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use wherefrom_pack::Pack;
use wherefrom_pack::manifest::{MANIFEST, Manifest, Shard};

use crate::output::Output;

/// Whether a path is, or is to be, a folder of shards: one that is there, or a name that ends as folders' do.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.to_string_lossy().ends_with(std::path::is_separator)
}

pub fn manifest(folder: &Path) -> Result<Manifest> {
    let path = folder.join(MANIFEST);
    let text = fs::read_to_string(&path)
        .with_context(|| format!("{} could not be read: {} is no pack of shards", path.display(), folder.display()))?;
    Manifest::read(&text).map_err(|e| anyhow::anyhow!("{}: {e}", path.display()))
}

/// The files of a pack: its shards', or its own.
pub fn files(path: &Path) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let manifest = manifest(path)?;
    if manifest.shards.is_empty() {
        bail!("{} has no shard", path.display());
    }
    manifest.shards.iter().map(|shard| whole(path, shard)).collect()
}

/// The file of a shard, if it has the length that the manifest says.
fn whole(folder: &Path, shard: &Shard) -> Result<PathBuf> {
    let path = folder.join(&shard.file);
    let about = fs::metadata(&path).with_context(|| format!("{} could not be read", path.display()))?;
    if about.len() != shard.bytes {
        bail!("{}: it has {} bytes, and {MANIFEST} says {}. Fetch it again", path.display(), about.len(), shard.bytes);
    }
    Ok(path)
}

/// Whether every shard is what the manifest says, byte for byte.
pub fn verify(folder: &Path) -> Result<Manifest> {
    let manifest = manifest(folder)?;
    for shard in &manifest.shards {
        let path = whole(folder, shard)?;
        if format!("{}.wfp", digest(&path)?) != shard.file {
            bail!("{}: its bytes are not those that it is named by. Fetch it again", path.display());
        }
    }
    Ok(manifest)
}

/// A folder to which a shard is being added. The manifest is written last: until then the pack is what it was.
pub struct Adding {
    folder: PathBuf,
    manifest: Manifest,
    part: PathBuf,
}

impl Adding {
    /// To a folder that is there, or a new one with that manifest.
    pub fn to(folder: &Path, new: impl FnOnce() -> Manifest) -> Result<Adding> {
        let manifest = if folder.join(MANIFEST).exists() { manifest(folder)? } else { new() };
        fs::create_dir_all(folder).with_context(|| format!("{} could not be made", folder.display()))?;
        let part = folder.join(format!("new-{}", std::process::id()));
        Ok(Adding { folder: folder.to_owned(), manifest, part })
    }

    /// Where the shard is to be written.
    pub fn path(&self) -> &Path {
        &self.part
    }

    /// Takes the shard in that was written; gives where it is.
    pub fn finish(mut self) -> Result<PathBuf> {
        let taken = self.take();
        if taken.is_err() {
            let _ = fs::remove_file(&self.part);
        }
        taken
    }

    fn take(&mut self) -> Result<PathBuf> {
        let bytes = fs::read(&self.part).with_context(|| format!("{} could not be read", self.part.display()))?;
        let size = bytes.len() as u64;
        let pack = Pack::open(bytes).map_err(|e| anyhow::anyhow!("{}: {e}", self.part.display()))?;
        let shard = Shard::of(pack.info(), &digest(&self.part)?, size);
        let refused = |e| anyhow::anyhow!("{}: {e}; nothing was added", self.folder.display());
        // Building takes long: other shards may have come and gone meanwhile.
        if self.folder.join(MANIFEST).exists() {
            self.manifest = manifest(&self.folder)?;
        }
        self.manifest.add(shard.clone(), pack.info().text_free).map_err(refused)?;
        let path = self.folder.join(&shard.file);
        fs::rename(&self.part, &path).with_context(|| format!("{} could not be written", path.display()))?;
        write(&self.folder, &self.manifest)?;
        Ok(path)
    }
}

/// Takes shards out, by the beginnings of their names. The manifest is written first: no pack names a file that is gone.
pub fn remove(folder: &Path, names: &[String]) -> Result<()> {
    let mut manifest = manifest(folder)?;
    let mut removed = Vec::new();
    for name in names {
        let known = || manifest.shards.iter().map(|shard| shard.file.clone()).collect::<Vec<_>>().join(", ");
        match manifest.clone().remove(name) {
            Some(shard) => {
                manifest.remove(name);
                removed.push(shard);
            }
            None => {
                bail!("{}: no shard, or more than one, has a name that begins with \"{name}\"; there are {}", folder.display(), known())
            }
        }
    }
    write(folder, &manifest)?;
    for shard in removed {
        let path = folder.join(shard.file);
        fs::remove_file(&path).with_context(|| format!("{} is no shard any more, but could not be deleted", path.display()))?;
    }
    Ok(())
}

fn write(folder: &Path, manifest: &Manifest) -> Result<()> {
    let mut output = Output::create(&folder.join(MANIFEST))?;
    output.write_all(manifest.write().as_bytes()).context("the manifest could not be written")?;
    output.finish()
}

/// The SHA-256 of a file, in hexadecimal.
fn digest(path: &Path) -> Result<String> {
    let unreadable = || format!("{} could not be read", path.display());
    let mut file = File::open(path).with_context(unreadable)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => hash.update(&buffer[..read]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error).with_context(unreadable),
        }
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}
