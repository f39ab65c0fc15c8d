//! Files to pages and documents, with errors that say which file, what is wrong and what to do.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use wherefrom::model::Document;
use wherefrom::page::{PageInput, find_article, metadata};

use crate::{charset, html};

/// A page of more bytes is no article; reading it would only take time.
const MAX_PAGE_BYTES: usize = 16 << 20;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    Html,
    Jsonl,
}

/// What a file is, by its name; `None` for names that say nothing.
pub fn kind(path: &Path) -> Option<Kind> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "txt" | "text" | "md" => Some(Kind::Text),
        "html" | "htm" | "xhtml" => Some(Kind::Html),
        "jsonl" | "ndjson" => Some(Kind::Jsonl),
        _ => None,
    }
}

/// Reads PAGE: a file or `-`.
pub fn page(path: &Path) -> Result<PageInput> {
    let bytes = read_page_bytes(path)?;
    let kind = match kind(path) {
        Some(Kind::Jsonl) => bail!("{}: a .jsonl file holds many documents; give one page as .txt or .html", path.display()),
        Some(kind) => kind,
        None if looks_like_html(&bytes) => Kind::Html,
        None => Kind::Text,
    };
    let page = parse_page(&bytes, kind);
    if page.blocks.is_empty() {
        bail!("{}: there is no text in it", path.display());
    }
    Ok(page)
}

fn parse_page(bytes: &[u8], kind: Kind) -> PageInput {
    match kind {
        Kind::Html => html::read(&charset::decode_html(bytes)),
        _ => PageInput::from_text(&charset::decode_text(bytes)),
    }
}

fn read_page_bytes(path: &Path) -> Result<Vec<u8>> {
    let (name, bytes) = if path == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().take(MAX_PAGE_BYTES as u64 + 1).read_to_end(&mut bytes).context("standard input could not be read")?;
        ("standard input".to_owned(), bytes)
    } else {
        let size = fs::metadata(path).with_context(|| format!("{} could not be read", path.display()))?;
        if size.is_dir() {
            bail!("{} is a folder; give a page, or use --format csv or json for a folder of pages", path.display());
        }
        if size.len() > MAX_PAGE_BYTES as u64 {
            bail!(
                "{} has {} MB; a page has at most {} MB. Save the article alone, or cut the file",
                path.display(),
                size.len() >> 20,
                MAX_PAGE_BYTES >> 20
            );
        }
        (path.display().to_string(), fs::read(path).with_context(|| format!("{} could not be read", path.display()))?)
    };
    if bytes.len() > MAX_PAGE_BYTES {
        bail!("{name} has more than {} MB; a page has at most that. Save the article alone", MAX_PAGE_BYTES >> 20);
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        bail!("{name} is empty");
    }
    if is_binary(&bytes) {
        bail!("{name} is no text (it holds binary data); give a .txt or .html file");
    }
    Ok(bytes)
}

/// NUL bytes in the first part of a file that is not UTF-16 with a byte order mark.
fn is_binary(bytes: &[u8]) -> bool {
    let utf16 = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    !utf16 && bytes[..bytes.len().min(8192)].contains(&0)
}

fn looks_like_html(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(512)]).trim_start_matches('\u{FEFF}').trim_start().to_ascii_lowercase();
    head.starts_with("<!doctype") || head.starts_with("<html") || head.starts_with('<') && head.contains('>')
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
            } else if file_type.is_file() && kind(&entry.path()).is_some() {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}

/// What came of reading documents.
#[derive(Default)]
pub struct Documents {
    pub documents: Vec<Document>,
    /// What could not be used: where and why.
    pub refused: Vec<String>,
}

/// Reads SOURCE or INPUT: a file, or a folder of them.
pub fn documents(path: &Path, into: &mut Documents) {
    if path.is_dir() {
        match files_below(path) {
            Ok(files) if files.is_empty() => into.refused.push(format!("{}: no .txt, .html or .jsonl file in it", path.display())),
            Ok(files) => files.iter().for_each(|file| file_documents(file, into)),
            Err(error) => into.refused.push(format!("{error:#}")),
        }
    } else {
        file_documents(path, into);
    }
}

fn file_documents(path: &Path, into: &mut Documents) {
    let read = if kind(path) == Some(Kind::Jsonl) { jsonl(path, into) } else { document(path).map(|d| into.documents.push(d)) };
    if let Err(error) = read {
        into.refused.push(format!("{error:#}"));
    }
}

/// A page as a document: the text of its article.
fn document(path: &Path) -> Result<Document> {
    let page = page(path)?;
    let id = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    if page.elements.is_empty() {
        let text = page.blocks.iter().map(|b| b.text.as_str()).collect::<Vec<_>>().join("\n");
        return Ok(Document { id, text, ..Document::default() });
    }
    let blocks: Vec<String> = page
        .blocks
        .iter()
        .zip(find_article(&page))
        .filter(|(_, article)| *article)
        .map(|(b, _)| b.text.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    if blocks.is_empty() {
        bail!("{}: no article was found on the page", path.display());
    }
    let meta = metadata::read(&page);
    Ok(Document {
        id,
        url: meta.canonical,
        publisher: meta.publisher,
        author: meta.author,
        published: meta.published,
        title: meta.title,
        text: blocks.join("\n"),
        language: meta.language,
        revision_of: meta.based_on,
    })
}

fn jsonl(path: &Path, into: &mut Documents) -> Result<()> {
    let text = fs::read_to_string(path).with_context(|| format!("{} could not be read", path.display()))?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str::<Document>(line) {
            Ok(document) if document.text.trim().is_empty() => {
                into.refused.push(format!("{}:{}: the document has no \"text\"", path.display(), at + 1))
            }
            Ok(document) => into.documents.push(document),
            Err(error) => into.refused.push(format!("{}:{}: {error}", path.display(), at + 1)),
        }
    }
    Ok(())
}
