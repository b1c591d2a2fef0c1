import { beforeAll, describe, expect, test } from '@jest/globals';
import { formOf } from '../../../core/ask/lexicon/word-forms.ts';
import { stemsOf } from '../../../core/ask/words.ts';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';
import { openQuay, quay } from './quay.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: quay, open: openQuay });
});

describe('the most common value, asked for with its field first', () => {
  const ways = (where: string, order: string) =>
    `SELECT way, COUNT(*) FROM parcels JOIN captains USING (captain_id) WHERE ${where} GROUP BY 1 ORDER BY 2 ${order}, 1 LIMIT 1`;
  answers(() => desk, {
    'which way is most common in Oslo': ways(`harbour = 'Oslo'`, 'DESC'),
    'which way is the least common in Oslo?': ways(`harbour = 'Oslo'`, ''),
    'what way was the most frequent in 2023': ways('year(booked) = 2023', 'DESC'),
    'which way is used most in Oslo': ways(`harbour = 'Oslo'`, 'DESC'),
    'which way do we use most often in Oslo': ways(`harbour = 'Oslo'`, 'DESC'),
  });
  refusals(() => desk, { 'which captains are most frequent': 'most frequent' });
});

describe('a word of a name in another form', () => {
  const entry = (name: string) => {
    const words = name.split(' ');
    return { candidate: { kind: 'dataset' as const, dataset: 'any', weight: 1 }, stems: stemsOf(name), words };
  };
  test.each([
    ['shipping instructions', 'ship instruction', 'same'],
    ['profit', 'profitability', 'other'],
  ])('of “%s”, “%s” is %s', (name, said, form) => {
    expect(formOf(entry(name), said.split(' '))).toBe(form);
  });
});
