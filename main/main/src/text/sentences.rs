//! Sentences: UAX #29 boundaries, joined again after abbreviations and initials.

use unicode_segmentation::UnicodeSegmentation;

/// Abbreviations that a capital follows without a new sentence.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "st", "sen", "rep", "gov", "gen", "lt", "col", "sgt", "capt", "rev", "hon", "jr", "sr", "vs", "no",
    "inc", "ltd", "co", "corp", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "u.s", "u.k", "u.n",
    "e.g", "i.e", "z.b", "nr", "bzw", "ca", "sra", "sr", "mme", "mlle",
];

/// Byte offsets at which sentences start.
pub fn starts(text: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut joined = false;
    for (start, sentence) in text.split_sentence_bound_indices() {
        if !joined {
            starts.push(start);
        }
        joined = ends_in_abbreviation(sentence);
    }
    starts
}

fn ends_in_abbreviation(sentence: &str) -> bool {
    let Some(body) = sentence.trim_end().strip_suffix('.') else { return false };
    let last = body.rsplit(|c: char| !c.is_alphanumeric() && c != '.').next().unwrap_or("");
    let initial = last.chars().count() == 1 && last.chars().all(char::is_uppercase);
    initial || ABBREVIATIONS.iter().any(|a| last.eq_ignore_ascii_case(a))
}

#[cfg(test)]
mod tests {
    use super::starts;

    #[test]
    fn abbreviations_do_not_end_sentences() {
        assert_eq!(starts("Mr. Okafor left. Dr. B. Lind stayed."), [0, 17]);
        assert_eq!(starts("It rose 2.5 percent. \"Good,\" she said."), [0, 21]);
    }
}
