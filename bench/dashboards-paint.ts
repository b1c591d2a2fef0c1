import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ensurePage } from '../local/page.ts';
import {
  paintTime,
  scriptsBeforePaint,
  shiftOf,
  signInPage,
  tilesPainted,
  visitor,
  warmPaintTimes,
  watchPaint,
  withBrowser,
} from './dashboards-browser.ts';
import { loadDashboard, makeDashboard } from './dashboards-spec.ts';
import { type StreamlitTimes, streamlitTimes } from './dashboards-streamlit.ts';
import type { Bench, Row } from './measurement.ts';
import { withServer } from './server.ts';
import { median, ms, percentile } from './statistics.ts';

const rounds = 9;
const goal = { milliseconds: 500, part: 1 / 3, scripts: 120_000 };

/** A dashboard of twelve tiles in Chromium, opened again and again, beside the same tiles by Streamlit. */
export const dashboardPaint: Bench = {
  name: 'dashboard-paint',
  description: '12 tiles painted in Chromium, warm, beside Streamlit',
  async run(context) {
    const directory = await ensurePage(context.say);
    return withBrowser(browser =>
      withServer(
        context,
        async server => {
          const id = await makeDashboard(server.client, 'painted');
          const sql = new Map<string, string>();
          for (const { tile_id, sql: text } of await loadDashboard(server.client, id)) {
            sql.set(tile_id ?? '', text ?? '');
          }
          const { context: browsing, page } = await visitor(browser);
          await signInPage(page, server);
          await watchPaint(browsing, tilesPainted);
          const cold = await paintTime(page, () => page.goto(`${server.url}/dashboards/${id}`));
          const scripts = await gzipSize(directory, await scriptsBeforePaint(page));
          let shift = await shiftOf(page);
          const times = await warmPaintTimes(page, rounds, async () => {
            shift = Math.max(shift, await shiftOf(page));
          });
          await browsing.close();
          const other = await streamlitTimes(context, browser, sql, rounds);
          return [...paintRows(times, cold, other), ...pageRows(shift, scripts)];
        },
        directory,
      ),
    );
  },
};

async function gzipSize(directory: string, paths: readonly string[]): Promise<number> {
  const sizes = paths.map(async path => gzipSync(await readFile(join(directory, path)), { level: 9 }).length);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

function paintRows(times: readonly number[], cold: number, other: StreamlitTimes | string): Row[] {
  const middle = median(times);
  const theirs = typeof other === 'string' ? undefined : median(other.times);
  const rows: Row[] = [
    {
      what: `12 tiles painted, warm, median of ${rounds}`,
      ours: `${ms(middle)} (p95 ${ms(percentile(times, 0.95))}; first visit ${ms(cold)})`,
      goal: `< ${goal.milliseconds} ms`,
      reached: middle < goal.milliseconds,
    },
  ];
  if (typeof other === 'string') return [...rows, { what: 'The same tiles by Streamlit', ours: '', beside: other }];
  return [
    ...rows,
    {
      what: 'The same tiles, queries and data, part of the time',
      ours: `${((middle / theirs!) * 100).toFixed(0)} %`,
      beside: `${ms(theirs!)} (Streamlit ${other.version}, p95 ${ms(percentile(other.times, 0.95))})`,
      goal: `< ${(goal.part * 100).toFixed(0)} %`,
      reached: middle < theirs! * goal.part,
    },
  ];
}

const pageRows = (shift: number, scripts: number): Row[] => [
  { what: 'Cumulative layout shift, most of all visits', ours: shift.toFixed(4), goal: '0', reached: shift === 0 },
  {
    what: 'JavaScript before first paint of a dashboard, gzip',
    ours: `${(scripts / 1000).toFixed(1)} kB`,
    goal: `< ${goal.scripts / 1000} kB`,
    reached: scripts > 0 && scripts < goal.scripts,
  },
];
