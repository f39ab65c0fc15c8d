//! Whether a page has an article at all: a model of its own, over what was kept of the page, behind a rule that no weight overrules.

use super::features::{Row, bin, features};
use super::known::Known;
use super::model::probability;
use super::tags::Kind;
use super::tree::{element, handed_down};

/// Fewer words of prose are no article.
const ARTICLE_WORDS: usize = 40;
/// So many words in one block are an article by themselves; otherwise two blocks of prose are needed.
const ARTICLE_BLOCK_WORDS: usize = 80;
/// A page of whose blocks kept more of the words are in links is a front page.
const LINKED: f32 = 0.4;
/// An item of a list with as much of its text in links is an entry of a list of stories, with its teaser; a page with most of its words in such
/// blocks is one, too.
const LINKED_ENTRY: f32 = 0.25;

features! {
    /// A feature of a page.
    Page PAGE PAGE_BINS PAGE_NAMES {
        #[expect(dead_code, reason = "its one bin is 0 in every row")]
        Constant 1, "constant";
        Words 8, "prose";
        Sure 8, "how sure it is of its blocks";
        Kept 6, "share of the prose";
        Whole 7, "share of the page";
        Says 8, "what the page says that it is";
        Articles 5, "article elements it is in";
        Links 5, "links in it";
        Lengths 6, "length of its paragraphs";
        Blocks 6, "paragraphs";
        Headline 3, "headline";
        Address 7, "address";
        Types 16, "what else the page says that it is";
        Items 5, "short blocks kept";
        Repeated 5, "repeated parts";
    }
}

/// Whether the blocks that were kept may be an article.
pub fn may_be_article(known: &Known<'_>, kept: &[bool]) -> bool {
    let prose: Vec<usize> = paragraphs(known, kept).filter(|&at| known.is_prose(at)).map(|at| known.words[at]).collect();
    let enough = prose.iter().sum::<usize>() >= ARTICLE_WORDS && (prose.len() >= 2 || prose.iter().any(|&w| w >= ARTICLE_BLOCK_WORDS));
    let [words, linked] = words(known, kept);
    let is_item = |at: usize| known.ups(at).into_iter().flatten().any(|e| known.kinds[e] == Kind::Item);
    let entries = paragraphs(known, kept).filter(|&at| is_item(at) && known.page.blocks()[at].linked >= LINKED_ENTRY);
    let entries: f32 = entries.map(|at| known.of_block(at).words).sum();
    enough && linked <= LINKED * words && entries <= 0.5 * words
}

/// A page of which so much is kept, with hardly a link in it, is its article and little else, whatever it says of itself.
const BARE: f32 = 0.8;
const BARE_LINKED: f32 = 0.05;

/// Whether hardly anything but the blocks that were kept is on the page.
pub fn is_bare(known: &Known<'_>, kept: &[bool]) -> bool {
    let [words, linked] = words(known, kept);
    words >= BARE * known.total.words && linked <= BARE_LINKED * words
}

fn paragraphs(known: &Known<'_>, kept: &[bool]) -> impl Iterator<Item = usize> {
    (0..kept.len()).filter(|&at| kept[at] && !known.headings[at])
}

/// Words that were kept, and those of them in links.
fn words(known: &Known<'_>, kept: &[bool]) -> [f32; 2] {
    let sums = paragraphs(known, kept).map(|at| known.of_block(at));
    sums.fold([0.0, 0.0], |[words, linked], sums| [words + sums.words, linked + sums.linked])
}

/// The features of a page of which some blocks were kept.
pub fn row(known: &Known<'_>, logits: &[f32], kept: &[bool]) -> Row<PAGE> {
    let prose: Vec<usize> = paragraphs(known, kept).filter(|&at| known.is_prose(at)).collect();
    let sum: f32 = prose.iter().map(|&at| known.words[at] as f32).sum();
    let sure: f32 = prose.iter().map(|&at| known.words[at] as f32 * probability(logits[at])).sum();
    let [words, linked] = words(known, kept);
    let elements = known.page.elements();
    let articles = handed_down(
        elements,
        |at, around: Option<Option<usize>>| {
            if known.kinds[at] == Kind::Article { Some(at) } else { around.flatten() }
        },
    );
    let mut inside: Vec<usize> = prose.iter().filter_map(|&at| articles[element(&known.page.blocks()[at])?]).collect();
    inside.dedup();
    let mut row = [0; PAGE];
    let mut set = |feature: Page, bin: usize| row[feature as usize] = bin as u16;
    set(Page::Words, bin(sum, &[20.0, 40.0, 80.0, 150.0, 300.0, 600.0, 1200.0]));
    set(Page::Sure, bin(sure / sum.max(1.0), &[0.5, 0.65, 0.75, 0.82, 0.88, 0.92, 0.96]));
    set(Page::Kept, bin(sum / known.total.prose.max(1.0), &[0.3, 0.5, 0.7, 0.85, 0.95]));
    set(Page::Whole, bin(sum / known.total.words.max(1.0), &[0.05, 0.1, 0.2, 0.35, 0.5, 0.7]));
    set(Page::Says, says(known));
    set(Page::Articles, bin(inside.len() as f32, &[1.0, 2.0, 4.0, 9.0]));
    set(Page::Links, bin(linked / words.max(1.0), &[0.005, 0.03, 0.08, 0.2]));
    set(Page::Lengths, bin(sum / prose.len().max(1) as f32, &[15.0, 22.0, 32.0, 45.0, 65.0]));
    set(Page::Blocks, bin(prose.len() as f32, &[2.0, 3.0, 5.0, 9.0, 17.0]));
    set(Page::Address, address(known));
    set(Page::Types, types(known));
    let short = paragraphs(known, kept).count() - prose.len();
    set(Page::Items, bin(short as f32 / prose.len().max(1) as f32, &[0.1, 0.4, 1.0, 2.5]));
    let repeated = elements.iter().filter(|e| e.tag == "article").count();
    set(Page::Repeated, bin(repeated as f32, &[1.0, 2.0, 5.0, 15.0]));
    set(Page::Headline, known.title.map_or(0, |at| if kept[at] { 2 } else { 1 }));
    row
}

/// Whether the page says that it is an article, to those who share it, to search engines, and by a date of publication.
fn says(known: &Known<'_>) -> usize {
    let page = known.page;
    let shares = page.meta.iter().any(|(name, value)| name == "og:type" && value.trim().eq_ignore_ascii_case("article"));
    let kinds = ["Article\"", "BlogPosting\"", "Report\""];
    let marks = page.json_ld.iter().any(|text| kinds.iter().any(|kind| text.contains(kind)));
    let dated = page.meta.iter().any(|(name, _)| name.contains("published") || name == "date" || name == "pubdate");
    usize::from(shares) | usize::from(marks) << 1 | usize::from(dated) << 2
}

/// How the last part of the page's address is made: articles are named by the words of their headlines, front pages by one or none.
fn address(known: &Known<'_>) -> usize {
    let page = known.page;
    let told = page.meta.iter().find(|(name, _)| name == "og:url").map(|(_, url)| url);
    let Some(url) = page.canonical.as_ref().or(told).or(page.url.as_ref()) else { return 0 };
    let path = url.split_once("//").map_or(url.as_str(), |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let parts: Vec<&str> = path.split(['?', '#']).next().unwrap_or("").split('/').filter(|part| !part.is_empty()).collect();
    let Some(last) = parts.last() else { return 1 };
    let words = last.split(['-', '_', '.']).filter(|word| word.chars().any(char::is_alphabetic)).count();
    match words {
        0 => 2,
        1 | 2 => 3 + usize::from(parts.len() > 2),
        3 | 4 => 5,
        _ => 6,
    }
}

/// Whether the page says that it is something else: a shop's, a collection, a discussion; and whether it is a site's.
fn types(known: &Known<'_>) -> usize {
    let page = known.page;
    let named = |types: &[&str]| page.json_ld.iter().any(|text| types.iter().any(|name| text.contains(name)));
    let shared = |kind: &str| page.meta.iter().any(|(name, value)| name == "og:type" && value.to_ascii_lowercase().contains(kind));
    usize::from(named(&["Product\"", "Offer\"", "Service\""]) || shared("product"))
        | usize::from(named(&["CollectionPage\"", "ItemList\"", "SearchResultsPage\""])) << 1
        | usize::from(named(&["DiscussionForumPosting\"", "QAPage\"", "Question\""])) << 2
        | usize::from(shared("website")) << 3
}
