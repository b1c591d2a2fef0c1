import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { filesWith, ModelMismatch } from '../../local/models.ts';
import { openPlatform } from '../../local/platform.ts';
import { codeOf } from '../support/errors.ts';
import { temporaryFolder } from '../support/folder.ts';

const folder = temporaryFolder('models');
const data = join(folder, 'data');
mkdirSync(data);
writeFileSync(join(data, 'sales.csv'), 'day,amount\n2026-01-01,5\n');
writeFileSync(join(data, 'visits.csv'), 'day,visitors\n2026-01-01,7\n');

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
const model = (name: string, source: string, column: string) => `
version: "1.0"
semantic_model:
  - name: ${name}
    datasets: [{name: ${source}, source: d.p.${source}, fields: [{name: ${column}, expression: ${column}, datatype: Integer}]}]
    metrics: [{name: total, expression: SUM(${source}.${column})}]
`;
const persona = (name: string, more = '') =>
  `personas: [{name: ${name}, title: ${name} title, datasets: '*', metrics: '*'${more}}]`;

const shop = file('a.yaml', model('shop', 'sales', 'amount'));
const site = file('b.yaml', model('site', 'visits', 'visitors'));
const seller = file('seller.yaml', persona('seller'));

const open = (modelFile: string[], personasFile?: string[]) =>
  openPlatform({ dataDirectory: data, modelFile, personasFile, threads: 1 });

test('a folder of models is its files that hold one; a folder without any is refused', async () => {
  expect(await filesWith('semantic_model', folder)).toEqual([shop, site]);
  expect(await filesWith('personas', folder)).toEqual([seller]);
  expect(await filesWith('personas', shop)).toEqual([shop]);
  await expect(filesWith('personas', data)).rejects.toBeInstanceOf(ModelMismatch);
});

test('a model that no persona asks has an analyst of its own; a persona without a model asks the first', async () => {
  const platform = await open([shop, site], [seller]);
  expect(platform.personas.map(one => [one.name, platform.models.of(one).model.name])).toEqual([
    ['seller', 'shop'],
    ['analyst_site', 'site'],
  ]);
  expect(platform.personas.map(one => one.model)).toEqual(['shop', 'site']);
  expect(platform.model).toBe(platform.models.named('shop'));
  await platform.close();
});

test('names that are used twice, or for nothing, are refused', async () => {
  await expect(open([shop, shop])).rejects.toBeInstanceOf(ModelMismatch);
  expect(await codeOf(open([shop, site], [seller, seller]))).toBe('personas.invalid');
  expect(await codeOf(open([shop, site], [file('nowhere.txt', persona('lost', ', model: nowhere'))]))).toBe(
    'personas.invalid',
  );
});
