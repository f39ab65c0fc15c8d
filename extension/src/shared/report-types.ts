// Made from the Rust types of src/report/types.rs by `make types`. Do not edit.

/** What an interface makes its words with: numbers, strings, lists of these. */
export type Args = Record<string, unknown>;

/** What was found about a page. */
export type Report = {
  /** Of this shape: 1. */
  version: number,
  /** What offsets count. */
  offsets: Offsets,
  /** The page. */
  page: PageReport,
  /** The packs that were searched. */
  packs: Array<PackReport>,
  /** The finding as a whole. */
  summary: Summary,
  /** Every block of the page in its order, furniture too. */
  blocks: Array<BlockReport>,
  /** The sources, the one with most shared words first. */
  sources: Array<SourceReport>,
  /** All that the article quotes, in its order, whether a source has it or not. */
  quoted: Array<QuotedReport>,
  /** What the reader has dismissed, and was left out here. */
  dismissed: DismissedReport,
  /** Sources, by index, that have the words they share with the page from one another, the earliest first. */
  origins: Array<Array<number>>,
  /** Documents that are the page: those at its address, which are never its sources, and those that seem to be saved from it. */
  earlier_versions: Array<Version>,
};

/** What offsets count. */
export type Offsets = "utf-8" | "utf-16";

/** What the page says of itself. */
export type PageReport = {
  /** Its title. */
  title: string | null,
  /** Its address. */
  url: string | null,
  /** The outlet. */
  publisher: string | null,
  /** Who wrote it, as the page says. */
  authors: Array<string>,
  /** ISO 8601. */
  published: string | null,
  /** When it was last changed, as the page says. ISO 8601. */
  updated: string | null,
  /** The part of the outlet that it is in. */
  section: string | null,
  /** The licence that the page says it is under: its address, or its name. */
  licence: string | null,
  /** What its outlet is to the reader, as of sources. */
  standing: Standing | null,
  /** The document at another address that the page names as its original. */
  declared_source: DeclaredSource | null,
  /** BCP 47: told, or detected. */
  language: string | null,
  /** Of the article, furniture left out. */
  words: number,
  /** Of these words, how many are written so that a reader sees them and a program does not: characters without a width between
  * their letters, letters of another script that look alike, and the like ([`wherefrom_text::disguise`]). They were compared
  * as what a reader sees. */
  hidden_characters: number,
};

/** What a page names as its original, where programs read it. */
export type DeclaredSource = {
  /** Its address. */
  url: string,
  /** `canonical`, `json-ld` or `meta`. */
  by: "canonical" | "json-ld" | "meta",
};

/** A pack that was searched. */
export type PackReport = {
  /** Its name, for readers. */
  name: string,
  /** How many documents it has. */
  documents: number,
  /** Whether it has hashes and no words. */
  text_free: boolean,
  /** Of the file's table of sections: two packs with the same one are the same. `None` for documents in no file. */
  checksum: string | null,
  /** Under which licence its documents are. */
  licence: string | null,
  /** Why a part of the pack could not be searched; `None` where all that was needed could. */
  damaged: Damage | null,
};

/** What is damaged of a pack. */
export type Damage = {
  /** As [`PackError::code`](wherefrom_pack::PackError::code). */
  code: string,
  /** As [`PackError::args`](wherefrom_pack::PackError::args). */
  args: Args,
  /** English; interfaces translate `code` with `args`. */
  message: string,
};

/** The finding as a whole. */
export type Summary = {
  /** Of the article, furniture left out. */
  words: number,
  /** Blocks that are copied. */
  copied: Share,
  /** Blocks that are modified. */
  modified: Share,
  /** Blocks that are quoted. */
  quoted: Share,
  /** Blocks without a source in these packs. */
  original: Share,
  /** The finding in one English sentence. */
  headline: string,
  /** What it says, for interfaces that translate it. */
  headline_code: string,
  /** With what: numbers, and as `source` the index of the source it names, or null. */
  headline_args: Args,
};

/** Whole blocks of one verdict. */
export type Share = {
  /** How many. */
  blocks: number,
  /** Words of theirs. */
  words: number,
  /** Of the article's words, 0 to 1. */
  share: number,
  /** The words of these blocks that a source has. */
  shared_words: number,
  /** The same, of the article's words, 0 to 1: what headline and bar go by. */
  shared_share: number,
};

/** A block of the page. */
export type BlockReport = {
  /** Its number on the page, from 0. */
  id: number,
  /** 1-based line, for pages that are plain text. */
  line?: number,
  /** What it is. */
  verdict: Verdict,
  /** What is said beside the verdict of a block that is none of the text. */
  kind: BlockKind | null,
  /** Why, in English. */
  reason: string,
  /** The same, for interfaces that translate it. */
  reason_code: string,
  /** With what. */
  reason_args: Args,
  /** Words. */
  words: number,
  /** Of these a source has so many. */
  shared_words: number,
  /** Indices into [`Report::sources`], the main one first. */
  sources: Array<number>,
  /** Indices of further sources that have the same. */
  also_in: Array<number>,
  /** Whether the page names the main source; `None` for original and furniture, and where the source is of the page's own outlet. */
  credit: Credit | null,
  /** Words of the source's last sentence that a copied block leaves off. */
  cut: number | null,
  /** Words that no source was found to have, and that were not compared with all of them, since the paragraph is too long. */
  not_compared?: number,
  /** What became of the words: in order, never overlapping. */
  spans: Array<SpanReport>,
  /** Of a modified block: numbers, dates, names, negations and meanings that differ from the source's. */
  facts: Array<FactReport>,
  /** Its quotations that a source has. */
  quotations: Array<QuotationReport>,
  /** The block's raw text, which the offsets point into. */
  text: string,
};

/** Kinds of blocks that are furniture and still the article's. */
export type BlockKind = "heading";

/** A stretch of a block, and what it is to its source. */
export type SpanReport = {
  /** Where it begins in the block's text. */
  start: number,
  /** Where it ends; for dropped words where it begins. */
  end: number,
  /** What became of the words. */
  kind: SpanKind,
  /** Index into [`Report::sources`]. */
  source: number,
  /** `None` for inserted words. */
  source_block: number | null,
  /** In that block's text. `None` for inserted words, and where the pack has no text. */
  source_start: number | null,
  /** The same. */
  source_end: number | null,
};

/** A changed fact, in the words of both; one of them is empty where it was added or dropped. */
export type FactReport = {
  /** `number`, `date`, `name`, `negation` or `meaning`. */
  kind: "number" | "date" | "name" | "negation" | "meaning",
  /** The page's words. */
  page: string,
  /** The source's. */
  source: string,
};

/** A quotation of a block that a source has. */
export type QuotationReport = {
  /** Where it begins in the block's text. */
  start: number,
  /** Where it ends. */
  end: number,
  /** `words`: the quoted words differ from the source's; `marks`: the source has them without quotation marks; `indirect`: one of
  * the two quotes what the other tells in indirect speech. */
  change: "words" | "marks" | "indirect" | null,
  /** `None` where the pack has no text. */
  source_words: string | null,
};

/** A quotation of the article. */
export type QuotedReport = {
  /** The block it stands in. */
  block: number,
  /** Where it begins in the block's text, behind the mark. */
  start: number,
  /** Where it ends, before the mark. */
  end: number,
  /** `exact`; `altered`: the quoted words differ from the source's; `marks`: a source has them without quotation marks; `indirect`: one of
  * the two quotes what the other tells in indirect speech (the words of both are in the block's quotations); `unfound`, which accuses nobody: a page may quote whom no source quotes. */
  found: "exact" | "altered" | "marks" | "indirect" | "unfound",
  /** The earliest source that has it, where the dates tell which that is: index into [`Report::sources`]. */
  source: number | null,
};

/** What the reader has said is no match. */
export type DismissedReport = {
  /** Documents of the packs that were to be no sources, by id. */
  sources: Array<string>,
  /** Blocks whose matches were dismissed. */
  blocks: Array<number>,
};

/** A source of the page. */
export type SourceReport = {
  /** Its id in its pack. */
  id: string,
  /** Its title. */
  title: string | null,
  /** Its address. */
  url: string | null,
  /** The outlet. */
  publisher: string | null,
  /** ISO 8601. */
  published: string | null,
  /** BCP 47. */
  language: string | null,
  /** Whether it was there before the page, as far as the dates tell. */
  direction: Direction,
  /** The id or URL of the document that it is a version of. */
  revision_of: string | null,
  /** Its licence, or that of its pack. */
  licence: string | null,
  /** What it is to the reader, who lists outlets and packs as own or licensed; `None` where it is in no list. */
  standing: Standing | null,
  /** What the page took of it: `None` where it is no paragraph's main source, or none at all where it has a standing; where
  * it came after the page; and where the page is of the same outlet. */
  taken: TakenReport | null,
  /** Words that it has in common with the page. */
  shared_words: number,
  /** Whether it quotes the page, and names the page's outlet: what it quotes is no copy of it. */
  quotes_page: boolean,
  /** How the page tells its points one by one in other words, if it does; this is no verdict. */
  follows: FollowsReport | null,
  /** What the page left out of it. */
  omitted: Array<OmissionReport>,
  /** Index into [`Report::packs`]. */
  pack: number,
  /** The source's blocks that spans point into. */
  blocks: Array<SourceBlockReport>,
  /** Other versions of the same source article. */
  revisions: Array<Version>,
};

/** What a page took of a source, and whether it holds to the source's licence. */
export type TakenReport = {
  /** Copied and modified blocks of which it is the main source; of one with a standing those of which it is a source at all. */
  paragraphs: number,
  /** Those of them that have other words than it. */
  changed: number,
  /** Those of them that are credited, in themselves or elsewhere on the page. */
  credited: number,
  /** Whether the page has a link to it. */
  linked: boolean,
  /** What its licence asks for, as far as the licence is known. */
  conditions: Array<ConditionReport>,
};

/** What a licence asks for. */
export type ConditionReport = {
  /** `credit`, `link`, `no-changes`, `same-licence` or `not-commercial`. */
  asks: "credit" | "link" | "no-changes" | "same-licence" | "not-commercial",
  /** Whether the page does so; `None` where that is not to be seen, or where the source is not known to have been there first. */
  holds: boolean | null,
};

/** How a page tells a source's points one by one, in other words. */
export type FollowsReport = {
  /** Sentences of the source that the page tells. */
  sentences: number,
  /** All sentences of the source. */
  of: number,
  /** Of those that are told, how many are told in the source's order. */
  in_order: number,
  /** A block of the page, and one of the source of which it tells a sentence. */
  pairs: Array<[number, number]>,
};

/** Words of a source that the page left out. */
export type OmissionReport = {
  /** The block they stand in. */
  block: number,
  /** How many. */
  words: number,
  /** `None` where the pack has no text. */
  text: string | null,
};

/** A block of a source. */
export type SourceBlockReport = {
  /** Its number in the document, from 0. */
  id: number,
  /** `None` where the pack has no text. */
  text: string | null,
};

/** A version of a document. */
export type Version = {
  /** Its id in its pack. */
  id: string,
  /** Its title. */
  title: string | null,
  /** Its address. */
  url: string | null,
  /** The outlet. */
  publisher: string | null,
  /** ISO 8601. */
  published: string | null,
};

/** What is said of a block of the page. */
export type Verdict = "copied" | "modified" | "quoted" | "original" | "furniture";

/** How the words of a span stand to the source's words. */
export type SpanKind = "same" | "respelled" | "replaced" | "inserted" | "dropped" | "reworded";

/** Whether the page names the source it draws on. */
export type Credit = "here" | "page" | "none";

/** When the source was published, seen from the page. */
export type Direction = "earlier" | "later" | "same day" | "unknown";

/** What a text is to the reader who asks, as the reader has told. */
export type Standing = "own" | "licensed";

/** What a pack says of itself. */
export type PackInfo = {
  /** Its name, for readers. */
  name: string,
  /** Who published it. */
  publisher: string | null,
  /** Under which licence. */
  license: string | null,
  /** How many documents it has. */
  documents: number,
  /** Whether it has hashes and no words. */
  text_free: boolean,
  /** Bits of a fingerprint that are kept. */
  key_bits: number,
  /** Words that each hash of a text-free pack is of; 0 with text. */
  shingle: number,
  /** Bits of such a hash. */
  shingle_bits: number,
  /** ISO 8601: given, or the newest document's. */
  date: string | null,
  /** Of the table of sections, which has the checksum of each: two packs with the same one are the same. Eight hexadecimal
  * digits; `None` for documents that are in no file. */
  checksum: string | null,
};
