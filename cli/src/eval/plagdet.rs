//! PlagDet, the measure of PAN text alignment (Potthast, Stein, Barrón-Cedeño, Rosso: *An Evaluation Framework for
//! Plagiarism Detection*, COLING 2010): character-level macro precision and recall, and how many detections a case gets.

use std::ops::Range;

/// A stretch of both documents, in code points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    pub page: Range<usize>,
    pub source: Range<usize>,
}

impl Passage {
    fn len(&self) -> usize {
        self.page.len() + self.source.len()
    }

    pub fn meets(&self, other: &Passage) -> bool {
        let meet = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
        meet(&self.page, &other.page) && meet(&self.source, &other.source)
    }
}

/// Sums over pairs of documents.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    cases: usize,
    detections: usize,
    /// Sum over cases of the share that is detected; over detections of the share that is a case.
    recall: f64,
    precision: f64,
    found: usize,
    /// Sum over the cases that were found of the detections that meet them.
    meetings: usize,
    /// Pairs without a case, and those of them with a detection.
    empty: usize,
    accused: usize,
}

impl Tally {
    pub fn add(&mut self, cases: &[Passage], detections: &[Passage]) {
        self.cases += cases.len();
        self.detections += detections.len();
        for case in cases {
            let hits: Vec<&Passage> = detections.iter().filter(|d| case.meets(d)).collect();
            self.recall += covered(case, &hits);
            self.found += usize::from(!hits.is_empty());
            self.meetings += hits.len();
        }
        for detection in detections {
            let hits: Vec<&Passage> = cases.iter().filter(|c| detection.meets(c)).collect();
            self.precision += covered(detection, &hits);
        }
        if cases.is_empty() {
            self.empty += 1;
            self.accused += usize::from(!detections.is_empty());
        }
    }

    pub fn plagdet(&self) -> f64 {
        let (recall, precision) = (self.recall(), self.precision());
        if recall + precision == 0.0 {
            return 0.0;
        }
        2.0 * recall * precision / (recall + precision) / (1.0 + self.granularity()).log2()
    }

    pub fn recall(&self) -> f64 {
        self.recall / self.cases.max(1) as f64
    }

    pub fn precision(&self) -> f64 {
        self.precision / self.detections.max(1) as f64
    }

    /// Detections a case that was found.
    pub fn granularity(&self) -> f64 {
        if self.found == 0 { 1.0 } else { self.meetings as f64 / self.found as f64 }
    }

    /// Pairs without a case that got a detection, and all pairs without a case.
    pub fn accused(&self) -> (usize, usize) {
        (self.accused, self.empty)
    }

    pub fn has_cases(&self) -> bool {
        self.cases > 0
    }
}

/// The share of a passage's characters that lie in others.
fn covered(passage: &Passage, others: &[&Passage]) -> f64 {
    let side = |own: &Range<usize>, of: fn(&Passage) -> &Range<usize>| {
        let mut parts: Vec<(usize, usize)> =
            others.iter().map(|o| (of(o).start.max(own.start), of(o).end.min(own.end))).filter(|(a, b)| a < b).collect();
        parts.sort_unstable();
        let mut end = own.start;
        parts.into_iter().fold(0, |sum, (from, to)| {
            let fresh = to.saturating_sub(from.max(end));
            end = end.max(to);
            sum + fresh
        })
    };
    let inside = side(&passage.page, |p| &p.page) + side(&passage.source, |p| &p.source);
    inside as f64 / passage.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_case_in_two_detections() {
        let passage = |page, source| Passage { page, source };
        let mut tally = Tally::default();
        tally.add(&[passage(0..100, 0..100)], &[passage(0..25, 0..25), passage(50..75, 50..75)]);
        tally.add(&[], &[]);
        assert_eq!((tally.recall(), tally.precision(), tally.granularity()), (0.5, 1.0, 2.0));
        assert!((tally.plagdet() - (2.0 / 3.0) / 3f64.log2()).abs() < 1e-9);
        assert_eq!(tally.accused(), (0, 1));
    }
}
