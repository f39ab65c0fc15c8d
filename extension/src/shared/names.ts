/** Names that come from elsewhere (packs, publishers, files), set into sentences of ours. */

/** Letters that are written from right to left, and the invisible signs that turn the direction. */
const MAY_TURN = /\p{Bidi_Control}|[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
const TURNING = /\p{Bidi_Control}/gu;

/** Without the invisible signs, which would turn what stands behind the name. */
export const plain = (name: string): string => name.replace(TURNING, '').trim();

/** A name whose direction changes nothing around it: between the signs FSI and PDI where it may have another one. */
export const isolated = (name: string): string => (MAY_TURN.test(name) ? `\u2068${plain(name)}\u2069` : name);

/** UTF-16 units. No headline and no name of a paper is longer, and what is would fill the panel. */
const NAME_LENGTH = 200;

/** A name of any length as it is shown: cut between characters, with a sign that it was. */
export function clipped(name: string): string {
  if (name.length <= NAME_LENGTH) return name;
  return `${name.slice(0, NAME_LENGTH).replace(/[\uD800-\uDBFF]$/, '').trimEnd()}…`;
}

/** A name of which nothing is known, as it is set into a sentence or a list. */
export const shown = (name: string): string => isolated(clipped(name));
