import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Session, SessionStore } from '../../core/ports/stores.ts';

const session: Session = {
  id: 's1',
  username: 'ann',
  persona: 'analyst',
  createdAt: '2025-01-01T00:00:00.000Z',
  expiresAt: '2025-01-02T00:00:00.000Z',
  refreshHash: 'first',
};

/** What every session store keeps: rules S1 to S5. `open` gives an empty one. */
export function sessionStoreContract(name: string, open: () => Promise<SessionStore>): void {
  describe(`session store: ${name}`, () => {
    let store: SessionStore;
    beforeEach(async () => {
      store = await open();
    });

    test('S1 gives back what was put, member by member; an unknown id is nothing', async () => {
      await store.put(session);
      expect(await store.get('s1')).toEqual(session);
      expect(await store.get('S1')).toBeUndefined();
      expect(await store.get("s1' OR '1'='1")).toBeUndefined();
    });

    test('S2 put replaces', async () => {
      await store.put(session);
      await store.put({ ...session, persona: 'buyer', refreshHash: undefined });
      const found = await store.get('s1');
      expect(found?.persona).toBe('buyer');
      expect(found?.refreshHash).toBeUndefined();
    });

    test('S3 of racing rotations one wins', async () => {
      await store.put(session);
      const next = (hash: string) => store.rotate('s1', 'first', { ...session, refreshHash: hash });
      const won = await Promise.all(['a', 'b', 'c', 'd'].map(next));
      expect(won.filter(Boolean)).toHaveLength(1);
      expect((await store.get('s1'))?.refreshHash).toBe(['a', 'b', 'c', 'd'][won.indexOf(true)]);
      expect(await store.rotate('unknown', 'first', session)).toBe(false);
    });

    test('S4 a revoked session stays revoked: no rotation, the first time counts', async () => {
      await store.put(session);
      await store.revoke('s1', '2025-01-01T01:00:00.000Z');
      await store.revoke('s1', '2025-01-01T02:00:00.000Z');
      expect(await store.rotate('s1', 'first', session)).toBe(false);
      expect((await store.get('s1'))?.revokedAt).toBe('2025-01-01T01:00:00.000Z');
      await store.revoke('unknown', '2025-01-01T01:00:00.000Z');
    });

    test('S5 deletes what is over, and tells how many', async () => {
      await store.put(session);
      await store.put({ ...session, id: 's2', expiresAt: '2025-06-01T00:00:00.000Z' });
      expect(await store.deleteExpired('2025-01-01T23:59:59.999Z')).toBe(0);
      expect(await store.deleteExpired('2025-01-02T00:00:00.000Z')).toBe(1);
      expect([await store.get('s1'), (await store.get('s2'))?.id]).toEqual([undefined, 's2']);
    });
  });
}
