//! The `wherefrom` command. Standard output carries the result alone; warnings go to standard error.
//!
//! Exit status: 0 done, 1 an input could not be used, 2 wrong usage.

mod args;
mod blocks;
mod build;
mod check;
mod corpus;
mod eval;
mod input;
mod metadata;
mod output;
mod packs;
mod progress;
mod quotations;
mod refusals;
mod shards;
mod terminal;

use std::process::ExitCode;

use clap::Parser;

/// Many threads make documents that others let go of, which the system's allocator makes wait for each other.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let args = args::Args::parse();
    let done = match args.command {
        args::Command::Check(args) => check::check(&args),
        args::Command::Blocks(args) => blocks::run(&args),
        args::Command::Quotations(args) => quotations::run(&args),
        args::Command::Compare(args) => check::compare(&args),
        args::Command::Pack(command) => packs::run(&command),
        args::Command::Eval(command) => eval::run(&command),
    };
    match done {
        Ok(all_inputs_used) => ExitCode::from(u8::from(!all_inputs_used)),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            terminal::tell(&format!("wherefrom: {error:#}"));
            ExitCode::from(1)
        }
    }
}

/// The reader of our output has seen enough ("wherefrom check … | head").
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<std::io::Error>().is_some_and(|e| e.kind() == std::io::ErrorKind::BrokenPipe)
}
