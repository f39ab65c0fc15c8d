import { heading, make } from '../../shared/dom';
import { clipped, isolated, plain } from '../../shared/names';
import type { Outlined } from '../../shared/parts';
import type { PickStep } from '../../shared/protocol';
import { strings } from '../../shared/strings';

const words = strings.picking;

const STEPS = ['wider', 'narrower', 'previous', 'next'] as const;
const KEYS: Record<string, PickStep> = { ArrowUp: 'wider', ArrowDown: 'narrower', ArrowLeft: 'previous', ArrowRight: 'next', Escape: 'stop' };

/** The panel while the reader chooses the article on the page: what is outlined there, and the ways on. */
export class PickingView {
  readonly element: HTMLElement;
  readonly #told = make('p', { class: 'wf-outlined' });
  readonly #first: HTMLButtonElement;

  constructor(level: number, step: (step: PickStep) => void) {
    const button = (name: PickStep, kind = ''): HTMLButtonElement => {
      const element = make('button', { class: `wf-button ${kind}`.trim(), text: words.steps[name], attributes: { type: 'button' } });
      element.addEventListener('click', () => step(name));
      return element;
    };
    const steps = STEPS.map((name) => button(name));
    this.#first = steps[0] ?? button('wider');
    this.element = make(
      'section',
      { class: 'wf-message wf-picking' },
      heading(level, { class: 'wf-headline', text: words.title }),
      make('p', { text: words.how }),
      this.#told,
      make('div', { class: 'wf-steps', attributes: { role: 'group', 'aria-label': words.group } }, ...steps),
      make('div', { class: 'wf-steps' }, button('take', 'wf-primary'), button('stop')),
    );
    this.element.addEventListener('keydown', (event) => {
      const wanted = KEYS[event.key];
      if (!wanted || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      step(wanted);
    });
  }

  focus(): void {
    this.#first.focus();
  }

  /** Shows what is outlined, and gives it back as a sentence. */
  show(outlined: Outlined): string {
    const told = words.outlined(outlined.words, isolated(clipped(plain(outlined.starts))));
    this.#told.textContent = told;
    return told;
  }
}
