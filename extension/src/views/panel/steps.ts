import { make, spoken } from '../../shared/dom';
import { strings } from '../../shared/strings';

const words = strings.marks;

export type Step = 1 | -1;

/** The ways to the next mark and to the one before. */
export function marksSteps(step: (by: Step) => void): HTMLElement {
  const button = (text: string, key: string, keys: string, by: Step): HTMLElement => {
    const element = make('button', { class: 'wf-button', text, attributes: { type: 'button', 'aria-keyshortcuts': key } }, spoken(` ${keys}`));
    element.addEventListener('click', () => step(by));
    return element;
  };
  return make('div', { class: 'wf-marks-steps', attributes: { role: 'group', 'aria-label': words.label } }, button(words.previous, 'P', words.keys, -1), button(words.next, 'N', words.keysNext, 1));
}

/** The step that a key asks for, anywhere in the panel but where letters are typed or chosen by; null where it asks for none. */
export function stepOf(event: KeyboardEvent): Step | null {
  const isTyping = event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]') !== null;
  if (isTyping || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return null;
  const key = event.key.toLowerCase();
  return key === 'n' ? 1 : key === 'p' ? -1 : null;
}
