import { heading, make } from '../../shared/dom';
import type { PackInfo } from '../../shared/report';
import { isolated, plain } from '../../shared/names';
import { size } from '../../shared/language';
import type { Pack } from '../../shared/packs';
import { strings } from '../../shared/strings';

/** What there is to say of a pack beyond its place in the list. */
export interface Facts {
  info: PackInfo;
  bytes: number;
}

/** What the reader does with a row. */
export interface RowActions {
  setOn(on: boolean): void;
  remove(): void;
  restore(): void;
}

/** A pack in the list. It is drawn anew only where more than its switch has changed; the focus stays on the control that had it. */
export class Row {
  readonly element = make('li', { class: 'wf-card wf-pack' });
  readonly #actions: RowActions;
  readonly #switch = make('input', { attributes: { type: 'checkbox', role: 'switch' } });
  readonly #word = make('span', { attributes: { 'aria-hidden': 'true' } });
  #drawn = '';

  constructor(actions: RowActions) {
    this.#actions = actions;
    this.#switch.addEventListener('change', () => {
      this.#sayOn();
      actions.setOn(this.#switch.checked);
    });
  }

  /** `facts` is null where nothing could be read of the pack, or not yet. */
  show(pack: Pack, facts: Facts | null): void {
    this.element.dataset['id'] = pack.id;
    this.#switch.checked = pack.on;
    this.#sayOn();
    const drawn = JSON.stringify([pack.removed, pack.refused, pack.installed, facts]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const focused = this.#controls().findIndex((one) => one === document.activeElement);
    const name = nameOf(pack, facts);
    this.element.replaceChildren(...(pack.removed ? this.#removed(name) : this.#present(pack, name, facts)));
    const controls = this.#controls();
    if (focused >= 0) (controls[focused] ?? controls[0])?.focus();
  }

  #controls(): HTMLElement[] {
    return [...this.element.querySelectorAll<HTMLElement>('button, input')];
  }

  #sayOn(): void {
    const on = this.#switch.checked;
    this.#word.textContent = on ? strings.library.on : strings.library.off;
    this.element.classList.toggle('wf-pack-off', !on);
  }

  #removed(name: string): HTMLElement[] {
    const undo = button(strings.library.undo, strings.library.undoName(name), () => this.#actions.restore());
    return [make('div', { class: 'wf-pack-foot' }, make('p', { text: strings.library.removed(name) }), undo)];
  }

  #present(pack: Pack, name: string, facts: Facts | null): HTMLElement[] {
    const title = heading(3, { class: 'wf-card-title', text: name });
    title.dir = 'auto';
    this.#switch.setAttribute('aria-label', name);
    // Packs may have one name; the files that they came from tell them apart.
    const from = `from-${pack.id}`;
    this.#switch.setAttribute('aria-describedby', from);
    const head = make('div', { class: 'wf-pack-head' }, title, make('label', { class: 'wf-switch' }, this.#word, this.#switch));
    const rows: HTMLElement[] = [head];
    if (facts) rows.push(...lines(facts));
    const { installed, file, refused } = pack;
    if (refused) {
      const say = refused.searched ? strings.library.damaged : strings.library.refused;
      rows.push(make('p', { class: 'wf-warning', text: say(refused.why) }));
    }
    rows.push(make(
      'div',
      { class: 'wf-pack-foot' },
      make('p', { class: 'wf-facts', text: installed ? strings.library.from(file, installed.added) : strings.library.bundledFile(file), attributes: { id: from } }),
      installed && button(strings.library.remove, strings.library.removeName(name), () => this.#actions.remove(), from),
    ));
    return rows;
  }
}

export const nameOf = (pack: Pack, facts: Facts | null): string =>
  plain(facts?.info.name ?? '') || plain(pack.installed?.info.name ?? '') || pack.file;

function lines({ info, bytes }: Facts): HTMLElement[] {
  const counts = [
    strings.library.documents(info.documents),
    size(bytes),
    info.date ? strings.library.newest(info.date) : '',
    info.text_free ? strings.library.textFree : '',
  ];
  const publisher = plain(info.publisher ?? '');
  const licence = isolated(plain(info.license ?? '') || strings.library.noLicense);
  return [
    make('p', {}, publisher ? make('strong', { text: isolated(publisher) }) : null, publisher ? ` · ${licence}` : licence),
    make('p', { class: 'wf-facts', text: counts.filter(Boolean).join(' · ') }),
  ];
}

function button(text: string, name: string, act: () => void, description = ''): HTMLButtonElement {
  const described = description ? { 'aria-describedby': description } : {};
  const element = make('button', { class: 'wf-button', text, attributes: { type: 'button', 'aria-label': name, ...described } });
  element.addEventListener('click', act);
  return element;
}
