import type { Comparator } from '../chunks.ts';
import { countsRows } from '../counted-rows.ts';
import type { DraftMeasure } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { directionOf } from '../polarity.ts';
import { inUnitOf, unitOfMeasure } from './number-units.ts';
import { lowerOf, problem, type State } from './state.ts';

/** Keeps groups by a number, in the unit of that number. */
export function pushHaving(
  state: State,
  measure: DraftMeasure,
  operator: Comparator | 'between',
  numbers: readonly number[],
  percent: boolean,
): void {
  if (percent && isTotal(state, measure)) {
    const chunk = state.chunks[state.at] ?? state.chunks.at(-1);
    if (chunk) problem(state, chunk, reasons.unclearManyPercent);
    return;
  }
  const counts = countsRows(state, measure);
  const values = inUnitOf(state, numbers, counts ? undefined : unitOfMeasure(state, measure), counts);
  if (values)
    state.draft.having.push({ measure, operator: judged(state, measure, operator), values: [...values], percent });
}

/** "a late rate worse than 60 %": above it, where more of the number is unwelcome. */
export function judged(state: State, measure: DraftMeasure, operator: Comparator | 'between'): Comparator | 'between' {
  const said = /^(better|worse) than$/.exec(lowerOf(state, state.chunks[state.pending.comparator?.at ?? -1]))?.[1];
  if (said === undefined || (operator !== '<' && operator !== '>')) return operator;
  const word = said === 'better' ? 'best' : 'worst';
  const { direction } = directionOf(state.catalogue, word, word === 'best' ? 'DESC' : 'ASC', measure);
  state.draft.notes.push({
    id: 'polarity',
    text: `“${said} than” is taken as ${direction === 'DESC' ? 'more' : 'less'} than.`,
  });
  return direction === 'DESC' ? '>' : '<';
}

/** A sum or a number of things, which is no percentage. */
export const isTotal = ({ catalogue }: State, measure: DraftMeasure): boolean =>
  measure.kind === 'count' ||
  measure.kind === 'countDistinct' ||
  (measure.kind === 'metric' && /^(SUM|COUNT)\([^/]*\)$/.test(catalogue.metrics.get(measure.metric)?.text ?? ''));
