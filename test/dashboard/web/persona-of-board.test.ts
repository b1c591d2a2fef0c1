import { expect, test } from '@jest/globals';
import { personaOfBoard } from '../../../dashboard/web/src/dashboards/persona-of-board.ts';

const persona = (name: string, model?: string) => ({ name, title: name, examples: [], ...(model && { model }) });
const mine = [persona('buyer', 'goods'), persona('seller', 'shop'), persona('chief', 'shop')];

test.each([
  ['the chosen persona where it asks the model', 'shop', undefined, 'chief', 'chief'],
  ['else the first of those that the dashboard is for', 'shop', ['chief', 'seller'], 'buyer', 'chief'],
  ['else the first that asks the model', 'shop', undefined, 'buyer', 'seller'],
  ['the chosen one where none does: the server says why not', 'other', undefined, 'buyer', 'buyer'],
])('a dashboard is shown as %s', (_, model, personas, chosen, shown) => {
  expect(personaOfBoard({ model, personas }, mine, chosen)).toBe(shown);
});

test('with one model, personas do not say which', () => {
  expect(personaOfBoard({ model: 'any' }, [persona('a'), persona('b')], 'b')).toBe('b');
});
