//! Whether the page names the source that a block draws on.
//!
//! A name inside words that were copied from the source is the source speaking of itself, not the page giving credit
//! ("told the Gazette" in a paragraph lifted from the Gazette), so shared words are left out of the search. A tag is another matter:
//! "(Reuters)" in the dateline is how an agency is credited, and a faithful reprint keeps it.
//!
//! | file | idea |
//! |---|---|
//! | `words` | a text split into words, and what stands between them |
//! | `names` | what the source may be called, and where a text calls it so |
//! | `forms` | the forms of a name's words |
//! | `lists` | the words that make a name a credit, and those of notices, in every language of the lexicon |
//! | `tag` | a name that signs the text |
//! | `mention` | what else makes a name a credit: a line of its own, a word of attribution |

mod forms;
mod lists;
mod mention;
mod names;
mod tag;
mod words;

use std::cell::OnceCell;
use std::ops::Range;

use names::Place;
pub use names::{Names, is_article};
use words::Words;

use super::Article;
use super::standing::same_outlet;
use wherefrom_page::PageInput;
use wherefrom_page::metadata::PageMetadata;
use wherefrom_text::model::{Credit, Metadata};
use wherefrom_text::segments::plain_words;
use wherefrom_text::url::{is_front_page, leads_to, same_site};

/// The page's blocks, their words made when they are first looked at, and what it says of itself.
pub struct CreditPage<'a> {
    page: &'a PageInput,
    metadata: &'a PageMetadata,
    texts: &'a [&'a str],
    words: Vec<OnceCell<Words<'a>>>,
}

impl<'a> CreditPage<'a> {
    pub fn of(page: &'a PageInput, metadata: &'a PageMetadata, texts: &'a [&'a str]) -> CreditPage<'a> {
        CreditPage { page, metadata, texts, words: texts.iter().map(|_| OnceCell::new()).collect() }
    }

    fn block(&self, block: usize) -> &Words<'a> {
        self.words[block].get_or_init(|| Words::of(self.texts[block]))
    }

    /// What stands in a caption is said of a picture.
    fn is_caption(&self, block: usize) -> bool {
        let elements = self.page.elements();
        let innermost = usize::try_from(self.page.blocks()[block].element).ok();
        std::iter::successors(innermost, |&at| usize::try_from(elements[at].parent).ok())
            .take(CAPTION_DEPTH)
            .any(|at| matches!(elements[at].tag.as_str(), "figcaption" | "figure") || elements[at].hint.contains("caption"))
    }

    /// Whether a block is little but links to other places than these.
    fn leads_elsewhere(&self, block: usize, url: Option<&str>) -> bool {
        let block = &self.page.blocks()[block];
        let is_other = |link: &String| !url.is_some_and(|url| leads_to(link, url));
        (block.linked > 0.5 || !block.links.is_empty() && block.linked == 0.0)
            && !block.links.is_empty()
            && block.links.iter().all(is_other)
    }
}

/// Whether a text says that it draws on a source: it names it, with a word of attribution or as a tag.
pub fn says_so(source: &Metadata, text: &str) -> bool {
    let (names, text) = (Names::of(source), Words::of(text));
    let credits = |place: Place| tag::is_tag(&text, &place) || mention::in_prose(&text, &place);
    names.domain_in(text.text) || names.places(&text).any(credits)
}

/// How many words a text has that disclaimers, copyright lines and newsletter boxes have.
pub fn notices(text: &str) -> usize {
    lists::count(text, lists::Role::Notice)
}

/// A caption's words are in the figure or a few elements below it.
const CAPTION_DEPTH: usize = 4;
/// Lines of more than [`BUTTON_WORDS`] words that are looked at before and after the article; of buttons, tags and counts there
/// may be any number.
const NEAR_LINES: usize = 6;
const BUTTON_WORDS: usize = 2;
/// Lines that are looked at at all. Beyond the near ones a name needs a label.
const LINES: usize = 120;
/// A longer line of furniture is prose.
const LINE_CHARS: usize = 160;
/// No longer text outside the article says where it comes from.
const NOTE_CHARS: usize = 800;
/// A paragraph that is a link and little else: "Read the original".
const LINE_WORDS: usize = 8;
/// Short blocks at the article's ends that may be lines rather than paragraphs.
const END_BLOCKS: usize = 3;

/// Where the page names one source. Each block is searched once, however many others ask for it.
pub struct Credits<'a> {
    article: &'a Article<'a>,
    page: &'a CreditPage<'a>,
    names: Names,
    url: Option<&'a str>,
    own: bool,
    /// The page names it where programs read it: as its original, or as its author.
    declared: bool,
    /// The words of the page that stand in the source, in order.
    shared: Vec<Range<usize>>,
    by_block: Vec<OnceCell<bool>>,
    in_lines: OnceCell<bool>,
}

impl<'a> Credits<'a> {
    pub fn of(article: &'a Article<'a>, page: &'a CreditPage<'a>, source: &'a Metadata, shared: Vec<Range<usize>>) -> Credits<'a> {
        let names = Names::of(source);
        let declared =
            page.metadata.declared.as_ref().zip(source.url.as_deref()).is_some_and(|(declared, url)| same_site(&declared.url, url));
        let is_author = |author: &String| names.places(&Words::of(author)).any(|place| place.words.len() == plain_words(author).len());
        let declared = declared || page.metadata.authors.iter().any(is_author);
        // The page's own outlet owes itself no credit.
        let outlet = (page.metadata.publisher.as_deref(), page.metadata.url.as_deref());
        let own = same_outlet(outlet, (source.publisher.as_deref(), source.url.as_deref()));
        let (by_block, in_lines) = (vec![OnceCell::new(); article.blocks.len()], OnceCell::new());
        Credits { article, page, names, url: source.url.as_deref(), own, declared, shared, by_block, in_lines }
    }

    /// Where the source is named, seen from `block`; `None` where it is of the page's own outlet.
    pub fn seen_from(&self, block: usize) -> Option<Credit> {
        if self.own {
            return None;
        }
        if self.is_named_in(block) {
            return Some(Credit::Here);
        }
        let ends = self.article.ends().into_iter().flatten();
        let [before, behind] = self.article.neighbours(block);
        let on_page = [before, behind].into_iter().flatten().chain(ends).any(|b| self.is_named_in(b));
        let between = before.map_or(0, |at| at + 1)..behind.unwrap_or(self.page.texts.len().min(block + 2));
        let beside = || {
            between.clone().filter(|&line| line != block && line.abs_diff(block) == 1).any(|line| self.is_named_in_line(line, true, true))
        };
        let on_page = self.declared || on_page || beside() || *self.in_lines.get_or_init(|| self.is_named_in_lines());
        Some(if on_page { Credit::Page } else { Credit::None })
    }

    /// Whether the page has a link to the source anywhere.
    pub fn is_linked(&self) -> bool {
        (0..self.page.texts.len()).any(|block| self.is_linked_in(block))
    }

    fn is_linked_in(&self, block: usize) -> bool {
        let link = |link: &String| self.url.is_some_and(|url| leads_to(link, url));
        self.page.page.blocks()[block].links.iter().any(link)
    }

    /// A block of the article.
    fn is_named_in(&self, block: usize) -> bool {
        let search = || !self.page.is_caption(block) && (self.is_linked_in(block) || self.is_named_in_prose(block));
        *self.by_block[block].get_or_init(search)
    }

    fn is_named_in_prose(&self, block: usize) -> bool {
        let text = self.page.block(block);
        let shared = self.shared_in(block);
        let is_shared = |at: usize| shared.get(shared.partition_point(|s| s.end <= at)).is_some_and(|s| s.contains(&at));
        let is_free = |place: &Place| place.words.clone().all(|w| !is_shared(text.words[w].at));
        let is_end = self.article.ends().is_some_and(|ends| ends.contains(&block));
        let credits = |place: Place| {
            !mention::is_of_picture(text, &place)
                && (tag::is_tag(text, &place)
                    || is_free(&place) && (mention::in_prose(text, &place) || is_end && mention::is_first_published(text, &place)))
        };
        self.names.domain_in(text.text) || self.names.places(text).any(credits)
    }

    /// Whether a line outside the article's paragraphs names the source, be it in `prose`.
    fn is_named_in_line(&self, line: usize, near: bool, prose: bool) -> bool {
        let page = self.page;
        if page.texts[line].len() > NOTE_CHARS || page.is_caption(line) {
            return false;
        }
        let is_front = |link: &String| is_front_page(link);
        let is_line = prose || plain_words(page.texts[line]).len() <= LINE_WORDS;
        if is_line && self.is_linked_in(line) && (near || !page.page.blocks()[line].links.iter().all(is_front)) {
            return true;
        }
        // The headline of another story tells of the outlet, or is the outlet's: only a label makes it a credit.
        let elsewhere = page.leads_elsewhere(line, self.url);
        let is_of_site = |link: &String| self.url.is_some_and(|url| same_site(link, url));
        if elsewhere && page.page.blocks()[line].links.iter().any(is_of_site) {
            return false;
        }
        let near = near && !elsewhere;
        let text = page.block(line);
        let is_short = page.texts[line].len() <= LINE_CHARS;
        let credits = |place: Place| {
            !mention::is_of_picture(text, &place)
                && (is_short && (mention::in_line(text, &place, near) || near && tag::is_tag(text, &place))
                    || place.is_proper && mention::is_first_published(text, &place)
                    || near && prose && mention::in_prose(text, &place))
        };
        near && self.names.domain_in(text.text) || self.names.places(text).any(credits)
    }

    /// The lines before and after the article, and short blocks at its ends: bylines above it, "Source: …" below it.
    fn is_named_in_lines(&self) -> bool {
        let page = self.page;
        let Some([first, last]) = self.article.ends() else { return false };
        let is_line = |block: &usize| page.texts[*block].len() <= LINE_CHARS;
        let at_end =
            |blocks: Range<usize>| blocks.filter(|&at| !self.article.blocks[at].is_empty()).take(END_BLOCKS).collect::<Vec<usize>>();
        let mut ends = at_end(first..last + 1);
        ends.extend((first..=last).rev().filter(|&at| !self.article.blocks[at].is_empty()).take(END_BLOCKS));
        if ends.into_iter().filter(is_line).any(|block| self.is_named_in_line(block, true, false)) {
            return true;
        }
        let mut before = (0..first).rev();
        let mut behind = last + 1..page.texts.len();
        self.is_named_among(&mut before) || self.is_named_among(&mut behind)
    }

    fn is_named_among(&self, lines: &mut dyn Iterator<Item = usize>) -> bool {
        let mut near = NEAR_LINES;
        for line in lines.take(LINES) {
            if self.is_named_in_line(line, near > 0, true) {
                return true;
            }
            near = near.saturating_sub(usize::from(plain_words(self.page.texts[line]).len() > BUTTON_WORDS));
        }
        false
    }

    /// The shared words of a block, as byte ranges of its text.
    fn shared_in(&self, block: usize) -> Vec<Range<usize>> {
        let (words, own) = (self.article.words, &self.article.blocks[block]);
        let from = self.shared.partition_point(|r| r.end <= own.start);
        let near = self.shared[from..].iter().take_while(|r| r.start < own.end);
        let inside = near.map(|r| r.start.max(own.start)..r.end.min(own.end)).filter(|r| !r.is_empty());
        inside.map(|r| words.starts[r.start] as usize..words.ends[r.end - 1] as usize).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(publisher: &str, text: &str) -> bool {
        let meta = Metadata { publisher: Some(publisher.into()), url: Some("https://al.example/x".into()), ..Metadata::default() };
        let (names, text) = (Names::of(&meta), Words::of(text));
        names.domain_in(text.text) || names.places(&text).any(|place| tag::is_tag(&text, &place) || mention::in_prose(&text, &place))
    }

    #[test]
    fn names_that_are_common_words_need_more() {
        assert!(!named("The Sun", "The sun rose over the flooded fields"));
        assert!(!named("Metro", "Commuters packed the Metro, officials said"));
        assert!(!named("Irish Times", "It said on Tuesday that nothing had changed"));
        assert!(named("Irish Times", "as first told to the Irish Times"));
        assert!(named("Valley Post", "according to the Post") && !named("Valley Post", "The Washington Post reported that"));
        assert!(named("The Gazette", "In the Gazette's account, nobody was there"));
        assert!(named("Northreach Press Agency", "the barge was found (NPA)"));
        assert!(named("BBC News", "according to the BBC"));
    }

    #[test]
    fn domains_have_borders() {
        assert!(named("X", "see al.example/x for more") && named("X", "at www.al.example."));
        assert!(!named("X", "see legal.example for more"));
    }
}
