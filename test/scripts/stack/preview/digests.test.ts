import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { changesBetween } from '../../../../scripts/stack/preview/changes.ts';
import { withDigests } from '../../../../scripts/stack/preview/digests.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { resource, saved } from './recordings.ts';

const folder = temporaryFolder('digests');
const recording = (code: unknown) => ({
  ...saved([resource('ask', { type: 'aws:lambda/function:Function', inputs: { code } })]),
  messages: [],
  terminal: '',
  exitCode: 0,
});

test('code that changed under the same path is a change, code that didn’t is none', () => {
  const of = (text: string) => {
    writeFileSync(path.join(folder, 'code.zip'), text);
    return withDigests(recording({ archive: 'code.zip' }), folder);
  };
  const [one, same, other] = [of('a'), of('a'), of('b')];
  expect(changesBetween(one, same).changed).toEqual([]);
  expect(changesBetween(one, other).changed[0]?.differences.map(({ path: at }) => at)).toEqual(['code.sha256']);
});

test('what is no file is left as it is', () => {
  for (const code of [
    { archive: 'absent.zip' },
    { archive: { inner: { asset: 'text' } } },
    { asset: 'https://example.com/a' },
  ]) {
    const given = recording(code);
    expect(withDigests(given, folder)).toEqual(given);
  }
});
