import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvLine } from '../src/shared/csv';

test('cells are quoted where they have to be, and none is a formula', () => {
  assert.equal(csvLine(['a', 'b, "c"', 'd\ne']), 'a,"b, ""c""","d\ne"\r\n');
  assert.equal(csvLine(['=1+1', '@x', '-2', 'x=1']), "'=1+1,'@x,'-2,x=1\r\n");
});
