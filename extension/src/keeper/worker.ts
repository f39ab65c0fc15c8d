import { isDocument, type Document } from '../shared/articles';
import { problemOf } from '../shared/errors';
import { isFormat, isMade } from '../shared/evidence';
import { isFields, isList } from '../shared/guards';
import { isReport } from '../shared/report';
import { WasmKeeperHost } from './instance';
import type { Answer } from './remote';

/** The keeper in a worker: one question after the other, each with a number that its answer has, too. */

const keeper = new WasmKeeperHost('wherefrom_keeper_bg.wasm');

async function answer(question: unknown): Promise<Answer['ok'] | undefined> {
  if (!isFields(question)) return undefined;
  if (question['file'] instanceof File) return keeper.read(question['file']);
  const documents: unknown = question['documents'];
  if (typeof question['name'] === 'string' && isList<Document>(documents, isDocument)) return keeper.build(question['name'], documents);
  const { report, format, made } = question;
  if (isReport(report) && isFormat(format) && isMade(made)) return keeper.write(report, format, made);
  return undefined;
}

addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const number = isFields(data) ? data['number'] : undefined;
  answer(data).then((ok) => postMessage({ number, ok }), (error: unknown) => postMessage({ number, problem: problemOf(error) }));
});
