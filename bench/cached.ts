import type { Bench } from './measurement.ts';
import { goldenQuestions } from './questions.ts';
import { withServer } from './server.ts';
import { median, ms, percentile, timed } from './statistics.ts';

const distinct = 40;
const rounds = 15;
const goal = 20;

/** Answers from the cache to one client, one after the other. */
export const cached: Bench = {
  name: 'cached',
  description: 'a cached answer over HTTP, one client',
  async run(context) {
    const questions = (await goldenQuestions()).slice(0, distinct);
    return withServer(context, async ({ client }) => {
      for (const { text } of questions) await client.ask(text, 'executive');
      const times: number[] = [];
      for (let round = 0; round < rounds; round++) {
        for (const { text } of questions) {
          const { value, milliseconds } = await timed(() => client.ask(text, 'executive'));
          if (value.cached) times.push(milliseconds);
        }
      }
      const p95 = percentile(times, 0.95);
      return [
        {
          what: `Cached answer over HTTP, p95 of ${times.length}, one client`,
          ours: `${ms(p95)} (median ${ms(median(times))})`,
          goal: `< ${goal} ms`,
          reached: p95 < goal,
        },
      ];
    });
  },
};
