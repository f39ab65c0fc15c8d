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
//! | `hostile` | pages that nobody would write |
//! | `packs` | building, and files that are broken |
//! | `usage` | exit status, formats, bad input |

#[path = "../cases/case.rs"]
mod case;
mod cases;
mod hostile;
mod mutations;
mod news;
mod packs;
mod seeds;
mod spans;
mod support;
mod usage;
