// What peers.mjs measured, as Markdown: `node scripts/bench/table.mjs RESULT.json`.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { machineLine } from './machine.mjs';

const number = (value) => {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return Number(value.toPrecision(2)).toString();
};

function milliseconds(value) {
  if (value === undefined) return '–';
  return value >= 1000 ? `${number(value / 1000)} s` : `${number(value)} ms`;
}

const kilobytes = (value) => (value === undefined ? '–' : `${number(value / 1000)} KB`);

const COLUMNS = ['', 'index or pack', 'warm query, median', 'cold command', 'memory a document'];

const row = (name, index, query, cold, memory) => [name, milliseconds(index), milliseconds(query), milliseconds(cold), kilobytes(memory)];

/** A peer's name with its version, and in italics whatever its figures have to be read with. */
function label(name, { version, documents, measured_documents: measured }) {
  const scaled = measured < documents ? `, *scaled from ${number(measured)} documents*` : '';
  return `${name}${version ? ` ${version}` : ''}${scaled}`;
}

function rows({ dolos, copydetect, sim_text }, wherefrom) {
  const { version, pack_build_ms, index_ms, warm_query_median_ms, cold_check_median_ms, memory_per_document_bytes } = wherefrom;
  const list = [row(`**wherefrom ${version}**, pack in a file`, pack_build_ms, undefined, cold_check_median_ms)];
  if (warm_query_median_ms !== undefined) {
    list.push(row('**wherefrom**, pack in memory', index_ms, warm_query_median_ms, undefined, memory_per_document_bytes));
  }
  if (!dolos.unavailable) {
    list.push(row(label('dolos-lib', dolos), dolos.index_ms, dolos.warm_query_median_ms, undefined, dolos.memory_per_document_bytes));
    list.push(row('dolos-lib, every document paired', undefined, dolos.warm_query_all_pairs_median_ms));
  }
  if (!copydetect.unavailable) list.push(row(label('copydetect', copydetect), copydetect.index_ms, copydetect.warm_query_median_ms));
  if (!sim_text.unavailable) list.push(row(`${label('sim_text', sim_text)}, two pages`, undefined, undefined, sim_text.cold_two_pages_ms));
  return list;
}

/** The table, with the machine and the corpus above it and the peers that were not there below it. */
export function peersTable({ machine, corpus, peers, wherefrom }) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const origin = corpus.origin === 'invented' ? `invented, seed ${corpus.seed}` : corpus.origin;
  const absent = Object.entries(peers).filter(([, { unavailable }]) => unavailable);
  return [
    `${machineLine(machine)}.`,
    `${number(corpus.documents)} documents (${origin}; ${number(corpus.bytes / 1e6)} MB), ${corpus.pages} pages.`,
    '',
    line(COLUMNS),
    line(COLUMNS.map(() => '---')),
    ...rows(peers, wherefrom).map(line),
    ...absent.map(([name, { unavailable }]) => `\n${name} was not measured: ${unavailable}`),
  ].join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  console.log(peersTable(JSON.parse(readFileSync(process.argv[2], 'utf8'))));
}
