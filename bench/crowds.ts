import { askAsCrowd, type CrowdResult } from './crowd.ts';
import type { Bench, Row } from './measurement.ts';
import { goldenQuestions } from './questions.ts';
import { type Lag, withServer } from './server.ts';
import { median, ms, percentile, seededRandom, shuffled } from './statistics.ts';

const clients = 100;
const questionsEach = 50;
const repeats = 0.3;

/** A hundred clients at once: each with a list of its own order, then each with a question nobody asked before. */
export const crowds: Bench = {
  name: 'crowds',
  description: '100 concurrent clients: 50 questions each with 30 % repeats, then 100 different ones at once',
  async run(context) {
    const random = seededRandom(11);
    const golden = shuffled(await goldenQuestions(), random).map(({ text }) => text);
    const distinct = golden.slice(0, Math.round(questionsEach * (1 - repeats)));
    const list = [...distinct, ...distinct.slice(0, questionsEach - distinct.length)];
    const different = golden.slice(distinct.length, distinct.length + clients);
    return withServer(context, async server => {
      await server.client.ask(golden.at(-1)!, 'executive');
      await server.lag();
      context.say(`${clients} clients × ${list.length} questions`);
      const lists = Array.from({ length: clients }, () => shuffled(list, random));
      const mixed = await askAsCrowd(server, lists);
      const mixedLag = await server.lag();
      context.say(`${clients} different cold questions at once`);
      const cold = await askAsCrowd(
        server,
        different.map(question => [question]),
      );
      const coldLag = await server.lag();
      const mixedName = `${clients} clients × ${list.length} questions, ${repeats * 100} % repeats`;
      return [
        ...crowdRows(mixedName, mixed, mixedLag),
        ...crowdRows(`${clients} different cold questions at once`, cold, coldLag),
      ];
    });
  },
};

function crowdRows(name: string, { times, errors, seconds }: CrowdResult, lag: Lag): Row[] {
  return [
    {
      what: `${name}: errors`,
      ours: errors.length === 0 ? `0 of ${times.length}` : `${errors.length}, first: ${errors[0]?.slice(0, 100)}`,
      goal: '0',
      reached: errors.length === 0,
    },
    {
      what: `${name}: p95, throughput`,
      ours: `${ms(percentile(times, 0.95))} (median ${ms(median(times))}), ${Math.round(times.length / seconds)}/s`,
    },
    { what: `${name}: event loop, longest delay`, ours: ms(lag.maximum), goal: '< 50 ms', reached: lag.maximum < 50 },
  ];
}
