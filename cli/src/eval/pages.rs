//! The article finder on pages of which a person marked the article.

use std::path::PathBuf;

use anyhow::{Result, bail};
use wherefrom_page_fit::corpus::{Marked, read};
use wherefrom_page_fit::measure::{as_shipped, in_folds};

pub fn run(folders: &[PathBuf], folds: Option<u8>) -> Result<bool> {
    let pages: Vec<Vec<Marked>> = folders.iter().map(|folder| read(folder)).collect::<Result<_>>()?;
    if let Some(folder) = folders.iter().zip(&pages).find(|(_, pages)| pages.is_empty()) {
        bail!("{}: none of the marked pages is there", folder.0.display());
    }
    let figures = folds.map_or_else(|| as_shipped(&pages), |folds| in_folds(&pages, folds.into()));
    for (folder, figures) in folders.iter().zip(figures) {
        anstream::println!("{}: {figures}", folder.display());
    }
    Ok(true)
}
