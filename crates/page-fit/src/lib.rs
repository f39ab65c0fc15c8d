//! Fits the weights of the article finder to pages of which a person marked the article, and measures the finder on them.
//!
//! **Boundary**: a folder of marked pages in, weights and figures out. The finder's features and models are `wherefrom-page`'s;
//! what is here never ships.
//!
//! | file | idea |
//! |---|---|
//! | `corpus` | a folder → marked pages |
//! | `labels` | which blocks are in the marked text |
//! | `logistic` | examples → weights of one model |
//! | `stages` | marked pages → weights of both models |
//! | `measure` | precision, recall and F, as shipped or in folds by site |
//! | `grams` | word n-grams of two texts held against each other |
//! | `source` | weights → the file that the finder is compiled with |

pub mod corpus;
pub mod grams;
pub mod labels;
pub mod logistic;
pub mod measure;
pub mod source;
pub mod stages;
