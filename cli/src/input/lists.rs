//! What a list of files names, as paths.

use std::fs::File;
use std::path::{Path, PathBuf};

use wherefrom_inputs::{List, Name, Refused, names};

use super::shown;

/// What a list names, or why an entry of it cannot be used.
pub type Entries = Box<dyn Iterator<Item = Result<PathBuf, Refused>> + Send>;

pub fn entries(path: &Path, list: List) -> Result<Entries, Refused> {
    let unreadable = |error: std::io::Error| Refused::new(shown(path), format!("the list could not be read: {error}"));
    let names = names(list, &shown(path), File::open(path).map_err(unreadable)?)?;
    // A list may name a file "-", which is not standard input.
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned();
    Ok(Box::new(names.map(move |name| {
        Ok(match name? {
            Name::Beside(name) => folder.join(path_of(name)),
            Name::Absolute(name) => path_of(name),
        })
    })))
}

#[cfg(unix)]
fn path_of(name: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    std::ffi::OsString::from_vec(name).into()
}

#[cfg(not(unix))]
fn path_of(name: Vec<u8>) -> PathBuf {
    String::from_utf8_lossy(&name).into_owned().into()
}
