//! What a page left out of a source that gave most of it.

use std::ops::Range;

use super::Match;
use super::spaced::spaced;

/// A source gave most of a page if it shares at least this part of the article's words.
const MOST_OF_PAGE: f32 = 0.4;
/// Or the page took most of a source.
const MOST_OF_SOURCE: f32 = 0.6;
/// A sentence with a smaller part of its words on the page was left out.
const SENTENCE_KEPT: f32 = 0.2;
/// Fewer words at the end of a sentence are an edit, not a cut.
const CUT_WORDS: usize = 4;

/// Words of the source that are not on the page: whole blocks, whole sentences, or the end of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Omission {
    pub block: u32,
    /// Words of the source.
    pub words: Range<usize>,
}

/// What stands on a page beside its paragraphs: headings, captions, items of lists. What is among it was not left out.
pub struct Beside(Vec<String>);

impl Beside {
    /// Of the texts of a page those that are none of its paragraphs.
    pub fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Beside {
        Beside(texts.map(spaced).collect())
    }

    fn has(&self, text: &str) -> bool {
        let text = spaced(text);
        self.0.iter().any(|line| line.contains(&text))
    }
}

/// What the page left out, in the order of the source; nothing for a source that gave less than most of the page.
pub fn omissions(source: &Match, page_words: usize, beside: &Beside) -> Vec<Omission> {
    let shared = source.closeness() as f32;
    if shared < MOST_OF_PAGE * page_words as f32 && shared < MOST_OF_SOURCE * source.source.words.len() as f32 {
        return Vec::new();
    }
    let words = &source.source.words;
    let kept = source.told();
    let mut found: Vec<Omission> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let sentence = words.sentence(at);
        at = sentence.end;
        let count = kept[sentence.clone()].iter().filter(|k| **k).count();
        let tail = sentence.clone().rev().take_while(|&i| !kept[i]).count();
        let left_out = if (count as f32) < SENTENCE_KEPT * sentence.len() as f32 {
            sentence.clone()
        } else if tail >= CUT_WORDS {
            sentence.end - tail..sentence.end
        } else {
            continue;
        };
        let block = words.blocks[left_out.start];
        if source.source.blocks[block as usize].furniture {
            continue;
        }
        match found.last_mut() {
            Some(last) if last.block == block && last.words.end == left_out.start => last.words.end = left_out.end,
            _ => found.push(Omission { block, words: left_out }),
        }
    }
    found.retain(|omission| !text_of(source, omission).is_some_and(|text| beside.has(text)));
    found
}

/// The words that were left out, as written.
fn text_of<'a>(of: &'a Match, omission: &Omission) -> Option<&'a str> {
    let words = &of.source.words;
    let text = of.source.blocks[omission.block as usize].text.as_deref()?;
    text.get(*words.starts.get(omission.words.start)? as usize..*words.ends.get(omission.words.end.checked_sub(1)?)? as usize)
}
