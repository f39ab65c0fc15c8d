//! The first stage's features: a block's own text, the elements around it, and what stands before and behind it.

use super::cues::{CUE_FAMILIES, CUE_FEATURES, CUE_NAMES};
use super::features::{Row, bin, features, signed};
use super::hints::{HINT_FEATURES, HINT_NAMES};
use super::known::{Known, LINKED_BLOCK};
use super::tables::{NOWHERE, Tables};
use super::tags::{KINDS, Kind, SECTION_NAMES, SECTIONS};
use super::text::{BEGINS, ENDS, ENDS_IN_LETTER, Text};
use super::tree::element;
use wherefrom_text::prose::Look;

features! {
    /// A feature of the first stage; behind them stand those of sections, hints and cues, which are many of a kind.
    First FIRST FIRST_BINS FIRST_NAMES {
        #[expect(dead_code, reason = "its one bin is 0 in every row")]
        Constant 1, "constant";
        Linked 36, "links";
        Tag KINDS * 3, "its element";
        ParentTag KINDS, "the element around";
        GrandTag KINDS, "the element two up";
        Pair 8 * KINDS, "its element in the one around";
        OwnShare 10, "share of the prose in its element";
        GrandShare 10, "share of the prose two up";
        ParentLinks 7, "links around";
        ParentProse 7, "prose around";
        ParentBlocks 8, "blocks around";
        WideContainer 9, "the element with nearly all prose";
        Position 11, "place on the page";
        ProseEnd 14, "distance to the last prose";
        Behind 17, "the block behind";
        Before2 17, "the second block before";
        Behind2 17, "the second block behind";
        Setting 10, "prose that is set alike";
        OwnSetting 10, "prose in such elements";
        SettingWords 8, "length of blocks set alike";
        SettingBlocks 7, "number of blocks set alike";
        Title 16, "distance to the headline";
        TitleArticle 5, "in the article of the headline";
        Begin BEGINS, "first character";
        End ENDS, "last character";
        Capitals 6, "capitals";
        Small 14, "words in small letters";
        PageProse 24, "prose of the page";
        ListItems 21, "the list it is in";
        Heading 2 * CUE_FAMILIES + 3, "the heading above";
        Cards 12, "repeated elements";
        ParentCards 12, "repeated elements around";
        GrandCards 12, "repeated elements two up";
        Depth 6, "depth";
    }
}

/// A section around with little, some, or much of the prose; a hint at four levels, on elements with as much; a cue in a short,
/// a middling and a long block. Nothing of it is bin 0.
const SECTION_BINS: usize = 4;
const HINT_BINS: usize = 13;
const CUE_BINS: usize = 4;
const AT_HINTS: usize = FIRST + SECTIONS;
const AT_CUES: usize = AT_HINTS + HINT_FEATURES;

/// How many features there are.
pub const ALL: usize = AT_CUES + CUE_FEATURES;

/// The number of bins of every feature.
pub fn sizes() -> [usize; ALL] {
    std::array::from_fn(|at| match at {
        0..FIRST => FIRST_BINS[at],
        FIRST..AT_HINTS => SECTION_BINS,
        AT_HINTS..AT_CUES => HINT_BINS,
        _ => CUE_BINS,
    })
}

/// What a feature is called for readers.
pub fn name(feature: usize) -> String {
    match feature {
        0..FIRST => FIRST_NAMES[feature].to_owned(),
        FIRST..AT_HINTS => format!("in {}", SECTION_NAMES[feature - FIRST]),
        AT_HINTS..AT_CUES => format!("hint of {}", HINT_NAMES[feature - AT_HINTS]),
        _ => format!("words of {}", CUE_NAMES[feature - AT_CUES]),
    }
}

const SHARES: [f32; 9] = [0.0001, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.95];
const LINKS: [f32; 6] = [0.0001, 0.05, 0.12, 0.25, 0.5, 0.8];
const PROSE: [f32; 6] = [0.1, 0.3, 0.5, 0.7, 0.85, 0.95];

/// The last heading above a block, or the last label.
#[derive(Clone, Copy)]
struct Heading {
    cues: u32,
    is_inside: bool,
}

/// A label that stands for a heading has at most so many words.
const LABEL_WORDS: usize = 6;

/// The features of every block.
pub fn rows(known: &Known<'_>) -> Vec<Row<ALL>> {
    let tables = Tables::of(known);
    let mut rows = Vec::with_capacity(known.words.len());
    let mut passed = 0.0;
    let mut heading: Option<Heading> = None;
    for (at, block) in known.page.blocks.iter().enumerate() {
        let mut row = [0; ALL];
        let text = &known.texts[at];
        of_text(known, at, text, &mut row);
        of_elements(known, &tables, at, &mut row);
        of_place(known, &tables, at, &mut row);
        let words = known.words[at];
        let mut set = |feature: First, bin: usize| row[feature as usize] = bin as u16;
        let position = passed / known.total.words.max(1.0);
        set(First::Position, bin(position, &[0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.97]));
        if let Some(above) = heading {
            let cue = if above.cues == 0 { 0 } else { 1 + above.cues.trailing_zeros() as usize };
            set(First::Heading, 1 + cue * 2 + usize::from(above.is_inside));
        }
        if known.headings[at] || words <= LABEL_WORDS && block.linked < 0.5 && text.end == ENDS_IN_LETTER {
            let is_inside = element(block).is_some_and(|e| tables.container[e].is_some());
            heading = Some(Heading { cues: text.cues, is_inside });
        }
        passed += words as f32;
        debug_assert!(row.iter().zip(sizes()).all(|(bin, size)| usize::from(*bin) < size), "a bin of the next feature");
        rows.push(row);
    }
    rows
}

fn of_text(known: &Known<'_>, at: usize, text: &Text, row: &mut Row<ALL>) {
    let block = &known.page.blocks[at];
    let words = known.words[at] as f32;
    let mut set = |feature: First, bin: usize| row[feature as usize] = bin as u16;
    set(First::Linked, bin(block.linked, &[0.0001, 0.05, 0.1, 0.2, 0.35, 0.55, 0.8, 0.99]) * 4 + bin(words, &[5.0, 11.0, 29.0]));
    set(First::Begin, text.begin);
    set(First::End, text.end);
    set(First::Capitals, bin(text.capitals, &[0.001, 0.03, 0.06, 0.15, 0.5]));
    set(First::Small, usize::from(words >= 4.0) * 7 + bin(text.small, &[0.1, 0.3, 0.5, 0.65, 0.8, 0.9]));
    set(First::PageProse, bin(known.total.prose, &[100.0, 200.0, 300.0, 500.0, 800.0, 1500.0, 3000.0]) * 3 + bin(words, &[5.0, 20.0]));
    for family in (0..CUE_FEATURES).filter(|family| text.cues >> family & 1 == 1) {
        row[AT_CUES + family] = 1 + bin(words, &[8.0, 25.0]) as u16;
    }
}

fn of_elements(known: &Known<'_>, tables: &Tables, at: usize, row: &mut Row<ALL>) {
    let [own, up, two, _] = known.ups(at);
    let kind = |at: Option<usize>| at.map_or(Kind::None, |at| known.kinds[at]);
    let mut set = |feature: First, bin: usize| row[feature as usize] = bin as u16;
    set(First::Tag, kind(own) as usize * 3 + bin(known.words[at] as f32, &[5.0, 20.0]));
    set(First::ParentTag, kind(up) as usize);
    set(First::GrandTag, kind(two) as usize);
    set(First::Pair, kind(own).group() * KINDS + kind(up) as usize);
    let share = |e: Option<usize>| e.map_or(0, |e| bin(known.share(e), &SHARES));
    set(First::OwnShare, share(own));
    set(First::GrandShare, share(two));
    set(First::ParentLinks, up.map_or(0, |e| bin(known.sums[e].links(), &LINKS)));
    set(First::ParentProse, up.map_or(0, |e| bin(known.sums[e].prose / known.sums[e].words.max(1.0), &PROSE)));
    set(First::ParentBlocks, up.map_or(0, |e| bin(known.sums[e].blocks, &[2.0, 3.0, 5.0, 9.0, 17.0, 40.0, 100.0])));
    let below = own.and_then(|e| tables.wide[e]);
    set(First::WideContainer, below.map_or(0, |below| 1 + bin(below as f32, &[1.0, 2.0, 3.0, 4.0, 5.0, 7.0, 9.0])));
    let cards = |e: Option<usize>| {
        let alike = e.map(|e| &tables.alike[tables.series[e] as usize]);
        alike.map_or(0, |alike| bin(alike.blocks, &[2.0, 3.0, 6.0]) * 3 + bin(alike.links(), &[0.05, 0.3]))
    };
    set(First::Cards, cards(own));
    set(First::ParentCards, cards(up));
    set(First::GrandCards, cards(two));
    let Some(own) = own else { return };
    set(First::Depth, bin(tables.depths[own] as f32, &[3.0, 6.0, 10.0, 14.0, 20.0]));
    let list = tables.sections[own][Kind::LIST_SECTION];
    if list != NOWHERE {
        let list = &known.sums[list as usize];
        set(
            First::ListItems,
            1 + bin(list.words / list.blocks.max(1.0), &[3.0, 6.0, 12.0, 25.0]) * 4 + bin(list.links(), &[0.02, 0.2, 0.6]),
        );
    }
    let third = |e: u32| bin(known.share(e as usize), &[0.1, 0.4]);
    for (number, nearest) in tables.sections[own].iter().enumerate().filter(|(_, nearest)| **nearest != NOWHERE) {
        row[FIRST + number] = 1 + third(*nearest) as u16;
    }
    for (family, nearest) in tables.hinted[own].iter().enumerate().filter(|(_, nearest)| **nearest != NOWHERE) {
        let level = (tables.depths[own] - tables.depths[*nearest as usize]).min(3) as usize;
        row[AT_HINTS + family] = 1 + (level * 3 + third(*nearest)) as u16;
    }
}

fn of_place(known: &Known<'_>, tables: &Tables, at: usize, row: &mut Row<ALL>) {
    let blocks = &known.page.blocks;
    let mut set = |feature: First, bin: usize| row[feature as usize] = bin as u16;
    if let Some(last) = tables.last {
        set(First::ProseEnd, signed(at as i64 - last as i64));
    }
    let neighbour = |at: Option<usize>| at.filter(|at| *at < blocks.len()).map_or(0, |at| 1 + neighbour(known, at));
    set(First::Before2, neighbour(at.checked_sub(2)));
    set(First::Behind, neighbour(Some(at + 1)));
    set(First::Behind2, neighbour(Some(at + 2)));
    let alike = &tables.settings[known.settings[at] as usize];
    let named = element(&blocks[at]).map_or(tables.unnamed, |e| tables.named[known.names[e] as usize]);
    set(First::Setting, bin(alike.prose / known.total.prose.max(1.0), &SHARES));
    set(First::OwnSetting, bin(named / known.total.prose.max(1.0), &SHARES));
    set(First::SettingWords, bin(alike.words / alike.blocks, &[2.0, 4.0, 7.0, 12.0, 20.0, 35.0, 60.0]));
    set(First::SettingBlocks, bin(alike.blocks, &[2.0, 3.0, 5.0, 9.0, 20.0, 50.0]));
    let Some(title) = known.title else { return };
    set(First::Title, if title == at { 15 } else { 1 + signed(at as i64 - title as i64) });
    let article = |at: usize| element(&blocks[at]).map_or(NOWHERE, |e| tables.sections[e][Kind::ARTICLE_SECTION]);
    set(
        First::TitleArticle,
        match article(title) {
            NOWHERE => 1 + usize::from(article(at) != NOWHERE),
            of => 3 + usize::from(article(at) != of),
        },
    );
}

/// What a block is to one beside it.
fn neighbour(known: &Known<'_>, at: usize) -> usize {
    let block = &known.page.blocks[at];
    let kind = if known.headings[at] {
        0
    } else {
        match element(block).map_or(Kind::None, |e| known.kinds[e]) {
            Kind::Paragraph => 1,
            Kind::Item => 2,
            _ => 3,
        }
    };
    let look = match known.looks[at] {
        _ if block.linked >= LINKED_BLOCK => 0,
        Look::Furniture => 1,
        Look::Unsure | Look::Sentence => 2,
        Look::Prose => 3,
    };
    kind * 4 + look
}
