import { beforeEach, describe, expect, test } from '@jest/globals';
import type { AuditEvent, AuditLog } from '../../core/ports/stores.ts';

const event = (target: string, more: Partial<AuditEvent> = {}): AuditEvent => ({
  at: '2025-01-01T00:00:00.000Z',
  actor: 'ann',
  action: 'query',
  target,
  outcome: 'ok',
  details: { question: 'what?', rows: 3, nested: [1, { a: null }] },
  ...more,
});

/** What every audit log keeps: rules A1 and A2. `open` gives an empty one. */
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
  });
}
