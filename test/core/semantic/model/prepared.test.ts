import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { isSophiaError } from '../../../../core/errors.ts';
import { type Entry, plain } from '../../../../core/semantic/model/entry.ts';
import { FaultLog } from '../../../../core/semantic/model/faults.ts';
import { loadModelWith } from '../../../../core/semantic/model/load-with.ts';
import { parsePrepared, prepared } from '../../../../core/semantic/model/prepared.ts';
import { parseYaml } from '../../../../core/semantic/model/yaml.ts';

const entriesOf = (text: string): Entry => parseYaml(text, new FaultLog('file'))!;
const again = (text: string): Entry => parsePrepared(prepared(entriesOf(text)), new FaultLog('file'))!;

/** All that an entry tells, with that of the entries below it. */
function told(entry: Entry): unknown {
  const { path, line, isMap, isList, isNull, scalar, text } = entry;
  const below = [...entry.entries().map(([key, value]) => [key, told(value)]), ...entry.items().map(told)];
  return { path, line, isMap, isList, isNull, scalar, text, below };
}

describe('A prepared file', () => {
  test.each(['supply-chain', 'company', 'personas', 'company-personas'])('tells of %s what the file tells', name => {
    const text = readFileSync(`models/${name}.yaml`, 'utf8');
    expect(told(again(text))).toEqual(told(entriesOf(text)));
  });

  test('keeps how values are written, their lines, aliases and what is empty; merged keys are the map’s own', () => {
    const text = `version: 1.0
yes: True
octal: 0o17
code: "007"
nothing:
empty: ''
shared: &shared {unit: USD, decimals: 2}
merged:
  <<: *shared
  decimals: 0
list: [1, ~, [a], *shared]
`;
    const root = again(text);
    const same = ([key]: readonly [string, Entry]) => key !== 'merged';
    expect(
      root
        .entries()
        .filter(same)
        .map(each => told(each[1])),
    ).toEqual(
      entriesOf(text)
        .entries()
        .filter(same)
        .map(each => told(each[1])),
    );
    expect([root.get('version')?.text, root.get('yes')?.text, root.get('octal')?.scalar]).toEqual(['1.0', 'True', 15]);
    expect(root.get('merged')?.get('unit')).toMatchObject({ line: 7, path: ['merged', 'unit'] });
    expect(plain(root.get('merged')!)).toEqual({ decimals: 0, unit: 'USD' });
    expect(root.get('none')).toBeUndefined();
  });

  test('takes a number without end as the text that it is written as', () => {
    expect(
      again('{most: .inf, none: .nan}')
        .entries()
        .map(([, { scalar }]) => scalar),
    ).toEqual(['.inf', '.nan']);
  });

  test('gives the faults of the model with the lines of the file', () => {
    const text = 'name: shop\ndatasets:\n  - name: sales\n';
    const faultsOf = (load: () => unknown): unknown => {
      try {
        return load();
      } catch (error) {
        return isSophiaError(error) && error.details;
      }
    };
    const options = { file: 'shop.yaml' };
    const told = faultsOf(() => loadModelWith(parsePrepared, prepared(entriesOf(text)), options));
    expect(told).toMatchObject({ faults: [expect.objectContaining({ code: 'model.missing', line: 3 })] });
    expect(told).toEqual(faultsOf(() => loadModelWith(parseYaml, text, options)));
  });

  test.each(['', 'name: shop', '{"name":"shop"}', 'null', '[]'])('is refused when it is another one: %j', text => {
    const faults = new FaultLog('file');
    expect(parsePrepared(text, faults)).toBeUndefined();
    expect(faults.all.map(({ code }) => code)).toEqual(['model.prepared']);
  });
});
