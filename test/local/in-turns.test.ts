import { expect, test } from '@jest/globals';
import { inTurns } from '../../local/in-turns.ts';

test('requests that come in together leave turns of the event loop to others', async () => {
  const order: string[] = [];
  const handle = inTurns((name: string) => {
    order.push(name);
    setImmediate(() => order.push('other'));
    return name;
  });
  expect(await Promise.all(['first', 'second', 'third'].map(name => handle(name)))).toEqual([
    'first',
    'second',
    'third',
  ]);
  expect(order.indexOf('other')).toBeLessThan(order.indexOf('third'));
  expect(order).toContain('other');
});
