import { runPlan } from '../core/answer/run-plan.ts';
import { createPlanner, type Planner } from '../core/ask/planner.ts';
import { compilePlan } from '../core/plan/compile.ts';
import { emitStatement } from '../core/sql/emit.ts';
import type { Platform } from '../local/platform.ts';
import type { Bench } from './measurement.ts';
import { openBenchPlatform } from './platform.ts';
import { goldenQuestions } from './questions.ts';
import { median, ms, percentile } from './statistics.ts';

const rounds = 3;
const goal = 5;

/** Question to SQL text, without the memory of earlier questions that the server has in front of it. */
export const planning: Bench = {
  name: 'planning',
  description: 'planning and compiling a question to SQL',
  async run({ dataDirectory }) {
    const platform = await openBenchPlatform(dataDirectory);
    try {
      const persona = platform.personas.find(each => each.name === 'executive')!;
      const { model, engine, clock } = platform;
      const run = (plan: Parameters<typeof runPlan>[2], rows: number) =>
        runPlan({ model, engine, clock }, persona, plan, rows);
      const planner = await createPlanner({ model, persona, run });
      const questions = (await goldenQuestions()).map(({ text }) => text);
      for (const question of questions) await toSql(platform, planner, question);
      const times: number[] = [];
      let planned = 0;
      for (let round = 0; round < rounds; round++) {
        for (const question of questions) {
          const started = performance.now();
          if (await toSql(platform, planner, question)) planned += 1;
          times.push(performance.now() - started);
        }
      }
      const middle = median(times);
      return [
        {
          what: `Plan and compile, median of ${questions.length} questions × ${rounds} (${planned / rounds} planned)`,
          ours: ms(middle),
          goal: `< ${goal} ms`,
          reached: middle < goal,
        },
        {
          what: 'Plan and compile, p95 and slowest',
          ours: `${ms(percentile(times, 0.95))}, ${ms(Math.max(...times))}`,
        },
      ];
    } finally {
      await platform.close();
    }
  },
};

async function toSql({ model, clock, engine, personas }: Platform, planner: Planner, question: string) {
  const now = clock.now();
  const result = await planner.plan({ question, conversation: [], choices: {}, now });
  if (result.status !== 'planned') return undefined;
  const policy = personas.find(each => each.name === 'executive')!;
  const compiled = compilePlan(result.plan, model, { now, policy, maxRows: 10_000, paths: 'shortest' });
  return emitStatement(compiled.query, engine.dialect);
}
