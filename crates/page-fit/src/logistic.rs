//! Logistic regression over binned features, by stochastic gradient descent with a rate for every weight (AdaGrad; Duchi, Hazan
//! and Singer 2011). One thread, one order and no function of the system's mathematics library: the same examples give the same
//! weights everywhere.

use wherefrom_page::fitting::{Row, SCALE, probability};

/// A block: the bins of its features, its label from 0 to 1, and how much it counts.
pub struct Example<const N: usize> {
    pub row: Row<N>,
    pub label: f32,
    pub weight: f32,
}

/// Rounds over all examples. Four more and four fewer change F by less than 0.001 in folds.
const ROUNDS: usize = 8;
/// Weights are the mean of those after the last rounds.
const MEAN_OF: usize = 4;
const RATE: f32 = 0.05;
/// What weights lose in a round.
const DECAY: f32 = 0.01;
const SEED: u64 = 0x9E37_79B9_7F4A_7C15;

/// The weight of every bin, feature after feature. Of the first feature's one bin it is the constant: all others are centred, so
/// that what they add up to over the examples is nought.
pub fn fit<const N: usize>(sizes: [usize; N], examples: &[&Example<N>]) -> Vec<i16> {
    let mut next = 0;
    let from = sizes.map(|size| {
        next += size;
        next - size
    });
    let mut weights = vec![0.0f32; next];
    let mut squares = vec![1e-3f32; next];
    let mut mean = vec![0.0f32; next];
    let mut order: Vec<u32> = (0..examples.len() as u32).collect();
    let mut state = SEED;
    for round in 0..ROUNDS {
        shuffle(&mut order, &mut state);
        for &number in &order {
            let example = examples[number as usize];
            let logit: f32 = from.iter().zip(&example.row).map(|(from, bin)| weights[from + usize::from(*bin)]).sum();
            let error = (probability(logit) - example.label) * example.weight;
            for (from, bin) in from.iter().zip(&example.row) {
                let at = from + usize::from(*bin);
                squares[at] += error * error;
                weights[at] -= RATE * error / squares[at].sqrt();
            }
        }
        weights.iter_mut().for_each(|weight| *weight *= 1.0 - DECAY);
        if round >= ROUNDS - MEAN_OF {
            mean.iter_mut().zip(&weights).for_each(|(mean, weight)| *mean += weight / MEAN_OF as f32);
        }
    }
    centre(&sizes, &from, examples, &mut mean);
    mean.iter().map(|weight| (weight * SCALE).round().clamp(i16::MIN.into(), i16::MAX.into()) as i16).collect()
}

fn shuffle(order: &mut [u32], state: &mut u64) {
    for at in (1..order.len()).rev() {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        order.swap(at, ((*state >> 33) as usize) % (at + 1));
    }
}

/// Moves what each feature adds to the mean example into the constant, so that its weights tell what is unusual.
fn centre<const N: usize>(sizes: &[usize; N], from: &[usize; N], examples: &[&Example<N>], weights: &mut [f32]) {
    for feature in 1..N {
        let sum: f64 = examples.iter().map(|e| f64::from(weights[from[feature] + usize::from(e.row[feature])])).sum();
        let mean = (sum / examples.len().max(1) as f64) as f32;
        weights[from[feature]..from[feature] + sizes[feature]].iter_mut().for_each(|weight| *weight -= mean);
        weights[0] += mean;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_unusual_has_a_weight() {
        // The second feature tells the label, the third tells nothing.
        let example = |number: u16| Example { row: [0, number % 2, number / 2 % 2], label: f32::from(number % 2), weight: 1.0 };
        let examples: Vec<Example<3>> = (0..400).map(example).collect();
        let weights = fit([1, 2, 2], &examples.iter().collect::<Vec<_>>());
        let [constant, no, yes, one, other] = [0, 1, 2, 3, 4].map(|at| f32::from(weights[at]) / SCALE);
        assert!(yes > 1.0 && no < -1.0 && (yes + no).abs() < 0.1, "{weights:?}");
        assert!(constant.abs() < 0.3 && one.abs() < 0.3 && other.abs() < 0.3, "{weights:?}");
        assert_eq!(weights, fit([1, 2, 2], &examples.iter().collect::<Vec<_>>()));
    }
}
