// Files that may be larger than memory: lines read, lines written, one after the other.
import { closeSync, openSync, readSync, writeSync } from 'node:fs';

const CHUNK = 1 << 20;

/** The lines of a UTF-8 file that are not blank, without their ends. */
export function* readLines(file) {
  const descriptor = openSync(file, 'r');
  try {
    const chunk = Buffer.alloc(CHUNK);
    let rest = Buffer.alloc(0);
    for (let size; (size = readSync(descriptor, chunk, 0, CHUNK, null)) > 0; ) {
      const bytes = Buffer.concat([rest, chunk.subarray(0, size)]);
      let start = 0;
      for (let end; (end = bytes.indexOf(10, start)) >= 0; start = end + 1) {
        const line = bytes.toString('utf8', start, end);
        if (line.trim() !== '') yield line;
      }
      rest = bytes.subarray(start);
    }
    const line = rest.toString('utf8');
    if (line.trim() !== '') yield line;
  } finally {
    closeSync(descriptor);
  }
}

/** Writes a file in pieces; few and large writes, since each is a call into the system. */
export class LineWriter {
  bytes = 0;
  #descriptor;
  #pending = '';

  constructor(file) {
    this.#descriptor = openSync(file, 'w');
  }

  write(line) {
    this.#pending += `${line}\n`;
    if (this.#pending.length >= CHUNK) this.#flush();
  }

  close() {
    this.#flush();
    closeSync(this.#descriptor);
  }

  #flush() {
    const bytes = Buffer.from(this.#pending);
    // A full disk or a pipe may take less than it is offered.
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#descriptor, bytes, done);
    this.bytes += bytes.length;
    this.#pending = '';
  }
}
