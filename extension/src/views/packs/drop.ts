import { droppedAt } from '../../shared/assets';

/**
 * Makes the whole document a place to drop files on, folders too, until the function that it gives back is called. While files are held
 * over it, `<html>` has the class.
 */
export function takeDrops(hovered: string, take: (files: File[]) => void): () => void {
  const taking = new AbortController();
  const { signal } = taking;
  const root = document.documentElement;
  const holdsFiles = (event: DragEvent): DataTransfer | null => (event.dataTransfer?.types.includes('Files') ? event.dataTransfer : null);
  document.addEventListener('dragover', (event) => {
    const held = holdsFiles(event);
    if (!held) return;
    event.preventDefault();
    held.dropEffect = 'copy';
    root.classList.add(hovered);
  }, { signal });
  document.addEventListener('dragleave', (event) => {
    // Between two elements there is another one to be entered; at the document's edge there is none.
    if (event.relatedTarget === null) root.classList.remove(hovered);
  }, { signal });
  document.addEventListener('drop', (event) => {
    root.classList.remove(hovered);
    const held = holdsFiles(event);
    if (!held) return;
    // Else the browser would leave the page and show the file.
    event.preventDefault();
    // Asked now: behind the event there is nothing in it any more.
    const files = [...held.files];
    const entries = [...held.items].map((item) => item.webkitGetAsEntry());
    if (entries.some((entry) => entry?.isDirectory)) void filesBelow(entries).then(take);
    else take(files);
  }, { signal });
  return () => {
    taking.abort();
    root.classList.remove(hovered);
  };
}

/** The files of what was dropped, those of folders in the order of their names. What cannot be read is not there. */
async function filesBelow(entries: readonly (FileSystemEntry | null)[]): Promise<File[]> {
  const files: File[] = [];
  for (const entry of entries) {
    if (entry?.isFile) {
      const file = await new Promise<File | null>((resolve) => (entry as FileSystemFileEntry).file(resolve, () => resolve(null)));
      if (file) {
        droppedAt(file, entry.fullPath.replace(/^\//, ''));
        files.push(file);
      }
    } else if (entry?.isDirectory) {
      files.push(...(await filesBelow(await entriesOf(entry as FileSystemDirectoryEntry))));
    }
  }
  return files;
}

async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    // A hundred at a time, until there are none.
    const some = await new Promise<FileSystemEntry[]>((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (some.length === 0) return all.sort((one, other) => (one.name < other.name ? -1 : 1));
    all.push(...some);
  }
}
