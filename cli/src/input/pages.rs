//! One page to check, and the pages of a folder.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use wherefrom_inputs::assets::Pages;
use wherefrom_inputs::{Kind, MAX_BYTES};
use wherefrom_page::PageInput;

use super::{input, name};

/// Reads PAGE: a file or `-`, with its address where that is given.
pub fn page(path: &Path, url: Option<&str>) -> Result<PageInput> {
    Ok(wherefrom_inputs::page_at(&page_input(path), &read_page_bytes(path)?, url)?)
}

/// Of a page's name only its own extension tells what it is: pages are not unpacked.
fn page_input(path: &Path) -> wherefrom_inputs::Input {
    wherefrom_inputs::Input { kind: Kind::of_name(&name(path)), ..input(path) }
}

fn read_page_bytes(path: &Path) -> Result<Vec<u8>> {
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).context("standard input could not be read")?;
        return Ok(bytes);
    }
    let unreadable = || format!("{} could not be read", path.display());
    let about = fs::metadata(path).with_context(unreadable)?;
    if about.is_dir() {
        bail!("{} is a folder; give a page, or use --format csv or json for a folder of pages", path.display());
    }
    if about.len() > MAX_BYTES as u64 {
        bail!(
            "{} has {} MB; a page has at most {} MB. Save the article alone, or cut the file",
            path.display(),
            about.len() >> 20,
            MAX_BYTES >> 20
        );
    }
    fs::read(path).with_context(unreadable)
}

/// The files of a folder and its folders that are of a known kind, in the order of their names, and how many folders of what belongs to
/// saved pages were passed over. Links are not followed, so that a loop of them ends.
pub fn files_below(folder: &Path) -> Result<(Vec<PathBuf>, usize)> {
    let mut files = Vec::new();
    let mut assets = 0;
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let mut names = Vec::new();
        let mut below = Vec::new();
        for entry in fs::read_dir(&folder).with_context(|| format!("the folder {} could not be read", folder.display()))? {
            let entry = entry?;
            let (name, file_type) = (name(&entry.path()), entry.file_type()?);
            if file_type.is_dir() {
                below.push(entry.path());
            } else if file_type.is_file()
                && matches!(
                    Kind::of_name(&name),
                    Some(Kind::Text | Kind::Html | Kind::Saved | Kind::Jsonl | Kind::Markdown | Kind::News | Kind::Zip)
                )
            {
                files.push(entry.path());
                names.push(name);
            }
        }
        let pages = Pages::among(names.iter().map(String::as_str));
        let all = below.len();
        below.retain(|folder| !pages.has(&name(folder)));
        assets += all - below.len();
        folders.extend(below);
    }
    files.sort();
    Ok((files, assets))
}
