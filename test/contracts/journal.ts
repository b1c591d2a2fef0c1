import { describe, expect, test } from '@jest/globals';
import type { Journal } from '../../core/ports/documents.ts';

const at = '2025-01-01T00:00:00.000Z';

/** What every journal keeps: rules J1 and J2. `open` gives an empty one. */
export function journalContract(name: string, open: () => Promise<Journal>): void {
  describe(`journal: ${name}`, () => {
    test('J1 gives entries of one instant back newest first, in pages', async () => {
      const journal = await open();
      for (let n = 1; n <= 5; n += 1) await journal.append('one', at, { n, text: 'ünï' });
      const first = await journal.list('one', { limit: 2 });
      expect(first.map(({ entry, at: when }) => [entry, when])).toEqual([
        [{ n: 5, text: 'ünï' }, at],
        [{ n: 4, text: 'ünï' }, at],
      ]);
      await journal.append('one', at, { n: 6 });
      const rest = await journal.list('one', { limit: 9, before: first.at(-1)!.cursor });
      expect(rest.map(({ entry }) => (entry as { n: number }).n)).toEqual([3, 2, 1]);
    });

    test('J2 streams know nothing of one another', async () => {
      const journal = await open();
      await journal.append('one', at, 1);
      await journal.append('one#', at, 2);
      expect((await journal.list('one', { limit: 9 })).map(({ entry }) => entry)).toEqual([1]);
      expect(await journal.list('none', { limit: 9 })).toEqual([]);
    });
  });
}
