import { describe, expect, test } from '@jest/globals';
import type { DashboardCaller } from '../../../core/dashboards/access.ts';
import { Feed } from '../../../core/dashboards/live/feed.ts';
import { createLiveHub } from '../../../core/dashboards/live/hub.ts';
import { digestOf, parseSeen, seenText, tileMark } from '../../../core/dashboards/live/seen.ts';
import { type LiveMessage, Viewer } from '../../../core/dashboards/live/viewer.ts';
import type { TileEvent } from '../../../core/dashboards/load-document.ts';
import { parseSpec } from '../../../core/dashboards/parse-spec.ts';
import { analyst } from '../../../core/identity/persona.ts';
import { systemClock } from '../../../core/ports/clock.ts';
import { eventually } from '../../support/eventually.ts';
import { manualScheduler } from '../../support/manual-scheduler.ts';

const event = (tile_id: string, value: number, more: Partial<TileEvent> = {}): TileEvent => ({
  kind: 'tile',
  tile_id,
  query_id: `q${Math.random()}`,
  status: 'answered',
  message: String(value),
  results: { columns: [], rows: [[value]], truncated: false },
  chart: { kind: 'number', y: [] },
  sparkline: null,
  not_applied: [],
  restrictions: [],
  explanation: null,
  sql: null,
  cost: { bedrock_cost: 0, database_cost: 0, lambda_cost: 0, total_cost: 0 },
  cached: false,
  execution_time: 0,
  freshness: null,
  ...more,
});

const start = { kind: 'start' as const, dashboard_id: 'd', revision: 1, persona: 'p', now: '', tiles: [] };
const look = (feed: Feed, viewer: Viewer) => viewer.follow(new Map([[feed.tileId, feed]]));

describe('a viewer', () => {
  test('V1 who is slow gets the newest of each tile, once, however much came meanwhile', async () => {
    const scheduler = manualScheduler();
    let asked = 0;
    const feed = new Feed({
      tileId: 'a',
      intervalMilliseconds: 1,
      scheduler,
      clock: systemClock,
      ask: async () => event('a', ++asked),
      onIdle: () => undefined,
    });
    const viewer = new Viewer('ann', start, undefined, () => undefined);
    look(feed, viewer);
    for (let count = 1; count <= 40; count += 1) {
      await eventually(async () => scheduler.waiting === 1);
      scheduler.pass(1);
    }
    await eventually(async () => scheduler.waiting === 1);
    const messages = viewer.messages();
    const read = async () => (await messages.next()).value as LiveMessage;
    expect((await read()).name).toBe('start');
    const { name, id, text } = await read();
    expect([name, JSON.parse(text).results.rows]).toEqual(['tile', [[41]]]);
    expect(parseSeen(id)?.digests.get(tileMark('a'))).toBe(digestOf(event('a', 41)));
    viewer.close();
    expect([(await messages.next()).done, scheduler.waiting]).toEqual([true, 0]);
  });

  test('V2 one that leaves while a tile is asked stops the asking', async () => {
    const scheduler = manualScheduler();
    const stopped = Promise.withResolvers<boolean>();
    const feed = new Feed({
      tileId: 'a',
      intervalMilliseconds: 1,
      scheduler,
      clock: systemClock,
      ask: (_, signal) =>
        new Promise(resolve => {
          signal.addEventListener('abort', () => {
            stopped.resolve(true);
            resolve(undefined);
          });
        }),
      onIdle: () => undefined,
    });
    const viewer = new Viewer('ann', start, undefined, () => undefined);
    look(feed, viewer);
    viewer.close();
    expect([await stopped.promise, scheduler.waiting]).toEqual([true, 0]);
  });
});

describe('what was seen', () => {
  test('V3 is read as it was written; what is no such text is nothing', () => {
    const seen = { revision: 7, digests: new Map([[tileMark('a'), digestOf(event('a', 1))]]) };
    expect(parseSeen(seenText(seen))).toEqual(seen);
    for (const text of [undefined, '', '7', '7.abc', 'x.', `7.${'a'.repeat(17)}`, '7.<script>alert(1)']) {
      expect(parseSeen(text)).toBeUndefined();
    }
  });

  test('V4 goes by what a tile shows, not by when and at what cost it was asked', () => {
    const one = digestOf(event('a', 1));
    expect(digestOf(event('a', 1, { cached: true, execution_time: 3, freshness: 'x' }))).toBe(one);
    expect(digestOf(event('a', 2))).not.toBe(one);
    expect(digestOf(event('a', 1, { status: 'failed', code: 'engine.failed' }))).not.toBe(one);
    expect(digestOf(event('a', 1, { restrictions: ['Europe only'] }))).not.toBe(one);
  });
});

test('V5 sessions are looked at once at a time, whoever leaves and comes while that is done', async () => {
  const scheduler = manualScheduler();
  const note = { id: 'note', kind: 'text', title: 'Note', at: { x: 0, y: 0, w: 3, h: 2 }, text: 'Hello' };
  const spec = parseSpec({ version: 1, id: 'd', title: 'D', model: 'm', tiles: [note] });
  let opened = 0;
  const hub = createLiveHub({
    dashboards: {
      async open() {
        opened += 1;
        return { spec, revision: 1, since: 1, updatedAt: '', updatedBy: 'ann' };
      },
    },
    audit: { append: async () => {}, list: async () => [], page: async () => ({ events: [] }) },
    loader: { async *load() {} },
    clock: systemClock,
    scheduler,
  });
  const caller: DashboardCaller = { username: 'ann', roles: ['viewer'], personas: [analyst] };
  const held = Promise.withResolvers<DashboardCaller>();
  const follow = (again: () => Promise<DashboardCaller>) =>
    hub.follow({ caller, dashboardId: 'd', persona: analyst, view: {}, again });
  const first = await follow(() => held.promise);
  scheduler.pass(5_000);
  first.close();
  await follow(async () => caller);
  held.resolve(caller);
  await eventually(async () => opened === 3);
  await new Promise(resolve => setImmediate(resolve));
  expect(scheduler.waiting).toBe(1);
  hub.close();
  expect(scheduler.waiting).toBe(0);
});
