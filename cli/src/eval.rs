//! `wherefrom eval`: detection measured on labelled corpora, with the functions and constants of `compare`.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;
use std::path::Path;
use std::rc::Rc;

use anyhow::{Context, Result, bail};
use wherefrom::align::{self, rewording};
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
        let block = self.source.words.blocks[last] as usize;
        let text = self.source.blocks[block].text.as_deref().unwrap_or("");
        let end = self.source.words.ends[last];
        // The punctuation behind the last word is part of the passage.
        let behind = text[end as usize..].find(|c: char| c.is_alphanumeric() || c.is_whitespace()).unwrap_or(text.len() - end as usize);
        place(words.start, self.source.words.starts[words.start])..place(last, end + behind as u32)
    }
}

/// Word ranges of the sections that two texts share.
fn detect(page: &Text, source: &Text) -> Vec<(Range<usize>, Range<usize>)> {
    let texts: Vec<&str> = page.source.blocks.iter().map(|b| b.text.as_deref().unwrap_or("")).collect();
    let ready = align::Page::new(&page.source.words, &page.blocks, &texts);
    let passages = align::align(&ready, &source.source);
    rewording::sections(&ready, &source.source, &passages).into_iter().map(|s| (s.page, s.source)).collect()
}
