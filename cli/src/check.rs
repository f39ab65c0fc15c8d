//! `wherefrom check` and `wherefrom compare`.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use sha2::{Digest, Sha256};
use wherefrom::check::{Options, Standings, compare as compare_page};
use wherefrom::report::{Report, annotations, csv, html};

use wherefrom_inputs::{Refused, What, assets};

use crate::args::{AboutPage, Check, Compare, Format};
use crate::corpus::{self, PackFile};
use crate::input;
use crate::refusals::told;
use crate::terminal::{self, tell};

/// Packs, with the names of those that could be used.
struct Opened {
    packs: Vec<PackFile>,
    names: Vec<String>,
    all_used: bool,
}

fn open(paths: &[PathBuf]) -> Opened {
    let mut opened = Opened { packs: Vec::new(), names: Vec::new(), all_used: true };
    for path in paths {
        match PackFile::open_all(path, opened.names.len()) {
            Ok(packs) => {
                opened.packs.extend(packs);
                opened.names.push(path.display().to_string());
            }
            Err(error) => {
                tell(&format!("wherefrom: {error:#}; the other packs are used without it"));
                opened.all_used = false;
            }
        }
    }
    opened
}

/// The report of one page, and whether every pack could be used.
pub fn of_page(page: &Path, packs: &[PathBuf]) -> Result<(Report, bool)> {
    let Opened { packs, names, all_used } = open(packs);
    if packs.is_empty() {
        bail!("none of the packs could be used");
    }
    let report = corpus::check(&input::page(page, None)?, &packs, &Options::default())?;
    let all_whole = tell_damaged(&report, &names);
    Ok((report, all_used && all_whole))
}

/// Returns whether every input could be used.
pub fn check(args: &Check) -> Result<bool> {
    // One that is named twice is searched once.
    let mut paths: Vec<PathBuf> = Vec::new();
    for path in args.packs.iter().chain(&args.own).chain(&args.licensed) {
        if !paths.contains(path) {
            paths.push(path.clone());
        }
    }
    let Opened { packs: mut opened, mut names, mut all_used } = open(&paths);
    let options = Options { standings: standings(args, &names), ..options(&args.about) };
    for path in &args.against {
        let mut read = input::Documents::default();
        input::documents(path, &mut read);
        all_used &= all_counted(&read.refused);
        if read.documents.is_empty() {
            tell(&format!("wherefrom: {}: there is no document in it; the others are used without it", path.display()));
            all_used = false;
            continue;
        }
        let name = path.display().to_string();
        opened.push(PackFile::of_documents(&name, &read.documents, names.len()));
        names.push(name);
    }
    if opened.is_empty() {
        bail!("none of the packs could be used");
    }
    if args.page.is_dir() {
        return check_folder(args, &opened, &names, &options).map(|all| all && all_used);
    }
    let page = input::page(&args.page, args.about.url.as_deref())?;
    let report = corpus::check(&page, &opened, &options)?;
    all_used &= tell_damaged(&report, &names);
    tell_unknown(&args.about, &[Known::of(&report)]);
    write(&report, args.about.format)?;
    Ok(all_used)
}

/// A folder: a row or a line a page.
fn check_folder(args: &Check, packs: &[PackFile], names: &[String], options: &Options) -> Result<bool> {
    if !matches!(args.about.format, Format::Csv | Format::Json) {
        bail!("{} is a folder: use --format csv or --format json, which write a row or a line a page", args.page.display());
    }
    let mut all_used = true;
    let mut known = Vec::new();
    let mut out = std::io::stdout().lock();
    if args.about.format == Format::Csv {
        out.write_all(csv::PAGES_HEADER.as_bytes())?;
    }
    let (files, passed) = input::files_below(&args.page)?;
    if passed > 0 {
        anstream::eprintln!("{}", told(&Refused::counted(input::shown(&args.page), assets::told(passed), passed as u64)));
    }
    for path in files {
        let name = path.strip_prefix(&args.page).unwrap_or(&path).display().to_string();
        let page = match input::page(&path, args.about.url.as_deref()) {
            Ok(page) => page,
            Err(error) => {
                tell(&format!("wherefrom: {error:#}; it is passed over"));
                all_used = false;
                continue;
            }
        };
        let report = corpus::check(&page, packs, options)?;
        all_used &= tell_damaged(&report, names);
        known.push(Known::of(&report));
        if args.about.format == Format::Csv {
            out.write_all(csv::page_row(&name, &report).as_bytes())?;
        } else {
            let mut value = serde_json::to_value(&report)?;
            value["file"] = name.into();
            writeln!(out, "{value}")?;
        }
    }
    tell_unknown(&args.about, &known);
    Ok(all_used)
}

/// What of a report can be dismissed, and was excluded.
struct Known {
    blocks: usize,
    excluded: Vec<String>,
}

impl Known {
    fn of(report: &Report) -> Known {
        Known { blocks: report.blocks.len(), excluded: report.dismissed.sources.clone() }
    }
}

/// Tells of documents and blocks that were to be left out, and that are in no pack and on no page.
fn tell_unknown(about: &AboutPage, known: &[Known]) {
    for id in about.exclude.iter().filter(|id| !known.iter().any(|of| of.excluded.contains(id))) {
        tell(&format!(
            "wherefrom: --exclude {id}: no document that was searched has this id; `wherefrom pack list` tells the ids of a pack"
        ));
    }
    let blocks = known.iter().map(|of| of.blocks).max().unwrap_or(0);
    for block in about.dismiss.iter().filter(|block| **block >= blocks) {
        tell(&format!("wherefrom: --dismiss {block}: there is no such block; blocks are counted from 0, and there are {blocks}"));
    }
}

/// Returns whether every input could be used.
pub fn compare(args: &Compare) -> Result<bool> {
    let page = input::page(&args.page, args.about.url.as_deref())?;
    let mut read = input::Documents::default();
    for source in &args.sources {
        input::documents(source, &mut read);
    }
    let all_used = all_counted(&read.refused);
    let mut documents = read.documents;
    if !args.only.is_empty() {
        let known: Vec<String> = documents.iter().filter_map(|d| d.id.clone()).collect();
        if let Some(unknown) = args.only.iter().find(|id| !known.contains(id)) {
            bail!("--only {unknown}: no source has this id; there are {}", known.join(", "));
        }
        documents.retain(|d| d.id.as_ref().is_some_and(|id| args.only.contains(id)));
    }
    if documents.is_empty() {
        bail!("there is no source to compare with");
    }
    let report = compare_page(&page, &documents, &options(&args.about));
    tell_unknown(&args.about, &[Known::of(&report)]);
    write(&report, args.about.format)?;
    Ok(all_used)
}

/// Tells of what was passed over. Whether no input failed: what an archive or a table has beside its documents is none.
fn all_counted(refused: &[Refused]) -> bool {
    for one in refused {
        anstream::eprintln!("{}", told(one));
    }
    refused.iter().all(|refused| matches!(refused.what, What::Counted(_)))
}

fn options(about: &AboutPage) -> Options {
    Options {
        published: about.published.clone(),
        url: about.url.clone(),
        exclude: about.exclude.clone(),
        dismissed: about.dismiss.clone(),
        ..Options::default()
    }
}

/// `names`: those of the packs that are searched, in their order.
fn standings(args: &Check, names: &[String]) -> Standings {
    let numbers_of = |paths: &[PathBuf]| {
        let is_among = |name: &String| paths.iter().any(|path| path.display().to_string() == *name);
        (0..names.len()).filter(|number| is_among(&names[*number])).collect()
    };
    Standings {
        own: args.own_outlet.clone(),
        licensed: args.licensed_outlet.clone(),
        own_packs: numbers_of(&args.own),
        licensed_packs: numbers_of(&args.licensed),
    }
}

/// Tells of packs of which not all could be read; returns whether there are none.
fn tell_damaged(report: &Report, names: &[String]) -> bool {
    for (pack, name) in report.packs.iter().zip(names) {
        if let Some(why) = pack.damaged.as_ref().map(|damage| &damage.message) {
            tell(&format!("wherefrom: {name}: {why}; the rest of it and the other packs are used"));
        }
    }
    report.packs.iter().all(|p| p.damaged.is_none())
}

fn write(report: &Report, format: Format) -> Result<()> {
    match format {
        Format::Text => terminal::print(report)?,
        Format::Json => {
            let mut out = std::io::stdout().lock();
            serde_json::to_writer_pretty(&mut out, report).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
        Format::Html => std::io::stdout().write_all(evidence(report).as_bytes())?,
        Format::Csv => std::io::stdout().write_all(csv::blocks(report).as_bytes())?,
        Format::Annotations => {
            let mut out = std::io::stdout().lock();
            serde_json::to_writer_pretty(&mut out, &annotations::page(report)).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
    }
    Ok(())
}

/// The report as a page that can be kept: with when, by what and of which text it was made.
fn evidence(report: &Report) -> String {
    let checked = humantime::format_rfc3339_seconds(std::time::SystemTime::now()).to_string();
    let sha256 = format!("{:x}", Sha256::digest(html::article_text(report)));
    html::page(
        report,
        &html::Circumstances { checked: Some(&checked), program: concat!("wherefrom ", env!("CARGO_PKG_VERSION")), sha256: &sha256 },
    )
}
