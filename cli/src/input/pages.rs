//! One page to check, and the pages of a folder.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use wherefrom::page::PageInput;

use super::MAX_BYTES;
use super::kinds::{Kind, is_binary, kind, looks_like_html};
use crate::{charset, html};

/// Reads PAGE: a file or `-`.
pub fn page(path: &Path) -> Result<PageInput> {
    let bytes = read_page_bytes(path)?;
    let is_html = match kind(path) {
        Some(Kind::Jsonl | Kind::Warc) => {
            bail!("{}: this kind of file holds many documents; give one page as .txt or .html", path.display())
        }
        Some(Kind::Text) => false,
        Some(Kind::Html) => true,
        Some(Kind::Syndication) | None => looks_like_html(&bytes),
    };
    let page = if is_html { html::read(&charset::decode_html(&bytes)) } else { PageInput::from_text(&charset::decode_text(&bytes)) };
    if page.blocks.is_empty() {
        bail!("{}: there is no text in it", path.display());
    }
    Ok(page)
}

fn read_page_bytes(path: &Path) -> Result<Vec<u8>> {
    let (name, bytes) = if path == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).context("standard input could not be read")?;
        ("standard input".to_owned(), bytes)
    } else {
        let size = fs::metadata(path).with_context(|| format!("{} could not be read", path.display()))?;
        if size.is_dir() {
            bail!("{} is a folder; give a page, or use --format csv or json for a folder of pages", path.display());
        }
        if size.len() > MAX_BYTES as u64 {
            bail!(
                "{} has {} MB; a page has at most {} MB. Save the article alone, or cut the file",
                path.display(),
                size.len() >> 20,
                MAX_BYTES >> 20
            );
        }
        (path.display().to_string(), fs::read(path).with_context(|| format!("{} could not be read", path.display()))?)
    };
    if bytes.len() > MAX_BYTES {
        bail!("{name} has more than {} MB; a page has at most that. Save the article alone", MAX_BYTES >> 20);
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        bail!("{name} is empty");
    }
    if is_binary(&bytes) {
        bail!("{name} is no text (it holds binary data); give a .txt or .html file");
    }
    Ok(bytes)
}

/// The files of a folder and its folders that are of a known kind, in the order of their names. Links are not
/// followed, so that a loop of them ends.
pub fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).with_context(|| format!("the folder {} could not be read", folder.display()))? {
            let entry = entry?;
            let file_type = entry.file_type()?;
            if file_type.is_dir() {
                folders.push(entry.path());
            } else if file_type.is_file() && matches!(kind(&entry.path()), Some(Kind::Text | Kind::Html | Kind::Jsonl)) {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}
