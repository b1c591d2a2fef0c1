import type { Planner } from '../ask/planner.ts';
import type { Persona } from '../identity/persona.ts';
import type { QueryEngine } from '../ports/query-engine.ts';
import { policyHash } from './cache-key.ts';

/** Planners by persona. A planner knows the values that its persona may see, as of one version of the data. */
export interface Planners {
  for(persona: Persona): Promise<Planner>;
}

interface Kept {
  readonly dataVersion: string;
  readonly planner: Promise<Planner>;
}

/** Builds a planner when it is first wanted, keeps it while the data stays the same, and drops it after. */
export function createPlanners(engine: QueryEngine, build: (persona: Persona) => Promise<Planner>): Planners {
  const kept = new Map<string, Kept>();
  return {
    async for(persona) {
      const dataVersion = await engine.dataVersion();
      const key = `${persona.name} ${policyHash(persona)}`;
      const known = kept.get(key);
      if (known?.dataVersion === dataVersion) return known.planner;
      const planner = build(persona);
      kept.set(key, { dataVersion, planner });
      planner.catch(() => {
        // The next question tries again.
        if (kept.get(key)?.planner === planner) kept.delete(key);
      });
      return planner;
    },
  };
}
