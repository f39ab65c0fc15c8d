import { strings } from '../strings';

export type LibraryProblem = 'no-storage' | 'missing' | 'damaged' | 'full' | 'unwritable';

/** What went wrong with the library's files, in a sentence that the reader is told. */
export class LibraryError extends Error {
  readonly problem: LibraryProblem;

  constructor(problem: LibraryProblem, cause?: unknown) {
    super(strings.library.problem[problem], { cause });
    this.problem = problem;
  }
}
