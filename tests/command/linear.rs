//! How the work of a check grows with what is checked: twice as much takes some two times as long, not four times.

use wherefrom::{Document, Options, PageInput, compare};

use crate::growth::is_linear;

/// Checks whose page and source `sides` gives for a number of paragraphs.
fn grows_with_its_input(name: &str, size: usize, sides: impl Fn(usize) -> [String; 2]) {
    let input = |size: usize| {
        let [page, source] = sides(size);
        let source = Document { text: source, publisher: Some("The Gazette".into()), ..Document::default() };
        (PageInput::from_text(&page), [source])
    };
    is_linear(name, size, input, |(page, sources)| drop(compare(page, sources, &Options::default())));
}

fn paragraphs(numbers: impl Iterator<Item = usize>, paragraph: impl Fn(usize) -> String) -> String {
    numbers.map(paragraph).collect::<Vec<_>>().join("\n")
}

fn told(n: usize) -> String {
    format!("The keel{n} of mast{n} came from rope{n} and sail{n} in harbour{n}.")
}

#[test]
fn copied_paragraphs() {
    let work = |count| [paragraphs(0..count, told), paragraphs(0..count, told)];
    grows_with_its_input("copied paragraphs", 3000, work);
}

#[test]
fn changed_paragraphs_in_another_order() {
    let changed = |n| told(n).replace("came from", "sailed with");
    // Both sizes and 7 have no factor in common.
    let work = |count| [paragraphs((0..count).map(|n| n * 7 % count), changed), paragraphs(0..count, told)];
    grows_with_its_input("changed paragraphs", 3000, work);
}

#[test]
fn paragraphs_that_share_too_little() {
    let side = |prefix: &'static str| move |n: usize| format!("{prefix} and so the keel{n} of a mast{n} was there");
    let work = |count| [paragraphs(0..count, side("Here")), paragraphs(0..count, side("There"))];
    grows_with_its_input("weak paragraphs", 3000, work);
}

/// Words of four letters and more, that nobody has written.
fn word(n: usize) -> String {
    let syllables = ["ba", "de", "fi", "go", "ku", "la", "me", "ni", "po", "ru", "sa", "te"];
    format!("{}{}", syllables[n % 12], [12, 144, 1728].map(|of| syllables[n / of % 12]).concat())
}

/// Words of one paragraph, in sentences of twelve; the same in every run.
fn prose(words: usize, seed: usize, word: impl Fn(usize) -> String) -> String {
    let mut random = seed;
    let mut next = || {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        random >> 33
    };
    let sentence = |n: usize| if n % 12 == 11 { ". And " } else { " " };
    (0..words).map(|n| word(next()) + sentence(n)).collect()
}

const LIGHT: &[&str] =
    &["the", "of", "and", "to", "in", "a", "is", "that", "for", "it", "was", "on", "with", "as", "by", "at", "from", "his"];

/// A few words in any order, each of which stands in the source once, so that nearly any stretch of the one may tell any of the other.
fn repeated(words: usize) -> (String, String) {
    const FEW: usize = 120;
    let source: Vec<String> = (0..FEW).map(|n| word(n * 7)).collect();
    let source: Vec<String> = source.chunks(12).map(|words| words.join(" ")).collect();
    (prose(words, 1, |n| word(n % FEW * 7)), source.join(". "))
}

/// Of so many words.
type PageAndSource<'a> = dyn Fn(usize) -> (String, String) + 'a;

#[test]
fn one_long_paragraph() {
    // One word in three is the same few.
    let common = |n: usize| if n.is_multiple_of(3) { LIGHT[n / 3 % LIGHT.len()].to_owned() } else { word(n % 20_000) };
    let changed = |n: usize| if n.is_multiple_of(9) { word(9000 + n % 2000) } else { common(n) };
    let cases: [(&str, &PageAndSource<'_>); 7] = [
        ("a few words", &repeated),
        ("prose on other things", &|words| (prose(words, 1, common), prose(500, 2, common))),
        ("prose as long on other things", &|words| (prose(words, 1, common), prose(words, 2, common))),
        ("copied", &|words| (prose(words, 1, common), prose(words, 1, common))),
        ("changed", &|words| (prose(words, 1, changed), prose(words, 1, common))),
        ("function words", &|words| {
            let light = |n: usize| LIGHT[n % LIGHT.len()].to_owned();
            (prose(words, 1, light), prose(words, 2, light))
        }),
        ("one word", &|words| ("word ".repeat(words), "word ".repeat(words))),
    ];
    for (name, texts) in cases {
        let sides = |words| {
            let (page, source) = texts(words);
            [page, source]
        };
        grows_with_its_input(name, 20_000, sides);
    }
}

#[test]
fn what_a_check_had_no_time_for_is_told() {
    let (page, source) = repeated(40_000);
    let source = Document { text: source, ..Document::default() };
    let told = |page: &str| compare(&PageInput::from_text(page), std::slice::from_ref(&source), &Options::default()).blocks.remove(0);
    let block = told(&page);
    let not_compared = block.not_compared.expect("the rest was not compared");
    assert!(not_compared > 10_000 && not_compared < block.words, "{not_compared}");
    assert!(block.reason.ends_with(&format!("; {not_compared} of {} words were not compared", block.words)), "{}", block.reason);
    assert_eq!(block.reason_args["not_compared"], not_compared);
    assert_eq!(block.verdict.as_str() == "original", block.reason_code == "not-compared");
    let short: String = page.split_inclusive(". ").take(40).collect();
    assert_eq!(told(&short).not_compared, None);
}

/// A paragraph of any length is aligned to its end, with more words in a row than are chained at a time.
#[test]
fn all_of_a_long_paragraph_is_found() {
    let words = 20_000;
    let changed = |n: usize| if n.is_multiple_of(9) { word(9000 + n % 2000) } else { word(n % 20_000) };
    let (page, source) = (prose(words, 1, changed), prose(words, 1, |n| word(n % 20_000)));
    let common = page.split(' ').zip(source.split(' ')).filter(|(ours, theirs)| ours == theirs).count();
    let source = Document { text: source, ..Document::default() };
    let block = compare(&PageInput::from_text(&page), &[source], &Options::default()).blocks.remove(0);
    assert!(block.shared_words.abs_diff(common) < common / 100, "{} of {common} words", block.shared_words);
}
