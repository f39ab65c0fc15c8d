import { make } from '../../shared/dom';
import { isolated } from '../../shared/names';
import type { Place } from '../../shared/parts';
import { strings } from '../../shared/strings';
import { ListedSection, type ListedRow } from './listed';

const words = strings.places;

export interface Places {
  list(): Promise<Record<string, Place>>;
  forget(site: string): Promise<void>;
}

/** The sites of which the reader chose a part. */
export const placeList = (places: Places, announce: (words: string) => void): ListedSection => new ListedSection(words, async () => {
  const all = Object.entries(await places.list()).sort(([one], [other]) => one.localeCompare(other));
  return all.map(([site, place]) => rowOf(site, place, places));
}, announce);

function rowOf(site: string, { tag, id, classes }: Place, places: Places): ListedRow {
  const names = [id && `#${id}`, ...classes.map((name) => `.${name}`)].filter(Boolean).join(' ');
  return {
    told: make('div', {}, make('strong', { text: isolated(site) }), make('span', { class: 'wf-facts', text: ` ${words.place(tag, names)}` })),
    button: words.forget,
    label: words.forgetName(site),
    takeBack: () => places.forget(site).then(() => words.forgotten(site)),
  };
}
