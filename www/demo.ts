import { collect, type Collected } from '../extension/src/collect/collect';
import { Painter } from '../extension/src/page/paint';
import { watchPointer } from '../extension/src/page/point';
import { showInFrame, showPlace, type PageWindow, type Place } from '../extension/src/page/show';
import { EngineHost, type Analysis } from '../extension/src/engine/host';
import { engineMaker } from '../extension/src/engine/instance';
import { make } from '../extension/src/shared/dom';
import { problemOf } from '../extension/src/shared/errors';
import { marksOf } from '../extension/src/shared/marks';
import type { PageInput, SourceInput } from '../extension/src/shared/report';
import { explain, strings } from '../extension/src/shared/strings';
import { Panel } from '../extension/src/views/panel/view';

/** The demo page: the extension's engine, painter and panel on a page in a frame, and on pasted text. */

const beside = (path: string): string => new URL(path, document.baseURI).href;

const host = new EngineHost({
  newInstance: engineMaker(beside('wherefrom_bg.wasm')),
  packs: async () => PACK_FILES.map((file) => ({ id: file, since: '', name: file, open: async () => (await fetch(beside(`packs/${file}`))).blob() })),
});

function byId<E extends HTMLElement>(id: string, kind: new () => E): E {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new Error(`index.html has no ${kind.name} #${id}`);
  return element;
}

/** A document with marks, and the panel that belongs to it. */
class Stage {
  readonly panel: Panel;
  #painter: Painter | null = null;
  #window: PageWindow | null = null;
  #stop = (): void => undefined;

  constructor(root: HTMLElement) {
    this.panel = new Panel(root, { choose: (block) => this.#choose(block) }, 3);
  }

  show(window: PageWindow, root: Element | undefined, { blocks, hiddenInWords }: Collected, analysis: Analysis, painted: number | null): void {
    const { report, refusedPacks } = analysis;
    this.#stop();
    this.#painter?.clear();
    const painter = new Painter(window, root);
    painter.paint(blocks, marksOf(report));
    this.#painter = painter;
    this.#window = window;
    this.#stop = watchPointer(window, painter, (block) => {
      painter.select(block);
      this.panel.point(block);
    });
    this.panel.showReport(report, { refusedPacks, refusedMarks: painter.counts.refused, hiddenInWords, elsewhere: null, part: null, painted });
  }

  /** Where a block stands; null where it does not. */
  place(block: number): Place | null {
    return this.#painter?.place(block) ?? null;
  }

  #choose(block: number | null): void {
    this.#painter?.check();
    this.#painter?.select(block);
    if (block === null) return;
    const place = this.place(block);
    if (!place || !this.#window) this.panel.missing(block);
    else if (this.#window === window) showPlace(this.#window, place);
    else showInFrame(this.#window, place);
  }
}

/** The marks' style rules in another document, without an element of our own in it. */
function dress(window: PageWindow, rules: string): void {
  const sheet = new window.CSSStyleSheet();
  sheet.replaceSync(rules);
  window.document.adoptedStyleSheets.push(sheet);
}

async function textOf(path: string): Promise<string> {
  const response = await fetch(beside(path));
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.text();
}

async function pageOf(path: string): Promise<Document> {
  return new DOMParser().parseFromString(await textOf(path), 'text/html');
}

/* The invented news */

const FIRST = 'skippers-lift-passengers-off-ferry.html';
const frame = byId('article', HTMLIFrameElement);
const chooser = byId('news', HTMLSelectElement);
const note = byId('news-note', HTMLParagraphElement);
const stage = new Stage(byId('panel', HTMLDivElement));
const notes = new Map<string, string>();

/** Fills the chooser from the list of news pages: their stories as groups, with what each page shows. */
async function fillChooser(): Promise<void> {
  const index = await pageOf('news/index.html');
  for (const title of index.querySelectorAll('h2')) {
    const group = make('optgroup', { attributes: { label: title.textContent ?? '' } });
    for (const link of title.nextElementSibling?.querySelectorAll('a[href]') ?? []) {
      const file = link.getAttribute('href') ?? '';
      notes.set(file, link.parentElement?.querySelector('small')?.textContent ?? '');
      group.append(make('option', { text: link.textContent ?? file, attributes: { value: file } }));
    }
    chooser.append(group);
  }
  chooser.disabled = false;
}

async function checkFrame(rules: string): Promise<void> {
  const window = frame.contentWindow as PageWindow | null;
  if (!window || window.location.href === 'about:blank') return;
  const file = window.location.pathname.split('/').at(-1) ?? '';
  chooser.value = file;
  note.textContent = notes.get(file) ?? '';
  stage.panel.show({ status: 'busy' });
  try {
    await host.load();
    const start = performance.now();
    const collected = collect(window.document);
    const analysis = await host.check(collected.page);
    dress(window, rules);
    stage.show(window, undefined, collected, analysis, performance.now() - start);
    // The first mark is what the visitor came to see; a news page's own head may fill the frame.
    const first = marksOf(analysis.report)[0];
    const place = first && stage.place(first.block);
    if (place) window.scrollBy({ top: place.range.getBoundingClientRect().top - window.innerHeight / 5, behavior: 'instant' });
  } catch (error) {
    stage.panel.show({ status: 'failed', why: problemOf(error) });
  }
}

async function startNews(): Promise<void> {
  stage.panel.show({ status: 'busy' });
  const [rules] = await Promise.all([textOf('marks.css'), fillChooser()]);
  dress(window, rules);
  frame.addEventListener('load', () => void checkFrame(rules));
  chooser.addEventListener('change', () => {
    frame.src = beside(`news/${chooser.value}`);
  });
  frame.src = beside(`news/${FIRST}`);
}

/* A pasted article and its sources */

const form = byId('paste', HTMLFormElement);
const article = byId('paste-article', HTMLTextAreaElement);
const sources = byId('paste-sources', HTMLDivElement);
const pasteNote = byId('paste-note', HTMLParagraphElement);
const result = byId('paste-result', HTMLDivElement);
const pasted = document.getElementById('paste-text') ?? document.body;
const pasteStage = new Stage(byId('paste-panel', HTMLDivElement));

interface SourceBox {
  element: HTMLFieldSetElement;
  legend: HTMLLegendElement;
  remove: HTMLButtonElement;
  outlet: HTMLInputElement;
  published: HTMLInputElement;
  text: HTMLTextAreaElement;
}

const boxes: SourceBox[] = [];

function numberBoxes(): void {
  boxes.forEach(({ legend, remove }, index) => {
    legend.textContent = strings.demo.boxSource(index + 1);
    remove.textContent = strings.demo.boxRemove(index + 1);
    remove.hidden = boxes.length === 1;
  });
}

function addBox(): SourceBox {
  const legend = make('legend');
  const outlet = make('input', { attributes: { type: 'text', autocomplete: 'off' } });
  const published = make('input', { attributes: { type: 'date' } });
  const text = make('textarea', { attributes: { rows: '8', spellcheck: 'false' } });
  const remove = make('button', { class: 'remove', attributes: { type: 'button' } });
  const element = make(
    'fieldset',
    {},
    legend,
    make(
      'div',
      { class: 'source-fields' },
      make('label', {}, strings.demo.boxOutlet, outlet),
      make('label', {}, strings.demo.boxDate, published),
      make('label', { class: 'wide' }, strings.demo.boxText, text),
      remove,
    ),
  );
  const box = { element, legend, remove, outlet, published, text };
  remove.addEventListener('click', () => {
    boxes.splice(boxes.indexOf(box), 1);
    element.remove();
    numberBoxes();
    boxes[0]?.text.focus();
  });
  boxes.push(box);
  sources.append(element);
  numberBoxes();
  return box;
}

function sourceInputs(): SourceInput[] {
  return boxes.flatMap(({ outlet, published, text }, index) => {
    if (text.value.trim() === '') return [];
    const source: SourceInput = {
      id: `source-${index + 1}`,
      publisher: outlet.value.trim() || strings.demo.boxSource(index + 1),
      text: text.value,
    };
    if (published.value) source.published = published.value;
    return [source];
  });
}

/** Pasted text has neither tags nor metadata: its blocks are taken as they are. */
function plainPage(collected: Collected): PageInput {
  return {
    url: null,
    title: null,
    lang: null,
    canonical: null,
    meta: [],
    json_ld: [],
    times: [], chosen: null,
    elements: [],
    blocks: collected.page.blocks.map((block) => ({ ...block, element: -1 })),
  };
}

async function comparePasted(): Promise<void> {
  const given = sourceInputs();
  const lines = article.value.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0 || given.length === 0) {
    pasteNote.textContent = strings.demo.boxEmpty;
    result.hidden = true;
    (lines.length === 0 ? article : boxes[0]?.text)?.focus();
    return;
  }
  pasteNote.textContent = strings.busy.title;
  try {
    pasted.replaceChildren(...lines.map((line) => make('p', { text: line, attributes: { dir: 'auto' } })));
    result.hidden = false;
    const collected = collect(document, pasted);
    const analysis = await host.compare(plainPage(collected), given);
    pasteStage.show(window, pasted, collected, analysis, null);
    pasteNote.textContent = strings.demo.boxDone;
    result.scrollIntoView({ block: 'nearest' });
  } catch (error) {
    result.hidden = true;
    pasteNote.textContent = `${strings.failed.title}. ${explain(problemOf(error))}`;
  }
}

/** The longer paragraphs of a news page, a line each. */
async function proseOf(path: string): Promise<string> {
  const { blocks } = collect(await pageOf(path)).page;
  const texts = blocks.filter(({ linked }) => linked < 0.3).map(({ text }) => text.replace(/\s+/g, ' ').trim());
  return texts.filter((text) => text.split(' ').length >= 12).join('\n');
}

/** A reprint and the agency report it was made from. */
const EXAMPLE = ['maren-holt-crew-questioned.html', 'ferry-freed-from-cobbler-bank.html'] as const;

async function fillExample(): Promise<void> {
  const [page, source] = await Promise.all(EXAMPLE.map((file) => proseOf(`news/${file}`)));
  const box = boxes[0] ?? addBox();
  article.value = page ?? '';
  box.outlet.value = 'Northreach Press Agency';
  box.published.value = '2025-03-12';
  box.text.value = source ?? '';
  pasteNote.textContent = '';
}

addBox();
byId('paste-add', HTMLButtonElement).addEventListener('click', () => addBox().outlet.focus());
byId('paste-example', HTMLButtonElement).addEventListener('click', () => {
  fillExample().catch(() => {
    pasteNote.textContent = strings.demo.notLoaded;
  });
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  void comparePasted();
});

startNews().catch((error: unknown) => {
  note.textContent = strings.demo.notLoaded;
  stage.panel.show({ status: 'failed', why: problemOf(error) });
});
