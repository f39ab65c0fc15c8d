import { make } from '../../shared/dom';
import { isolated } from '../../shared/names';
import { isTextKind, type Part } from '../../shared/parts';
import type { Again } from '../../shared/protocol';
import { strings } from '../../shared/strings';

/** What the reader can say about which part of the page was compared. */
export interface PartActions {
  /** Lets the reader choose another part on the page. False where nothing on it can be chosen. */
  pick(): Promise<boolean>;
  /** Checks the page anew. */
  again(how: Again): void;
  /** Remembers the part for the site, or forgets it. Undefined where nothing is to be remembered. */
  remember?(on: boolean): void;
}

const words = strings.part;

/** Which part of the page was compared, and the ways to another. `site` is the page's host, where it has one. */
export function partOf({ choice, place, others = 0 }: Part, site: string | null, { pick, again, remember }: PartActions): HTMLElement {
  if (isTextKind(choice)) return make('section', { class: 'wf-part wf-part-chosen' }, make('p', { text: words[choice]() }), others > 0 ? make('p', { class: 'wf-facts', text: words.others(others) }) : null, make('p', {}, button(words.page, () => again('page'))));
  const nothing = make('span', { class: 'wf-facts' });
  const choose = button(choice === 'found' ? words.choose : words.chooseOther, () => void pick().then((began) => {
    if (!began) nothing.textContent = ` ${words.nothing}`;
  }));
  if (choice === 'found') return make('section', { class: 'wf-part' }, make('p', {}, `${words.wrong} `, choose, nothing));
  const name = isolated(site ?? '');
  const element = make('section', { class: 'wf-part wf-part-chosen' }, make('p', { text: words[choice](name) }));
  if (choice !== 'missing' && place && site !== null && remember) {
    const box = make('input', { attributes: { type: 'checkbox' } });
    box.checked = choice === 'remembered';
    box.addEventListener('change', () => remember(box.checked));
    element.append(make('label', { class: 'wf-check' }, box, words.remember(name)));
  }
  element.append(make('p', {}, choose, ' ', choice === 'chosen' ? button(words.find, () => again('article')) : button(words.findAndForget, () => again('forget')), nothing));
  return element;
}

function button(text: string, act: () => void): HTMLButtonElement {
  const element = make('button', { class: 'wf-link', text, attributes: { type: 'button' } });
  element.addEventListener('click', act);
  return element;
}
