import { addPack, compileEngine, newEngine, poisons, STOPPED_AT_PACK, wordsOf } from '../instance';
import { strings } from '../strings';
import { digest } from './digest';
import type { Answer } from './examine';

/** The worker behind `examine`: takes one pack, answers once. */

async function examine(pack: Blob): Promise<Answer> {
  try {
    const engine = await newEngine(await compileEngine('wherefrom_bg.wasm'));
    const info = await addPack(engine, pack, { thorough: true });
    return { ok: { id: await digest(pack), info } };
  } catch (error) {
    // The file was changed or taken away since it was chosen, is a folder, or is larger than memory.
    if (error instanceof DOMException) return { refused: strings.library.problem.unread };
    return { refused: poisons(error) ? STOPPED_AT_PACK : wordsOf(error) };
  }
}

addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (data instanceof Blob) void examine(data).then((answer) => postMessage(answer));
});
