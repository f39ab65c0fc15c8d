import { isFields, isIndex, isList } from './guards';

/** The part of a page that is taken for its article: as it was found, or as the reader chose it. */

/** An element as it is known again on other pages of its site. */
export interface Place {
  tag: string;
  /** Empty where it has none that may be the same on another page. */
  id: string;
  classes: string[];
}

/** Texts that are compared in the place of the page's article: what is selected on it, what is written in it, what the reader gave, a file. */
export const TEXTS = ['selection', 'draft', 'given', 'file'] as const;
export type TextKind = (typeof TEXTS)[number];

/** Who chose the part that is compared; `missing`: what is remembered for the site is not on this page, so that the article was found. */
export const CHOICES = ['found', 'chosen', 'remembered', 'missing', ...TEXTS] as const;
export type Choice = (typeof CHOICES)[number];

export const isTextKind = (choice: Choice): choice is TextKind => TEXTS.includes(choice as TextKind);

/** What is known of a text that came in a file. */
export interface AboutText {
  title: string | null;
  url: string | null;
  publisher: string | null;
  published: string | null;
  language: string | null;
  /** How many more articles the file has. */
  others: number;
}

export const isAboutText = (value: unknown): value is AboutText =>
  isFields(value) && ['title', 'url', 'publisher', 'published', 'language'].every((name) => value[name] === null || typeof value[name] === 'string')
  && isIndex(value['others']);

export interface Part {
  choice: Choice;
  /** As it can be remembered for the site; null where it cannot. */
  place: Place | null;
  /** Of a file: how many more articles it has, which were not compared. */
  others?: number;
}

/** What is outlined while the reader chooses. */
export interface Outlined {
  /** The way to it from the root, of which the background makes a style rule. */
  path: number[];
  words: number;
  /** Its first words. */
  starts: string;
}

/** Deeper elements get no outline: they can be chosen all the same. */
export const MAX_DEPTH = 200;
const MAX_STARTS = 200;
const MAX_NAME = 100;
const MAX_CLASSES = 8;

const isText = (value: unknown, most: number): value is string => typeof value === 'string' && value.length <= most;
const isName = (value: unknown): value is string => isText(value, MAX_NAME);

export const isPlace = (value: unknown): value is Place =>
  isFields(value) && isName(value['tag']) && isName(value['id']) && isList(value['classes'], isName) && value['classes'].length <= MAX_CLASSES;

export const isPlaceOrNull = (value: unknown): value is Place | null => value === null || isPlace(value);

export const isPart = (value: unknown): value is Part =>
  isFields(value) && CHOICES.includes(value['choice'] as Choice) && isPlaceOrNull(value['place']) && (value['others'] === undefined || isIndex(value['others']));

export const isOutlined = (value: unknown): value is Outlined =>
  isFields(value) && isPath(value['path']) && isIndex(value['words']) && isText(value['starts'], MAX_STARTS);

/** Its n-th element in each one around it, from the root's down; counted from 1, as style sheets do. */
export const isPath = (value: unknown): value is number[] => isList(value, isIndex) && value.length <= MAX_DEPTH;

/** The first words of a text, as much as is told of an outlined part. */
export const startOf = (text: string): string => text.slice(0, MAX_STARTS);

export const namesOf = (names: readonly string[]): string[] => names.filter((name) => name.length <= MAX_NAME).slice(0, MAX_CLASSES);
