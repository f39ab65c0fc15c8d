import { Failure } from '../shared/errors';

/**
 * A folder of the origin-private file system, whose files are named by what they hold. A file with its name is whole: while it is
 * being written it has another one.
 */

const UNFINISHED = '.part';

/** Not in the type library: browsers have it for files of the origin alone. */
interface MovableFile extends FileSystemFileHandle {
  move(name: string): Promise<void>;
}

export class Folder {
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  async #open(): Promise<FileSystemDirectoryHandle> {
    try {
      const root = await navigator.storage.getDirectory();
      return await root.getDirectoryHandle(this.#name, { create: true });
    } catch (error) {
      // In private windows, and where the reader lets no site keep data.
      throw new Failure('no-storage', {}, error);
    }
  }

  /** Whether this window can keep files. */
  canKeep(): Promise<boolean> {
    return this.#open().then(() => true, () => false);
  }

  /** A file of so many bytes. One of another size has been tampered with or cut short by the disk. */
  async open(name: string, bytes: number): Promise<File> {
    const folder = await this.#open();
    let file: File;
    try {
      file = await (await folder.getFileHandle(name)).getFile();
    } catch (error) {
      throw new Failure('file-missing', {}, error);
    }
    if (file.size !== bytes) throw new Failure('file-damaged');
    return file;
  }

  /** Copies bytes into it. Where that fails nothing of them stays. */
  async save(name: string, source: Blob, onProgress: (bytes: number) => void = () => undefined): Promise<void> {
    const folder = await this.#open();
    const unfinished = `${name}${UNFINISHED}`;
    try {
      const handle = (await folder.getFileHandle(unfinished, { create: true })) as MovableFile;
      let copied = 0;
      const counter = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
        transform(chunk, controller) {
          controller.enqueue(chunk);
          copied += chunk.byteLength;
          onProgress(copied);
        },
      });
      await source.stream().pipeThrough(counter).pipeTo(await handle.createWritable());
      await handle.move(name);
    } catch (error) {
      await folder.removeEntry(unfinished).catch(() => undefined);
      const full = error instanceof DOMException && error.name === 'QuotaExceededError';
      throw new Failure(full ? 'storage-full' : 'unwritable', {}, error);
    }
  }

  /** Deletes every file but these. */
  async keepOnly(names: ReadonlySet<string>): Promise<void> {
    const folder = await this.#open();
    const others: string[] = [];
    for await (const name of folder.keys()) {
      if (!names.has(name)) others.push(name);
    }
    for (const name of others) await folder.removeEntry(name, { recursive: true });
  }
}
