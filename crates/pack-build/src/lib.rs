//! Building a pack: documents in from any number of threads and in any order, one file out.
//!
//! **One idea**: the same documents give the same bytes, in any order, with any number of threads, at once or merged.
//!
//! **Boundary**: [`Document`]s in, bytes to a `Write + Seek` out; scratch space comes from the caller. It compiles to Wasm, where one
//! thing is done after the other.
//!
//! ```
//! use wherefrom_pack::Pack;
//! use wherefrom_pack_build::{Description, build};
//! use wherefrom_text::model::Document;
//!
//! let documents = [Document { text: "The ferry ran aground at dawn off Skarn Head.".into(), ..Document::default() }];
//! let (bytes, built) = build(&documents, &Description { name: "News".into(), ..Description::default() })?;
//! assert_eq!((Pack::open(bytes).unwrap().info().name.as_str(), built.documents), ("News", 1));
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! 1. Entries are put aside in parts by the hash of their text (`spool`); what is too much for memory goes into a scratch
//!    file.
//! 2. The first parts are the sample that the vocabulary and the codes are chosen from ([`coder::train`]).
//! 3. Part after part is sorted, freed of duplicates and written (`prepare`, `record`), each on some thread, joined in
//!    order; postings are put aside by key. Threads that have nothing to do before the vocabulary is chosen prepare parts
//!    (`ahead`).
//! 4. Postings are sorted and written.
//!
//! Nothing depends on threads or on the order of the input, and no more memory is used for more input.

mod ahead;
mod entry;
mod in_order;
mod part;
mod prepare;
mod record;
mod sample;
mod sorted;
mod spool;

use std::io::{self, Seek, SeekFrom, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashSet;

use wherefrom_pack::coder::{self, Coder};
use wherefrom_pack::cursor::put_varint;
use wherefrom_pack::postings::{MAX_DOCUMENTS, TERM_BITS, TEXT_FREE_KEY_BITS};
use wherefrom_pack::records::{MAX_FIELDS, MAX_TEXT};
use wherefrom_pack::shingles::{SHINGLE, SHINGLE_BITS};
use wherefrom_pack::{Pack, PackError, header, threads};
use wherefrom_text::model::Document;
use wherefrom_text::{WORDS_VERSION, fingerprint};

use ahead::{AHEAD, Parts};
pub use entry::Entry;
use in_order::in_order;
use part::{Part, Work, newest};
use prepare::{Body, HashedBlock, Hashes, Prepared};
use sample::Sample;
use sorted::{Common, KEY_PARTS_BITS, put_postings, write_postings};
use spool::Spool;
pub use spool::{NewScratch, Scratch};

/// What the builder is told of the pack as a whole.
#[derive(Debug, Clone, Default)]
pub struct Description {
    pub name: String,
    pub publisher: Option<String>,
    pub license: Option<String>,
    /// ISO 8601; the newest document's date unless given.
    pub date: Option<String>,
    /// Keep hashes and no words.
    pub text_free: bool,
}

/// What became of the documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Built {
    pub bytes: u64,
    pub documents: usize,
    /// Documents whose text stood in another one already.
    pub duplicates: usize,
    /// Documents without a word of text.
    pub empty: usize,
}

/// Parts that documents are put aside in, by as many upper bits of their hash. A few of them are in memory at once.
const PART_BITS: u32 = 10;
const PARTS: usize = 1 << PART_BITS;
/// Bytes of documents held in memory at most, of fingerprints' postings and of terms'. What is more goes through a scratch
/// file, which takes little time; small bounds keep large inputs from taking more memory than middling ones.
const MAX_ENTRIES: usize = 32 << 20;
const MAX_POSTINGS: [usize; 2] = [16 << 20, 4 << 20];
/// Bytes of text that the vocabulary is chosen from.
const SAMPLE: usize = 10 << 20;
/// A fingerprint in more documents is a formula or a boilerplate, and finds no candidates.
pub const MAX_HOLDERS: usize = 256;
pub struct Builder<'a> {
    about: Description,
    jobs: usize,
    entries: Spool<'a>,
    postings: [Spool<'a>; 2],
    /// Fingerprints that too many documents of a merged pack have; they are not in its postings.
    common: Mutex<FxHashSet<u32>>,
    added: AtomicUsize,
    empty: AtomicUsize,
}

impl<'a> Builder<'a> {
    /// Builds with up to `jobs` threads. `scratch` is called when memory is too small for the input.
    pub fn new(about: Description, jobs: usize, scratch: &'a NewScratch) -> Builder<'a> {
        Builder {
            about,
            jobs: jobs.max(1),
            entries: Spool::new(PARTS, MAX_ENTRIES, scratch),
            postings: MAX_POSTINGS.map(|most| Spool::new(1 << KEY_PARTS_BITS, most, scratch)),
            common: Mutex::default(),
            added: AtomicUsize::new(0),
            empty: AtomicUsize::new(0),
        }
    }

    /// Takes a document; may be called from several threads at once.
    ///
    /// # Errors
    /// A reader would refuse it, so that it is not taken; or it could not be put aside.
    pub fn add(&self, document: Document) -> Result<(), AddError> {
        check(&document)?;
        if document.text.trim().is_empty() {
            self.empty.fetch_add(1, Ordering::Relaxed);
            return Ok(());
        }
        Ok(self.put(&Entry::Document(document))?)
    }

    pub fn is_empty(&self) -> bool {
        self.added.load(Ordering::Relaxed) == 0
    }

    fn put(&self, entry: &Entry) -> io::Result<()> {
        self.added.fetch_add(1, Ordering::Relaxed);
        let hash = entry.hash();
        self.entries.put_with((hash >> (64 - PART_BITS)) as usize, entry.bytes(), |out| entry.write(hash, out))
    }

    /// Takes all documents of a pack in memory, which must be text-free if this one is to be.
    pub fn add_pack(&self, pack: &Pack) -> Result<(), MergeError> {
        if pack.info().text_free != self.about.text_free {
            return Err(MergeError::Mixed);
        }
        if !pack.info().text_free {
            return (0..pack.len()).try_for_each(|number| {
                let document = pack.source(number)?.to_document();
                let licence = document.licence.or_else(|| self.other_licence(pack));
                Ok(self.add(Document { licence, ..document })?)
            });
        }
        self.common().extend(pack.common());
        let mut keys: Vec<Vec<u32>> = vec![Vec::new(); pack.len()];
        pack.postings(|key, document| keys[document as usize].push(key));
        for (number, keys) in keys.into_iter().enumerate() {
            let source = pack.source(number)?;
            let (mut meta, Some(hash)) = pack.metadata_and_hash(number)? else { continue };
            meta.licence = meta.licence.or_else(|| self.other_licence(pack));
            let ranges = source.words.block_ranges(source.blocks.len()).into_iter();
            let blocks = ranges.zip(&source.blocks).map(|(words, block)| HashedBlock { words, furniture: block.furniture }).collect();
            let hashes = source.words.keys.iter().map(|&key| key as u8).collect();
            let body = Body::Hashes(Hashes { blocks, hashes, flags: source.words.flags.clone() });
            self.put(&Entry::Hashed(Prepared { hash, meta, language: None, body, keys, terms: Vec::new() }))?;
        }
        Ok(())
    }

    /// The licence of a pack, where it is not that of the one which is built: documents take it with them.
    fn other_licence(&self, pack: &Pack) -> Option<String> {
        pack.info().license.clone().filter(|_| pack.info().license != self.about.license)
    }

    fn common(&self) -> MutexGuard<'_, FxHashSet<u32>> {
        // A set is whole after every insertion, whatever became of the thread.
        self.common.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes the pack from where `out` stands.
    pub fn finish(self, out: &mut (impl Write + Seek)) -> io::Result<Built> {
        let parts = Parts::new(PARTS, |part| part::prepare(self.entries.pieces(part), self.about.text_free));
        threads::beside(self.jobs - 1, || parts.go_ahead(SAMPLE), || parts.go_ahead(SAMPLE));
        let sample = Sample { parts: parts.take_first(SAMPLE)? };
        let hashes = self.about.text_free.then(|| coder::lengths(&sample.hash_counts()));
        let common_terms = sample.term_counts();
        let texts = sample.texts();
        let vocabulary = threads::beside(
            self.jobs - 1,
            || parts.go_ahead(AHEAD),
            || {
                let vocabulary = coder::train(&texts, self.jobs);
                parts.stop();
                vocabulary
            },
        );
        drop(texts);
        parts.put_back(sample.parts);
        let coder = Coder::new(&vocabulary);
        let key_bits = if self.about.text_free { TEXT_FREE_KEY_BITS } else { fingerprint::KEY_BITS };
        let encoder = hashes.as_deref().map(coder::Encoder::new);
        let work = Work { coder: &coder, hashes: encoder.as_ref(), terms: &common_terms, key_bits };

        let start = out.stream_position()?;
        let names = if self.about.text_free { SECTIONS_TEXT_FREE } else { SECTIONS };
        let blank = header::write(&names.map(|name| (name, 0, 0)));
        out.write_all(&blank)?;
        let mut sections = Sections { out, written: Vec::new() };

        let mut lengths = Vec::new();
        let mut date: Option<String> = self.about.date.clone();
        let mut documents = 0;
        let mut room = Vec::new();
        sections.begin(names[0]);
        let write = || parts.take().map(|(number, documents)| (number, documents.map(|documents| work.write(documents))));
        in_order(self.jobs, write, |part: Part| {
            for (spool, list) in self.postings.iter().zip([&part.keys, &part.terms]) {
                put_postings(spool, list, documents, &mut room)?;
            }
            documents += part.lengths.len();
            if documents as u64 > MAX_DOCUMENTS {
                return Err(io::Error::other(format!("a pack holds at most {MAX_DOCUMENTS} documents; build several")));
            }
            part.lengths.iter().for_each(|&len| put_varint(&mut lengths, len));
            if self.about.date.is_none() {
                date = newest(date.take(), part.date);
            }
            sections.add(&part.records)
        })?;

        let sort = |kind: usize, documents, key_bits, leave_out: &Common<'_>, name, sections: &mut Sections<'_, _>| {
            sections.begin(name);
            write_postings(&self.postings[kind], self.jobs, documents, key_bits, leave_out, |buckets| sections.add(buckets))
        };
        let leave_out = Common { most: MAX_HOLDERS, known: &self.common() };
        let (grams, common) = sort(0, documents, key_bits, &leave_out, "GRAM", &mut sections)?;
        let leave_out = Common { most: usize::MAX, known: &FxHashSet::default() };
        let terms = if self.about.text_free { None } else { Some(sort(1, documents, TERM_BITS, &leave_out, "TERM", &mut sections)?.0) };
        let mut info = serde_json::json!({
            "name": self.about.name, "publisher": self.about.publisher, "license": self.about.license, "date": date,
            "documents": documents, "textFree": self.about.text_free, "gram": fingerprint::K, "keyBits": key_bits,
            "words": WORDS_VERSION,
        });
        if self.about.text_free {
            info["phrase"] = SHINGLE.into();
            info["phraseBits"] = SHINGLE_BITS.into();
        }
        sections.whole("META", info.to_string().as_bytes())?;
        sections.whole("VOCB", &vocabulary.to_bytes())?;
        sections.whole("ODIR", &lengths)?;
        sections.whole("GDIR", &grams)?;
        match (terms, hashes) {
            (Some(terms), _) => sections.whole("TDIR", &terms)?,
            (None, hashes) => {
                sections.whole("CODE", &coder::squeeze(&hashes.unwrap_or_default()))?;
                sections.whole("COMM", &common)?;
            }
        }
        let written = sections.written;
        let head = header::write(&written.iter().map(|(name, crc, len)| (*name, crc.clone().finalize(), *len)).collect::<Vec<_>>());
        let end = out.stream_position()?;
        out.seek(SeekFrom::Start(start))?;
        out.write_all(&head)?;
        out.seek(SeekFrom::Start(end))?;
        out.flush()?;
        let added = self.added.load(Ordering::Relaxed);
        Ok(Built { bytes: end - start, documents, duplicates: added - documents, empty: self.empty.load(Ordering::Relaxed) })
    }
}

/// Whether a document can be taken, before it is.
///
/// # Errors
/// A text of it is larger than readers take.
pub fn check(document: &Document) -> Result<(), AddError> {
    let Document { id, url, publisher, author, published, title, text, language, revision_of, licence, quoted_blocks: _ } = document;
    let fields = [id, url, publisher, author, published, title, language, revision_of, licence];
    for (bytes, most) in [(text.len(), MAX_TEXT), (fields.into_iter().flatten().map(String::len).sum(), MAX_FIELDS)] {
        if bytes > most {
            return Err(AddError::TooLarge { bytes, most });
        }
    }
    Ok(())
}

/// Why a document cannot be taken.
#[derive(Debug, thiserror::Error)]
pub enum AddError {
    #[error("a text of it has {bytes} bytes in UTF-8; a pack takes at most {most} bytes ({} MB) there", most >> 20)]
    TooLarge { bytes: usize, most: usize },
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Why packs cannot be merged.
#[derive(Debug, thiserror::Error)]
pub enum MergeError {
    #[error("a text-free pack cannot be merged with one that has text")]
    Mixed,
    #[error(transparent)]
    Pack(#[from] PackError),
    #[error(transparent)]
    Add(#[from] AddError),
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// The sections in the order of the file.
const SECTIONS: [&str; 8] = ["TEXT", "GRAM", "TERM", "META", "VOCB", "ODIR", "GDIR", "TDIR"];
const SECTIONS_TEXT_FREE: [&str; 8] = ["HASH", "GRAM", "META", "VOCB", "ODIR", "GDIR", "CODE", "COMM"];

/// Sections as they are written.
struct Sections<'a, W> {
    out: &'a mut W,
    written: Vec<(&'static str, crc32fast::Hasher, u64)>,
}

impl<W: Write> Sections<'_, W> {
    fn begin(&mut self, name: &'static str) {
        self.written.push((name, crc32fast::Hasher::new(), 0));
    }

    fn add(&mut self, bytes: &[u8]) -> io::Result<()> {
        if let Some((_, crc, len)) = self.written.last_mut() {
            crc.update(bytes);
            *len += bytes.len() as u64;
        }
        self.out.write_all(bytes)
    }

    fn whole(&mut self, name: &'static str, bytes: &[u8]) -> io::Result<()> {
        self.begin(name);
        self.add(bytes)
    }
}

/// The record of a document with text alone, in a vocabulary that is there already.
pub fn record(document: Document, coder: &Coder<'_>) -> Vec<u8> {
    let hash = document.content_hash();
    let mut out = Vec::new();
    record::put(&mut out, &Prepared::new(document, hash, false), coder, None, &mut coder::Room::default());
    out
}

/// Builds a pack of a few documents in memory.
pub fn build(documents: &[Document], about: &Description) -> io::Result<(Vec<u8>, Built)> {
    let scratch: NewScratch = Box::new(|| Ok(Box::new(io::Cursor::new(Vec::new()))));
    let builder = Builder::new(about.clone(), 1, &scratch);
    documents.iter().try_for_each(|document| builder.add(document.clone())).map_err(io::Error::other)?;
    let mut out = io::Cursor::new(Vec::new());
    let built = builder.finish(&mut out)?;
    Ok((out.into_inner(), built))
}
