import { makeZip } from 'client-zip';
import { unzip, type ZipEntry } from 'unzipit';
import type { ArticleLibrary } from '../library/library';
import type { Articles } from '../shared/articles';
import { CONTENTS, contentsOf, readContents, VERSION, type Backups, type Contents, type Restored } from '../shared/backup';
import { Failure, problemOf } from '../shared/errors';
import { STANDINGS } from '../shared/outlets';
import { explain } from '../shared/strings';
import { dismiss, dismissals } from './dismissals';
import { examine } from './examine';
import { keepingWishes, restoreWishes } from './keeping';
import { outlets, setOutlet } from './outlets';
import { places, rememberPlace } from './places';
import { install, list, open, setOn } from './store';

/** One file with everything that the reader has, and all of it brought back. */

/** A local file header of a zip archive before the name of its entry. */
const HEADER = 30;
const BUNDLED = 'bundled:';

export const backupsOf = (library: ArticleLibrary): Backups => ({ make: () => makeBackup(library), isBackup, restore });

async function makeBackup(library: ArticleLibrary): Promise<Blob> {
  const parts = await library.exportParts();
  const all = await list();
  const packs = all.filter(({ bundled, removed }) => !bundled && !removed);
  // A pack whose file is gone cannot be backed up, and nothing else has to miss it.
  const files = await Promise.all(packs.map(({ id }) => open(id).catch(() => null)));
  const articles = parts.map(({ articles: count }, at) => ({ entry: `articles/${at + 1}.jsonl`, articles: count }));
  const packed = packs.flatMap(({ id, file, on }, at) => {
    const bytes = files[at];
    return bytes ? [{ entry: `packs/${id}.wfp`, file, on, bytes }] : [];
  });
  const contents = contentsOf(new Date().toISOString(), {
    articles,
    packs: packed.map(({ entry, file, on }) => ({ entry, file, on })),
    off: all.filter(({ bundled, on }) => bundled && !on).map(({ file }) => file),
    places: await places(), outlets: await outlets(), keeping: await keepingWishes(), dismissals: (await dismissals()).reverse(),
  });
  const entries = [
    { name: CONTENTS, input: new Blob([JSON.stringify(contents, null, 2)]) },
    ...parts.map(({ lines }, at) => ({ name: articles[at]?.entry ?? '', input: lines })),
    ...packed.map(({ entry, bytes }) => ({ name: entry, input: bytes })),
  ];
  const stream = makeZip(entries.map(({ name, input }) => ({ name, input: input.stream(), size: input.size, lastModified: contents.made })));
  return new Response(stream, { headers: { 'content-type': 'application/zip' } }).blob();
}

async function isBackup(file: Blob): Promise<boolean> {
  const start = await file.slice(0, HEADER + CONTENTS.length).text().catch(() => '');
  return start.startsWith('PK') && start.endsWith(CONTENTS);
}

async function restore(file: Blob, articles: Articles, onProgress: (done: number, all: number) => void): Promise<Restored> {
  const { contents, entries } = await read(file);
  const restored: Restored = { kept: 0, known: 0, packs: 0, refused: [], sites: [] };
  const sizeOf = ({ entry }: { entry: string }): number => entries[entry]?.size ?? 0;
  const all = [...contents.articles, ...contents.packs].reduce((sum, one) => sum + sizeOf(one), 0);
  let done = 0;
  /** One entry that is damaged costs no other. */
  const each = async <T extends { entry: string }>(those: readonly T[], bring: (bytes: Blob, one: T) => Promise<void>): Promise<void> => {
    for (const one of those) {
      try {
        const entry = entries[one.entry];
        if (!entry) throw new Failure('file-missing');
        await bring(await entry.blob(), one);
      } catch (error) {
        // There is no room for the others either.
        if (problemOf(error).code === 'storage-full') throw error;
        restored.refused.push(`${one.entry}: ${explain(problemOf(error, 'file-unread'))}`);
      }
      done += sizeOf(one);
      onProgress(done, all);
    }
  };
  await bringSettings(contents, restored);
  await each(contents.articles, async (bytes, { entry }) => {
    const { kept, known, refused, failed } = await articles.importFile(new File([bytes], entry), () => undefined);
    restored.kept += kept;
    restored.known += known;
    restored.refused.push(...refused);
    if (failed) throw new Failure(failed.code, failed.args, failed.detail);
  });
  await each(contents.packs, async (bytes, { file: name, on }) => {
    const pack = new File([bytes], name);
    if ((await install(pack, await examine(pack), on, () => undefined)) === 'added') restored.packs += 1;
  });
  return restored;
}

async function read(file: Blob): Promise<{ contents: Contents; entries: Record<string, ZipEntry> }> {
  let contents: Contents | null;
  let entries: Record<string, ZipEntry>;
  try {
    ({ entries } = await unzip(file));
    contents = readContents(await entries[CONTENTS]?.json());
  } catch (error) {
    throw new Failure('backup-damaged', {}, error);
  }
  if (!contents) throw new Failure('backup-damaged');
  if (contents.version > VERSION) throw new Failure('backup-newer', { found: contents.version, known: VERSION });
  return { contents, entries };
}

/** What the reader has chosen since stays as it is. */
async function bringSettings(contents: Contents, restored: Restored): Promise<void> {
  const chosen = await places();
  for (const [site, place] of Object.entries(contents.places)) if (!Object.hasOwn(chosen, site)) await rememberPlace(site, place);
  const listed = Object.values(await outlets()).flat().map((name) => name.toLowerCase());
  for (const standing of STANDINGS) for (const name of contents.outlets[standing]) if (!listed.includes(name.toLowerCase())) await setOutlet(name, standing);
  const known = new Set((await dismissals()).map(({ id }) => id));
  for (const dismissal of contents.dismissals) if (!known.has(dismissal.id)) await dismiss(dismissal, false);
  for (const file of contents.off) if ((await list()).some(({ id }) => id === BUNDLED + file)) await setOn(BUNDLED + file, false);
  restored.sites = await restoreWishes(contents.keeping);
}
