//! Word n-grams of two texts, held against each other as the article-extraction-benchmark does it.

use std::collections::HashMap;

/// The words of a text: runs of letters, digits and underscores.
pub fn tokens(text: &str) -> Vec<&str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|t| !t.is_empty()).collect()
}

/// How often each n-gram stands in a text; a shorter text is one.
fn grams<'a, 't>(tokens: &'a [&'t str], n: usize) -> HashMap<&'a [&'t str], u32> {
    let mut all = HashMap::new();
    if tokens.is_empty() {
        return all;
    }
    if tokens.len() < n {
        all.insert(tokens, 1);
    }
    for gram in tokens.windows(n) {
        *all.entry(gram).or_insert(0) += 1;
    }
    all
}

/// Precision and recall of what was found.
pub fn score(truth: &str, found: &str, n: usize) -> [f64; 2] {
    let (truth, found) = (tokens(truth), tokens(found));
    let (a, b) = (grams(&truth, n), grams(&found, n));
    let shared: u32 = b.iter().map(|(gram, count)| (*count).min(a.get(gram).copied().unwrap_or(0))).sum();
    let sum = |all: &HashMap<&[&str], u32>| f64::from(all.values().sum::<u32>());
    let (true_grams, found_grams) = (sum(&a), sum(&b));
    let part = |of: f64, other: f64| {
        if of > 0.0 {
            f64::from(shared) / of
        } else if other > 0.0 {
            0.0
        } else {
            1.0
        }
    };
    [part(found_grams, true_grams), part(true_grams, found_grams)]
}

/// The harmonic mean.
pub fn f([p, r]: [f64; 2]) -> f64 {
    if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_grams() {
        assert_eq!(score("a b c d e", "a b c d e", 4), [1.0, 1.0]);
        assert_eq!(score("a b c d e", "b c d e f g", 4), [1.0 / 3.0, 0.5]);
        assert_eq!(score("a b", "", 4), [0.0, 0.0]);
        assert_eq!(score("", "", 4), [1.0, 1.0]);
        assert_eq!(f([0.5, 1.0]), 2.0 / 3.0);
    }
}
