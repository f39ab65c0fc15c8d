//! Weights to the file that the finder is compiled with.

use std::fmt::Write;

use crate::stages::Fitted;

const HEAD: &str =
    "//! The weights of the article finder. Made by `wherefrom-bench weights`, never by hand: docs/decisions/page-learned-finder.md.
//!
//! Fitted to pages of WCXB, the Web Content Extraction Benchmark (M. Foley), which is under CC BY 4.0
//! (<https://creativecommons.org/licenses/by/4.0/>), and to other pages of which a person marked the article.

use super::model::Weights;

#[rustfmt::skip]
pub const WEIGHTS: Weights<'static> = Weights {
";

/// Characters of a line of numbers.
const LINE: usize = 120;

/// The file.
pub fn source(fitted: &Fitted) -> String {
    let mut out = HEAD.to_owned();
    for (name, weights) in [("first", &fitted.first), ("second", &fitted.second), ("page", &fitted.page)] {
        let _ = writeln!(out, "    {name}: &[");
        let mut line = String::new();
        for weight in weights {
            let number = format!("{weight}, ");
            if line.len() + number.len() > LINE {
                let _ = writeln!(out, "        {}", line.trim_end());
                line.clear();
            }
            line += &number;
        }
        let _ = writeln!(out, "        {}\n    ],", line.trim_end());
    }
    out + "};\n"
}
