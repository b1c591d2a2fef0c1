import { lru } from 'tiny-lru';
import type { Planner } from '../ask/planner.ts';
import type { PlannerResult } from '../ask/types.ts';
import type { Persona } from '../identity/persona.ts';
import type { QueryEngine } from '../ports/query-engine.ts';
import { policyHash } from './cache-key.ts';
import { SingleFlight } from './single-flight.ts';

/** Planners by persona. A planner knows the values that its persona may see, as of one version of the data. */
export interface Planners {
  for(persona: Persona): Promise<Planner>;
}

interface Kept {
  readonly dataVersion: string;
  readonly planner: Promise<Planner>;
}

/** Questions whose reading is remembered, for each planner. */
const rememberedPlans = 2_000;

/** Builds a planner when it is first wanted, keeps it while the data stays the same, and drops it after. */
export function createPlanners(engine: QueryEngine, build: (persona: Persona) => Promise<Planner>): Planners {
  const kept = new Map<string, Kept>();
  return {
    async for(persona) {
      const dataVersion = await engine.dataVersion();
      const key = `${persona.name} ${policyHash(persona)}`;
      const known = kept.get(key);
      if (known?.dataVersion === dataVersion) return known.planner;
      const planner = build(persona).then(remembering);
      kept.set(key, { dataVersion, planner });
      planner.catch(() => {
        // The next question tries again.
        if (kept.get(key)?.planner === planner) kept.delete(key);
      });
      return planner;
    },
  };
}

/**
 * A planner reads a question by the model, the values, the conversation and the day it is asked on, all of
 * which are the same when the same is asked again within the hour: then its reading is too. Many who ask the same
 * at once wait for one reading.
 */
function remembering(planner: Planner): Planner {
  const known = lru<PlannerResult>(rememberedPlans);
  const flights = new SingleFlight<PlannerResult>();
  return {
    ...planner,
    async plan(input, yieldTurn) {
      const { question, conversation, choices, now } = input;
      const chosen = Object.entries(choices).sort(([a], [b]) => (a < b ? -1 : 1));
      const key = JSON.stringify([question, conversation, chosen, now.toISOString().slice(0, 13)]);
      const before = known.get(key);
      if (before) return before;
      const { value } = await flights.run(key, () => planner.plan(input, yieldTurn));
      known.set(key, value);
      return value;
    },
  };
}
