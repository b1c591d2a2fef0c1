import { isSophiaError } from '../errors.ts';
import { parsePlan } from '../plan/parse.ts';
import type { Plan } from '../plan/schema.ts';
import type { SemanticModel } from '../semantic/model/types.ts';
import type { Checked } from './asker.ts';

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A plan without what is shown to people as it stands: a model's words beside a number could say anything of it. Members
 * that it left empty are not there.
 */
export function withoutWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutWords);
  if (!isObject(value)) return value;
  // The unit of a ratio is a word; that of a stretch of time is its length.
  const isWord = (key: string): boolean => key === 'label' || (key === 'unit' && value['kind'] === 'ratio');
  const kept = Object.entries(value).filter(([key, inner]) => !isWord(key) && inner !== null);
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutWords(inner)]));
}

/** Measures that bear the name of a metric that they are not. */
export function misnamed(plan: Plan, model: SemanticModel): string[] {
  const metrics = new Set(model.metrics.map(({ name }) => name.toLowerCase()));
  return plan.measures
    .filter(({ name, metric }) => metrics.has(name.toLowerCase()) && metric?.toLowerCase() !== name.toLowerCase())
    .map(({ name }) => `The measure ${name} has the name of a metric and is another number: name it otherwise.`);
}

/** How a model filled in the form: a plan of the right shape, that there is none, or what is wrong with it. */
export function readForm(content: unknown, model: SemanticModel): Checked<Plan> {
  if (!isObject(content)) return { kind: 'faults', faults: ['The form was not filled in.'] };
  if (content['status'] === 'cannot') return { kind: 'cannot' };
  try {
    // Some models write an inner object as text.
    const written = typeof content['plan'] === 'string' ? JSON.parse(content['plan']) : content['plan'];
    const plan = parsePlan(withoutWords(written));
    const faults = misnamed(plan, model);
    return faults.length > 0 ? { kind: 'faults', faults } : { kind: 'found', value: plan };
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: 'faults', faults: ['The plan is not JSON.'] };
    if (!isSophiaError(error)) throw error;
    return { kind: 'faults', faults: faultsOf(error) };
  }
}

/** What is wrong with a plan, for its author. */
export function faultsOf(error: Parameters<typeof isSophiaError>[0]): string[] {
  if (!isSophiaError(error)) return ['It can not be read.'];
  const { faults } = error.details as {
    faults?: readonly { path: readonly unknown[]; message: string; mend: string }[];
  };
  return faults?.map(({ path, message, mend }) => `${path.join('.')}: ${message} ${mend}`) ?? [error.message];
}
