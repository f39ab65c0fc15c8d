//! `wherefrom eval`: detection measured on labelled corpora, with the functions and constants of `compare`.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;
use std::path::Path;
use std::rc::Rc;

use anyhow::{Context, Result, bail};
use wherefrom::align::{self, Passage};
use wherefrom::model::Metadata;
use wherefrom::pack::Source;

use crate::args::Eval;
use crate::packs::write_whole;

/// Returns whether every input could be used.
pub fn run(command: &Eval) -> Result<bool> {
    match command {
        Eval::Pan { corpus, output } => pan(corpus, output),
    }
}

/// Passages nearer than this, in words on both sides, are told as one: the corpus labels whole passages, not the runs
/// in them. On the PAN 2013 training corpus 40 words give PlagDet 0.803, 70 give 0.818, 120 give 0.823.
const MERGE_WORDS: usize = 120;
/// A detection of fewer words, on either side, is none: the corpus has no shorter cases.
const MIN_WORDS: usize = 18;

fn pan(corpus: &Path, output: &Path) -> Result<bool> {
    let list = corpus.join("pairs");
    let pairs = std::fs::read_to_string(&list)
        .with_context(|| format!("{} could not be read; give the folder that holds src, susp and pairs", list.display()))?;
    let mut texts: HashMap<String, Rc<Text>> = HashMap::new();
    let mut lines = String::new();
    let (mut count, mut found) = (0, 0);
    for (at, line) in pairs.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let Some((susp, src)) = line.split_once(' ') else { bail!("{}:{}: a line is two file names", list.display(), at + 1) };
        let page = Text::cached(&mut texts, &corpus.join("susp").join(susp.trim()))?;
        let source = Text::cached(&mut texts, &corpus.join("src").join(src.trim()))?;
        for (this, that) in detect(&page, &source) {
            let [this, that] = [page.characters(&this), source.characters(&that)];
            writeln!(
                lines,
                "{}",
                serde_json::json!({ "susp": susp, "src": src, "this": [this.start, this.len()], "source": [that.start, that.len()] })
            )?;
            found += 1;
        }
        count += 1;
    }
    write_whole(output, lines.as_bytes())?;
    anstream::eprintln!("{}: {found} passages in {count} pairs", output.display());
    Ok(true)
}

/// A document of the corpus, read as a source; blocks are its lines.
struct Text {
    source: Source,
    blocks: Vec<Range<usize>>,
    /// Where each line that is not blank starts, in code points of the document as stored.
    line_starts: Vec<usize>,
}

impl Text {
    /// Reads a document once; all of a corpus's texts fit in memory.
    fn cached(texts: &mut HashMap<String, Rc<Text>>, path: &Path) -> Result<Rc<Text>> {
        let key = path.display().to_string();
        if let Some(text) = texts.get(&key) {
            return Ok(text.clone());
        }
        let raw = std::fs::read_to_string(path).with_context(|| format!("{key} could not be read"))?;
        let text = Rc::new(Text::new(&raw));
        texts.insert(key, text.clone());
        Ok(text)
    }

    fn new(raw: &str) -> Text {
        let (mut lines, mut line_starts, mut at) = (Vec::new(), Vec::new(), 0);
        for line in raw.split_inclusive('\n') {
            if !line.trim().is_empty() {
                lines.push((line.to_owned(), false));
                line_starts.push(at);
            }
            at += line.chars().count();
        }
        let source = Source::from_blocks(Metadata::default(), lines);
        let blocks = source.words.block_ranges(line_starts.len());
        Text { source, blocks, line_starts }
    }

    /// A word range in code points of the document.
    fn characters(&self, words: &Range<usize>) -> Range<usize> {
        let place = |word: usize, byte: u32| {
            let block = self.source.words.blocks[word] as usize;
            let text = self.source.blocks[block].text.as_deref().unwrap_or("");
            self.line_starts[block] + text[..byte as usize].chars().count()
        };
        let last = words.end - 1;
        place(words.start, self.source.words.starts[words.start])..place(last, self.source.words.ends[last])
    }
}

/// Word ranges of the passages that two texts share.
fn detect(page: &Text, source: &Text) -> Vec<(Range<usize>, Range<usize>)> {
    let ready = align::Page::new(&page.source.words, &page.blocks);
    let mut parts: Vec<(Range<usize>, Range<usize>)> =
        align::align(&ready, &source.source).iter().map(|p| (Passage::page(p), Passage::source(p))).collect();
    parts.sort_by_key(|(this, _)| this.start);
    let near = |a: &Range<usize>, b: &Range<usize>| b.start <= a.end + MERGE_WORDS && a.start <= b.end + MERGE_WORDS;
    let mut merged: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for (this, that) in parts {
        match merged.iter_mut().find(|(a, b)| near(a, &this) && near(b, &that)) {
            Some((a, b)) => {
                *a = a.start.min(this.start)..a.end.max(this.end);
                *b = b.start.min(that.start)..b.end.max(that.end);
            }
            None => merged.push((this, that)),
        }
    }
    merged.retain(|(a, b)| a.len().min(b.len()) >= MIN_WORDS);
    merged
}
