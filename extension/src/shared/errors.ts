import { isFields } from './guards';

/**
 * What can go wrong, as a code with arguments. `strings.ts` alone makes words of it, so that nothing that is stored or passed
 * on is bound to a language.
 */

export const CODES = [
  // A check
  'collect-failed', 'paint-failed', 'no-answer', 'interrupted', 'report-lost', 'unexpected',
  // The engine
  'engine-missing', 'engine-stopped', 'engine-refused', 'report-unknown', 'pack-changing', 'input-unreadable', 'internal',
  // A pack
  'pack-foreign', 'pack-newer', 'pack-older', 'pack-words', 'pack-truncated', 'pack-checksum', 'pack-damaged', 'pack-incomplete', 'pack-no-document', 'pack-not-open',
  'pack-stopped', 'pack-refused', 'pack-unknown',
  // The keeper
  'keeper-missing', 'keeper-stopped', 'not-kept',
  // A file
  'file-unread', 'file-missing', 'file-damaged', 'no-storage', 'storage-full', 'unwritable', 'articles-waiting', 'backup-damaged', 'backup-newer',
] as const;

export type Code = (typeof CODES)[number];

export const isCode = (value: unknown): value is Code => CODES.includes(value as Code);

export interface Problem {
  code: Code;
  args: Record<string, string | number>;
  /** What a browser or the engine said, for those who mend: shown nowhere, and part of what the reader may copy. */
  detail?: string;
}

const DETAIL_LENGTH = 2000;

export const problem = (code: Code, args: Problem['args'] = {}, cause?: unknown): Problem =>
  cause === undefined ? { code, args } : { code, args, detail: detailOf(cause) };

/** A problem on its way up. */
export class Failure extends Error {
  readonly problem: Problem;

  constructor(code: Code, args: Problem['args'] = {}, cause?: unknown) {
    super(code, { cause });
    this.problem = problem(code, args, cause);
  }
}

/** The problem that an exception tells of. One that nobody foresaw is `otherwise`. */
export const problemOf = (error: unknown, otherwise: Code = 'unexpected'): Problem =>
  error instanceof Failure ? error.problem : problem(otherwise, {}, error);

function detailOf(cause: unknown): string {
  const text = cause instanceof Error ? `${cause.name}: ${cause.message}\n${cause.stack ?? ''}` : String(cause);
  return text.slice(0, DETAIL_LENGTH);
}

const isArgs = (value: unknown): value is Problem['args'] =>
  isFields(value) && Object.values(value).every((arg) => typeof arg === 'string' || typeof arg === 'number');

export const isProblem = (value: unknown): value is Problem =>
  isFields(value) && isCode(value['code']) && isArgs(value['args'])
  && (value['detail'] === undefined || typeof value['detail'] === 'string');
