import { join } from 'node:path';
import type { Client } from './client.ts';
import { openDirectEngine, openNativeEngine } from './direct.ts';
import type { Bench } from './measurement.ts';
import { type BenchQuestion, goldenQuestions } from './questions.ts';
import { withServer } from './server.ts';
import { median, ms, percentile, seededRandom, shuffled, timed } from './statistics.ts';

const asked = 160;
const warmUps = 140;
const goal = 10;

/**
 * A question over HTTP that this server was never asked, beside the SQL of its answer on the bare engine, over the files
 * and over tables of its own, and hand-written SQL for the same question, in turns of every order: who goes first finds
 * the processor's caches cold. What is added is all of it: HTTP, reading the question, policy, cost, storing. Another
 * server tells the SQL beforehand.
 */
export const overhead: Bench = {
  name: 'overhead',
  description: 'what the platform adds to the same SQL run directly on DuckDB',
  async run(context) {
    const questions = shuffled(await goldenQuestions(), seededRandom(7)).slice(0, asked + warmUps);
    const answered = await withServer(context, ({ client }) => sqlOfAnswers(client, questions));
    const direct = await openDirectEngine(context.dataDirectory);
    const native = await openNativeEngine(context.dataDirectory, join(context.temporary, 'native.duckdb'));
    try {
      return await withServer(context, async ({ client, forget }) => {
        const failed: string[] = [];
        const times: Record<Name, number[]> = { ours: [], bare: [], native: [], written: [] };
        const turns = {
          ours: ({ text }: Answered) => client.ask(text, 'executive'),
          bare: ({ answerSql }: Answered) => direct.run(answerSql),
          native: ({ answerSql }: Answered) => native.run(answerSql),
          written: ({ sql }: Answered) => direct.run(sql),
        };
        for (const [index, question] of answered.entries()) {
          if (index === warmUps) await forget();
          const measured = await inTurn(turns, question, orders[index % orders.length]!).catch(() => undefined);
          if (!measured) failed.push(question.text);
          else if (index >= warmUps) for (const name of names) times[name].push(measured[name]);
        }
        const { ours, bare, written } = times;
        if (failed.length > 0) context.say(`failed: ${failed.join('; ')}`);
        const added = ours.map((time, index) => time - bare[index]!);
        const addedToNative = ours.map((time, index) => time - times.native[index]!);
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
            what: 'Added to the same SQL over tables of the engine’s own, median',
            ours: ms(median(addedToNative)),
            beside: `${ms(median(times.native))} same SQL`,
          },
          {
            what: 'Cold question over HTTP, median',
            ours: ms(median(ours)),
            beside: `${ms(median(bare))} same SQL, ${ms(median(written))} hand-written SQL (DuckDB)`,
          },
        ];
      });
    } finally {
      direct.close();
      native.close();
    }
  },
};

interface Answered extends BenchQuestion {
  /** What the platform makes of the question. */
  readonly answerSql: string;
}

const names = ['ours', 'bare', 'native', 'written'] as const;
type Name = (typeof names)[number];

const ordersOf = (left: readonly Name[]): readonly (readonly Name[])[] =>
  left.length === 0
    ? [[]]
    : left.flatMap(first => ordersOf(left.filter(name => name !== first)).map(rest => [first, ...rest]));

const orders = shuffled(ordersOf(names), seededRandom(7));

/** Milliseconds of each. */
async function inTurn(
  turns: Readonly<Record<Name, (question: Answered) => Promise<unknown>>>,
  question: Answered,
  order: readonly Name[],
): Promise<Record<Name, number>> {
  const times: Record<Name, number> = { ours: 0, bare: 0, native: 0, written: 0 };
  for (const name of order) times[name] = (await timed(() => turns[name](question))).milliseconds;
  return times;
}

/** The questions that are answered, with the SQL of their answers. */
async function sqlOfAnswers(client: Client, questions: readonly BenchQuestion[]): Promise<Answered[]> {
  const answered: Answered[] = [];
  for (const question of questions) {
    const answer = await client.ask(question.text, 'executive').catch(() => undefined);
    // Two questions of one plan share an answer: the second measures nothing.
    if (answer?.status === 'answered' && answer.sql && !answer.cached)
      answered.push({ ...question, answerSql: answer.sql });
  }
  return answered;
}
