// The verdicts that tests/news gives to the paragraphs of the invented news.
import { readFileSync } from 'node:fs';
import path from 'node:path';

const dir = path.resolve(import.meta.dirname, '../../news');

/** The rows of a page's verdict file: `starts`, `expected` (accepted verdicts, best first), `source`, `attributed`, `why`. */
export function expectedVerdicts(name) {
  const lines = readFileSync(path.join(dir, `${name}.tsv`), 'utf8').split('\n').filter((line) => line && !line.startsWith('#'));
  const columns = lines.shift().split('\t');
  return lines.map((line) => {
    const row = Object.fromEntries(line.split('\t').map((value, at) => [columns[at], value]));
    return { ...row, expected: row.expected.split(/[,|/ ]+/) };
  });
}

/** Words as the eye sees them: runs of white space and non-breaking spaces are one space. */
export const plain = (text) => text.replace(/\s+/g, ' ').trim();
