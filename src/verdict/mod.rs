//! From spans to verdicts, one a block, each with its reason.
//!
//! | file | idea |
//! |---|---|
//! | `chance` | what texts have in common though neither draws on the other |
//! | `wording` | whether the page took wording from a source, or only tells the same facts |
//! | `stock` | phrases and lines that many have |
//! | `shared_quotation` | whether the two share a quotation |
//! | `rules` | copied, modified, quoted, original |
//! | `describe` | the pieces that a block shares with its sources, and their counts |
//! | `facts` | which of the words that differ change what is said |
//! | `quotation` | what became of the quotations |
//! | `credit` | whether the page names its source |
//! | `direction` | which came first, as far as the dates tell |
//! | `standing`, `licence` | whose texts the sources are; what a licence asks for |
//! | `omissions` | what the page left out of a source |
//! | `follows` | whether the page tells a source's points one by one, in other words |
//! | `quoted_by` | sources that quote the page |
//! | `origins` | which sources have the shared words from one another |
//! | `revisions` | several versions of one source article |
//! | `saved` | documents that are the page itself, kept without an address |
//! | `reason` | every sentence that is told, made from a code and its arguments |

pub mod chance;
pub mod credit;
pub mod describe;
pub mod direction;
pub mod facts;
pub mod follows;
pub mod licence;
pub mod omissions;
pub mod origins;
pub mod quotation;
pub mod quoted_by;
pub mod reason;
pub mod revisions;
pub mod rules;
pub mod saved;
pub mod shared_quotation;
pub mod spaced;
pub mod standing;
pub mod stock;
pub mod wording;

use std::ops::Range;
use std::sync::Arc;

use self::follows::Follows;
use crate::align::Passage;
use crate::align::rewording::Link;
use wherefrom_pack::Source;
use wherefrom_text::Words;
use wherefrom_text::date::publication_order;
use wherefrom_text::fingerprint::K;
use wherefrom_text::model::Metadata;

/// The article as the rules see it.
pub struct Article<'a> {
    pub words: &'a Words,
    /// The word range of every block of the page; empty for furniture.
    pub blocks: &'a [Range<usize>],
    pub texts: &'a [&'a str],
    /// Places of the page's 5-grams that a pack has, in order, and in how many of its documents.
    pub spread: Vec<(u32, u32)>,
    /// The numbers of the blocks that are none of the page's furniture, in order.
    prose: Vec<usize>,
}

impl<'a> Article<'a> {
    pub fn new(words: &'a Words, blocks: &'a [Range<usize>], texts: &'a [&'a str]) -> Article<'a> {
        let prose = (0..blocks.len()).filter(|&at| !blocks[at].is_empty()).collect();
        Article { words, blocks, texts, spread: Vec::new(), prose }
    }

    /// The nearest blocks of the article before and after a block.
    pub fn neighbours(&self, block: usize) -> [Option<usize>; 2] {
        let before = self.prose.partition_point(|&at| at < block);
        let behind = self.prose.partition_point(|&at| at <= block);
        [before.checked_sub(1).map(|at| self.prose[at]), self.prose.get(behind).copied()]
    }

    /// How many documents have the words of a stretch of the page at least: as many as have each of its 5-grams. `None` where the packs
    /// have none.
    pub fn holders(&self, words: &Range<usize>) -> Option<u32> {
        let last = (words.end + 1).checked_sub(K)?;
        let from = self.spread.partition_point(|(place, _)| (*place as usize) < words.start);
        let inside = self.spread[from..].iter().take_while(|(place, _)| (*place as usize) < last);
        inside.map(|(_, holders)| *holders).min()
    }

    /// How many blocks of the article stand behind a block.
    pub fn blocks_behind(&self, block: usize) -> Option<usize> {
        self.prose.binary_search(&block).ok().map(|at| self.prose.len() - 1 - at)
    }

    /// Whether a colon stands between a word and the one before it, in one block.
    pub fn is_led_in(&self, at: usize) -> bool {
        let words = self.words;
        let between = || Some(words.ends[at - 1] as usize..*words.starts.get(at)? as usize);
        at > 0
            && words.blocks.get(at) == words.blocks.get(at - 1)
            && between().and_then(|gap| self.texts[words.blocks[at] as usize].get(gap)).is_some_and(|gap| gap.contains([':', '：']))
    }

    /// How many blocks the article has.
    pub fn prose_blocks(&self) -> usize {
        self.prose.len()
    }

    /// The first and the last block of the article.
    pub fn ends(&self) -> Option<[usize; 2]> {
        Some([*self.prose.first()?, *self.prose.last()?])
    }
}

/// A candidate source and what it shares with the page.
pub struct Match {
    pub pack: usize,
    /// The source's number in its pack.
    pub document: u32,
    pub source: Arc<Source>,
    /// In the order of the page; each within one block.
    pub passages: Vec<Passage>,
    /// Sentences of the page that tell sentences of the source in other words, in the order of the page.
    pub links: Vec<Link>,
    /// Whether the page tells the source's points one by one, in other words; no verdict.
    pub follows: Option<Follows>,
    /// Other versions of the same source article, with what they share.
    pub versions: Vec<(Metadata, Vec<Passage>)>,
    /// Whether the page names it as its original: of sources that have as much, it is told first.
    pub declared: bool,
    /// Words of the page that it quotes from the page; they are in no passage.
    pub quotes_page: usize,
}

impl Match {
    /// What is not yet known to be followed or told in other words.
    pub fn of(pack: usize, document: u32, source: Arc<Source>, passages: Vec<Passage>) -> Match {
        Match { pack, document, source, passages, links: Vec::new(), follows: None, versions: Vec::new(), declared: false, quotes_page: 0 }
    }

    pub fn in_block<'a>(&'a self, block: &Range<usize>) -> &'a [Passage] {
        in_block(&self.passages, block)
    }

    /// When the words of a block were first published: the earliest date of a version that shares as many of them.
    pub fn first_published(&self, block: &Range<usize>) -> Option<&str> {
        let shared = |passages: &[Passage]| in_block(passages, block).iter().map(Passage::shared).sum::<usize>();
        let own = shared(&self.passages);
        let versions = self.versions.iter().filter(|(_, passages)| shared(passages) >= own).map(|(meta, _)| meta.published.as_deref());
        versions.chain([self.source.meta.published.as_deref()]).min_by_key(|p| publication_order(*p)).flatten()
    }

    /// Of every word of the source whether the page has it.
    pub fn used(&self) -> Vec<bool> {
        let mut used = vec![false; self.source.words.len()];
        for run in self.passages.iter().flat_map(|p| &p.runs) {
            used[run.source..run.source_end()].fill(true);
        }
        used
    }

    /// The same, words that are told in other words included.
    pub fn told(&self) -> Vec<bool> {
        let mut told = self.used();
        for link in &self.links {
            told[link.source.clone()].fill(true);
        }
        told
    }

    pub fn links_in(&self, block: &Range<usize>) -> impl Iterator<Item = &Link> {
        let from = self.links.partition_point(|l| l.page.start < block.start);
        let to = self.links.partition_point(|l| l.page.start < block.end);
        self.links[from..to].iter()
    }

    /// Words in runs.
    pub fn shared(&self) -> usize {
        self.passages.iter().map(Passage::shared).sum()
    }

    /// How closely the source stands to the page: words in runs, and content words of reworded sentences.
    pub fn closeness(&self) -> usize {
        self.shared() + self.links.iter().map(|l| l.shared).sum::<usize>()
    }
}

/// Of passages in the order of the page, those in `block`.
fn in_block<'a>(passages: &'a [Passage], block: &Range<usize>) -> &'a [Passage] {
    let from = passages.partition_point(|p| p.runs[0].page < block.start);
    let to = passages.partition_point(|p| p.runs[0].page < block.end);
    &passages[from..to]
}
