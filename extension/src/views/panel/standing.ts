import { make } from '../../shared/dom';
import { shown } from '../../shared/names';
import type { Source } from '../../shared/report';
import { strings } from '../../shared/strings';

const words = strings.standing;

/** Whose text a source is, what the page took of it, and whether the page holds to its licence. Nothing where there is nothing to tell. */
export function standingOf({ standing, taken, licence, direction, url }: Source): HTMLElement[] {
  const told: HTMLElement[] = [];
  if (standing) told.push(make('p', { class: `wf-standing wf-standing-${standing}`, text: words[standing] }));
  if (taken && (standing || licence)) told.push(make('p', { class: 'wf-facts', text: words.taken(taken, direction === 'earlier', url !== null) }));
  if (licence) told.push(make('p', { class: 'wf-facts', text: words.licence(shown(licence)) }));
  const conditions = taken?.conditions ?? [];
  if (conditions.length > 0) {
    told.push(make('ul', { class: 'wf-conditions' }, ...conditions.map(({ asks, holds }) =>
      make('li', { class: holds === false ? 'wf-not-held' : '', text: words.holds(words.asks[asks], holds) }))));
  }
  return told;
}
