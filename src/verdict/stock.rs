//! Phrases and lines that many have: stock phrases of a trade, and what a publisher puts under every text of its own.
//!
//! What several sources share with the page, each of them that and nothing else, is anybody's: a text that is passed on is shared
//! at length by those that have it.

use super::wording::Wording;
use super::{Article, Match, credit};
use crate::align::chance::length;
use wherefrom_text::order;
use wherefrom_text::unicode::lowercase;

/// So many publishers that have a phrase alone make it a stock phrase.
const PUBLISHERS: usize = 3;
/// So many documents of one publisher that have a line at their beginning or end make it part of the form.
const DOCUMENTS: usize = 3;
/// Blocks at the end of a document that may be part of the form.
const EDGE: usize = 2;
/// A line that speaks to the reader, or is a notice, is part of a form if it has no more words than this.
const FORM_WORDS: f32 = 40.0;
/// Shorter pages have no form around them.
const PAGE_BLOCKS: usize = 3;
/// Two sources have the same words of a block if one has this much of the other's.
const SAME: f32 = 0.8;

/// Takes stock phrases out of what is taken; a page does not draw on a source for them.
pub fn drop_stock(article: &Article<'_>, matches: &[Match], wordings: &mut [Wording]) {
    let is_taken = |block: usize| wordings.iter().any(|wording| wording.prose[block] > 0);
    let forms: Vec<Form> =
        (0..article.blocks.len()).map(|block| if is_taken(block) { form_of(article, block) } else { Form::None }).collect();
    for block in 0..article.blocks.len() {
        let lone: Vec<usize> =
            (0..matches.len()).filter(|&m| wordings[m].prose[block] > 0 && is_alone(article, &wordings[m], block, &forms)).collect();
        let at_end = is_at_end(article, block);
        let form = forms[block];
        let is_form = |m: &&usize| form == Form::Anywhere || form == Form::AtEnd && is_last(article, &matches[**m], block);
        for &m in lone.iter().filter(is_form) {
            wordings[m].prose[block] = 0;
            wordings[m].draws = false;
        }
        if lone.len() < DOCUMENTS.min(PUBLISHERS) {
            continue;
        }
        let taken = |m: usize| wordings[m].prose[block] as f32;
        let stock: Vec<usize> = lone
            .iter()
            .copied()
            .filter(|&m| {
                let same = || {
                    lone.iter()
                        .copied()
                        .filter(move |&other| taken(other) >= SAME * taken(m) && meet(article, &matches[m], &matches[other], block))
                };
                let mut publishers: Vec<&str> = same().filter_map(|other| matches[other].source.meta.publisher.as_deref()).collect();
                order::sort_by(&mut publishers, |a, b| a.cmp(b));
                publishers.dedup();
                publishers.len() >= PUBLISHERS
                    || at_end && same().filter(|&other| is_at_edge(article, &matches[other], block)).count() >= DOCUMENTS
            })
            .collect();
        for m in stock {
            wordings[m].prose[block] = 0;
            wordings[m].draws = false;
        }
    }
}

/// Whether a block is at the end of a page that is long enough to have a form around it.
fn is_at_end(article: &Article<'_>, block: usize) -> bool {
    article.prose_blocks() >= PAGE_BLOCKS && article.blocks_behind(block).is_some_and(|blocks| blocks < EDGE)
}

/// Whether a block is by itself part of the form that an outlet puts around its texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    None,
    /// At the end of the page it is, and where it ends the source too.
    AtEnd,
    /// A notice that speaks to the reader.
    Anywhere,
}

fn form_of(article: &Article<'_>, block: usize) -> Form {
    if length(&article.words.flags, article.blocks[block].clone(), |_| true) > FORM_WORDS || article.prose_blocks() < 2 {
        return Form::None;
    }
    let text = article.texts[block];
    let is_last = article.blocks_behind(block).is_some_and(|blocks| blocks < EDGE);
    let (to_reader, notices) = (speaks_to_reader(text), credit::notices(text));
    match (to_reader, notices) {
        (true, 1..) => Form::Anywhere,
        (false, 1..) if is_last => Form::AtEnd,
        (true, 0) if is_at_end(article, block) => Form::AtEnd,
        _ => Form::None,
    }
}

/// Whether a block is all that is taken, but for others at the end of the page, and what is form by itself.
fn is_alone(article: &Article<'_>, wording: &Wording, block: usize, forms: &[Form]) -> bool {
    let ends = is_at_end(article, block) || forms[block] != Form::None;
    let is_form = |at: usize| is_at_end(article, at) || forms[at] != Form::None;
    wording.prose.iter().enumerate().all(|(at, &words)| at == block || words == 0 || ends && is_form(at))
}

/// Whether two sources share mostly the same words of a block.
fn meet(article: &Article<'_>, a: &Match, b: &Match, block: usize) -> bool {
    let runs =
        |of: &Match| of.in_block(&article.blocks[block]).iter().flat_map(|p| &p.runs).map(|r| r.page..r.page_end()).collect::<Vec<_>>();
    let (ours, theirs) = (runs(a), runs(b));
    let both: usize = ours.iter().flat_map(|x| theirs.iter().map(move |y| x.end.min(y.end).saturating_sub(x.start.max(y.start)))).sum();
    both as f32 >= SAME * ours.iter().map(|r| r.len()).sum::<usize>() as f32
}

/// Whether a source has what it shares with a block among its first or last blocks.
fn is_at_edge(article: &Article<'_>, of: &Match, block: usize) -> bool {
    let count = of.source.blocks.len();
    let at = |word: usize| of.source.words.blocks[word] as usize;
    count > 1 && of.in_block(&article.blocks[block]).iter().flat_map(|p| &p.runs).all(|r| at(r.source) < 1 || at(r.source) + EDGE >= count)
}

/// Whether a source of several blocks has a block of the page among its last.
fn is_last(article: &Article<'_>, of: &Match, block: usize) -> bool {
    let words = &of.source.words;
    let last = words.blocks.last().copied().unwrap_or(0) as usize;
    let mut runs = of.in_block(&article.blocks[block]).iter().flat_map(|p| &p.runs);
    last > 0 && runs.all(|r| words.blocks[r.source] as usize + EDGE > last)
}

/// Words by which an outlet speaks of itself to its readers, which reports have in quotation marks only. None is a common word of
/// another language ("er", "su", "je"), nor a name in small letters ("US").
const TO_READERS: &str = "er su you your our unser unsere unseren unserem uns vous votre vos notre nous nuestro nuestra nuestros nuestras usted tuo tua vostra nostro nostra nostri nostre você nosso nossa nossos nossas uw onze jouw vår vårt våra vores twoj twój nasz nasze naszego ваш вашу вас вам наш нашу наши нашей нас ваше sizin bizim 您 你 我们 我們 本報 本报 あなた 弊社 لكم بريدك نشرتنا";

/// German says "you" as it says "they", but with a capital.
const GERMAN: &str = "Sie Ihnen Ihr Ihre Ihren Ihrem Ihrer";

/// Whether a line speaks to the reader, or has an address to write to.
fn speaks_to_reader(text: &str) -> bool {
    let lower = lowercase(text);
    let has_mark = text.contains(['@', '©']) || lower.contains("http") || lower.contains("www.");
    let listed = |list: &'static str| list.split(' ');
    let without_spaces = |sign: &str| sign.chars().all(|c| c > '\u{2E80}') && lower.contains(sign);
    let is_letter = |c: char| c.is_alphabetic();
    let is_german = || {
        text.match_indices(' ').any(|(at, _)| {
            let word = text[at + 1..].split(|c| !is_letter(c)).next().unwrap_or("");
            text[..at].ends_with(|c| is_letter(c) || c == ',') && listed(GERMAN).any(|own| own == word)
        })
    };
    has_mark
        || lower.split(|c| !is_letter(c)).any(|word| listed(TO_READERS).any(|own| own == word))
        || listed(TO_READERS).any(without_spaces)
        || is_german()
}
