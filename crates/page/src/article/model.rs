//! Two logistic models: the second knows what the first says of the blocks around.

use super::features::Row;
use super::first::{self, ALL};
use super::known::Known;
use super::second::{self, SECOND, SECOND_BINS, SECOND_NAMES, Second};

/// A weight for every bin of every feature, feature after feature, in parts of [`SCALE`].
#[derive(Debug, Clone, Copy)]
pub struct Weights<'a> {
    pub first: &'a [i16],
    pub second: &'a [i16],
    pub page: &'a [i16],
}

/// A weight of so much is a logit of 1.
pub const SCALE: f32 = 128.0;

/// Features of the second stage: those of the first, and its own.
pub const BOTH: usize = ALL + SECOND;

pub fn first_sizes() -> [usize; ALL] {
    first::sizes()
}

pub fn second_sizes() -> [usize; BOTH] {
    let first = first::sizes();
    std::array::from_fn(|at| if at < ALL { first[at] } else { SECOND_BINS[at - ALL] })
}

/// Where the weights of each feature begin.
pub fn first_offsets() -> [usize; ALL] {
    offsets(first_sizes())
}

pub fn second_offsets() -> [usize; BOTH] {
    offsets(second_sizes())
}

pub fn offsets<const N: usize>(sizes: [usize; N]) -> [usize; N] {
    let mut from = 0;
    sizes.map(|size| {
        from += size;
        from - size
    })
}

/// The logistic function, by operations that give the same bits on every machine.
pub fn probability(logit: f32) -> f32 {
    let mut power = 1.0 + f64::from(logit.abs().min(30.0)) / 4096.0;
    for _ in 0..12 {
        power *= power;
    }
    let small = 1.0 / (1.0 + power);
    (if logit < 0.0 { small } else { 1.0 - small }) as f32
}

pub fn logit<const N: usize>(weights: &[i16], offsets: &[usize; N], row: &Row<N>) -> f32 {
    let sum: i32 = offsets.iter().zip(row).map(|(from, bin)| i32::from(weights[from + usize::from(*bin)])).sum();
    sum as f32 / SCALE
}

pub fn both(first: &Row<ALL>, second: &Row<SECOND>) -> Row<BOTH> {
    std::array::from_fn(|at| if at < ALL { first[at] } else { second[at - ALL] })
}

/// The second stage's features of a page's blocks.
pub fn rows(known: &Known<'_>, weights: &Weights<'_>) -> Vec<Row<BOTH>> {
    let rows = first::rows(known);
    let offsets = first_offsets();
    let logits: Vec<f32> = rows.iter().map(|row| logit(weights.first, &offsets, row)).collect();
    second::rows(known, &logits).iter().zip(&rows).map(|(second, first)| both(first, second)).collect()
}

/// The logits of a page's blocks.
pub fn logits(known: &Known<'_>, weights: &Weights<'_>) -> Vec<f32> {
    let offsets = second_offsets();
    rows(known, weights).iter().map(|row| logit(weights.second, &offsets, row)).collect()
}

/// The features that told most of a block. What the first stage says of the block itself is told by that stage's features.
pub fn told(weights: &Weights<'_>, row: &Row<BOTH>, count: usize) -> Vec<(String, f32)> {
    let (firsts, seconds) = (first_offsets(), second_offsets());
    let of = |feature: usize| {
        let bin = usize::from(row[feature]);
        let second = i32::from(weights.second[seconds[feature] + bin]);
        let first = if feature < ALL { i32::from(weights.first[firsts[feature] + bin]) } else { 0 };
        first + second
    };
    let is_told = |feature: &usize| *feature != 0 && *feature != ALL + Second::Own as usize;
    let mut all: Vec<(usize, i32)> = (0..BOTH).filter(is_told).map(|feature| (feature, of(feature))).collect();
    all.sort_by_key(|(feature, weight)| (-weight.abs(), *feature));
    let name = |feature: usize| if feature < ALL { first::name(feature) } else { SECOND_NAMES[feature - ALL].to_owned() };
    all.into_iter().take(count).map(|(feature, weight)| (name(feature), weight as f32 / SCALE)).collect()
}
