import { heading, make, spoken } from '../../shared/dom';
import { isolated, shown } from '../../shared/names';
import { strings } from '../../shared/strings';
import { MAX_TABS, type TabChoice, type TabsCompared } from '../../shared/tabs';

const words = strings.tabs;

/** Where the reader chooses the tabs to compare with. `done` gets null where there is to be none. */
export function tabsForm(level: number, tabs: readonly TabChoice[], done: (ids: number[] | null) => void): HTMLElement {
  const all = tabs.filter(({ site }) => site !== null);
  const readable = all.slice(0, MAX_TABS - 1);
  const boxes = readable.map(({ id }) => make('input', { attributes: { type: 'checkbox', value: String(id) } }));
  const whole = make('input', { attributes: { type: 'checkbox' } });
  const compare = make('button', { class: 'wf-button wf-primary', text: words.button, attributes: { type: 'submit' } });
  const cancel = make('button', { class: 'wf-button', text: words.cancel, attributes: { type: 'button' } });
  const [hidden, beyond] = [tabs.length - all.length, all.length - readable.length];
  const row = ({ title, site }: TabChoice, at: number): HTMLElement =>
    make('label', { class: 'wf-check' }, boxes[at], make('span', {}, make('span', { text: shown(title), attributes: { dir: 'auto' } }), make('span', { class: 'wf-facts', text: ` ${isolated(site ?? '')}` })));
  const form = make(
    'form',
    { class: 'wf-message wf-tabs-form' },
    heading(level, { class: 'wf-headline', text: words.title }),
    make('p', { text: readable.length > 0 ? words.how : words.none }),
    readable.length > 1 ? make('label', { class: 'wf-check' }, whole, words.all) : null,
    ...readable.map(row),
    hidden > 0 ? make('p', { class: 'wf-facts', text: words.unreadable(hidden) }) : null,
    beyond > 0 ? make('p', { class: 'wf-facts', text: words.tooMany(beyond) }) : null,
    make('div', { class: 'wf-steps' }, readable.length > 0 ? compare : null, cancel),
  );
  whole.addEventListener('change', () => {
    for (const box of boxes) box.checked = whole.checked;
  });
  for (const box of boxes) {
    box.addEventListener('change', () => {
      whole.checked = boxes.every(({ checked }) => checked);
    });
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const chosen = boxes.filter(({ checked }) => checked).map(({ value }) => Number(value));
    if (chosen.length === 0) boxes[0]?.focus();
    else done(chosen);
  });
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') done(null);
  });
  cancel.addEventListener('click', () => done(null));
  return form;
}

/** Which tabs the page was compared with, and each of them with each. */
export function tabsCompared({ names, shares, origins, unread, same }: TabsCompared, again: () => void, level: number): HTMLElement {
  const button = make('button', { class: 'wf-link', text: words.again, attributes: { type: 'button' } });
  button.addEventListener('click', again);
  const section = make('section', { class: 'wf-part wf-part-chosen' }, make('p', { text: words.compared(names.length - 1) }));
  if (unread.length > 0) section.append(make('p', { class: 'wf-warning', text: words.unread(unread.map(shown)) }));
  if (same.length > 0) section.append(make('p', { class: 'wf-facts', text: words.same(same.map(shown)) }));
  section.append(make('p', {}, button));
  if (names.length > 2) {
    section.append(
      heading(level, { class: 'wf-title', text: words.matrix }),
      make('p', { class: 'wf-facts', text: words.origins(names.length, origins) }),
      make('p', { class: 'wf-facts', text: words.matrixHelp }),
      make('div', { class: 'wf-matrix' }, table(names, shares)),
    );
  }
  return section;
}

/** Columns are numbers, which stand before the rows' names. */
function table(names: readonly string[], shares: readonly (readonly number[])[]): HTMLElement {
  const head = names.map((name, at) => make('th', { text: String(at + 1), attributes: { scope: 'col' } }, spoken(` ${shown(name)}`)));
  const rows = names.map((name, at) => make(
    'tr',
    {},
    make('th', { text: words.row(at + 1, shown(name)), attributes: { scope: 'row', dir: 'auto' } }),
    ...names.map((_, other) => make('td', { text: other === at ? '' : words.cell(shares[at]?.[other] ?? 0) })),
  ));
  return make('table', {}, make('thead', {}, make('tr', {}, make('th', { text: words.page, attributes: { scope: 'col' } }), ...head)), make('tbody', {}, ...rows));
}
