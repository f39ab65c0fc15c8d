import { Failure, isCode, type Code, type Problem } from '../shared/errors';
import { isFields } from '../shared/guards';

/** What the engine throws, as problems. */

/** A trap, and running out of stack or memory: after any of them the instance's memory cannot be trusted. */
export function poisons(error: unknown): boolean {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError
    || (error instanceof Error && error.name === 'InternalError');
}

/** The engine refused something: with its own code where that is known here, else with this one and what it said. */
export function refusal(error: unknown, otherwise: Code): Failure {
  if (error instanceof Failure) return error;
  if (isFields(error) && isCode(error['code'])) return new Failure(error['code'], argsOf(error['args']), error);
  return new Failure(otherwise, error instanceof Error ? { message: error.message } : {}, error);
}

/** What is damaged of a pack, as the report tells it. */
export const damageOf = ({ code, args }: { code: string; args: unknown }): Problem =>
  ({ code: isCode(code) ? code : 'pack-damaged', args: argsOf(args) });

/** Arguments that are numbers and strings; others have no words. */
function argsOf(args: unknown): Problem['args'] {
  if (!isFields(args)) return {};
  return Object.fromEntries(Object.entries(args).filter((arg): arg is [string, string | number] => ['string', 'number'].includes(typeof arg[1])));
}
