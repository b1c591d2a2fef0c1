import { expect, test } from '@jest/globals';
import type { FieldInfo } from '../../../core/ask/catalogue.ts';
import { createLargeField } from '../../../core/ask/large-field.ts';
import type { Plan } from '../../../core/plan/schema.ts';
import { museum } from './ask.ts';

const [dataset] = museum.datasets;
const [declared] = dataset!.fields;
const field: FieldInfo = {
  id: `${dataset!.name}.${declared!.name}`,
  dataset: dataset!.name,
  name: declared!.name,
  label: 'Code',
  kind: 'text',
  field: declared!,
  isKey: true,
  isIdentifier: false,
};

/** A field of these values, and what of it was looked up. */
function fieldOf(values: readonly string[]) {
  const asked: (readonly unknown[])[] = [];
  const run = async (plan: Plan) => {
    const [filter] = plan.where;
    const wanted = filter && 'values' in filter ? filter.values : [];
    asked.push(wanted ?? []);
    return values.filter(value => wanted?.includes(value)).map(value => [value]);
  };
  return { asked, run };
}

const range = { lowest: 'SO-100', highest: 'SO-999' };

test('words outside the range of the values are not looked up', async () => {
  const { asked, run } = fieldOf(['SO-100', 'SO-345', 'SO-999']);
  expect(await createLargeField(field, range).find(['revenue', 'by month', 'Show'], run)).toEqual([]);
  expect(asked).toEqual([]);
});

test('a code is found in either case, the first and the last one too', async () => {
  const { run } = fieldOf(['SO-100', 'SO-345', 'SO-999']);
  const found = await createLargeField(field, range).find(['so-345', 'SO-100', 'SO-999', 'SO-346'], run);
  expect(found.toSorted()).toEqual(['SO-100', 'SO-345', 'SO-999']);
});

test('a phrase is looked up once', async () => {
  const { asked, run } = fieldOf(['Acme']);
  const large = createLargeField(field);
  await large.find(['Acme', 'revenue of'], run);
  await large.find(['Acme', 'orders of'], run);
  expect(asked).toEqual([['Acme', 'revenue of'], ['orders of']]);
});

test('a phrase whose look-up failed is looked up again', async () => {
  const { run } = fieldOf(['Acme']);
  const large = createLargeField(field);
  const failing = async () => {
    throw new Error('no engine');
  };
  await expect(large.find(['Acme'], failing)).rejects.toThrow();
  expect(await large.find(['Acme'], run)).toEqual(['Acme']);
});

test('characters that engines order otherwise are looked up in any range', async () => {
  const { run } = fieldOf(['🎨 prints']);
  expect(await createLargeField(field, { lowest: '\uE000', highest: '\uF000' }).find(['🎨 prints'], run)).toEqual([
    '🎨 prints',
  ]);
});
