import { Failure, type Code, type Problem } from '../shared/errors';
import { isFields } from '../shared/guards';

/** What the engine throws, as problems. */

/** A trap, and running out of stack or memory: after any of them the instance's memory cannot be trusted. */
export function poisons(error: unknown): boolean {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError
    || (error instanceof Error && error.name === 'InternalError');
}

/** The engine refused something: what it said goes along, until all that it says has a code. */
export function refusal(error: unknown, code: Code): Failure {
  if (error instanceof Failure) return error;
  return new Failure(code, argsOf(error), error);
}

export function argsOf(error: unknown): Problem['args'] {
  const own = isFields(error) && isFields(error['args']) ? (error['args'] as Problem['args']) : {};
  return error instanceof Error ? { ...own, message: error.message } : own;
}
