import { all, attribute, isRendered, localName } from '../collect/dom';
import { isPlace, namesOf, type Place } from '../shared/parts';

/** An element, known again on other pages of its site by its tag, its id and its classes. */

/** A name with a number in it is that of one page. */
const isLasting = (name: string): boolean => name !== '' && !/\d/.test(name);
/** Tags that stand for an article by themselves. */
const TELLING = new Set(['article', 'main']);

/** How it can be found again; null where nothing tells it from the others. */
export function placeOf(element: Element, document: Document): Place | null {
  const id = attribute(element, 'id') ?? '';
  const place = { tag: localName(element), id: isLasting(id) ? id : '', classes: namesOf(classesOf(element).filter(isLasting)) };
  const tells = place.id !== '' || place.classes.length > 0 || TELLING.has(place.tag);
  return tells && isPlace(place) && findPlace(document, place) === element ? place : null;
}

/** The first element of that place, one that is drawn where there is one; null where there is none. */
export function findPlace(document: Document, { tag, id, classes }: Place): Element | null {
  const isThere = (element: Element): boolean => {
    const own = new Set(classesOf(element));
    return localName(element) === tag && (id === '' || attribute(element, 'id') === id) && classes.every((name) => own.has(name));
  };
  const there = all(document, 'body, body *').filter(isThere);
  return there.find(isRendered) ?? there[0] ?? null;
}

const classesOf = (element: Element): string[] => (attribute(element, 'class') ?? '').split(/\s+/).filter(Boolean);
