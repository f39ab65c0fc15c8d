/** What browsers put behind the name of a page that they save with all that belongs to it, each in its language; as in the readers' `assets.rs`. */
const ENDS = /(?:[_.]files|-dateien|_fichiers|_archivos|_arquivos|_ficheiros|_file|_bestanden|-filer|_tiedostot|_pliki|_soubory|_elemei|_dosyalar|_datoteke|_fitxers|_fails|_failid|_bylos|_fajlovi|_fitxategiak)$/i;
const PAGE = /\.(?:html?|xhtml)$/i;

/** Of files in dropped folders, where they stood in these. */
const dropped = new WeakMap<File, string>();

export function droppedAt(file: File, path: string): void {
  dropped.set(file, path);
}

/** A file's path, as far as it is known: from the folder on that was chosen or dropped. */
export const pathOf = (file: File): string => dropped.get(file) ?? (file.webkitRelativePath || file.name);

/**
 * The files that are not in a folder of what belongs to a saved page: `X_files` beside `X.html`. In such folders are frames and data that are
 * HTML and JSON, too, and no articles.
 */
export function withoutAssets(files: readonly File[]): File[] {
  const pages = new Set(files.map(pathOf).filter((path) => PAGE.test(path)).map((path) => path.replace(PAGE, '')));
  const isAssets = (folder: string): boolean => ENDS.test(folder) && pages.has(folder.replace(ENDS, ''));
  return files.filter((file) => {
    const parts = pathOf(file).split('/');
    return !parts.some((_, at) => at > 0 && isAssets(parts.slice(0, at).join('/')));
  });
}
