//! Chooses a pack's vocabulary from a sample of its texts.

use super::classes::{self, Classes};
use super::encoder::{Repeats, letters};
use super::expansions::Expansions;
use super::huffman;
use super::log::log2;
use super::numbers::{Lookup, Numbers, look_up};
use super::parse::{Parser, Room};
use super::phrases;
use super::pieces::{CutText, PieceKind};
use super::tables::{Strings, Tables};
use super::vocabulary::{END, FIRST, LETTERS, MAX_BASE, MAX_STRING, RARE_BITS, REPEATED, SPELLED_SEPARATOR, SPELLED_WORD, SPELLINGS};
use crate::threads;

/// Words and separators seen less often in the sample are spelled.
const MIN_WORD: u32 = 2;
/// Where fewer letters are spelled in the sample, codes by the letter before take more than they save.
const MIN_LETTERS: u64 = 40_000;
/// Phrases at most.
const MAX_PHRASES: usize = 100_000;

/// Texts of the sample as base symbols: a part of them, which a thread works on.
struct Numbered<'a> {
    symbols: Vec<u32>,
    /// The spelled strings, in their order.
    spelled: Vec<&'a str>,
    /// Where streams end.
    streams: Vec<usize>,
    /// What the symbols are while they have no other numbers: separator or word, itself, and how often it comes.
    known: Vec<(PieceKind, &'a str, u32)>,
}

/// Chooses a vocabulary for texts like these, with up to `jobs` threads. Each of the lists is what stands in one stream of bits.
pub fn train(sample: &[Vec<CutText<'_>>], jobs: usize) -> Tables {
    let (mut tables, texts) = strings(sample, jobs);
    let base = tables.base();
    let phrases = phrases::choose(texts.iter().map(|part| part.symbols.clone()).collect(), base, MAX_PHRASES);
    tables.phrases = phrases.list;
    let expansions = Expansions::new(base, &tables.phrases).expect("phrases keep the rules that they are read by");
    // A symbol costs what its count tells.
    let all = log2(phrases.counts.iter().map(|&count| u64::from(count.max(1))).sum());
    let costs: Vec<u32> = phrases.counts.iter().map(|&count| (all - log2(u64::from(count.max(1)))) as u32).collect();
    let parser = Parser::new(base, &costs, |symbol, parts| parts.extend(expansions.of(&symbol)));
    let parsed = threads::each(&texts, |part| parse(&part.symbols, &parser));
    let neighbours: Vec<(u32, u32)> = parsed.iter().flat_map(|parsed| neighbours(parsed, &expansions)).collect();
    let classes = classes::choose(&neighbours, base, jobs);
    choose_codes(&mut tables, &texts, &parsed, &expansions, classes);
    tables
}

/// A vocabulary's strings, and the texts in them.
fn strings<'a>(sample: &[Vec<CutText<'a>>], jobs: usize) -> (Tables, Vec<Numbered<'a>>) {
    let parts = sample.chunks(sample.len().div_ceil(jobs).max(1));
    let mut texts = threads::each(parts, number);
    let (mut numbers, mut known) = (Numbers::default(), Vec::new());
    for &(kind, string, count) in texts.iter().flat_map(|part| &part.known) {
        let number = numbers.get_or_insert(&Lookup::whole(kind, string), string, known.len() as u32);
        match known.get_mut(number as usize) {
            Some((_, _, all)) => *all += count,
            None => known.push((kind, string, count)),
        }
    }
    let mut chosen = known;
    chosen.retain(|(_, string, count)| *count >= MIN_WORD && string.len() <= MAX_STRING);
    let most = MAX_BASE - FIRST as usize;
    if chosen.len() > most {
        chosen.select_nth_unstable_by(most, |a, b| b.2.cmp(&a.2).then((a.0, a.1).cmp(&(b.0, b.1))));
        chosen.truncate(most);
    }
    chosen.sort_unstable();
    let mut symbols = Numbers::default();
    for (symbol, &(kind, string, _)) in (FIRST..).zip(&chosen) {
        symbols.get_or_insert(&Lookup::whole(kind, string), string, symbol);
    }
    threads::each(&mut texts, |part| {
        let known = part.known.iter().map(|&(kind, string, _)| {
            symbols.get(&Lookup::whole(kind, string), string).unwrap_or(match kind {
                PieceKind::Separator => SPELLED_SEPARATOR,
                PieceKind::Word => SPELLED_WORD,
            })
        });
        let known: Vec<u32> = known.collect();
        for symbol in part.symbols.iter_mut().filter(|symbol| **symbol >= FIRST) {
            let at = (*symbol - FIRST) as usize;
            *symbol = known[at];
            if *symbol < FIRST {
                part.spelled.push(part.known[at].1);
            }
        }
    });
    let mut strings = Strings::default();
    chosen.iter().for_each(|&(_, string, _)| strings.push(string));
    let tables =
        Tables { strings, separators: chosen.iter().filter(|&&(kind, _, _)| kind == PieceKind::Separator).count(), ..Tables::default() };
    (tables, texts)
}

/// Numbered as numbers of their strings, in the order in which these come first.
fn number<'a>(streams: &[Vec<CutText<'a>>]) -> Numbered<'a> {
    let (mut numbers, mut asked) = (Numbers::default(), Vec::new());
    let mut texts = Numbered { symbols: Vec::new(), spelled: Vec::new(), streams: Vec::new(), known: Vec::new() };
    for stream in streams {
        for block in stream {
            look_up(block, &mut asked);
            numbers.touch(&asked);
            for piece in &asked {
                let number = numbers.get_or_insert(piece, block.text, texts.known.len() as u32);
                match texts.known.get_mut(number as usize) {
                    Some((_, _, count)) => *count += 1,
                    None => texts.known.push((piece.kind, piece.of(block.text), 1)),
                }
                texts.symbols.push(number + FIRST);
            }
            texts.symbols.push(END);
        }
        texts.streams.push(texts.symbols.len());
    }
    texts
}

/// The texts in phrases.
fn parse(symbols: &[u32], parser: &Parser) -> Vec<u32> {
    let mut room = Room::default();
    let mut parsed = Vec::with_capacity(symbols.len());
    for text in symbols.split_inclusive(|&symbol| symbol == END) {
        parser.parse(text, &mut room, |_, _| 0, END, |symbol| parsed.push(symbol));
    }
    parsed
}

/// The base symbol before each symbol, and the one at its begin.
fn neighbours(parsed: &[u32], expansions: &Expansions) -> impl Iterator<Item = (u32, u32)> {
    let mut before = END;
    parsed.iter().map(move |symbol| {
        let of = expansions.of(symbol);
        (std::mem::replace(&mut before, of[of.len() - 1]), of[0])
    })
}

/// How often everything comes that has a code.
struct Counts {
    symbols: Vec<u64>,
    classes: Vec<u64>,
    letters: Vec<u64>,
}

/// Chooses the codes by how often classes, symbols and letters come.
fn choose_codes(tables: &mut Tables, texts: &[Numbered<'_>], parsed: &[Vec<u32>], expansions: &Expansions, chosen: Classes) {
    let symbols = tables.base() + tables.phrases.len();
    let class_of = |symbol: u32| usize::from(chosen.classes[expansions.of(&symbol)[0] as usize]);
    let is_rare = rare(parsed, symbols, chosen.class_count, class_of, expansions);
    // What is in the vocabulary needs a code, though phrases may have taken all its uses in the sample.
    let mut all = Counts {
        symbols: vec![1; symbols],
        classes: vec![0; chosen.class_count * chosen.context_count],
        letters: vec![0; SPELLINGS * LETTERS],
    };
    for part in threads::each(texts.iter().zip(parsed), |(texts, parsed)| count(texts, parsed, expansions, &chosen, &is_rare)) {
        for (all, part) in [(&mut all.symbols, part.symbols), (&mut all.classes, part.classes), (&mut all.letters, part.letters)] {
            all.iter_mut().zip(part).for_each(|(all, part)| *all += part);
        }
    }
    tables.lengths = vec![0; symbols];
    let mut members: Vec<Vec<u32>> = vec![Vec::new(); chosen.class_count];
    (0..symbols as u32).for_each(|symbol| members[class_of(symbol)].push(symbol));
    for of_class in &members {
        let lengths = huffman::lengths(&of_class.iter().map(|&symbol| all.symbols[symbol as usize]).collect::<Vec<_>>());
        of_class.iter().zip(lengths).for_each(|(&symbol, length)| tables.lengths[symbol as usize] = length);
    }
    if chosen.class_count > 1 {
        // A class that a context never had in the sample needs a code too.
        let lengths = |counts: &[u64]| huffman::lengths(&counts.iter().map(|count| count * 8 + 1).collect::<Vec<_>>());
        tables.class_lengths = all.classes.chunks(chosen.class_count).flat_map(lengths).collect();
    }
    tables.spelling = spelling(&all.letters);
    (tables.class_count, tables.classes, tables.contexts) = (chosen.class_count, chosen.classes, chosen.contexts);
}

/// The codes for spelling: one where few letters are spelled.
fn spelling(counts: &[u64]) -> Vec<u8> {
    let codes: Vec<&[u64]> = counts.chunks(LETTERS).collect();
    let all: Vec<u64> = (0..LETTERS).map(|letter| codes.iter().map(|code| code[letter]).sum()).collect();
    if all.iter().sum::<u64>() < MIN_LETTERS {
        return huffman::lengths(&all.iter().map(|count| count + 1).collect::<Vec<_>>());
    }
    // A byte that never came behind another one needs a code too.
    codes.iter().flat_map(|code| huffman::lengths(&code.iter().map(|count| count * 16 + 1).collect::<Vec<_>>())).collect()
}

fn count(texts: &Numbered<'_>, parsed: &[u32], expansions: &Expansions, chosen: &Classes, is_rare: &[bool]) -> Counts {
    let mut counts = Counts {
        symbols: vec![0; is_rare.len()],
        classes: vec![0; chosen.class_count * chosen.context_count],
        letters: vec![0; SPELLINGS * LETTERS],
    };
    let mut spelled = texts.spelled.iter().copied();
    let mut repeats = Repeats::default();
    let mut streams = texts.streams.iter().copied().peekable();
    let mut at = 0;
    for (&symbol, (before, _)) in parsed.iter().zip(neighbours(parsed, expansions)) {
        while streams.next_if(|&end| end <= at).is_some() {
            repeats = Repeats::default();
        }
        at += expansions.of(&symbol).len();
        let string = if matches!(symbol, SPELLED_WORD | SPELLED_SEPARATOR) { spelled.next() } else { None };
        let may_repeat = string.is_some() || is_rare[symbol as usize];
        let is_again = may_repeat && repeats.find(symbol, string).is_some();
        if may_repeat && !is_again {
            repeats.list(symbol, string);
        }
        let written = if is_again { REPEATED } else { symbol };
        let class = usize::from(chosen.classes[expansions.of(&written)[0] as usize]);
        counts.symbols[written as usize] += 1;
        counts.classes[usize::from(chosen.contexts[before as usize]) * chosen.class_count + class] += 1;
        if let Some(string) = string.filter(|_| !is_again) {
            letters(string, |code, letter| counts.letters[code * LETTERS + letter] += 1);
        }
    }
    counts
}

/// Which symbols will have long codes in their class.
fn rare(parsed: &[Vec<u32>], symbols: usize, classes: usize, class_of: impl Fn(u32) -> usize, expansions: &Expansions) -> Vec<bool> {
    let (mut counts, mut of_class) = (vec![0u32; symbols], vec![0u32; classes]);
    for &symbol in parsed.iter().flatten() {
        counts[symbol as usize] += 1;
        of_class[class_of(symbol)] += 1;
    }
    let is_rare = |symbol: u32| {
        let ends = expansions.of(&symbol).last() == Some(&END);
        !ends && counts[symbol as usize] <= of_class[class_of(symbol)] >> RARE_BITS
    };
    (0..symbols as u32).map(is_rare).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coder::bits::{BitReader, BitWriter};
    use crate::coder::encoder::{Coder, Room, Stream};
    use crate::coder::lanes;
    use crate::coder::ranks::Ranks;
    use crate::coder::vocabulary::{Token, Vocabulary};
    use crate::records::LANGUAGE_BITS;

    fn random(state: &mut u64) -> usize {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (*state >> 33) as usize
    }

    /// Sentences of words of which each goes with a few others, in streams of five.
    fn streams() -> Vec<Vec<String>> {
        let mut state = 3;
        let mut sentence = || {
            let mut word = random(&mut state) % 3000;
            let mut text = String::from("The");
            for _ in 0..24 {
                word = (word * 7 + random(&mut state) % 60) % 3000;
                text.push_str(&format!("{}w{word}", if word.is_multiple_of(11) { ", " } else { " " }));
            }
            text + "."
        };
        (0..1600).map(|_| (0..5).map(|_| sentence()).collect()).collect()
    }

    /// The blocks of a document as its record has them.
    fn document(coder: &Coder<'_>, texts: &[CutText<'_>]) -> Vec<u8> {
        let (mut bits, mut stream, mut room) = (BitWriter::default(), Stream::default(), Room::default());
        bits.put(0, LANGUAGE_BITS);
        bits.put_gamma(texts.len() as u32);
        for text in texts {
            bits.put(0, 1);
            coder.put(text, &mut stream, &mut room, &mut bits);
        }
        bits.finish()
    }

    fn decode(vocabulary: &Vocabulary, bits: &mut BitReader<'_>, room: &mut Ranks) -> Option<String> {
        room.clear();
        vocabulary.decode(bits, room)?;
        vocabulary.expand(room, usize::MAX)?;
        let (mut text, mut usual) = (String::new(), "");
        vocabulary.tokens(room, |piece| {
            let (before, string) = match piece {
                Token::Word(word) => (std::mem::replace(&mut usual, " "), word),
                Token::Separator(separator) => (std::mem::take(&mut usual).get(1..).unwrap_or(""), separator),
            };
            text.push_str(before);
            text.push_str(string);
        })?;
        Some(text)
    }

    #[test]
    fn texts_in_classes_come_back_and_anything_is_decoded() {
        let streams = streams();
        let sample: Vec<Vec<CutText<'_>>> = streams.iter().map(|texts| texts.iter().map(|text| CutText::of(text)).collect()).collect();
        let made = train(&sample, 1);
        assert!(made.class_count > 1 && !made.phrases.is_empty());
        let bytes = made.to_bytes();
        assert_eq!(bytes, train(&sample, 3).to_bytes());
        let vocabulary = Vocabulary::new(&Tables::read(&bytes).expect("tables")).expect("a vocabulary");
        let coder = Coder::new(&made);
        for texts in sample.iter().take(50) {
            let (mut bits, mut stream, mut room) = (BitWriter::default(), Stream::default(), Room::default());
            texts.iter().for_each(|text| coder.put(text, &mut stream, &mut room, &mut bits));
            let written = bits.finish();
            let (mut bits, mut room) = (BitReader::new(&written), Ranks::default());
            for text in texts {
                assert_eq!(decode(&vocabulary, &mut bits, &mut room).as_deref(), Some(text.text));
            }
        }
        let mut state = 5;
        let mut documents: Vec<Vec<u8>> = sample.iter().take(50).map(|texts| document(&coder, texts)).collect();
        // Cut, of noise, and empty.
        documents.iter_mut().step_by(7).for_each(|bytes| bytes.truncate(bytes.len() / 2));
        documents.iter_mut().step_by(11).for_each(|bytes| bytes.iter_mut().for_each(|byte| *byte = random(&mut state) as u8));
        documents.insert(20, Vec::new());
        let documents: Vec<&[u8]> = documents.iter().map(Vec::as_slice).collect();
        let together = lanes::decode(&documents, &vocabulary);
        assert!(together.iter().flatten().count() > 35 && together.iter().any(Option::is_none));
        for (bytes, coded) in documents.iter().zip(&together) {
            assert_eq!(format!("{coded:?}"), format!("{:?}", lanes::decode(&[bytes], &vocabulary)[0]));
        }
        for _ in 0..2000 {
            let noise: Vec<u8> = (0..200).map(|_| random(&mut state) as u8).collect();
            let (mut bits, mut room) = (BitReader::new(&noise), Ranks::default());
            while decode(&vocabulary, &mut bits, &mut room).is_some() {
                vocabulary.keys(&room);
            }
        }
        for at in (0..bytes.len()).step_by(7) {
            let mut broken = bytes.clone();
            broken[at] ^= 0x55;
            let vocabulary = Tables::read(&broken).ok().and_then(|tables| Vocabulary::new(&tables));
            let Some(vocabulary) = vocabulary else { continue };
            let noise: Vec<u8> = (0..50).map(|_| random(&mut state) as u8).collect();
            let _ = decode(&vocabulary, &mut BitReader::new(&noise), &mut Ranks::default());
        }
    }

    #[test]
    fn texts_without_an_end_are_refused() {
        let mut made = Tables { separators: 0, class_count: 1, ..Tables::default() };
        made.strings.push("a");
        (made.classes, made.contexts, made.spelling) = (vec![0; made.base()], vec![0; made.base()], vec![1; LETTERS]);
        made.lengths = vec![0, 0, 0, 0, 1];
        assert!(Vocabulary::new(&Tables::read(&made.to_bytes()).expect("tables")).is_none());
    }
}
