// The engine's own time in a browser: the module and the packs that the extension carries, on a page's blocks, with
// nothing else going on. Within a click it shares two cores with the page's painting and the panel's drawing.
import { median } from './timing.mjs';

/** Milliseconds of `rounds` checks after as many that warm up: median and best. `texts` are the page's blocks. */
export async function measureEngine(view, packs, texts, rounds = 40) {
  const times = await view.evaluate(async (names, blocks, count) => {
    const { default: init, Engine } = await import('/wasm/wherefrom.js');
    await init({ module_or_path: '/wasm/wherefrom_bg.wasm' });
    const engine = new Engine();
    for (const name of names) engine.addPack(new Uint8Array(await (await fetch(`/packs/${name}`)).arrayBuffer()));
    const none = { url: null, title: null, lang: null, canonical: null, meta: [], json_ld: [], times: [], elements: [] };
    const page = { ...none, blocks: blocks.map((text) => ({ element: -1, text, linked: 0, hidden: false })) };
    const measured = [];
    for (let round = 0; round < 2 * count; round += 1) {
      const start = performance.now();
      const check = engine.startCheck(page, undefined, undefined);
      check.run();
      check.free();
      measured.push(performance.now() - start);
      // Readers pause between pages; so does this, and what the browser compiles beside it gets its turn.
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return measured.slice(count);
  }, packs, texts, rounds);
  return { median: median(times), best: Math.min(...times) };
}
