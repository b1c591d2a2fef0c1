import { describe, expect, test } from '@jest/globals';
import type { Leases } from '../../core/ports/documents.ts';

const minute = (n: number) => `2025-01-01T00:0${n}:00.000Z`;

/** What leases keep: rules L1 to L3. `open` gives two that share one store, which is empty. */
export function leasesContract(name: string, open: () => Promise<readonly [Leases, Leases]>): void {
  describe(`leases: ${name}`, () => {
    test('L1 of many at once one holds it', async () => {
      const [here, there] = await open();
      const takers = ['a', 'b', 'c', 'd'];
      const got = await Promise.all(
        takers.map((who, index) => (index % 2 ? here : there).take('job', who, minute(0), minute(1))),
      );
      expect(got.filter(Boolean)).toHaveLength(1);
    });

    test('L2 it is free once it is over or given back; its holder prolongs it', async () => {
      const [here, there] = await open();
      expect(await here.take('job', 'a', minute(0), minute(2))).toBe(true);
      expect(await there.take('job', 'b', minute(1), minute(3))).toBe(false);
      expect(await there.take('other', 'b', minute(1), minute(3))).toBe(true);
      expect(await here.take('job', 'a', minute(1), minute(4))).toBe(true);
      expect(await there.take('job', 'b', minute(3), minute(5))).toBe(false);
      expect(await there.take('job', 'b', minute(4), minute(5))).toBe(true);
      await there.release('job', 'b');
      expect(await here.take('job', 'a', minute(4), minute(5))).toBe(true);
    });

    test("L3 nobody gives back somebody else's", async () => {
      const [here, there] = await open();
      await here.take('job', 'a', minute(0), minute(2));
      await there.release('job', 'b');
      expect(await there.take('job', 'b', minute(1), minute(3))).toBe(false);
    });
  });
}
