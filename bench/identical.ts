import { askAsCrowd } from './crowd.ts';
import type { Bench } from './measurement.ts';
import { withServer } from './server.ts';
import { median, ms, percentile } from './statistics.ts';

const clients = 100;
const question = 'Top 10 customers by revenue in 2025';

/** The same question from a hundred clients at once, with nothing in the cache. */
export const identical: Bench = {
  name: 'identical',
  description: '100 identical cold questions at once cause one run of the engine',
  async run(context) {
    return withServer(context, async server => {
      // The server is up and reads questions, but has never seen this one.
      for (const warm of ['revenue by month', 'order count by sales channel'])
        await server.client.ask(warm, 'executive');
      const before = await server.client.cacheStatistics();
      await server.lag();
      const crowd = Array.from({ length: clients }, () => [question]);
      const { times, errors, seconds } = await askAsCrowd(server, crowd);
      const lag = await server.lag();
      const after = await server.client.cacheStatistics();
      const runs = after.engine_runs - before.engine_runs;
      return [
        {
          what: `${clients} identical cold questions: engine runs`,
          ours: `${runs} (${errors.length} errors)`,
          goal: '1',
          reached: runs === 1 && errors.length === 0,
        },
        {
          what: `${clients} identical cold questions: all answered in`,
          ours: `${ms(seconds * 1000)} (median ${ms(median(times))}, p95 ${ms(percentile(times, 0.95))})`,
        },
        {
          what: `${clients} identical cold questions: event loop, longest delay`,
          ours: ms(lag.maximum),
          goal: '< 50 ms',
          reached: lag.maximum < 50,
        },
      ];
    });
  },
};
