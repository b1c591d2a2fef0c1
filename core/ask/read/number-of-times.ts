import type { Chunk } from '../chunks.ts';
import { pushHaving } from './having.ts';
import { lowerOf, passOver, type State } from './state.ts';

/** "customers who ordered more than 8 times": so many of what the verb dates, each of which is one time. */
export function saysTimes(state: State, number: Extract<Chunk, { kind: 'number' }>): boolean {
  const { pending, draft } = state;
  const times = state.chunks[state.chunks.indexOf(number) + 1];
  if (!pending.comparator || !times || number.percent || !/^times?$/.test(lowerOf(state, times))) return false;
  const verb = draft.verbs.at(-1);
  const [dataset, ...more] = [...new Set(verb?.fields.map(field => field.dataset))];
  if (verb?.at !== pending.comparator.at - 1 || dataset === undefined || more.length > 0) return false;
  pushHaving(state, { kind: 'count', dataset, at: state.at }, pending.comparator.operator, [number.value], false);
  pending.comparator = undefined;
  // the verb goes on with the period that may follow
  verb.used = true;
  verb.spent = true;
  passOver(state, number);
  passOver(state, times);
  return true;
}

/** "Canada, Brazil and Peru, all three together": as many as were listed, which are taken together anyway. */
export const saysHowManyListed = (
  { draft, tokens }: State,
  { start, end, value }: Extract<Chunk, { kind: 'number' }>,
): boolean =>
  tokens[start - 1]?.lower === 'all' &&
  /^(together|combined)$/.test(tokens[end]?.lower ?? '') &&
  draft.filters.some(f => f.operator === 'in' && !f.apart && f.options[0]?.values.length === value);
