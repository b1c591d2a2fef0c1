import type { Persona } from '../identity/persona.ts';
import { compilePlan } from '../plan/compile.ts';
import type { Plan } from '../plan/schema.ts';
import { emitStatement } from '../sql/emit.ts';
import type { AnswererOptions } from './answerer.ts';

/** A plan that was not asked in words, for the planner's own index of values: no budget, no memory. */
export async function runPlan(
  options: Pick<AnswererOptions, 'model' | 'engine' | 'clock'>,
  persona: Persona,
  plan: Plan,
  maxRows: number,
) {
  const compiled = compilePlan(plan, options.model, {
    now: options.clock.now(),
    policy: persona,
    maxRows,
    paths: 'shortest',
  });
  const statement = emitStatement(compiled.query, options.engine.dialect);
  const result = await options.engine.run(statement, { maxRows, persona: persona.name });
  return result.rows;
}
