import { isPhrase } from '../chunks.ts';
import { latenessOf } from '../lateness.ts';
import { isLate } from './delays.ts';
import { lowerOf, pass, type State } from './state.ts';

/** "more than 10 days late", "delayed by over two weeks": by the two dates that the model calls late by, so far apart. */
export function takeLateBy(state: State): void {
  const { chunks, draft, catalogue } = state;
  const pair = latenessOf(catalogue);
  const at = chunks.findIndex((chunk, i) => isPhrase(chunk, 'comparator') && daysAt(state, i + 1) !== undefined);
  const [compares, days] = [chunks[at], daysAt(state, at + 1)];
  if (!pair || !isPhrase(compares, 'comparator') || days === undefined) return;
  // what is overdue may wait for money
  const behind = lowerOf(state, chunks[at + 3]) === 'overdue' ? undefined : chunks[at + 3];
  const before = chunks.slice(0, at).findLastIndex(chunk => !/^(of|by|a|an|the|with)$/.test(lowerOf(state, chunk)));
  const late = behind && isLate(state, behind, pair) ? at + 3 : saysDelay(state, before, pair) ? before : undefined;
  if (late === undefined) return;
  const { operator } = compares.phrase;
  draft.comparedFields.push({ field: pair.late, operator, other: pair.due, days, at });
  // less than 5 days late is late all the same
  if (!operator.startsWith('>')) draft.comparedFields.push({ field: pair.late, operator: '>', other: pair.due, at });
  pass(state, Math.min(late, at), Math.max(late, at + 2) + 1);
}

/** So many days or weeks. */
function daysAt({ chunks }: State, at: number): number | undefined {
  const [number, unit] = [chunks[at], chunks[at + 1]];
  if (number?.kind !== 'number' || number.percent || unit?.kind !== 'grain') return undefined;
  return unit.grain === 'day' ? number.value : unit.grain === 'week' ? number.value * 7 : undefined;
}

const saysDelay = (state: State, at: number, pair: Parameters<typeof isLate>[2]): boolean => {
  const chunk = state.chunks[at];
  return (
    chunk !== undefined &&
    lowerOf(state, chunk) !== 'overdue' &&
    (isLate(state, chunk, pair) || /^delays?$/.test(lowerOf(state, chunk)))
  );
};
