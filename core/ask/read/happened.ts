import type { FieldInfo } from '../catalogue.ts';
import { candidatesOf } from '../chunks.ts';
import { defaultDate } from '../dates.ts';
import { homeOf } from './measure-list.ts';
import { lowerOf, type State } from './state.ts';

/** "paid for losses that happened in 2023": the period is of the things named right before, and not of the number. */
export function dateOfHappening(state: State): readonly FieldInfo[] | undefined {
  const before = state.chunks.slice(0, state.at);
  const last = lowerOf(state, before.at(-1));
  // what customers place is no thing that took place
  if (last === 'place' && !/^(took|take|takes|taken)$/.test(lowerOf(state, before.at(-2)))) return undefined;
  const at = before.findLastIndex(
    chunk => !/^(that|which|who|happened|occurred|took|place|have|had)$/.test(lowerOf(state, chunk)),
  );
  const [thing] = candidatesOf(before[at], 'dataset').filter(c => c.weight > 0.9);
  if (!thing || at === before.length - 1 || !/^(happened|occurred|place)$/.test(last)) return undefined;
  // the number is of these things itself
  const [measure] = state.draft.measures;
  if (!measure || homeOf(state, measure) === thing.dataset) return undefined;
  const date = defaultDate(state.catalogue, thing.dataset);
  return date && [date];
}
