import { usualRows } from '../answer/most-rows.ts';
import { type ErrorPath, isSophiaError, type SophiaError } from '../errors.ts';
import type { Persona } from '../identity/persona.ts';
import { compilePlan } from '../plan/compile.ts';
import type { Plan } from '../plan/schema.ts';
import type { CheckOptions } from './check-spec.ts';
import type { DashboardFault } from './errors.ts';
import { fault } from './faults.ts';

type CompileOptions = Pick<CheckOptions, 'model' | 'personas' | 'now'>;

/**
 * The plan is compiled: what compiles for one of the personas can be asked. Of those that can't be, one that may see all
 * of it tells why: that another may not see it helps nobody.
 */
export function planFaults(plan: Plan, at: ErrorPath, options: CompileOptions): DashboardFault[] {
  let told: DashboardFault[] | undefined;
  let isForbidden = true;
  for (const persona of options.personas) {
    const error = refusalOf(persona, plan, options);
    if (!error) return [];
    if (!isForbidden) continue;
    isForbidden = error.code === 'persona.forbidden';
    if (!told || !isForbidden) told = faultsOf(error, at);
  }
  return told ?? [fault(at, 'Nobody may see it.', 'Ask for a persona.')];
}

function refusalOf(persona: Persona, plan: Plan, { model, now }: CompileOptions): SophiaError | undefined {
  try {
    compilePlan(plan, model, { now, policy: persona, maxRows: usualRows, paths: 'shortest' });
    return undefined;
  } catch (error) {
    if (!isSophiaError(error)) throw error;
    return error;
  }
}

function faultsOf(error: SophiaError, at: ErrorPath): DashboardFault[] {
  if (error.code !== 'plan.invalid') return [fault([...at, ...error.path], error.message, 'Ask for something else.')];
  const { faults } = error.details as { faults: readonly DashboardFault[] };
  return faults.map(one => fault([...at, ...one.path], one.message, one.mend));
}
