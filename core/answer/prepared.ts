import { lru } from 'tiny-lru';
import type { Persona } from '../identity/persona.ts';
import { type CompiledPlan, compilePlan } from '../plan/compile.ts';
import { explainPlan } from '../plan/explain.ts';
import { planHash } from '../plan/hash.ts';
import type { Plan } from '../plan/schema.ts';
import type { QueryEngine } from '../ports/query-engine.ts';
import type { ResolvedModel } from '../semantic/resolve/types.ts';
import { emitText } from '../sql/emit.ts';
import { withNextRow } from './tied.ts';

/** What an answer takes of a plan, but for its numbers. */
export interface Prepared {
  readonly compiled: CompiledPlan;
  readonly hash: string;
  readonly explanation: string;
  /** As it is shown. */
  readonly sql: string;
}

export interface Preparing {
  readonly plan: Plan;
  readonly persona: Persona;
  readonly maxRows: number;
  readonly now: Date;
}

/** Plans that are kept at most. */
const most = 500;
/** A plan that lists thousands of values is not worth its room: letters of its text at most. */
const longest = 10_000;
/** Nothing of a plan depends on a finer time than the minute. */
const minute = 60_000;

/**
 * Prepares plans for their answers. The tiles of a dashboard ask the same plans again at every look, live every few
 * seconds: what is worked out for one serves its like until the minute is over.
 */
export function createPreparer(model: ResolvedModel, { dialect }: Pick<QueryEngine, 'dialect'>) {
  const kept = lru<{ readonly persona: Persona; readonly prepared: Prepared }>(most);

  /** @throws what {@link compilePlan} and {@link planHash} throw */
  return function prepare(request: Preparing): Prepared {
    const { persona } = request;
    const key = keyOf(request);
    const before = kept.get(key);
    // A persona that was read anew may have other rights under its old name.
    if (before?.persona === persona) return before.prepared;
    const prepared = prepareAnew(request, model, dialect);
    if (key.length <= longest) kept.set(key, { persona, prepared });
    return prepared;
  };
}

const keyOf = ({ plan, persona, maxRows, now }: Preparing): string =>
  [Math.floor(now.getTime() / minute), maxRows, persona.name, JSON.stringify(plan)].join(' ');

function prepareAnew(
  { plan, persona, maxRows, now }: Preparing,
  model: ResolvedModel,
  dialect: QueryEngine['dialect'],
) {
  const compiled = compilePlan(plan, model, { now, policy: persona, maxRows, paths: 'shortest' });
  // Said of answers alone: a plan whose run fails needs neither.
  let explanation: string | undefined;
  let sql: string | undefined;
  return {
    compiled: withNextRow(compiled),
    hash: planHash(plan, model.model, now),
    get explanation() {
      explanation ??= explainPlan(plan, model.model, now);
      return explanation;
    },
    get sql() {
      sql ??= emitText(compiled.query, dialect);
      return sql;
    },
  };
}
