import { isProblem, type Problem } from './errors';
import { isFields, isIndex, isList } from './guards';
import type {
  BlockReport, ConditionReport, Direction, DismissedReport, FactReport, FollowsReport, OmissionReport, PackInfo, PackReport, QuotationReport, QuotedReport, Report as EngineReport, Share, SourceBlockReport, SourceReport,
  SpanKind, SpanReport, Standing, Summary, TakenReport, Verdict, Version,
} from './report-types';

/**
 * What goes into the Wasm engine and what comes out of it. The shapes are those of the JSON report; every offset
 * counts UTF-16 units, so that a span selects the same characters in a DOM `Range`.
 */

/** A page as the collector reads it: blocks of text in document order, and what surrounds them. */
export interface PageInput {
  url: string | null;
  title: string | null;
  lang: string | null;
  /** The page's own address as it states it, absolute. */
  canonical: string | null;
  /** `[name, content]` of every `<meta>` that has both; the name lower-cased. */
  meta: [string, string][];
  /** The raw text of every `<script type="application/ld+json">`. */
  json_ld: string[];
  /** What says a time, in document order. */
  times: PageTime[];
  /** The first block of the part that the reader chose to be the article, and the one behind its last; null where nobody chose. */
  chosen: [number, number] | null;
  /** The block-level ancestors of the blocks; a parent stands before its children. */
  elements: PageElement[];
  blocks: PageBlock[];
}

/** A `<time>`, or an element whose microdata says that it is a date of publication or of change. */
export interface PageTime {
  /** The block that it stands in or, without text, before. */
  block: number;
  /** As programs are to read it. May be empty. */
  datetime: string;
  text: string;
  /** Its own id, class, role, itemprop and property, lower-cased. */
  hint: string;
}

export interface PageElement {
  /** Index into `elements`, -1 for the root. */
  parent: number;
  tag: string;
  /** Id, class, role and itemprop, lower-cased, at most 200 UTF-16 units. */
  hint: string;
}

export interface PageBlock {
  /** Index into `elements` of the innermost block-level element, -1 where none is known. */
  element: number;
  /** The characters of its text nodes in order, and "\n" for each `<br>`. */
  text: string;
  /** Share (0 to 1) of the non-space characters that stand inside a link. */
  linked: number;
  /** Targets of the links in the text, absolute. */
  links: string[];
  hidden: boolean;
}

/** What the reader has told beside the page. */
export interface CheckOptions {
  /** Documents that are no sources, by id. */
  exclude?: readonly string[];
  /** Blocks of the page of which nothing is a match. */
  dismissed?: readonly number[];
  /** Outlets that are the reader's own, and licensed ones. */
  own?: readonly string[];
  licensed?: readonly string[];
}

export interface SourceInput {
  id?: string;
  url?: string;
  publisher?: string;
  published?: string;
  title?: string;
  text: string;
  language?: string;
}

export type { Credit, Direction, PackInfo, SpanKind, Summary, Verdict, Version } from './report-types';
export type Block = BlockReport;
export type Count = Share;
export type Fact = FactReport;
export type FactKind = Fact['kind'];
export type Omission = OmissionReport;
export type Quotation = QuotationReport;
/** As `isReport` has looked at it: damage has a code that this version knows. */
export type ReportPack = Omit<PackReport, 'damaged'> & { damaged: Problem | null };
/** Older engines do not count words with hidden characters, nor tell authors, the source that the page declares, its change, section and licence. */
export type ReportPage = Omit<EngineReport['page'], LaterKey> & Partial<Pick<EngineReport['page'], LaterKey>>;
type LaterKey = 'hidden_characters' | 'authors' | 'declared_source' | 'updated' | 'section' | 'licence' | 'standing';
/** What is optional here older engines do not tell. */
export type Report = Omit<EngineReport, 'packs' | 'page' | 'sources' | 'origins' | 'quoted' | 'dismissed'>
  & { packs: ReportPack[]; page: ReportPage; sources: Source[]; origins?: number[][]; quoted?: Quoted[]; dismissed?: DismissedReport };
type LaterSourceKey = 'follows' | 'quotes_page' | 'licence' | 'standing' | 'taken';
export type Source = Omit<SourceReport, LaterSourceKey> & Partial<Pick<SourceReport, LaterSourceKey>>;
export type Quoted = QuotedReport;
export type Taken = TakenReport;
export type Condition = ConditionReport;
export type Follows = FollowsReport;
export type SourceBlock = SourceBlockReport;
export type Span = SpanReport;

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value);
const isNumberOrNull = (value: unknown): value is number | null => value === null || isNumber(value);
const isOneOf = <T extends string>(...words: T[]) => (value: unknown): value is T => words.includes(value as T);

const isVerdict = isOneOf<Verdict>('copied', 'modified', 'quoted', 'original', 'furniture');
const isSpanKind = isOneOf<SpanKind>('same', 'respelled', 'replaced', 'inserted', 'dropped', 'reworded');
const isFactKind = isOneOf<FactKind>('number', 'date', 'name', 'negation', 'meaning');
const isDirection = isOneOf<Direction>('earlier', 'later', 'same day', 'unknown');
const isCredit = isOneOf('here', 'page', 'none');

const isSpan = (value: unknown): value is Span =>
  isFields(value) && isIndex(value['start']) && isIndex(value['end']) && isSpanKind(value['kind']) && isIndex(value['source'])
  && isNumberOrNull(value['source_block']) && isNumberOrNull(value['source_start']) && isNumberOrNull(value['source_end']);

const isChange = isOneOf('words', 'marks', 'indirect');

const isQuotation = (value: unknown): value is Quotation =>
  isFields(value) && isIndex(value['start']) && isIndex(value['end']) && isTextOrNull(value['source_words'])
  && (value['change'] === null || isChange(value['change']));

const isFact = (value: unknown): value is Fact =>
  isFields(value) && isFactKind(value['kind']) && isText(value['page']) && isText(value['source']);

const isBlock = (value: unknown): value is Block =>
  isFields(value) && isIndex(value['id']) && isVerdict(value['verdict']) && isText(value['reason']) && isIndex(value['words'])
  && isIndex(value['shared_words']) && isList(value['sources'], isIndex) && isList(value['also_in'], isIndex)
  && (value['credit'] === null || isCredit(value['credit'])) && isList(value['spans'], isSpan)
  && isList(value['facts'], isFact) && isList(value['quotations'], isQuotation) && isText(value['text']) && isNumberOrNull(value['cut'])
  && (value['not_compared'] === undefined || isIndex(value['not_compared']));

const isSourceBlock = (value: unknown): value is SourceBlock =>
  isFields(value) && isIndex(value['id']) && isTextOrNull(value['text']);

const isOmission = (value: unknown): value is Omission =>
  isFields(value) && isIndex(value['block']) && isIndex(value['words']) && isTextOrNull(value['text']);

const isVersion = (value: unknown): value is Version =>
  isFields(value) && isText(value['id']) && isTextOrNull(value['title']) && isTextOrNull(value['url'])
  && isTextOrNull(value['published']);

const isFollows = (value: unknown): value is Follows =>
  isFields(value) && isIndex(value['sentences']) && isIndex(value['of']) && isIndex(value['in_order']) && isList(value['pairs'], isBlockPair);

const isBlockPair = (value: unknown): value is [number, number] =>
  Array.isArray(value) && value.length === 2 && value.every(isIndex);

const isOrigin = (value: unknown): value is number[] => isList(value, isIndex);

const isStanding = isOneOf<Standing>('own', 'licensed');
const isCondition = (value: unknown): value is Condition =>
  isFields(value) && isOneOf('credit', 'link', 'no-changes', 'same-licence', 'not-commercial')(value['asks']) && (value['holds'] === null || typeof value['holds'] === 'boolean');

const isTaken = (value: unknown): value is Taken =>
  isFields(value) && isIndex(value['paragraphs']) && isIndex(value['changed']) && isIndex(value['credited']) && typeof value['linked'] === 'boolean'
  && isList(value['conditions'], isCondition);

const isQuoted = (value: unknown): value is Quoted =>
  isFields(value) && isIndex(value['block']) && isIndex(value['start']) && isIndex(value['end'])
  && isOneOf('exact', 'altered', 'marks', 'indirect', 'unfound')(value['found']) && (value['source'] === null || isIndex(value['source']));

const isSource = (value: unknown): value is Source =>
  isFields(value) && isText(value['id']) && isTextOrNull(value['title']) && isTextOrNull(value['url'])
  && isTextOrNull(value['publisher']) && isTextOrNull(value['published']) && isTextOrNull(value['language'])
  && isDirection(value['direction'])
  && isIndex(value['shared_words']) && isList(value['omitted'], isOmission) && isIndex(value['pack'])
  && isList(value['blocks'], isSourceBlock) && isList(value['revisions'], isVersion)
  && (value['follows'] === undefined || value['follows'] === null || isFollows(value['follows']))
  && (value['quotes_page'] === undefined || typeof value['quotes_page'] === 'boolean')
  && (value['licence'] === undefined || isTextOrNull(value['licence']))
  && (value['standing'] === undefined || value['standing'] === null || isStanding(value['standing']))
  && (value['taken'] === undefined || value['taken'] === null || isTaken(value['taken']));

const isCount = (value: unknown): value is Count =>
  isFields(value) && isIndex(value['blocks']) && isIndex(value['words']) && isNumber(value['share']);

const isSummary = (value: unknown): value is Summary =>
  isFields(value) && isIndex(value['words']) && isCount(value['copied']) && isCount(value['modified'])
  && isCount(value['quoted']) && isCount(value['original']) && isText(value['headline']) && isText(value['headline_code']) && isFields(value['headline_args']);

const isPack = (value: unknown): value is ReportPack =>
  isFields(value) && isText(value['name']) && isIndex(value['documents']) && isTextOrNull(value['checksum'])
  && (value['damaged'] === null || isProblem(value['damaged']));

/** Whether a value that crossed a boundary (Wasm, a message, the session's memory) is a report this code can show. */
export function isReport(value: unknown): value is Report {
  if (!isFields(value) || value['version'] !== 1) return false;
  const page = value['page'];
  if (!isFields(page) || !isTextOrNull(page['title']) || !isTextOrNull(page['url'])) return false;
  if (!isTextOrNull(page['published']) || !isTextOrNull(page['language']) || !isIndex(page['words'])) return false;
  if (page['hidden_characters'] !== undefined && !isIndex(page['hidden_characters'])) return false;
  if (page['authors'] !== undefined && !isList(page['authors'], isText)) return false;
  const declared = page['declared_source'];
  if (declared !== undefined && declared !== null && !(isFields(declared) && isText(declared['url']) && isText(declared['by']))) return false;
  return isList(value['packs'], isPack) && isSummary(value['summary']) && isList(value['blocks'], isBlock)
    && isList(value['sources'], isSource) && isList(value['earlier_versions'], isVersion)
    && (value['origins'] === undefined || isList(value['origins'], isOrigin))
    && (value['quoted'] === undefined || isList(value['quoted'], isQuoted));
}

export const isPackInfo = (value: unknown): value is PackInfo =>
  isFields(value) && isText(value['name']) && isTextOrNull(value['publisher']) && isTextOrNull(value['license'])
  && isIndex(value['documents']) && typeof value['text_free'] === 'boolean' && isTextOrNull(value['date']);

const isPair = (value: unknown): value is [string, string] =>
  Array.isArray(value) && value.length === 2 && isText(value[0]) && isText(value[1]);

const isRange = (value: unknown): value is [number, number] =>
  Array.isArray(value) && value.length === 2 && value.every(isIndex);

const isPageTime = (value: unknown): value is PageTime =>
  isFields(value) && isIndex(value['block']) && isText(value['datetime']) && isText(value['text']) && isText(value['hint']);

const isPageElement = (value: unknown): value is PageElement =>
  isFields(value) && Number.isSafeInteger(value['parent']) && isText(value['tag']) && isText(value['hint']);

const isPageBlock = (value: unknown): value is PageBlock =>
  isFields(value) && Number.isSafeInteger(value['element']) && isText(value['text']) && isNumber(value['linked']) && isList(value['links'], isText)
  && typeof value['hidden'] === 'boolean';

/** Whether what a content script sent is a page: its process also runs the page's own scripts and is not trusted. */
export function isPageInput(value: unknown): value is PageInput {
  return isFields(value) && isTextOrNull(value['url']) && isTextOrNull(value['title']) && isTextOrNull(value['lang'])
    && isTextOrNull(value['canonical']) && isList(value['meta'], isPair) && isList(value['json_ld'], isText)
    && isList(value['times'], isPageTime) && (value['chosen'] === null || isRange(value['chosen'])) && isList(value['elements'], isPageElement) && isList(value['blocks'], isPageBlock);
}
