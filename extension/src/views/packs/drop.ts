/**
 * Makes the whole document a place to drop files on, until the function that it gives back is called. While files are held
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
    take([...held.files]);
  }, { signal });
  return () => {
    taking.abort();
    root.classList.remove(hovered);
  };
}
