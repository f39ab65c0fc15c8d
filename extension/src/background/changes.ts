import { articleOf } from '../shared/articles';
import type { Changes } from '../shared/changes';
import type { CheckId } from '../shared/checks';
import { Failure } from '../shared/errors';
import { pageOf } from './checks/text';
import { engine } from './engine';
import { articles } from './keep';
import { viewOf } from './tabs';

/** The article of a tab's page compared with the version of it that was kept. */
export async function changesOf(tab: number, check: CheckId): Promise<Changes> {
  const view = await viewOf(tab);
  if (view.status !== 'checked' || view.check !== check) throw new Failure('report-lost');
  const article = articleOf(view.checked.report);
  const before = await articles.before(article);
  if (!before) throw new Failure('not-kept');
  const { kept, published, language, text } = before;
  // Without its address: a document of the page's own is never its source.
  const version = { id: 'kept', text, ...(published !== null && { published }), ...(language !== null && { language }) };
  const page = { ...pageOf(article.text), lang: article.language };
  const { report } = await engine.compare(page, [version]);
  return { kept, lines: text.split('\n').filter((line) => line.trim() !== ''), report };
}
