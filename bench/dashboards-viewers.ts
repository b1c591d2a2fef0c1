import { loadDashboard, makeDashboard, persona, twelveTiles } from './dashboards-spec.ts';
import type { Bench } from './measurement.ts';
import { withServer } from './server.ts';
import { median, ms, percentile, timed } from './statistics.ts';

const viewers = 100;

/** A dashboard that nobody has opened yet, opened by a hundred at once: by loading it, then by following it. */
export const dashboardViewers: Bench = {
  name: 'dashboard-viewers',
  description: `${viewers} simultaneous viewers of 12 tiles cause 12 runs of the engine`,
  async run(context) {
    return withServer(context, async ({ client, forget }) => {
      const id = await makeDashboard(client, 'viewers', { refresh: 3600 });
      const runs = async () => (await client.cacheStatistics()).engine_runs;
      const before = await runs();
      const crowd = Array.from({ length: viewers }, () => timed(() => loadDashboard(client, id)));
      const times = (await Promise.all(crowd)).map(({ milliseconds }) => milliseconds);
      const loaded = (await runs()) - before;
      await forget();
      const followed = await runsOfFollowers(id, client.request, runs);
      const goal = twelveTiles.length;
      return [
        {
          what: `${viewers} viewers load 12 tiles at once: engine runs`,
          ours: `${loaded}`,
          goal: `${goal}`,
          reached: loaded === goal,
        },
        {
          what: `${viewers} viewers load 12 tiles at once: all tiles`,
          ours: `median ${ms(median(times))}, p95 ${ms(percentile(times, 0.95))}`,
        },
        {
          what: `${viewers} viewers follow 12 tiles live: engine runs`,
          ours: `${followed}`,
          goal: `${goal}`,
          reached: followed === goal,
        },
      ];
    });
  },
};

type Request = (path: string, body?: unknown, signal?: AbortSignal | null) => Promise<Response>;

/** Runs until each of the followers has been sent every tile. */
async function runsOfFollowers(id: string, request: Request, runs: () => Promise<number>): Promise<number> {
  const before = await runs();
  const stop = new AbortController();
  const one = async () => {
    const response = await request(`/api/v1/dashboards/${id}/live?persona=${persona}`, undefined, stop.signal);
    let text = '';
    for await (const part of response.body!.pipeThrough(new TextDecoderStream())) {
      text += part;
      if (text.split('event: tile\n').length > twelveTiles.length) return;
    }
  };
  await Promise.all(Array.from({ length: viewers }, one));
  const after = await runs();
  stop.abort();
  return after - before;
}
