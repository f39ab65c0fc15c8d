import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outletName } from '../src/shared/outlets';

test('an outlet that is written as a host or an address is its host, any other is a name', () => {
  for (const typed of ['gazette.example', 'Gazette.Example', ' gazette.example/ ', 'https://www.gazette.example/', 'WWW.gazette.example/news?x=1']) {
    assert.equal(outletName(typed), 'gazette.example', typed);
  }
  for (const name of ['Skarn Gazette', 'St. Ives Times', 'Gazette', '朝のカモメ']) assert.equal(outletName(` ${name} `), name);
});
