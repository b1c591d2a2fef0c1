import type { Bench, Row } from './measurement.ts';
import { goldenQuestions } from './questions.ts';
import { withServer } from './server.ts';
import { ms, timed } from './statistics.ts';

const goal = 50;
const asked = 150;

/** How long the server is deaf: while a persona's index of values is built, and while questions are answered. */
export const eventLoop: Bench = {
  name: 'event-loop',
  description: 'longest delay of the server’s event loop, DuckDB and planning included',
  async run(context) {
    const questions = (await goldenQuestions()).slice(0, asked);
    return withServer(context, async server => {
      const rows: Row[] = [];
      const delay = async (what: string) => {
        const { maximum, p99 } = await server.lag();
        const ours = `${ms(maximum)} (p99 ${ms(p99)})`;
        rows.push({ what: `Event loop, longest delay: ${what}`, ours, goal: `< ${goal} ms`, reached: maximum < goal });
      };
      await server.lag();
      for (const persona of server.personas) {
        const { milliseconds } = await timed(() => server.client.ask('product count', persona));
        await delay(`first question of ${persona}, answered in ${ms(milliseconds)}`);
      }
      for (const { text } of questions) await server.client.ask(text, 'executive');
      await delay(`${questions.length} cold questions`);
      return rows;
    });
  },
};
