import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Ledger, LedgerEntry } from '../../core/ports/stores.ts';

const entry = (queryId: string, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  queryId,
  username: 'ann',
  persona: 'analyst',
  day: '2025-01-01',
  model: 1,
  database: 20,
  compute: 300,
  bytesScanned: 1_000_000_000_000,
  cached: false,
  at: '2025-01-01T10:00:00.000Z',
  ...more,
});

/** What every ledger keeps: rules L1 to L7. `open` gives two views of one empty ledger, as two processes have. */
export function ledgerContract(name: string, open: () => Promise<readonly [Ledger, Ledger]>): void {
  describe(`ledger: ${name}`, () => {
    let ledger: Ledger;
    let other: Ledger;
    beforeEach(async () => {
      [ledger, other] = await open();
    });

    const reserve = (
      queryId: string,
      amount: number,
      more: { at?: string; day?: string; persona?: string } = {},
      by = ledger,
    ) =>
      by.reserve({
        queryId,
        amount,
        persona: 'analyst',
        day: '2025-01-01',
        limit: 1000,
        at: '2025-01-01T10:00:00.000Z',
        ...more,
      });

    test('L1 reserves up to the limit, not beyond; a refusal sets nothing aside', async () => {
      expect(await reserve('q1', 600)).toBe(true);
      expect(await reserve('q2', 401, {}, other)).toBe(false);
      expect(await reserve('q3', 400, {}, other)).toBe(true);
      expect(await reserve('q4', 1)).toBe(false);
      expect(await reserve('q5', 0)).toBe(true);
    });

    test('L2 budgets are of one persona and one day', async () => {
      expect(await reserve('q1', 1000)).toBe(true);
      expect(await reserve('q2', 1000, { day: '2025-01-02' })).toBe(true);
      expect(await reserve('q3', 1000, { persona: 'buyer' })).toBe(true);
    });

    test('L3 settling replaces the reservation by the cost, releasing gives it back', async () => {
      await reserve('q1', 900);
      await ledger.settle(entry('q1'));
      expect(await reserve('q2', 680)).toBe(false);
      expect(await reserve('q3', 679)).toBe(true);
      await other.release('q3');
      await other.release('unknown');
      expect(await reserve('q4', 679)).toBe(true);
    });

    test('L4 an entry is found by its query; settled again, it counts once', async () => {
      await ledger.settle(entry('q1'));
      await ledger.settle(entry('q1', { database: 25 }));
      expect(await other.entry('q1')).toEqual(entry('q1', { database: 25 }));
      expect(await other.entry('q2')).toBeUndefined();
      expect((await ledger.daily({ from: '2025-01-01', to: '2025-01-01' }))[0]?.database).toBe(25);
    });

    test('L5 of many reservations at once no more pass than fit', async () => {
      const asked = Array.from({ length: 40 }, (_, index) => reserve(`q${index}`, 100, {}, index % 2 ? ledger : other));
      expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(10);
    });

    test('L6 what a dead process set aside is forgotten after an hour', async () => {
      await reserve('q1', 1000);
      expect(await reserve('q2', 1000, { at: '2025-01-01T10:59:59.000Z' })).toBe(false);
      expect(await reserve('q3', 1000, { at: '2025-01-01T11:00:01.000Z' })).toBe(true);
    });

    test('L7 sums by day and persona, filtered by range, user and persona', async () => {
      await ledger.settle(entry('q1'));
      await ledger.settle(entry('q2', { cached: true, model: 0, database: 0, bytesScanned: 0, username: 'eve' }));
      await ledger.settle(entry('q3', { persona: 'buyer' }));
      await ledger.settle(entry('q4', { day: '2025-01-02' }));
      await ledger.settle(entry('q5', { day: '2025-01-03' }));
      const sum = { model: 1, database: 20, compute: 300, bytesScanned: 1_000_000_000_000, queries: 1, cached: 0 };
      expect(await ledger.daily({ from: '2025-01-01', to: '2025-01-02' })).toEqual([
        { ...sum, day: '2025-01-01', persona: 'analyst', queries: 2, cached: 1, compute: 600 },
        { ...sum, day: '2025-01-01', persona: 'buyer' },
        { ...sum, day: '2025-01-02', persona: 'analyst' },
      ]);
      const filtered = await ledger.daily({
        from: '2025-01-01',
        to: '2025-12-31',
        username: 'eve',
        persona: 'analyst',
      });
      expect(filtered.map(day => [day.day, day.queries])).toEqual([['2025-01-01', 1]]);
    });
  });
}
