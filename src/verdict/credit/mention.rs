//! What makes a name a credit: a line of its own, a word of attribution beside it. A picture's credit is none, nor is an
//! outlet that the page only tells about.

use std::ops::Range;

use wherefrom_text::lexicon::is_function;

use super::lists::{self, Role};
use super::names::{Kind, Place, is_article, is_generic};
use super::tag::{in_brackets, is_definition};
use super::words::{Word, Words};

/// What stands beside a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Border {
    /// The text begins or ends.
    Edge,
    Bracket,
    /// A dash, a stroke, a line's end.
    Stroke,
    Copyright,
    Colon,
    Comma,
    Stop,
    Nothing,
}

/// Words of a signature: "Ada Lund/AP", "Source: AP, Tern".
pub const SIGNATURE_WORDS: usize = 6;
/// Words between a name and its word of attribution, those left out that carry no meaning.
const REACH: usize = 7;
/// Of these so many have a meaning: "first" in "the Gazette first reported".
const MEANINGFUL: usize = 1;
/// Letters looked at beside a name in scripts without spaces.
const LETTERS: usize = 14;
/// A line of names has no more words.
const LINE_WORDS: usize = 8;
/// A sentence that says where a text was first published has no more.
const SENTENCE_WORDS: usize = 45;

pub fn border(gap: &str, edge: bool) -> Border {
    let has = |signs: &[char]| gap.contains(signs);
    if has(&['(', ')', '[', ']', '（', '）', '【', '】', '［', '］', '〔', '〕']) {
        Border::Bracket
    } else if has(&['©', '℗']) {
        Border::Copyright
    } else if has(&['—', '–', '―', '/', '|', '•', '·', '\n'])
        || gap.contains(" - ")
        || gap.ends_with("- ")
        || edge && gap.trim().ends_with('-')
    {
        Border::Stroke
    } else if has(&[':', '：']) {
        Border::Colon
    } else if has(&['.', '!', '?', ';', '。', '！', '？', '；', '…', '।']) {
        Border::Stop
    } else if has(&[',', '、', '，', '،']) {
        Border::Comma
    } else if edge {
        Border::Edge
    } else {
        Border::Nothing
    }
}

/// The name with the articles and the "newspaper" before it.
fn with_article(text: &Words<'_>, name: &Range<usize>) -> usize {
    let dull = |word: &Word<'_>| is_article(&word.normal) || is_generic(&word.normal);
    (0..name.start)
        .rev()
        .take_while(|&at| dull(&text.words[at]) && border(text.gap_before(at + 1), false) == Border::Nothing)
        .last()
        .unwrap_or(name.start)
}

pub fn left(text: &Words<'_>, name: &Range<usize>) -> Border {
    let from = with_article(text, name);
    border(text.gap_before(from), from == 0)
}

pub fn right(text: &Words<'_>, name: &Range<usize>) -> Border {
    border(text.gap_behind(name.end - 1), name.end == text.words.len())
}

/// The letters before and behind a name up to the next stop, for scripts without spaces.
pub fn around<'a>(text: &Words<'a>, name: &Range<usize>) -> [&'a str; 2] {
    const STOPS: &[char] = &['。', '！', '？', '；', '，', '\n', '.'];
    let (before, behind) = (&text.text[..text.words[name.start].at], &text.text[text.words[name.end - 1].end()..]);
    let before = &before[before.char_indices().rev().nth(LETTERS - 1).map_or(0, |(at, _)| at)..];
    let behind = &behind[..behind.char_indices().nth(LETTERS).map_or(behind.len(), |(at, _)| at)];
    [before.rsplit(STOPS).next().unwrap_or(before), behind.split(STOPS).next().unwrap_or(behind)]
}

/// Whether the name is in a picture's credit: of the words that say what is credited, the nearest before it is a picture.
pub fn is_of_picture(text: &Words<'_>, place: &Place) -> bool {
    let name = &place.words;
    let [before, behind] = around(text, name);
    if lists::stands_in(before, Role::Picture) || text.words[name.start].is_spaceless() && lists::stands_in(behind, Role::Picture) {
        return true;
    }
    let is_picture = |at: usize| lists::at(text, at, Role::Picture) > 0;
    // "Meridian via Getty Images"; in prose the next word at most: "a Meridian photograph".
    let is_line = text.words.len() <= LINE_WORDS;
    let reach = if is_line { SIGNATURE_WORDS / 2 } else { 1 };
    let behind =
        (name.end..(name.end + reach).min(text.words.len())).take_while(|&at| border(text.gap_before(at), false) == Border::Nothing);
    if behind.into_iter().any(is_picture) {
        return true;
    }
    for at in (name.start.saturating_sub(SIGNATURE_WORDS)..name.start).rev() {
        let next = border(text.gap_before(at + 1), false);
        if next == Border::Stop || next == Border::Comma && !is_line {
            return false;
        }
        if is_picture(at) {
            return true;
        }
        // "Text: Ada Lund, photos: Per Holm", "a map, the Gazette reports": told by the nearest, "photo courtesy of" by what it is of.
        let labels = next == Border::Colon && lists::at(text, at, Role::Label) > 0;
        if labels || lists::at(text, at, Role::Credit) > 0 {
            return at > 0 && is_picture(at - 1);
        }
    }
    false
}

pub fn is_label(text: &Words<'_>, at: usize) -> bool {
    lists::at(text, at, Role::Label) > 0
}

/// A label has its meaning at the beginning of what it labels: "by" does, "stood by" does not.
fn is_placed_label(text: &Words<'_>, at: usize) -> bool {
    let begins = |at: usize| at == 0 || border(text.gap_before(at), false) != Border::Nothing;
    let is_any = |at: usize| lists::at(text, at, Role::Label).max(lists::at(text, at, Role::Credit)) > 0;
    let mut first = at;
    while first > 0
        && !begins(first)
        && (is_any(first - 1) || is_article(&text.words[first - 1].normal) || is_function(&text.words[first - 1].normal))
    {
        first -= 1;
    }
    is_any(at) && (begins(first) || lists::at(text, at, Role::Credit) > 0)
}

/// Whether a line of its own credits the name: "Source: Gazette", "By Ada Lund, Harbour Gazette", "Reuters/AFP". Far from the text,
/// among the links of a foot, a name without a label is none.
pub fn in_line(text: &Words<'_>, place: &Place, near: bool) -> bool {
    let name = &place.words;
    let others = || (0..text.words.len()).filter(|at| !name.contains(at));
    if text.words[name.start].is_spaceless() {
        let [before, behind] = around(text, name);
        let labelled =
            lists::stands_in(before, Role::Label) || lists::stands_in(before, Role::Credit) || lists::stands_in(behind, Role::Credit);
        return labelled || near && others().next().is_none();
    }
    // A name of one word in small letters is a common word in a sentence: "The independent inquiry will begin on Monday."
    if !place.is_proper && name.len() == 1 && text.words.len() > SHORT_LINE && text.text.trim_end().ends_with(['.', '!', '?']) {
        return false;
    }
    let labelled =
        (0..name.start).any(|at| is_placed_label(text, at)) || (name.end..text.words.len()).any(|at| lists::at(text, at, Role::Credit) > 0);
    let owned = text.text[..text.words[name.start].at].contains(['©', '℗']);
    let covered = |at: usize| {
        (at.saturating_sub(2)..=at).any(|from| from + lists::at(text, from, Role::Label).max(lists::at(text, from, Role::Credit)) > at)
    };
    let is_name = |word: &Word<'_>| word.has_case() && word.has_capital();
    let is_content = |at: &usize| {
        let word = &text.words[*at];
        !(is_name(word) || is_light(word) || covered(*at))
    };
    let content = others().filter(is_content).count();
    if owned || labelled && content <= MEANINGFUL {
        return true;
    }
    let cased = text.words[name.start].has_case();
    let alone = matches!(left(text, name), Border::Edge | Border::Bracket | Border::Stroke | Border::Comma)
        && matches!(right(text, name), Border::Edge | Border::Bracket | Border::Stroke | Border::Comma | Border::Stop);
    near && alone && content == 0 && text.words.len() <= if cased { LINE_WORDS } else { name.len() } && !text.text.contains([':', '?', '!'])
}

/// A sentence has more words.
const SHORT_LINE: usize = 4;

/// Whether prose says that it has something from the name: "the Gazette reports", "according to the Gazette".
pub fn in_prose(text: &Words<'_>, place: &Place) -> bool {
    let name = &place.words;
    if !place.is_proper {
        return false;
    }
    if place.kind == Kind::Author {
        return true;
    }
    if text.words[name.start].is_spaceless() {
        return around(text, name).iter().any(|beside| lists::stands_in(beside, Role::Credit)) || reports_in_the_end(text, name);
    }
    (in_brackets(text, name).is_some() && !is_definition(text, name))
        || is_asked_before(text, name)
        || reports_behind(text, name)
        || reports_in_the_end(text, name)
}

/// Words before a name that opens a sentence.
const OPENING: usize = 3;
/// Words at the end of a sentence that may be its verb.
const VERB: usize = 2;
/// The same of characters in scripts without spaces.
const VERB_LETTERS: usize = 8;

/// "해안일보는 … 보도했다", "海岸新聞は…と報じた": the name opens the sentence and the verb ends it.
fn reports_in_the_end(text: &Words<'_>, name: &Range<usize>) -> bool {
    let stops = |at: &usize| border(text.gap_before(*at), false) == Border::Stop;
    let from = (1..=name.start).rev().find(stops).unwrap_or(0);
    let to = (name.end..text.words.len()).find(stops).unwrap_or(text.words.len());
    if name.start - from > OPENING || text.words[from..to].iter().any(is_of_people) {
        return false;
    }
    if text.words[name.start].is_spaceless() {
        let verb = to.saturating_sub(VERB_LETTERS).max(name.end);
        // Only Japanese, by its topic, ends so.
        let is_topic = text.words.get(name.end).is_some_and(|word| matches!(word.raw, "は" | "が"));
        return is_topic && verb < to && lists::stands_in(&text.text[text.words[verb].at..text.words[to - 1].end()], Role::Credit);
    }
    text.words[to.saturating_sub(VERB).max(name.end)..to].iter().any(lists::is_last_verb)
}

/// A word that neither adds to the distance nor ends it: it carries no meaning by itself.
fn is_light(word: &Word<'_>) -> bool {
    word.is_number() || is_function(&word.normal) || is_article(&word.normal) || is_generic(&word.normal)
}

fn is_asked_before(text: &Words<'_>, name: &Range<usize>) -> bool {
    // "Told the Gazette's printers."
    let owned = name.end < text.words.len() && text.words[name.end - 1].is_possessive() && lists::at(text, name.end, Role::Credit) == 0;
    if owned {
        return false;
    }
    let mut meaningful = 0;
    for at in (name.start.saturating_sub(REACH)..name.start).rev() {
        if !matches!(border(text.gap_before(at + 1), false), Border::Nothing) || meaningful > MEANINGFUL {
            return false;
        }
        let len = lists::at(text, at, Role::Credit);
        if len > 0 && at + len <= name.start {
            return true;
        }
        // "Told staff at the Gazette", "according to the editor of the Gazette".
        if is_of_people(&text.words[at]) {
            return false;
        }
        meaningful += usize::from(!is_light(&text.words[at]));
    }
    false
}

/// How words begin for those who work at an outlet, and who are no outlet.
const PEOPLE: &str = "staff employee editor owner publisher journalis worker printer mitarbeiter redakt chefredakt verleger verlag rédact redact \
    direct dirett periodist jornalist giornalist редактор журналист сотрудник редакці журналіст dziennikarz wydawc redaktør utgivare uitgever \
    muhabir محرر رئيس 기자 편집 발행인";

fn is_of_people(word: &Word<'_>) -> bool {
    PEOPLE.split_ascii_whitespace().any(|begins| word.normal.starts_with(begins))
}

fn reports_behind(text: &Words<'_>, name: &Range<usize>) -> bool {
    let from = with_article(text, name);
    // "The editor of the Gazette said": it is not the Gazette that says.
    if from > 0
        && matches!(text.words[from - 1].normal.as_ref(), "of" | "at" | "von" | "vom")
        && border(text.gap_before(from), false) == Border::Nothing
    {
        return false;
    }
    let mut meaningful = 0;
    for at in name.end..(name.end + REACH).min(text.words.len()) {
        if border(text.gap_before(at), false) != Border::Nothing || meaningful > MEANINGFUL {
            return false;
        }
        if lists::at(text, at, Role::Credit) > 0 {
            return !is_about_itself(text, at);
        }
        meaningful += usize::from(!is_light(&text.words[at]));
    }
    false
}

/// "The Gazette said its editor had resigned."
fn is_about_itself(text: &Words<'_>, said: usize) -> bool {
    const OWN: &str = "its ihre ihren ihrer ihr seine seinen seiner sein";
    // "As the Gazette reports, its …" may be anybody's, but what follows the comma at once.
    let is_parted = said + 1 < text.words.len() && border(text.gap_before(said + 1), false) == Border::Comma;
    let reach = if is_parted { OWN_REACH_BEHIND_COMMA } else { OWN_REACH };
    (said + 1..(said + 1 + reach).min(text.words.len())).any(|at| lists::has(OWN, &text.words[at].normal))
}

/// Words behind "said" in which "its" is the outlet's.
const OWN_REACH: usize = 4;
const OWN_REACH_BEHIND_COMMA: usize = 2;

/// What only those sentences say that tell where a text comes from, whole or as they begin.
const FIRST_PUBLISHED: &str =
    "originally republish reprint syndicat contribut courtesy übernommen erstveröffentlich reproduc republi перепечат";

/// Whether the sentence that a name stands in says where the text was first published: "This article was originally published by …".
pub fn is_first_published(text: &Words<'_>, place: &Place) -> bool {
    let stops = |at: &usize| text.gap_before(*at).contains(['.', '!', '?', '。']) && text.gap_before(*at).contains(char::is_whitespace);
    let (first, last) = (place.words.start.saturating_sub(SENTENCE_WORDS), (place.words.end + SENTENCE_WORDS).min(text.words.len()));
    let from = (first..=place.words.start).rev().find(stops).unwrap_or(first);
    let to = (place.words.end..last).find(stops).unwrap_or(last);
    let says = |word: &Word<'_>| FIRST_PUBLISHED.split_ascii_whitespace().any(|begins| word.normal.starts_with(begins));
    to - from <= SENTENCE_WORDS && text.words[from..to].iter().any(says)
}
