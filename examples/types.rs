//! The report's types for TypeScript, on standard output: `cargo run --example types --features types`. The extension keeps
//! them as `extension/src/shared/report-types.ts`; a test says where they have become others.

use ts_rs::{Config, TS};
use wherefrom::report::*;
use wherefrom::{Credit, Direction, PackInfo, SpanKind, Standing, Verdict};

fn main() {
    println!("// Made from the Rust types of src/report/types.rs by `make types`. Do not edit.\n");
    println!("/** What an interface makes its words with: numbers, strings, lists of these. */");
    println!("export type Args = Record<string, unknown>;");
    let config = Config::default().with_large_int("number");
    print::<Report>(&config);
    print::<Offsets>(&config);
    print::<PageReport>(&config);
    print::<DeclaredSource>(&config);
    print::<PackReport>(&config);
    print::<Damage>(&config);
    print::<Summary>(&config);
    print::<Share>(&config);
    print::<BlockReport>(&config);
    print::<BlockKind>(&config);
    print::<SpanReport>(&config);
    print::<FactReport>(&config);
    print::<QuotationReport>(&config);
    print::<QuotedReport>(&config);
    print::<DismissedReport>(&config);
    print::<SourceReport>(&config);
    print::<TakenReport>(&config);
    print::<ConditionReport>(&config);
    print::<FollowsReport>(&config);
    print::<OmissionReport>(&config);
    print::<SourceBlockReport>(&config);
    print::<Version>(&config);
    print::<Verdict>(&config);
    print::<SpanKind>(&config);
    print::<Credit>(&config);
    print::<Direction>(&config);
    print::<Standing>(&config);
    print::<PackInfo>(&config);
}

/// A type with its comments, a field a line.
fn print<T: TS>(config: &Config) {
    let declared = format!("{}export {}", T::docs().unwrap_or_default(), T::decl(config));
    let declared = declared.replace(", };", ",\n};").replace("/**\n * ", "/** ").replace("\n */", " */");
    println!();
    let mut inside = false;
    for line in declared.lines().map(str::trim).filter(|line| !line.is_empty()) {
        inside &= !line.starts_with('}');
        println!("{}{line}", if inside { "  " } else { "" });
        inside |= line.ends_with('{');
    }
}
