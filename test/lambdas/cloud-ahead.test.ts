import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openDashboardStores } from '../../adapters/dynamodb/dashboard-stores.ts';
import { PRECOMPUTE_USER } from '../../core/dashboards/usage/precompute.ts';
import type { Scheduler } from '../../core/ports/scheduler.ts';
import { parsePrepared } from '../../core/semantic/model/prepared.ts';
import { openDashboardCloud } from '../../lambdas/dashboard-generator/cloud.ts';
import { readDashboardSettings } from '../../lambdas/dashboard-generator/settings.ts';
import { openCloudPlatform } from '../../lambdas/query-orchestrator/cloud/platform.ts';
import { readCloudSettings } from '../../lambdas/query-orchestrator/settings.ts';
import { createTelemetry } from '../../lambdas/telemetry.ts';
import { type Cloud, startCloud } from '../support/cloud.ts';
import { temporaryEnvironment } from '../support/environment.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/folder.ts';
import { manualScheduler } from '../support/manual-scheduler.ts';

/** What will probably be opened is computed ahead on AWS too, by the server that stays. */
const folder = temporaryFolder('cloud-ahead');
const setEnvironment = temporaryEnvironment();
const closing: (() => Promise<void>)[] = [];
const hour = 3_600_000;
let cloud: Cloud;

beforeAll(async () => {
  cloud = await startCloud(folder);
  setEnvironment({
    ...cloud.environment,
    ...{ AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'double', AWS_SECRET_ACCESS_KEY: 'double' },
  });
  const stores = openDashboardStores({ table: 'dashboards' });
  const thisHour = Math.floor(Date.now() / hour) * hour;
  for (let week = 1; week <= 6; week += 1) {
    // In the hour that is now and in the next, which may have begun when it is looked at.
    for (const at of [0, hour].map(later => thisHour - week * 7 * 24 * hour + later + 600_000)) {
      await stores.usage.record({
        ...{ kind: 'load', id: `load${at}`, dashboardId: 'sales', revision: 1, username: 'ann', persona: 'executive' },
        at: new Date(at).toISOString(),
        ...{ view: {}, firstTile: 10, allTiles: 400, cost: 5, freshness: null },
        tiles: [{ tileId: 'regions', status: 'answered', cached: false, milliseconds: 300, bytesScanned: 1_000 }],
      });
    }
  }
  closing.push(() => stores.close());
});
afterAll(async () => {
  for (const close of closing) await close();
  await cloud.stop();
});

/** A server or a function that keeps dashboards, with what it ran at Athena. */
async function open(variables: Readonly<Record<string, string>>, follow: boolean, scheduler: Scheduler) {
  const [SOPHIA_MODEL_FILE, SOPHIA_PERSONAS_FILE, dashboard] = Object.values(cloud.files);
  const environment = { ...process.env, SOPHIA_MODEL_FILE, SOPHIA_PERSONAS_FILE, ...variables };
  const telemetry = createTelemetry('test', 'Sophia', () => undefined);
  const settings = readCloudSettings(environment);
  const platform = await openCloudPlatform(settings, { telemetry, parse: parsePrepared, timeoutSeconds: 20 });
  const SOPHIA_DASHBOARDS_FOLDER = dashboard!.replace(/\/[^/]+$/, '');
  const own = readDashboardSettings({ ...environment, SOPHIA_DASHBOARDS_FOLDER });
  const dashboards = openDashboardCloud(platform, own, { telemetry, follow, scheduler });
  await dashboards.install();
  closing.push(async () => {
    await dashboards.stop();
    await dashboards.close();
  });
  return { platform, dashboards };
}
const spentBy = async ({ stores }: Awaited<ReturnType<typeof open>>['platform']) => {
  const today = new Date().toISOString().slice(0, 10);
  return stores.ledger.daily({ from: today, to: today, username: PRECOMPUTE_USER });
};

test('the server computes ahead when nobody asks, and the ledger says what it cost', async () => {
  const timers = manualScheduler();
  const { platform } = await open({ SOPHIA_PRECOMPUTE_CENTS: '10' }, true, timers);
  const before = cloud.athena.executions.length;
  timers.pass(5 * 60_000);
  await eventually(async () => (await spentBy(platform)).some(({ database }) => database > 0));
  // Two tiles, and nothing besides.
  expect(cloud.athena.executions.length - before).toBe(2);
  expect((await spentBy(platform)).map(({ persona }) => persona)).toEqual(['executive']);
});

test('without a budget, and in a function, nothing waits to be computed', async () => {
  for (const [cents, follow] of [
    ['0', true],
    ['10', false],
  ] as const) {
    const timers = manualScheduler();
    await open({ SOPHIA_PRECOMPUTE_CENTS: cents }, follow, timers);
    expect(timers.waiting).toBe(0);
  }
});

test('a budget that is no number of cents stops the start', () => {
  const variables = { ...process.env, SOPHIA_PRECOMPUTE_CENTS: '0.1' };
  expect(() => readDashboardSettings(variables)).toThrow(/SOPHIA_PRECOMPUTE_CENTS: it is no number of cents/);
});
