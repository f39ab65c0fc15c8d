//! A corpus of PAN text alignment: pairs of documents and, where they are there, the passages that they share.

use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use wherefrom_pack::Source;
use wherefrom_text::model::Metadata;

use super::plagdet::Passage;

pub struct Pair {
    pub susp: String,
    pub src: String,
    page: PathBuf,
    source: PathBuf,
    /// The folder that labels it, `02-no-obfuscation`; `None` in a corpus without labels.
    pub kind: Option<String>,
    pub cases: Vec<Passage>,
}

/// Reads all pairs of the folder that holds `src`, `susp` and `pairs`. Labels are read where folders `01-…` to `05-…` have
/// them.
pub fn read(corpus: &Path) -> Result<Vec<Pair>> {
    let list = corpus.join("pairs");
    let pairs = std::fs::read_to_string(&list)
        .with_context(|| format!("{} could not be read; give the folder that holds src, susp and pairs", list.display()))?;
    let labels = labels(corpus)?;
    let mut read = Vec::new();
    for (at, line) in pairs.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let Some((susp, src)) = line.split_once(' ') else { bail!("{}:{}: a line is two file names", list.display(), at + 1) };
        let (susp, src) = (susp.trim().to_owned(), src.trim().to_owned());
        let (page, source) = (corpus.join("susp").join(&susp), corpus.join("src").join(&src));
        let (kind, cases) = match labels.get(&(susp.clone(), src.clone())) {
            Some((kind, cases)) => (Some(kind.clone()), cases.clone()),
            None => (None, Vec::new()),
        };
        read.push(Pair { susp, src, page, source, kind, cases });
    }
    Ok(read)
}

impl Pair {
    /// Page and source. They are read whenever they are asked for: a corpus need not fit in memory.
    pub fn texts(&self) -> Result<(Text, Text)> {
        Ok((Text::read(&self.page)?, Text::read(&self.source)?))
    }
}

/// By the names of a pair, the folder that labels it and its cases.
type Labels = HashMap<(String, String), (String, Vec<Passage>)>;

fn labels(corpus: &Path) -> Result<Labels> {
    let mut labels = Labels::new();
    let folders = std::fs::read_dir(corpus)?.filter_map(Result::ok).map(|entry| entry.path());
    for folder in folders.filter(|f| f.join("pairs").is_file()) {
        let kind = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !kind.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        for line in std::fs::read_to_string(folder.join("pairs"))?.lines() {
            let Some((susp, src)) = line.trim().split_once(' ') else { continue };
            let stem = |name: &str| name.trim_end_matches(".txt").to_owned();
            let file = folder.join(format!("{}-{}.xml", stem(susp), stem(src)));
            let cases = match std::fs::read_to_string(&file) {
                Ok(xml) => cases(&xml).with_context(|| format!("{} is no label file", file.display()))?,
                Err(_) => Vec::new(),
            };
            labels.insert((susp.to_owned(), src.to_owned()), (kind.clone(), cases));
        }
    }
    Ok(labels)
}

fn cases(xml: &str) -> Result<Vec<Passage>> {
    let document = roxmltree::Document::parse(xml)?;
    let mut cases = Vec::new();
    for feature in document.descendants().filter(|n| n.attribute("name") == Some("plagiarism")) {
        let number = |key: &str| -> Result<usize> { Ok(feature.attribute(key).with_context(|| format!("no {key}"))?.parse()?) };
        let range = |at: &str, len: &str| -> Result<Range<usize>> { Ok(number(at)?..number(at)? + number(len)?) };
        cases.push(Passage { page: range("this_offset", "this_length")?, source: range("source_offset", "source_length")? });
    }
    Ok(cases)
}

/// A document of the corpus, read as a source; blocks are its lines.
pub struct Text {
    pub source: Source,
    pub blocks: Vec<Range<usize>>,
    /// Where each line that is not blank starts, in code points of the document as stored.
    line_starts: Vec<usize>,
}

impl Text {
    fn read(path: &Path) -> Result<Text> {
        let raw = std::fs::read_to_string(path).with_context(|| format!("{} could not be read", path.display()))?;
        let (mut lines, mut line_starts, mut at) = (Vec::new(), Vec::new(), 0);
        for line in raw.split_inclusive('\n') {
            if !line.trim().is_empty() {
                lines.push((line, false));
                line_starts.push(at);
            }
            at += line.chars().count();
        }
        let source = Source::from_blocks(Metadata::default(), &lines);
        let blocks = source.words.block_ranges(line_starts.len());
        Ok(Text { source, blocks, line_starts })
    }

    pub fn texts(&self) -> Vec<&str> {
        self.source.blocks.iter().map(|b| b.text.as_deref().unwrap_or("")).collect()
    }

    /// A word range in code points of the document, with the punctuation behind its last word.
    pub fn characters(&self, words: &Range<usize>) -> Range<usize> {
        let text = |block: u32| self.source.blocks[block as usize].text.as_deref().unwrap_or("");
        let place = |word: usize, byte: usize| {
            let block = self.source.words.blocks[word];
            self.line_starts[block as usize] + text(block)[..byte].chars().count()
        };
        let last = words.end - 1;
        let end = self.source.words.ends[last] as usize;
        let rest = &text(self.source.words.blocks[last])[end..];
        let behind = rest.find(|c: char| c.is_alphanumeric() || c.is_whitespace()).unwrap_or(rest.len());
        place(words.start, self.source.words.starts[words.start] as usize)..place(last, end + behind)
    }
}
