import { Failure } from '../shared/errors';

/**
 * The packs as files of the origin-private file system, each named by its id. A file with that name is whole: while it is
 * being written it has another one.
 */

const FOLDER = 'packs';
const UNFINISHED = '.part';

/** Not in the type library: browsers have it for files of the origin alone. */
interface MovableFile extends FileSystemFileHandle {
  move(name: string): Promise<void>;
}

async function folder(): Promise<FileSystemDirectoryHandle> {
  try {
    const root = await navigator.storage.getDirectory();
    return await root.getDirectoryHandle(FOLDER, { create: true });
  } catch (error) {
    // In private windows, and where the reader lets no site keep data.
    throw new Failure('no-storage', {}, error);
  }
}

/** Whether this window can keep files. */
export const canKeepFiles = (): Promise<boolean> => folder().then(() => true, () => false);

/** The file of a pack. A file of another size has been tampered with or cut short by the disk. */
export async function openFile(id: string, bytes: number): Promise<File> {
  const packs = await folder();
  let file: File;
  try {
    file = await (await packs.getFileHandle(id)).getFile();
  } catch (error) {
    throw new Failure('file-missing', {}, error);
  }
  if (file.size !== bytes) throw new Failure('file-damaged');
  return file;
}

/** Copies a pack into the library. Where that fails nothing of it stays. */
export async function saveFile(id: string, source: Blob, onProgress: (bytes: number) => void): Promise<void> {
  const packs = await folder();
  const name = `${id}${UNFINISHED}`;
  try {
    const handle = (await packs.getFileHandle(name, { create: true })) as MovableFile;
    let copied = 0;
    const counter = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        controller.enqueue(chunk);
        copied += chunk.byteLength;
        onProgress(copied);
      },
    });
    await source.stream().pipeThrough(counter).pipeTo(await handle.createWritable());
    await handle.move(id);
  } catch (error) {
    await packs.removeEntry(name).catch(() => undefined);
    const full = error instanceof DOMException && error.name === 'QuotaExceededError';
    throw new Failure(full ? 'storage-full' : 'unwritable', {}, error);
  }
}

/** Deletes every file but those of these packs. */
export async function keepOnly(ids: ReadonlySet<string>): Promise<void> {
  const packs = await folder();
  const others: string[] = [];
  for await (const name of packs.keys()) {
    if (!ids.has(name)) others.push(name);
  }
  for (const name of others) await packs.removeEntry(name, { recursive: true });
}
