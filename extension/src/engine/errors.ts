import { Failure, isCode, problem, type Code, type Problem } from '../shared/errors';
import { isFields } from '../shared/guards';

/** What the engine throws, as problems. */

/** A trap, and running out of stack or memory: after any of them the instance's memory cannot be trusted. */
export function poisons(error: unknown): boolean {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError
    || (error instanceof Error && error.name === 'InternalError');
}

/** What the engine refused, by its own code; `otherwise` where it has none that is known here. */
export function refusal(error: unknown, otherwise: Code): Failure {
  if (error instanceof Failure) return error;
  const { code, args } = told(error) ?? { code: otherwise, args: {} };
  return new Failure(code, args, error);
}

/** What the engine tells with a code, as a problem without its English words; null where the code is not known. */
export function told(value: unknown): Problem | null {
  if (typeof value !== 'object' || value === null || !('code' in value) || !isCode(value.code)) return null;
  const args = 'args' in value && isFields(value.args) ? Object.entries(value.args) : [];
  return problem(value.code, Object.fromEntries(args.filter((arg): arg is [string, string | number] => typeof arg[1] === 'string' || typeof arg[1] === 'number')));
}
