import { type Chunk, candidatesOf } from '../chunks.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { isNumberField } from './behind-numbers.ts';
import { problem, type State } from './state.ts';

/** "customers with between 5 and 10 orders": the noun behind the numbers is what there are so many of. */
export function isCountedAt(state: State, at: number): boolean {
  const noun: Chunk | undefined = state.chunks[at];
  if (noun?.kind !== 'terms' || isNumberField(noun, 0.8)) return false;
  return [...candidatesOf(noun, 'metric'), ...candidatesOf(noun, 'dataset')].some(({ weight }) => weight > 0.9);
}

/** Holds both numbers for the noun that they stand before. */
export function holdBetween(state: State, from: number, to: number, at: number): void {
  const { pending } = state;
  pending.comparator = { operator: '>=', at };
  pending.number = { value: from, to, percent: false, at };
  pending.spans.push({ from, to, at });
}

/** Whatever the noun was taken for, the upper end is not to be lost. */
export function refuseLostEnds(state: State): void {
  for (const { from, to, at } of state.pending.spans) {
    const kept = state.draft.having.some(({ values }) => values[0] === from && values[1] === to);
    const chunk = state.chunks[at];
    if (!kept && chunk) problem(state, chunk, reasons.unclearShouldLie);
  }
}
