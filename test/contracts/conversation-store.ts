import { beforeEach, describe, expect, test } from '@jest/globals';
import type { ConversationStore, Turn } from '../../core/ports/stores.ts';

const turn = (queryId: string, askedAt: string, more: Partial<Turn> = {}): Turn => ({
  queryId,
  sessionId: 'c1',
  username: 'ann',
  persona: 'analyst',
  askedAt,
  question: `question ${queryId}`,
  status: 'running',
  ...more,
});
const ids = (turns: readonly Turn[]): string[] => turns.map(({ queryId }) => queryId);

/** What every conversation store keeps: rules C1 to C6. `open` gives an empty one. */
export function conversationStoreContract(name: string, open: () => Promise<ConversationStore>): void {
  describe(`conversation store: ${name}`, () => {
    let store: ConversationStore;
    beforeEach(async () => {
      store = await open();
    });

    test('C1 a turn is put running and again with its answer', async () => {
      const asked = turn('q1', '2025-01-01T00:00:00.000Z', { question: 'naïve "quotes" \u202e and 🚚' });
      await store.put(asked);
      expect(await store.get('q1')).toEqual(asked);
      const answer = { results: { rows: [[1, 'x', null]] }, agent_response: 'One.' };
      await store.put({ ...asked, status: 'answered', answer });
      expect(await store.get('q1')).toEqual({ ...asked, status: 'answered', answer });
      expect(await store.get('q2')).toBeUndefined();
    });

    test('C2 lists the last turns of a conversation, oldest first, in the order they were put at one instant', async () => {
      await store.put(turn('b', '2025-01-01T00:00:01.000Z'));
      await store.put(turn('a', '2025-01-01T00:00:01.000Z'));
      await store.put(turn('early', '2025-01-01T00:00:00.000Z'));
      await store.put(turn('other', '2025-01-01T00:00:00.000Z', { sessionId: 'c2' }));
      await store.put(turn('b', '2025-01-01T00:00:01.000Z', { status: 'answered' }));
      expect(ids(await store.list('c1', 10))).toEqual(['early', 'b', 'a']);
      expect(ids(await store.list('c1', 2))).toEqual(['b', 'a']);
      expect(await store.list('c3', 2)).toEqual([]);
    });

    test("C3 history is the user's own, newest first, over all conversations, without rows", async () => {
      const answer = { results: { rows: [[1]] }, agent_response: 'One.' };
      await store.put(turn('q1', '2025-01-01T00:00:00.000Z', { status: 'answered', answer }));
      await store.put(turn('q2', '2025-01-02T00:00:00.000Z', { sessionId: 'c2' }));
      await store.put(turn('hers', '2025-01-03T00:00:00.000Z', { username: 'eve' }));
      const history = await store.history('ann', { limit: 10 });
      expect(ids(history)).toEqual(['q2', 'q1']);
      expect(history[1]?.answer).toEqual({ results: null, agent_response: 'One.' });
    });

    test('C4 pages meet without gap or overlap, also where turns share an instant', async () => {
      const all = Array.from({ length: 25 }, (_, index) => `q${String(index).padStart(2, '0')}`);
      for (const [index, id] of all.entries()) await store.put(turn(id, `2025-01-01T00:00:0${index >> 3}.000Z`));
      const seen: string[] = [];
      for (let before: string | undefined; ; before = seen.at(-1)) {
        const page = ids(await store.history('ann', { limit: 7, before }));
        if (page.length === 0) break;
        seen.push(...page);
      }
      expect(seen).toEqual(all.toReversed());
      expect(ids(await store.history('ann', { limit: 50, before: '2025-01-01T00:00:01.000Z' }))).toEqual(
        all.slice(0, 8).toReversed(),
      );
    });

    test('C5 finds questions by their words, no matter case, accents and order', async () => {
      await store.put(turn('q1', '2025-01-01T00:00:00.000Z', { question: 'Umsatz in der Région Île-de-France' }));
      await store.put(turn('q2', '2025-01-02T00:00:00.000Z', { question: 'late orders, 100% of them' }));
      const find = async (search: string) => ids(await store.history('ann', { search, limit: 10 }));
      expect(await find('region UMSATZ')).toEqual(['q1']);
      expect(await find('ile-de')).toEqual(['q1']);
      expect(await find('100%')).toEqual(['q2']);
      expect(await find('l%te')).toEqual([]);
      expect(await find('umsatz orders')).toEqual([]);
      expect(await find('  ')).toEqual(['q2', 'q1']);
    });

    test("C6 another user's query id is no place in the history", async () => {
      await store.put(turn('q1', '2025-01-01T00:00:00.000Z'));
      await store.put(turn('hers', '2025-01-02T00:00:00.000Z', { username: 'eve' }));
      expect(await store.history('eve', { limit: 5, before: 'hers' })).toEqual([]);
      expect(ids(await store.history('ann', { limit: 5, before: '2025-01-01T00:00:00.001Z' }))).toEqual(['q1']);
    });
  });
}
