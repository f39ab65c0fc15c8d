//! Inputs to files: folders and what is below them, lists and what they name.
//!
//! Of a tree of folders, what is in those on the way to a file is in memory. Below a folder that was named, links to files in it are
//! followed; links to folders are not, since what is in those comes anyway. So loops of links end, and so do loops of lists, each of
//! which is read once. What leads out of the folder, by a link or by the name in a list that was found there, is told and not
//! followed: who made the folder should not choose which other files go into a pack. A list that the user named may name any file.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use wherefrom_inputs::assets::{self, Pages};
use wherefrom_inputs::{Kind, List, Refused, unpacked};

use super::lists::{self, Entries};
use super::{name, shown};

/// Each list that names a list keeps one more file open.
const MAX_LISTS: usize = 32;

pub struct Walk {
    levels: Vec<Level>,
    /// Lists that were read, and the folder that each was held to.
    lists: HashSet<(PathBuf, Option<Arc<Path>>)>,
    /// Files that were found so far.
    files: u64,
    /// Folders of what belongs to saved pages that were passed over below the one that the user gave.
    assets: usize,
}

enum Level {
    /// The names that the user gave.
    Given(std::vec::IntoIter<PathBuf>),
    /// What is in a folder; its name and the count of files before it where the user gave it.
    Folder {
        entries: std::vec::IntoIter<Result<PathBuf, Refused>>,
        /// The outermost folder, without links.
        root: Arc<Path>,
        given: Option<(PathBuf, u64)>,
    },
    List {
        entries: Entries,
        /// The outermost folder that the list was found in, without links.
        root: Option<Arc<Path>>,
    },
}

/// Who gave a name. A list may come from somebody else, who should not choose which folders of ours go into a pack.
#[derive(Clone, PartialEq, Eq)]
enum Giver {
    User,
    /// A folder below this one.
    Folder(Arc<Path>),
    /// A list; the folder that it was found in.
    List(Option<Arc<Path>>),
}

impl Walk {
    pub fn new(inputs: &[PathBuf]) -> Walk {
        Walk { levels: vec![Level::Given(Vec::from(inputs).into_iter())], lists: HashSet::new(), files: 0, assets: 0 }
    }

    /// Enters a folder or list; `None` for what was entered, `Some` for a file.
    fn enter(&mut self, path: PathBuf, giver: Giver) -> Option<Result<PathBuf, Refused>> {
        if path == Path::new("-") {
            return Some(Ok(path));
        }
        if let Giver::List(root) = &giver {
            if root.as_ref().is_some_and(|root| fs::canonicalize(&path).is_ok_and(|to| !to.starts_with(root))) {
                return Some(Err(Refused::new(shown(&path), "is outside of the folder that the list was found in")));
            }
            if fs::metadata(&path).is_ok_and(|about| !about.is_file()) {
                return Some(Err(Refused::new(shown(&path), "is a folder or device; a list names files")));
            }
        }
        if path.is_dir() {
            let before = (giver == Giver::User).then(|| (path.clone(), self.files));
            let read = match giver {
                Giver::Folder(root) => Ok(root),
                Giver::User | Giver::List(_) => fs::canonicalize(&path).map(Arc::from),
            };
            return match read.and_then(|root| Ok((entries(&path, &root)?, root))) {
                Ok(((entries, assets), root)) => {
                    self.assets += assets;
                    self.levels.push(Level::Folder { entries: entries.into_iter(), root, given: before });
                    None
                }
                Err(error) => Some(Err(Refused::new(shown(&path), format!("the folder could not be read: {error}")))),
            };
        }
        let Some(form) = List::of_name(unpacked(&name(&path))) else { return Some(Ok(path)) };
        let root = match giver {
            Giver::User => None,
            Giver::Folder(root) => Some(root),
            Giver::List(root) => root,
        };
        if !self.lists.insert((fs::canonicalize(&path).unwrap_or_else(|_| path.clone()), root.clone())) {
            return None;
        }
        if self.levels.iter().filter(|level| matches!(level, Level::List { .. })).count() >= MAX_LISTS {
            return Some(Err(Refused::new(shown(&path), format!("more than {MAX_LISTS} lists name one another; give this one by itself"))));
        }
        match lists::entries(&path, form) {
            Ok(entries) => {
                self.levels.push(Level::List { entries, root });
                None
            }
            Err(refused) => Some(Err(refused)),
        }
    }
}

impl Iterator for Walk {
    type Item = Result<PathBuf, Refused>;

    fn next(&mut self) -> Option<Result<PathBuf, Refused>> {
        loop {
            let (next, giver) = match self.levels.last_mut()? {
                Level::Given(paths) => (paths.next().map(Ok), Giver::User),
                Level::Folder { entries, root, .. } => (entries.next(), Giver::Folder(Arc::clone(root))),
                Level::List { entries, root } => (entries.next(), Giver::List(root.clone())),
            };
            let found = match next {
                Some(Ok(path)) => self.enter(path, giver),
                Some(Err(refused)) => Some(Err(refused)),
                None => match self.levels.pop() {
                    Some(Level::Folder { given: Some((path, before)), .. }) if before == self.files => Some(Err(Refused::new(
                        shown(&path),
                        "no file in it of a kind that is read here (see `wherefrom pack build --help`)",
                    ))),
                    Some(Level::Folder { given: Some((path, _)), .. }) if self.assets > 0 => {
                        let folders = std::mem::take(&mut self.assets);
                        Some(Err(Refused::counted(shown(&path), assets::told(folders), folders as u64)))
                    }
                    _ => None,
                },
            };
            if let Some(found) = found {
                self.files += u64::from(found.is_ok());
                return Some(found);
            }
        }
    }
}

/// What is in a folder below `root` and of a known kind, in the order of the names; and how many folders of assets were left out.
fn entries(folder: &Path, root: &Path) -> std::io::Result<(Vec<Result<PathBuf, Refused>>, usize)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (path, file_type) = (entry.path(), entry.file_type()?);
        let known = || {
            let name = name(&path);
            Kind::of_name(unpacked(&name)).is_some() || List::of_name(unpacked(&name)).is_some()
        };
        // A pipe or device has no end that one could wait for, and a link that leads nowhere is no file.
        let wanted = if file_type.is_symlink() {
            fs::metadata(&path).is_ok_and(|about| about.is_dir() || known() && about.is_file())
        } else {
            file_type.is_dir() || known() && file_type.is_file()
        };
        if wanted {
            found.push((path, file_type.is_symlink()));
        }
    }
    let (names, all): (Vec<String>, usize) = (found.iter().map(|(path, _)| name(path)).collect(), found.len());
    let pages = Pages::among(names.iter().map(String::as_str));
    found.retain(|(path, _)| !(pages.has(&name(path)) && path.is_dir()));
    let assets = all - found.len();
    found.sort();
    let leads_out = |path: &Path| fs::canonicalize(path).map_or(true, |to| !to.starts_with(root));
    let entry = |(path, is_link): (PathBuf, bool)| match (is_link, is_link && leads_out(&path)) {
        (true, true) => Some(Err(Refused::new(shown(&path), "is a link that leads out of the folder"))),
        (true, false) if path.is_dir() => None,
        _ => Some(Ok(path)),
    };
    Ok((found.into_iter().filter_map(entry).collect(), assets))
}
