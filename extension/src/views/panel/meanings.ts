import { make, sample } from '../../shared/dom';
import { strings } from '../../shared/strings';

/** What the marks mean, before there are any. */
export function meanings(): HTMLElement {
  const verdicts = ['copied', 'modified', 'quoted', 'original'] as const;
  const items = verdicts.map((verdict) =>
    make(
      'li',
      {},
      sample(verdict),
      make('span', { class: 'wf-word', text: strings.verdict[verdict] }),
      make('span', { text: strings.meaning[verdict] }),
    ));
  return make('ul', { class: 'wf-meanings' }, ...items);
}
