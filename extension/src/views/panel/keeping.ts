import type { KeptState } from '../../shared/articles';
import { make } from '../../shared/dom';
import { strings } from '../../shared/strings';

const words = strings.kept;

/** Whether the article is kept, and the way to keep it or not. `keep` gives what is in the way, as a sentence. */
export function keeping({ kept, before }: KeptState, keep: (on: boolean) => Promise<string | null>, changes?: () => void): HTMLElement {
  const button = make('button', { class: kept === null ? 'wf-button' : 'wf-link', text: kept === null ? words.keep : words.remove, attributes: { type: 'button' } });
  const told = make('span', { class: 'wf-facts', text: kept === null ? words.why : words.since(kept) });
  // A button that is disabled would lose the focus.
  let isAsked = false;
  button.addEventListener('click', () => {
    if (isAsked) return;
    isAsked = true;
    void keep(kept === null).then((failed) => {
      isAsked = false;
      if (failed !== null) told.textContent = failed;
    });
  });
  const section = make('section', { class: 'wf-keeping' }, ...(kept === null ? [button, told] : [told, button]));
  if (before !== null && changes) {
    const show = make('button', { class: 'wf-button', text: strings.changes.show, attributes: { type: 'button' } });
    show.addEventListener('click', changes);
    section.append(make('p', { class: 'wf-before', text: strings.changes.other(before) }), show);
  }
  return section;
}
