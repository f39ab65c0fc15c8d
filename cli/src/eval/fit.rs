//! Logistic regression, for the odds of sections: iteratively reweighted least squares.

use wherefrom::align::rewording::{FEATURES, FITTED, Odds};

/// Weights and the constant.
const SIZE: usize = FEATURES + 1;
/// Rounds; the weights stand still after eight.
const ROUNDS: usize = 12;
/// A little ridge keeps the equations solvable.
const RIDGE: f64 = 1e-3;

/// The model under which the labels are most likely, with the threshold of the one that is shipped.
pub fn fit(examples: &[([f32; FEATURES], bool)]) -> Odds {
    let mut weights = [0.0f64; SIZE];
    for _ in 0..ROUNDS {
        let mut gradient = [0.0f64; SIZE];
        let mut hessian = [[0.0f64; SIZE]; SIZE];
        for (features, label) in examples {
            let mut x = [1.0f64; SIZE];
            x[..FEATURES].iter_mut().zip(features).for_each(|(x, f)| *x = f64::from(*f));
            let z: f64 = x.iter().zip(&weights).map(|(x, w)| x * w).sum();
            let p = 1.0 / (1.0 + (-z).exp());
            let error = f64::from(u8::from(*label)) - p;
            for i in 0..SIZE {
                gradient[i] += error * x[i];
                for j in 0..SIZE {
                    hessian[i][j] += p * (1.0 - p) * x[i] * x[j];
                }
            }
        }
        for i in 0..SIZE {
            gradient[i] -= RIDGE * weights[i];
            hessian[i][i] += RIDGE;
        }
        solve(&mut hessian, &mut gradient);
        weights.iter_mut().zip(gradient).for_each(|(w, step)| *w += step);
    }
    let mut odds = Odds { constant: weights[FEATURES] as f32, ..FITTED };
    odds.weights.iter_mut().zip(weights).for_each(|(to, w)| *to = w as f32);
    odds
}

/// Gaussian elimination with pivots; the solution stands in `b` afterwards.
fn solve(a: &mut [[f64; SIZE]; SIZE], b: &mut [f64; SIZE]) {
    for column in 0..SIZE {
        let pivot = (column..SIZE).max_by(|&i, &j| a[i][column].abs().total_cmp(&a[j][column].abs())).unwrap_or(column);
        a.swap(column, pivot);
        b.swap(column, pivot);
        for row in 0..SIZE {
            if row != column {
                let factor = a[row][column] / a[column][column];
                let above = a[column];
                a[row].iter_mut().zip(above).for_each(|(x, y)| *x -= factor * y);
                b[row] -= factor * b[column];
            }
        }
    }
    for row in 0..SIZE {
        b[row] /= a[row][row];
    }
}
