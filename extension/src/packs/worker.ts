import { poisons } from '../engine/errors';
import { engineMaker } from '../engine/instance';
import { problem, problemOf } from '../shared/errors';
import { digest } from '../files/digest';
import type { Answer } from './examine';

/** The worker behind `examine`: takes one pack, answers once. */

async function examine(pack: Blob): Promise<Answer> {
  try {
    const engine = await engineMaker('wherefrom_bg.wasm')();
    const { info } = await engine.addPack(pack, { thorough: true });
    return { ok: { id: await digest(pack), info } };
  } catch (error) {
    return { refused: poisons(error) ? problem('pack-stopped', {}, error) : problemOf(error, 'file-unread') };
  }
}

addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (data instanceof Blob) void examine(data).then((answer) => postMessage(answer));
});
