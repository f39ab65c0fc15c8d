//! Pages that nobody would write: the engine answers, and its offsets stay on character borders.

use wherefrom::align;
use wherefrom::check::{Options, compare};
use wherefrom::report::utf16;
use wherefrom_pack::Source;
use wherefrom_page::{PageBlock, PageElement, PageInput};
use wherefrom_text::model::{Document, Metadata};

#[cfg(unix)]
use crate::growth;

/// Pieces that have broken text tools before: marks without partners, invisible and combining characters, scripts
/// without spaces, half of a line break.
const PIECES: &[&str] = &[
    "\"",
    "\u{201C}",
    "\u{201D}",
    "\u{AB}",
    "\u{300C}",
    "'",
    "\u{2019}",
    ".",
    "\u{2026}",
    "\u{3002}",
    "!",
    " ",
    "\u{A0}",
    "\n",
    "\r",
    "\t",
    "\u{AD}",
    "\u{200B}",
    "\u{200D}",
    "\u{202E}",
    "\u{FEFF}",
    "\u{301}",
    "\u{0}",
    "\u{1F6A2}",
    "\u{1F468}\u{200D}\u{1F469}",
    "\u{FB03}",
    "\u{130}",
    "\u{DF}",
    "渡船",
    "เรือ",
    "סְפִינָה",
    "عبّارة",
    "the",
    "ferry",
    "Mr.",
    "U.S.",
    "12,000",
    "3.5",
    "it's",
    "co-operate",
    "cooperate",
    "harbour",
    "harbor",
    "said",
    "BBC",
];

/// A small generator: the same texts in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n
    }

    fn text(&mut self) -> String {
        let spaced = self.below(2) == 0;
        (0..self.below(60)).map(|_| format!("{}{}", PIECES[self.below(PIECES.len())], if spaced { " " } else { "" })).collect()
    }
}

#[test]
fn any_text_gives_a_report() {
    let mut random = Random(7);
    for _ in 0..400 {
        let texts: Vec<String> = (0..1 + random.below(8)).map(|_| random.text()).collect();
        let elements = (0..4)
            .map(|n| PageElement { parent: n - 1, tag: ["body", "main", "div", "p"][n as usize].into(), hint: String::new() })
            .collect();
        let place = |random: &mut Random| if random.below(3) == 0 { -1 } else { random.below(4) as i32 };
        let blocks =
            texts.iter().map(|text| PageBlock { element: place(&mut random), text: text.clone(), ..PageBlock::default() }).collect();
        let page = PageInput::default().with_blocks(elements, blocks).expect("a page");
        let mut sources = vec![Document { text: texts.concat(), publisher: Some("The BBC".into()), ..Document::default() }];
        sources.push(Document {
            text: texts.iter().rev().cloned().collect::<Vec<_>>().join("\n"),
            url: Some("x://".into()),
            published: Some("99".into()),
            ..Document::default()
        });
        let report = compare(&page, &sources, &Options::default());
        for block in &report.blocks {
            let mut last = 0;
            for span in &block.spans {
                assert!(last <= span.start && span.start <= span.end && block.text.get(span.start..span.end).is_some(), "{:?}", block.text);
                last = span.end;
            }
        }
        let units: Vec<usize> = report.blocks.iter().map(|b| b.text.encode_utf16().count()).collect();
        for (block, units) in utf16::to_utf16(report).blocks.iter().zip(units) {
            assert!(block.spans.iter().all(|s| s.end <= units));
        }
    }
}

/// Refrains and shuffled pieces, where one stretch of the page could be claimed by several passages.
#[test]
fn passages_never_share_a_word_of_the_page() {
    let mut random = Random(11);
    for round in 0..3000 {
        let word = |random: &mut Random| format!("{}word", (b'a' + random.below(20) as u8) as char);
        let source: Vec<String> = (0..60).map(|_| word(&mut random)).collect();
        let mut page = Vec::new();
        while page.len() < 60 {
            let (from, len) = (random.below(50), 3 + random.below(7));
            page.extend_from_slice(&source[from..from + len]);
            page.extend((0..random.below(3)).map(|_| word(&mut random)));
        }
        let read = |words: &[String]| Source::from_blocks(Metadata::default(), &[(words.join(" ").as_str(), false)]);
        let words_of_page = page.join(" ");
        let (page, source) = (read(&page), read(&source));
        let blocks = page.words.block_ranges(1);
        let mut runs: Vec<_> =
            align::align(&align::Page::new(&page.words, &blocks, &[&words_of_page]), &source).into_iter().flat_map(|p| p.runs).collect();
        runs.sort_by_key(|r| r.page);
        assert!(runs.windows(2).all(|w| w[0].page_end() <= w[1].page), "round {round}: {runs:?}");
    }
}

/// Words that nobody has written, each different, in sentences of twenty.
fn sentences(random: &mut Random, first: usize, words: usize) -> (Vec<String>, Vec<String>) {
    let word = |n: usize| {
        let syllables = ["ba", "de", "fi", "go", "ku", "la", "me", "ni", "po", "ru", "sa", "te"];
        (0..4).map(|digit| syllables[n / 12usize.pow(digit) % 12]).collect::<String>()
    };
    let (mut source, mut page) = (Vec::new(), Vec::new());
    for start in (first..first + words).step_by(20) {
        let mut told: Vec<String> = (start..start + 20).map(word).collect();
        source.push(format!("And the {}.", told.join(" ")));
        for i in (1..told.len()).rev() {
            told.swap(i, random.below(i + 1));
        }
        page.push(format!("And the {}.", told.join(" ")));
    }
    (source, page)
}

/// What is told in other words does not fall away where there is much of it.
#[test]
fn long_rewordings_are_told() {
    for words in [400, 2000, 6000] {
        let (source, page) = sentences(&mut Random(5), 0, words);
        let document = Document { text: source.join("\n"), ..Document::default() };
        let report = compare(&PageInput::from_text(&page.join("\n")), &[document], &Options::default());
        assert!(report.summary.modified.share > 0.9, "{words} words: {}", report.summary.modified.share);
    }
}

fn pair(page: &str, source: String) -> (PageInput, [Document; 1]) {
    (PageInput::from_text(page), [Document { text: source, ..Document::default() }])
}

/// Pages that would take minutes if any step looked at every pair of words.
#[cfg(unix)]
#[test]
fn twice_the_page_takes_twice_the_work() {
    let repeat = |word: &str, times: usize| vec![word; times].join(" ");
    let few = |times: usize| (0..times).map(|i| format!("w{}x", i * i % 110)).collect::<Vec<_>>().join(" ");
    let work = |(page, sources): &(PageInput, [Document; 1])| drop(compare(page, sources, &Options::default()));
    growth::is_linear("one word", 10_000, |n| pair(&repeat("word", n), repeat("word", n)), work);
    growth::is_linear("a few words", 2_000, |n| pair(&few(10 * n), few(n)), work);
    growth::is_linear("one character", 8_000, |n| pair(&"字".repeat(n), "字".repeat(n)), work);
}

/// Pages that would take hours if any step looked at every pair of sentences or blocks word by word.
#[test]
fn many_blocks_and_sentences_are_answered() {
    let blocks =
        |prefix: &str| (0..3000).map(|i| format!("{prefix} and so the keel{i} of a mast{i} was there")).collect::<Vec<_>>().join("\n");
    let short = |count: usize| (0..count).map(|i| format!("The brig{} met rope{}.", i % 500, i % 70)).collect::<Vec<_>>().join(" ");
    for (page, sources) in [pair(&blocks("Here"), blocks("There")), pair(&short(10_000), short(20_000))] {
        compare(&page, &sources, &Options::default());
    }
}
