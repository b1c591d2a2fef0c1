import { persona } from './dashboards-spec.ts';
import type { Bench } from './measurement.ts';
import { withServer } from './server.ts';
import { median, ms, percentile, timed } from './statistics.ts';

const rounds = 10;
const goal = 1_000;
const wanted = 8;
const description =
  'Revenue, order count and gross margin as numbers, revenue by month, revenue by country, ' +
  'order count by sales channel, top 10 products by revenue, on-time delivery rate by carrier, last 12 months';

/** A dashboard of eight tiles from words, without a language model: read, checked and stored. */
export const dashboardGenerate: Bench = {
  name: 'dashboard-words',
  description: 'a dashboard of 8 tiles made by words',
  async run(context) {
    return withServer(context, async ({ client }) => {
      const make = async () => {
        const response = await client.request('/generate-dashboard', { description, persona });
        return (await response.json()) as { spec: { tiles: readonly unknown[] } };
      };
      // The first one waits for the persona's index of values.
      await make();
      const times: number[] = [];
      let tiles = 0;
      for (let round = 0; round < rounds; round += 1) {
        const { value, milliseconds } = await timed(make);
        times.push(milliseconds);
        tiles = value.spec.tiles.length;
      }
      const middle = median(times);
      return [
        {
          what: `Dashboard of ${tiles} tiles by words, median of ${rounds}`,
          ours: `${ms(middle)} (p95 ${ms(percentile(times, 0.95))})`,
          goal: `< ${goal / 1000} s, ${wanted} tiles`,
          reached: middle < goal && tiles === wanted,
        },
      ];
    });
  },
};
