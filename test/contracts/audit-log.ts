import { beforeEach, describe, expect, test } from '@jest/globals';
import type { AuditEvent, AuditFilter, AuditLog } from '../../core/ports/stores.ts';

const event = (target: string, more: Partial<AuditEvent> = {}): AuditEvent => ({
  at: '2025-01-01T00:00:00.000Z',
  actor: 'ann',
  action: 'query',
  target,
  outcome: 'ok',
  details: { question: 'what?', rows: 3, nested: [1, { a: null }] },
  ...more,
});

/** What every audit log keeps: rules A1 to A4. `open` gives an empty one. */
export function auditLogContract(name: string, open: () => Promise<AuditLog>): void {
  describe(`audit log: ${name}`, () => {
    let log: AuditLog;
    beforeEach(async () => {
      log = await open();
    });

    test('A1 gives events back as they were, newest first, as many as asked for', async () => {
      for (const target of ['a', 'b', 'c']) await log.append(event(target));
      expect(await log.list({ limit: 2 })).toEqual([event('c'), event('b')]);
    });

    test('A2 filters by time and actor', async () => {
      await log.append(event('a'));
      await log.append(event('b', { at: '2025-01-02T00:00:00.000Z', outcome: 'refused' }));
      await log.append(event('c', { at: '2025-01-03T00:00:00.000Z', actor: 'eve' }));
      const targets = async (filter: { from?: string; actor?: string }) =>
        (await log.list({ ...filter, limit: 10 })).map(({ target }) => target);
      expect(await targets({ from: '2025-01-02T00:00:00.000Z' })).toEqual(['c', 'b']);
      expect(await targets({ actor: 'ann' })).toEqual(['b', 'a']);
      expect(await targets({ from: '2025-01-02T00:00:00.000Z', actor: 'ann' })).toEqual(['b']);
    });

    test('A3 gives pages that go on where the last one ended, whatever is written meanwhile', async () => {
      for (let day = 1; day <= 5; day += 1) await log.append(event(`t${day}`, { at: `2025-0${day}-01T00:00:00.000Z` }));
      const first = await log.page({ limit: 2 });
      await log.append(event('t6', { at: '2025-06-01T00:00:00.000Z' }));
      const second = await log.page({ limit: 2, before: first.next });
      const third = await log.page({ limit: 2, before: second.next });
      const targets = [first, second, third].map(({ events }) => events.map(({ target }) => target));
      expect(targets).toEqual([['t5', 't4'], ['t3', 't2'], ['t1']]);
      expect(third.next).toBeUndefined();
    });

    test('A4 a page is of what was asked for', async () => {
      await log.append(event('a', { action: 'view' }));
      await log.append(event('b', { at: '2025-01-02T00:00:00.000Z', actor: 'eve' }));
      await log.append(event('b', { at: '2025-01-03T00:00:00.000Z', action: 'view' }));
      const at = async (filter: AuditFilter) => (await log.page({ ...filter, limit: 9 })).events.map(one => one.at);
      expect(await at({ action: 'view' })).toEqual(['2025-01-03T00:00:00.000Z', '2025-01-01T00:00:00.000Z']);
      expect(await at({ target: 'b', actor: 'eve' })).toEqual(['2025-01-02T00:00:00.000Z']);
      expect(await at({ from: '2025-01-02T00:00:00.000Z', to: '2025-01-03T00:00:00.000Z' })).toEqual([
        '2025-01-02T00:00:00.000Z',
      ]);
    });
  });
}
