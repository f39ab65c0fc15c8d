// What peers.mjs measured, as Markdown: `node scripts/bench/table.mjs RESULT.json`.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { machineLine } from './machine.mjs';

const number = (value) => {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return Number(value.toPrecision(2)).toString();
};

/** `–` where there is no such figure. */
const shown = (value, show) => (Number.isFinite(value) ? show(value) : '–');
const milliseconds = (value) => shown(value, (ms) => (ms >= 1000 ? `${number(ms / 1000)} s` : `${number(ms)} ms`));
const kilobytes = (value) => shown(value, (bytes) => `${number(bytes / 1000)} KB`);

const COLUMNS = ['', 'index or pack', 'look-up, median', 'whole query, median', 'cold command', 'memory a document'];

/** A row of what a tool is called and its figures, whichever it has. */
const row = (name, { index_ms, look_up_median_ms, query_median_ms, cold_ms, memory_per_document_bytes }) => [
  name,
  ...[index_ms, look_up_median_ms, query_median_ms, cold_ms].map(milliseconds),
  kilobytes(memory_per_document_bytes),
];

/** A peer's name with its version, and in italics whatever its figures have to be read with. */
function label(name, { version, documents, measured_documents: measured }) {
  const scaled = measured < documents ? `, *scaled from ${number(measured)} documents*` : '';
  return `${name}${version ? ` ${version}` : ''}${scaled}`;
}

function rows({ dolos, copydetect, sim_text }, { version, pack_build_ms, cold_check_median_ms, held, packed, ranges }) {
  const list = [
    row(`**wherefrom ${version}**, documents in memory`, held),
    row('**wherefrom**, pack in memory', packed),
    row('**wherefrom**, pack in a file', { index_ms: pack_build_ms, cold_ms: cold_check_median_ms, ...ranges }),
  ];
  if (!dolos.unavailable) list.push(row(label('dolos-lib', dolos), dolos));
  if (!copydetect.unavailable) list.push(row(label('copydetect', copydetect), copydetect));
  if (!sim_text.unavailable) list.push(row(`${label('sim_text', sim_text)}, two pages`, { cold_ms: sim_text.cold_two_pages_ms }));
  return list;
}

const RATIO_COLUMNS = ['', 'index or pack', 'look-up', 'whole query', 'memory a document'];

/** Slower is told in the same words as faster: "0.9 × as fast". */
const faster = (ratio) => shown(ratio, (times) => `${number(times)} × as fast`);
const smaller = (ratio) => shown(ratio, (times) => (times > 1 ? `1/${number(times)} of it` : `${number(1 / times)} × as much`));

/** What Wherefrom is beside each peer that keeps the corpus in one process. */
function ratioRows({ dolos, copydetect }) {
  const peers = [
    ['dolos-lib', dolos],
    ['copydetect', copydetect],
  ];
  return peers.flatMap(([peer, of]) =>
    [
      ['documents in memory', of.held],
      ['pack in memory', of.packed],
      ['pack in a file', of.ranges],
    ]
      .filter(([, ratios]) => Object.keys(ratios).length > 0)
      .map(([form, { index_ms, look_up_median_ms, query_median_ms, memory_per_document_bytes }]) => [
        `${form}, beside ${peer}`,
        ...[index_ms, look_up_median_ms, query_median_ms].map(faster),
        smaller(memory_per_document_bytes),
      ]),
  );
}

/** The table, with the machine and the corpus above it and the peers that were not there below it. */
export function peersTable({ machine, corpus, peers, wherefrom, ratios }) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const table = (columns, list) => [line(columns), line(columns.map(() => '---')), ...list.map(line)];
  const origin = corpus.origin === 'invented' ? `invented, seed ${corpus.seed}` : corpus.origin;
  const absent = Object.entries(peers).filter(([, { unavailable }]) => unavailable);
  return [
    `${machineLine(machine)}.`,
    `${number(corpus.documents)} documents (${origin}; ${number(corpus.bytes / 1e6)} MB), ${corpus.pages} pages; medians of three rounds in which the tools take turns.`,
    '',
    ...table(COLUMNS, rows(peers, wherefrom)),
    '',
    `Wherefrom builds packs and makes documents ready on all ${machine.cores} cores; all else takes one. ` +
      'A look-up ends with the passages that a page shares with the documents that an index names. ' +
      'A whole query is for Wherefrom the check with its report; dolos-lib pairs the page with every document, and so does copydetect, which has no index.',
    '',
    'How much faster and smaller Wherefrom is:',
    '',
    ...table(RATIO_COLUMNS, ratioRows(ratios)),
    ...(peers.sim_text.unavailable ? [] : ['', `A cold command for one page is ${faster(ratios.sim_text.cold_two_pages_to_one)} as sim_text's for two.`]),
    ...absent.map(([name, { unavailable }]) => `\n${name} was not measured: ${unavailable}`),
  ].join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  console.log(peersTable(JSON.parse(readFileSync(process.argv[2], 'utf8'))));
}
