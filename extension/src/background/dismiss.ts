import { dismiss, paragraphHash, undismiss } from '../packs/dismissals';
import type { Checked } from '../shared/checks';
import { keptKey, MAX_NAME, pageKey, type Dismissed } from '../shared/dismissals';
import { Failure } from '../shared/errors';
import { isTextKind } from '../shared/parts';
import type { Request } from '../shared/protocol';
import { isKeptId } from '../library/records';
import { articles } from './keep';
import { again, compareText } from './checks/anew';
import { viewOf } from './tabs';

/** What the reader says is no match, and taking that back: both check anew, since another source may stand in its place. */

export async function dismissMatch({ tab, check, kind, number, everywhere, note }: Extract<Request, { type: 'dismiss' }>): Promise<null> {
  const view = await viewOf(tab);
  // What the reader saw is dismissed, and nothing that came meanwhile.
  if (view.status !== 'checked' || view.check !== check) throw new Failure('report-lost');
  const { report } = view.checked;
  const what = await dismissed(view.checked, kind, number);
  const { incognito } = await chrome.tabs.get(tab);
  const page = everywhere ? null : pageKey(report.page.url);
  await dismiss({ id: crypto.randomUUID(), at: new Date().toISOString(), page, note: note.trim(), what }, incognito);
  void checkAnew(tab, view.checked);
  return null;
}

export async function undismissMatch(tab: number, id: string): Promise<null> {
  await undismiss(id);
  const view = await viewOf(tab);
  if (view.status === 'checked') void checkAnew(tab, view.checked);
  return null;
}

async function dismissed({ report }: Checked, kind: 'paragraph' | 'source', number: number): Promise<Dismissed> {
  if (kind === 'source') {
    const source = report.sources[number];
    if (!source) throw new Failure('report-lost');
    const name = [source.publisher, source.title].filter(Boolean).join(', ') || source.id;
    // An id of a kept article is a number of its record, which it loses where it is deleted and brought back.
    const key = isKeptId(source.id) ? await articles.keyOf(source.id) : null;
    return { kind, source: key === null ? source.id : keptKey(key), name: name.slice(0, MAX_NAME) };
  }
  const block = report.blocks.find(({ id }) => id === number);
  if (!block) throw new Failure('report-lost');
  return { kind, hash: await paragraphHash(block.text), starts: block.text.trim().slice(0, MAX_NAME) };
}

function checkAnew(tab: number, { report, part }: Checked): Promise<void> {
  if (!isTextKind(part.choice)) return again(tab, 'chosen');
  const { title, url, publisher, published, language } = report.page;
  const about = part.choice === 'file' ? { title, url, publisher, published, language, others: 0 } : undefined;
  return compareText({ kind: 'text', tab, about, text: report.blocks.map(({ text }) => text.replace(/\s+/g, ' ')).join('\n'), from: part.choice });
}
