import { policyHash, resultKey } from '../../core/answer/cache-key.ts';
import type { Persona } from '../../core/identity/persona.ts';
import type { Plan } from '../../core/plan/schema.ts';
import type { Cell, QueryEngine } from '../../core/ports/query-engine.ts';
import type { ResultCache } from '../../core/ports/result-cache.ts';

type Run = (persona: Persona, plan: Plan, maxRows: number) => Promise<readonly (readonly Cell[])[]>;

const keptSeconds = 7 * 86_400;

/**
 * The values that planners index are the same for every server as long as the data is: the first that needs them runs
 * the queries, others take them from the cache.
 */
export function cachedRun(run: Run, engine: QueryEngine, cache: ResultCache): Run {
  return async (persona, plan, maxRows) => {
    const statement = { text: `values ${policyHash(persona)}`, values: [JSON.stringify(plan)] };
    const dataVersion = await engine.dataVersion();
    const key = resultKey({ planHash: 'values', persona, dataVersion, statement, maxRows });
    const known = await cache.get(key);
    if (known !== undefined) return JSON.parse(known) as Awaited<ReturnType<Run>>;
    const rows = await run(persona, plan, maxRows);
    await cache.set(key, JSON.stringify(rows), keptSeconds);
    return rows;
  };
}
