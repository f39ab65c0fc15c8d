import { Folder } from '../files/folder';
import { WasmKeeperHost } from '../keeper/instance';
import { ArticleLibrary, SMALL_BATCH } from '../library/library';
import { articleOf, type KeptState } from '../shared/articles';
import type { Checked } from '../shared/checks';
import { isTextKind } from '../shared/parts';
import { strings } from '../shared/strings';

/** The articles that the reader keeps. What packs them is loaded when one is kept, and by nothing else. */
export const articles = new ArticleLibrary(
  new WasmKeeperHost(chrome.runtime.getURL('wherefrom_keeper_bg.wasm')), new Folder('articles'), strings.kept.pack, SMALL_BATCH,
);

/** Whether the page's article is kept; null where it cannot be. */
export async function keepingOf(tab: number, { report, part }: Checked): Promise<KeptState | null> {
  if (isTextKind(part.choice) || report.summary.headline_code === 'no-article') return null;
  try {
    // What is read in a private window leaves nothing behind.
    if ((await chrome.tabs.get(tab)).incognito) return null;
    const article = articleOf(report);
    const [kept, before] = await Promise.all([articles.keptSince(article), articles.before(article)]);
    // A part of it lacks what the whole has.
    return { kept, before: part.choice === 'chosen' ? null : before?.kept ?? null };
  } catch {
    return null;
  }
}

/** Keeps the article that was checked, or keeps it no more. It is kept when this is done; what finds it follows. */
export async function keep({ report }: Checked, on: boolean): Promise<void> {
  const document = articleOf(report);
  if (on) await articles.keep([document]);
  else await articles.removeSame(document);
  void articles.index().catch(() => undefined);
}
