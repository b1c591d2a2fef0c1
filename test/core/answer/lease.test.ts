import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { openSqliteStores, type Stores } from '../../../adapters/sqlite/stores.ts';
import type { Answerer } from '../../../core/answer/answerer.ts';
import { createAnswerService } from '../../../core/answer/service.ts';
import { failure } from '../../../core/answer/turns.ts';
import type { Answer } from '../../../core/answer/types.ts';
import { analyst } from '../../../core/identity/persona.ts';
import { eventually } from '../../support/eventually.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { manualScheduler } from '../../support/manual-scheduler.ts';
import { setClock } from '../../support/set-clock.ts';

/** Two servers over one store, which know nothing of each other but what is in it. */
const folder = temporaryFolder('lease');
let clock: ReturnType<typeof setClock>;
let scheduler: ReturnType<typeof manualScheduler>;
let held: PromiseWithResolvers<Answer>;
let stores: Stores;
beforeAll(async () => {
  stores = await openSqliteStores({ directory: folder });
});
beforeEach(() => {
  [clock, scheduler, held] = [setClock('2026-02-01T00:00:00Z'), manualScheduler(), Promise.withResolvers<Answer>()];
});
afterAll(() => stores.close());

const server = (serverId: string) =>
  createAnswerService({
    answerer: { answer: () => held.promise } as unknown as Answerer,
    ...{ ...stores, clock, serverId, isAlive: () => false },
    lease: { milliseconds: 30_000, scheduler },
  });

async function leftWith(one: ReturnType<typeof server>) {
  const asked = await one.ask({ username: 'ann', persona: analyst, question: 'revenue' });
  await asked.detach();
  return asked;
}
const statusAt = async (other: ReturnType<typeof server>, queryId: string) => (await other.get('ann', queryId)).status;

test('a question that runs elsewhere reads as running as long as its server says so, then as it ended', async () => {
  const [one, other] = [server('one'), server('other')];
  const { queryId, finished } = await leftWith(one);
  expect(await statusAt(other, queryId)).toBe('running');
  for (let beat = 0; beat < 6; beat += 1) {
    await eventually(async () => scheduler.waiting > 0);
    clock.pass(10);
    scheduler.pass(10_000);
  }
  await eventually(async () => scheduler.waiting > 0);
  expect(await statusAt(other, queryId)).toBe('running');
  held.resolve({ ...failure(queryId, 'Not here.'), status: 'refused' });
  await finished;
  expect(await statusAt(other, queryId)).toBe('refused');
  // What was written last was that it runs, perhaps: the beat that comes yet does not bring it back.
  scheduler.pass(10_000);
  await eventually(async () => (await statusAt(other, queryId)) === 'refused' && scheduler.waiting === 0);
});

test('one whose server is silent for longer than that reads as failed', async () => {
  const [one, other] = [server('one'), server('other')];
  const { queryId } = await leftWith(one);
  clock.pass(29);
  expect(await statusAt(other, queryId)).toBe('running');
  clock.pass(2);
  expect(await statusAt(other, queryId)).toBe('failed');
  held.reject(new Error('the end'));
  await one.drain(0);
});
