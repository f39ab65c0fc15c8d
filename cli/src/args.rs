//! The command line, as the contract gives it.

use std::num::NonZero;
use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

/// Where does this article come from?
#[derive(Parser)]
#[command(version, about, after_help = "Exit status: 0 done, 1 an input could not be used, 2 wrong usage.")]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Check a page, or a folder of pages, against packs
    Check(Check),
    /// Tell what of a page is the article, and why: a line a block, with its decision, its probability and what told most
    Blocks(Blocks),
    /// Tell what a page quotes: exact, altered, without marks in the source, in indirect speech, or not found; and the earliest that has it
    Quotations(Quotations),
    /// Compare a page with files: a pack made in memory, the same path
    Compare(Compare),
    /// Build and inspect packs
    #[command(subcommand)]
    Pack(Pack),
    /// Measure detection on labelled corpora
    #[command(subcommand)]
    Eval(Eval),
}

#[derive(ClapArgs)]
pub struct Quotations {
    /// .txt (a block per non-empty line), .html (the article is found on the page), or - for standard input
    pub page: PathBuf,
    /// A pack to search, a file or a folder of shards; may be given several times
    #[arg(long = "pack", required = true)]
    pub packs: Vec<PathBuf>,
    /// How the quotations are written
    #[arg(long, value_enum, default_value = "text")]
    pub format: InfoFormat,
}

#[derive(Subcommand)]
pub enum Eval {
    /// What is collected of a page before anything is judged: its blocks, the elements around them, and what it says of itself, as JSON
    Collected {
        /// .txt, .html, or - for standard input
        page: PathBuf,
        /// The page's URL, from which its links lead
        #[arg(long)]
        url: Option<String>,
    },
    /// Dates of publication, on pages of which they are known: found and right, wrong, unknown
    Dates {
        /// The folder with `html/ID.html` and `ground-truth.jsonl`
        folder: PathBuf,
        /// Also list the pages that are wrong or unknown
        #[arg(long)]
        list: bool,
    },
    /// The article finder on pages of which a person marked the article: precision, recall and F of word 4-grams, with and
    /// without headings
    Pages {
        /// Folders with `html/ID.html` and `ground-truth.jsonl` or `ground-truth.json`
        #[arg(required = true, value_name = "FOLDER")]
        folders: Vec<PathBuf>,
        /// Judge each page by weights that were fitted to the pages of all folders without those of its fold; no site is in two folds
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(2..=100))]
        folds: Option<u8>,
    },
    /// PAN text alignment: all pairs of the corpus, a line per detected passage; where the corpus has labels, PlagDet too
    Pan {
        /// The folder with `src`, `susp` and `pairs`
        corpus: PathBuf,
        /// The detections to write, JSONL
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
        /// Also print the result of five folds by source document, each with odds fitted to the other four
        #[arg(long)]
        folds: bool,
    },
}

#[derive(ClapArgs)]
pub struct Check {
    /// .txt (a block per non-empty line), .html (the article is found on the page), a folder of them, or - for standard input
    pub page: PathBuf,
    /// A pack to search, a file or a folder of shards; may be given several times
    #[arg(long = "pack", required_unless_present_any = ["against", "own", "licensed"])]
    pub packs: Vec<PathBuf>,
    /// Files or folders whose documents are searched, as SOURCE of compare; may be given several times
    #[arg(long, value_name = "FOLDER")]
    pub against: Vec<PathBuf>,
    /// A pack of your own texts, which is searched too: what the page took of them is told first. May be given several times
    #[arg(long, value_name = "PACK")]
    pub own: Vec<PathBuf>,
    /// An outlet that is your own, by name or host; may be given several times
    #[arg(long, value_name = "OUTLET", value_parser = outlet)]
    pub own_outlet: Vec<String>,
    /// A pack of which you have a licence, which is searched too; may be given several times
    #[arg(long, value_name = "PACK")]
    pub licensed: Vec<PathBuf>,
    /// An outlet of which you have a licence, by name or host; may be given several times
    #[arg(long, value_name = "OUTLET", value_parser = outlet)]
    pub licensed_outlet: Vec<String>,
    #[command(flatten)]
    pub about: AboutPage,
}

#[derive(ClapArgs)]
pub struct Blocks {
    /// .txt, .html, or - for standard input
    pub page: PathBuf,
    /// In place of the blocks, what the page says of itself: title, dates, outlet, authors and the like, and where each was found
    #[arg(long)]
    pub metadata: bool,
    /// The page's URL, in place of what the page says
    #[arg(long, requires = "metadata")]
    pub url: Option<String>,
    /// How the blocks are written
    #[arg(long, value_enum, default_value = "text")]
    pub format: InfoFormat,
}

#[derive(ClapArgs)]
pub struct Compare {
    /// .txt, .html, a page as a browser saved it (.mhtml, .webarchive), or - for standard input
    pub page: PathBuf,
    /// .txt, .html, .mhtml, or .jsonl, .json, .csv (their documents)
    #[arg(required = true)]
    pub sources: Vec<PathBuf>,
    /// Of the sources, only these ids
    #[arg(long, value_delimiter = ',')]
    pub only: Vec<String>,
    #[command(flatten)]
    pub about: AboutPage,
}

#[derive(ClapArgs)]
pub struct AboutPage {
    /// When the page was published (ISO 8601), in place of what the page says
    #[arg(long, value_name = "DATE", value_parser = iso_date)]
    pub published: Option<String>,
    /// The page's URL, in place of what the page says
    #[arg(long)]
    pub url: Option<String>,
    /// A document that is no source; may be given several times
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub exclude: Vec<String>,
    /// A block, by its number in the report, of which what was found is no match; may be given several times
    #[arg(long, value_name = "BLOCK", value_delimiter = ',')]
    pub dismiss: Vec<usize>,
    /// How the report is written
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Json,
    Html,
    Csv,
    Annotations,
}

#[derive(Subcommand)]
pub enum Pack {
    /// Build a pack from texts, pages, feeds and web archives
    #[command(after_help = KINDS)]
    Build(Build),
    /// Build a shard and add it to a pack of shards; the others stay as they are
    #[command(after_help = KINDS)]
    Add(Add),
    /// Take shards out of a pack of shards, and delete their files
    Remove {
        /// The folder of the shards
        folder: PathBuf,
        /// The beginnings of their names, as `pack info` tells them
        #[arg(required = true)]
        shards: Vec<String>,
    },
    /// Name, counts, sizes of the sections, bytes a document
    Info {
        file: PathBuf,
        #[arg(long, value_enum, default_value = "text")]
        format: InfoFormat,
    },
    /// Check every checksum and every document; exit 1 and the section's name where one fails
    Verify { file: PathBuf },
    /// List a pack's documents
    List { file: PathBuf },
    /// Merge packs into one: the same bytes as if it had been built at once
    Merge(Merge),
    /// Write a pack's documents to standard output, JSONL, where the text is there
    Export { file: PathBuf },
}

const KINDS: &str = "\
Kinds of input, each also compressed as .gz or .zst:
  .txt                    one text; a block per non-empty line
  .html .htm .xhtml       one page; the article is found on it
  .mhtml .mht .webarchive a page as a browser saved it, told by its content; e-mails (.eml) too
  .mbox                   e-mails, newsletters say; a document a message, at the address where it says it is on the web
  .md .markdown           Markdown; its front matter says title, date, author, address, outlet, licence
  .docx .odt              a text of a word processor
  .epub                   an e-book; a document a chapter
  .jsonl .ndjson          a document a line; only \"text\" must be there
  .json                   an array of documents, or one after another; items of ninjs, exports of wallabag
  .csv .tsv               a document a row; the first line names the columns, one of them \"text\", \"body\" or \"content\"
  .rss .atom .xml .rdf    RSS or Atom; a document an entry. NITF, NewsML 1.2 and G2; a document an item
  .warc                   a web archive; its pages with status 200
  .zip .wacz              files of these kinds in an archive; exports of Omnivore, Readwise Reader
  .list .urls .opml       files by name, one a line, or as OPML: from the list's folder on, or file:// URLs
  folders                 what is of these kinds in them and below; links to folders are not followed,
                          and X_files beside X.html is passed over, where a browser put what belongs to that page

An input may be larger than memory; a page, line, record or feed has at most 16 MB. What cannot be used is told and
passed over; the exit status is 1 if nothing could be. The pack is written whole or not at all.";

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum InfoFormat {
    Text,
    Json,
}

#[derive(ClapArgs)]
pub struct Build {
    /// Files, folders, lists of files, or - for JSONL on standard input; of any kind below, in any mix
    #[arg(required = true)]
    pub inputs: Vec<PathBuf>,
    /// The pack to write; a name that ends in "/" makes a folder of shards with one of them
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// Keep hashes and no words
    #[arg(long)]
    pub text_free: bool,
    #[command(flatten)]
    pub about: About,
    /// Threads to build with; as many as there are cores unless given. The pack is the same with any number
    #[arg(long, value_name = "N")]
    pub jobs: Option<NonZero<usize>>,
}

#[derive(ClapArgs)]
pub struct Add {
    /// The folder of the shards
    pub folder: PathBuf,
    /// Files, folders, lists of files, or - for JSONL on standard input; of any kind below, in any mix
    #[arg(required = true)]
    pub inputs: Vec<PathBuf>,
    /// Threads to build with; as many as there are cores unless given. The shard is the same with any number
    #[arg(long, value_name = "N")]
    pub jobs: Option<NonZero<usize>>,
}

#[derive(ClapArgs)]
pub struct Merge {
    /// The packs, all with text or all text-free; folders of shards too
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// The pack to write; a name that ends in "/" makes a folder of shards with one of them
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    #[command(flatten)]
    pub about: About,
}

/// What a pack says of itself.
#[derive(ClapArgs)]
pub struct About {
    /// The pack's name; the output file's unless given
    #[arg(long)]
    pub name: Option<String>,
    #[arg(long)]
    pub publisher: Option<String>,
    #[arg(long)]
    pub license: Option<String>,
}

fn outlet(text: &str) -> Result<String, String> {
    match wherefrom::check::is_outlet(text) {
        true => Ok(text.to_owned()),
        false => Err("it is neither the name of an outlet nor a host; write it like 'Skarn Gazette' or gazette.example".to_owned()),
    }
}

fn iso_date(text: &str) -> Result<String, String> {
    match wherefrom_text::date::Day::parse(text) {
        Some(_) => Ok(text.to_owned()),
        None => Err(format!("'{text}' is no ISO 8601 date; write it like 2031-03-02")),
    }
}
