import { openDirectEngine } from './direct.ts';
import type { Bench } from './measurement.ts';
import { goldenQuestions } from './questions.ts';
import { withServer } from './server.ts';
import { median, ms, percentile, seededRandom, shuffled, timed } from './statistics.ts';

const asked = 160;
const warmUps = 30;
const goal = 10;

/**
 * A question over HTTP that nobody asked before, beside the SQL of its answer on the bare engine, pair by pair; every
 * other time, hand-written SQL for the same question goes before both. What is added is all of it: HTTP, reading the question, policy, cost, storing.
 */
export const overhead: Bench = {
  name: 'overhead',
  description: 'what the platform adds to the same SQL run directly on DuckDB',
  async run(context) {
    const questions = shuffled(await goldenQuestions(), seededRandom(7)).slice(0, asked + warmUps);
    const direct = await openDirectEngine(context.dataDirectory);
    try {
      return await withServer(context, async ({ client, forget }) => {
        const failed: string[] = [];
        const ask = (text: string) =>
          timed(() => client.ask(text, 'executive')).catch(() => {
            failed.push(text);
            return undefined;
          });
        const run = async (sql: string) => (await timed(() => direct.run(sql))).milliseconds;
        for (const { text } of questions.slice(0, warmUps)) {
          const sql = (await ask(text))?.value.sql;
          if (sql) await run(sql);
        }
        await forget();
        const ours: number[] = [];
        const bare: number[] = [];
        const written: number[] = [];
        for (const [index, { text, sql }] of questions.slice(warmUps).entries()) {
          const first = index % 2 === 0 ? undefined : await run(sql);
          const answer = await ask(text);
          if (answer?.value.status !== 'answered' || answer.value.cached || !answer.value.sql) continue;
          ours.push(answer.milliseconds);
          bare.push(await run(answer.value.sql));
          written.push(first ?? (await run(sql)));
        }
        if (failed.length > 0) context.say(`failed: ${failed.join('; ')}`);
        const added = ours.map((time, index) => time - bare[index]!);
        return [
          {
            what: `Added to the same SQL, median of ${added.length} cold questions over HTTP`,
            ours: ms(median(added)),
            beside: '~150 ms (Retool, published)',
            goal: `< ${goal} ms`,
            reached: median(added) < goal,
          },
          { what: 'Added to the same SQL, p95', ours: ms(percentile(added, 0.95)) },
          {
            what: 'Cold question over HTTP, median',
            ours: ms(median(ours)),
            beside: `${ms(median(bare))} same SQL, ${ms(median(written))} hand-written SQL (DuckDB)`,
          },
        ];
      });
    } finally {
      direct.close();
    }
  },
};
