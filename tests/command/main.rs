//! Tests that run the `wherefrom` command as a user does.
//!
//! | file | what |
//! |---|---|
//! | `support` | running the command, finding the material |
//! | `seeds` | an editor's verdicts on three real articles |
//! | `spans` | the very words that are marked in them |
//! | `mutations` | the same verdicts when the articles are changed in ways that do not matter |
//! | `news` | verdicts on the invented news |
//! | `cases` | pages and sources of a few lines, as data |
//! | `block_quotations` | quotations that are blocks of their own |
//! | `disguise` | copies whose letters are hidden from programs |
//! | `linear` | how work grows with what is checked |
//! | `hostile` | pages that nobody would write |
//! | `inputs` | every kind of input that packs are built from |
//! | `broken_inputs` | inputs that are cut, broken or made to do harm |
//! | `output` | files that are there whole or not at all |
//! | `packs` | building, and files that are broken |
//! | `quotations` | what a page quotes, and who has it |
//! | `ranges` | packs of which only ranges are read |
//! | `restore` | what can be restored of a text-free pack |
//! | `shards` | packs of several shards, and folders against folders |
//! | `usage` | exit status, formats, bad input |

#[path = "../../bench/src/restore/mod.rs"]
mod attack;
mod block_quotations;
mod broken_inputs;
#[path = "../cases/case.rs"]
mod case;
mod cases;
mod disguise;
#[cfg(unix)]
#[path = "../growth.rs"]
mod growth;
mod hostile;
mod inputs;
#[cfg(unix)]
mod linear;
mod mutations;
mod news;
mod output;
mod own;
mod packs;
mod quotations;
mod ranges;
mod restore;
mod seeds;
mod shards;
mod spans;
mod support;
mod usage;
