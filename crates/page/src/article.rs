//! The article finder: which blocks together are the article.
//!
//! Each block is judged by its look, its links and the elements around it. The article's container is then the
//! deepest element that holds most of the prose; what stands outside it, and inside it what is known as furniture by
//! tag or class, is furniture. Blocks that their look leaves open go with their neighbours.

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
        let tree = Tree::new(page, &looks, &words);
        for (look, block) in looks.iter_mut().zip(&page.blocks) {
            *look = tree.judge(page, block, *look);
        }
        let container = Tree::new(page, &looks, &words).container();
        let settings = Settings::of(page, &looks, &words);
        for (look, block) in looks.iter_mut().zip(&page.blocks) {
            if !tree.within(block.element, container) || settings.is_inset(page, block) {
                *look = Look::Furniture;
            } else if *look == Look::Sentence && settings.is_main(page, block) {
                *look = Look::Prose;
            }
        }
        if !is_article(page, &looks, &words, |block| tree.within(block.element, container)) {
            return vec![false; page.blocks.len()];
        }
    }
    if !has_elements && !looks.contains(&Look::Prose) {
        // A pasted sentence, or half of one, is what the reader asks about.
        return looks.iter().map(|l| *l != Look::Furniture).collect();
    }
    settle(page, &looks)
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
struct Settings(Vec<(String, f32)>);

/// A setting with at least this share of the prose is the article's.
const MAIN_SETTING: f32 = 0.15;
/// A block in another setting with at least this share of links is a box.
const INSET_LINKED: f32 = 0.1;

impl Settings {
    fn of(page: &PageInput, looks: &[Look], words: &[usize]) -> Settings {
        let mut shares: Vec<(String, f32)> = Vec::new();
        let total: usize = looks.iter().zip(words).filter(|(l, _)| **l == Look::Prose).map(|(_, w)| w).sum();
        for ((block, _), count) in page.blocks.iter().zip(looks).zip(words).filter(|((_, l), _)| **l == Look::Prose) {
            let (setting, share) = (setting(page, block), *count as f32 / total.max(1) as f32);
            match shares.iter_mut().find(|(known, _)| *known == setting) {
                Some((_, sum)) => *sum += share,
                None => shares.push((setting, share)),
            }
        }
        Settings(shares)
    }

    fn is_main(&self, page: &PageInput, block: &PageBlock) -> bool {
        let setting = setting(page, block);
        self.0.iter().any(|(known, share)| *share >= MAIN_SETTING && *known == setting)
    }

    fn is_inset(&self, page: &PageInput, block: &PageBlock) -> bool {
        let tags = || {
            usize::try_from(block.element).into_iter().flat_map(|at| [Some(at), usize::try_from(page.elements[at].parent).ok()]).flatten()
        };
        let quote = tags().any(|at| page.elements[at].tag == "blockquote");
        block.linked >= INSET_LINKED && !quote && !self.is_main(page, block)
    }
}

fn setting(page: &PageInput, block: &PageBlock) -> String {
    let Ok(at) = usize::try_from(block.element) else { return String::new() };
    let own = &page.elements[at];
    let name = |e: &PageElement| format!("{}.{}", e.tag, e.hint.trim());
    match usize::try_from(own.parent) {
        Ok(parent) => format!("{}>{}", name(&page.elements[parent]), name(own)),
        Err(_) => name(own),
    }
}

/// Prose words in each element's subtree.
struct Tree {
    parents: Vec<i32>,
    prose: Vec<usize>,
    total: usize,
}

impl Tree {
    fn new(page: &PageInput, looks: &[Look], words: &[usize]) -> Tree {
        let parents: Vec<i32> = page.elements.iter().map(|e| e.parent).collect();
        let mut prose = vec![0; parents.len()];
        let mut total = 0;
        for ((block, look), &count) in page.blocks.iter().zip(looks).zip(words) {
            if *look == Look::Prose && block.linked < LINKED_BLOCK {
                total += count;
                if block.element >= 0 {
                    prose[block.element as usize] += count;
                }
            }
        }
        // Parents stand before their children.
        for at in (0..parents.len()).rev() {
            if parents[at] >= 0 {
                prose[parents[at] as usize] += prose[at];
            }
        }
        Tree { parents, prose, total }
    }

    fn ancestors(&self, element: i32) -> impl Iterator<Item = usize> {
        std::iter::successors(usize::try_from(element).ok(), |&e| usize::try_from(self.parents[e]).ok())
    }

    fn within(&self, element: i32, container: Option<usize>) -> bool {
        container.is_none_or(|c| self.ancestors(element).any(|e| e == c))
    }

    /// The deepest element that holds most of the prose.
    fn container(&self) -> Option<usize> {
        let enough = |e: &usize| self.prose[*e] as f32 >= CONTAINER_SHARE * self.total as f32;
        (0..self.prose.len()).rev().filter(enough).max_by_key(|&e| self.ancestors(e as i32).count())
    }

    fn judge(&self, page: &PageInput, block: &PageBlock, look: Look) -> Look {
        let tag = usize::try_from(block.element).map_or("", |at| page.elements[at].tag.as_str());
        if block.linked >= if tag == "li" { LINKED_ITEM } else { LINKED_BLOCK } {
            return Look::Furniture;
        }
        for (depth, at) in self.ancestors(block.element).enumerate() {
            let element = &page.elements[at];
            if is_furniture_tag(&element.tag, depth == 0) {
                return Look::Furniture;
            }
            let small = (self.prose[at] as f32) < HINT_SHARE * self.total as f32;
            if small && element.hint.split(|c: char| !c.is_alphanumeric()).any(is_furniture_word) {
                return Look::Furniture;
            }
        }
        look
    }
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
    fn a_login_page_is_no_article() {
        let elements = vec![element(-1, "body", ""), element(0, "p", "")];
        let blocks = vec![block(1, "Please enter your name and your password to go on.")];
        assert_eq!(find_article(&PageInput { elements, blocks, ..PageInput::default() }), [false]);
    }
}
