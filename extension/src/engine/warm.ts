import type { Instance } from './instance';

/** Small comparisons that bring the engine to its speed while nobody waits for it. */

/** Small comparisons, some tens of milliseconds in all. */
const SETTLING_ROUNDS = 24;
/** Milliseconds after a check: the reader has the answer, and the panel has drawn it. */
const SETTLING_DELAY = 150;

/**
 * Browsers optimise a function of a Wasm module when it has been called often, and while they do, a check takes several
 * times as long. After the first check some more calls get that over with, so that the next page does not meet it.
 */
export function settle(instance: Instance): void {
  const round = (left: number): void => {
    if (left === 0) return;
    warmUp(instance);
    setTimeout(round, 0, left - 1);
  };
  setTimeout(round, SETTLING_DELAY, SETTLING_ROUNDS);
}

/**
 * Browsers compile a function of a Wasm module when it is first called. A small comparison calls nearly all of them
 * while the page is still being collected, so that the reader's own check does not wait for that.
 */
export function warmUp(instance: Instance): void {
  const source = [
    'The lamps on the old quay went out at nine, and the keeper walked its length with a torch until the fuse had been found.',
    '“Nobody fell in, and nobody was late,” said the keeper, who has held the post since spring. “That is all I ask of such a night.”',
    'Seven boats had asked for the light to be mended before the herring came, the harbour book says. It lies open in the office.',
  ];
  const page = [
    'The lamps on the old pier went out at nine, and its keeper walked the length with a torch untill the fuse had been found.',
    ...source.slice(1, 2),
    'According to the harbour book, seven boats had asked for the light to be mended before the herring came. It lies in the office.',
  ];
  const elements = [{ parent: -1, tag: 'body', hint: '' }, { parent: 0, tag: 'p', hint: 'lead' }];
  const blocks = page.map((text) => ({ element: 1, text, linked: 0, links: [], hidden: false }));
  const json_ld = ['{"@type":"NewsArticle","headline":"Lamps","datePublished":"2031-01-02"}'];
  try {
    instance.compare(
      { url: null, title: null, lang: 'en', canonical: null, meta: [['og:title', 'Lamps']], json_ld, times: [], chosen: null, elements, blocks },
      [{ text: source.join('\n'), publisher: 'The Lamp', published: '2031-01-01', url: 'https://lamp.example/1' }],
    );
  } catch {
    // The reader's own check will tell what is wrong.
  }
}
