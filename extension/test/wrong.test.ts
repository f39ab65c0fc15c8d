import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Block, Report } from '../src/shared/report';
import { caseOf } from '../src/shared/wrong';

const block = {
  id: 3, verdict: 'modified', reason: '1 of 9 words differs', credit: 'none', text: 'The ferry\n ran "aground" at dusk.', sources: [1], also_in: [1],
  facts: [{ kind: 'meaning', page: 'dusk', source: 'dawn' }],
} as unknown as Block;
const report = {
  page: { url: 'https://gull.example/a\\b', published: null },
  sources: [{}, { id: 'tern-1', url: null, publisher: 'Tern', published: '2031-03-02', title: null, language: 'en', blocks: [{ id: 0, text: 'It ran aground at dawn.\u0007' }, { id: 2, text: null }] }],
} as unknown as Report;

test('a wrong mark is a case that the tests can read, with all that is needed to see it', () => {
  assert.equal(caseOf(report, block, 'facts', ' It is the same time. ', '1.2.3'), `# A mark that a reader says is wrong. Read it before you hand it on: it holds what the page and the source say.
[[case]]
name = "a-reader-says-facts"
reason = "It is the same time."
# told = "modified; 1 of 9 words differs; credit: none; meaning: dawn > dusk"
# version = "1.2.3"
url = "https://gull.example/a\\\\b"
page = ["The ferry ran \\"aground\\" at dusk."]
expected = ["modified"]
facts = [[]]

[[case.sources]]
id = "tern-1"
publisher = "Tern"
published = "2031-03-02"
language = "en"
text = ["It ran aground at dawn.\\u0007"]
`);
});

test('what it should be is what is expected', () => {
  const lines = caseOf(report, block, 'original', '', '1').split('\n');
  assert.ok(lines.includes('expected = ["original"]') && lines.includes('reason = "it should be: original"'));
  assert.ok(caseOf(report, block, 'credited', '', '1').includes('expected = ["modified"]\ncredit = ["page"]\n'));
});
