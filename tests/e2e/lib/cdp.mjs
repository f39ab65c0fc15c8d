// A client of Chromium's DevTools protocol over the browser's pipe. The pipe, and no socket, is what lets
// a client install an extension and press its toolbar button.
import { spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { PATIENCE, within } from './wait.mjs';

export class Connection extends EventEmitter {
  #child;
  #next = 1;
  #waiting = new Map();
  #rest = '';

  constructor(program, args) {
    super();
    this.setMaxListeners(0);
    this.#child = spawn(program, ['--remote-debugging-pipe', ...args], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
    this.closed = new Promise((resolve) => this.#child.once('close', resolve));
    this.closed.then(() => this.#fail(new Error('the browser has ended')));
    this.#child.once('error', (error) => this.#fail(error));
    this.#child.stdio[3].on('error', () => {});
    this.#child.stdio[4].setEncoding('utf8').on('data', (chunk) => this.#read(chunk));
  }

  #fail(error) {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }

  /** Nobody answers for a target that is gone: the browser tells of its end, and no more. */
  #forget(sessionId) {
    for (const [id, waiting] of this.#waiting) {
      if (waiting.sessionId !== sessionId) continue;
      this.#waiting.delete(id);
      waiting.reject(new Error(`${waiting.method}: the target is gone`));
    }
  }

  #read(chunk) {
    const messages = (this.#rest + chunk).split('\0');
    this.#rest = messages.pop();
    for (const text of messages) {
      const { id, method, params, result, error, sessionId } = JSON.parse(text);
      if (id === undefined) {
        if (method === 'Target.detachedFromTarget') this.#forget(params.sessionId);
        this.emit('event', method, params, sessionId);
        continue;
      }
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error) waiting?.reject(new Error(`${waiting.method}: ${error.message}`));
      else waiting?.resolve(result);
    }
  }

  async send(method, params = {}, sessionId = undefined) {
    const id = this.#next++;
    const answer = new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, method, sessionId });
      this.#child.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + '\0');
    });
    try {
      return await within(`an answer to ${method}`, 2 * PATIENCE, answer);
    } finally {
      this.#waiting.delete(id);
    }
  }

  /** A session with one target: a page, a panel, a worker. */
  async attach(targetId) {
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
    return new Session(this, sessionId, targetId);
  }

  async targets() {
    const { targetInfos } = await this.send('Target.getTargets', { filter: [{}] });
    return targetInfos;
  }

  async close() {
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), 30_000);
    this.send('Browser.close').catch(() => {});
    await this.closed;
    clearTimeout(timer);
  }
}

export class Session {
  constructor(connection, id, targetId) {
    this.connection = connection;
    this.id = id;
    this.targetId = targetId;
  }

  send(method, params) {
    return this.connection.send(method, params, this.id);
  }

  /** Runs a function of plain arguments in the target and gives back its plain result, awaited. */
  async evaluate(fn, ...args) {
    const expression = `(${fn})(...${JSON.stringify(args)})`;
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }
}
