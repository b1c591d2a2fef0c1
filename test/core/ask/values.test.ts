import { beforeAll, describe, expect, test } from '@jest/globals';
import type { FieldInfo } from '../../../core/ask/catalogue.ts';
import { createValueIndex, type ValueIndex, valueWords } from '../../../core/ask/values.ts';
import { museum } from './ask.ts';

/** The index looks at a field's id alone. */
function field(id: string): FieldInfo {
  const [dataset = '', name = ''] = id.split('.');
  const found = museum.datasets.find(d => d.name === dataset)?.fields.find(f => f.name === name);
  if (!found) throw new Error(`The museum has no field ${id}.`);
  return { id, dataset, name, label: name, kind: 'text', field: found, isKey: false, isIdentifier: false };
}

let index: ValueIndex;
beforeAll(async () => {
  index = await createValueIndex([
    {
      field: field('loans.borrower'),
      values: ['Tate', 'Getty Trust Ltd', 'Museum of Modern Art', 'Works'],
      truncated: false,
    },
    {
      field: field('artist_countries.country_name'),
      values: ['Japan', "Côte d'Ivoire", 'United Kingdom'],
      truncated: false,
    },
    {
      field: field('artworks.title'),
      values: ['user-c9f0f895fb98ab9159f51fd0297e236d', '7d9f3b1a-5c2e-4f80-9a61-0b4d7c8e2f13'],
      truncated: false,
    },
    { field: field('exhibitions.gallery'), values: ['North Wing', 'South Wing', 'Tate'], truncated: false },
  ]);
});

const values = (text: string) => index.lookup(text.split(' ')).map(match => [match.field.id, ...match.values]);

describe('values', () => {
  test('are found whole, in each field that has them', () => {
    expect(values('tate')).toEqual(
      expect.arrayContaining([
        ['loans.borrower', 'Tate'],
        ['exhibitions.gallery', 'Tate'],
      ]),
    );
  });

  test.each([
    ['japan', 'Japan'],
    ['getty trust', 'Getty Trust Ltd'],
    ['united kingdom', 'United Kingdom'],
    ['uk', 'United Kingdom'],
    ['north', 'North Wing'],
    ['museum of modern art', 'Museum of Modern Art'],
  ])('%s is %s', (text, value) => {
    expect(index.lookup(text.split(' '))[0]?.values).toEqual([value]);
  });

  test('are found when they are digests, which fall into many words, and by no part of one', () => {
    for (const code of ['user-c9f0f895fb98ab9159f51fd0297e236d', '7d9f3b1a-5c2e-4f80-9a61-0b4d7c8e2f13']) {
      expect(values(valueWords(code).join(' '))).toEqual([['artworks.title', code]]);
    }
    expect(values('user')).toEqual([]);
    expect(index.longest).toBeLessThanOrEqual(10);
  });

  test('a part of several stands for all of them, and counts less than a whole', () => {
    const [wing] = index.lookup(['wing']);
    expect(wing?.values).toEqual(['North Wing', 'South Wing']);
    expect(wing?.partial).toBe(true);
    expect(wing?.weight).toBeLessThan(index.lookup(['japan'])[0]?.weight ?? 0);
  });

  test.each(['unite', 'working', 'jap', 'wings south', 'x'])('%s is none', text => {
    expect(values(text)).toEqual([]);
  });
});
