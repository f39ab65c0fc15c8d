//! What no weight overrules: blocks that cannot be the article's.

use super::cues::{TIME_CUE, WRITER_CUE};
use super::hints::BOX_HINTS;
use super::known::{Known, summed};
use super::tags::Kind;
use super::tree::{element, handed_down, summed_up};
use crate::PageInput;
use wherefrom_text::prose::Look;

/// With so many words of sentences outside it, a dialog stands over the page and is none of it.
const OUTSIDE_DIALOG: usize = 40;

/// For every block whether it is no part of the page that is read: it cannot be seen, or stands in a dialog over the page.
pub fn away(page: &PageInput, words: &[usize], looks: &[Look]) -> Vec<bool> {
    let elements = page.elements();
    let is_dialog = |at: usize| {
        let element = &elements[at];
        element.tag == "dialog" || element.hint.split_ascii_whitespace().any(|word| matches!(word, "dialog" | "alertdialog"))
    };
    let inside = handed_down(elements, |at, around: Option<bool>| around == Some(true) || is_dialog(at));
    let is_over = |at: usize| element(&page.blocks()[at]).is_some_and(|e| inside[e]);
    let outside: usize = (0..words.len()).filter(|&at| looks[at] == Look::Prose && !is_over(at)).map(|at| words[at]).sum();
    (0..words.len()).map(|at| page.blocks()[at].hidden || outside >= OUTSIDE_DIALOG && is_over(at)).collect()
}

/// For every block whether it is kept: by its logit, if nothing bars it.
pub fn kept(known: &Known<'_>, logits: &[f32]) -> Vec<bool> {
    let elements = known.page.elements();
    let other = other_articles(known);
    let inside = handed_down(elements, |at, around: Option<bool>| {
        let is_beside = known.kinds[at] == Kind::Aside && known.share(at) < SMALL_ASIDE;
        around == Some(true) || other[at] || is_beside
    });
    let is_inside = |at: usize| element(&known.page.blocks()[at]).is_some_and(|e| inside[e]);
    let settings = summed(&known.settings, |at| known.of_block(at).prose / known.total.prose.max(1.0), |sum, own| *sum += own);
    let share_of_setting = |at: usize| settings[known.settings[at] as usize];
    let is_box = |at: usize| {
        let share = share_of_setting(at);
        let is_doubtful = share < MAIN_SETTING && logits[at] < SURE && !is_listed(known, at);
        known.words[at] <= BOX_WORDS && !known.headings[at] && (is_doubtful || share < SMALL_BOX && is_hinted_box(known, at))
    };
    let is_one_of_many =
        |at: usize| share_of_setting(at) >= PARAGRAPHS && known.is_prose(at) && known.page.blocks()[at].linked < PARAGRAPH_LINKED;
    let is_kept = |at: usize| logits[at] > if is_one_of_many(at) { OPEN } else { 0.0 };
    let is_barred = |at: usize| known.away[at] || is_inside(at) || is_stamp(known, at) || is_box(at);
    (0..logits.len()).map(|at| is_kept(at) && !is_barred(at)).collect()
}

/// A sentence that is set as so much of the prose is, without links, is kept from this logit on: what looks like the article's
/// paragraphs is one of them unless something tells against it.
const PARAGRAPHS: f32 = 0.5;
const PARAGRAPH_LINKED: f32 = 0.1;
const OPEN: f32 = -0.5;
/// An `aside` with less of the prose holds something else than the article.
const SMALL_ASIDE: f32 = 0.4;
/// A block of more words is no box between paragraphs (an offer, a player, a byline).
const BOX_WORDS: usize = 20;
/// Paragraphs of one article are set alike: a setting with less of the prose may be a box's.
const MAIN_SETTING: f32 = 0.02;
/// A short block in such a setting is kept only from this logit on.
const SURE: f32 = 1.0;
/// An element, or a setting, with more of the prose is no box, whatever it is called.
const SMALL_BOX: f32 = 0.2;

/// Whether it is in a list or a table, where each item may be set in its own way, or quoted.
fn is_listed(known: &Known<'_>, at: usize) -> bool {
    known.ups(at).into_iter().flatten().any(|e| {
        use Kind::{Cell, Definition, Item, Preformatted, Quotation, TableHead, Term};
        matches!(known.kinds[e], Item | Cell | TableHead | Definition | Term | Preformatted | Quotation)
    })
}

/// Whether a small element around is called a box.
fn is_hinted_box(known: &Known<'_>, at: usize) -> bool {
    let around = known.ups(at).into_iter().flatten().filter(|e| known.share(*e) < SMALL_BOX);
    around.into_iter().any(|e| known.hints[e] & BOX_HINTS != 0)
}

/// A line of more words is no dateline.
const STAMP_WORDS: usize = 8;

/// A line that tells when something was written and by whom ("10:00", "27 February 2031", "By Ada Lund, Harbour Gazette").
fn is_stamp(known: &Known<'_>, at: usize) -> bool {
    let open = matches!(known.looks[at], Look::Furniture | Look::Unsure) && known.words[at] <= STAMP_WORDS;
    let own = element(&known.page.blocks()[at]).map_or(Kind::None, |e| known.kinds[e]);
    if !open || known.headings[at] || matches!(own, Kind::Item | Kind::Cell | Kind::TableHead | Kind::Definition | Kind::Preformatted) {
        return false;
    }
    let text = &known.texts[at];
    let is_written_by = || text.cues & WRITER_CUE != 0 && known.title.is_some_and(|title| (1..=3).contains(&at.wrapping_sub(title)));
    text.digits >= 0.5 || text.digits > 0.1 && text.cues & TIME_CUE != 0 || is_written_by()
}

/// An article of fewer words of prose is a teaser, and another one with as many beside it is none of it.
const OTHER_WORDS: f32 = 40.0;

/// By element, whether it is the next article, which loads below the one that has the page's headline: it comes behind, with prose of
/// its own under a heading like that. Where the headline stands in no article element, each of them may be a part: the posts of a
/// live blog.
fn other_articles(known: &Known<'_>) -> Vec<bool> {
    let elements = known.page.elements();
    // The outermost, so that an article's own parts are no others.
    let articles =
        handed_down(elements, |at, around: Option<Option<usize>>| around.flatten().or((known.kinds[at] == Kind::Article).then_some(at)));
    let blocks = known.page.blocks();
    let none = vec![false; elements.len()];
    let Some(title) = known.title else { return none };
    let Some((heading, own)) = element(&blocks[title]).and_then(|e| Some((known.kinds[e], articles[e]?))) else { return none };
    if known.sums[own].prose < OTHER_WORDS {
        return none;
    }
    let mut headed = vec![0u32; elements.len()];
    for (at, block) in blocks.iter().enumerate().skip(title + 1) {
        if let Some(e) = element(block).filter(|e| known.headings[at] && known.kinds[*e] == heading) {
            headed[e] = 1;
        }
    }
    summed_up(elements, &mut headed, |sum, own| *sum += own);
    let is_other = |of: usize| of != own && of > own && headed[of] > 0 && known.sums[of].prose >= OTHER_WORDS;
    articles.iter().map(|article| article.is_some_and(is_other)).collect()
}
