import type { Document } from '../shared/articles';
import { Failure, isProblem } from '../shared/errors';
import { isFields } from '../shared/guards';
import type { Format, Made } from '../shared/evidence';
import type { Report } from '../shared/report';
import type { FileRead, Keeper } from './instance';

/** What the worker answers to a question of that number. */
export interface Answer {
  number: number;
  ok: FileRead | Blob;
}

/** The keeper in a worker, for pages: reading files and building packs takes longer than a page may stand still. */
export class RemoteKeeper implements Keeper {
  #worker: Worker | null = null;
  #asked = 0;
  readonly #waiting = new Map<unknown, { resolve(ok: unknown): void; reject(error: unknown): void }>();

  read(file: File): Promise<FileRead> {
    return this.#ask({ file }) as Promise<FileRead>;
  }

  build(name: string, documents: readonly Document[]): Promise<Blob> {
    return this.#ask({ name, documents }) as Promise<Blob>;
  }

  write(report: Report, format: Format, made: Made): Promise<Blob> {
    return this.#ask({ report, format, made }) as Promise<Blob>;
  }

  #ask(question: object): Promise<unknown> {
    const worker = (this.#worker ??= this.#start());
    this.#asked += 1;
    const number = this.#asked;
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject });
      worker.postMessage({ ...question, number });
    });
  }

  #start(): Worker {
    const worker = new Worker('keeper.js', { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const answer = isFields(data) ? data : {};
      const waiting = this.#waiting.get(answer['number']);
      this.#waiting.delete(answer['number']);
      const why = answer['problem'];
      if (isProblem(why)) waiting?.reject(new Failure(why.code, why.args, why.detail));
      else if (answer['ok'] === undefined) waiting?.reject(new Failure('keeper-stopped'));
      else waiting?.resolve(answer['ok']);
    });
    // Where memory runs out, the whole worker may be ended: what waits for it has failed, and the next question starts another.
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      worker.terminate();
      if (this.#worker === worker) this.#worker = null;
      for (const { reject } of this.#waiting.values()) reject(new Failure('keeper-stopped', {}, event.message));
      this.#waiting.clear();
    });
    return worker;
  }
}
