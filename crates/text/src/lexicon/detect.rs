//! The language of a text, guessed from its words.

use std::ops::Range;

use super::{LANGUAGES, Language};
use crate::words::CutWords;

/// Guesses the language of a text from its function words; `None` where fewer than [`MIN_SHARE`] of the words are
/// function words of any one language known here.
///
/// Blocks are a text and where its words are.
pub fn detect<'a>(blocks: impl Iterator<Item = (&'a str, Range<usize>)>, words: &CutWords) -> Option<Language> {
    let mut hits = Hits::default();
    let mut total = 0;
    let mut scripts = [0usize; 4];
    for (text, range) in blocks {
        if total == DETECT_WORDS {
            break;
        }
        let is_ascii = text.is_ascii();
        // Numbers tell nothing.
        let tells = range.filter(|&at| !text.as_bytes()[words.starts[at] as usize].is_ascii_digit());
        for at in tells.take(DETECT_WORDS - total) {
            total += 1;
            let mut tells = words.known[at].functions;
            if !is_ascii {
                let word = &text[words.starts[at] as usize..words.ends[at] as usize];
                count_scripts(word, &mut scripts);
                tells |= by_letters(word);
            }
            hits.add(tells);
        }
    }
    let [kana, han, thai, hangul] = scripts;
    if hangul > total / 2 {
        return Some(Language::Korean);
    }
    if kana + han + thai > total / 2 {
        return Some(if thai > kana + han {
            Language::Thai
        } else if kana * KANA_SHARE > han {
            Language::Japanese
        } else {
            Language::Chinese
        });
    }
    let hits: [u32; LANGUAGES] = std::array::from_fn(|language| hits.of(language));
    let best = (0..hits.len()).max_by_key(|&i| (hits[i], std::cmp::Reverse(i)))?;
    let next = (0..hits.len()).filter(|&i| i != best).map(|i| hits[i]).max().unwrap_or(0);
    let share = hits[best] as f32 / total.max(1) as f32;
    (share >= MIN_SHARE || share >= MIN_CLEAR_SHARE && hits[best] >= CLEAR_LEAD * next.max(1)).then(|| Language::ALL[best])
}

/// How many words are function words of each language: the numbers of all languages are counted at once, bit by bit, since which
/// languages a word is of is what no processor foresees.
#[derive(Default)]
struct Hits {
    /// The lowest bits of all numbers, those above, and so on.
    bits: [u32; DETECT_WORDS.ilog2() as usize + 1],
}

impl Hits {
    fn add(&mut self, languages: u32) {
        self.bits.iter_mut().fold(languages, |carried, bits| {
            let next = *bits & carried;
            *bits ^= carried;
            next
        });
    }

    fn of(&self, language: usize) -> u32 {
        (0..).zip(self.bits).map(|(place, bits)| (bits >> language & 1) << place).sum()
    }
}

/// The language that a word is of by a letter that hardly any other has: short texts may do without function words, of which Polish
/// and Turkish have few, and which Arabic and Hebrew write onto other words.
fn by_letters(word: &str) -> u32 {
    let of = |c: char| match c {
        'ł' | 'Ł' | 'ś' | 'Ś' => 1 << Language::Polish as u32,
        'ğ' | 'ı' | 'İ' => 1 << Language::Turkish as u32,
        'і' | 'ї' | 'є' => 1 << Language::Ukrainian as u32,
        'ة' | 'أ' | 'إ' => 1 << Language::Arabic as u32,
        'א'..='ת' => 1 << Language::Hebrew as u32,
        _ => 0,
    };
    word.chars().fold(0, |tells, c| tells | of(c))
}

/// Kana, Chinese characters, Thai, of which most are words by themselves; words in Hangul.
fn count_scripts(word: &str, scripts: &mut [usize; 4]) {
    scripts[3] += usize::from(word.starts_with(|c| matches!(c, '\u{AC00}'..='\u{D7A3}')));
    for c in word.chars() {
        match c {
            '\u{3040}'..='\u{30FF}' => scripts[0] += 1,
            '\u{4E00}'..='\u{9FFF}' => scripts[1] += 1,
            '\u{E00}'..='\u{E7F}' => scripts[2] += 1,
            _ => {}
        }
    }
}

/// Japanese has at least one kana to five Chinese characters.
const KANA_SHARE: usize = 5;
/// Words looked at to tell a language.
const DETECT_WORDS: usize = 400;
/// News prose has 35 to 50 % function words of its own language, 1 to 10 % of a neighbouring one's.
const MIN_SHARE: f32 = 0.18;
/// Lists and tables have fewer, but hardly any of another language.
const MIN_CLEAR_SHARE: f32 = 0.06;
const CLEAR_LEAD: u32 = 4;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Cut;

    #[test]
    fn languages_are_told_apart() {
        let guess = |t: &str| Cut::of([Some(t)].into_iter()).language(|_| true);
        assert_eq!(guess("The ferry was towed to the harbour and nobody on it was hurt"), Some(Language::English));
        assert_eq!(guess("Die Fähre wurde in den Hafen geschleppt und niemand war verletzt"), Some(Language::German));
        assert_eq!(guess("El transbordador fue llevado al puerto y nadie en él resultó herido"), Some(Language::Spanish));
        assert_eq!(guess("Le ferry a été remorqué vers le port et personne n'est blessé dans cette affaire"), Some(Language::French));
        assert_eq!(guess("Prom odholowano do portu, a nikt na nim nie ucierpiał"), Some(Language::Polish));
        assert_eq!(guess("Паром отбуксировали в порт, и никто на нем не пострадал"), Some(Language::Russian));
        assert_eq!(guess("Färjan bogserades till hamnen och ingen ombord skadades"), Some(Language::Swedish));
        assert_eq!(guess("渡船被拖到港口无人受伤"), Some(Language::Chinese));
        assert_eq!(guess("여객선은 항구로 예인되었고 다친 사람은 없었다"), Some(Language::Korean));
        assert_eq!(guess("Çarpışmada yaralanan on kişi hastaneye kaldırıldı"), Some(Language::Turkish));
        assert_eq!(guess("Nowy prom dopłynął wczoraj do przystani bez śladów uszkodzeń"), Some(Language::Polish));
    }
}
