//! The article finder: which blocks together are the article.
//!
//! Each block is judged by its look, its links and the elements around it. The article's container is then the
//! deepest element that holds most of the prose; what stands outside it, and inside it what is known as furniture by
//! tag or class, is furniture. Blocks that their look leaves open go with their neighbours.

use std::collections::BTreeMap;

use super::{PageBlock, PageElement, PageInput};
use wherefrom_text::prose::{self, Look};

/// The container holds at least this share of the page's prose words.
const CONTAINER_SHARE: f32 = 0.7;
/// A class or id is believed only on an element that holds less than this share of the prose: "has-sidebar" on the
/// body says nothing about the article.
const HINT_SHARE: f32 = 0.4;
/// A block with more of its text in links is a list of links.
const LINKED_BLOCK: f32 = 0.55;
/// An item of a list with more of its text in links is an entry of a list of stories, with its teaser.
const LINKED_ITEM: f32 = 0.25;
/// A container with more of its words in links is a front page.
const LINKED_CONTAINER: f32 = 0.4;
/// Fewer words of prose are no article, on a page with elements.
const ARTICLE_WORDS: usize = 60;
/// So many words in one block are an article by themselves; otherwise two blocks of prose are needed.
const ARTICLE_BLOCK_WORDS: usize = 80;

/// For every block whether it belongs to the article. All `false` where the page has none.
pub fn find_article(page: &PageInput) -> Vec<bool> {
    let words: Vec<usize> = page.blocks.iter().map(|b| prose::count_words(&b.text)).collect();
    let look = |(block, count): (&PageBlock, &usize)| if block.hidden { Look::Furniture } else { prose::look(&block.text, *count) };
    let mut looks: Vec<Look> = page.blocks.iter().zip(&words).map(look).collect();
    let has_elements = page.blocks.iter().any(|b| b.element >= 0);
    if has_elements {
        let furniture = Tree::new(page, &looks, &words).furniture();
        for (look, block) in looks.iter_mut().zip(&page.blocks) {
            if is_furniture(page, &furniture, block) {
                *look = Look::Furniture;
            }
        }
        let inside = Tree::new(page, &looks, &words).inside_container();
        let is_inside = |block: &PageBlock| inside.as_ref().is_none_or(|inside| element(block).is_some_and(|at| inside[at]));
        let settings = Settings::of(page, &looks, &words);
        for (at, (look, block)) in looks.iter_mut().zip(&page.blocks).enumerate() {
            if !is_inside(block) || settings.is_inset(page, at) {
                *look = Look::Furniture;
            } else if *look == Look::Sentence && settings.is_main(at) {
                *look = Look::Prose;
            }
        }
        if !is_article(page, &looks, &words, is_inside) {
            return vec![false; page.blocks.len()];
        }
    }
    if !has_elements && !looks.contains(&Look::Prose) {
        // A pasted sentence, or half of one, is what the reader asks about.
        return looks.iter().map(|l| *l != Look::Furniture).collect();
    }
    settle(page, &looks)
}

/// For every block whether it stands in a `blockquote`.
pub fn find_block_quotations(page: &PageInput) -> Vec<bool> {
    let inside = handed_down(&page.elements, |at, around| around == Some(true) || page.elements[at].tag == "blockquote");
    page.blocks.iter().map(|block| element(block).is_some_and(|at| inside[at])).collect()
}

fn is_article(page: &PageInput, looks: &[Look], words: &[usize], inside: impl Fn(&PageBlock) -> bool) -> bool {
    let prose: Vec<usize> = looks.iter().zip(words).filter(|(l, _)| **l == Look::Prose).map(|(_, w)| *w).collect();
    let enough = prose.iter().sum::<usize>() >= ARTICLE_WORDS && (prose.len() >= 2 || prose.iter().any(|&w| w >= ARTICLE_BLOCK_WORDS));
    let (mut linked, mut all) = (0.0, 0.0);
    for (block, &count) in page.blocks.iter().zip(words).filter(|(b, _)| inside(b)) {
        linked += block.linked * count as f32;
        all += count as f32;
    }
    enough && linked <= LINKED_CONTAINER * all
}

/// A block left open by its look belongs to the article if the nearest blocks that are sure, before and after it, do,
/// or if its sentence goes on in the next block.
fn settle(page: &PageInput, looks: &[Look]) -> Vec<bool> {
    let goes_on =
        |at: usize| looks.get(at + 1) == Some(&Look::Prose) && page.blocks[at + 1].text.trim_start().starts_with(char::is_lowercase);
    // For every block whether the nearest sure one before it is prose; and after it.
    let nearest = |looks: &mut dyn Iterator<Item = Look>| -> Vec<bool> {
        let mut prose = false;
        looks
            .map(|look| {
                let before = prose;
                prose = if is_sure(look) { look == Look::Prose } else { prose };
                before
            })
            .collect()
    };
    let before = nearest(&mut looks.iter().copied());
    let mut after = nearest(&mut looks.iter().rev().copied());
    after.reverse();
    (0..looks.len())
        .map(|at| match looks[at] {
            Look::Prose => true,
            Look::Furniture => false,
            // In a plain text a sentence that follows prose is more of it; on a page it may be a box's.
            Look::Sentence => goes_on(at) || before[at] && (after[at] || page.elements.is_empty()),
            Look::Unsure => goes_on(at) || before[at] && after[at],
        })
        .collect()
}

fn is_sure(look: Look) -> bool {
    matches!(look, Look::Prose | Look::Furniture)
}

/// How the article's paragraphs are set: the tags and classes of a block's element and the one around it. Paragraphs
/// of one article share a setting; a box between them (a newsletter, an offer) has its own and ends in a link.
struct Settings {
    /// Of each block; blocks that are set alike have the same.
    of_block: Vec<Setting>,
    /// Of the prose.
    shares: BTreeMap<Setting, f32>,
}

/// Numbers that stand for tag and classes of the element around a block's and of its own.
type Setting = [Option<u32>; 2];

/// A setting with at least this share of the prose is the article's.
const MAIN_SETTING: f32 = 0.15;
/// A block in another setting with at least this share of links is a box.
const INSET_LINKED: f32 = 0.1;

impl Settings {
    fn of(page: &PageInput, looks: &[Look], words: &[usize]) -> Settings {
        let mut numbers: BTreeMap<(&str, &str), u32> = BTreeMap::new();
        let mut names = Vec::with_capacity(page.elements.len());
        for element in &page.elements {
            let next = numbers.len() as u32;
            names.push(*numbers.entry((&element.tag, element.hint.trim())).or_insert(next));
        }
        let setting = |block: &PageBlock| {
            let own = element(block);
            [own.and_then(|at| around(&page.elements[at])), own].map(|at| at.map(|at| names[at]))
        };
        let of_block: Vec<Setting> = page.blocks.iter().map(setting).collect();
        let mut shares = BTreeMap::new();
        let total: usize = looks.iter().zip(words).filter(|(l, _)| **l == Look::Prose).map(|(_, w)| w).sum();
        for ((setting, _), count) in of_block.iter().zip(looks).zip(words).filter(|((_, l), _)| **l == Look::Prose) {
            *shares.entry(*setting).or_insert(0.0) += *count as f32 / total.max(1) as f32;
        }
        Settings { of_block, shares }
    }

    fn is_main(&self, block: usize) -> bool {
        self.shares.get(&self.of_block[block]).is_some_and(|share| *share >= MAIN_SETTING)
    }

    fn is_inset(&self, page: &PageInput, at: usize) -> bool {
        let block = &page.blocks[at];
        let tags = || element(block).into_iter().flat_map(|at| [Some(at), around(&page.elements[at])]).flatten();
        let quote = tags().any(|at| page.elements[at].tag == "blockquote");
        block.linked >= INSET_LINKED && !quote && !self.is_main(at)
    }
}

/// The element that a block is in.
fn element(block: &PageBlock) -> Option<usize> {
    usize::try_from(block.element).ok()
}

/// The element that an element is in.
fn around(element: &PageElement) -> Option<usize> {
    usize::try_from(element.parent).ok()
}

/// What each element has, given what the one around it has: a page may be as deep as it is long, so that nothing climbs it for every
/// block.
fn handed_down<T: Copy>(elements: &[PageElement], of: impl Fn(usize, Option<T>) -> T) -> Vec<T> {
    let mut all: Vec<T> = Vec::with_capacity(elements.len());
    // Parents stand before their children.
    for (at, element) in elements.iter().enumerate() {
        let handed = of(at, around(element).map(|parent| all[parent]));
        all.push(handed);
    }
    all
}

/// Prose words in each element's subtree.
struct Tree<'a> {
    elements: &'a [PageElement],
    prose: Vec<usize>,
    total: usize,
}

impl<'a> Tree<'a> {
    fn new(page: &'a PageInput, looks: &[Look], words: &[usize]) -> Tree<'a> {
        let elements = page.elements.as_slice();
        let mut prose = vec![0; elements.len()];
        let mut total = 0;
        for ((block, look), &count) in page.blocks.iter().zip(looks).zip(words) {
            if *look == Look::Prose && block.linked < LINKED_BLOCK {
                total += count;
                if let Some(at) = element(block) {
                    prose[at] += count;
                }
            }
        }
        for at in (0..elements.len()).rev() {
            if let Some(parent) = around(&elements[at]) {
                prose[parent] += prose[at];
            }
        }
        Tree { elements, prose, total }
    }

    /// Which elements are the container or inside it, where there is one: the deepest element that holds most of the prose.
    fn inside_container(&self) -> Option<Vec<bool>> {
        let depths = handed_down(self.elements, |_, around: Option<usize>| around.map_or(0, |depth| depth + 1));
        let enough = |e: &usize| self.prose[*e] as f32 >= CONTAINER_SHARE * self.total as f32;
        let container = (0..self.prose.len()).rev().filter(enough).max_by_key(|&e| depths[e])?;
        Some(handed_down(self.elements, |at, around| at == container || around == Some(true)))
    }

    /// Which elements are furniture, or inside it, by their tags and hints.
    fn furniture(&self) -> Vec<bool> {
        let is_hinted = |at: usize| {
            let small = (self.prose[at] as f32) < HINT_SHARE * self.total as f32;
            small && self.elements[at].hint.split(|c: char| !c.is_alphanumeric()).any(is_furniture_word)
        };
        handed_down(self.elements, |at, around| around == Some(true) || is_furniture_tag(&self.elements[at].tag, false) || is_hinted(at))
    }
}

/// Whether a block is furniture by its links or the elements around it.
fn is_furniture(page: &PageInput, furniture: &[bool], block: &PageBlock) -> bool {
    let own = element(block);
    let tag = own.map_or("", |at| page.elements[at].tag.as_str());
    block.linked >= if tag == "li" { LINKED_ITEM } else { LINKED_BLOCK }
        || is_furniture_tag(tag, true)
        || own.is_some_and(|at| furniture[at])
}

/// Elements whose text is never prose of an article. Headings name prose, they are none.
fn is_furniture_tag(tag: &str, innermost: bool) -> bool {
    match tag {
        "nav" | "aside" | "footer" | "button" | "figure" | "figcaption" | "caption" | "dialog" | "menu" | "search" | "legend"
        | "summary" | "form" => true,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "hgroup" | "header" | "address" | "dt" | "th" => true,
        "table" | "pre" => innermost,
        _ => false,
    }
}

/// Words in ids, classes and roles that name furniture.
fn is_furniture_word(word: &str) -> bool {
    matches!(
        word,
        "ad" | "ads"
            | "advert"
            | "advertisement"
            | "sponsor"
            | "sponsored"
            | "promo"
            | "promotion"
            | "related"
            | "recommended"
            | "recommendations"
            | "recirc"
            | "more"
            | "latest"
            | "popular"
            | "trending"
            | "mostread"
            | "newsletter"
            | "signup"
            | "subscribe"
            | "subscription"
            | "share"
            | "sharing"
            | "social"
            | "comment"
            | "comments"
            | "disqus"
            | "sidebar"
            | "footer"
            | "nav"
            | "navbar"
            | "navigation"
            | "menu"
            | "breadcrumb"
            | "breadcrumbs"
            | "byline"
            | "author"
            | "dateline"
            | "timestamp"
            | "caption"
            | "credit"
            | "credits"
            | "copyright"
            | "cookie"
            | "cookies"
            | "consent"
            | "banner"
            | "player"
            | "audio"
            | "tag"
            | "tags"
            | "topics"
            | "toolbar"
            | "widget"
            | "teaser"
            | "teasers"
            | "masthead"
            | "skip"
            | "login"
            | "paywall"
            | "modal"
            | "popup"
            | "complementary"
            | "contentinfo"
            | "correction"
            | "meta"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn element(parent: i32, tag: &str, hint: &str) -> PageElement {
        PageElement { parent, tag: tag.into(), hint: hint.into() }
    }

    fn block(element: i32, text: &str) -> PageBlock {
        PageBlock { element, text: text.into(), ..PageBlock::default() }
    }

    const LONG: &str = "The council met on Monday evening in the old customs house and heard from eleven residents before it voted on the plan, which had been put off twice since the spring.";

    #[test]
    fn plain_text_lists_are_furniture() {
        let page = PageInput::from_text(
            "Listen to this\nThe ferry ran aground at dawn off Skarn Head.\nIt was towed to port by noon, the operator\nsaid in a note to its passengers on Friday.\nLatest stories\nCouncil backs plan for new harbour wall after storm\n9 minutes -",
        );
        assert_eq!(find_article(&page), [false, true, true, true, false, false, false]);
    }

    #[test]
    fn the_container_holds_the_article() {
        let elements = vec![
            element(-1, "body", "has-sidebar"),
            element(0, "nav", ""),
            element(0, "main", ""),
            element(2, "p", ""),
            element(2, "div", "newsletter-box"),
            element(4, "p", ""),
            element(0, "aside", ""),
            element(6, "p", ""),
        ];
        let blocks = vec![
            block(1, "Home Sport"),
            block(3, LONG),
            block(3, LONG),
            block(5, "Get the best of our reporting in your inbox every day."),
            block(7, LONG),
        ];
        assert_eq!(find_article(&PageInput { elements, blocks, ..PageInput::default() }), [false, true, true, false, false]);
    }

    #[test]
    fn quotations_are_told_by_the_elements_around_them() {
        let elements =
            vec![element(-1, "body", ""), element(0, "blockquote", ""), element(1, "div", ""), element(2, "p", ""), element(0, "p", "")];
        let blocks = [-1, 0, 1, 3, 4].map(|at| block(at, LONG)).into();
        assert_eq!(find_block_quotations(&PageInput { elements, blocks, ..PageInput::default() }), [false, false, true, true, false]);
    }

    #[test]
    fn a_login_page_is_no_article() {
        let elements = vec![element(-1, "body", ""), element(0, "p", "")];
        let blocks = vec![block(1, "Please enter your name and your password to go on.")];
        assert_eq!(find_article(&PageInput { elements, blocks, ..PageInput::default() }), [false]);
    }
}
